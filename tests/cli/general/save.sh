# What any verb prints goes into a file as well: a page, a sheet, Markdown or
# the tables as CSV, in both languages.
cat > sft.jsonl <<'END'
{"prompt":"写一段20字的春节祝福","response":"祝您新春快乐，阖家幸福，万事如意"}
{"prompt":"写一段20字的春节祝福","response":"祝您新春快乐，阖家幸福，万事如意！"}
{"prompt":"写一段30字的春节祝福","response":"=SUM(A1)<b>"}
END
for f in d.html d.md d.csv d.xlsx; do
	lencurve dataset duplicates sft.jsonl --save $f > screen.$f || exit
	lencurve dataset duplicates sft.jsonl | cmp - screen.$f
done
cat d.md
cat d.csv
grep -o "<h1>.*</h1>\|script-src\|default-src 'none'" d.html
unzip -p d.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"'
# Before the verb, with =, in Chinese, through the program of workbooks.
lencurve --save=z.xlsx --lang zh dataset duplicates sft.jsonl > /dev/null
unzip -p z.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"'
# A chart where a page has one, with its numbers.
lencurve run "$ROOT/sweeps/smoke.json" -q --no-plot -o r > /dev/null
lencurve judge r --with "$ROOT/sweeps/judge-zh.json" -q --save j.html > /dev/null
grep -c '<svg' j.html
# A gate that fails is saved with its verdict, and fails all the same.
lencurve gate -b r r --save g.md > /dev/null; echo $?
[ -s g.md ] && echo saved
# What cannot be: said, and nothing is left behind.
lencurve dataset duplicates sft.jsonl --save d.pdf; echo $?
lencurve dataset duplicates sft.jsonl --json --save no.html > /dev/null; echo $?
lencurve dataset duplicates sft.jsonl --save none/d.html > /dev/null; echo $?
lencurve dataset duplicates none.jsonl --save no.md; echo $?
ls no.* none 2>&1 | cat
