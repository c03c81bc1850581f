# A target that is written in words is read as a prompt's words are; one that
# is no single length in the unit that is counted says what it is.
try() {
	printf '{"a":"abc","t":"%s"}\n' "$1" > f.jsonl
	echo "$@"
	lencurve measure f.jsonl --text a --target t -o o "${@:2}" 2>&1 |
		sed 's/.*such lines out): /  /; /^o.samples/d'
	if [ -e o/samples.csv ]; then
		sed -n '2s/^\([^,]*,\)\{2\}//; s/^/  /; 2p' <(cut -d, -f "$columns" o/samples.csv)
		rm -r o
	fi
}
printf '{"a":"abc","t":1}\n' > f.jsonl
lencurve measure f.jsonl --text a --target t -o o > /dev/null 2>&1
columns=$(head -n 1 o/samples.csv | tr , '\n' |
	grep -nxE 'target|relation' | cut -d: -f1 | paste -sd,)
rm -r o
for cell in 300字 ３００ 三百字 300字左右 300±30 '300字（误差10%）' ' 300字。' \
	不超过300字 'at most 280 characters' '>=300' 300+ 300字起 \
	10-20字 10~20 'between 100 and 200 characters' 不少于300字，不超过500字 \
	两三百字 几百字 300字/500字 3段 '300 words' '300 tokens' 不限; do
	try "$cell"
done
try '300 words' --unit words
try '<=300' --unit words
try 300字 --unit words
try 300字 --relation at_most
try 不超过300字 --relation at_most
try 不超过300字 --relation at_least
try 10-20字 --lang zh
# The words of a prompt by the same rule.
for prompt in 写一篇300字的短文 'Write a story in 300 words' 写一篇10-20字的短文 \
	写几百字 写3段 写一篇300字的短文，再写一段5字的祝福; do
	printf '{"prompt":"%s","response":"abc"}\n' "$prompt" > p.jsonl
	for unit in excel words; do
		echo "$prompt, $unit"
		lencurve measure p.jsonl --target-from-prompt --unit $unit -o o 2>&1 |
			sed -n 's/.*such lines out): /  /p; s/^o.samples.csv: /  /p'
	done
done
for target in '"不超过300字"' '"不超过300字","relation":"at_least"' '"10-20字"' \
	'"300 words"' '"3句话"'; do
	printf '{"prompt":"q","target":%s}\n' "$target" > q.jsonl
	echo '{"name":"q","questions":"q.jsonl","models":[{"name":"a","provider":"sim"}]}' > s.json
	lencurve plan s.json -f csv 2>&1 | tail -n 1
done
