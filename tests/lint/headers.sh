#!/bin/bash
# headers.sh CC FLAGS...: every header of src/ stands by itself, and all of
# them go into one file, in both orders: public names are unique and no header
# leans on another being there first. Headers without a guard are parts that
# one file includes several times, and those of one processor are its own.
set -u
cd "$(dirname "$0")/../.." || exit 2
headers=$(cd src && grep -lE '^#ifndef [A-Z0-9_]+_H$' ./*/*.h |
	sed 's|^\./||' | grep -v '^text/kernel_' | sort)
failed=0

# together ORDER: one file that includes the headers of stdin.
together() {
	sed 's/.*/#include "&"/' | "${command[@]}" -fsyntax-only -x c - 2>&1 |
		head -n 5 | grep . || return 0
	echo "headers: not all in one file, $1"
	failed=1
}

command=("$@")
together forwards <<< "$headers"
together backwards < <(tac <<< "$headers")
xargs -P "$(nproc)" -I '{}' "$@" -fsyntax-only -include '{}' -x c /dev/null \
	<<< "$headers" || failed=1
[ $failed -eq 0 ]
