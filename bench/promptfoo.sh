#!/bin/bash
# promptfoo.sh [DIR]: the same 140 prompts, the same server, promptfoo and
# lencurve side by side. DIR is where promptfoo is or will be installed.
# Prints the rows of a Markdown table and puts them into README.md between
# the markers <!-- promptfoo --> and <!-- /promptfoo -->.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:-$(mktemp -d)}
work=$(mktemp -d)
trap 'kill "$sim" 2> /dev/null || true; rm -rf "$work"' EXIT
sim=
[ -x "$dir/node_modules/.bin/promptfoo" ] ||
	(cd "$dir" && npm install --no-audit --no-fund promptfoo > npm.log 2>&1)
cd "$work"
"$ROOT/build/lencurve" sim --delay-ms 50 > url 2> /dev/null &
sim=$!
until url=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' url); do sleep 0.05; done
cat > sweep.json <<-END
	{ "name": "side", "prompt": "生成{target}个字的春节场景",
	  "targets": {"from": 5, "to": 700, "step": 5},
	  "models": [{"name": "v2", "provider": "sim", "base_url": "$url/v1"}],
	  "limits": {"concurrency": 16} }
END
{
	echo 'prompts: ["生成{{target}}个字的春节场景"]'
	echo 'providers:'
	echo '  - id: openai:chat:v2'
	echo '    config: {apiBaseUrl: "'"$url"'/v1", apiKey: made-up, temperature: 0}'
	echo 'tests:'
	for t in $(seq 5 5 700); do echo "  - vars: {target: $t}"; done
} > promptfooconfig.yaml
export PROMPTFOO_DISABLE_TELEMETRY=1 PROMPTFOO_DISABLE_UPDATE=1
export PROMPTFOO_CONFIG_DIR=$work/config PROMPTFOO_DISABLE_REMOTE_GENERATION=1

# timed NAME COMMAND...: "user system KiB wall" of it, to NAME.time
timed() {
	local name=$1
	shift
	/usr/bin/time -o "$name.time" -f '%U %S %M %e' "$@" > "$name.out" 2>&1 ||
		{ tail -n 20 "$name.out" >&2; exit 1; }
}
timed promptfoo "$dir/node_modules/.bin/promptfoo" eval --no-cache \
	--max-concurrency 16 --no-progress-bar --no-table -o out.json
# Ten runs, as time(1) counts in hundredths of a second.
# shellcheck disable=SC2016
timed lencurve bash -c 'for i in 0 1 2 3 4 5 6 7 8 9; do
	"$0" run sweep.json -o out$i --no-curve -q || exit; done' \
	"$ROOT/build/lencurve"
timed curve "$ROOT/build/lencurve" run sweep.json -o out0 --no-plot -q
version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' \
	"$dir/node_modules/promptfoo/package.json" | head -n 1)
awk -v version="$version" '
	FILENAME ~ /promptfoo/ { pc = $1 + $2; pm = $3; pw = $4 }
	FILENAME ~ /lencurve/ { lc = ($1 + $2) / 10; lm = $3; lw = $4 / 10 }
	FILENAME ~ /curve.time/ && FILENAME !~ /lencurve/ { cc = $1 + $2 }
	END {
		print "| 140 prompts, 16 in flight, answers after 50 ms" \
			" | CPU | peak memory | wall time |"
		print "|---|---|---|---|"
		printf "| promptfoo %s | %.2f s | %.0f MiB | %.1f s |\n",
			version, pc, pm / 1024, pw
		printf "| lencurve run --no-curve | %.3f s | %.0f MiB | %.1f s |\n",
			lc, lm / 1024, lw
		printf "| ratio | %.0f × | %.1f × | %.1f × |\n",
			pc / lc, pm / lm, pw / lw
		printf "\nThe curve with its intervals (10,000 bootstrap draws)" \
			" takes another %.2f s of CPU.\n", cc
	}' promptfoo.time lencurve.time curve.time | tee table.md
"$ROOT/bench/put.sh" promptfoo table.md "$ROOT/README.md"
sed -e 's/140 prompts, 16 in flight, answers after 50 ms/140 个提示词，同时 16 个，50 ms 后回答/' \
	-e 's/peak memory | wall time/内存峰值 | 耗时/' -e 's/^| ratio/| 倍数/' \
	-e 's/^The curve with its intervals (10,000 bootstrap draws) takes another \(.*\) of CPU\.$/曲线及其区间（10,000 次自助抽样）另需 \1 CPU。/' \
	table.md > table.zh.md
"$ROOT/bench/put.sh" promptfoo table.zh.md "$ROOT/README.zh-CN.md"
