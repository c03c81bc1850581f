# A text a line; JSONL by its prompt; a table by a column; places as JSON.
printf '%s\n' '请生成不超过88字的贺词' '没有要求' \
	'写600到800字的游记，标题不超过12个字' > p.txt
lencurve claims p.txt
printf '%s\n' '{"instruction":"写200字（±5字）","input":"","output":"x"}' \
	'{"instruction":"at least 40 words each","input":"","output":"y"}' \
	> a.jsonl
lencurve claims a.jsonl
printf 'q,n\n"写""好""，约三百字",1\n' | lencurve claims --text q
echo '要求：100字' | lencurve claims --json
echo '{"x":1}' | lencurve claims
echo "status $?"
