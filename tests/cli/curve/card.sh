# A card has at most twelve lines of 80 columns, whatever there is: thirty
# models with long names, each with answers that are missing. Names give way
# before numbers do, and what is left out is named.
for i in $(seq 30); do
	long=$(printf '很长的名字%.0s' $(seq $((i % 5 + 1))))
	for n in 20 60 100 140 180 220; do
		text=$(printf '%0*d' $((n - n * (i % 4) / 9)) 7)
		[ "$n" = 60 ] && text=
		printf '{"t":"%s","n":%d,"m":"模型%02d-%s🙂%s"}\n' "$text" "$n" \
			"$i" "$long" "$(printf '%0*d' "$i" 8)"
	done
done > many.jsonl
lencurve measure many.jsonl --text t --target n --group m -o many > /dev/null
export COLUMNS=80
lencurve curve many
lencurve compare many --lang zh
for verb in curve compare "gate -b many" "history many many many"; do
	for lang in en zh; do
		# shellcheck disable=SC2086
		lencurve $verb many --lang "$lang" > card.txt
		[ "$(wc -l < card.txt)" -le 12 ] || { echo "$verb $lang"; cat card.txt; }
	done
done
lencurve curve many --all | grep -c 'empty of'
