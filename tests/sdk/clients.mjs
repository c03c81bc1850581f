// The vendors' own clients against a running `lencurve sim`:
//
//   node clients.mjs URL
//
// Every case asks the model "exact" for a text and measures what came back
// in the unit excel: UTF-16 code units without space and line breaks.
import assert from "node:assert/strict";
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
import { Ollama } from "ollama";

const url = process.argv[2];
const AK = "sim-ak";
const SK = "sim-sk";
const KEY = "sk-sim";
const targets = [5, 50, 333, 700];

// The SDK of Qianfan reads these when it is loaded.
Object.assign(process.env, {
  QIANFAN_BASE_URL: url,
  QIANFAN_CONSOLE_API_BASE_URL: url,
  QIANFAN_V2_BASE_URL: `${url}/v2/chat/completions`,
  QIANFAN_BEAR_TOKEN_URL: `${url}/v1/BCE-BEARER/token`,
});
const { ChatCompletion, setEnvVariable } = await import("@baiducloud/qianfan");

const excel = (text) => text.replace(/[ \n\r]/g, "").length;
const ask = (n) => [{ role: "user", content: `生成${n}个字的春节场景` }];

async function gather(stream, text) {
  let all = "";
  for await (const part of stream) all += text(part) ?? "";
  return all;
}

const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: KEY });
const anthropic = new Anthropic({ baseURL: url, apiKey: KEY });
const ollama = new Ollama({ host: url });

const cases = {
  async openai(n) {
    const r = await openai.chat.completions.create({
      model: "exact", messages: ask(n), temperature: 0,
    });
    assert.equal(r.choices[0].finish_reason, "stop");
    assert.ok(r.usage.total_tokens > n);
    return r.choices[0].message.content;
  },
  async openaiStream(n) {
    let usage;
    const text = await gather(await openai.chat.completions.create({
      model: "exact", messages: ask(n), temperature: 0, stream: true,
      stream_options: { include_usage: true },
    }), (part) => {
      usage = part.usage ?? usage;
      return part.choices[0]?.delta.content;
    });
    assert.ok(usage.completion_tokens > 0);
    return text;
  },
  async anthropic(n) {
    const r = await anthropic.messages.create({
      model: "exact", messages: ask(n), max_tokens: 4096,
    });
    assert.equal(r.stop_reason, "end_turn");
    return r.content.map((block) => block.text).join("");
  },
  async anthropicStream(n) {
    const stream = anthropic.messages.stream({
      model: "exact", messages: ask(n), max_tokens: 4096,
    });
    return (await stream.finalMessage()).content[0].text;
  },
  async ollama(n) {
    const r = await ollama.chat({ model: "exact", messages: ask(n) });
    assert.equal(r.done_reason, "stop");
    return r.message.content;
  },
  async ollamaStream(n) {
    return gather(
      await ollama.chat({ model: "exact", messages: ask(n), stream: true }),
      (part) => part.message.content,
    );
  },
};

const qianfan = {
  qianfanOauth: { QIANFAN_AK: AK, QIANFAN_SK: SK },
  qianfanSigned: { QIANFAN_ACCESS_KEY: AK, QIANFAN_SECRET_KEY: SK },
  qianfanV2Key: { QIANFAN_BEARER_TOKEN: KEY, version: "v2" },
  qianfanV2Minted: {
    QIANFAN_ACCESS_KEY: AK, QIANFAN_SECRET_KEY: SK, version: "v2",
  },
};
for (const [name, options] of Object.entries(qianfan)) {
  const v2 = options.version === "v2";
  const where = v2 ? {} : { Endpoint: "exact" };
  const body = (n, stream) =>
    [{ messages: ask(n), temperature: 0.01, top_p: 0, stream }, "exact"];
  const text = (r) => v2 ? r.choices[0]?.delta?.content ??
    r.choices[0]?.message?.content : r.result;

  cases[name] = async (n) => {
    setEnvVariable("QIANFAN_ACCESS_KEY", options.QIANFAN_ACCESS_KEY ?? "");
    setEnvVariable("QIANFAN_SECRET_KEY", options.QIANFAN_SECRET_KEY ?? "");
    return text(await new ChatCompletion({ ...options, ...where })
      .chat(...body(n, false)));
  };
  cases[`${name}Stream`] = async (n) =>
    gather(await new ChatCompletion({ ...options, ...where })
      .chat(...body(n, true)), text);
}

let failed = 0;
for (const [name, run] of Object.entries(cases))
  for (const n of targets) {
    try {
      assert.equal(excel(await run(n)), n);
      console.log(`ok ${name} ${n}`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${name} ${n}: ${error.stack ?? error}`);
    }
  }

// What goes wrong reaches the clients as their own kind of error.
await assert.rejects(
  new OpenAI({ baseURL: `${url}/v1`, apiKey: "wrong", maxRetries: 0 })
    .chat.completions.create({ model: "exact", messages: ask(5) }),
  OpenAI.AuthenticationError);
await assert.rejects(
  openai.chat.completions.create({ model: "no-such", messages: ask(5) }),
  OpenAI.NotFoundError);
await assert.rejects(
  new Anthropic({ baseURL: url, apiKey: "wrong", maxRetries: 0 })
    .messages.create({ model: "exact", messages: ask(5), max_tokens: 9 }),
  Anthropic.AuthenticationError);
assert.ok((await openai.models.list()).data.some((m) => m.id === "v2"));
assert.ok((await ollama.list()).models.some((m) => m.name === "v2"));
console.log("ok errors and model lists");
process.exit(failed === 0 ? 0 : 1);
