#!/bin/bash
# What the compiler cannot check: the arrows between folders, one home for
# each third-party header, prefixes of names, idle includes, file and function
# sizes, layout, shell scripts.
# Prints each breach as file:line and ends with the number of them.
set -u
cd "$(dirname "$0")/../.." || exit 2
breaches=0

breach() {
	printf '%s\n' "$1"
	breaches=$((breaches + 1))
}

# each COMMAND...: what it prints are breaches, a line each. Lists are read
# from a string and not from <( ), which without /dev/fd is no list and no
# error.
each() {
	local hits hit
	hits=$("$@")
	while IFS= read -r hit; do
		[ -z "$hit" ] || breach "$hit"
	done <<< "$hits"
}

sources=$(find src tests bench -name '*.[ch]' | sort)

# Arrows: an include of "folder/..." needs the arrow folder -> folder.
while IFS=$'\t' read -r from to; do
	case $from in '#'* | '') continue ;; esac
	dir=src/$from
	[ -f "$dir.c" ] && dir=$dir.c
	while IFS=: read -r file line text; do
		[ -n "$file" ] || continue
		target=${text#*\"}
		target=${target%%/*}
		case " $from $to " in
		*" $target "*) ;;
		*) breach "$file:$line: $from may not include $target/" ;;
		esac
	done <<< "$(grep -rHnE '^#include "[a-z]+/' "$dir" 2>/dev/null)"
done < tests/lint/arrows.tsv

# Homes: a header or call stands only in its own place.
while IFS=$'\t' read -r what where; do
	case $what in '#'* | '') continue ;; esac
	while IFS=: read -r file line _; do
		[ -n "$file" ] || continue
		[[ $file =~ $where ]] ||
			breach "$file:$line: $what has no place here"
	done <<< "$(grep -rnE "^[^*]*$what" src --include='*.[ch]' |
		grep -vE ':[0-9]+:[[:space:]]*/?\*')"
done < tests/lint/homes.tsv

# Who computes gives facts; what is said of them stands in report/words.inc.
each tests/lint/words.sh src/verdict src/curve src/stat

# Who types options is told of them; below, they are settings.
each tests/lint/options.sh src

# What people read stands in every language, and says the same in each.
each tests/lint/messages.sh --missing

# The keys of a sweep and their defaults stand in both languages' pages.
defaults() {
	grep -E '^\| `[a-z_]+` \|' "$1" |
		sed -E 's/^\| (`[a-z_]+`) \|[^|]*\| (`[^`]*`)?.*/\1 \2/'
}
[ "$(defaults sweeps/README.md)" = "$(defaults sweeps/README.zh-CN.md)" ] ||
	breach "sweeps/README.zh-CN.md: keys or defaults not as in README.md"

# What a header exports says where it stands.
each tests/lint/names.sh src

# What a file includes, it uses.
each tests/lint/includes.sh $sources

# Sizes: files to 500 lines, functions to 60. A header is a contract to be read
# whole: 250, but for the kernels' shared code.
# Every .c opens with why it is built so.
mapfile -t own <<< "$(find src -name '*.[ch]' | sort)"
each awk '
	function whole() {
		if (n > most)
			printf "%s:1: %d lines; %d at most, cut it\n", f, n, most
	}
	FNR == 1 {
		whole()
		f = FILENAME; start = 0
		most = f ~ /\.h$/ && f !~ /text\/kernel_/ ? 250 : 500
		if (f ~ /\.c$/ && !/^\/\*/)
			print f ":1: no comment on top that says why it is built so"
	}
	/^{/ { start = FNR }
	/^}/ { if (start && FNR - start > 61)
		printf "%s:%d: function of %d lines; 60 at most\n", f, start,
			FNR - start - 1
		start = 0 }
	{ n = FNR }
	END { whole() }' "${own[@]}"

# The map names files that are there; of a module the .h will do.
while IFS=: read -r line name; do
	case $name in *NAME* | '') continue ;; esac
	[ -e "$name" ] || [ -e "src/$name" ] || [ -e "src/$name.h" ] ||
		breach "ARCHITECTURE.md:$line: there is no $name"
done <<< "$(grep -noE '`[a-z_]+/[A-Za-z_./]*`|`main[a-z_]*\.c`' ARCHITECTURE.md |
	tr -d '`')"

# Where to start reading, in the table of folders.
while IFS='|' read -r _ folder _ start _; do
	folder=${folder//[\` ]/}
	for name in $(grep -oE '`[a-z_]+\.[a-z]+`' <<< "$start" | tr -d '`'); do
		[ -e "src/$folder$name" ] ||
			breach "ARCHITECTURE.md: there is no $folder$name"
	done
done <<< "$(grep -E '^\| `[a-z]+/`' ARCHITECTURE.md)"

# The repository speaks of the project alone and is never unfinished.
each git grep -InE '\<(TODO|FIXME|XXX)\>|/work/' -- src bench tests sweeps \
	plots Makefile README.md .ci ':!tests/lint/lint.sh'

if command -v clang-format > /dev/null; then
	misplaced() {
		xargs -n 40 -P 2 clang-format --dry-run <<< "$sources" 2>&1 |
			sed -n 's/^\([^ :]*\):[0-9]*:.*clang-format-violations.*/\1:1: layout differs; run make format/p' |
			sort -u
	}
	each misplaced
else
	echo "lint: no clang-format here, layout not checked"
fi

if command -v shellcheck > /dev/null; then
	git ls-files '*.sh' .ci/run | xargs -n 20 -P 2 shellcheck -s bash \
		-S warning -e SC1112 || breach "tests/lint/lint.sh: shellcheck, above"
else
	echo "lint: no shellcheck here, scripts not checked"
fi

echo "lint: $breaches breaches"
[ "$breaches" -eq 0 ]
