#!/bin/bash
# Every column and key of real output stands in bench/COLUMNS.md, and nothing
# else does.
. "$ROOT/tests/e2e/lib.bash"
command -v jq > /dev/null || { echo "no jq here" >&2; exit 77; }

# documented SECTION: the names in the first cells of its table.
documented() {
	awk -v head="## $1" -F'|' '/^## / { inside = $0 == head; next }
		inside && /^\| `/ { print $2 }' "$ROOT/bench/COLUMNS.md" |
		tr -d '` ' | tr ',' '\n' | sort
}

# holds SECTION: the names of real output, one a line, are the documented.
holds() {
	sort -u > real.txt
	documented "$1" > said.txt
	[ -z "$(uniq -d said.txt)" ] || fail "$1: twice: $(uniq -d said.txt)"
	diff said.txt real.txt > diff.txt || fail "$1: not as documented (<" \
		"only in bench/COLUMNS.md, > only printed): $(cat diff.txt)"
}

header() { head -qn 1 "$@" | tr ',' '\n'; }
keys() { jq -r '.. | objects | keys[]' "$@"; }

sweep() {
	cat > "$1.json" <<-END
	{ "name": "$1", $2, "targets": {"from": 10, "to": 400, "step": 10},
	  "models": [{"name": "a", "provider": "sim", "model": "base"},
	    {"name": "b", "provider": "sim", "model": "v2"}],
	  "sampling": [$3], "repeats": 2 }
	END
	lencurve run "$1.json" -q --no-plot -o "$1" > out.txt 2>&1 ||
		fail "$1: $(cat out.txt)"
}
sweep plain '"prompt": "写{target}个字"' '"min"'
sweep grid '"prompt": "写{target}个字"' \
	'{"temperature": [0.1, 0.9], "top_p": [0.5, 1]}'
sweep variants '"prompts": {"p": "写{target}个字", "q": {"text":
	"不超过{target}个字", "relation": "at_most"}}' '"min"'

holds curve.csv < <(header plain/curve.csv)
holds summary.json < <(keys plain/summary.json variants/summary.json)
lencurve compare plain --json -o compared > compared.json || fail compare
lencurve compare variants --under-test model --json --base a > limited.json ||
	fail compare
holds "compare --json" < <(keys compared.json limited.json)
holds compare.csv < <(header compared/compare.csv)
for dir in grid variants; do
	lencurve effects $dir --json -o $dir/effects > $dir.effects ||
		fail effects
done
holds "effects --json" < <(keys grid.effects variants.effects)
holds effects.csv < <(header {grid,variants}/effects/effects.csv)
holds contrasts.csv < <(header {grid,variants}/effects/contrasts.csv)
for dir in plain variants; do
	lencurve gate -b $dir $dir --json > $dir.gate || [ $? -eq 6 ] ||
		fail gate
	lencurve history $dir --json > $dir.history || fail history
	lencurve history $dir --csv > $dir.csv || fail history
done
holds "gate --json" < <(keys plain.gate variants.gate)
holds "history --json" < <(keys plain.history variants.history)
holds history.csv < <(header plain.csv variants.csv)
lencurve invert plain --json -o inverted > invert.json || fail invert
holds "invert --json" < <(keys invert.json)
holds invert.csv < <(header inverted/invert.csv)
lencurve baseline accept plain --name n > out.txt || fail baseline
lencurve baseline show n > baseline.json || fail show
holds baseline.json < <(keys baseline.json)
