/*
 * Clusters: UAX #29 revision 41, rules GB1 to GB999 as a table of what joins
 * what; the two rules that look further back (GB11, GB12) are states of
 * their own. The benchmarks' regular expressions: a maximal run of their
 * characters holds one match exactly when two word boundaries lie in it or
 * at its ends, as a match goes from the first to the last.
 */
#include "text/walk.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "text/props.h"

#define BIT(x) (1u << (x))

#define ALWAYS (BIT(PROPS_EXTEND) | BIT(PROPS_ZWJ) | BIT(PROPS_SPACING_MARK))
#define BREAKS (BIT(PROPS_CR) | BIT(PROPS_LF) | BIT(PROPS_CONTROL))

enum { CLASSES = PROPS_PICT + 1 };

/* The classes that do not break from what stands before. */
static const uint16_t joins[WALK_STATES] = {
	[WALK_START] = 0,
	[WALK_CR] = BIT(PROPS_LF),
	[WALK_CONTROL] = 0,
	[WALK_OTHER] = ALWAYS,
	[WALK_PREPEND] = (BIT(CLASSES) - 1) ^ BREAKS,
	[WALK_REGIONAL] = ALWAYS | BIT(PROPS_REGIONAL),
	[WALK_L] = ALWAYS | BIT(PROPS_L) | BIT(PROPS_V) | BIT(PROPS_LV) |
		   BIT(PROPS_LVT),
	[WALK_V] = ALWAYS | BIT(PROPS_V) | BIT(PROPS_T),
	[WALK_T] = ALWAYS | BIT(PROPS_T),
	[WALK_PICT] = ALWAYS,
	[WALK_PICT_ZWJ] = ALWAYS | BIT(PROPS_PICT),
};

/* What a character leaves before the next one. */
static const uint8_t leaves[CLASSES] = {
	[PROPS_OTHER] = WALK_OTHER,
	[PROPS_CR] = WALK_CR,
	[PROPS_LF] = WALK_CONTROL,
	[PROPS_CONTROL] = WALK_CONTROL,
	[PROPS_EXTEND] = WALK_OTHER,
	[PROPS_ZWJ] = WALK_OTHER,
	[PROPS_REGIONAL] = WALK_REGIONAL,
	[PROPS_PREPEND] = WALK_PREPEND,
	[PROPS_SPACING_MARK] = WALK_OTHER,
	[PROPS_L] = WALK_L,
	[PROPS_V] = WALK_V,
	[PROPS_T] = WALK_T,
	[PROPS_LV] = WALK_V,
	[PROPS_LVT] = WALK_T,
	[PROPS_PICT] = WALK_PICT,
};

/* Whether a cluster begins at a character of this class. */
static bool
cluster_begins(struct lencount_walk *w, unsigned class)
{
	unsigned before = w->cluster;

	w->cluster = leaves[class];
	if (before == WALK_PICT && class == PROPS_EXTEND)
		w->cluster = WALK_PICT;
	if (before == WALK_PICT && class == PROPS_ZWJ)
		w->cluster = WALK_PICT_ZWJ;
	if (before == WALK_REGIONAL && class == PROPS_REGIONAL)
		w->cluster = WALK_OTHER;
	return (joins[before] & BIT(class)) == 0;
}

static void
count_clusters(struct lencount_walk *w, unsigned props, uint64_t *n)
{
	if (cluster_begins(w, props & PROPS_BREAK)) {
		n[LENCOUNT_GRAPHEME]++;
		w->seen = false;
	}
	if (!(props & PROPS_SPACE) && !w->seen) {
		n[LENCOUNT_NOSPACE]++;
		w->seen = true;
	}
}

static void
count_word(struct lencount_walk *w, unsigned props, uint64_t *n)
{
	bool east = (props & PROPS_EAST) != 0;
	bool run = !east && !(props & PROPS_SPACE);

	n[LENCOUNT_WORD] += east || (run && !w->run);
	w->run = run;
}

/* [a-zA-Z0-9'-] */
static bool
is_latin(uint32_t c)
{
	return utf8_letter(c) || utf8_digit(c) || c == '\'' || c == '-';
}

/* The three regular expressions; `word` is whether c is \w. */
static void
count_patterns(struct lencount_walk *w, uint32_t c, bool word, uint64_t *n)
{
	bool edge = word != w->word, latin = is_latin(c),
	     letter = utf8_letter(c);

	n[LENCOUNT_WORDS] += word && edge;
	w->word = word;

	/* Boundaries of the run up to here; what is not in a run has none. */
	if (latin || w->latin)
		w->edges = (unsigned char)(w->edges + (edge && w->edges < 2));
	n[LENCOUNT_LIFEBENCH] += w->latin && !latin && w->edges == 2;
	w->edges = latin ? w->edges : 0;
	w->latin = latin;

	n[LENCOUNT_LONGWRITER] += w->letters && !letter && w->open && edge;
	w->open = letter && (w->letters ? w->open : edge);
	w->letters = letter;

	if (c >= 0x4e00 && c <= 0x9fff) {
		n[LENCOUNT_LIFEBENCH]++;
		n[LENCOUNT_LONGWRITER]++;
	}
}

static void
count_plain(uint32_t c, uint64_t *n)
{
	bool left_out = c == ' ' || c == '\n' || c == '\r';
	unsigned units = c > 0xffff ? 2 : 1;

	n[LENCOUNT_CODEPOINT]++;
	n[LENCOUNT_UTF16] += units;
	n[LENCOUNT_EXCEL] += left_out ? 0 : units;
	n[LENCOUNT_EXCEL2] += !left_out;
}

static void
count_context(struct lencount_walk *w, uint32_t c, unsigned props, uint64_t *n)
{
	count_clusters(w, props, n);
	count_word(w, props, n);
	count_patterns(w, c, (props & PROPS_WORD) != 0, n);
	n[LENCOUNT_HAN] += (props & PROPS_HAN) != 0;
}

void
walk_add(struct lencount_walk *w, const unsigned char *s, size_t n,
	 struct lencount *out)
{
	out->n[LENCOUNT_BYTE] += n;
	for (size_t at = 0; at < n;) {
		uint32_t c;
		unsigned props;

		at += utf8_step(s + at, n - at, &c);
		if (c == UTF8_ILL) {
			c = 0xfffd;
			out->ill_formed++;
		}
		props = props_of(c);
		count_plain(c, out->n);
		count_context(w, c, props, out->n);
	}
}

/* The end of the text is no word character. */
void
walk_end(struct lencount_walk *w, struct lencount *out)
{
	if (w->latin && w->edges + w->word >= 2)
		out->n[LENCOUNT_LIFEBENCH]++;
	if (w->letters && w->open)
		out->n[LENCOUNT_LONGWRITER]++;
	*w = (struct lencount_walk){ 0 };
}
