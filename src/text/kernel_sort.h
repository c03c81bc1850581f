/*
 * kernel_sort: the bytes of a window of 64, by what their characters are.
 *
 * A set of bytes of a window is a 64-bit mask. Most windows of prose hold
 * plain characters only: ASCII, U+4E00-9FFF, Chinese punctuation, full-width
 * punctuation, dashes, quotation marks, Latin letters with accents, Cyrillic,
 * kana, Hangul syllables. Each of these is a cluster of its own (but for
 * CR LF), and what it is to the patterns follows from its bytes.
 *
 * The file that includes this defines
 *
 *	struct window
 *	window_load(p, have)      have <= 64 bytes, then zeros
 *	window_is(&w, byte)       the mask of that byte
 *	window_in(&w, from, to)   the mask of the bytes from..to
 */
#include <stdint.h>

#define INLINE_WALK static inline __attribute__((always_inline))

typedef uint64_t mask;

/* A window of whole plain characters, sorted. */
struct kernel_sorted {
	mask valid;               /* the bytes in use: the first n */
	mask starts;              /* first bytes of characters */
	mask word;                /* all bytes of \w characters */
	mask east;                /* all bytes of East-Asian characters */
	mask space;               /* all bytes of White_Space */
	mask han;                 /* first bytes of U+4E00-9FFF */
	mask letter, latin, mark; /* [a-zA-Z], [a-zA-Z0-9'-], ['-] */
	mask cr, lf, blank;       /* blank: these two and U+0020 */
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
sort_letters(const struct window *w, struct kernel_sorted *k)
{
	mask digit = window_in(w, '0', '9') & k->valid;

	k->letter =
	    (window_in(w, 'A', 'Z') | window_in(w, 'a', 'z')) & k->valid;
	k->mark = (window_is(w, '\'') | window_is(w, '-')) & k->valid;
	k->latin = k->letter | digit | k->mark;
	k->word |= k->letter | digit | (window_is(w, '_') & k->valid);
}

/* In Chinese prose ASCII is line breaks. */
INLINE_WALK void
sort_ascii(const struct window *w, struct kernel_sorted *k, mask ascii,
	   bool patterns)
{
	k->cr = window_is(w, '\r');
	k->lf = window_is(w, '\n');
	k->blank = k->cr | k->lf | window_is(w, ' ');
	k->space |= k->blank;
	if ((ascii & ~k->blank) == 0)
		return;
	k->space |= window_in(w, '\t', '\r');
	if (patterns)
		sort_letters(w, k);
}

/* U+3041-3096, 309D-309F, 30A1-30FA, 30FC-30FF; by second bytes. */
INLINE_WALK mask
sort_kana(const struct window *w, struct kernel_sorted *k, mask kana)
{
	mask x81 = kana & window_is(w, 0x81), x82 = kana & window_is(w, 0x82);
	mask x83 = kana & window_is(w, 0x83);

	k->word |= three((x81 | x82 | x83) >> 1);
	return (kana & ~(x81 | x82 | x83)) | (x81 << 1 & window_is(w, 0x80)) |
	       (x82 << 1 & (window_in(w, 0x97, 0x9c) | window_is(w, 0xa0))) |
	       (x83 << 1 & window_is(w, 0xbb));
}

/* U+3000-301F but 3005-3007: punctuation, and one space. Kana are apart. */
INLINE_WALK mask
sort_e3(const struct window *w, struct kernel_sorted *k, mask e3)
{
	mask x80 = window_is(w, 0x80), third = (e3 << 1 & x80) << 1;
	mask kana = e3 << 1 & ~x80;
	mask odd = (third & ~window_in(w, 0x80, 0x9f)) |
		   (third & window_in(w, 0x85, 0x87));

	k->space = three((third & x80) >> 2);
	return kana == 0 ? odd : odd | sort_kana(w, k, kana);
}

/* U+FF01-FF0F, FF1A-FF20, FF5B-FF60: full-width punctuation. */
INLINE_WALK mask
sort_ef(const struct window *w, mask ef)
{
	mask bc = ef << 1 & window_is(w, 0xbc), bd = ef << 1 & ~bc;
	mask third = window_in(w, 0x81, 0x8f) | window_in(w, 0x9a, 0xa0);
	mask odd = bc << 1 & ~third;

	if (bd != 0)
		odd |= (bd & ~window_is(w, 0xbd)) |
		       (bd << 1 & ~window_in(w, 0x9b, 0xa0));
	return odd;
}

/* U+2010-2027: dashes, quotation marks, dots. */
INLINE_WALK mask
sort_e2(const struct window *w, mask e2)
{
	return (e2 << 1 & ~window_is(w, 0x80)) |
	       (e2 << 2 & ~window_in(w, 0x90, 0xa7));
}

/* U+00B7, U+00C0-02BF, U+0400-047F; `starts` are of no other. */
INLINE_WALK mask
sort_two(const struct window *w, struct kernel_sorted *k, mask starts)
{
	mask c2 = window_is(w, 0xc2), b7 = window_is(w, 0xb7);
	mask letters = window_in(w, 0xc3, 0xca) | window_in(w, 0xd0, 0xd1);
	mask signs = window_is(w, 0xc3) << 1 & (window_is(w, 0x97) | b7);

	letters &= starts;
	k->word |= two(letters) & ~two(signs >> 1);
	return (c2 << 1 & ~b7) | (starts & ~(c2 | letters));
}

/* U+AC00-D77F: Hangul syllables but the last few. */
INLINE_WALK mask
sort_hangul(const struct window *w, struct kernel_sorted *k, mask hangul)
{
	k->word |= three(hangul);
	k->east |= three(hangul);
	return (window_is(w, 0xea) << 1 & window_in(w, 0x80, 0xaf)) |
	       (window_is(w, 0xed) << 1 & window_in(w, 0x9e, 0xbf));
}

/* What is led by neither ASCII nor E3 to E9 nor EF. */
INLINE_WALK mask
sort_rest(const struct window *w, struct kernel_sorted *k, mask rest)
{
	mask e2 = window_is(w, 0xe2) & rest, hangul;
	mask odd = sort_e2(w, e2);

	rest &= ~e2;
	if (rest == 0)
		return odd;
	hangul = window_in(w, 0xea, 0xed) & rest;
	if (hangul != 0)
		odd |= sort_hangul(w, k, hangul);
	if (rest != hangul)
		odd |= sort_two(w, k, rest & ~hangul);
	return odd;
}

/*
 * Where characters have fewer or more continuation bytes than their leads ask
 * for, some byte of each: lead2 are those of two bytes or more, lead3 of three.
 * All else that can be ill-formed is not plain.
 */
INLINE_WALK mask
ill_formed(const struct kernel_sorted *k, mask lead2, mask lead3)
{
	mask follow = k->valid & ~k->starts;

	return ((lead2 << 1 | lead3 << 2) ^ follow) >> 1 | (follow & 1);
}

/*
 * Sort a window of `have` bytes: all of it when that is less than 64, and
 * else up to its last character, which may reach beyond; none of it when
 * that is the first. Without `patterns` only what clusters need.
 */
INLINE_WALK void
sort(const struct window *w, size_t have, struct kernel_sorted *k,
     bool patterns)
{
	mask starts = ~window_in(w, 0x80, 0xbf) & below(have);
	mask ascii = window_in(w, 0, 0x7f), e3, ef, lead3, rest, odd;
	size_t n = have < 64 ? have : 63 - (size_t)__builtin_clzll(starts | 1);

	*k = (struct kernel_sorted){ .n = n, .valid = below(n) };
	k->starts = starts & k->valid;
	k->han = window_in(w, 0xe4, 0xe9) & k->valid;
	k->word = three(k->han);
	e3 = window_is(w, 0xe3) & k->valid;
	ef = window_is(w, 0xef) & k->valid;
	lead3 = k->han | e3 | ef;
	k->east = three(lead3);
	rest = k->starts & ~(ascii | lead3);
	odd = (window_is(w, 0xe4) & k->han) << 1 & ~window_in(w, 0xb8, 0xbf);
	if (e3 != 0)
		odd |= sort_e3(w, k, e3);
	if (ef != 0)
		odd |= sort_ef(w, ef);
	if (rest != 0) {
		odd |= sort_rest(w, k, rest);
		lead3 |= rest & window_in(w, 0xe0, 0xff);
	}
	ascii &= k->valid;
	if (ascii != 0)
		sort_ascii(w, k, ascii, patterns);
	odd |= ill_formed(k, k->starts & ~ascii, lead3);
	k->odd = odd & k->valid;
}
