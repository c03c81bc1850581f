#!/bin/bash
# For each host: what plan --batch writes, answered in the host's form and
# imported, is the sweep asked live.
. "$ROOT/tests/e2e/lib.bash"
for tool in jq python3 curl; do
	command -v $tool > /dev/null || { echo "no $tool here" >&2; exit 77; }
done
export ANTHROPIC_API_KEY=sk-sim OPENAI_API_KEY=sk-sim
export QIANFAN_BEARER_TOKEN=sk-sim QIANFAN_AK=sim-ak QIANFAN_SK=sim-sk
start_sim
token=$(curl -sS "$URL/oauth/2.0/token?grant_type=client_credentials&client_id=sim-ak&client_secret=sim-sk" |
	jq -r .access_token)
v1=/rpc/2.0/ai_custom/v1/wenxinworkshop/chat

# write_host FILE PROVIDER BASE_URL BUDGET
write_host() {
	cat > "$1" <<-END
	{ "name": "e2e", "prompt": "生成{target}个字的春节场景", "repeats": 2,
	  "targets": {"from": 5, "to": 700, "step": 60}, "token_budget": $4,
	  "models": [{"name": "base", "provider": "$2", "model": "base",
	    "base_url": "$3"}, {"name": "v2", "provider": "$2", "model": "v2",
	    "base_url": "$3"}] }
	END
}
while read -r host provider base kind path budget; do
	write_host "$host.json" "$provider" "$URL$base" "$budget"
	lencurve run "$host.json" -o "live-$host" -q --no-curve ||
		fail "$host: live"
	lencurve plan "$host.json" --batch "$host" -o "$host" > out.txt ||
		fail "$host: plan"
	jq -e --arg host "$host" '[.files[] | .host == $host, .lines == 24] |
		length == 4 and all' "$host/batch.json" > ok.txt ||
		fail "$host: $(cat "$host/batch.json")"
	for n in 1 2; do
		model=$([ $n = 1 ] && echo base || echo v2)
		python3 "$ROOT/tests/e2e/batch_answer.py" "$kind" \
			"$URL${path/MODEL/$model}" \
			"$(jq -c ".files[$n - 1].parameters // {}" "$host/batch.json")" \
			"$host"/batch/plan-000$n.json* || fail "$host: answers"
	done > "$host.out"
	lencurve import "$host" "$host.out" > out.txt || fail "$host: import"
	grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
	lencurve measure "live-$host" > out.txt 2>&1
	lencurve measure "$host" > out.txt 2>&1
	timeless "live-$host" > live.csv
	timeless "$host" | diff live.csv - > diff.txt ||
		fail "$host: $(head -4 diff.txt)"
done <<-END
	openai openai /v1 openai /v1/chat/completions 4000
	azure openai /v1 openai /v1/chat/completions {"plus":99}
	qianfan qianfan /v2 openai /v2/chat/completions null
	dashscope openai /v1 openai /v1/chat/completions {"per_target":9}
	vllm vllm /v1 openai /v1/chat/completions null
	anthropic anthropic / anthropic /v1/messages {"plus":99}
	qianfan-v1 qianfan-v1 / qianfan-v1 $v1/MODEL?access_token=$token 2048
END
# What stands beside a file is a task's: each ceiling is one, and it says so.
write_host many.json qianfan-v1 "$URL" '{"plus": 99}'
lencurve plan many.json --batch qianfan-v1 -o many > out.txt || fail "many"
grep -q 'One number as "token_budget"' out.txt || fail "many: $(cat out.txt)"
jq -e '.files | length == 24 and (map(.parameters) | unique | length == 12)' \
	many/batch.json > ok.txt || fail "many: $(cat many/batch.json)"
