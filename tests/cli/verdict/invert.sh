# A curve read backwards: a model that gives six tenths and stops at 300, one
# that takes no notice of the number, a limit kept with a probability, and
# prompts ready to send.
answers() {
	for t in $(seq 20 20 700); do
		n=$(eval "echo \$(($2))")
		printf '{"target": %d, "text": "%s"}\n' "$t" "$(printf '%*s' "$n" '' | tr ' ' x)"
	done > "$1.jsonl"
	lencurve measure "$1.jsonl" --text text --target target -o "$1" > /dev/null
}
answers tops 't * 6 / 10 < 300 ? t * 6 / 10 + t / 20 % 5 : 300'
answers deaf '139 + t / 20 % 7'
echo "-- tops"
lencurve invert tops
echo "-- deaf"
lencurve invert deaf --targets 100,139,500
echo "-- at most"
lencurve invert tops --targets 60,180 --at-most 0.9
echo "-- json"
lencurve invert tops --targets 150 --json
cat > s.json <<'END'
{ "name": "s", "prompt": "写{target}个字的贺词", "targets": {"from": 10, "to": 400, "step": 10},
  "models": [{"name": "a", "provider": "sim", "model": "base"}] }
END
lencurve run s.json -q --no-plot -o s > /dev/null
echo "-- prompts"
lencurve invert s --targets 200,250,1000 --prompts
lencurve invert s --targets 0
