# One number a line; lines without the field, and lines that are not JSON.
cat > answers.jsonl <<'END'
{"id":1,"a":{"text":"春节快乐\n"}}
{"id":2,"a":{"text":"\ud83d\ude00 ok"}}
{"id":3,"a":{"text":7}}
{"id":4,
{"id":5,"a":{"text":""}}
END
lencurve count --jsonl a.text answers.jsonl
echo "status $?"
lencurve count --jsonl a.text --json --unit codepoint answers.jsonl
echo "status $?"
lencurve count --jsonl text missing.jsonl
echo "status $?"
lencurve count --jsonl a.text --explain answers.jsonl
echo "status $?"
