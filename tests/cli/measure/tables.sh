# What spreadsheets write, with their separators, quotes and marks.
lengths() {
	lencurve measure "$@" --text answer --target target -o out 2>&1 ||
		return
	cut -d, -f7,9,11 out/samples.csv | tail -n +2 | tr '\n' ' '
	echo
	rm -r out
}
printf '\xef\xbb\xbftarget,answer\r\n3,"a""b"\r\n4,"a\r\nb,"\r\n5,x"y\r\n' > e.csv
lengths e.csv
printf 'sep=;\ntarget;answer\n300字;"新;年"\n３００;好\n' > s.csv
lengths s.csv
printf 'target\tanswer\n2\t福到\n' | iconv -f UTF-8 -t UTF-16 > t.txt
lengths t.txt
printf 'target,answer\n2,福到\n' | iconv -f UTF-8 -t GB18030 > g.csv
lengths g.csv
lengths g.csv --encoding gb18030
printf '问题,回答\n10个字,福到\n' | iconv -f UTF-8 -t GB18030 > zh.csv
lencurve measure zh.csv -o out 2>&1
printf 'target,answer\n="2",="福到"\n2,"=""a""&""b"""\n7,"=""say """"yes"""""""\n' > f.csv
lengths f.csv
printf 'target,answer\n2,a,b\n' > more.csv
lengths more.csv
printf '{"target":2,"answer":"福到"},\n{"target":"约300字","answer":["a","b"]}\n' > c.json
lengths c.json
printf '{"target":2,\n "answer":"福到"}\n{"target":3,\n "answer":"x"}' > pretty.json
lengths pretty.json
# Rows without a cell, as they stay below a sheet; a cell that is not there.
printf 'target;answer\r\n2;福到\r\n;\r\n3\r\n4;\r\n;;;\r\n' > rows.csv
lengths rows.csv
gzip -c s.csv | head -c 30 > cut.gz
lengths cut.gz
printf '\n\n' > none.jsonl
lengths none.jsonl
