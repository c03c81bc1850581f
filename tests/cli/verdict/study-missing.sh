# A recipe that lacks answers is in no effect, and none is best where all do.
. "$ROOT/tests/cli/verdict/make_run.bash"
# recipe NAME NOISE NTH: of its answers every NTH is refused, 0 for none; the
# rest of those are exact.
recipe() {
	make_run "$1" "$2" m
	awk -F, -v OFS=, -v nth="$3" 'NR > 1 && nth > 0 {
		if (nth > 1 ? ++n % nth == 0 : ++n % 5 > 0) {
			$8 = "refused"; $10 = $16 = "" }
		else $10 = $6 } { print }' "$1/samples.csv" > "$1/s"
	mv "$1/s" "$1/samples.csv"
}
study() {
	lencurve study s.json "$@"
}
recipe sft1 40 0
recipe sft2 44 0
recipe dpo1 24 0
recipe dpo2 26 0
recipe rlhf1 30 4
recipe rlhf2 33 4
cat > s.json <<'END'
{ "name": "s", "factors": {"method": {}, "seed": {"repeat": true}}, "runs": [
  {"dir": "sft1", "method": "sft", "seed": 1},
  {"dir": "sft2", "method": "sft", "seed": 2},
  {"dir": "dpo1", "method": "dpo", "seed": 1},
  {"dir": "dpo2", "method": "dpo", "seed": 2},
  {"dir": "rlhf1", "method": "rlhf", "seed": 1},
  {"dir": "rlhf2", "method": "rlhf", "seed": 2} ] }
END
study | sed '/^Change of hit/,/^Slopes/d'
study --lang zh | grep 计划的
study --json | jq -c '(.recipes[] | [.recipe, .diff_interval, .lacks, .pareto]),
	.responses[0], ([.effects[].says] | unique),
	([.runs[] | select(.response == "mald") | .mean_interval] | unique)'

# Others are held against the first: where that lacks answers there are none.
recipe sft1 40 4
recipe sft2 44 4
recipe rlhf1 30 0
recipe rlhf2 30 0
study | sed '/raw grid/,/^All/d'

# Over half of each.
for x in sft1 sft2 dpo1 dpo2 rlhf1 rlhf2; do recipe $x 20 1; done
study
study --lang zh | head -n 2
study --json | jq -c '[.effects, [.recipes[].pareto]]'
study -o out > /dev/null && ls out
