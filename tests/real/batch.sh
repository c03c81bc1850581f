#!/bin/bash
# The results that hosts have documented, read as a live run reads them: three
# requests each, with ids of their own that are put in place of ours.
set -eu
data=$ROOT/../shared/data/frontier/batch
[ -d "$data" ] || { echo "no $data here" >&2; exit 77; }

# plan NAME PROVIDER HOST: a run directory, and ids.sed from their ids to ours.
plan() {
	cat > sweep.json <<-END
	{ "name": "batch", "prompt": "生成{target}个字的春节场景",
	  "targets": [5, 10, 15],
	  "models": [{"name": "m", "provider": "$2", "model": "x"}] }
	END
	lencurve plan sweep.json --batch "$3" -o "$1"
	jq -r '.requests[]? // . | [.custom_id // .id, .query //
		(.body // .params).messages[0].content] | "\(.[0]) \(.[1])"' \
		"$1"/batch/plan-* | sed -E 's/^(.*) 生成([0-9]+)个.*/\1 \2/' |
		while read -r id n; do
			printf 's/"c%06dr1"/"%s"/\n' "$n" "$id"
		done > ids.sed
}

# back NAME FILE... : imported, and then each target's outcome in the samples
# is what is on standard input.
back() {
	local name=$1
	shift
	for file; do
		sed -f ids.sed "$data/$file" > "$file"
	done
	lencurve import "$name" "$@"
	tail -n +2 "$name/journal.jsonl" |
		jq -r '"\(.target) \(.outcome) \(.final)"' | sort -n > found.txt
	diff - found.txt
}
plan openai openai openai
back openai openai_out.jsonl openai_err.jsonl <<'END'
5 ok true
10 ok true
END
plan http openai openai
back http openai_out.jsonl openai_err_http.jsonl <<'END'
5 ok true
10 ok true
15 failed false
END
plan vllm vllm vllm
back vllm vllm_out.jsonl <<'END'
5 ok true
10 failed true
15 failed false
END
plan bos qianfan-v1 qianfan-v1
back bos qianfan_bos_out.jsonl <<'END'
10 ok true
END
plan anthropic anthropic anthropic
back anthropic anthropic_results.jsonl <<'END'
5 failed true
10 ok true
END
lencurve measure openai > /dev/null
cut -d, -f1-8 openai/samples.csv
# What we plan is what they show, in the same keys.
for pair in "openai openai_in" "bos qianfan_bos_in"; do
	for key in 'keys' '.query // .body.messages'; do
		diff <(cat ${pair% *}/batch/plan-*.jsonl | jq -c "$key") \
			<(jq -c "$key" "$data/${pair#* }.jsonl")
	done
done
diff <(jq -c '.requests[].params | keys' anthropic/batch/plan-0001.json) \
	<(jq -c '.requests[].params | keys' "$data/anthropic_create.json")
