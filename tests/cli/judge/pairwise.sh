# A pairwise judge: both orders of each pair, twice; then shown again, and in
# Chinese on a narrow screen. A judge that reads no score has no table of them.
sed 's/"name": "judge", "provider": "sim"/"name": "j", "provider": "sim", "model": "judge-first"/' \
	"$ROOT/sweeps/judge-pairwise.json" > first.json
cat > s.json << 'END'
{ "name": "s", "prompt": "请写{target}个字", "repeats": 2,
  "targets": {"from": 50, "to": 700, "step": 50}, "sampling": {"temperature": 1},
  "models": [ { "name": "noisy", "provider": "sim" },
              { "name": "exact", "provider": "sim" },
              { "name": "short", "provider": "sim" } ] }
END
lencurve run s.json -o r -q --no-curve
lencurve judge r --with first.json --repeats 2 -q > first
lencurve judge r > again
cmp first again && cat again
COLUMNS=50 lencurve judge r --lang zh
lencurve judge r --with first.json --repeats 2 # nothing is asked twice
cut -d, -f2,9,11-19,20 r/judge/judge-pairwise/pairs.csv | head -5
lencurve judge r --json | jq -c '[.pairwise, .simulated, .nonce],
	(.pairs[] | [.model, .planned, .scored, .pairs, .won + .tied + .lost,
	.turns, .control, .verdict])'
# The same question to each: one answer's text is a JSON string like the rest.
jq -r .questions r/judge/judge-pairwise/manifest.json | head -1 |
	jq -r .prompt | grep -c '^".*"$'
