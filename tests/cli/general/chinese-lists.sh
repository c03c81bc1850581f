# What a list says of its rows is Chinese too, and the same in files for
# programs; no line of a help ends in blanks, however narrow the screen.
for list in "curve --metrics" "measure --columns" "sim --list models" \
	"sim --list faults" "sim --list batches"; do
	# shellcheck disable=SC2086
	COLUMNS=200 lencurve $list --lang zh | grep '[a-z]' |
		perl -CSD -Mutf8 -ne 'print unless /\p{Han}|ROUGE|^-/'
done
cmp <(lencurve sim --list faults --json) \
	<(lencurve sim --list faults --json --lang zh)
lencurve curve --metrics --lang zh | sed -n '15,17p'
lencurve sim --list batches --lang zh | head -2
for columns in 40 50 80 132; do
	for language in en zh; do
		COLUMNS=$columns lencurve help --lang $language | grep ' $'
	done
done
# Three English words side by side are prose.
lencurve sim --list formula --lang zh | grep -cE '([a-z]+ ){2}[a-z]{2,}'
exit 0
