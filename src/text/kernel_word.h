/*
 * kernel_word: the unit word alone. It is East-Asian characters, and runs of
 * what is neither these nor white space, so that of most characters of two and
 * four bytes only that they are there must be known, and not where they end.
 *
 * Texts are gone through twice while they are near: by `plain`, which says
 * whether they are well-formed, then by windows, where all is told from leads
 * and the bytes that make the few characters odd whose leads say too little.
 * From a window with such a one, and what is ill-formed, `walk` counts.
 *
 * After kernel_walk.h and plain().
 */

/* A window of whole characters. */
struct kernel_word {
	mask east;  /* leads of East-Asian characters */
	mask blank; /* third bytes of U+3000, which are not one */
	mask odd;   /* some byte of each that is none of the above */
};

/* After a lead of two bytes: U+0085 and 00A0 are blanks, U+02EA is East. */
INLINE_WALK mask
word_odd_two(const struct window *w, mask rest)
{
	mask c2 = rest & window_is(w, 0xc2), cb = rest & window_is(w, 0xcb);

	return cb | (c2 << 1 & (window_is(w, 0x85) | window_is(w, 0xa0)));
}

/* U+2000-200A and the like are blanks, 2329 and from 2E80 on is East. */
INLINE_WALK mask
word_odd_e2(const struct window *w, mask e2, mask x80)
{
	mask third = (e2 << 1 & x80) << 1;

	return (e2 << 1 & (window_is(w, 0x81) | window_is(w, 0x8c) |
			   window_in(w, 0xba, 0xbf))) |
	       (third & (window_in(w, 0x80, 0x8a) | window_in(w, 0xa8, 0xa9) |
			 window_is(w, 0xaf)));
}

/* Of four bytes emoji alone are no odd ones: U+1F000-1FFFF but 1F200-1F27F. */
INLINE_WALK mask
word_odd_four(const struct window *w, mask four)
{
	mask x9f = window_is(w, 0x9f), f0 = four & window_is(w, 0xf0);

	return (four & ~f0) | (f0 << 1 & ~x9f) |
	       (f0 << 2 & window_in(w, 0x88, 0x89));
}

/* What is led by neither ASCII nor E3 to E9 nor EF. */
INLINE_WALK void
word_rest(const struct window *w, mask rest, mask x80, struct kernel_word *k)
{
	mask e2 = rest & window_is(w, 0xe2), hangul, four;

	if (e2 != 0)
		k->odd |= word_odd_e2(w, e2, x80);
	rest &= ~e2;
	if (rest == 0)
		return;
	four = rest & window_in(w, 0xf0, 0xff);
	if (four != 0)
		k->odd |= word_odd_four(w, four);
	hangul = rest & window_in(w, 0xea, 0xed);
	if (hangul != 0) {
		k->east |= hangul;
		k->odd |= ((hangul & window_is(w, 0xea)) << 1 &
			   window_in(w, 0x80, 0xaf)) |
			  ((hangul & window_is(w, 0xed)) << 1 &
			   window_in(w, 0x9e, 0xbf));
	}
	k->odd |= (rest & window_is(w, 0xe1)) | word_odd_two(w, rest);
}

/* U+3000-30FF but few; from U+3100 on there are gaps. */
INLINE_WALK void
word_e3(const struct window *w, mask e3, mask x80, struct kernel_word *k)
{
	mask kana = e3 << 1 & ~x80, third = (e3 << 1 & x80) << 1;

	k->blank = third & x80;
	k->odd |= third & window_is(w, 0xbf);
	if (kana == 0)
		return;
	k->odd |= (kana & ~window_in(w, 0x81, 0x83)) |
		  ((kana & window_is(w, 0x81)) << 1 & x80) |
		  ((kana & window_is(w, 0x82)) << 1 & window_in(w, 0x97, 0x98));
}

INLINE_WALK struct kernel_word
word_sort(const struct window *w, mask starts)
{
	mask leads = starts & window_in(w, 0xc0, 0xff);
	mask e3to9 = leads & window_in(w, 0xe3, 0xe9);
	mask ef = leads & window_is(w, 0xef), x80 = window_is(w, 0x80);
	mask bc = ef << 1 & window_is(w, 0xbc), e3;
	struct kernel_word k = { .east = e3to9 | ef };

	/* U+4DC0-4DFF; all of EF but U+FF01-FF7F */
	k.odd = ((e3to9 & window_is(w, 0xe4)) << 1 & window_is(w, 0xb7)) |
		(bc << 1 & x80) | (ef << 1 & ~bc & ~window_is(w, 0xbd));
	e3 = e3to9 & window_is(w, 0xe3);
	if (e3 != 0)
		word_e3(w, e3, x80, &k);
	if (leads != k.east)
		word_rest(w, leads & ~k.east, x80, &k);
	return k;
}

/*
 * A well-formed text, by windows that end with their last whole character. The
 * sum and the state are kept apart, as for all the compiler knows *w and *out
 * may be part of the text.
 */
INLINE_WALK void
word_windows(struct lencount_walk *w, const unsigned char *s, size_t n,
	     struct lencount *out)
{
	mask before = w->run;
	uint64_t sum = 0;

	for (size_t done; n > 0; s += done, n -= done) {
		struct hash_run none = { 0 };
		struct window win = window_load(s, n < 64 ? n : 64);
		mask starts = ~window_in(&win, 0x80, 0xbf), space, run;
		struct kernel_word k;

		done = n < 64 ? n : 63 - (size_t)__builtin_clzll(starts);
		k = word_sort(&win, starts & below(done));
		if (k.odd != 0) {
			w->run = before != 0;
			walk(w, s, done, out, &none);
			before = w->run;
			continue;
		}
		space = window_is(&win, ' ') | window_in(&win, '\t', '\r');
		run = ~(space | three(k.east)) & below(done);
		sum += ones_of(k.east) + ones_of(run & ~(run << 1 | before));
		if (k.blank != 0)
			sum -= ones_of(k.blank);
		before = run >> (done - 1) & 1;
	}
	w->run = before != 0;
	out->n[LENCOUNT_WORD] += sum;
}

typedef bool word_short_cut(struct lencount_walk *w, const unsigned char *s,
			    size_t n, struct lencount *out);

/*
 * Any text; `whole`, where there is one, counts a well-formed one unless
 * something in it is odd.
 */
INLINE_WALK void
word_ranges(struct lencount_walk *w, const unsigned char *s, size_t n,
	    struct lencount *out, word_short_cut *whole)
{
	enum { RANGE = 4096 };

	for (size_t cut; n > 0; s += cut, n -= cut) {
		struct kernel_tally unused = { 0 };
		struct hash_run none = { 0 };

		cut = utf8_cut(s, n, RANGE);
		if (!plain(s, cut, &unused))
			walk(w, s, cut, out, &none);
		else if (whole == NULL || !whole(w, s, cut, out))
			word_windows(w, s, cut, out);
	}
}
