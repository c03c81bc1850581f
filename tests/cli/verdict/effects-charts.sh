# A picture for each model and each kind of chart, from a real sweep; names
# that gnuplot would run are drawn as they stand. Without repeats there is no
# stability; one sampling and one prompt leave nothing to draw.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
sweep() {
	echo '{ "name": "'"$1"'", '"$2"', "targets": {"from": 20, "to": 400, "step": 20},
	  "models": [{"name": "`date` $(id) 文心", "provider": "sim", "model": "noisy"}],
	  "repeats": '"$3"', "sampling": ['"$4"'] }' > "$1.json"
	lencurve run "$1.json" -q --no-plot -o "$1" > /dev/null
	lencurve effects "$1" -o "$1/effects" > /dev/null || echo "status $?"
	echo "$1:"
	(cd "$1/effects" 2> /dev/null && ls && head -qn 1 ./*.csv)
	find "$1" -name '*.png' -size -10k
	grep -rlF '(null)' "$1"
	find "$1" -name '*.svg' -exec grep -LF '`date` $(id) 文心' {} +
}
sweep grid '"prompt": "写{target}个字"' 2 \
	'"min", {"temperature": [0.1, 0.9], "top_p": [0.5, 1]}'
sweep variants '"prompts": {"a": "写{target}个字", "b": "约{target}个字"}' 1 '"min"'
sweep one '"prompt": "写{target}个字"' 2 '"min"'
