// The vendors' own clients for batches against a running `lencurve sim`:
//
//   node batches.mjs URL
//
// Each submits a batch, waits, and reads what the model "exact" wrote; one is
// cancelled, and one that a host would refuse is refused.
import assert from "node:assert/strict";
import OpenAI, { toFile } from "openai";
import Anthropic from "@anthropic-ai/sdk";

const url = process.argv[2];
const targets = [5, 50, 333, 700];
const excel = (text) => text.replace(/[ \n\r]/g, "").length;
const ask = (n) => [{ role: "user", content: `生成${n}个字的春节场景` }];
const nap = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(look, over) {
  for (let i = 0; i < 200; i++) {
    const seen = await look();
    if (over(seen)) return seen;
    await nap(50);
  }
  assert.fail("the batch does not end");
}

async function submit(client, path, model = "exact") {
  const lines = targets.map((n, i) => JSON.stringify({
    custom_id: `n-${n}`, method: "POST", url: path,
    body: { model: i === 0 ? model : "exact", messages: ask(n),
      temperature: 0.01 },
  }));
  const file = await client.files.create({
    file: await toFile(Buffer.from(lines.join("\n")), "in.jsonl"),
    purpose: "batch",
  });
  assert.equal((await client.files.retrieve(file.id)).bytes, file.bytes);
  return client.batches.create({
    input_file_id: file.id, endpoint: path, completion_window: "24h",
    metadata: { of: "a test" },
  });
}

async function files(base, path) {
  const client = new OpenAI({ baseURL: `${url}${base}`, apiKey: "sk-sim" });
  const made = await submit(client, path);
  assert.ok(["validating", "in_progress"].includes(made.status));
  const done = await until(() => client.batches.retrieve(made.id),
    (b) => b.status === "completed");
  assert.deepEqual(done.metadata, { of: "a test" });
  assert.deepEqual(done.request_counts,
    { total: 4, completed: 4, failed: 0 });
  const text = await (await client.files.content(done.output_file_id)).text();
  const seen = text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(seen.map((x) => x.custom_id).sort(),
    targets.map((n) => `n-${n}`).sort());
  for (const x of seen)
    assert.equal(excel(x.response.body.choices[0].message.content),
      Number(x.custom_id.slice(2)));

  const stopped = await submit(client, path);
  const cancelled = await client.batches.cancel(stopped.id);
  assert.ok(["cancelling", "cancelled"].includes(cancelled.status));
  const mixed = await until(async () => client.batches.retrieve(
    (await submit(client, path, "base")).id), (b) => b.status === "failed");
  assert.match(mixed.errors.data[0].message, /one model/);
  const ids = [];
  for await (const b of client.batches.list({ limit: 2 })) ids.push(b.id);
  assert.ok(ids.includes(made.id) && ids.includes(stopped.id));
  await assert.rejects(client.batches.retrieve("batch_none"),
    OpenAI.NotFoundError);
  console.log(`ok openai ${base}`);
}

async function messages() {
  const client = new Anthropic({ baseURL: url, apiKey: "sk-sim" });
  const batches = client.messages.batches;
  const made = await batches.create({
    requests: targets.map((n) => ({ custom_id: `n-${n}`,
      params: { model: "exact", max_tokens: 4096, messages: ask(n) } })),
  });
  assert.equal(made.processing_status, "in_progress");
  const done = await until(() => batches.retrieve(made.id),
    (b) => b.processing_status === "ended");
  assert.equal(done.request_counts.succeeded, 4);
  const seen = [];
  for await (const x of await batches.results(made.id)) seen.push(x);
  assert.equal(seen.length, 4);
  for (const x of seen)
    assert.equal(excel(x.result.message.content[0].text),
      Number(x.custom_id.slice(2)));
  const ids = [];
  for await (const b of batches.list({ limit: 1 })) ids.push(b.id);
  assert.deepEqual(ids, [made.id]);
  const stopped = await batches.create({ requests: [{ custom_id: "x",
    params: { model: "exact", max_tokens: 9, messages: ask(5) } }] });
  await batches.cancel(stopped.id);
  await assert.rejects(batches.create({ requests: [] }),
    Anthropic.BadRequestError);
  console.log("ok anthropic");
}

await files("/v1", "/v1/chat/completions");
await files("/v2", "/v2/chat/completions");
await messages();
