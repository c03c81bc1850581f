/*
 * The public counting functions: names, whole texts, pieces.
 *
 * Plain units are counted range by range, each cut where no character is cut.
 * A range the kernel finds ill-formed is halved until what is left is small,
 * and that is walked by the reference: bad bytes cost little, wherever they
 * are, and are counted in one place.
 */
#include "text/lencount.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "text/kernel.h"
#include "text/lencount_hash.h"
#include "text/walk.h"

enum {
	RANGE = 256 * 1024,
	SMALL = 256, /* ill-formed: not worth halving */
};

/* How much work a unit needs. */
enum need { NEED_PLAIN, NEED_HAN, NEED_CLUSTERS, NEED_WORD, NEED_WALK };

static const struct {
	const char *name, *about;
	enum need need;
	enum lencount_of of;
} units[LENCOUNT_UNITS + 1] = {
	[LENCOUNT_EXCEL] = { "excel",
			     "UTF-16 code units without spaces and "
			     "line breaks, as Excel's LEN",
			     NEED_PLAIN, LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_EXCEL2] = { "excel2",
			      "code points without spaces and line "
			      "breaks, as Excel's newer LEN",
			      NEED_PLAIN, LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_NOSPACE] = { "nospace",
			       "grapheme clusters without white space",
			       NEED_CLUSTERS, LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_WORD] = { "word",
			    "East-Asian characters and runs of "
			    "others, as Word's word count",
			    NEED_WORD, LENCOUNT_OF_BOTH },
	[LENCOUNT_HAN] = { "han", "code points of the script Han", NEED_HAN,
			   LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_GRAPHEME] = { "grapheme", "grapheme clusters (UAX #29)",
				NEED_CLUSTERS, LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_CODEPOINT] = { "codepoint", "Unicode code points", NEED_PLAIN,
				 LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_UTF16] = { "utf16", "UTF-16 code units", NEED_PLAIN,
			     LENCOUNT_OF_CHARACTERS },
	[LENCOUNT_BYTE] = { "byte", "bytes of UTF-8", NEED_PLAIN,
			    LENCOUNT_OF_BYTES },
	[LENCOUNT_WORDS] = { "words", "runs of \\w, as IFEval", NEED_WALK,
			     LENCOUNT_OF_WORDS },
	[LENCOUNT_LIFEBENCH] = { "lifebench",
				 "Han ideographs and Latin words, as "
				 "LIFEBench",
				 NEED_WALK, LENCOUNT_OF_BOTH },
	[LENCOUNT_LONGWRITER] = { "longwriter",
				  "Han ideographs and Latin words, as "
				  "LongWriter",
				  NEED_WALK, LENCOUNT_OF_BOTH },
	[LENCOUNT_UNITS] = { "", "every unit at once", NEED_WALK,
			     LENCOUNT_OF_CHARACTERS },
};

const char *
lencount_name(enum lencount_unit unit)
{
	return units[unit].name;
}

const char *
lencount_about(enum lencount_unit unit)
{
	return units[unit].about;
}

enum lencount_of
lencount_of(enum lencount_unit unit)
{
	return units[unit].of;
}

int
lencount_find(const char *name, enum lencount_unit *unit)
{
	for (int u = 0; u < LENCOUNT_UNITS; u++) {
		if (strcmp(units[u].name, name) == 0) {
			*unit = (enum lencount_unit)u;
			return 0;
		}
	}
	return -1;
}

/* A plain unit of what was tallied. */
static uint64_t
plain_unit(enum lencount_unit unit, const struct kernel_tally *t, size_t bytes)
{
	switch (unit) {
	case LENCOUNT_EXCEL:
		return t->starts + t->astral - t->left_out;
	case LENCOUNT_EXCEL2:
		return t->starts - t->left_out;
	case LENCOUNT_CODEPOINT:
		return t->starts;
	case LENCOUNT_UTF16:
		return t->starts + t->astral;
	case LENCOUNT_BYTE:
		return bytes;
	case LENCOUNT_HAN:
		return t->han;
	default:
		return 0;
	}
}

/* One well-formed range; false when it is not one. */
static bool
add_good(struct lencount_stream *st, const struct kernel *k,
	 const unsigned char *s, size_t n)
{
	bool han = units[st->unit].need == NEED_HAN;
	struct kernel_tally t = { 0 };

	if (!(han ? k->han : k->plain)(s, n, &t))
		return false;
	st->sum.n[st->unit] += plain_unit(st->unit, &t, n);
	return true;
}

static void
add_range(struct lencount_stream *st, const struct kernel *k,
	  const unsigned char *s, size_t n)
{
	size_t half;

	if (add_good(st, k, s, n))
		return;
	if (n <= SMALL) {
		walk_add(&st->walk, s, n, &st->sum);
		return;
	}
	half = utf8_cut(s, n, n / 2);
	add_range(st, k, s, half);
	add_range(st, k, s + half, n - half);
}

static void
add_ranges(struct lencount_stream *st, const struct kernel *k,
	   const unsigned char *s, size_t n)
{
	while (n > 0) {
		size_t cut = utf8_cut(s, n, RANGE);

		add_range(st, k, s, cut);
		s += cut;
		n -= cut;
	}
}

static void
add_whole(struct lencount_stream *st, const unsigned char *s, size_t n)
{
	const struct kernel *k = kernel_get();
	struct hash_run none = { 0 };

	switch (units[st->unit].need) {
	case NEED_PLAIN:
	case NEED_HAN:
		add_ranges(st, k, s, n);
		break;
	case NEED_CLUSTERS:
		k->clusters(&st->walk, s, n, &st->sum);
		break;
	case NEED_WORD:
		k->word(&st->walk, s, n, &st->sum);
		break;
	case NEED_WALK:
		k->walk(&st->walk, s, n, &st->sum, &none);
		break;
	}
}

/*
 * Bytes held back from the piece before, with the first of this one: walk
 * them until what was held back is used up. Returns how many bytes of s
 * that took.
 */
static size_t
add_tail(struct lencount_stream *st, const unsigned char *s, size_t n)
{
	unsigned char *tail = st->tail;
	size_t held = st->tail_len, have = held, used = 0, taken;

	while (have < sizeof(st->tail) && have - held < n) {
		tail[have] = s[have - held];
		have++;
	}
	if (have < sizeof(st->tail) && utf8_pending(tail, have) == have) {
		st->tail_len = (unsigned)have;
		return have - held;
	}
	while (used < held) {
		uint32_t c;

		used += utf8_step(tail + used, have - used, &c);
	}
	walk_add(&st->walk, tail, used, &st->sum);
	taken = used - held;
	st->tail_len = 0;
	return taken;
}

void
lencount_begin(struct lencount_stream *st, enum lencount_unit unit)
{
	memset(st, 0, sizeof(*st));
	st->unit = unit;
}

void
lencount_add(struct lencount_stream *st, const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t pending;

	if (st->tail_len > 0) {
		size_t taken = add_tail(st, p, len);

		p += taken;
		len -= taken;
	}
	if (len == 0)
		return;
	pending = utf8_pending(p, len);
	add_whole(st, p, len - pending);
	memcpy(st->tail, p + len - pending, pending);
	st->tail_len = (unsigned)pending;
}

void
lencount_end(struct lencount_stream *st, struct lencount *out)
{
	walk_add(&st->walk, st->tail, st->tail_len, &st->sum);
	st->tail_len = 0;
	walk_end(&st->walk, &st->sum);
	*out = st->sum;
	if (st->unit < LENCOUNT_UNITS) {
		memset(out->n, 0, sizeof(out->n));
		out->n[st->unit] = st->sum.n[st->unit];
	}
}

void
lencount_all_hash(const char *s, size_t len, struct lencount *out,
		  struct hash_run *hash)
{
	static const struct lencount none;
	struct lencount_walk w = { 0 };

	/* Copied: compilers clear so much with an instruction that is slow. */
	*out = none;
	kernel_get()->walk(&w, (const unsigned char *)s, len, out, hash);
	walk_end(&w, out);
}

void
lencount_all(const char *s, size_t len, struct lencount *out)
{
	struct hash_run none = { 0 };

	lencount_all_hash(s, len, out, &none);
}

/* A text that is long, ill-formed or counted in a unit of neighbours. */
static __attribute__((noinline)) uint64_t
one_by_stream(enum lencount_unit unit, const unsigned char *s, size_t n,
	      uint64_t *ill_formed)
{
	struct lencount_stream st;

	lencount_begin(&st, unit);
	add_whole(&st, s, n);
	walk_end(&st.walk, &st.sum);
	*ill_formed = st.sum.ill_formed;
	return st.sum.n[unit];
}

uint64_t
lencount_one(enum lencount_unit unit, const char *s, size_t len,
	     uint64_t *ill_formed)
{
	enum need need = units[unit].need;
	const struct kernel *k = kernel_get();
	const unsigned char *p = (const unsigned char *)s;
	struct kernel_tally t = { 0 };
	uint64_t ill = 0, n;

	if (len <= RANGE && need < NEED_CLUSTERS &&
	    (need == NEED_HAN ? k->han : k->plain)(p, len, &t))
		n = plain_unit(unit, &t, len);
	else
		n = one_by_stream(unit, p, len, &ill);
	if (ill_formed != NULL)
		*ill_formed = ill;
	return n;
}
