#!/bin/bash
# The answers that a page quotes are those that were measured: no older line,
# no line of another question, and those of an import as well.
. "$ROOT/tests/e2e/lib.bash"
start_sim
write_sweep sweep.json
[ "$(run_status d --targets 300:320:5)" = 0 ] || fail "$(cat err.txt)"
quoted() { grep -o '<bdi dir="auto">[^<]*' "$1/report.html" | sort; }
lencurve report d > /dev/null || fail "report"
quoted d > before.txt
[ "$(wc -l < before.txt)" -gt 5 ] || fail "nothing is quoted"

# One more line for each cell: of another question; then not the last word.
cp d/journal.jsonl journal.jsonl
for change in 's/"fingerprint":"[0-9a-f]*"/"fingerprint":"0123456789abcdef"/' \
	's/"final":true/"final":false/'; do
	cp journal.jsonl d/journal.jsonl
	tail -n +2 journal.jsonl | sed "$change; s/,\"sum\":\"[^\"]*\"//;
		s/\"text\":\"[^\"]*\"/\"text\":\"别人的话\"/" >> d/journal.jsonl
	lencurve measure d > out.txt 2> err.txt || fail "measure: $(cat err.txt)"
	lencurve report d > /dev/null || fail "report"
	grep -q "别人的话" d/journal.jsonl || fail "no such line"
	quoted d | cmp - before.txt || fail "$change is quoted"
done

for n in 10 20 30; do
	printf '{"t":%d,"x":"第%d句，祝您新年快乐"}\n' "$n" "$n"
done > theirs.jsonl
lencurve measure theirs.jsonl --text x --target t -o i > /dev/null || fail import
lencurve report i > /dev/null || fail "report of an import"
[ "$(quoted i | grep -c '句，祝您新年快乐')" = 3 ] || fail "$(quoted i)"
exit 0
