# Two models by a judge that likes answers long; then what was judged is shown
# again, and a second judge agrees with the first or not.
sed 's/"name": "judge", "provider": "sim"/"name": "j", "provider": "sim", "model": "judge-long"/' \
	"$ROOT/sweeps/judge-zh.json" > long.json
lencurve run "$ROOT/sweeps/spring-festival.json" -o r -q --no-curve \
	--targets 50:700:50
lencurve judge r --with long.json --repeats 2 -q > first
lencurve judge r > again
cmp first again && cat again
echo
lencurve judge r --with long.json --repeats 2 # nothing is asked twice
cp -r r s # 5 of the questions, by both models
sed 's/"name": "judge-zh"/"name": "some"/' long.json > some.json
lencurve judge s --with some.json --sample 5 -q --json |
	jq -c '[.series[] | [.model, .planned, .questions]]'
cut -d, -f1,9,11-16 r/judge/judge-zh/scores.csv | head -4
lencurve judge r --lang zh
