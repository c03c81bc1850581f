# The number becomes the count; everything else stays, byte for byte, in every
# form; a second run finds nothing to do.
cat > sft.jsonl <<'END'
[ {"prompt": "请写一段不超过100字的春节祝福", "response": [["春节快乐，\n万事如意。"]] , "z":1.50} ]
[{"response":[["祝大家新年快乐！"]],"prompt":"写少于\u0035０字的\"贺词\"\t"}]

[{"prompt":"写一篇三百字左右的作文，标题不超过10字","response":[["今天是春节。"]]}]
[{"prompt":"写一篇10字的短文，再写一段5字的祝福","response":[["新春快乐"]]}]
[{"prompt":"写几百字","response":[["好"]]},{"prompt":"再写20到30字","response":[["好好"]]}]
[{"prompt":"At most 50 words","response":[["Happy new year"]]}]
not json
END
lencurve dataset rewrite sft.jsonl -o keep.jsonl || exit
cat keep.jsonl
lencurve dataset rewrite sft.jsonl -o exact.jsonl --wording exact 2>&1
lencurve dataset rewrite sft.jsonl -o one.jsonl --strict +1 2>&1 | grep -A3 2.1
lencurve dataset rewrite sft.jsonl -o no.jsonl --strict refuse 2>&1 | grep -A1 2.1
for f in keep exact; do
	lencurve dataset rewrite $f.jsonl -o twice.jsonl --wording $f \
		> list 2> said
	cmp $f.jsonl twice.jsonl && grep -c '^+' list
done
lencurve dataset audit keep.jsonl --json |
	jq -c '[.rows[] | select(.claims == 1).deviation]'
# The other forms: escapes, a byte order mark, quotes within quotes.
jq -c '{instruction: .[0].prompt, input: "", output: .[0].response[0][0]}' \
	<(grep '^\[' sft.jsonl) | jq -s . > alpaca.json
jq -ac '{conversations: [.[] | {from: "human", value: .prompt},
	{from: "gpt", value: .response[0][0]}]}' <(grep '^\[' sft.jsonl) \
	> share.jsonl
printf '\357\273\277id,prompt,response\r\n1,"写一段""温暖""的100字祝福",春节快乐呀\r\n' > a.csv
printf '2,不超过10字,"a,b"' >> a.csv
printf 'id\tquestion\tanswer\n\t写一段10字的\t春节快乐\n' > a.tsv
for f in alpaca.json share.jsonl a.csv a.tsv; do
	lencurve dataset rewrite $f -o new.$f --wording exact > /dev/null
	diff $f new.$f | grep '^[<>]' | cut -c1-100
done
# A noun agrees with its number, words that hold two numbers go, and what a
# first edit leaves (a tolerance, a "多") is no work for a second run.
{
	for prompt in 'At most 50 words' 'Use 50 WORDS' 'A 50-word toast' \
		'Answer in one word' '50 word(s)' 'between 100 and 200 words' \
		'字数在300字到500字之间的祝福' 'about 200 words (+/- 10%)'; do
		for answer in Joy 'Happy new year'; do
			printf '{"prompt":"%s","response":"%s"}\n' "$prompt" "$answer"
		done
	done
	for prompt in 300多字的祝福 100字不到的祝福 1.5千字的祝福; do
		printf '{"prompt":"%s","response":"%s"}\n' "$prompt" 春节快乐呀
	done
} > words.jsonl
for how in keep 'keep --strict +1' exact; do
	# shellcheck disable=SC2086
	lencurve dataset rewrite words.jsonl -o new.jsonl --wording $how 2>&1 |
		grep '^[+]'
	# shellcheck disable=SC2086
	lencurve dataset rewrite new.jsonl -o twice.jsonl --wording $how > list 2>&1
	cmp new.jsonl twice.jsonl && grep -c '^+' list
done
