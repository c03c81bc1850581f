#!/bin/bash
# What is more than a page holds ends in an error, and not in a part of it that
# looks like all.
. "$ROOT/tests/e2e/lib.bash"
awk 'BEGIN { s = sprintf("%0950d", 0); for (i = 0; i < 40000; i++)
	printf "{\"text\":\"春节\",\"target\":5,\"g\":\"%d-%s\"}\n", i, s }' \
	> a.jsonl
lencurve measure a.jsonl --text text --target target --group g -o o \
	2> err.txt > /dev/null || fail "measure: $(cat err.txt)"
lencurve curve o --json --draws 100 > out.json 2> err.txt
status=$?
[ $status = 2 ] || fail "status $status of $(wc -c < out.json) bytes"
[ ! -s out.json ] || fail "$(wc -c < out.json) bytes of a part"
grep -q "more to print than fits" err.txt || fail "$(cat err.txt)"
[ -s o/samples.csv ] || fail "no samples.csv"
