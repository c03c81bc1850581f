#!/bin/bash
# names.sh ROOT: what a header below ROOT exports (functions, variables, tags)
# begins with a prefix that says where it stands: the first word of the file's
# name (its singular will do), or the folder's name. Prints each other name as
# file:line. Checks itself first.
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
strangers "$1"
