# A card has at most twelve lines of 50 columns and more, whatever there is:
# thirty models with long names, each with answers that are missing. Names give
# way before numbers do, and still tell models apart; what is left out is named.
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
for n in 0 1 2; do
	for target in 20 60 100; do
		printf '{"t":"%0*d","n":%d,"m":"春节联欢晚会场景生成模型第%d版经过强化学习与人工反馈微调之后的正式发布"}\n' \
			$((target - n)) 7 "$target" "$n"
	done
done > alike.jsonl
lencurve measure alike.jsonl --text t --target n --group m -o alike > /dev/null
for show in "curve many" "compare many" "gate many -b many" "history many many many" \
	"curve alike" "compare alike" "gate alike -b alike" "history alike alike"; do
	for lang in en zh; do
		for columns in 50 60 80 120; do
			# shellcheck disable=SC2086
			COLUMNS=$columns lencurve $show --lang "$lang" > card.txt
			[ "$(wc -l < card.txt)" -le 12 ] || {
				echo "$show $lang $columns"
				cat card.txt
			}
		done
	done
done
# A sentence that is cut ends in a whole character.
for columns in 30 32 34; do
	COLUMNS=$columns lencurve gate alike -b alike --lang zh | grep '…$'
done
COLUMNS=50 lencurve compare alike --lang zh
lencurve curve many --all | grep -c 'empty of'
