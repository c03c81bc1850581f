# A title says for want of what nothing is known, names and notes stand for what
# is drawn, and a colour says something.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
. "$ROOT/tests/cli/verdict/make_run.bash"
said() { # RUN CHART ARRAY, in both languages
	for lang in en zh; do
		lencurve plot "$1" --chart "$2" --format svg --lang $lang -o plots > /dev/null
		grep -hE "^array ($3)\[" plots/"$2"*-settings.gp
	done
}
# without NAME: long answers of that one are missing.
without() {
	awk -F, -v OFS=, -v name="$1" 'NR > 1 && ($1 == name || $3 == name) && $6 > 250 {
		$8 = "refused"; $10 = $16 = "" } { print }'
}
make_run whole 4 a b
mkdir some worded
without b < whole/samples.csv > some/samples.csv
said some compare heading
awk -F, -v OFS=, 'NR == 1 || $1 == "a" { print }
	NR > 1 && $1 == "a" { $3 = "strict"; $10 += 3; print }' \
	whole/samples.csv | without strict > worded/samples.csv
said worded contrasts 'heading|entry'
# Colours of many curves are of temperatures, or else one.
make_run many 3 m1 m2 m3 m4 m5 m6 m7
said many invert 'part|part_hue|entry_hue'
cat > s.json << 'END'
{ "name": "s", "prompt": "请写{target}个字", "targets": {"from": 50, "to": 700, "step": 50}, "repeats": 3,
  "models": [ { "name": "base", "provider": "sim" }, { "name": "v2", "provider": "sim" } ],
  "sampling": ["min", {"temperature": [0.3, 0.99], "top_p": [0.5, 1]}] }
END
lencurve run s.json -o grid -q --no-curve
said grid invert 'side_by_side|part|part_hue|entry|hues'
# Pale points are spoken of where a wording is not under the point of all.
cp "$ROOT/sweeps/testset-anomalous.jsonl" .
lencurve run "$ROOT/sweeps/testset-anomalous.json" -o h -q --no-curve
said h handled note
