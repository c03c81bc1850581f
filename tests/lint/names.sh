#!/bin/bash
# names.sh ROOT: what a header below ROOT exports (functions, variables, tags)
# begins with a prefix that says where it stands: the first word of the file's
# name (its singular will do), or the folder's name. Prints each other name as
# file:line, and each that no file but its own names, which is to be static.
# Checks itself first.
set -u

strangers() {
	(cd "$1" && find . -name '*.h' -printf '%P\n' | sort |
		ctags -L - --languages=C --langmap=C:.c.h --kinds-C=psgux \
			-x --_xformat='%K	%N	%F	%n') |
		awk -F'\t' -v root="$1" '
		function starts(name, word) {
			return index(name "_", word "_") == 1
		}
		# A tag that has no name, a macro that declares by a pattern.
		$2 ~ /^__anon/ || $2 ~ /^[A-Z_]+$/ { next }
		{
			n = split($3, part, "/")
			family = part[n]
			sub(/[._].*/, "", family)
			one = family
			sub(/s$/, "", one)
			if (starts($2, family) || starts($2, one) ||
			    (n > 1 && starts($2, part[n - 1])))
				next
			printf "%s/%s:%d: %s %s has not the prefix %s_\n",
				root, $3, $4, $1, $2, family
		}'
}

# lonely ROOT FILE...: what headers below ROOT declare and only one of the files
# has; a header that uses it in a function of its own is one more.
lonely() {
	local root=$1 headers
	shift
	mapfile -t headers < <(find "$root" -name '*.h' | sort)
	printf '%s\n' "${headers[@]}" |
		ctags -L - --languages=C --langmap=C:.c.h --kinds-C=px \
			-x --_xformat='%N	%F	%n' |
		awk -F'\t' '
		function words(line, file,   w) {
			while (match(line, /[A-Za-z_][A-Za-z_0-9]*/)) {
				w = substr(line, RSTART, RLENGTH)
				line = substr(line, RSTART + RLENGTH)
				if (file ~ /[.]h$/)
					inside[file, w]++
				else if (last[w] != file) {
					last[w] = file
					files[w]++
				}
			}
		}
		FILENAME != "-" { words($0, FILENAME); next }
		$1 !~ /^[A-Z_]+$/ && files[$1] < 2 && inside[$2, $1] < 2 {
			printf "%s:%d: only its own file names %s\n",
				$2, $3, $1
		}' "$@" "${headers[@]}" -
}

if ! command -v ctags > /dev/null; then
	echo "lint: no ctags here, names not checked" >&2
	exit 0
fi
probe=$(mktemp -d) || exit 2
trap 'rm -rf "$probe"' EXIT
mkdir "$probe/folder"
cat > "$probe/folder/effects_page.h" <<'C'
struct effects { int n; };
struct effect_cell { int n; };
struct verdict_cell { int n; };
enum { ANY_WORD };
int folder_name(int n);
int effects_of(const struct effects *e);
int page_of(const struct effects *e);
extern const int table[];
C
if [ "$(strangers "$probe" | wc -l)" -ne 3 ]; then
	echo "tests/lint/names.sh:1: does not see what it should"
	exit 1
fi
printf 'int folder_name(int n) { return n; }\nint effects_of(int n);\n' \
	> "$probe/a.c"
printf 'int n = folder_name(effects_of(0));\n' > "$probe/b.c"
if [ "$(lonely "$probe" "$probe"/*.c | wc -l)" -ne 2 ]; then
	echo "tests/lint/names.sh:1: does not see what only one file names"
	exit 1
fi
strangers "$1"
mapfile -t files < <(git ls-files 'src/*.c' 'tests/*.c' 'bench/*.c' Makefile)
lonely "$1" "${files[@]}"
