#!/bin/bash
# The situations of data/servers: each case's server is asked, and its status
# and outcomes are those of the table in its README.
set -u
servers=$ROOT/../shared/data/servers
[ -d "$servers" ] || { echo "no $servers here" >&2; exit 77; }
command -v python3 > /dev/null || { echo "no python3 here" >&2; exit 77; }
LENCURVE=$(command -v lencurve)
export LENCURVE TMPDIR=$PWD
failed=0

# expect CASE STATUS OUTCOMES [WORDS]: "10:ok:10" is target, outcome, length.
expect() {
	local dir out rc got
	dir=$(echo "$servers/$1-"*)
	out=$(TRY_TIMEOUT=90 ERR=9 bash "$servers/lib/try.sh" "$dir" --no-curve)
	rc=$(grep -o 'rc=[0-9]*' <<< "$out" | head -n 1)
	got=$(sed -n "s/.*'target': '\([0-9]*\)', 'outcome': '\([a-z]*\)', 'length': '\([0-9]*\)'.*/\1:\2:\3/p" <<< "$out" | tr '\n' ' ')
	if [ "$rc" = "rc=$2" ] && [ "${got% }" = "$3" ] &&
		{ [ -z "${4:-}" ] || grep -q -- "$4" <<< "$out"; }; then
		return
	fi
	echo "$1: expected status $2, $3 ${4:-}, found $rc, $got"
	sed 's/^/    /' <<< "$out"
	failed=1
}

# expect_run CASE LINE...: its run.sh prints each of the lines, patterns.
expect_run() {
	local dir out line
	dir=$(echo "$servers/$1-"*)
	out=$(timeout 200 bash "$dir/run.sh" 2>&1)
	shift
	for line; do
		grep -qE -- "$line" <<< "$out" && continue
		echo "$dir: no line $line in"
		sed 's/^/    /' <<< "$out"
		failed=1
	done
}

ok="10:ok:10 20:ok:20"
expect S00 0 "$ok"
expect W01 0 "$ok"
expect W02 2 "" base_url
expect W03 0 "$ok 30:ok:30"
expect W05 3 "" 'This key is not a valid one'
expect W05b 2 "" '"extra": {"seed": null}'
expect W05d 0 "$ok"
expect W06 3 "" overdue
expect_run W06b 'first: rc=3' 'after topping up: rc=0, requests [34]'
expect W07 0 "$ok" 'requests=4'
expect W08 0 "$ok"
expect W09 4 "10:truncated: 20:truncated:"
expect W10 4 "10:filtered: 20:filtered:" 1301
expect W10b 3 "" 1113
expect W11 4 "10:truncated: 20:truncated:"
expect W12b 3 "" 'insufficient balance'
expect W13 0 "$ok"
expect W14 2 "" 'correct "model"'
expect W15 0 "10:ok:10 20:filtered: 30:ok:30 40:ok:40"
expect W22 0 "$ok"
expect W23 0 "$ok"
expect W28 0 "$ok"
expect W30 0 "$(for t in $(seq 10 10 120); do printf '%s:ok:%s ' "$t" "$t"; done | sed 's/ $//')"
expect W34 0 "$ok 30:ok:30 40:ok:40"
passing='rc=4 "final":false failed'
expect_run W62 '^10 rc=3' '^20 rc=3' '^70 rc=4 "final":true filtered' \
	'^90 rc=2 ' '^100 rc=3' '^110 rc=2 .*"seed": null' \
	'^120 rc=2 .*seed.*"seed": null' "^130 $passing" "^140 $passing" "^150 $passing" \
	"^160 $passing" "^170 $passing" "^180 $passing" '^200 rc=3' \
	"^210 $passing" "^220 $passing" "^230 $passing" "^240 $passing" \
	"^250 $passing" "^260 $passing" "^270 $passing" "^280 $passing"
expect W63 3 "10:ok:10 20:ok:20 30:failed: 40:failed: 50:failed: 60:failed: 70:failed: 80:failed: 90:failed: 100:failed:" 'spending limit'
expect W64 0 "10:truncated: 20:truncated: 30:ok:30"
expect W65 4 "10:empty: 20:empty:" "server's reasoning parser"
expect W66 0 "10:ok:10 20:failed: 30:failed:" "no token count"
expect W67 0 "$ok"
expect W68 0 "$ok 30:ok:30 40:ok:40" 'big-model (2), small-fallback (2)'
exit $failed
