/*
 * kernel_walk: all units, by windows of plain characters as kernel_sort has
 * them, where every unit is arithmetic on masks. From any other character on,
 * and from what is ill-formed, the reference walks some bytes.
 *
 * The file that includes this defines what kernel_sort.h says.
 */
#include "base/utf8.h"
#include "text/kernel_sort.h"
#include "text/walk.h"

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
match_letters(struct lencount_walk *w, const struct kernel_sorted *k,
	      mask edges)
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
match_latin(struct lencount_walk *w, const struct kernel_sorted *k, mask edges)
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

/* What the last character, of n bytes at most, leaves before the next. */
INLINE_WALK unsigned char
leaves_last(const unsigned char *p, size_t n)
{
	uint32_t c;

	if (*p == '\r')
		return WALK_CR;
	if (*p < 0x20 || *p == 0x7f)
		return WALK_CONTROL;
	if (*p < 0xea || *p > 0xed)
		return WALK_OTHER;
	/* Hangul: every 28th syllable is without a final consonant. */
	utf8_step(p, n, &c);
	return (c - 0xac00) % 28 == 0 ? WALK_V : WALK_T;
}

/* What the units of plain characters are made of. */
struct kernel_sums {
	uint64_t bytes, starts, blanks, spaces, crlfs;
	uint64_t east, runs, words, han, latin, letters;
};

INLINE_WALK void
add_clusters(struct lencount_walk *w, const struct kernel_sorted *k,
	     const unsigned char *p, struct kernel_sums *sum)
{
	mask space = k->space & k->starts;
	mask crlf = k->lf & (k->cr << 1 | (w->cluster == WALK_CR));
	size_t last = 63 - (size_t)__builtin_clzll(k->starts);

	sum->starts += ones_of(k->starts);
	sum->crlfs += ones_of(crlf & k->valid);
	sum->spaces += ones_of(space);
	w->seen = !(space >> last & 1);
	w->cluster = leaves_last(p + last, k->n - last);
}

INLINE_WALK void
add_patterns(struct lencount_walk *w, const struct kernel_sorted *k,
	     struct kernel_sums *sum)
{
	mask edges = k->word ^ (k->word << 1 | w->word);
	mask east = k->east & ~k->space;
	mask run = k->valid & ~(east | k->space);

	sum->bytes += k->n;
	sum->blanks += ones_of(k->blank & k->valid);
	sum->east += ones_of(east & k->starts);
	sum->runs += ones_of(run & ~(run << 1 | w->run));
	sum->words += ones_of(k->word & edges);
	sum->han += ones_of(k->han);
	if ((k->latin | w->latin) != 0)
		sum->latin += match_latin(w, k, edges);
	if ((k->letter | w->letters) != 0)
		sum->letters += match_letters(w, k, edges);
	w->word = k->word >> (k->n - 1) & 1;
	w->run = run >> (k->n - 1) & 1;
}

INLINE_WALK void
add_sorted(struct lencount_walk *w, const struct kernel_sorted *k,
	   const unsigned char *p, struct kernel_sums *sum, bool patterns)
{
	add_clusters(w, k, p, sum);
	if (patterns)
		add_patterns(w, k, sum);
}

/* Plain characters are one UTF-16 unit each; nobody asks for missing sums. */
INLINE_WALK void
add_sums(const struct kernel_sums *sum, struct lencount *out)
{
	uint64_t *n = out->n, visible = sum->starts - sum->blanks;

	n[LENCOUNT_EXCEL] += visible;
	n[LENCOUNT_EXCEL2] += visible;
	n[LENCOUNT_NOSPACE] += sum->starts - sum->spaces;
	n[LENCOUNT_WORD] += sum->east + sum->runs;
	n[LENCOUNT_HAN] += sum->han;
	n[LENCOUNT_GRAPHEME] += sum->starts - sum->crlfs;
	n[LENCOUNT_CODEPOINT] += sum->starts;
	n[LENCOUNT_UTF16] += sum->starts;
	n[LENCOUNT_BYTE] += sum->bytes;
	n[LENCOUNT_WORDS] += sum->words;
	n[LENCOUNT_LIFEBENCH] += sum->han + sum->latin;
	n[LENCOUNT_LONGWRITER] += sum->han + sum->letters;
}

enum {
	ODD_BYTES = 4,   /* of the odd character, and what follows */
	WORTHWHILE = 16, /* plain bytes before it */
};

/* Whether a plain character may go with what is before it. */
INLINE_WALK bool
may_join(const struct lencount_walk *w)
{
	return w->cluster == WALK_PREPEND || w->cluster == WALK_L;
}

/*
 * One window: its plain characters, and from one that is not plain a few
 * bytes by the reference. A text full of others should not pay for windows
 * that find few: the second such in a row is walked whole. Returns the bytes
 * done.
 */
INLINE_WALK size_t
walk_window(struct lencount_walk *w, const unsigned char *s, size_t n,
	    struct kernel_sums *sum, struct lencount *out, bool patterns,
	    bool *crowded)
{
	size_t have = n < 64 ? n : 64, plain = 0;
	struct window win = window_load(s, have);
	struct kernel_sorted k;

	sort(&win, have, &k, patterns);
	if (k.odd == 0 && k.n > 0 && !may_join(w)) {
		add_sorted(w, &k, s, sum, patterns);
		*crowded = false;
		return k.n;
	}
	if (!may_join(w)) {
		mask upto = (k.odd & -k.odd) * 2 - 1;

		plain = 63 - (size_t)__builtin_clzll((k.starts & upto) | 1);
	}
	if (plain < WORTHWHILE && *crowded) {
		have = utf8_cut(s, n, have);
		walk_add(w, s, have, out);
		return have;
	}
	*crowded = plain < WORTHWHILE;
	if (plain > 0) {
		sort(&win, plain, &k, patterns);
		add_sorted(w, &k, s, sum, patterns);
	}
	have = utf8_cut(s, n, plain + ODD_BYTES);
	walk_add(w, s + plain, have - plain, out);
	return have;
}

INLINE_WALK void
walk_windows(struct lencount_walk *w, const unsigned char *s, size_t n,
	     struct lencount *out, bool patterns, struct hash_run *hash)
{
	struct lencount_walk now = *w;
	struct kernel_sums sum = { 0 };
	bool crowded = false;

	while (n > 0) {
		size_t done =
		    walk_window(&now, s, n, &sum, out, patterns, &crowded);

		if (patterns)
			hash_some(hash);
		s += done;
		n -= done;
	}
	add_sums(&sum, out);
	*w = now;
}

static void
walk(struct lencount_walk *w, const unsigned char *s, size_t n,
     struct lencount *out, struct hash_run *hash)
{
	walk_windows(w, s, n, out, true, hash);
}

static void
clusters(struct lencount_walk *w, const unsigned char *s, size_t n,
	 struct lencount *out)
{
	walk_windows(w, s, n, out, false, NULL);
}
