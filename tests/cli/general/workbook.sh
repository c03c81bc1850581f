# What holds texts and is none is called by its name, whatever reads it and
# whatever it is called; and so does standard input.
printf 'PK\003\004\024\000\006\000' > sheet.xlsx
cp sheet.xlsx named-otherwise.csv
printf '\320\317\021\340\241\261\032\341' > old.xls
printf 'PAR1\025\004' > train.parquet
printf 'ARROW1\000\000' > train.arrow
printf '\377\377\377\377\020\001' > data-00000-of-00001.arrow
printf '\200\004\225\020' > predictions.pkl
cp sheet.xlsx run.eval
cp sheet.xlsx answers.ZIP
cp sheet.xlsx essay.docx
printf 'BZh91AY&SY' > answers.jsonl.bz2
echo '{"prompt":"写5个字","response":"新年快乐呀"}' > sft.jsonl
lencurve measure sheet.xlsx --text x --target t -o o
lencurve measure named-otherwise.csv -o o
lencurve measure --encoding gb18030 old.xls --text x --target t -o o
lencurve measure train.parquet -o o
lencurve measure answers.jsonl.bz2 -o o
lencurve measure run.eval -o o
lencurve measure answers.ZIP -o o
lencurve count essay.docx
lencurve dataset duplicates train.arrow
lencurve dataset audit data-00000-of-00001.arrow
lencurve claims predictions.pkl
lencurve measure --lang zh run.eval -o o
lencurve measure - -o o < sheet.xlsx
lencurve measure sft.jsonl --text response --target-from-prompt --prompt prompt \
	--reference sheet.xlsx -o o
lencurve judge o --scores sheet.xlsx
lencurve count sheet.xlsx
lencurve count < old.xls
lencurve claims sheet.xlsx
lencurve dataset audit sheet.xlsx
lencurve dataset leak sft.jsonl sheet.xlsx
lencurve dataset testset sheet.xlsx
lencurve study sheet.xlsx
lencurve run sheet.xlsx
lencurve curve sheet.xlsx
lencurve count --lang zh sheet.xlsx
ls
