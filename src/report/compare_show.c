/*
 * A finding is worded by a row of a table. All are offered the same
 * arguments, so that a text in any language may use whichever it needs.
 */
#include "report/compare_show.h"

#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/remarks_text.h"
#include "report/shown.h"
#include "report/terms_text.h"
#include "verdict/compare_finding.h"

/* By what differs between the two, and by `keys`; or by the run. */
static void
add_name(struct pair_side s, struct pair_side other, unsigned keys,
	 struct buf *out)
{
	unsigned apart =
	    series_varying(pairs_series(other), pairs_series(s), 1);
	struct buf run;

	series_name(pairs_series(s), apart | keys, out);
	if (apart != 0)
		return;
	buf_init(&run, 1 << 20);
	chart_run_name(s.c->s->path, &run);
	words_say(out, WORDS_IN_RUN, WORDS_ARGS(words_str("run", run.data)));
	buf_fini(&run);
}

void
compare_show_names(const struct compare *c, struct buf *a, struct buf *b)
{
	/* There may be many such pairs, of as many samplings or kinds. */
	unsigned keys = c->a.c->s->varying | c->b.c->s->varying;

	add_name(c->a, c->b, keys, a);
	add_name(c->b, c->a, keys, b);
}

void
compare_show_base(const struct compare *c, size_t n, struct buf *out)
{
	size_t begins = out->len;
	struct buf name;

	add_name(c->a, c->b, 0, out);
	buf_init(&name, 1 << 20);
	for (size_t i = 1; i < n; i++) {
		buf_reset(&name);
		add_name(c[i].a, c[i].b, 0, &name);
		if (strcmp(buf_text(&name), out->data + begins) == 0)
			continue;
		out->len = begins;
		buf_puts(out, "A");
		break;
	}
	buf_fini(&name);
}

static const enum words_id verdicts[] = {
	[COMPARE_BETTER] = WORDS_BETTER,
	[COMPARE_WORSE] = WORDS_WORSE,
	[COMPARE_EQUIVALENT] = WORDS_EQUIVALENT,
	[COMPARE_INCONCLUSIVE] = WORDS_INCONCLUSIVE,
	[COMPARE_TOO_FEW] = WORDS_TOO_FEW,
};

enum words_id
compare_show_verdict(enum compare_verdict v)
{
	return verdicts[v];
}

static enum words_id
text_of(enum compare_fact fact, enum compare_verdict verdict)
{
	static const enum words_id conclusion[] = {
		[COMPARE_BETTER] = WORDS_COMPARE_BETTER,
		[COMPARE_WORSE] = WORDS_COMPARE_WORSE,
		[COMPARE_EQUIVALENT] = WORDS_COMPARE_EQUIVALENT,
		[COMPARE_INCONCLUSIVE] = WORDS_COMPARE_INCONCLUSIVE,
		[COMPARE_TOO_FEW] = WORDS_COMPARE_TOO_FEW,
	};
	static const enum words_id text[COMPARE_FACTS] = {
		[COMPARE_FACT_SHIFT] = WORDS_COMPARE_SHIFT,
		[COMPARE_FACT_HELD_BACK] = WORDS_COMPARE_HELD_BACK,
		[COMPARE_FACT_VISIBLE] = WORDS_COMPARE_VISIBLE,
		[COMPARE_FACT_SETTLES] = WORDS_COMPARE_SETTLES,
		[COMPARE_FACT_BAND] = WORDS_COMPARE_BAND,
		[COMPARE_FACT_APART] = WORDS_COMPARE_APART,
		[COMPARE_FACT_OPPOSITE] = WORDS_COMPARE_OPPOSITE,
	};

	return fact == COMPARE_FACT_VERDICT ? conclusion[verdict] : text[fact];
}

static void
say(const struct compare *c, const struct compare_part *p, enum words_id id,
    const char *name_a, const char *name_b, struct buf *out)
{
	const struct words_arg *unit = WORDS_ARGS(
	    words_clause("units", words_units(c->a.c->s->unit), NULL));

	words_say(
	    out, id,
	    WORDS_ARGS(words_str("a", name_a), words_str("b", name_b),
		       words_clause("scale",
				    c->opts.relative ? WORDS_SCALE_PERCENT
						     : WORDS_SCALE_UNITS,
				    unit),
		       words_fixed("margin", c->opts.margin, 1),
		       words_fixed("level", 100 * c->opts.level, 0),
		       words_fixed("shift", p->hl, 1),
		       words_fixed("shift_lo", p->hl_in.lo, 1),
		       words_fixed("shift_hi", p->hl_in.hi, 1),
		       words_fixed("back", -p->hl, 1),
		       words_fixed("back_lo", -p->hl_in.hi, 1),
		       words_fixed("back_hi", -p->hl_in.lo, 1),
		       words_count("nearer", p->tally.win),
		       words_count("further", p->tally.loss),
		       words_count("level_in", p->tally.tie),
		       words_count("missing_a", p->lost_a),
		       words_count("missing_b", p->lost_b),
		       words_count("planned", p->planned),
		       words_fixed("visible", p->visible, 1),
		       words_fixed("needed", c->repeats_needed, 0),
		       words_fixed("repeats", c->repeats, 0),
		       words_fixed("lo", p->lo, 0), words_fixed("hi", p->hi, 0),
		       words_clause("verdict", verdicts[p->verdict], NULL)));
}

void
compare_show_say(const struct compare *c, const char *name_a,
		 const char *name_b, struct buf *out)
{
	struct compare_finding f[COMPARE_FINDINGS];
	size_t n = compare_finding_of(c, f);
	bool listed = false; /* a list of bands has begun */

	for (size_t i = 0; i < n; i++) {
		enum words_id id = text_of(f[i].fact, f[i].part->verdict);

		if (f[i].fact == COMPARE_FACT_BAND && listed)
			id = WORDS_COMPARE_BAND_TOO;
		listed |= f[i].fact == COMPARE_FACT_BAND;
		say(c, f[i].part, id, name_a, name_b, out);
	}
	words_say(out, WORDS_STOP, NULL);
}

void
compare_show_brief(const struct compare *c, bool title, size_t most,
		   struct buf *out)
{
	struct compare_finding f[COMPARE_FINDINGS];
	size_t n = compare_finding_of(c, f);
	struct buf a, b;
	struct arena short_ones;
	const char *name[2];

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	compare_show_names(c, &a, &b);
	arena_init(&short_ones);
	name[0] = buf_text(&a);
	name[1] = buf_text(&b);
	table_shorts(&short_ones, name, 2, most);
	for (size_t i = 0; i < n; i++) {
		enum compare_verdict v = f[i].part->verdict;
		enum words_id id = text_of(f[i].fact, v);

		if (f[i].fact == COMPARE_FACT_BAND ||
		    (title && f[i].fact > COMPARE_FACT_HELD_BACK))
			continue;
		if (title && f[i].fact == COMPARE_FACT_HELD_BACK)
			id = WORDS_COMPARE_HELD_BACK_BRIEF;
		if (f[i].fact == COMPARE_FACT_SHIFT)
			id = v == COMPARE_WORSE ? WORDS_CARD_FURTHER
						: WORDS_CARD_NEARER;
		say(c, f[i].part, id, name[0], name[1], out);
	}
	if (!title)
		words_say(out, WORDS_STOP, NULL);
	arena_fini(&short_ones);
	buf_fini(&b);
	buf_fini(&a);
}

/* The mean misses, of which a table has two, then the rest. */
static const struct shown misses[][5] = {
	{ { WORDS_HEAD_TARGETS, "targets", NULL },
	  { WORDS_HEAD_PAIRS, "pairs", NULL },
	  { WORDS_HEAD_MALD_A, "mald_a", NULL },
	  { WORDS_HEAD_MALD_B, "mald_b", NULL },
	  { WORDS_IDS, NULL, NULL } },
	{ { WORDS_HEAD_TARGETS, "targets", NULL },
	  { WORDS_HEAD_PAIRS, "pairs", NULL },
	  { WORDS_HEAD_MISS_A, "miss_a", NULL },
	  { WORDS_HEAD_MISS_B, "miss_b", NULL },
	  { WORDS_IDS, NULL, NULL } },
};

static const struct shown shown[] = {
	{ WORDS_HEAD_SHIFT, "shift", NULL },
	{ WORDS_HEAD_INTERVAL, "shift_interval", NULL },
	{ WORDS_HEAD_MEAN_D, "mean", NULL },
	{ WORDS_HEAD_INTERVAL, "mean_interval", NULL },
	{ WORDS_HEAD_RANK_R, "rank", NULL },
	{ WORDS_HEAD_TALLY, "tally", NULL },
	{ WORDS_HEAD_HIT_A, "hit_a", NULL },
	{ WORDS_HEAD_HIT_B, "hit_b", NULL },
	{ WORDS_HEAD_P_RANK, "p_rank", NULL },
	{ WORDS_HEAD_P_FLIP, "p_flip", NULL },
	{ WORDS_HEAD_P_MCNEMAR, "p_mcnemar", NULL },
	{ WORDS_HEAD_VISIBLE, "visible_mean", NULL },
	{ WORDS_HEAD_VERDICT, "verdict", verdicts },
	{ WORDS_IDS, NULL, NULL },
};

void
compare_show_table(const struct compare *c, struct table *t)
{
	const struct field *fields = compare_part_fields[c->limits];
	const struct shown *first = misses[c->limits];

	table_init(t, shown_count(first) + shown_count(shown));
	shown_heads(t, first);
	shown_heads(t, shown);
	for (size_t k = 0; k < c->nparts; k++) {
		if (c->part[k].planned == 0)
			continue;
		shown_cells(t, first, fields, &c->part[k]);
		shown_cells(t, shown, fields, &c->part[k]);
	}
}

static void
print_table(const struct compare *c, struct buf *out)
{
	struct table t;

	compare_show_table(c, &t);
	words_table(&t, 0, out);
	table_fini(&t);
}

void
compare_show_head(const struct compare *c, bool named, size_t most,
		  struct buf *out)
{
	struct buf a, b;
	struct arena kept;
	const char *name[2];

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	compare_show_names(c, &a, &b);
	if (!named) {
		buf_reset(&a);
		compare_show_base(c, 1, &a);
	}
	arena_init(&kept);
	name[0] = buf_text(&a);
	name[1] = buf_text(&b);
	table_shorts(&kept, name, 2, most);
	words_say(out, WORDS_SIDES,
		  WORDS_ARGS(words_str("a", name[0]),
			     words_str("b", named ? name[1] : NULL)));
	arena_fini(&kept);
	words_say(out, WORDS_PART, NULL);
	words_say(out, WORDS_UNIT,
		  WORDS_ARGS(words_str("unit", c->a.c->s->unit)));
	if (c->opts.relative)
		words_say(out, WORDS_PART_PERCENT, NULL);
	if (c->a.c->s->terms.seeds == c->b.c->s->terms.seeds)
		terms_text_seeds(c->a.c->s, out);
	if (pairs_series(c->a)->simulated || pairs_series(c->b)->simulated)
		words_say(out, WORDS_PART_SIMULATED, NULL);
	buf_fini(&b);
	buf_fini(&a);
}

void
compare_show_notes(const struct compare *c, struct buf *out)
{
	terms_text_between(c->a.c->s, c->b.c->s, "A", "B", out);
	remarks_text_between(c->a.c->s, c->b.c->s, "A", "B", "B", out);
	if (c->first > 0) {
		words_say(out, WORDS_FIRST_REPEATS,
			  WORDS_ARGS(words_count("n", c->first)));
		buf_putc(out, '\n');
	}
	if (c->unmatched > 0) {
		words_say(out, WORDS_UNMATCHED,
			  WORDS_ARGS(words_count("planned", c->part[0].planned),
				     words_count("n", c->unmatched)));
		buf_putc(out, '\n');
	}
}

void
compare_show_text(const struct compare *c, struct buf *out)
{
	struct buf a, b;

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	compare_show_names(c, &a, &b);
	compare_show_head(c, true, WORDS_UNBROKEN, out);
	buf_puts(out, "\n\n");
	print_table(c, out);
	buf_putc(out, '\n');
	compare_show_say(c, a.data, b.data, out);
	buf_putc(out, '\n');
	compare_show_notes(c, out);
	buf_fini(&b);
	buf_fini(&a);
}

/* What is said of a pair as a whole. */
struct pair_row {
	const char *a, *b, *says;
	enum compare_verdict verdict;
	double repeats, repeats_needed;
	size_t unmatched;
	uint32_t first;
};

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct pair_row, name, .about = text)

static const struct field pair_fields[] = {
	F(a, TEXT, "name of A"),
	F(b, TEXT, "name of B"),
	F(says, TEXT, "the verdict in a sentence"),
	FIELD("verdict", ENUM, struct pair_row, verdict,
	      .names = compare_verdicts, .about = "the verdict in a word"),
	F(repeats, REAL, "of a question"),
	F(repeats_needed, REAL, "of a question, to settle it"),
	F(unmatched, SIZE, "cells that one side planned"),
	FIELD("first_repeats", U32, struct pair_row, first,
	      .about = "0, or of runs that asked some questions more often: "
		       "how many repeats of each are paired"),
	FIELD_END,
};

#undef F

#define PARTS "comparisons[].overall, comparisons[].bands[]"

const struct field_place compare_show_places[] = {
	{ "comparisons[]", pair_fields, NULL, "one for each pair of series" },
	{ "comparisons[].terms_a, comparisons[].terms_b", manifest_terms_fields,
	  NULL, "the terms of each side's run" },
	{ "comparisons[].remarks_a[], comparisons[].remarks_b[]",
	  remarks_fields, NULL, "what is odd about each side's answers" },
	{ PARTS, NULL, compare_part_fields,
	  "the pair as a whole, and each band. `mald_` is `miss_` where one of "
	  "the two\nwas asked a limit" },
	{ .at = NULL },
};

void
compare_show_json(const struct compare *c, const char *name_a,
		  const char *name_b, struct jsonw *w)
{
	const struct field *part = compare_part_fields[c->limits];
	struct pair_row row = { .a = name_a,
				.b = name_b,
				.verdict = c->part[0].verdict,
				.repeats = c->repeats,
				.repeats_needed = c->repeats_needed > 0
						      ? c->repeats_needed
						      : NAN,
				.unmatched = c->unmatched,
				.first = c->first };
	enum words_lang was;
	struct buf text;

	buf_init(&text, 1 << 20);
	was = words_speak(WORDS_ENGLISH);
	compare_show_say(c, name_a, name_b, &text);
	words_speak(was);
	row.says = buf_text(&text);
	jsonw_object(w);
	field_json(w, pair_fields, &row);
	manifest_terms_object(&c->a.c->s->terms, "terms_a", w);
	manifest_terms_object(&c->b.c->s->terms, "terms_b", w);
	remarks_json(&c->a.c->s->remarks, &c->b.c->s->remarks, "remarks_a", w);
	remarks_json(&c->b.c->s->remarks, &c->a.c->s->remarks, "remarks_b", w);
	jsonw_key(w, "overall");
	field_json_object(w, part, &c->part[0]);
	field_json_list(w, "bands", part, c->part + 1, sizeof(*c->part),
			c->nparts - 1);
	jsonw_end(w);
	buf_fini(&text);
}
