/*
 * kernel_walk: the units that depend on neighbours, and han, by windows of 64
 *bytes.
 *
 * A set of bytes of a window is a 64-bit mask. Most windows of prose hold
 * plain characters only: ASCII, U+4E00-9FFF, Chinese punctuation, full-width
 * punctuation, dashes, quotation marks, Latin letters with accents, Cyrillic.
 * Each of these is a cluster of its own (but for CR LF), and what it is to the
 * patterns follows from its bytes; then every unit is arithmetic on masks.
 * From any other character on, the reference walks some bytes.
 *
 * The file that includes this defines
 *
 *	struct window
 *	window_load(p, have)      have <= 64 bytes, then zeros
 *	window_is(&w, byte)       the mask of that byte
 *	window_in(&w, from, to)   the mask of the bytes from..to
 */
#include "text/utf8.h"
#include "text/walk.h"

#define INLINE_WALK static inline __attribute__((always_inline))

typedef uint64_t mask;

/* A window of whole plain characters, sorted. */
struct sorted {
	mask valid;               /* the bytes in use: the first n */
	mask starts;              /* first bytes of characters */
	mask word;                /* all bytes of \w characters */
	mask east;                /* all bytes of East-Asian characters */
	mask space;               /* all bytes of White_Space */
	mask han;                 /* first bytes of U+4E00-9FFF */
	mask letter, latin, mark; /* [a-zA-Z], [a-zA-Z0-9'-], ['-] */
	mask cr, lf;
	mask odd; /* some byte of each character that is not plain */
	size_t n; /* bytes in use */
};

INLINE_WALK uint64_t
ones_of(mask m)
{
	return (uint64_t)__builtin_popcountll(m);
}

INLINE_WALK mask
below(size_t n)
{
	return n >= 64 ? ~(mask)0 : ((mask)1 << n) - 1;
}

/* All three bytes, or both, of the characters that begin here. */
INLINE_WALK mask
three(mask starts)
{
	return starts | starts << 1 | starts << 2;
}

INLINE_WALK mask
two(mask starts)
{
	return starts | starts << 1;
}

INLINE_WALK void
sort_ascii(const struct window *w, struct sorted *k, bool patterns)
{
	mask digit;

	k->cr = window_is(w, '\r');
	k->lf = window_is(w, '\n');
	k->space |= window_in(w, '\t', '\r') | window_is(w, ' ');
	if (!patterns)
		return;
	digit = window_in(w, '0', '9') & k->valid;

	k->letter =
	    (window_in(w, 'A', 'Z') | window_in(w, 'a', 'z')) & k->valid;
	k->mark = (window_is(w, '\'') | window_is(w, '-')) & k->valid;
	k->latin = k->letter | digit | k->mark;
	k->word |= k->letter | digit | (window_is(w, '_') & k->valid);
}

/* U+3000-301F but 3005-3007: punctuation, and one space. */
INLINE_WALK mask
sort_e3(const struct window *w, struct sorted *k, mask e3)
{
	mask x80 = window_is(w, 0x80), third = e3 << 2;

	k->space = three((third & x80) >> 2);
	return (e3 << 1 & ~x80) | (third & ~window_in(w, 0x80, 0x9f)) |
	       (third & window_in(w, 0x85, 0x87));
}

/* U+FF01-FF0F, FF1A-FF20, FF5B-FF60: full-width punctuation. */
INLINE_WALK mask
sort_ef(const struct window *w, mask ef)
{
	mask bc = ef << 1 & window_is(w, 0xbc);
	mask bd = ef << 1 & window_is(w, 0xbd);
	mask bc_third = window_in(w, 0x81, 0x8f) | window_in(w, 0x9a, 0xa0);

	return (ef << 1 & ~(bc | bd)) | (bc << 1 & ~bc_third) |
	       (bd << 1 & ~window_in(w, 0x9b, 0xa0));
}

/* U+2010-2027: dashes, quotation marks, dots. */
INLINE_WALK mask
sort_e2(const struct window *w, mask e2)
{
	return (e2 << 1 & ~window_is(w, 0x80)) |
	       (e2 << 2 & ~window_in(w, 0x90, 0xa7));
}

/* U+00B7, U+00C0-02BF, U+0400-047F. */
INLINE_WALK mask
sort_two(const struct window *w, struct sorted *k, mask starts)
{
	mask c2 = window_is(w, 0xc2), b7 = window_is(w, 0xb7);
	mask letters = window_in(w, 0xc3, 0xca) | window_in(w, 0xd0, 0xd1);
	mask signs = window_is(w, 0xc3) << 1 & (window_is(w, 0x97) | b7);

	letters &= starts;
	k->word |= two(letters) & ~two(signs >> 1);
	return (c2 << 1 & ~b7) | (starts & ~(c2 | letters));
}

/*
 * Sort a window of `have` bytes: all of it when that is less than 64, and
 * else up to its last character, which may reach beyond. Without `patterns`
 * only what clusters need.
 */
INLINE_WALK void
sort(const struct window *w, size_t have, struct sorted *k, bool patterns)
{
	mask starts = ~window_in(w, 0x80, 0xbf) & below(have);
	mask ascii = window_in(w, 0, 0x7f), e3, ef, rest, odd;
	size_t n = have < 64 ? have : 63 - (size_t)__builtin_clzll(starts);

	*k = (struct sorted){ .n = n, .valid = below(n) };
	k->starts = starts & k->valid;
	k->han = window_in(w, 0xe4, 0xe9) & k->valid;
	k->word = three(k->han);
	e3 = window_is(w, 0xe3) & k->valid;
	ef = window_is(w, 0xef) & k->valid;
	k->east = three(k->han | e3 | ef);
	rest = k->starts & ~(ascii | k->han | e3 | ef);
	odd = (window_is(w, 0xe4) & k->han) << 1 & ~window_in(w, 0xb8, 0xbf);
	if (e3 != 0)
		odd |= sort_e3(w, k, e3);
	if (ef != 0)
		odd |= sort_ef(w, ef);
	if (rest != 0) {
		mask e2 = window_is(w, 0xe2) & rest;

		odd |= sort_e2(w, e2);
		if (rest != e2)
			odd |= sort_two(w, k, rest & ~e2);
	}
	if ((ascii & k->valid) != 0)
		sort_ascii(w, k, patterns);
	k->odd = odd & k->valid;
}

/* The bits from the start of the run of ones that holds bit `at`. */
INLINE_WALK size_t
run_start(mask m, size_t at)
{
	mask gaps = ~m & below(at);

	return gaps == 0 ? 0 : 64 - (size_t)__builtin_clzll(gaps);
}

INLINE_WALK size_t
run_end(mask m, size_t at)
{
	mask gaps = ~m & ~below(at);

	return gaps == 0 ? 64 : (size_t)__builtin_ctzll(gaps);
}

/*
 * Runs of [a-zA-Z]: matched when there is a boundary at their start, which
 * the addition carries to the place after their end, and one there.
 */
INLINE_WALK uint64_t
match_letters(struct lencount_walk *w, const struct sorted *k, mask edges)
{
	mask runs = k->letter, last = k->valid & ~(k->valid >> 1);
	mask starts = runs & ~(runs << 1), open = starts & edges;
	uint64_t n = 0;

	if (w->letters) {
		if ((runs & 1) == 0)
			n += w->open && (edges & 1) != 0;
		else
			open = (open & ~(mask)1) | w->open;
	}
	n += ones_of((runs + open) & ~runs & edges & k->valid);
	w->letters = (runs & last) != 0;
	w->open = 0;
	if (w->letters) {
		size_t at = 63 - (size_t)__builtin_clzll(last);

		w->open = open >> run_start(runs, at) & 1;
	}
	return n;
}

/*
 * Runs of [a-zA-Z0-9'-] are matched when two boundaries lie in them or at
 * their ends: for one of letters and digits as above, for one with a mark,
 * or that reaches across a side of the window, by counting.
 */
INLINE_WALK uint64_t
match_latin(struct lencount_walk *w, const struct sorted *k, mask edges)
{
	mask runs = k->latin, apart = k->mark;
	mask last = k->valid & ~(k->valid >> 1);

	uint64_t n = 0;

	if (w->latin) {
		if ((runs & 1) == 0)
			n += w->edges + (edges & 1) >= 2;
		else
			apart |= 1;
	}
	apart |= runs & last;
	w->latin = 0;
	while (apart != 0) {
		size_t at = (size_t)__builtin_ctzll(apart);
		size_t from = run_start(runs, at), to = run_end(runs, at);
		uint64_t seen =
		    ones_of(edges & below(to + 1) & ~below(from) & k->valid);

		if (from == 0)
			seen += w->edges;
		if (to < k->n) {
			n += seen >= 2;
		} else {
			w->latin = 1;
			w->edges = seen > 2 ? 2 : (unsigned char)seen;
		}
		runs &= ~(below(to) & ~below(from));
		apart &= runs;
	}
	if (!w->latin)
		w->edges = 0;
	return n + ones_of((runs + (runs & ~(runs << 1) & edges)) & ~runs &
			   edges & k->valid);
}

INLINE_WALK void
add_clusters(struct lencount_walk *w, const struct sorted *k,
	     const unsigned char *p, uint64_t *units)
{
	mask space = k->space & k->starts;
	mask crlf = k->lf & (k->cr << 1 | (w->cluster == WALK_CR));
	uint64_t starts = ones_of(k->starts);
	size_t last = 63 - (size_t)__builtin_clzll(k->starts);

	units[LENCOUNT_GRAPHEME] += starts - ones_of(crlf & k->valid);
	units[LENCOUNT_NOSPACE] += starts - ones_of(space);
	w->seen = !(space >> last & 1);
	w->cluster = p[last] == '\r'                     ? WALK_CR
		     : p[last] < 0x20 || p[last] == 0x7f ? WALK_CONTROL
							 : WALK_OTHER;
}

INLINE_WALK void
add_patterns(struct lencount_walk *w, const struct sorted *k, uint64_t *units)
{
	mask edges = k->word ^ (k->word << 1 | w->word);
	mask east = k->east & ~k->space;
	mask run = k->valid & ~(east | k->space);
	uint64_t han = ones_of(k->han);

	units[LENCOUNT_WORD] +=
	    ones_of(east & k->starts) + ones_of(run & ~(run << 1 | w->run));
	units[LENCOUNT_WORDS] += ones_of(k->word & edges);
	units[LENCOUNT_HAN] += han;
	units[LENCOUNT_LIFEBENCH] += han;
	units[LENCOUNT_LONGWRITER] += han;
	if ((k->latin | w->latin) != 0)
		units[LENCOUNT_LIFEBENCH] += match_latin(w, k, edges);
	if ((k->letter | w->letters) != 0)
		units[LENCOUNT_LONGWRITER] += match_letters(w, k, edges);
	w->word = k->word >> (k->n - 1) & 1;
	w->run = run >> (k->n - 1) & 1;
}

INLINE_WALK void
add_sorted(struct lencount_walk *w, const struct sorted *k,
	   const unsigned char *p, struct lencount *out, bool patterns)
{
	add_clusters(w, k, p, out->n);
	if (patterns)
		add_patterns(w, k, out->n);
}

enum {
	ODD_BYTES = 4,   /* of the odd character, and what follows */
	WORTHWHILE = 16, /* plain bytes before it */
};

/*
 * One window: its plain characters, and from one that is not plain a few
 * bytes by the reference. A text full of others should not pay for windows
 * that find few: the second such in a row is walked whole. Returns the bytes
 * done.
 */
INLINE_WALK size_t
walk_window(struct lencount_walk *w, const unsigned char *s, size_t n,
	    struct lencount *out, bool patterns, bool *crowded)
{
	size_t have = n < 64 ? n : 64, plain = 0;
	struct window win = window_load(s, have);
	struct sorted k;

	sort(&win, have, &k, patterns);
	if (k.odd == 0 && w->cluster != WALK_PREPEND) {
		add_sorted(w, &k, s, out, patterns);
		*crowded = false;
		return k.n;
	}
	if (w->cluster != WALK_PREPEND) {
		mask upto = (k.odd & -k.odd) * 2 - 1;

		plain = 63 - (size_t)__builtin_clzll(k.starts & upto);
	}
	if (plain < WORTHWHILE && *crowded) {
		walk_context(w, s, k.n, out);
		return k.n;
	}
	*crowded = plain < WORTHWHILE;
	if (plain > 0) {
		sort(&win, plain, &k, patterns);
		add_sorted(w, &k, s, out, patterns);
	}
	have = utf8_cut(s, n, plain + ODD_BYTES);
	walk_context(w, s + plain, have - plain, out);
	return have;
}

INLINE_WALK void
walk_windows(struct lencount_walk *w, const unsigned char *s, size_t n,
	     struct lencount *out, bool patterns)
{
	struct lencount_walk now = *w;
	bool crowded = false;

	while (n > 0) {
		size_t done = walk_window(&now, s, n, out, patterns, &crowded);

		s += done;
		n -= done;
	}
	*w = now;
}

static void
walk(struct lencount_walk *w, const unsigned char *s, size_t n,
     struct lencount *out)
{
	walk_windows(w, s, n, out, true);
}

static void
clusters(struct lencount_walk *w, const unsigned char *s, size_t n,
	 struct lencount *out)
{
	walk_windows(w, s, n, out, false);
}
