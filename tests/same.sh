#!/bin/bash
# same.sh OLD NEW [DATA]: what do two builds (folders with lencurve and
# lencurve-net) print or write differently? Every command of tests/cli, the
# shipped sweeps, every verb that reads over runs of some of them, and over the
# files below DATA. Clocks and ports are left out. Prints each difference, and
# ends with how many commands differ; to be read, not a test.
set -u
[ $# -ge 2 ] || { sed -n 's/^# //p' "$0" >&2; exit 2; }
old=$(realpath "$1") new=$(realpath "$2") data=${3:+$(realpath "$3")}
ROOT=$(cd "$(dirname "$0")/.." && pwd) || exit 2
export ROOT LC_ALL=C NO_COLOR=1 COLUMNS=200 QIANFAN_ACCESS_KEY=k QIANFAN_SECRET_KEY=k
path=$PATH tmp=$(mktemp -d) tried=0 differ=0
trap 'rm -rf "$tmp"' EXIT
# columns FILE: a line for each, so that one more is one more line.
columns() {
	awk -F, '{ for (i = 1; i <= NF; i++) c[i] = c[i] "," $i
		if (NF > n) n = NF }
		END { for (i = 1; i <= n; i++) print substr(c[i], 2) }' "$1" |
		grep -vE '^(asked_at|latency_ms),'
}

# made DIR: what was said and written, without what the clock and a port give.
made() (
	cd "$1" || exit 2
	find . -type f | sort | while IFS= read -r f; do
		echo "== $f"
		case $f in
		*.csv) columns "$f" ;;
		*.png | *.pdf | *.xlsx | *.zst) sha256sum < "$f" ;;
		*) cat "$f" ;;
		esac
	done | sed -E -e 's/20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9:.]+Z?/CLOCK/g' \
		-e 's/"(latency_ms|at|wall_s|spent_s|sum)": ?"?[0-9a-f.]+"?/"\1":0/g' \
		-e 's/(127\.0\.0\.1:)[0-9]+/\1PORT/g' \
		-e 's/[0-9.]+ (ms|s|seconds|answers\/s)\b/N \1/g'
)

# try START COMMAND: by both builds, in a copy of START at the same place.
try() {
	local side status
	for side in old new; do
		rm -rf "$tmp/here"
		cp -r "$1" "$tmp/here"
		(cd "$tmp/here" && HOME=$tmp/here PATH=${!side}:$path timeout 120 \
			bash -c "$2" > "$tmp/out" 2> "$tmp/err" < /dev/null)
		status=$?
		mv "$tmp/out" "$tmp/err" "$tmp/here"
		echo $status > "$tmp/here/status"
		made "$tmp/here" > "$tmp/$side"
	done
	tried=$((tried + 1))
	cmp -s "$tmp/old" "$tmp/new" && return
	differ=$((differ + 1))
	echo "DIFFERS: $2"
	diff "$tmp/old" "$tmp/new" | cut -c1-300 | head -n "${LINES_EACH:-12}" |
		sed 's/^/    /'
}

mkdir "$tmp/none" "$tmp/runs"
for script in "$ROOT"/tests/cli/*/*.sh; do
	case $script in
	*"${ONLY:-}"*) try "$tmp/none" "bash $script" ;;
	esac
done
for verb in $("$new/lencurve" --help | awk '/^  [a-z]+  /{ print $1 }'); do
	for lang in en zh; do try "$tmp/none" "lencurve $verb --help --lang $lang"; done
done
for sweep in "$ROOT"/sweeps/*.json; do
	try "$tmp/none" "lencurve plan $sweep; lencurve plan $sweep --format csv;
		lencurve check $sweep --dry-run"
done

# Runs of the old build, over which both are held.
cd "$tmp/runs" || exit 2
for name in smoke spring-festival decoding-grid prompt-variants; do
	try "$tmp/none" "lencurve run $ROOT/sweeps/$name.json --targets 50:500:50 -q --no-plot -o $name"
	PATH=$old:$path lencurve run "$ROOT/sweeps/$name.json" -q --no-plot \
		--targets 50:500:50 -o $name > said.txt 2>&1
done
PATH=$old:$path lencurve judge spring-festival --with "$ROOT/sweeps/judge-zh.json" \
	--sample 30 -q > said.txt 2>&1
rm said.txt
for lang in en zh; do
	for dir in smoke spring-festival decoding-grid prompt-variants; do
		for verb in measure curve compare effects invert report plot export \
			judge pack "plot --terminal" "gate -b $dir" "history $dir" \
			"baseline accept" "export --jsonl" "export --as lm-eval"; do
			try "$tmp/runs" "lencurve $verb $dir --lang $lang"
		done
		for verb in curve compare effects invert judge "gate -b $dir" \
			"history $dir"; do
			try "$tmp/runs" "lencurve $verb $dir --json --lang $lang"
			try "$tmp/runs" "lencurve $verb $dir --all --lang $lang"
		done
	done
done
[ -z "$data" ] || while IFS= read -r f; do
	try "$tmp/none" "lencurve count --explain $f; lencurve claims $f"
	try "$tmp/none" "lencurve measure $f -o m && lencurve curve m"
	try "$tmp/none" "lencurve dataset audit $f -o a; lencurve dataset duplicates $f"
done < <(find "$data" -type f \( -name '*.jsonl' -o -name '*.json' -o \
	-name '*.csv' \) -size -4096k | sort)
echo "same: $differ of $tried commands differ"
