#!/bin/bash
# The documents show what is printed: each `console` block is one command, and
# below it its standard output, to the byte. UPDATE=1 writes the output into
# the documents: read the diff before you commit it.
. "$ROOT/tests/e2e/lib.bash"
export COLUMNS=80

# played FILE: the document with what its commands print.
played() {
	local line skip=
	while IFS= read -r line; do
		case $skip,$line in
		yes,'```') skip= ;;
		yes,*) continue ;;
		,'$ '*)
			skip=yes
			printf '%s\n' "$line"
			bash -c "${line#\$ }" 2> err.txt ||
				echo "status $?: $(cat err.txt)"
			continue
			;;
		esac
		printf '%s\n' "$line"
	done < "$1"
}

for doc in "$ROOT"/sweeps/docs/*.md "$ROOT"/sweeps/docs/zh-CN/*.md; do
	language=C
	case $doc in */zh-CN/*) language=zh_CN.UTF-8 ;; esac
	mkdir place && cd place || fail place
	LC_ALL=$language LANG=$language played "$doc" > ../played.md 2> /dev/null
	cd .. && rm -r place
	[ -z "${UPDATE:-}" ] || cat played.md > "$doc"
	diff -u "$doc" played.md || fail "$doc is not what is printed"
	# Both languages show the same commands; what is linked is there.
	other=$ROOT/sweeps/docs/zh-CN/${doc##*/}
	diff <(grep '^\$ ' "$doc") <(grep '^\$ ' "$other") ||
		fail "$doc: other commands in Chinese"
done

# What is linked is there, and so is the heading that it leads to.
perl -CS - "$ROOT"/README*.md "$ROOT"/sweeps/docs/*.md \
	"$ROOT"/sweeps/docs/zh-CN/*.md <<'P' || fail "a link leads nowhere"
use strict; use warnings; use utf8; use File::Basename;
my $bad = 0;
sub slurp { local $/; open my $in, "<:utf8", $_[0] or return; <$in> }
sub slug { lc($_[0]) =~ s/[^\w\s-]//gr =~ s/\s/-/gr }
for my $doc (@ARGV) {
	for my $link (slurp($doc) =~ /\]\(([^)\s]+)\)/g) {
		next if $link =~ /^http/;
		my ($file, $at) = split /#/, $link;
		$file = $file eq "" ? $doc : dirname($doc) . "/$file";
		my %heads = map { slug($_) => 1 } defined $at && -e $file
			? slurp($file) =~ /^#+ (.*)$/mg : ();
		next if -e $file && (!defined $at || $heads{$at});
		print "$doc: $link\n";
		$bad = 1;
	}
}
exit $bad;
P
