# Training data in other encodings, packed or from a pipe; a new file is
# written as the old one was, but for what its name says of packing.
printf '%s\n' '{"prompt":"写一句不超过10字的祝福","response":"新年快乐"}' \
	'{"prompt":"写8个字","response":"恭喜发财，大吉大利"}' > a.jsonl
printf 'prompt,response\n"写10字",新年快乐\n' > t.csv
for file in a.jsonl t.csv; do
	lencurve dataset rewrite $file -o new > /dev/null 2>&1
	for name in GB18030 UTF-16LE UTF-16BE UTF-16 UTF-32 UTF-7; do
		iconv -f UTF-8 -t $name $file > in
		iconv -f UTF-8 -t $name new > want
		lencurve dataset rewrite in --encoding $name -o out > /dev/null 2>&1
		cmp want out && echo "$file $name"
	done
done
# By their marks, which stay.
for mark in '\377\376 UTF-16LE' '\376\377 UTF-16BE' '\357\273\277 UTF-8'; do
	for file in t.csv new; do
		{ printf "${mark% *}" && iconv -f UTF-8 -t "${mark#* }" $file; } > $file.bom
	done
	lencurve dataset rewrite t.csv.bom -o out > /dev/null 2>&1
	cmp new.bom out && echo "$mark"
done
# Packed, as the new file's name says.
lencurve dataset rewrite a.jsonl -o new > /dev/null 2>&1
for z in gz zst; do
	lencurve dataset rewrite a.jsonl -o n.$z > /dev/null 2>&1
	lencurve dataset rewrite n.$z -o plain.jsonl
	cmp plain.jsonl new
	lencurve dataset duplicates n.$z | head -n 1
	lencurve dataset leak n.$z a.jsonl | head -n 1
	lencurve measure n.$z -o o 2> /dev/null
	lencurve count n.$z
	cat n.$z | lencurve dataset audit - | head -n 1
	head -c 50 n.$z | lencurve dataset audit -
	cat n.$z n.$z | lencurve dataset audit - | head -n 1
done
gzip -dc n.gz | cmp - new
if command -v zstd > /dev/null; then
	zstd -qdc n.zst | cmp - new
fi
# What does not come back the same is not written.
printf '{"prompt":"写5字\377","response":"好"}\n' > odd.jsonl
lencurve dataset rewrite odd.jsonl --encoding gbk -o no.jsonl
printf '{"prompt":"in at most 50 words","response":"caf\351"}\n' > latin.jsonl
lencurve dataset rewrite latin.jsonl --encoding latin1 -o l.jsonl
cat l.jsonl | iconv -f latin1 -t UTF-8
for name in GB18030 UTF-16LE; do
	iconv -f UTF-8 -t $name a.jsonl > in
	lencurve dataset audit in
done
test ! -e no.jsonl
