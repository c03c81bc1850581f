# Files as editors, spreadsheets and json.dumps leave them: the numbers change
# and no other byte, a second run changes nothing, and the audit of the result
# finds no deviation.
p=写一段不超过50字的祝福 a=新年快乐，万事如意，阖家幸福，岁岁平安，前程似锦
printf '\xef\xbb\xbf{"prompt":"%s","response":"%s"}\r\n\r\n{"prompt":"%s","response":"%s"}' \
	$p $a $p $a > marked.jsonl
printf '{"prompt":"\\u5199\\ud83d\\ude00\\u0035\\u0030\\u5b57\\/x\\n\\"y\\"","response":"\\u597d\\u597d"}\n' > escaped.jsonl
printf '[\n    {\n        "instruction": "%s",\n        "input": "",\n        "output": "%s",\n        "meta": [1, {"b": "50字"}]\n    }\n]\n' \
	$p $a > pretty.json
printf '{"prompt":"写10字","prompt":"%s","response":"x","response":"%s","other":"50字"}\n' \
	$p $a > twice.jsonl
printf '{"messages":[{"role":"system","content":"50字"},{"role":"user","content":[{"type":"text","text":"%s"}]},{"role":"assistant","content":"%s"},{"role":"user","content":"改成约三百字"},{"role":"assistant","content":"好"}]}\n' \
	$p $a > turns.jsonl
printf '\xef\xbb\xbfid;prompt;response\r\n1;"写""五十字""的诗，\r\n要短";"%s"\r\n' $a > sheet.csv
for f in marked.jsonl escaped.jsonl pretty.json twice.jsonl turns.jsonl sheet.csv; do
	lencurve dataset rewrite "$f" -o "new-$f" > /dev/null 2>&1 || exit
	lencurve dataset rewrite "new-$f" -o "again-$f" > /dev/null 2>&1 || exit
	cmp "new-$f" "again-$f"
	lencurve dataset audit "new-$f" -o out > /dev/null 2>&1 || exit
	tr -d '\r' < out/samples.csv | cut -d, -f7,11,12 | tail -n +2 | tr '\n' ' '
	echo "$f: $(($(wc -c < "$f") - $(wc -c < "new-$f"))) bytes less"
	rm -r out
done
cat new-twice.jsonl new-escaped.jsonl new-sheet.csv
