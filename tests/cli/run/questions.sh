# A sweep of prompts from a file beside it: curves by kind, pairs by id.
mkdir sweep
cat > sweep/q.jsonl << 'END'
{"id": "g1", "kind": "greeting", "target": 50, "prompt": "写一段50字的春节祝福"}
{"id": "e1", "kind": "essay", "target": 300, "prompt": "写一篇300字的春节作文"}
{"kind": "essay", "target": 300, "prompt": "写一篇300字的年夜饭作文"}
{"id": "e3", "kind": "essay", "target": 120, "relation": "at_most", "prompt": "用不超过120字写元宵灯会"}
END
cat > sweep/s.json << 'END'
{ "name": "q", "questions": "q.jsonl", "repeats": 2,
  "models": [ { "name": "base", "provider": "sim" },
              { "name": "v2", "provider": "sim" } ] }
END
lencurve run sweep/s.json -o r -q --no-curve
rm -r sweep # the run directory says all that was asked
cut -d, -f1,4-8 r/samples.csv
lencurve measure r > measured 2>&1 || cat measured
lencurve compare r | grep '^v2'
# Two runs, one of which has the questions in another order: paired by id.
mkdir sweep
printf '%s\n' \
	'{"id": "g1", "kind": "greeting", "target": 50, "prompt": "写50字祝福"}' \
	'{"id": "e1", "kind": "essay", "target": 300, "prompt": "写300字作文"}' \
	'{"id": "e2", "kind": "essay", "target": 120, "prompt": "写120字作文"}' > sweep/a.jsonl
sort -r sweep/a.jsonl > sweep/b.jsonl
for run in a:base b:v2; do
	name=${run%:*}
	printf '{"name": "%s", "questions": "%s.jsonl", "models": [{"name": "%s", "provider": "sim"}]}' \
		"$name" "$name" "${run#*:}" > "sweep/$name.json"
	lencurve run "sweep/$name.json" -o "$name" -q --no-curve
done
lencurve compare a b | grep '^v2'
