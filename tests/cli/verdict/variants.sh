# Four ways to ask: exactly misses by 1, at most is broken by 2 at times.
{
	echo "model,sampling,variant,item,relation,target,repeat,outcome,unit,length,temperature,top_p,pinned,simulated,seed,text_hash,prompts"
	for x in 10 20 30 40 50 60 70 80 90 100; do
		echo "m,min,plain,,about,$x,1,ok,excel,$((x - 3)),0,,1,0,1,0000000000000001,00000000000000aa"
		echo "m,min,exact,,exactly,$x,1,ok,excel,$((x - 1)),0,,1,0,1,0000000000000001,00000000000000aa"
		echo "m,min,limit,,at_most,$x,1,ok,excel,$((x + 2)),0,,1,0,1,0000000000000001,00000000000000aa"
	done
} > samples.csv
lencurve effects samples.csv --band 10-100
lencurve effects samples.csv --band 10-100 --all | sed -n '/^Prompt/,$p'
lencurve effects samples.csv --json | jq -c '.variants[1].difference.miss | [.value, .interval[]] | map(. * 1e6 | round)'
