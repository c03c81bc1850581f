#!/bin/bash
# make install puts everything where systems look for it, what is there works
# without the source tree, and make uninstall leaves no file.
. "$ROOT/tests/e2e/lib.bash"
bin=$(dirname "$(command -v lencurve)")

# make with what is built, by whatever flags, and no variable of the make that
# runs this.
with_make() {
	env -u MAKEFLAGS -u MFLAGS make -s -o all -C "$ROOT" \
		BUILD="$bin" DESTDIR="$PWD/root" PREFIX=/usr "$@" > make.txt 2>&1 ||
		fail "make $*: $(cat make.txt)"
}

with_make install
usr=$PWD/root/usr
for f in bin/lencurve libexec/lencurve/lencurve-net \
	share/man/man1/lencurve.1 share/lencurve/sweeps/smoke.json \
	share/doc/lencurve/README.md share/doc/lencurve/sweeps/README.md \
	share/doc/lencurve/plots/README.md; do
	[ -s "$usr/$f" ] || fail "not installed: $f"
done
# No link of a document leads out of what is installed.
find "$usr/share/doc/lencurve" -name '*.md' | while read -r doc; do
	grep -oE '\]\([^):# ]+[^): ]*\)' "$doc" | sed -E 's/^..|[)#].*$//g' |
		while read -r to; do
			[ -e "${doc%/*}/$to" ] || echo "${doc#"$usr"/}: $to"
		done
done > links.txt
[ ! -s links.txt ] || fail "links to nothing: $(cat links.txt)"
PATH=$usr/bin:${PATH#"$bin":}
[ "$(command -v lencurve)" = "$usr/bin/lencurve" ] || fail "another lencurve"
lencurve run "$usr/share/lencurve/sweeps/smoke.json" -q --no-plot -o run \
	> said.txt 2>&1 || fail "smoke: $(cat said.txt)"
# Where there is no /proc, as in a bare chroot. A program that looks for leaks
# cannot do that there, and says so when all else is done.
if unshare -m mount -t tmpfs none /proc 2> /dev/null; then
	unshare -m sh -c 'mount -t tmpfs none /proc && lencurve run "$1" -q \
		--no-plot -o bare' - "$usr/share/lencurve/sweeps/smoke.json" \
		> said.txt 2>&1 || grep -q "LeakSanitizer has encountered" \
		said.txt || fail "without /proc: $(cat said.txt)"
	[ -s bare/summary.json ] || fail "without /proc: $(cat said.txt)"
fi

# The page: sections, each verb, each key, and nothing a formatter minds.
page=$usr/share/man/man1/lencurve.1
for section in NAME SYNOPSIS DESCRIPTION VERBS SWEEP FILES ENVIRONMENT \
	"EXIT STATUS" "SEE ALSO"; do
	grep -qE "^\.SH \"?$section\"?$" "$page" || fail "no $section"
done
for said in QIANFAN_AK OPENAI_BASE_URL token_budget journal.jsonl; do
	grep -q "${said/-/\\\\-}" "$page" || fail "the page lacks $said"
done
for verb in $(lencurve --help | awk '/^  [a-z]+  /{ print $1 }'); do
	grep -q "^\.SS \"$verb " "$page" || fail "the page lacks $verb"
done
if command -v groff > /dev/null; then
	groff -man -Tutf8 -K utf8 -ww "$page" 2> warned.txt > page.txt
	[ ! -s warned.txt ] || fail "groff: $(cat warned.txt)"
fi
if command -v man > /dev/null; then
	LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" > page.txt 2> warned.txt
	[ ! -s warned.txt ] || fail "man: $(cat warned.txt)"
	grep -q '^FILES$' page.txt || fail "man shows no FILES"
fi

# Completions: what is typed | the offers that it must have.
mkdir place place/runs
touch place/sweep.json
cd place || fail place
cases='lencurve co|compare count
lencurve --lang |zh en
lencurve --lang zh rep|report
lencurve count --unit exc|excel excel2
lencurve count --unit=exc|excel excel2
lencurve gate --on-inconclusive |pass fail 6
lencurve run --rep|--repeats
lencurve run sw|sweep.json
lencurve compare r|runs
lencurve baseline |accept show
lencurve help gat|gate
lencurve help --completion |bash zsh fish'

by_bash() {
	# shellcheck disable=SC1090,SC1091
	. "$usr/share/bash-completion/completions/lencurve"
	# As readline cuts it: "=" is a word of its own.
	read -ra COMP_WORDS <<< "${1//=/ = }"
	[ "${1% }" = "$1" ] || COMP_WORDS+=("")
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	COMPREPLY=()
	_lencurve
	printf '%s\n' "${COMPREPLY[@]}"
}

by_fish() {
	fish -c "source $usr/share/fish/vendor_completions.d/lencurve.fish
		complete -C'$1'" | cut -f 1 | sed 's|/$||; s/^--[a-z]*=//'
}

offered() {
	"by_$1" "$2" > ../offers.txt
	for word in $3; do
		grep -qxF -e "$word" ../offers.txt ||
			fail "$1: \"$2\" is not offered $word: $(cat ../offers.txt)"
	done
	# And not everything that there is.
	[ "$(wc -l < ../offers.txt)" -le 4 ] || fail "$1: \"$2\" offers all"
}

while IFS='|' read -r typed offers; do
	offered bash "$typed" "$offers"
	! command -v fish > /dev/null || offered fish "$typed" "$offers"
done <<< "$cases"

# zsh's is a widget: typed into a terminal of its own, until the offers stand
# there or ten seconds are over. What compinit found is kept for the next one.
cat > ../typed.zsh << 'END'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -C -d $4
setopt noautomenu; LISTMAX=999; stty cols 200; print RE''ADY"
zpty -m -r z out '*READY*'
zpty -n -w z "$2"$'\t\t'
seen= words=(${=3})
for ((i = 0; i < 100; i++)); do
	while zpty -t -r z out; do seen+=$out; done
	left=()
	for w in $words; do [[ $seen == *$w* ]] || left+=$w; done
	(($#left == 0)) && exit 0
	sleep 0.1
done
print -r -- "$left not in: $seen"
exit 1
END
if command -v zsh > /dev/null; then
	while IFS='|' read -r typed offers; do
		zsh -f ../typed.zsh "$usr/share/zsh/site-functions" "$typed" \
			"$offers" ../zcompdump > ../offers.txt ||
			fail "zsh: \"$typed\": $(cat ../offers.txt)"
	done <<< "$cases"
fi
cd ..

with_make uninstall
[ -z "$(find root ! -type d)" ] || fail "left: $(find root ! -type d)"
[ ! -e "$usr/share/lencurve" ] || fail "directories of our own are left"
