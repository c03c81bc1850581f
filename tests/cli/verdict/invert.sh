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
# The loop closed: a second sweep with the asks, and its refusals. What is
# predicted is within 3 points of what comes, and that is much better.
sweep() {
	echo '{ "name": "'"$1"'", "prompt": "生成'"$2"'个字的春节场景", "targets": {"from": 5, "to": '"$3"', "step": 5},
	  "models": [{"name": "v2", "provider": "sim", "model": "v2"}], "seed": '"$4"',
	  "repeats": 2, "sampling": {"temperature": 0.5, "top_p": 0.9} '"$5"' }' > "$1.json"
	lencurve run "$1.json" -q --no-plot -o "$1" > /dev/null
}
echo "-- proof"
sweep first '{target}' 900 1
sweep second '{ask}' 700 2 ', "asks": "from first"'
lencurve invert first --proof second | tee proof.txt
lencurve invert first --proof second -o nowhere
sed 's/[^0-9. ]//g' proof.txt | awk 'NR == 2 {
	print ($1 - $4 < 3 && $4 - $1 < 3 && $4 >= 85 && $NF + 0 < 60) ? "closed" : "open" }'
lencurve run second.json -q --no-plot -o second > again.txt && wc -l < second/journal.jsonl
echo "-- refused"
lencurve invert second
sweep far '{ask}' 900 2 ', "asks": "from first"'
sweep other '大约{ask}' 600 2 ', "asks": "from first"'
sweep none '{ask}' 600 2
sweep lost '{target}' 600 2 ', "asks": "from first"'
sweep nowhere '{ask}' 600 2 ', "asks": "from nowhere"'
sweep odd '{ask}' 600 2 ', "asks": "first"'
sweep twice '{ask}' 500 2 ', "asks": "from second"'
