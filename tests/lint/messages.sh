#!/bin/bash
# messages.sh: report/messages.inc against the code. Prints, as file:line,
# formats whose conversions differ between the languages, rows whose English
# stands nowhere in the code, English rows given twice, rows of words.inc and
# messages.inc without Chinese, rows of words.inc that nobody says or that say
# the same; with --missing, texts of the code that have no
# row: summaries, abouts and options of verbs, messages of errors, whatever is
# given to speech_of, and what units, providers, formats and the simulator's
# models and faults are.
set -u
exec perl - "$@" << 'PERL'
use strict;
use warnings;
my $missing = @ARGV && $ARGV[0] eq "--missing";
my $string = qr/"(?:[^"\\]|\\.)*"/s;
my $char = qr/'(?:[^'\\]|\\.)'/;
my $strings = qr/$string(?:\s*$string)*/s;
my $inc = "src/report/messages.inc";

sub slurp { local $/; open my $in, "<", $_[0] or die "$_[0]: $!"; <$in> }
sub text { join "", $_[0] =~ /"((?:[^"\\]|\\.)*)"/gs }
sub line { 1 + (substr($_[0], 0, $_[1]) =~ tr/\n//) }
# Comments and the ends of a macro's lines become blanks, lines stay where they
# are.
sub code { ($_[0] =~ s/\\\n/ \n/gr) =~ s{($char|$string)|(/\*.*?\*/)}{
	defined $1 ? $1 : $2 =~ s/[^\n]/ /gr}gser }

# What a format takes, in the order of its arguments.
sub takes {
	my ($format, $n, @kinds) = ($_[0], 0);
	while ($format =~ /%(?:(\d+)\$)?[-+#0]*(\*?)\d*(?:\.(\*|\d+))?
			((?:hh|h|ll|l|z|j)?[a-zA-Z%])/gx) {
		next if $4 eq "%";
		# A width or a precision that is an argument is one before.
		$kinds[$n++] = "*" for grep { $_ eq "*" } $2, $3 // "";
		my $at = defined $1 ? $1 - 1 : $n++;
		$kinds[$at] = $4;
	}
	join ",", map { defined $_ ? $_ : "?" } @kinds;
}

my %row;
my $table = code(slurp($inc));
while ($table =~ /MESSAGE\(\s*($strings)\s*,\s*($strings|NULL)\s*\)/g) {
	my ($at, $english, $chinese) = ($-[0], text($1), $2);
	my $where = "$inc:" . line($table, $at);
	print "$where: given twice: $english\n" if exists $row{$english};
	print "$where: no Chinese\n" if text($chinese) eq "";
	print "$where: takes other arguments in Chinese: $english\n"
		if takes($english) ne takes(text($chinese));
	$row{$english} = $where;
}
my $words = code(slurp("src/report/words.inc"));
while ($words =~ /WORDS_ROW\((\w+),\s*$strings\s*,\s*NULL/g) {
	print "src/report/words.inc:", line($words, $-[0]), ": $1 has no Chinese\n";
}

# A text stands once, but for what the page takes by its own names (UI_), and
# each is said by somebody; the page makes some of the names it asks for.
my ($uses, %said) = ("");
$uses .= slurp($_) for split /\n/, `find src -name '*.[ch]' -o -name '*.js'`;
my %used = map { $_ => 1 } $uses =~ /\bW(?:ORDS_|\.)(\w+)/g;
my $made = join "|", $uses =~ /\bW\["(\w+_)" \+/g;
while ($words =~ /WORDS_ROW\((\w+),\s*($strings)\s*,\s*($strings)/g) {
	my ($at, $id, @both) = ($-[0], $1, $2, $3);
	my ($ui, $text) = ($id =~ s/^UI_//r, join "\0", map { text($_) } @both);
	my $where = "src/report/words.inc:" . line($words, $at) . ": $id";
	print "$where is said by nobody\n" unless $used{$id} ||
		$ui ne $id && ($used{$ui} || $ui =~ /^(?:$made)/);
	next if $ui ne $id;
	print "$where says what $said{$text} says\n" if exists $said{$text};
	$said{$text} //= $id;
}

# Messages that end in a file for programs.
my $files = qr{^src/provider/reply_read\.c};
my (%stands, @lack);
for my $f (split /\n/, `find src -name '*.[ch]' | sort`) {
	my $s = code(slurp($f));
	while ($s =~ /$char|($strings)/g) { $stands{text($1)} = 1 if defined $1 }
	# Rows of { "name", "what it is" } that a verb lists.
	if ($f =~ m{^src/(?:text/(?:lencount|explain)|measure/format_\w+|
			sim/(?:fault_table|model))\.c$}x) {
		while ($s =~ /(?:\.about\s*=\s*|\{\s*"[\w-]+"\s*,\s*)($strings)/g) {
			my ($at, $text) = ($-[1], text($1));
			push @lack, "$f:" . line($s, $at) . ": $text"
				unless exists $row{$text} || $text !~ / .*[a-z]/s;
		}
	}
	next if $f =~ $files;
	while ($s =~ /(?:\b(?:err_(?:set|errno|at|then)|spec_(?:refuse|expected)|json_(?:refused|unexpected)|cmd_say)\s*\(
			[^"();]*(?:\([^()]*\))?[^"();]*
			|\bspeech_(?:of\(|for\([\w>.-]+,)\s*
			|\.(?:summary|about|help)\s*=\s*
			|\bOPT\(\w+,\s*$string,\s*(?:0|$char),\s*(?:\w+\([\w, ]+\)|0),\s*(?:NULL|$string),\s*)
			($strings)/gx) {
		my ($at, $text, $what) = ($-[1], text($1), $&);
		# Elsewhere a row is about a column, which is data.
		next if $what =~ /^(?:\.(?:summary|about|help)|OPT)/ &&
			($f !~ m{^src/(?:cmd|sweep|provider)/|^src/base/opt} ||
			substr($s, 0, $at) =~ /\bF(?:IELD\w*)?\([^;{}]*\z/);
		next if exists $row{$text} || $text !~ /[A-Za-z]{2}.*[a-z]/s;
		next if $text =~ /^(?:%[-.*0-9]*(?:ll|l|z)?[a-z]|\\n|--[a-z-]+|
			[^A-Za-z])*$/x;
		push @lack, "$f:" . line($s, $at) . ": $text";
	}
}
for my $english (sort keys %row) {
	print "$row{$english}: stands nowhere in the code: $english\n"
		unless $stands{$english};
}
print "$_\n" for $missing ? @lack : ();
PERL
