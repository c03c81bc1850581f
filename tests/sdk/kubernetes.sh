#!/bin/bash
# The Kubernetes manifest is one, by Kubernetes' own types, which see when it is
# not; and what its containers are told, one after the other and one of them
# twice, merged as it says, is one run.
set -u
here=$ROOT/tests/sdk
# shellcheck source=/dev/null
. "$here/npm.bash"
fail() { echo "FAIL: $*"; exit 1; }
file=$ROOT/sweeps/cluster/kubernetes.yaml
node "$here/kubernetes.mjs" "$file" > command.txt || fail "the manifest"

sed "s|/sweep/|$PWD/|g; s|/results/|$PWD/results/|g" command.txt > command.sh
cp "$ROOT/sweeps/smoke.json" sweep.json
for i in $(seq 0 15) 7; do
	JOB_COMPLETION_INDEX=$i /bin/sh -c "$(cat command.sh)" > out.txt 2>&1 ||
		fail "index $i: $(cat out.txt)"
done
eval "$(sed -n "s|^#   \(lencurve merge .*\)|\1|p" "$file" |
	sed "s|/results/|$PWD/results/|g")" > out.txt || fail "merge"
grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
lencurve run sweep.json -o one -q --no-curve || fail "one"
lencurve measure one > /dev/null 2>&1 || fail "measure one"
lencurve measure results/whole > /dev/null 2>&1 || fail "measure whole"
cut -d, -f1-12 one/samples.csv > one.csv
cut -d, -f1-12 results/whole/samples.csv | diff one.csv - || fail "not one run"
