#!/bin/bash
# The queries that the recipes give for DuckDB say of samples.csv, curve.csv and
# a packed journal what lencurve says.
set -u
here=$ROOT/tests/sdk
# shellcheck source=/dev/null
. "$here/npm.bash"
command -v jq > /dev/null || { echo "no jq here" >&2; exit 77; }
fail() { echo "FAIL: $*"; exit 1; }
dir=results/spring-festival
lencurve run "$ROOT/sweeps/spring-festival.json" -q --no-plot > run.txt 2>&1 ||
	fail "run: $(cat run.txt)"
cp $dir/journal.jsonl plain.jsonl
lencurve pack $dir > /dev/null || fail pack
for doc in RECIPES.md zh-CN/RECIPES.md; do
	timeout 120 node "$here/duckdb.mjs" "$ROOT/sweeps/docs/$doc" > said.jsonl ||
		fail "$doc"
	[ "$(wc -l < said.jsonl)" = 3 ] || fail "$doc: not three queries"
	sed -n 1p said.jsonl | jq -e 'map(.n | tonumber) | add == 280' > out.txt ||
		fail "$doc: samples.csv: $(sed -n 1p said.jsonl)"
	sed -n 2p said.jsonl | jq -e 'map(.first_target_20_off | tonumber) as
		[$base, $v2] | $base < $v2' > out.txt ||
		fail "$doc: curve.csv: $(sed -n 2p said.jsonl)"
	sed -n 3p said.jsonl | jq -c '.[].id' > ids.txt
	tail -n +2 plain.jsonl | jq -s -c 'map(select(.final and .outcome ==
		"ok")) | sort_by([-(.text | length), .id])[:3][].id' |
		diff - ids.txt || fail "$doc: the journal"
done
