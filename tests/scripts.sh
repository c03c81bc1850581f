#!/bin/bash
# scripts.sh exact|judge DIR BINARY_DIR: runs every script below DIR, as
# tests/cli/README.md says, JOBS at a time (as many as there are cores, and three
# times as many of those that judge, which mostly wait). Prints what failed and a
# closing count.
set -u
# Without it a list that a script reads from <( ) is empty, and it passes.
[ "$(cat <(echo there) 2> /dev/null)" = there ] ||
	{ echo "tests/scripts.sh: no /dev/fd here, which <( ) needs" >&2; exit 2; }
kind=$1 dir=$2 bin=$(cd "$3" && pwd) || exit 2
ROOT=$(cd "$(dirname "$0")/.." && pwd)
export ROOT
export PATH="$bin:$PATH" LC_ALL=C NO_COLOR=1
# Half of a start of the sanitizer build goes into the search for leaks and the
# guards of globals. Units have both for every verb, exact cases the first, and
# all scripts have them with WHOLE=1.
lean=:report_globals=0
[ "$kind" = exact ] || lean=$lean:detect_leaks=0
[ -z "${WHOLE:-}" ] || lean=
export ASAN_OPTIONS=${ASAN_OPTIONS:-handle_sigill=1:exitcode=99}$lean
for name in $(env | grep -oE '^(OPENAI|QIANFAN|ANTHROPIC|OLLAMA)_[A-Z_]+'); do
	unset "$name"
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# The file's text must be what is expected, or nothing when there is none.
same() {
	if [ -n "${UPDATE:-}" ]; then
		if [ -s "$2" ]; then cp "$2" "$1"; else rm -f "$1"; fi
		return 0
	fi
	if [ -f "$1" ]; then diff -u "$1" "$2"; else diff -u /dev/null "$2"; fi
}

# judged SCRIPT DIR STATUS: one line of what became of it, and after a failure
# why.
judged() {
	local script=$1 base=${1%.sh} at=$2 status=$3 want=0 ok=1
	if [ "$status" -eq 77 ]; then
		echo "SKIP $script: $(tail -n 1 "$at/err")"
		return
	fi
	if [ "$kind" = exact ]; then
		if [ -n "${UPDATE:-}" ]; then
			rm -f "$base.status"
			[ "$status" -eq 0 ] || echo "$status" > "$base.status"
		fi
		[ -f "$base.status" ] && want=$(cat "$base.status")
		same "$base.out" "$at/out" > "$at/diff" || ok=0
		same "$base.err" "$at/err" >> "$at/diff" || ok=0
	else
		tail -n 60 "$at/out" "$at/err" > "$at/diff"
	fi
	[ "$status" -eq "$want" ] || ok=0
	if [ $ok -eq 1 ]; then
		echo "PASS $script"
	else
		echo "FAIL $script (status $status, expected $want)"
		sed 's/^/    /' "$at/diff"
	fi
}

# one SCRIPT DIR: runs it in an empty directory. Its line stands in DIR/said,
# whole, before the next is begun.
one() {
	local at=$2
	mkdir -p "$at/cwd"
	(cd "$at/cwd" && HOME=$at/cwd exec timeout "${SECONDS_EACH:-300}" \
		bash "$ROOT/$1") > "$at/out" 2> "$at/err" < /dev/null
	judged "$1" "$at" $? > "$at/said"
	grep -v '^PASS ' "$at/said"
	rm -rf "$at/cwd"
}

cd "$ROOT" || exit 2
n=0
jobs=$(nproc)
[ "$kind" = exact ] || jobs=$((3 * jobs))
for script in $(find "$dir" -name node_modules -prune -o -name '*.sh' -print |
	sort); do
	case $script in
	*"${ONLY:-}"*) ;;
	*) continue ;;
	esac
	[ $n -lt "${JOBS:-$jobs}" ] || wait -n
	n=$((n + 1))
	one "$script" "$tmp/$n" &
done
wait
count() { cat "$tmp"/*/said 2> /dev/null | grep -c "^$1 "; }
failed=$((n - $(count PASS) - $(count SKIP)))
echo "$dir: $(count PASS) passed, $failed failed, $(count SKIP) skipped"
[ $n -gt 0 ] && [ $failed -eq 0 ]
