"""What a host would give back for the planned files of a batch: each request
is asked at the simulator, and its answer put into the host's own form.

    batch_answer.py KIND ADDRESS PARAMETERS FILE... > results

KIND: openai, anthropic or qianfan-v1; PARAMETERS: JSON that goes with a file of
Qianfan v1, or {}.
"""
import json
import sys
import urllib.request

kind, address, parameters = sys.argv[1:4]


def ask(body, key):
    request = urllib.request.Request(address, json.dumps(body).encode(), {
        "content-type": "application/json", "x-api-key": key,
        "anthropic-version": "2023-06-01"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def result(line):
    if kind == "anthropic":
        return {"custom_id": line["custom_id"], "result": {
            "type": "succeeded", "message": ask(line["params"], "sk-sim")}}
    if kind == "qianfan-v1":
        body = {"messages": [{"role": "user", "content": line["query"]}]}
        output = ask(body | json.loads(parameters), "")
        return {"id": line["id"], "output": output, "query": line["query"]}
    return {"id": "x", "custom_id": line["custom_id"], "response": {
        "status_code": 200, "request_id": "r",
        "body": ask(line["body"], "sk-sim")}, "error": None}


for name in sys.argv[4:]:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    lines = (json.loads(text)["requests"] if kind == "anthropic" else
             [json.loads(line) for line in text.splitlines()])
    for line in reversed(lines):
        print(json.dumps(result(line), ensure_ascii=False))
