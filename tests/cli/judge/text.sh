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
cut -d, -f1,9,11-16 r/judge/judge-zh/scores.csv | head -4
lencurve judge r --lang zh
