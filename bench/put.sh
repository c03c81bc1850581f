#!/bin/sh
# Puts a file's lines between the marks <!-- NAME --> and <!-- /NAME --> of a
# document, in place of what is there.
#
#   put.sh NAME FILE DOCUMENT
set -eu
new=$(mktemp "$3.XXXXXX")
trap 'rm -f "$new"' EXIT
awk -v name="$1" 'FNR == NR { table = table $0 "\n"; next }
	$0 == "<!-- /" name " -->" { skip = 0 }
	!skip { print }
	$0 == "<!-- " name " -->" { printf "%s", table; skip = found = 1 }
	END { exit !found }' "$2" "$3" > "$new"
cat "$new" > "$3"
