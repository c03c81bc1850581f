"""OpenAI's client for Python submits a batch and reads it: batches.py URL"""
import io
import json
import sys
import time

import openai

client = openai.OpenAI(base_url=sys.argv[1] + "/v1", api_key="sk-sim")
path = "/v1/chat/completions"
lines = [json.dumps({
    "custom_id": f"n-{n}", "method": "POST", "url": path,
    "body": {"model": "exact", "temperature": 0, "messages": [
        {"role": "user", "content": f"生成{n}个字的春节场景"}]}})
    for n in (5, 50, 333)]
file = client.files.create(
    file=("in.jsonl", io.BytesIO("\n".join(lines).encode())), purpose="batch")
batch = client.batches.create(
    input_file_id=file.id, endpoint=path, completion_window="24h")
for _ in range(200):
    batch = client.batches.retrieve(batch.id)
    if batch.status == "completed":
        break
    time.sleep(0.05)
seen = [json.loads(x) for x in
        client.files.content(batch.output_file_id).text.splitlines()]
assert len(seen) == 3, seen
for x in seen:
    text = x["response"]["body"]["choices"][0]["message"]["content"]
    text = text.replace(" ", "").replace("\n", "")
    assert len(text.encode("utf-16-le")) // 2 == int(x["custom_id"][2:])
print("ok openai for Python")
