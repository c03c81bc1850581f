#!/bin/bash
# Links, pipes and a second writer in a result directory; empty names; closed
# descriptors; what children of ours are told.
. "$ROOT/tests/e2e/lib.bash"

cat > s.json <<'END'
{ "name": "s", "prompt": "{target}", "targets": [5, 50, 100],
  "models": [{ "name": "base", "provider": "sim" }] }
END
lencurve run s.json -o d --no-plot -q > /dev/null || fail "run"
[ "$(stat -c %a d/samples.csv)" = 600 ] || fail "mode of samples.csv"

# Each output as a link to a file that is not ours to write.
for out in samples.csv curve.csv summary.json report.html plots/length.svg \
	plots/length.png plots/length-settings.gp plots/length.csv \
	plots/length.gp plots/figure.gp; do
	mkdir -p d/plots
	echo precious > victim
	cp victim before
	rm -f "d/$out"
	ln -s "$PWD/victim" "d/$out"
	for tmp in "d/$out.lencurve-0.tmp" "d/$out.lencurve-1.tmp"; do
		ln -sf "$PWD/victim" "$tmp"
	done
	lencurve measure d > /dev/null 2>&1
	lencurve curve d > /dev/null 2>&1
	lencurve plot d > /dev/null 2>&1
	lencurve report d > /dev/null 2>&1
	cmp -s victim before || fail "$out was written through a link"
	find d -name '*.tmp' -delete
done

# A pipe in the place of each: an answer, whichever, and at once.
for out in samples.csv curve.csv manifest.json plots/length.svg report.html; do
	cp -r d p && rm -f "p/$out" && mkfifo "p/$out"
	for verb in measure curve plot report "gate -b d"; do
		# shellcheck disable=SC2086
		timeout 60 lencurve $verb p > /dev/null 2> err
		status=$?
		[ $status != 124 ] || fail "$verb waits for the pipe $out"
		[ $status != 5 ] || fail "$verb, the pipe $out: $(cat err)"
	done
	rm -r p
done

# And in the place of what is read.
mkfifo pipe
for line in "measure pipe --text x --target t -o o" "judge d --scores pipe" \
	"dataset audit pipe" "dataset testset pipe" "dataset leak pipe pipe" \
	"count pipe" "claims pipe" "study pipe" "run pipe" "curve pipe" \
	"measure d --reference pipe" "judge d --with pipe"; do
	# shellcheck disable=SC2086
	timeout 60 lencurve $line > /dev/null 2> err
	[ $? = 2 ] || fail "$line: $(cat err)"
done

# What people gave, with an empty line in front and its head at the end.
{ echo id,score; tail -n +2 d/samples.csv | cut -d, -f1 | sed 's/$/,7/'; } > scores.csv
lencurve judge d --scores scores.csv > out 2> err || fail "scores: $(cat err)"
tac d/judge/people/people.jsonl > people && { echo; cat people; } \
	> d/judge/people/people.jsonl
lencurve judge d > out 2> err
status=$?
[ $status -le 4 ] || fail "people.jsonl: status $status: $(cat err)"
rm -r d/judge

# Many at once: all end well, and nobody's half is in the file.
lencurve measure d > /dev/null || fail "measure"
cp d/samples.csv good
for round in 1 2 3 4 5; do
	pids=
	for i in 1 2 3 4; do
		lencurve measure d > /dev/null 2> "m$i" &
		pids="$pids $!"
	done
	for pid in $pids; do
		wait "$pid" || fail "measure beside another: $(cat m?)"
	done
	cmp -s d/samples.csv good || fail "round $round mixed the rows"
done
[ -z "$(find d -name '*.tmp')" ] || fail "temporary files are left"

# What a killed one left goes with the next; while its child draws, it stays.
mkdir slow
printf '#!/bin/sh\necho $$ > %s/child\nexec sleep 30\n' "$PWD" > slow/gnuplot
chmod +x slow/gnuplot
PATH=$PWD/slow:$PATH lencurve plot d > /dev/null 2>&1 &
pid=$!
for _ in $(seq 200); do
	[ -s child ] && break
	sleep 0.05
done
kill -9 "$pid"
echo half > d/samples.csv.lencurve-0.tmp
lencurve measure d > /dev/null || fail "measure"
lencurve plot d > /dev/null 2>&1
[ -d d/plots/.draw.lencurve-0.tmp ] || fail "taken from a child at work"
kill -9 "$(cat child)"
while kill -0 "$(cat child)" 2> /dev/null; do sleep 0.05; done
lencurve plot d > /dev/null 2>&1
[ -z "$(find d -name '*.tmp')" ] || fail "a killed one's files are left"

# An empty name of a directory.
lencurve curve d > /dev/null
for line in "run s.json -o" "compare d d -o" "plot d -o" "history d -o" \
	"effects d -o" "check s.json -o"; do
	# shellcheck disable=SC2086
	lencurve $line '' > out 2> err
	status=$?
	[ $status -le 6 ] && [ $status != 5 ] ||
		fail "$line '': status $status: $(cat err)"
done

# Children see no key; ~/.gnuplot and GNUPLOT_* change no chart.
mkdir bin
cat > bin/gnuplot <<'END'
#!/bin/sh
{ env; echo "$@"; } >> "$HOME/seen"
END
chmod +x bin/gnuplot
export OPENAI_API_KEY=sk-planted-0123456789abcdef
export MY_OWN=sk-planted-0123456789abcdef QIANFAN_SK=planted-0123456789abcdef
PATH=$PWD/bin:$PATH lencurve plot d > /dev/null 2>&1
[ -s seen ] || fail "gnuplot was not started"
grep -q planted seen && fail "gnuplot is told a key"
cat > k.json <<END
{ "name": "k", "prompt": "{target}", "targets": [5],
  "models": [{ "name": "a", "provider": "openai", "key_env": "MY_OWN",
    "base_url": "http://127.0.0.1:9/v1" },
    { "name": "b", "provider": "openai", "base_url": "http://127.0.0.1:9/v1",
    "key_command": "env > $PWD/told; echo other-key" }],
  "limits": { "retries": 0 } }
END
lencurve check k.json > /dev/null 2>&1
[ -s told ] || fail "the key_command was not run"
grep -q planted told && fail "the key_command is told another key"
if command -v gnuplot > /dev/null; then
	lencurve plot d -o plain > /dev/null || fail "plot"
	echo 'set logscale y' > .gnuplot
	mkdir lib && echo 'set logscale y' > lib/length-settings.gp
	GNUPLOT_LIB=$PWD/lib lencurve plot d -o odd > /dev/null || fail "plot"
	cmp plain/length.svg odd/length.svg || fail ".gnuplot changed a chart"
fi
