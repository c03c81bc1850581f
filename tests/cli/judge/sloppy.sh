# Replies without a score are counted, and below 95 % there is no verdict.
sed 's/"name": "judge", "provider": "sim"/"name": "j", "provider": "sim", "model": "judge-sloppy"/' \
	"$ROOT/sweeps/judge-zh.json" > sloppy.json
lencurve run "$ROOT/sweeps/spring-festival.json" -o r -q --no-curve \
	--targets 50:700:50
lencurve judge r --with sloppy.json -q
lencurve judge r --json | jq -c '.series[] | [.model, .planned, .scored,
	.unparsed, .ambiguous, .out_of_range, .refused]'
