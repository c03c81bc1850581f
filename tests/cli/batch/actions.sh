# What batch says where nothing can be sent.
cat > s.json <<'END'
{ "name": "b", "prompt": "生成{target}个字", "targets": [5, 10],
  "models": [{"name": "m", "provider": "openai", "model": "x",
              "base_url": "http://127.0.0.1:1/v1"}],
  "limits": {"retries": 0} }
END
export OPENAI_API_KEY=sk-made-up
lencurve plan s.json --batch openai -o d
lencurve batch submit d 2> err.txt | sed 's/127[^ ]*//'
sed 's/after [0-9]* ms/after 0 ms/' err.txt >&2
lencurve batch status d
lencurve batch fetch d
lencurve batch fetch d --json
lencurve batch submit d --adopt plan-0001.jsonl=none
lencurve batch submit d --adopt plan-0009.jsonl=none
lencurve batch sumbit d
lencurve batch submit nowhere
unset OPENAI_API_KEY
lencurve batch submit d
lencurve plan s.json --batch vllm -o v 2> err.txt || head -1 err.txt
lencurve sim --list batches
lencurve sim --batches late:1
echo x >> d/batch/plan-0001.jsonl
OPENAI_API_KEY=sk-made-up lencurve batch submit d
