#!/bin/bash
# headers.sh CC FLAGS...: every header of src/ stands by itself, and all of
# them go into one file, in both orders: public names are unique and no header
# leans on another being there first. Headers without a guard are parts that
# one file includes several times, and those of one processor are its own.
set -u
cd "$(dirname "$0")/../.." || exit 2
mapfile -t headers < <(cd src && grep -lE '^#ifndef [A-Z0-9_]+_H$' ./*/*.h |
	sed 's|^\./||' | grep -v '^text/kernel_' | sort)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# compiles NAME HEADER...: one file that includes them all in this order.
compiles() {
	local name=$1
	shift
	printf '#include "%s"\n' "$@" > "$scratch/$name.c"
	echo 'extern int headers_are_fine;' >> "$scratch/$name.c"
	"${command[@]}" -fsyntax-only "$scratch/$name.c" > "$scratch/log" 2>&1 && return
	echo "headers, $name: $(head -n 5 "$scratch/log")"
	failed=1
}

command=("$@")
compiles forwards "${headers[@]}"
mapfile -t reversed < <(printf '%s\n' "${headers[@]}" | tac)
compiles backwards "${reversed[@]}"
for h in "${headers[@]}"; do
	compiles "$(printf '%s' "${h%.h}" | tr / -)-alone" "$h"
done
[ $failed -eq 0 ]
