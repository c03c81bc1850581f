#!/bin/bash
# options.sh DIR: options are typed, so only cmd/ and the tables of words know
# them. Prints each string with an option's name elsewhere, and each setting
# that a message names and cmd/settings.c does not spell; and in cmd/ each help
# text that names a number by default, which --help adds from the value that
# holds (opt_default). Checks itself first.
set -u
export LC_ALL=C.UTF-8

# Strings only: comments are not said to anybody, and "var(--x)" is CSS.
foreign() {
	grep -rnE '"([^"]*[^-a-z("])?--[a-z]' "$1" --include='*.[ch]' |
		grep -vE "^$1/cmd/|^$1/base/opt[.]c:|^[^:]*:[0-9]+:[[:space:]]*(/?\*)|/\*[^\"]*\"" |
		sed -E 's/^([^:]*:[0-9]+):.*(--[a-z-]+).*/\1: \2 is an option: name the setting (speech_setting) or leave it to cmd\//'
}

unspelled() {
	local name

	grep -rhoE 'speech_setting\("[a-z-]+"' "$1" | cut -d'"' -f2 | sort -u |
		while read -r name; do
			grep -q "SETTING(\"$name\")" "$1/cmd/settings.c" ||
				echo "$1/cmd/settings.c:1: no row for setting \"$name\""
		done
}

typed() {
	grep -rnE '"([^"]*[;(] ?)?default [1-9][0-9.]*[ )]?"' "$1/cmd" \
		--include='*.[ch]' | sed -E \
		's/^([^:]*:[0-9]+):.*(default [0-9.]+).*/\1: "\2": leave it to opt_default/'
}

probe=$(mktemp -d) || exit 2
trap 'rm -rf "$probe"' EXIT
mkdir "$probe/cmd" "$probe/stat"
echo '	SETTING("unit"),' > "$probe/cmd/settings.c"
cat > "$probe/cmd/probe.c" <<'C'
	  "a hit is at most K characters off; default 15", NULL, 0, 1e6 },
	  "was broken off (default 20)",
	  "at most so many on the page; "
	  "default 50000",
	  "seed of noise; default 0", "default the sweep's",
C
cat > "$probe/stat/probe.c" <<'C'
	err_set(e, 2, "count in one unit with --unit");
	err_set(e, 2, "--unit: there is none");
	err_set(e, 2, "see %s and %s", speech_setting("unit"),
		speech_setting("other"));
C
if [ "$(foreign "$probe" | wc -l)" -ne 2 ] ||
	[ "$(unspelled "$probe" | wc -l)" -ne 1 ] ||
	[ "$(typed "$probe" | wc -l)" -ne 3 ]; then
	echo "tests/lint/options.sh:1: does not see what it should"
	exit 1
fi
foreign "$1"
unspelled "$1"
typed "$1"
