#!/bin/bash
# BLEU and ROUGE of 43 answers and 4 corpora are those of sacrebleu, of
# rouge_score's rules on characters, and of LLaMA-Factory.
set -eu
data=$ROOT/../shared/data/frontier/overlap_cases.jsonl
[ -f "$data" ] || { echo "no $data here" >&2; exit 77; }

jq -c 'select(.hyp) | {id, hyp, refs, target: 5}' "$data" > answers.jsonl
measure() {
	lencurve measure "$1" --text hyp --target target --id id \
		--reference refs --bleu "$2" --verbatim -o out 2> said.txt
	lencurve export out --jsonl -o rows.jsonl
}

# held WHAT EXPECTED FOUND [ROUNDED]: jq's paths into a case and into a row.
held() {
	jq -r --slurpfile row rows.jsonl "select(.hyp) | .id as \$id |
		(\$row[] | select(.item == \$id)) as \$r | ($2) as \$want |
		select(\$want != null) | (\$r | $3) as \$got |
		if \$got == null then select($4) else
			select((\$want - \$got) | fabs > ${5-1e-9}) end |
		\"$1 \(\$id): \(\$got), expected \(\$want)\"" "$data" > wrong.txt
	cat wrong.txt
	[ ! -s wrong.txt ] && [ "$(wc -l < rows.jsonl)" -eq 43 ]
}

for how in char zh 13a; do
	measure answers.jsonl $how
	held $how ".sacrebleu[\"$how\"].exp_eff" .bleu \
		".sacrebleu[\"$how\"].hyp_len >= 4"
done
for n in 1 2 L; do
	held "rouge$n" ".rouge_multiset_char_nospace.rouge${n}[2]" \
		".rouge_${n,}" '$want != 0'
done
measure answers.jsonl llamafactory
held llamafactory '.llamafactory["bleu-4"]' .bleu false 0.00005001

jq -r 'select(.members) | .id' "$data" | while read -r id; do
	how=$(jq -r "select(.id == \"$id\") | .tokenize" "$data")
	jq -c --slurpfile of "$data" --arg id "$id" 'select(.id as $x |
		$of[] | select(.id == $id) | .members | index($x))' \
		answers.jsonl > members.jsonl
	measure members.jsonl "$how"
	lencurve curve out > /dev/null
	jq -e --slurpfile of "$data" --arg id "$id" '.series[0].overall as $m |
		$of[] | select(.id == $id) | .sacrebleu.exp as $x |
		if $x.totals[3] == 0 then $m.bleu_all == null
		else ($m.bleu_all - $x.score | fabs) < 1e-9 end' \
		out/summary.json > /dev/null || { echo "$id"; exit 1; }
done
