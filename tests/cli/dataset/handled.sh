# Anomalous questions, held against what their author wants, of answers from
# elsewhere and of a run.
lencurve dataset testset --anomalous -o odd.jsonl || exit
cmp odd.jsonl "$ROOT/sweeps/testset-anomalous.jsonl" || exit
cat > says.tsv <<'END'
no_length-1	祝您新春快乐，阖家幸福。
no_length-2	请问需要多少字？
zero-1	抱歉，零字的祝福语无法写出。
zero-2	春风送暖，万家团圆。
contradictory-1	“50字”与“不少于100字”相互矛盾，请明确。
other_topic-1	中秋佳节，月圆人圆。愿您与家人共赏明月，把酒言欢，所求皆如愿，所行皆坦途，岁岁平安，年年有今日，处处有笑声，祝您节日快乐。
other_topic-2	新春快乐！
END
while IFS=$'\t' read -r id text; do
	jq -c --arg id "$id" --arg text "$text" 'select(.id == $id) |
		{instruction: .prompt, input: "", output: $text, target}' odd.jsonl
done < says.tsv > answers.jsonl
lencurve measure answers.jsonl -o theirs 2> /dev/null || exit
lencurve dataset handled theirs odd.jsonl || exit
lencurve dataset handled theirs odd.jsonl --json | jq -c 'del(.rows), .rows[0]'
COLUMNS=60 LC_ALL=zh_CN.UTF-8 lencurve dataset handled theirs odd.jsonl | head -6
lencurve run "$ROOT/sweeps/testset-anomalous.json" -o run -q --no-plot > /dev/null || exit
lencurve dataset handled run odd.jsonl --json |
	jq -c '[.rows[] | select(.wording == null) | .answers] | add'
# A run's own are a tab of its page, and a sheet; its chart is drawn by name.
lencurve report run -o run.html > /dev/null
grep -o '<section id="handled">\|<figcaption>Anomalous[^<]*' run.html
lencurve dataset handled run odd.jsonl --lang zh --save saved.md > /dev/null
head -n 1 saved.md
lencurve plot theirs --chart handled
# An author's own want, and lines that are none.
echo '{"prompt":"写一段春节祝福语","want":{"do":"refuse","says":["VIP客户"]}}' > own.jsonl
lencurve dataset handled theirs own.jsonl | head -5
echo '{"prompt":"x","want":{"do":"sing"}}' > bad.jsonl
lencurve dataset handled theirs bad.jsonl
lencurve dataset handled theirs "$ROOT/sweeps/testset.jsonl" 2>&1 | grep -o 'no question.*'
echo '{"prompt":"不在其中","want":{"do":"ask"}}' > none.jsonl
lencurve dataset handled theirs none.jsonl
