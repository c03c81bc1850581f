# make_run DIR NOISE [MODEL...]: a samples.csv over the targets 5 to 300 with
# two repeats; deviations go up and down by a fixed pattern times NOISE.
make_run() {
	local dir=$1 noise=$2
	shift 2
	mkdir -p "$dir"
	{
		echo "model,sampling,variant,item,relation,target,repeat,outcome,unit,length,temperature,top_p,pinned,simulated,seed,text_hash,prompts"
		for model in "$@"; do
			awk -v noise="$noise" -v model="$model" 'BEGIN {
				s = 7
				for (t = 5; t <= 300; t += 5)
					for (r = 1; r <= 2; r++) {
						s = (s * 75 + 74) % 65537
						e = int((s / 65537 - 0.5) * 2 * noise + 100.5) - 100
						n = t + e > 0 ? t + e : 0
						print model ",min,plain,,about," t "," r ",ok,excel," n ",0.01,,1,0,1," sprintf("%016x", s) ",00000000000000aa"
					}
			}'
			noise=$((noise * 2))
		done
	} > "$dir/samples.csv"
}
