# The same ten characters in every encoding that Windows writes: read where
# the file tells it or --encoding does, refused by its name where it looks
# like one, never counted as U+FFFD in silence.
zh='春节快乐，万家灯火。'
for to in UTF-16LE UTF-16BE GB18030 BIG5 UTF-8; do
	case $to in BIG5) text='春節快樂，萬家燈火。' ;; *) text=$zh ;; esac
	printf %s "$text" | iconv -f UTF-8 -t $to > $to.txt
done
{ printf '\xff\xfe'; cat UTF-16LE.txt; } > marked-le.txt
{ printf '\xfe\xff'; cat UTF-16BE.txt; } > marked-be.txt
{ printf '\xef\xbb\xbf'; cat UTF-8.txt; } > marked-8.txt
lencurve count --unit codepoint marked-*.txt UTF-8.txt
cat marked-le.txt | lencurve count --unit codepoint -
for name in GB18030 BIG5 UTF-16LE UTF-16BE; do
	lencurve count $name.txt
	lencurve count --unit codepoint --encoding $name $name.txt
done
lencurve count --encoding utf-8 GB18030.txt
lencurve count --encoding klingon UTF-8.txt
# Large files are mapped: the mark goes there too, and windows do not matter.
for _ in $(seq 20000); do echo $zh; done > big.txt
{ printf '\xef\xbb\xbf'; cat big.txt; } > big-8.txt
iconv -f UTF-8 -t UTF-16 big.txt > big-16.txt
iconv -f UTF-8 -t GB18030 big.txt > big-gb.txt
lencurve count big.txt big-8.txt big-16.txt
lencurve count --encoding gb18030 big-gb.txt
# Lines of JSON.
for _ in 1 2 3; do echo "{\"t\": \"$zh\"}"; done > lines.jsonl
iconv -f UTF-8 -t GBK lines.jsonl > gbk.jsonl
lencurve count --jsonl t gbk.jsonl > /dev/null
echo "status $?"
lencurve count --jsonl t --encoding gbk gbk.jsonl
