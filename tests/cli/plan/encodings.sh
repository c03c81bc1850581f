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
