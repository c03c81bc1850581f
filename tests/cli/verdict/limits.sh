# A limit is judged by what goes beyond it, and that is called the miss; mald
# is the mean |e| wherever it stands.
run() {
	mkdir -p "$1"
	{
		echo "model,sampling,variant,item,relation,target,repeat,outcome,unit,length,temperature,top_p,pinned,simulated,seed,text_hash,prompts"
		for x in 10 20 30 40 50 60 70 80 90 100; do
			echo "a,min,plain,,at_most,$x,1,ok,excel,$((x + $2)),0,,1,0,1,0000000000000001,00000000000000aa"
			echo "b,min,plain,,at_most,$x,1,ok,excel,$((x - 8)),0,,1,0,1,0000000000000001,00000000000000aa"
		done
	} > "$1/samples.csv"
}
run old 2
run now 5
cp -r old all
lencurve curve all --json | jq -c '.series[].overall | {mald, excess}'
lencurve compare old --all | sed -n 3,5p
lencurve compare old --json | jq -c '.comparisons[0].overall | {miss_a, miss_b, mald_a}'
lencurve gate -b old now --all
lencurve gate -b old now --json | jq -c '.looks_at[0] | {miss_base, miss_now, mald_now}'
lencurve history old now --all | sed -n 1,6p
lencurve history old now --csv | cut -d, -f 1-3,11-14
