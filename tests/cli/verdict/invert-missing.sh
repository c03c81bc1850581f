# No ask makes a missing answer right: what one brings is of all answers
# that were planned, here where one in four is refused from 100 on.
awk 'BEGIN { for (t = 10; t <= 400; t += 10) {
	text = ""; for (k = 0; k < t - 5; k++) text = text "字"
	if (t > 100 && t % 40 == 0) text = "很抱歉，我无法满足这个请求。"
	printf "{\"text\":\"%s\",\"target\":%d}\n", text, t } }' > a.jsonl
lencurve measure a.jsonl --text text --target target -o r > /dev/null 2>&1
lencurve invert r --targets 20,50,200,300
lencurve invert r --lang zh | sed -n 2,4p
lencurve invert r --at-most 0.9 --targets 20,300 | sed -n 2,3p
lencurve invert r --targets 20,300 --json | jq -c '.asks[] | [.ask, .hit, .hit_now]'
