/*
 * A figure of overlap is never told without what it is of: two programs' BLEU
 * of the same texts are as far apart as good answers and bad ones.
 */
#include "report/overlap_show.h"

#include <math.h>

#include "report/curve_show.h"
#include "report/overlap_view.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 1 << 16 };

void
overlap_show_sum(const struct overlaps_sum *sum, enum overlap_tokens how,
		 struct buf *out)
{
	char corpus[OVERLAP_SIGNATURE];
	size_t few = sum->with - sum->nbleu;
	double mean = sum->nbleu > 0 ? sum->bleu / (double)sum->nbleu : NAN;

	if (sum->with == 0)
		return;
	overlap_signature(corpus, how, sum->varied ? 0 : sum->nrefs, false);
	words_wrap(
	    out, sum->nbleu > 0 ? WORDS_OVERLAP_SUM : WORDS_OVERLAP_SHORT,
	    WORDS_ARGS(
		words_count("n", sum->with), words_fixed("mean", mean, 2),
		words_fixed("short", few > 0 ? (double)few : NAN, 0),
		words_fixed("corpus", overlaps_corpus(&sum->counts, how), 2),
		words_str("signature", corpus)));
	if (sum->without > 0)
		words_wrap(out, WORDS_OVERLAP_WITHOUT,
			   WORDS_ARGS(words_count("n", sum->without)));
}

/* ---- where it misleads ------------------------------------------------- */

static const char *
measure_of(const struct misled *m)
{
	return words_text(m->rouge ? WORDS_HEAD_ROUGE_L : WORDS_HEAD_BLEU);
}

static void
say_one(const struct misled *m, const char *who, enum words_id id,
	const struct misled_rank *r, const char *judge, struct buf *out)
{
	words_wrap(
	    out, id,
	    WORDS_ARGS(
		words_str("what", measure_of(m)), words_str("who", who),
		words_str("judge", judge),
		words_str("by",
			  words_text(m->by_near ? WORDS_OVERLAP_BY_NEAR
						: WORDS_HEAD_LENGTH_SHARE)),
		words_fixed("rho", r->rho, 2), words_fixed("lo", r->in.lo, 2),
		words_fixed("hi", r->in.hi, 2)));
}

static void
say_series(const struct misled *m, const char *who, struct buf *out)
{
	if (m->by & MISLED_LENGTH)
		say_one(m, who, WORDS_OVERLAP_BY_LENGTH,
			m->by_near ? &m->near : &m->ratio, NULL, out);
	for (size_t i = 0; i < m->njudge; i++) {
		const struct misled_judge *j = &m->judge[i];

		if (misled_against(j))
			say_one(m, who, WORDS_OVERLAP_AGAINST, &j->score,
				j->name, out);
		else if (misled_nothing(j))
			say_one(m, who, WORDS_OVERLAP_NOTHING, &j->score,
				j->name, out);
	}
}

static void
say_unread(const struct misled_run *m, struct buf *out)
{
	for (size_t i = 0; i < m->nunread; i++)
		words_wrap(out, WORDS_OVERLAP_UNREAD,
			   WORDS_ARGS(words_str("judge", m->unread[i].judge),
				      words_str("why", m->unread[i].why)));
}

void
overlap_show_say(const struct misled_run *m, const struct samples *s,
		 struct buf *out)
{
	struct buf who;

	buf_init(&who, NAME_MAX_LEN);
	for (size_t i = 0; i < m->n; i++) {
		buf_reset(&who);
		curve_show_name(s, i, &who);
		say_series(&m->series[i], buf_text(&who), out);
	}
	say_unread(m, out);
	buf_fini(&who);
}

/* ---- all of it --------------------------------------------------------- */

/* "under 0.5", "0.95 to 1.05", "2 and more", in numbers alone. */
static void
bin_cell(struct table *t, const struct misled_bin *b)
{
	struct buf text;

	buf_init(&text, 64);
	if (isnan(b->hi))
		words_say(&text, WORDS_FROM,
			  WORDS_ARGS(words_short("lo", b->lo)));
	else
		words_say(&text, WORDS_RANGE,
			  WORDS_ARGS(words_short("lo", b->lo),
				     words_short("hi", b->hi)));
	table_text(t, buf_text(&text));
	buf_fini(&text);
}

static void
put_bins(const struct misled *m, struct buf *out)
{
	static const enum words_id head[] = {
		WORDS_HEAD_LENGTH_SHARE, WORDS_HEAD_REFERENCES, WORDS_HEAD_BLEU,
		WORDS_HEAD_ROUGE_L, WORDS_HEAD_SCORE
	};
	size_t n = m->njudge > 0 ? 5 : 4;
	struct table t;

	table_init(&t, n);
	words_heads(&t, head, n);
	for (int b = 0; b < MISLED_BINS; b++) {
		const struct misled_bin *x = &m->bin[b];

		if (x->n == 0)
			continue;
		bin_cell(&t, x);
		table_num(&t, (double)x->n, 0);
		table_num(&t, x->bleu, 1);
		table_num(&t, x->rouge_l, 3);
		if (n == 5)
			table_num(&t, x->score, 2);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

static void
say_figures(const struct misled *m, struct buf *out)
{
	words_wrap(out, WORDS_OVERLAP_RANKS,
		   WORDS_ARGS(words_str("what", measure_of(m)),
			      words_fixed("ratio", m->ratio.rho, 2),
			      words_fixed("lo", m->ratio.in.lo, 2),
			      words_fixed("hi", m->ratio.in.hi, 2),
			      words_fixed("near", m->near.rho, 2),
			      words_fixed("near_lo", m->near.in.lo, 2),
			      words_fixed("near_hi", m->near.in.hi, 2)));
	for (size_t i = 0; i < m->njudge; i++) {
		const struct misled_judge *j = &m->judge[i];

		words_wrap(out, WORDS_OVERLAP_JUDGE,
			   WORDS_ARGS(words_str("what", measure_of(m)),
				      words_str("judge", j->name),
				      words_count("n", j->score.n),
				      words_fixed("rho", j->score.rho, 2),
				      words_fixed("lo", j->score.in.lo, 2),
				      words_fixed("hi", j->score.in.hi, 2),
				      words_fixed("held", j->held.rho, 2)));
	}
}

static void
signatures(const struct samples *s, char one[OVERLAP_SIGNATURE],
	   char all[OVERLAP_SIGNATURE])
{
	overlap_signature(one, s->overlap_how, s->overlap_nrefs, true);
	overlap_signature(all, s->overlap_how, s->overlap_nrefs, false);
}

void
overlap_show_text(const struct misled_run *m, const struct samples *s,
		  struct buf *out)
{
	char one[OVERLAP_SIGNATURE], all[OVERLAP_SIGNATURE];
	struct buf who;

	if (words_arena() != NULL)
		words_figure(overlap_view_figure(m, s, words_arena()), out);
	buf_init(&who, NAME_MAX_LEN);
	signatures(s, one, all);
	for (size_t i = 0; i < m->n; i++) {
		const struct misled *x = &m->series[i];

		if (x->n == 0)
			continue;
		buf_reset(&who);
		curve_show_name(s, i, &who);
		buf_putc(out, '\n');
		words_wrap(
		    out, WORDS_OVERLAP_SIGNATURE,
		    WORDS_ARGS(words_str("who", buf_text(&who)),
			       words_count("n", x->n), words_str("one", one),
			       words_str("all", s->overlap_how == OVERLAP_EVERY
						    ? NULL
						    : all)));
		buf_putc(out, '\n');
		put_bins(x, out);
		buf_putc(out, '\n');
		say_figures(x, out);
		say_series(x, buf_text(&who), out);
	}
	say_unread(m, out);
	buf_fini(&who);
}

/* ---- JSON -------------------------------------------------------------- */

struct signed_by {
	const char *signature, *signature_all;
};

static const struct field signed_fields[] = {
	FIELD("signature", TEXT, struct signed_by, signature,
	      .about = "which BLEU an answer's is"),
	FIELD("signature_all", TEXT, struct signed_by, signature_all,
	      .about = "which BLEU bleu_all is"),
	FIELD_END,
};

#define AT "series[].overlap"

const struct field_place overlap_show_places[] = {
	{ AT, signed_fields, NULL, "only of answers with references" },
	{ AT, misled_fields, NULL, NULL },
	{ AT ".judges[]", misled_judge_fields, NULL,
	  "each judge in DIR/judge" },
	{ AT ".unread[]", misled_unread_fields, NULL,
	  "judges that are left out, as they cannot be read" },
	{ AT ".bins[]", misled_bin_fields, NULL, "by length / target" },
	{ .at = NULL },
};

void
overlap_show_json(const struct misled_run *m, const struct samples *s,
		  size_t series, struct jsonw *w)
{
	char one[OVERLAP_SIGNATURE], all[OVERLAP_SIGNATURE];
	struct signed_by names = { one, all };
	const struct misled *x;

	if (series >= m->n || m->series[series].n == 0)
		return;
	x = &m->series[series];
	signatures(s, one, all);
	jsonw_kobject(w, "overlap");
	field_json(w, signed_fields, &names);
	field_json(w, misled_fields, x);
	field_json_list(w, "judges", misled_judge_fields, x->judge,
			sizeof(*x->judge), x->njudge);
	field_json_list(w, "unread", misled_unread_fields, m->unread,
			sizeof(*m->unread), m->nunread);
	field_json_list(w, "bins", misled_bin_fields, x->bin, sizeof(*x->bin),
			MISLED_BINS);
	jsonw_end(w);
}
