/*
 * The script makes its charts from the rows on the page, which needs no second
 * truth beside them. Of an excerpt it cannot, and is told what they came to.
 * Its words are sifted out of the one table by name, so that a word of the
 * script is a row there and needs no second list.
 */
#include "report/html_data.h"

#include <math.h>
#include <string.h>

#include "report/curve_show.h"
#include "report/html_part.h"
#include "store/record.h"
#include "text/strip.h"
#include "text/tells.h"

enum { QUARTILES_FROM = 5 }; /* answers; of fewer the spread is all of them */

static void
add_names(struct jsonw *w, const char *key, const char *const *name)
{
	jsonw_karray(w, key);
	for (; *name != NULL; name++)
		jsonw_str(w, *name);
	jsonw_end(w);
}

static const char *const word_name[] = {
#define WORDS_ROW(id, english, chinese) #id,
#include "report/words.inc"
#undef WORDS_ROW
};

/* The rows of words.inc whose names begin with UI_, by the rest of the name. */
static void
add_words(struct jsonw *w)
{
	jsonw_kobject(w, "words");
	for (size_t i = 0; i < WORDS_IDS; i++)
		if (strncmp(word_name[i], "UI_", 3) == 0)
			jsonw_kstr(w, word_name[i] + 3,
				   words_text((enum words_id)i));
	jsonw_end(w);
}

static void
add_list(struct jsonw *w, const double *x, size_t n)
{
	jsonw_array(w);
	for (size_t i = 0; i < n; i++)
		jsonw_num(w, x[i]);
	jsonw_end(w);
}

static void
add_point(const struct curve_part *p, struct jsonw *w)
{
	const struct metrics *m = &p->m;
	bool many = m->measured >= QUARTILES_FROM;
	const double x[] = {
		p->lo,
		(double)m->planned,
		(double)m->measured,
		m->length_mean,
		many ? m->length_q1 : m->length_min,
		many ? m->length_q3 : m->length_max,
		m->mald,
	};

	add_list(w, x, sizeof(x) / sizeof(x[0]));
}

/*
 * "points", a list of [target, planned, measured, mean, low, high, MALD] of L,
 * and "boxes", of each band [answers, 5, 25, 50, 75, 95 % of e]: what the
 * script draws of a series whose rows are not all on the page.
 */
static void
add_points(const struct curve *c, size_t series, struct jsonw *w)
{
	static const double at[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
	const struct curve_series *cs = &c->series[series];
	double x[6];

	jsonw_karray(w, "points");
	for (size_t i = 0; i < cs->npoint; i++)
		add_point(&cs->point[i], w);
	jsonw_end(w);
	jsonw_karray(w, "boxes");
	for (size_t b = 0; b < cs->nband; b++) {
		x[0] = (double)curve_quantiles(c, &cs->band[b], at, 5, x + 1);
		add_list(w, x, 6);
	}
	jsonw_end(w);
}

/* What a chart draws beside a series. */
struct line {
	const char *name;
	double k, horizon, at, at_lo, at_hi;
};

#define F(name, kind, member) FIELD(name, kind, struct line, member)

static const struct field line_fields[] = {
	F("name", TEXT, name),       F("k", REAL, k), /* of hit@k */
	F("horizon", REAL, horizon), /* null: not within the targets */
	F("break", REAL, at),        F("break_lo", REAL, at_lo),
	F("break_hi", REAL, at_hi),  FIELD_END,
};

#undef F

static void
put_shape(const struct shape *s, struct line *row)
{
	row->k = s->k;
	if (s->horizon_found == FOUND_YES || s->horizon_found == FOUND_ALL)
		row->horizon = s->horizon;
	if (s->break_found != FOUND_YES)
		return;
	row->at = s->hinge.tau;
	row->at_lo = s->tau.lo;
	row->at_hi = s->tau.hi;
}

static void
add_series(const struct curve_run *r, size_t i, bool whole, struct jsonw *w)
{
	const struct curve_series *cs = &r->c.series[i];
	struct line row;
	struct buf name;

	buf_init(&name, HTML_NAME_MAX);
	curve_show_name(&r->s, i, &name);
	field_clear(line_fields, &row);
	row.name = buf_text(&name);
	put_shape(&r->shape[i].shape, &row);
	jsonw_object(w);
	field_json(w, line_fields, &row);
	field_json(w, series_fields, &r->s.series[i]);
	jsonw_karray(w, "bands");
	for (size_t b = 0; b < cs->nband; b++) {
		jsonw_array(w);
		jsonw_int(w, cs->band[b].lo);
		jsonw_int(w, cs->band[b].hi);
		jsonw_end(w);
	}
	jsonw_end(w);
	if (!whole)
		add_points(&r->c, i, w);
	jsonw_end(w);
	buf_fini(&name);
}

struct run_row {
	const char *name, *unit;
	const char *counts; /* what an axis says of the unit, in words */
	bool simulated;
	size_t rows;
};

static const struct field run_fields[] = {
	FIELD("name", TEXT, struct run_row, name),
	FIELD("unit", TEXT, struct run_row, unit),
	FIELD("counts", TEXT, struct run_row, counts),
	FIELD("simulated", BOOL, struct run_row, simulated),
	FIELD("rows", SIZE, struct run_row, rows),
	FIELD_END,
};

static void
add_run(const struct html_run *run, const struct html_facts *f, struct jsonw *w)
{
	const struct samples *s = &run->r->s;
	struct run_row row = {
		.unit = s->unit,
		.counts = words_text(words_units(s->unit)),
		.simulated = s->simulated,
		.rows = f->rows,
	};
	struct buf name;

	buf_init(&name, HTML_NAME_MAX);
	html_run_name(run, &name);
	row.name = buf_text(&name);
	jsonw_object(w);
	field_json(w, run_fields, &row);
	jsonw_karray(w, "series");
	for (size_t i = 0; i < s->nseries; i++)
		add_series(run->r, i, excerpt_whole(f->excerpt), w);
	jsonw_end(w);
	jsonw_kraw(w, "columns", f->columns.data, f->columns.len);
	jsonw_end(w);
	buf_fini(&name);
}

void
html_data(const struct html_run *run, const struct html_facts *f, size_t n,
	  struct buf *out)
{
	struct buf json;
	struct jsonw w;

	buf_init(&json, HTML_MAX);
	jsonw_open(&w, &json, 0);
	jsonw_kint(&w, "chunk", HTML_CHUNK);
	add_words(&w);
	jsonw_karray(&w, "units");
	for (unsigned u = 0; u < UNITS; u++)
		jsonw_str(&w, unit_name(u));
	jsonw_end(&w);
	add_names(&w, "outcomes", outcome_names);
	add_names(&w, "tells", tells_names);
	add_names(&w, "removed", strip_names);
	add_names(&w, "notes", record_note_names);
	jsonw_karray(&w, "runs");
	for (size_t i = 0; i < n; i++)
		add_run(&run[i], &f[i], &w);
	jsonw_end(&w);
	jsonw_end(&w);
	if (buf_failed(&json))
		out->failed = true;
	html_block("data", &json, out);
	buf_fini(&json);
}
