# Repeats under one seed ask the very same: ids stay unique, and find back.
cat > sweep.json <<-END
{ "name": "same", "prompt": "写{target}个字", "repeats": 3, "targets": [5],
  "seed": "fixed", "models": [{"name": "m", "provider": "openai",
  "model": "x"}] }
END
lencurve plan sweep.json --batch openai -o s > plan.txt
jq -r .custom_id s/batch/plan-0001.jsonl | tee ids
while IFS= read -r id; do
	jq -cn --arg id "$id" '{custom_id: $id, response: {status_code: 200, body:
		{choices: [{index: 0, message: {role: "assistant", content: $id},
		finish_reason: "stop"}]}}, error: null}'
done < ids > out.jsonl
lencurve import s out.jsonl
tail -n +2 s/journal.jsonl | jq -c '[.id, .text]'
