# A sweep file as Windows editors save it.
cat > s.json <<-'END'
	{ "name": "s", "prompt": "写{target}个字的春节场景", "targets": [10],
	  "models": [{"name": "v2", "provider": "sim"}] }
END
iconv -f UTF-8 -t UTF-16 s.json > utf16.json
iconv -f UTF-8 -t GB18030 s.json > gbk.json
{ printf '\xef\xbb\xbf'; cat s.json; } > marked.json
for f in s marked utf16; do
	lencurve plan $f.json --format jsonl
done
lencurve plan gbk.json --format jsonl
lencurve plan gbk.json --format jsonl --encoding gbk
# The run directory has it in UTF-8, so that it needs no option later.
lencurve run gbk.json --encoding gbk -o out -q --no-plot > /dev/null &&
	lencurve measure out
# A file of questions in every form that records have; one that is no UTF-8 is
# named, and an empty cell says nothing.
printf '%s\n' '{"prompt":"写10字","target":10}' \
	'{"id":"b","prompt":"写,\n不超过20字","target":"20字","relation":"不超过","kind":"essay"}' > q.jsonl
gzip -k q.jsonl
zstd -q q.jsonl
iconv -f UTF-8 -t UTF-16 q.jsonl > q16.jsonl
iconv -f UTF-8 -t GB18030 q.jsonl > qgbk.jsonl
jq -s . q.jsonl > q.json
printf 'id;prompt;target;kind;relation\r\n;写10字;10;;\r\n\r\nb;"写,\n不超过20字";20字;essay;不超过\r\n' > q.csv
for f in q.jsonl q.jsonl.gz q.jsonl.zst q16.jsonl q.json q.csv qgbk.jsonl; do
	echo "{\"name\":\"q\",\"questions\":\"$f\",\"models\":[{\"name\":\"a\",\"provider\":\"sim\"}]}" > s.json
	lencurve plan s.json -f jsonl > p.$f
	cmp p.q.jsonl p.$f
done
cat p.q.jsonl
lencurve plan s.json -f jsonl --encoding gbk | cmp - p.q.jsonl
lencurve dataset testset q.csv 2>&1 | head -n 3
