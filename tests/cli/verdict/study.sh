# A study of recipes: the shipped one and the published one, as sentences and
# tables; labels in place of values; and what is refused.
run() { lencurve run "$@" -q --no-plot > /dev/null || exit; }
run "$ROOT/sweeps/study/published-sweep.json"
lencurve study "$ROOT/sweeps/study/published.json" -o out
head -12 out/study.md
head -3 out/effects.csv
lencurve study "$ROOT/sweeps/study/published.json" --json |
	jq -c '.recipes[0], .missing, .responses[0]'
lencurve study "$ROOT/sweeps/study/published.json" --lang zh | head -16

cat > one.json <<'END2'
{ "name": "one", "prompt": "写{target}个字", "targets": [50, 100, 200],
  "models": [{"name": "m", "provider": "sim", "model": "v2"}] }
END2
run one.json -o a --label lr=8e-4 --label method=lora
run one.json -o a # the labels stay
run one.json -o b --label lr=1e-4 --label method=lora --label lr=2e-4
jq -c .labels a/manifest.json b/manifest.json
lencurve curve a | head -2
lencurve curve a --lang zh | head -1
lencurve report a -o a.html > /dev/null
grep -o 'lr=8e-4, method=lora' a.html
study() {
	printf '{"name": "s", "factors": %s, "runs": [%s]}' "$1" "$2" > s.json
	lencurve study s.json 2>&1 || echo "$?"
}
study '{"lr": {"scale": "log"}, "method": {}}' '{"dir": "a"}, {"dir": "b"}' |
	sed -n '/raw grid/,/cells/p'
two='{"lr": {"scale": "log"}}'
study "$two" '{"dir": "a", "lrr": 1}'
study "$two" '{"dir": "nowhere"}'
study '{"epoch": {}}' '{"dir": "a"}'
study '{"method": {"scale": "log"}}' '{"dir": "a"}'
study "$two" '{"dir": "a", "lr": "fast"}'
study "$two" '{"dir": "a", "lr": 0}'
study "$two" '{"dir": "a"}, {"dir": "a"}'
study "$two" '{"dir": "a", "model": "other"}'
study '{"lr": {"scale": "logg"}}' '{"dir": "a"}'
study '{"dir": {}}' '{"dir": "a"}'
study '{}' '{"dir": "a"}'
study "$two" ''
study "$two" '{"lr": 1}'
run one.json -o empty --label lr=1
sed -i 's/,ok,/,failed,/; s/,excel,[0-9]*,[-0-9]*,/,excel,,,/' empty/samples.csv
study "$two" '{"dir": "empty"}'
lencurve run one.json -o c --label lr 2>&1
