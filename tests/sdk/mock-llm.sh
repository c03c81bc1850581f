#!/bin/bash
# `lencurve run` against an OpenAI-compatible server that is not ours:
# mock-llm, which answers with the question. So every length is that of the
# prompt, 11 to 13 characters.
set -eu
here=$ROOT/tests/sdk
# shellcheck source=/dev/null
. "$here/npm.bash"
port=$(node -e 'const s = require("net").createServer();
	s.listen(0, "127.0.0.1", () => {
		console.log(s.address().port); s.close(); })')
HOST=127.0.0.1 PORT=$port node \
	"$here/node_modules/@dwmkerr/mock-llm/dist/main.js" > mock.log 2>&1 &
mock=$!
trap 'kill $mock; wait $mock 2> /dev/null || true' EXIT
for _ in $(seq 200); do
	grep -q "server running" mock.log && break
	sleep 0.05
done
cat > sweep.json << SWEEP
{
  "name": "mock-llm",
  "purpose": "A server that is not ours",
  "prompt": "生成{target}个字的春节场景",
  "targets": {"from": 5, "to": 700, "step": 5},
  "bands": [[5, 250], [255, 700]],
  "models": [{"name": "echo", "provider": "generic", "model": "gpt-4",
    "base_url": "http://127.0.0.1:$port/v1", "key_env": "MOCK_KEY"}],
  "sampling": "min"
}
SWEEP
MOCK_KEY=sk-made-up lencurve run sweep.json -o out --no-plot
[ "$(wc -l < out/journal.jsonl)" -ge 140 ]
if grep -r sk-made-up out; then
	echo "the key is in the results"
	exit 1
fi
# Columns by name: target, length and outcome.
awk -F, '
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
{
	want = 9 + length($at["target"])
	if ($at["outcome"] != "ok" || $at["length"] != want) {
		print "wrong: " $0
		bad = 1
	}
	n++
}
END { if (n != 140) print n " rows"; exit bad || n != 140 }
' out/samples.csv
