# What is not there, not training data, or would be lost.
lencurve dataset prune x
lencurve dataset audit
lencurve dataset audit nowhere.jsonl
echo '{"a":1}' > other.jsonl
lencurve dataset audit other.jsonl
printf '[{"prompt":"x","response":"y"},\n' > open.json
lencurve dataset audit open.json
echo '{"prompt":"写10字","response":"好"}' > a.jsonl
lencurve dataset rewrite a.jsonl
lencurve dataset rewrite a.jsonl -o ./a.jsonl
lencurve dataset rewrite a.jsonl -o b.jsonl --unit token
lencurve dataset audit a.jsonl --unit exel
iconv -f UTF-8 -t GB18030 a.jsonl > gbk.jsonl
lencurve dataset audit gbk.jsonl
: > empty.jsonl
lencurve dataset audit empty.jsonl
printf '\n\n' > blank.jsonl
lencurve dataset audit blank.jsonl
echo '[]' > none.json
lencurve dataset leak a.jsonl none.json
ls
