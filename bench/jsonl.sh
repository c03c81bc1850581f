#!/bin/bash
# jsonl.sh BINARY_DIR [FILE TEXT TARGET]: the stages of an import, and the two
# verbs whole. Without a FILE it makes three of 64 MiB: Chinese prose of 5 to
# 700 characters, a line break every 60, as chat answers have them; the same
# in \u escapes, as json.dumps writes it; and answers of 5 to 30 characters.
#
# What is read and written lies in memory where there is room for files: the
# write-back of a disk would be a third at work.
set -eu
bin=$1
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || export TMPDIR=/dev/shm
mkdir -p results/bench
rows=results/bench/jsonl.csv
rm -f "$rows"
if [ $# -ge 4 ]; then
	exec "$bin/bench_jsonl" "$bin/lencurve" file "$2" "$3" "$4" "$rows" 0.5
fi
file=$(mktemp)
trap 'rm -f "$file"' EXIT
for kind in answers escaped short; do
	LC_ALL=C awk -v kind="$kind" 'BEGIN {
		prose = "除夕夜里，家家户户挂起红灯笼，孩子们在院子里放烟花，笑声传得很远。" \
			"奶奶在厨房包饺子，热气升起来，窗上结了一层白雾。" \
			"街上的人互相拜年，说着吉祥话，雪落在肩上也不觉得冷。"
		width = 3
		n = length(prose) / width
		if (kind == "escaped") {
			for (i = 0; i < 256; i++)
				code[sprintf("%c", i)] = i
			for (i = 1; i < 3 * n; i += 3)
				escaped = escaped sprintf("\\u%04x",
					code[substr(prose, i, 1)] % 16 * 4096 + \
					code[substr(prose, i + 1, 1)] % 64 * 64 + \
					code[substr(prose, i + 2, 1)] % 64)
			prose = escaped
			width = 6
		}
		targets = kind == "short" ? 6 : 140
		for (size = 0; size < 64 * 1024 * 1024; size += length(line) + 1) {
			target = 5 + 5 * (k++ % targets)
			text = ""
			for (i = 0; i < target; i += 60) {
				take = target - i < 60 ? target - i : 60
				at = (k * 7 + i) % (n - 60)
				text = text substr(prose, at * width + 1,
					take * width) "\\n"
			}
			line = sprintf("{\"id\":\"r%d\",\"model\":\"m%d\",\"n\":%d," \
				"\"text\":\"%s\",\"usage\":{\"total\":%d}}", k, k % 4,
				target, text, target)
			print line
		}
	}' > "$file"
	"$bin/bench_jsonl" "$bin/lencurve" "$kind" "$file" text n "$rows" 0.5
done
