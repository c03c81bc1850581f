#!/bin/bash
# The curve read backwards is proved on fresh answers: corrected asks come as
# near as was promised, and the second run pairs with the first where both
# asked, though each has targets that the other has not.
. "$ROOT/tests/e2e/lib.bash"

# sweep NAME SEED NUMBER TO REST: runs it into NAME.
sweep() {
	cat > sweep.json <<-END
	{ "name": "$1", "prompt": "生成{$3}个字的春节场景", "seed": $2,
	  "targets": {"from": 5, "to": $4, "step": 5}, $5
	  "unit": "excel", "limits": {"concurrency": 16},
	  "models": [{"name": "v2", "provider": "sim",
	    "base_url": "$URL/v1"}] }
	END
	[ "$(run_status "$1")" = 0 ] || fail "$1: $(cat out.txt err.txt)"
}

start_sim
for heat in min '{"temperature": 0.3, "top_p": 0.99}'; do
	[ "$heat" != min ] || heat='"min"'
	rm -rf first second
	sweep first 1 target 900 "\"sampling\": $heat,"
	sweep second 2 ask 700 "\"sampling\": $heat, \"repeats\": 5,
		\"asks\": \"from first\","
	lencurve invert first --proof second --json > proof.json ||
		fail "no proof"
	jq -e '.proof[0] | .planned == 700 and .before < 0.5 and
		.observed >= 0.95 and (.observed - .predicted | fabs) < 0.03 and
		.observed_interval[0] <= .predicted and
		.predicted <= .observed_interval[1]' proof.json > /dev/null ||
		fail "$heat: $(cat proof.json)"
	lencurve compare first second --common --json > pairs.json ||
		fail "not compared"
	jq -e '.comparisons[0] | .repeats == 1 and (.overall | .from == 5 and .to == 700 and
		.verdict == "better")' pairs.json > /dev/null ||
		fail "$heat: $(cat pairs.json)"
done
lencurve compare first second 2> err.txt && fail "cells of one side only"
grep -q -- '--common' err.txt || fail "$(cat err.txt)"
