# What is printed as a table is had as JSON too.
lencurve plan "$ROOT/sweeps/smoke.json" --json
lencurve plan "$ROOT/sweeps/smoke.json" --lang zh
lencurve check --list auths --json
lencurve check --list providers --json | head -12
lencurve sim --list faults --json | head -9
lencurve sim --list models --json | head -10
lencurve sim --list formula --json | head -12
mkdir -p results/baseline/nightly/v0001
echo '{}' > results/baseline/nightly/v0001/baseline.json
lencurve baseline show --json
lencurve curve --metrics --json | head -5
lencurve measure --columns --json | head -5
lencurve measure nothing.jsonl --json -o x
lencurve plan --keys --json | head -8
lencurve plan "$ROOT/sweeps/smoke.json" --batch openai -o x --json
lencurve sim --list batches --json | head -5
lencurve sim --list curves --json | head -5
lencurve baseline show
# And saved as one.
echo 春节快乐 > text
for what in "count text" "count --explain text" "baseline show" "sim --list batches" "plan --keys"; do
	# shellcheck disable=SC2086
	lencurve $what --save x.csv > /dev/null && head -n 3 x.csv
done
