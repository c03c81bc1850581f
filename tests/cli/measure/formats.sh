# Files of known kinds are recognised; what failed keeps its place.
show() {
	lencurve measure "$@" -o out 2>&1 | sed 's/(.*)/(...)/'
	cut -d, -f1,2,5-7,9,11 out/samples.csv | tail -n +2
	rm -r out
}
msg='"choices":[{"index":0,"message":{"role":"assistant","content"'
{
	echo '{"id":"1","custom_id":"a/10/1","response":{"status_code":200,"body":{"model":"m",'"$msg"':"春节灯火可亲人间团圆"},"finish_reason":"stop"}]}},"error":null}'
	echo '{"id":"2","custom_id":"a/20/1","response":{"status_code":200,"body":{"model":"m",'"$msg"':"春节"},"finish_reason":"length"}]}},"error":null}'
} > out.jsonl
echo '{"id":"3","custom_id":"a/30/1","response":null,"error":{"code":"batch_expired","message":"too late"}}' > err.jsonl
show out.jsonl err.jsonl --target-pattern '/([0-9]+)/'
{
	echo '{"custom_id":"k5","result":{"type":"succeeded","message":{"model":"c","content":[{"type":"text","text":"福"},{"type":"text","text":"到了"}],"stop_reason":"end_turn"}}}'
	echo '{"custom_id":"k9","result":{"type":"expired"}}'
} > anthropic.jsonl
show anthropic.jsonl --target-pattern 'k([0-9]+)'
echo '{"conversations":[{"from":"human","value":"祝福语，不超过４字"},{"from":"gpt","value":"新年好"}]}' > share.jsonl
show share.jsonl
echo '[{"instruction":"不超过4字","input":"","output":"新年好"},
{"instruction":"写2个字的祝福","input":"短","output":"福到"}]' | gzip > alpaca.json.gz
show alpaca.json.gz --target-from-prompt
lencurve measure alpaca.json.gz -o out 2> /dev/null
cat out/answers.jsonl
rm -r out
echo '{"results":{"version":3,"results":[
 {"prompt":{"raw":"写3个字"},"vars":{},"provider":{"id":"p"},"testIdx":0,"response":{"output":"新年好"},"error":"assertion failed"},
 {"prompt":{"raw":"写3个字"},"vars":{},"provider":{"id":"p"},"testIdx":0,"response":{},"error":"429"}]}}' > foo.json
show foo.json
