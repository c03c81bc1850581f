#!/bin/bash
# What the compiler cannot check: the arrows between folders, one home for
# each third-party header, file and function sizes, layout, shell scripts.
# Prints each breach as file:line and ends with the number of them.
set -u
cd "$(dirname "$0")/../.." || exit 2
breaches=0

breach() {
	printf '%s\n' "$1"
	breaches=$((breaches + 1))
}

sources=$(find src tests bench -name '*.[ch]' | sort)

# Arrows: an include of "folder/..." needs the arrow folder -> folder.
while IFS=$'\t' read -r from to; do
	case $from in '#'* | '') continue ;; esac
	dir=src/$from
	[ "$from" = main ] && dir=src/main.c
	while IFS=: read -r file line text; do
		[ -n "$file" ] || continue
		target=${text#*\"}
		target=${target%%/*}
		case " $from $to " in
		*" $target "*) ;;
		*) breach "$file:$line: $from may not include $target/" ;;
		esac
	done < <(grep -rHnE '^#include "[a-z]+/' "$dir" 2>/dev/null)
done < tests/lint/arrows.tsv

# Homes: a header or call stands only in its own place.
while IFS=$'\t' read -r what where; do
	case $what in '#'* | '') continue ;; esac
	while IFS=: read -r file line _; do
		[ -n "$file" ] || continue
		printf '%s' "$file" | grep -qE "$where" ||
			breach "$file:$line: $what has no place here"
	done < <(grep -rnE "^[^*]*$what" src --include='*.[ch]' |
		grep -vE ':[0-9]+:[[:space:]]*/?\*')
done < tests/lint/homes.tsv

# Sizes: files to 500 lines, functions to 60.
for f in $(find src -name '*.[ch]' | sort); do
	n=$(wc -l < "$f")
	[ "$n" -le 500 ] || breach "$f:1: $n lines; 500 at most, cut it"
	while read -r msg; do breach "$msg"; done < <(awk -v f="$f" '
		/^{/ { start = NR }
		/^}/ { if (start && NR - start > 61)
			printf "%s:%d: function of %d lines; 60 at most\n",
				f, start, NR - start - 1
			start = 0 }' "$f")
done

# The repository speaks of the project alone and is never unfinished.
while IFS= read -r hit; do
	breach "$hit"
done < <(git grep -nE '\<(TODO|FIXME|XXX)\>|/work/' -- src bench tests sweeps \
	plots Makefile README.md .ci ':!tests/lint/lint.sh' 2>/dev/null)

if command -v clang-format > /dev/null; then
	for f in $sources; do
		clang-format --dry-run -Werror "$f" > /dev/null 2>&1 ||
			breach "$f:1: layout differs; run make format"
	done
else
	echo "lint: no clang-format here, layout not checked"
fi

if command -v shellcheck > /dev/null; then
	for f in $(git ls-files '*.sh' .ci/run); do
		shellcheck -S warning "$f" || breach "$f:1: shellcheck"
	done
else
	echo "lint: no shellcheck here, scripts not checked"
fi

echo "lint: $breaches breaches"
[ "$breaches" -eq 0 ]
