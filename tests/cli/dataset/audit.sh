# Training data against the lengths that they ask for, and their own curve.
cat > sft.jsonl <<'END'
[{"prompt":"请写一段不超过12字的春节祝福","response":[["春节快乐，万事如意。"]]}]
[{"prompt":"写一篇三十字左右的作文","response":[["今天是春节。我们去逛庙会，买了红灯笼，还吃了糖葫芦，真高兴。"]]},{"prompt":"缩写到8字","response":[["春节逛庙会。（共6字）"]]}]

[{"prompt":"写20字到30字的策划书，标题不超过5字","response":[["方案如下。"]]}]
[{"prompt":"写一篇10字的短文，再写一段5字的祝福","response":[["新春快乐"]]}]
[{"prompt":"写100字祝福","response":[["抱歉，我无法完成这个请求。"]]}]
{"prompt":"不是数组"}
[{"prompt":"写几百字","response":[["一，"]]}]
[{"prompt":"Write a greeting in at least 5 words","response":[["Happy new year</s>"]]}]
END
lencurve dataset audit sft.jsonl -o out || exit
cat out/audit.csv
cut -d, -f1-5,7,9-14 out/samples.csv
jq -c '[.id, .prompt, .text]' out/answers.jsonl
lencurve export out --jsonl | jq -r .text_state | sort | uniq -c
lencurve curve out > table || exit
head -3 table
lencurve dataset audit sft.jsonl --json | jq -c '.shape, .questions, .mald,
	.signs[], .rows[0]'
LC_ALL=zh_CN.UTF-8 lencurve dataset audit sft.jsonl
