# A grid in which bias is -2 temperature and top_p adds 1 only when hot.
{
	echo "model,sampling,variant,item,relation,target,repeat,outcome,unit,length,temperature,top_p,pinned,simulated,seed,text_hash,prompts"
	for t in 0.1 0.9; do
		for p in 0.2 0.8; do
			awk -v t="$t" -v p="$p" 'BEGIN {
				hot = t > 0.5
				for (x = 10; x <= 100; x += 10)
					for (r = 1; r <= 2; r++) {
						n = x - 2 * hot + (hot && p > 0.5) * r
						print "m,t" t "-p" p ",plain,,about," x "," r ",ok,excel," n "," t "," p ",1,0,1,0000000000000001,00000000000000aa"
					}
			}'
		done
	done
} > samples.csv
lencurve effects samples.csv --band 10-50 --all
# Of one sampling there is nothing to tell, and that is said.
lencurve run "$ROOT/sweeps/smoke.json" -q --no-plot -o one > /dev/null
lencurve effects one --lang en
lencurve effects one --lang zh
