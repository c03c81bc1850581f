# Thinking before an answer: its tokens, and answers that are empty after it,
# by wording; as a table, a sentence and charts. What a server does not count
# is empty, and not 0.
lencurve run "$ROOT/sweeps/thinking.json" --targets 100:700:100 -q --no-plot \
	-o run > /dev/null || exit
lencurve curve run | tail -n +10
lencurve --lang zh curve run --all | sed -n '/先思考  /,$p'
lencurve effects run | tail -5
lencurve effects run --json | jq -c \
	'.variants[].cell | [.from, .planned, .thought_empty, .reasoning_mean]'
cat > tags.json <<'END'
{ "name": "tags", "prompt": "写{target}个字", "targets": [20, 40],
  "models": [{"name": "a", "provider": "sim", "model": "tagger"}] }
END
lencurve run tags.json -q --no-plot -o tags | tail -n +6
lencurve curve tags --json |
	jq -c '.series[].overall | [.thought, .reasoned, .reasoning_mean]'
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
lencurve plot run --chart thinking --format svg
cut -d, -f1,3-7 run/plots/thinking.csv | sort | uniq -c
lencurve run "$ROOT/sweeps/smoke.json" -q --no-plot -o none > /dev/null
lencurve plot none --chart thinking; echo $?
lencurve plot run none --chart thinking -o out; echo $?
# Of many series one sentence; where no tokens are known one chart.
for m in 1 2 3 4 5 6; do
	for t in 10 20; do
		printf '{"m":"m%d","t":%d,"a":"<think>想</think>%s"}\n' "$m" $t \
			"$([ "$m" = 3 ] || printf '%0*d' $t 7)"
	done
done > many.jsonl
lencurve measure many.jsonl --text a --target t --group m -o many > /dev/null
lencurve curve many | tail -3
lencurve plot many --chart thinking --format svg
