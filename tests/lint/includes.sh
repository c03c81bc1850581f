#!/bin/bash
# includes.sh FILE...: our own headers that a file includes and none of whose
# declared names (functions, tags, members of an enum, macros, variables)
# stands in it outside of comments. Prints each as file:line. Checks itself
# first. The header of a .c's own name is its contract and counts as used.
set -u

idle() {
	local root=$1
	shift
	{
		(cd "$root" && find . -name '*.h' -printf '%P\n' | sort |
			ctags -L - --languages=C --langmap=C:.c.h \
				--kinds-C=pfsguxedtv -x --_xformat='%F	%N'
			grep -rE '^struct \w+;' --include='*.h' . |
				sed 's|^\./\([^:]*\):struct \(.*\);|\1	\2|')
		echo
		printf '%s\n' "$@"
	} | perl -e '
		my (%names, @files);
		while (<STDIN>) {
			chomp;
			if (/\t/) {
				my ($file, $name) = split /\t/;
				$names{$file}{$name} = 1
					unless $name =~ /^__anon|_H\z/;
			} elsif ($_ ne "") {
				push @files, $_;
			}
		}
		# What a header of ours brings along of a library is its own too.
		$names{"data/json.h"}{cJSON} = 1;
		my $string = qr/"(?:[^"\\]|\\.)*"/s;
		for my $file (@files) {
			local $/;
			open my $in, "<", $file or die "$file: $!";
			my $s = <$in>;
			$s =~ s{($string)|(/\*.*?\*/)}{
				defined $1 ? $1 : $2 =~ s/[^\n]/ /gr}gse;
			my $code = $s =~ s/^#include.*//gmr;
			my %word = map { $_ => 1 } $code =~ /\w+/g;
			my $n = 0;
			for (split /\n/, $s) {
				$n++;
				my ($h) = /^#include "([^"]+)"/ or next;
				next unless exists $names{$h};
				next if $file =~ m{(^|/)\Q@{[$h =~ s/\.h\z//r]}\E\.c\z};
				next if grep { $word{$_} } keys %{$names{$h}};
				print "$file:$n: nothing of $h is used\n";
			}
		}'
}

if ! command -v ctags > /dev/null; then
	echo "lint: no ctags here, includes not checked" >&2
	exit 0
fi
probe=$(mktemp -d) || exit 2
trap 'rm -rf "$probe"' EXIT
mkdir "$probe/x"
for name in a b c d; do
	printf 'struct %s_s {\n\tint n;\n};\nenum { %s_E };\nint %s_f(int n);\n' \
		$name $name $name > "$probe/x/$name.h"
done
cat > "$probe/x/a.c" <<'C'
#include "x/a.h"
#include "x/b.h"
#include "x/c.h"
#include "x/d.h"
/* b_f is only spoken of. */
int n = c_E;
C
if [ "$(idle "$probe" "$probe/x/a.c" | wc -l)" -ne 2 ]; then
	echo "tests/lint/includes.sh:1: does not see what it should"
	exit 1
fi
idle src "$@"
