#!/bin/bash
# screens.sh LENCURVE RUN OUT: what a reader of the README sees of the page and
# of a terminal, in both languages, as OUT/report.png, OUT/terminal.png and the
# same with .zh-CN. RUN is a run directory; needs chromium.
set -eu
lencurve=$1 run=$2 out=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shoot HTML PNG WIDTH HEIGHT
shoot() {
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
		--user-data-dir="$work/profile" --window-size="$3,$4" \
		--screenshot="$work/shot.png" "file://$1" > "$work/log" 2>&1 ||
		{ cat "$work/log" >&2; exit 1; }
	cp "$work/shot.png" "$2"
}

# A terminal's output as a page: colours are spans.
as_page() {
	printf '%s\n' '<!doctype html><meta charset="utf-8"><style>' \
		'body{margin:0;background:#15181d;color:#d0d4d9}' \
		'pre{margin:14px 18px;font:15px/1.3 "DejaVu Sans Mono",' \
		'"Noto Sans Mono CJK SC","WenQuanYi Zen Hei Mono",monospace}' \
		'.c31{color:#ff6b6b}.c32{color:#2cc295}.c33{color:#e69f00}' \
		'.c34{color:#56b4e9}.c2{color:#8f969e}</style><pre><span>'
	sed -e 's/&/\&amp;/g; s/</\&lt;/g' \
		-e 's/\x1b\[\([0-9]*\)m/<\/span><span class="c\1">/g'
	printf '</span></pre>\n'
}

# type_in LANGUAGE COMMAND...: as it is seen, behind its prompt.
type_in() {
	local language=$1 shown=${*:2}
	shift
	printf '\033[2m$\033[0m lencurve %s\n' "$shown"
	COLUMNS=80 "$lencurve" "$@" --lang "$language" --color always
}

for language in en zh; do
	tail=
	[ "$language" = en ] || tail=.zh-CN
	"$lencurve" report "$run" --lang "$language" -o "$work/page.html" \
		> /dev/null 2>&1
	shoot "$work/page.html" "$out/report$tail.png" 1100 1000
	(cd "$(dirname "$run")/.." &&
		type_in "$language" compare "results/${run##*/}" && echo &&
		type_in "$language" plot "results/${run##*/}" --terminal) |
		as_page > "$work/terminal.html"
	shoot "$work/terminal.html" "$out/terminal$tail.png" 790 760
done
