# Answers in other encodings have their lengths or no samples.csv at all.
for n in 2 4 6; do
	printf '{"t": %d, "a": "%s"}\n' $n "$(printf '春节快乐灯火' |
		cut -b 1-$((3 * n)))"
done > utf8.jsonl
iconv -t GB18030 -f UTF-8 utf8.jsonl > gbk.jsonl
iconv -t UTF-16 -f UTF-8 utf8.jsonl > utf16.jsonl
iconv -t UTF-16LE -f UTF-8 utf8.jsonl > unmarked.jsonl
{ printf '\xef\xbb\xbf'; cat utf8.jsonl; } > marked.jsonl
lengths() {
	lencurve measure "$@" --text a --target t -o out 2>&1 || return
	cut -d, -f7,11 out/samples.csv | tail -n 3 | tr '\n' ' '
	echo
	rm -r out
}
lengths utf8.jsonl
lengths marked.jsonl
lengths utf16.jsonl
lengths gbk.jsonl
ls out/samples.csv 2> /dev/null
lengths gbk.jsonl --encoding gbk
lengths unmarked.jsonl
lengths unmarked.jsonl --encoding utf-16le
lengths gbk.jsonl --encoding utf-8
# One text of 200 that was cut in a character is no other encoding.
for _ in $(seq 199); do echo '{"t": 2, "a": "春节"}'; done > cut.jsonl
printf '{"t": 2, "a": "春\xe8\x8a"}\n' >> cut.jsonl
lencurve measure cut.jsonl --text a --target t -o out
# A field that only the right encoding has.
printf '問題,回答,字數\n寫十個字,春節燈火可親人間團圓,10\n' | iconv -f utf-8 -t big5 > big5.csv
lencurve measure big5.csv --text 回答 --target 字數 -o out
# A number whose word has no meaning, and a prompt that asks for none.
printf 'id,answer,want\n1,春节快乐万事如意,300字\n' | iconv -f utf-8 -t gb18030 > words.csv
lencurve measure words.csv --text answer --target want -o out
printf 'prompt,response\n写一段不超过五十字的祝福给家人,春节快乐万事如意\n' |
	iconv -f utf-8 -t gb18030 > asks.csv
lencurve measure asks.csv --target-from-prompt -o out
lencurve measure asks.csv --target-from-prompt --encoding gb18030 -o out
