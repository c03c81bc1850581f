#!/bin/bash
# A sweep planned as a batch, answered line by line and imported is the sweep
# asked live; and whatever comes back, torn, twice, late or never, every cell is
# there once or open.
. "$ROOT/tests/e2e/lib.bash"
for tool in python3 jq; do
	command -v $tool > /dev/null || { echo "no $tool here" >&2; exit 77; }
done
start_sim
write_sweep sweep.json
sed -i 's/"step": 5/"step": 20/' sweep.json
lencurve run sweep.json -o live -q --no-curve || fail "live"
lencurve plan sweep.json --batch openai -o b > out.txt || fail "plan"
[ "$(jq '[.files[].lines] | add' b/batch.json)" = 70 ] || fail "not 70 lines"
[ "$(jq -r '[.files[].model] | join(" ")' b/batch.json)" = "base v2" ] ||
	fail "not a file a model: $(cat b/batch.json)"
jq -r '.files[] | .sha256 + "  b/" + .file' b/batch.json > sums
sha256sum --quiet -c sums || fail "another hash"
[ "$(jq '[.files[].bytes] | add' b/batch.json)" = \
	"$(cat b/batch/plan-*.jsonl | wc -c)" ] || fail "another size"
[ -z "$(jq -r .custom_id b/batch/*.jsonl | sort | uniq -d)" ] || fail "ids"
grep -q '"stream"' b/batch/*.jsonl && fail "a line streams"

# answer FILE...: what a host would give back for these requests.
answer() {
	python3 "$ROOT/tests/e2e/batch_answer.py" openai \
		"$URL/v1/chat/completions" '{}' "$@"
}
answer b/batch/plan-*.jsonl > answers.jsonl || fail "answer"
[ "$(wc -l < answers.jsonl)" = 70 ] || fail "not 70 answers"

# samples DIR: its samples but for times.
samples() {
	lencurve measure "$1" > measure.txt 2>&1
	timeless "$1"
}
samples live > live.csv
same_as_live() {
	samples "$1" > some.csv
	diff live.csv some.csv > diff.txt || fail "$1: $(head -4 diff.txt)"
}
cp -r b whole
shuf --random-source=<(yes) answers.jsonl > shuffled.jsonl
lencurve import whole shuffled.jsonl > out.txt || fail "import: $(cat out.txt)"
grep -q "Every planned answer is there" out.txt || fail "$(cat out.txt)"
same_as_live whole
[ "$(jq -r .via whole/manifest.json)" = batch ] || fail "not via batch"
lencurve curve whole > curve.txt && grep -q "asked as a batch" curve.txt ||
	fail "the curve does not say batch"
lencurve curve live > /dev/null
lencurve compare live whole -o cmp > out.txt 2>&1 ||
	fail "compare: $(cat out.txt)"
tr -s '\n ' ' ' < out.txt | grep -q "asked live, B as a batch" ||
	fail "compare does not say batch: $(cat out.txt)"

# Again changes nothing.
cp whole/journal.jsonl before
lencurve import whole answers.jsonl --json > out.json || fail "again"
[ "$(jq -c '[.ok, .known, .open]' out.json)" = "[0,70,0]" ] ||
	fail "again: $(cat out.json)"
cmp before whole/journal.jsonl || fail "importing again has changed the journal"
was=$(count answers)
lencurve run sweep.json -o whole -q --no-curve || fail "run of what is whole"
[ "$(count answers)" = "$was" ] || fail "run has asked again"

# over ID CODE, refused ID STATUS TYPE MESSAGE: lines of an error file.
over() {
	printf '{"id": "x", "custom_id": "%s", "response": null, "error":
		{"code": "%s", "message": "over"}}' "$1" "$2" | tr -d '\n\t'
	echo
}
refused() {
	printf '{"id": "x", "custom_id": "%s", "response": {"status_code": %d,
		"body": {"error": {"type": "%s", "message": "%s"}}},
		"error": null}' "$1" "$2" "$3" "$4" | tr -d '\n\t'
	echo
}
unchanged() {
	cp -r b "$1"
	if lencurve import "$1" "${@:2}" > out.txt 2> err.txt; then
		fail "$1 was imported: $(cat out.txt)"
	fi
	[ ! -e "$1/journal.jsonl" ] || fail "$1: a journal was begun"
	cmp b/manifest.json "$1/manifest.json" || fail "$1: another manifest"
}
head -c -20 answers.jsonl > torn.jsonl
unchanged torn torn.jsonl
grep -q "torn.jsonl:70: " err.txt || fail "torn: $(cat err.txt)"
unchanged torn_second shuffled.jsonl torn.jsonl
over 0123456789abcdef batch_expired > other.jsonl
unchanged other answers.jsonl other.jsonl
grep -q 'has the id "0123456789abcdef"' err.txt || fail "$(cat err.txt)"
echo '{"a": 1}' > no.jsonl
unchanged no no.jsonl
unchanged pipe <(cat answers.jsonl)
unchanged none nowhere.jsonl

# Faults of every kind, by a seed: expired and cancelled lines, an error file
# alone, duplicates, any order, imports broken off by kill -9.
for seed in 1 2 3 4 5 6 7 8; do
	RANDOM=$seed dir=f$seed
	cp -r b $dir
	rm -f out.jsonl error.jsonl
	touch out.jsonl error.jsonl
	while IFS= read -r line; do
		id=${line#*custom_id\": \"}
		id=${id%%\"*}
		case $((RANDOM % 12)) in
		0) over "$id" batch_expired >> error.jsonl ;;
		1) over "$id" batch_cancelled >> error.jsonl ;;
		2) refused "$id" 429 rate_limit_error "slow down" >> error.jsonl ;;
		3) printf '%s\n%s\n' "$line" "$line" >> out.jsonl ;;
		4) refused "$id" 500 server_error "broken" >> error.jsonl
			printf '%s\n' "$line" >> out.jsonl ;;
		5) ;; # never comes
		*) printf '%s\n' "$line" >> out.jsonl ;;
		esac
	done < <(if [ $seed = 1 ]; then head -n 9; else cat; fi < shuffled.jsonl)
	[ $seed != 2 ] || : > out.jsonl # an error file alone
	if [ $((seed % 2)) = 0 ]; then
		for wait in 0.002 0.01 0.02 0.04; do
			lencurve import $dir error.jsonl out.jsonl > /dev/null 2>&1 &
			pid=$!
			sleep $wait
			kill -9 $pid 2> /dev/null
			wait $pid 2> /dev/null
		done
	fi
	if [ $((seed % 4)) = 3 ]; then # killed in mid write
		lencurve import $dir out.jsonl > /dev/null || fail "seed $seed"
		size=$(stat -c %s $dir/journal.jsonl)
		truncate -s $((RANDOM % size)) $dir/journal.jsonl
	fi
	lencurve import $dir error.jsonl out.jsonl --json > out.json 2> err.txt ||
		fail "seed $seed: $(cat err.txt)"
	tail -n +2 $dir/journal.jsonl | jq -r 'select(.outcome == "ok") | .id' |
		sort > ok.txt
	[ -z "$(uniq -d ok.txt)" ] || fail "seed $seed: a cell is there twice"
	jq -r .custom_id out.jsonl | sort -u | wc -l > want.txt
	[ "$(wc -l < ok.txt)" = "$(cat want.txt)" ] || fail "seed $seed: lost"
	[ "$(jq .open out.json)" = $((70 - $(wc -l < ok.txt))) ] ||
		fail "seed $seed: open: $(cat out.json)"
	[ $seed != 2 ] || [ "$(jq -c '[.open, .over > 0]' out.json)" = \
		"[70,true]" ] || fail "seed 2: $(cat out.json)"
	# What is open is what is written again, and its answers make it whole.
	lencurve plan --missing $dir > out.txt || fail "seed $seed: missing"
	jq -r '.files[2:][].file' $dir/batch.json > files.txt
	[ "$( (cd $dir && xargs cat < ../files.txt) | wc -l)" = \
		"$(jq .open out.json)" ] || fail "seed $seed: not what is open"
	if [ $seed = 5 ]; then # a host's second answer, to these alone
		(cd $dir && xargs cat < ../files.txt) > again.jsonl
		answer again.jsonl > late.jsonl
		lencurve import $dir late.jsonl > out.txt || fail "late"
	elif [ $seed = 6 ]; then # live
		lencurve run sweep.json -o $dir -q --no-curve || fail "run"
		[ "$(jq -r .via $dir/manifest.json)" = both ] || fail "not both"
	else # the batch itself, once it is done
		lencurve import $dir answers.jsonl > out.txt || fail "rest"
	fi
	# All but the attempts, the last column: two lines were two of them.
	samples $dir | sed 's/,[^,]*$//' > some.csv
	sed 's/,[^,]*$//' live.csv | diff - some.csv > diff.txt ||
		fail "$dir: $(head -4 diff.txt)"
	lencurve plan --missing $dir > out.txt || fail "nothing missing"
	grep -q "Nothing is open" out.txt || fail "seed $seed: $(cat out.txt)"
done

# What cannot be done says so and leaves nothing.
lencurve plan sweep.json --batch openai -o b 2> err.txt && fail "b is planned over"
grep -q "is a run directory already" err.txt || fail "$(cat err.txt)"
lencurve plan sweep.json --batch anthropic -o wrong 2> err.txt && fail wrong
grep -q 'does not take requests of provider "sim"' err.txt || fail "$(cat err.txt)"
[ ! -e wrong ] || fail "wrong was begun"
exit 0
