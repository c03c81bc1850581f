# What every verb prints fits the screen, in both languages and three widths;
# a card is at most 12 lines. Numbers do not change with the language,
# nor does anything in a file or in --json.
set -u
. "$ROOT/tests/e2e/lib.bash"
cat > wide.pl <<'P'
# Lines wider than $ARGV[0] places that could have been broken.
use strict; use warnings; use utf8; use open qw(:std :utf8);
my ($most, $what) = splice @ARGV, 0, 2;
while (<STDIN>) {
	chomp;
	my $places = 0;
	for my $c (split //) {
		$places += $c =~ /\p{Mn}|\p{Cf}/ ? 0
			: $c =~ /\p{EastAsianWidth=W}|\p{EastAsianWidth=F}/ ? 2 : 1;
	}
	# What a shell reads, and a name or a URL alone on its line, stay whole.
	next if $places <= $most || /^\s*\S+$/ || /['"].{20,}['"]/;
	print "$what at $most: $places places: $_\n";
}
P
lencurve run "$ROOT/sweeps/spring-festival.json" --targets 5:700:35 -o a -q > /dev/null || exit 1
lencurve run "$ROOT/sweeps/decoding-grid.json" --targets 50:500:150 -o grid -q > /dev/null || exit 1
lencurve run "$ROOT/sweeps/prompt-variants.json" --targets 50:500:150 -o variants -q > /dev/null || exit 1
verbs=$(lencurve --help | sed -n '/^Usage/,/^The/s/^  \([a-z]*\)  .*/\1/p')
[ "$(wc -w <<< "$verbs")" -ge 16 ] || { echo "verbs: $verbs"; exit 1; }
shows=(
	"curve a" "curve grid" "curve variants" "compare a" "compare a grid --common"
	"compare grid --under-test sampling" "effects grid" "effects variants"
	"gate -b a a" "history a a a a" "curve a --all" "compare a --all"
	"effects grid --all" "effects variants --all" "gate -b a a --all"
	"history a a a a --all" "invert a" "invert a --all" "curve --metrics"
	"plan $ROOT/sweeps/decoding-grid.json" "plan $ROOT/sweeps/spring-festival.json"
	"check $ROOT/sweeps/spring-festival.json --dry-run" "check --list providers"
	"check --list auths" "sim --list models" "sim --list faults"
	"sim --list formula"
	"measure a" "count --explain $ROOT/sweeps/testset.jsonl" "--help" "plot a --terminal" "plot a --terminal --chart deviation"
	"plot a --terminal --chart compare" "plot a --terminal --chart invert"
)
for v in $verbs; do shows+=("$v --help"); done
bad=0
for lang in en zh; do
	for columns in 50 80 120; do
		for show in "${shows[@]}"; do
			# shellcheck disable=SC2086
			COLUMNS=$columns lencurve $show --lang $lang > out 2> err
			perl wide.pl "$columns" "$lang: $show" < out >> wide
			case $show in
			*--* | invert* | plan* | measure*) continue ;;
			esac
			[ "$(wc -l < out)" -le 12 ] || {
				echo "$lang $show: $(wc -l < out) lines at $columns"
				bad=1
			}
		done
	done
	for what in "curve a" "compare a" "effects grid" "gate -b a a" "history a a"; do
		# shellcheck disable=SC2086
		lencurve $what --json --lang $lang > "json-$lang-${what%% *}"
	done
	rm -rf "again-$lang" && cp -r a "again-$lang" && rm "again-$lang"/*.csv
	(cd "again-$lang" && lencurve measure . --lang $lang && lencurve curve . --lang $lang) > /dev/null 2>&1
done
for f in json-en-*; do
	cmp "$f" "json-zh-${f#json-en-}" || bad=1
done
for f in samples.csv curve.csv summary.json; do
	cmp "again-en/$f" "again-zh/$f" || bad=1
done
# The environment chooses, the option wins; what is unknown is told.
for case in "LC_ALL=zh_CN.UTF-8|用法" "LC_ALL= LC_MESSAGES=zh_CN LANG=en_US|用法" \
	"LC_ALL= LC_MESSAGES= LANG=zh_CN.UTF-8|用法" "LC_ALL=C LANG=zh_CN|Usage"; do
	# shellcheck disable=SC2086
	env ${case%|*} lencurve curve --help | grep -q "^${case#*|}" || {
		echo "${case%|*}: $(lencurve curve --help | head -n 3)"
		bad=1
	}
done
LC_ALL=zh_CN.UTF-8 lencurve --lang en curve --help | grep -q ^Usage || bad=1
[ "$(lencurve curve --lang fr 2>&1)" = \
	"lencurve curve: --lang fr: expected one of zh, en" ] || bad=1
# Colour where it is asked for, and never in a pipe by itself.
esc=$(printf '\033')
NO_COLOR='' lencurve compare a | grep -q "$esc" && { echo "colour in a pipe"; bad=1; }
lencurve compare a --color always | grep -q "$esc\[32m" || { echo "no colour"; bad=1; }
NO_COLOR='' CLICOLOR_FORCE=1 lencurve compare a | grep -q "$esc\[32m" || bad=1
lencurve compare a --color always --json | grep -q "$esc" && bad=1
# What is said beside the data stays within a terminal too, and no data that
# was lost goes unsaid, whatever the exit status.
for lang in en zh; do
	COLUMNS=50 script -qec "lencurve compare a -o out-$lang --lang $lang; lencurve run $ROOT/sweeps/smoke.json -o out-$lang/run --lang $lang; lencurve measure nothing-of-this-name.jsonl -o x --lang $lang" /dev/null \
		< /dev/null | tr '\r' '\n' | sed "s/$esc\[[0-9]*[mK]//g" > on-terminal
	[ "$(wc -l < on-terminal)" -ge 30 ] || { cat on-terminal; bad=1; }
	perl wide.pl 50 "$lang: on a terminal" < on-terminal >> wide
done
lencurve check "$ROOT/sweeps/qianfan.json" -n 2> full > /dev/full
[ "$?" -eq 3 ] && grep -q "stdout: No space" full || { cat full; bad=1; }
# A chart begins on the first line, and a pipe gets no form feed.
if command -v gnuplot > /dev/null; then
	LINES=20 lencurve plot a --terminal > chart
	[ "$(wc -l < chart)" -le 20 ] || bad=1
	head -n 1 chart | grep -q '[^ ]' || { echo "a chart begins with a blank"; bad=1; }
	grep -q "$(printf '\f')" chart && { echo "a form feed in a pipe"; bad=1; }
	[ ! -e a/plots/length.txt ] || bad=1
fi
if [ -s wide ]; then
	head -n 400 wide
	wc -l < wide
	bad=1
fi
exit $bad
