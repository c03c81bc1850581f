#!/bin/bash
# ESC, C1 and bidi characters in each text column of a samples.csv, in the ids
# that --id reads and behind --unit: no verb lets one out.
. "$ROOT/tests/e2e/lib.bash"

ESC=$(printf '\033') C1=$(printf '\302\233') RLO=$(printf '\342\200\256')
evil="e${ESC}[31m${C1}5m${RLO}x"
start_sim
write_sweep sweep.json
for dir in a b; do
	[ "$(run_status $dir --targets 5:200:5)" = 0 ] || fail "$(cat err.txt)"
done

# alive WHAT FILE...: no control character in what was printed or made.
alive() {
	local what=$1
	shift
	LC_ALL=C grep -qE "$ESC|$C1|$RLO" "$@" || return 0
	fail "$what: alive in $(LC_ALL=C grep -lE "$ESC|$C1|$RLO" "$@")"
}

# plant DIR COLUMN: in all rows of a copy, so that groups stay whole.
plant() {
	rm -rf evil
	mkdir evil
	cp "$1"/manifest.json evil/ 2> /dev/null
	awk -F, -v OFS=, -v name="$2" -v evil="$evil" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
		NR > 1 { $at = $at evil }
		{ print }' "$1/samples.csv" > evil/samples.csv
	LC_ALL=C grep -q "$ESC" evil/samples.csv || fail "no column $2"
}
tried=0 read=0
all=("curve evil" "compare evil" "compare evil b" "effects evil"
	"history evil b" "gate -b evil b" "gate -b b evil" "invert evil"
	"report evil" "export evil --csv -o evil/o.csv" "plot evil")
for column in $(head -n 1 a/samples.csv | tr , ' '); do
	plant a "$column"
	case $column in # where a number stands, one reader refuses it for all
	id | model | sampling | variant | item | tag | served_model | error)
		verbs=("${all[@]}") ;;
	relation | outcome | unit | finish) verbs=("${all[@]:0:7}") ;;
	*) verbs=("curve evil" "compare evil b") ;;
	esac
	for verb in "${verbs[@]}"; do
		lencurve $verb > out.txt 2> err.txt
		status=$?
		[ $status -le 6 ] || fail "$column, $verb: status $status"
		[ $status != 5 ] || fail "$column, $verb: $(cat err.txt)"
		alive "$column, $verb" out.txt err.txt
		[ $status != 0 ] || read=$((read + 1))
		tried=$((tried + 1))
	done
done
[ $read -gt 60 ] || fail "only $read of $tried were read"

# The same from a file of answers: its ids and groups.
for n in $(seq 5 5 200); do
	printf '{"i":"%s-%d","g":"%s","t":%d,"x":"%0*d"}\n' \
		"e\\u001b[31m\\u009b\\u202ex" "$n" "m\\u001b]0;t\\u0007\\u202e" \
		"$n" "$n" 0
done > answers.jsonl
lencurve measure answers.jsonl --text x --target t --id i --group g -o theirs \
	> out.txt 2> err.txt || fail "measure --id: $(cat err.txt)"
alive "measure --id" out.txt err.txt
for verb in "curve theirs" "compare theirs" "compare theirs b" "effects theirs" \
	"gate -b theirs theirs" "history theirs b" "invert theirs" \
	"report theirs" "export theirs --csv -o o.csv"; do
	lencurve $verb > out.txt 2> err.txt
	[ $? != 5 ] || fail "$verb: $(cat err.txt)"
	alive "--id, $verb" out.txt err.txt
done

# A value that is wrong is shown, and shown dead.
for verb in "count --unit" "measure a --unit" "curve a --unit" \
	"compare a --unit" "gate -b a b --unit" "history a b --unit" \
	"claims answers.jsonl --unit" "measure answers.jsonl --text x --target t --id" \
	"curve a --metrics" "run" "check" "plan" "curve" "$evil"; do
	lencurve $verb "$evil" > out.txt 2> err.txt < /dev/null
	[ $? != 5 ] || fail "$verb: $(cat err.txt)"
	alive "$verb" out.txt err.txt
done
exit 0
