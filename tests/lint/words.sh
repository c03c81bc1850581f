#!/bin/bash
# words.sh DIR...: no sentence for people outside of report/ and cmd/. Prints
# each string of three words or more that ends with a full stop or takes an
# argument, but for messages of errors (a statement that calls err_*, or passes
# `e` last) and the `about` of a field, as file:line. Checks itself first.
set -u

sentences() {
	find "$@" -name '*.[ch]' | sort | xargs perl -e '
		local $/;
		my $string = qr/"(?:[^"\\]|\\.)*"/s;
		for my $name (@ARGV) {
			open my $in, "<", $name or die;
			my $s = <$in>;
			# Comments become blanks, lines stay where they are.
			$s =~ s{($string)|(/\*.*?\*/)}{
				defined $1 ? $1 : $2 =~ s/[^\n]/ /gr}gse;
			while ($s =~ /($string(?:\s*(?:$string|PRI\w+))*)/g) {
				my ($at, $all) = ($-[0], $1);
				my $text = join "", $all =~ /"((?:[^"\\]|\\.)*)"/gs;
				next unless $text =~ /[A-Za-z]+,? [a-z]+,? [a-z]+/;
				next unless $text =~ /[.](\\n)?\z/ ||
					$text =~ /%[-.0-9*lz]*[a-z]/;
				my $before = substr $s, 0, $at;
				my ($head) = $before =~ /([^;{}]*)\z/s;
				my ($tail) = substr($s, $at + length $all) =~
					/\A([^;]*)/s;
				next if $head =~ /\berr_|\babout\s*=\s*\z/;
				next if $tail =~ /[, ]e\)\s*\z/;
				printf "%s:%d: a sentence belongs into " .
					"report/words.inc: \"%.40s\"\n", $name,
					1 + ($before =~ tr/\n//), $text;
			}
		}'
}

probe=$(mktemp -d) || exit 2
trap 'rm -rf "$probe"' EXIT
cat > "$probe/probe.c" <<'C'
	puts("It stays within the margin.");
	buf_printf(out, "grew by %s, more than "
			"the margin", text);
	return err_set(e, 1, "%s counts in another unit.", path);
	refuse(s, t, "has nothing to compare with it.", e);
	{ .name = "n", .about = "mean of all that was measured." },
C
if [ "$(sentences "$probe" | wc -l)" -ne 2 ]; then
	echo "tests/lint/words.sh:1: does not see what it should"
	exit 1
fi
sentences "$@"
