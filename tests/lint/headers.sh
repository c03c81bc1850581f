#!/bin/bash
# headers.sh CC FLAGS...: every header of src/ stands by itself, and all of
# them go into one file, in both orders: public names are unique and no header
# leans on another being there first. Only parts of kernels, which one file
# includes several times or which are of one processor, are their own.
set -u
cd "$(dirname "$0")/../.." || exit 2
headers=$(cd src && find . -name '*.h' ! -path './text/kernel_*' |
	sed 's|^\./||' | sort)
failed=0
for h in ${headers:-none}; do
	grep -qE '^#ifndef [A-Z0-9_]+_H$' "src/$h" && continue
	echo "src/$h:1: no guard, so it is not held against the others"
	failed=1
done

# together ORDER: one file that includes the headers of stdin.
together() {
	sed 's/.*/#include "&"/' | "${command[@]}" -fsyntax-only -x c - 2>&1 |
		head -n 5 | grep . || return 0
	echo "headers: not all in one file, $1"
	failed=1
}

command=("$@")
together forwards <<< "$headers"
together backwards <<< "$(tac <<< "$headers")"
xargs -P "$(nproc)" -I '{}' "$@" -fsyntax-only -include '{}' -x c /dev/null \
	<<< "$headers" || failed=1
[ $failed -eq 0 ]
