# A large file is cut behind its line breaks: threads change no count, also of
# lines longer than a block, behind a mark and where bytes are no text; and
# gzip is read as what it holds.
line='春节快乐，it'"'"'s 2026 👨‍👩‍👧 e'$'\u0301'' 한국어 '
long=$(for ((i = 0; i < 4000; i++)); do printf %s "$line"; done)
{
	printf '\xef\xbb\xbf'
	for ((i = 0; i < 12; i++)); do printf '%s' "$long"; done
	for ((i = 0; i < 20; i++)); do printf '%s\r\n\xff%d\n' "$long" $i; done
} > large
for unit in excel nospace word grapheme words lifebench longwriter byte; do
	for jobs in 1 2 5; do
		lencurve count -u $unit -j $jobs large 2>&1
	done | sort -u
done
gzip -k large
cmp <(lencurve count large.gz 2> /dev/null | cut -d' ' -f1) \
	<(lencurve count large 2> /dev/null | cut -d' ' -f1) && echo same
# The lines of JSONL as well, in their order and with what is wrong with them.
for ((i = 0; i < 24; i++)); do
	printf '{"t":"%s%d"}\n\n' "$long" $i
	((i % 7 != 3)) || printf '{"t":%d}\n{"t":"\xff\n' $i
done > lines
for jobs in 1 2 5; do
	lencurve count --jsonl t --json -j $jobs lines 2>&1 | tail -8
done | sort -u
for jobs in 1 2 5; do
	lencurve count --jsonl t -j $jobs lines 2>&1 | cksum
done | sort -u | wc -l
