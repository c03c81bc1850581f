# A seed makes one set; what is wrong with one is told.
lencurve dataset testset -o made.jsonl || exit
cmp made.jsonl "$ROOT/sweeps/testset.jsonl" || exit
lencurve dataset testset made.jsonl || exit
lencurve dataset testset --seed 7 > other.jsonl
cmp -s made.jsonl other.jsonl && echo "one set of two seeds"
lencurve dataset testset other.jsonl --json
for seed in 1 2 3 4 5; do
	lencurve dataset testset --each 25 --seed $seed > many.jsonl &&
		lencurve dataset testset many.jsonl > /dev/null || echo "seed $seed"
done
lencurve dataset testset --anomalous | tee odd.jsonl | head -1
lencurve dataset testset odd.jsonl || exit
cat > bad.jsonl <<'END'
not json
{"id":"a","kind":"greeting","prompt":"写50字的春节祝福","target":50,"reference":"新年快乐"}
{"id":"a","kind":"essay","prompt":"写一篇不超过300字的作文","target":300}

{"id":"b","kind":"poem","prompt":"写一首五言诗"}
{"id":"c","kind":"plan","prompt":"写一份300字的策划书，总共400字","target":300}
{"id":"d","kind":"summary","prompt":"总结成60字：春天来了","target":50}
{"id":"e","kind":"summary","prompt":"总结成80字：春天来了。","target":80}
{"kind":"summary","target":80}
{"id":"f","kind":"anomalous","prompt":"写0字"}
END
lencurve dataset testset bad.jsonl
echo "exit status $?"
LC_ALL=zh_CN.UTF-8 COLUMNS=60 lencurve dataset testset bad.jsonl
# The chain: a series for each kind, pairs by id.
lencurve run "$ROOT/sweeps/testset.json" -o out -q --no-curve > /dev/null || exit
lencurve measure out && cut -d, -f4 out/samples.csv | sort | uniq -c
lencurve compare out --json | jq -c '[.comparisons[] | [.b, .overall.pairs]]'
