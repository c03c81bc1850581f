# What is refused is said in Chinese to its last word: keys of a sweep, JSON,
# files that are not there, options.
lencurve() { command lencurve --lang zh "$@"; }
one='"name": "x", "prompt": "写{target}字"'
try() { printf '%s\n' "$1" > x.json; lencurve run x.json; }
try "{$one, \"models\": [{\"name\": \"m\", \"provider\": \"simm\"}]}"
try "{$one, \"samplng\": \"min\"}"
try "{$one, \"targets\": {\"from\": 5, \"step\": 0}, \"unit\": \"foo\"}"
try "{$one, \"repeats\": 0.5, \"bands\": [], \"limits\": [1]}"
try "{$one, \"models\": [{\"name\": \"m\", \"provider\": \"sim\",
	\"key\": \"abc\"}]}"
try '{"prompt": "写字"}'
try '{"prompt": "写{target}字"}'
try "{$one, \"targets\": {\"from\": 5}}"
try "{$one,}"
try "{$one, \"targets\""
try '{"name": "a
b"}'
lencurve curve nowhere
lencurve repot
lencurve frobnicate
lencurve plan x.json --max-cost abc
lencurve init --provider foo
lencurve check --list units
exit 0
