#!/bin/bash
# scripts.sh exact|judge DIR BINARY_DIR: runs every script below DIR, as
# tests/cli/README.md says. Prints one line a failure and a closing count.
set -u
kind=$1 dir=$2 bin=$(cd "$3" && pwd) || exit 2
ROOT=$(cd "$(dirname "$0")/.." && pwd)
export ROOT
export PATH="$bin:$PATH" LC_ALL=C NO_COLOR=1
export ASAN_OPTIONS=${ASAN_OPTIONS:-abort_on_error=0:exitcode=99}
for name in $(env | grep -oE '^(OPENAI|QIANFAN|ANTHROPIC|OLLAMA)_[A-Z_]+'); do
	unset "$name"
done
passed=0 failed=0 skipped=0
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

one() {
	local script=$1 base=${1%.sh} status want=0 ok=1
	rm -rf "$tmp/cwd" && mkdir "$tmp/cwd"
	(cd "$tmp/cwd" && HOME=$tmp/cwd exec timeout "${SECONDS_EACH:-300}" \
		bash "$ROOT/$script") > "$tmp/out" 2> "$tmp/err" < /dev/null
	status=$?
	if [ $status -eq 77 ]; then
		echo "SKIP $script: $(tail -n 1 "$tmp/err")"
		skipped=$((skipped + 1))
		return
	fi
	if [ "$kind" = exact ]; then
		if [ -n "${UPDATE:-}" ]; then
			rm -f "$base.status"
			[ $status -eq 0 ] || echo $status > "$base.status"
		fi
		[ -f "$base.status" ] && want=$(cat "$base.status")
		same "$base.out" "$tmp/out" > "$tmp/diff" || ok=0
		same "$base.err" "$tmp/err" >> "$tmp/diff" || ok=0
	else
		tail -n 60 "$tmp/out" "$tmp/err" > "$tmp/diff"
	fi
	[ "$status" -eq "$want" ] || ok=0
	if [ $ok -eq 1 ]; then
		passed=$((passed + 1))
	else
		echo "FAIL $script (status $status, expected $want)"
		sed 's/^/    /' "$tmp/diff"
		failed=$((failed + 1))
	fi
}

cd "$ROOT" || exit 2
for script in $(find "$dir" -name node_modules -prune -o -name '*.sh' -print |
	sort); do
	case $script in
	*"${ONLY:-}"*) one "$script" ;;
	esac
done
echo "$dir: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
