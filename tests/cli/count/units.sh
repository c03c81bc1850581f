# Every unit of one text, from standard input.
for unit in excel excel2 nospace word han grapheme codepoint utf16 byte words \
	lifebench longwriter; do
	printf '%-10s ' $unit
	printf '春节快乐😀 — GPT-4 用GPT4\r\n“它”　don’t stop' |
		lencurve count --unit $unit
done
