#!/bin/bash
# jsonl.sh BINARY_DIR [FILE TEXT TARGET]: the stages of an import. Without a
# FILE it makes one of 64 MiB: Chinese prose of 5 to 700 characters, a line
# break every 60, as chat answers have them.
set -eu
bin=$1
mkdir -p results/bench
rows=results/bench/jsonl.csv
rm -f "$rows"
if [ $# -ge 4 ]; then
	exec "$bin/bench_jsonl" "$2" "$3" "$4" "$rows"
fi
file=$(mktemp)
trap 'rm -f "$file"' EXIT
LC_ALL=C awk 'BEGIN {
	prose = "除夕夜里，家家户户挂起红灯笼，孩子们在院子里放烟花，笑声传得很远。" \
		"奶奶在厨房包饺子，热气升起来，窗上结了一层白雾。" \
		"街上的人互相拜年，说着吉祥话，雪落在肩上也不觉得冷。"
	n = length(prose) / 3
	for (size = 0; size < 64 * 1024 * 1024; size += length(line) + 1) {
		target = 5 + 5 * (k++ % 140)
		text = ""
		for (i = 0; i < target; i += 60) {
			take = target - i < 60 ? target - i : 60
			at = (k * 7 + i) % (n - 60)
			text = text substr(prose, at * 3 + 1, take * 3) "\\n"
		}
		line = sprintf("{\"id\":\"r%d\",\"model\":\"m%d\",\"n\":%d," \
			"\"text\":\"%s\",\"usage\":{\"total\":%d}}", k, k % 4,
			target, text, target)
		print line
	}
}' > "$file"
"$bin/bench_jsonl" "$file" text n "$rows"
