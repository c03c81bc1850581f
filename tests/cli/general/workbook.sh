# What holds texts and is none is called by its name, whatever reads it and
# whatever it is called; and so does standard input.
printf 'PK\003\004\024\000\006\000' > sheet.xlsx
cp sheet.xlsx named-otherwise.csv
printf '\320\317\021\340\241\261\032\341' > old.xls
printf 'PAR1\025\004' > train.parquet
printf 'BZh91AY&SY' > answers.jsonl.bz2
echo '{"prompt":"写5个字","response":"新年快乐呀"}' > sft.jsonl
lencurve measure sheet.xlsx --text x --target t -o o
lencurve measure named-otherwise.csv -o o
lencurve measure --encoding gb18030 old.xls --text x --target t -o o
lencurve measure train.parquet -o o
lencurve measure answers.jsonl.bz2 -o o
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
