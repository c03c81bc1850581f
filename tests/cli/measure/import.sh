# Anybody's JSONL: fields by path, repeats derived, relations by their words.
cat > answers.jsonl <<'END'
{"who":{"model":"甲"},"ask":5,"choices":[{"text":"春节快乐！"}],"rel":"equal"}
{"who":{"model":"甲"},"ask":5,"choices":[{"text":"春节 快乐"}],"rel":"equal"}

{"who":{"model":"=cmd"},"ask":"10","choices":[{"text":""}],"rel":"不超过"}
{"who":{"model":"=cmd"},"ask":10,"choices":[{"text":"a \"quoted\", text\n"}],"rel":"<"}
END
lencurve measure answers.jsonl --text choices.0.text --target ask \
	--group who.model --relation rel --excel -o out || exit
cut -d, -f1-15 out/samples.csv
grep -c "^4,'=cmd" out/samples.excel.csv
head -c 3 out/samples.excel.csv | od -An -tx1
# Texts of an import before are not left beside rows that they do not belong to.
echo '{"text":"新春快乐","target":4}' > short.jsonl
for keep in "" --no-texts; do
	lencurve measure short.jsonl --text text --target target -o kept $keep \
		2> /dev/null
	ls kept
done
# A record without the field is a cell that failed, when others have it.
printf '{"target":4}\n{"text":"新春快乐","target":4}\n' > some.jsonl
lencurve measure some.jsonl --text text --target target -o some
cut -d, -f1,9 some/samples.csv
printf '{"target":4,"txet":"新春快乐"}\n' > none.jsonl
lencurve measure none.jsonl --text text --target target -o none
