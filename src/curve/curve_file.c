/*
 * A row of curve.csv and a part of summary.json are the same three lists of
 * fields over the same structs, so that the two files cannot come to differ in
 * a name or a number.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/num.h"
#include "base/speech.h"
#include "curve/curve.h"
#include "curve/metrics.h"
#include "data/csv.h"
#include "data/jsonw.h"
#include "store/manifest.h"

/* What stands between a series and its metrics in a row of curve.csv. */
struct point_key {
	const char *unit;
	uint32_t target;
};

static const struct field point_fields[] = {
	FIELD("unit", TEXT, struct point_key, unit, .about = "count unit"),
	FIELD("target", U32, struct point_key, target, .about = "T"),
	FIELD_END,
};

static const struct field part_fields[] = {
	FIELD("from", U32, struct curve_part, lo, .about = "least target"),
	FIELD("to", U32, struct curve_part, hi, .about = "greatest target"),
	FIELD_END,
};

const struct field_place curve_csv_places[] = {
	{ "", series_fields, NULL, NULL },
	{ "", point_fields, NULL, NULL },
	{ "", metrics_fields, NULL, NULL },
	{ .at = NULL },
};

/* What summary.json begins with, and what follows the terms of the run. */
struct head {
	uint32_t format;
	const char *unit;
	uint64_t prompts;
	bool simulated;
	size_t planned;
};

#define H(name, kind, text) FIELD(#name, kind, struct head, name, .about = text)

static const struct field head_fields[] = {
	H(format, U32, "version of the format"),
	H(unit, TEXT, "count unit"),
	H(prompts, HASH, "hash of the questions"),
	H(simulated, BOOL, "whether answers are the simulator's"),
	FIELD_END,
};

static const struct field planned_fields[] = {
	H(planned, SIZE, "N, cells of the plan"),
	FIELD_END,
};

static const struct field count_fields[] = {
	FIELD("targets", SIZE, struct curve_series, npoint,
	      .about = "how many"),
	FIELD_END,
};

#define PARTS "series[].overall, series[].bands[]"

const struct field_place curve_summary_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "", manifest_terms_fields, NULL, NULL },
	{ "", planned_fields, NULL, NULL },
	{ "remarks[]", remarks_fields, NULL, "what is odd about the answers" },
	{ "series[]", series_fields, NULL,
	  "one for each model, sampling, variant and relation" },
	{ "series[]", count_fields, NULL, NULL },
	{ PARTS, part_fields, NULL, "the series as a whole, and each band" },
	{ PARTS, metrics_fields, NULL, NULL },
	{ .at = NULL },
};

void
curve_csv(const struct curve *c, bool excel, struct buf *out)
{
	field_csv_head(series_fields, true, out);
	field_csv_head(point_fields, false, out);
	field_csv_head(metrics_fields, false, out);
	csv_end(out);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct curve_series *cs = &c->series[i];

		for (size_t j = 0; j < cs->npoint; j++) {
			const struct curve_part *p = &cs->point[j];
			struct point_key key = { c->s->unit, p->lo };

			field_csv_cells(series_fields, &c->s->series[i], true,
					excel, out);
			field_csv_cells(point_fields, &key, false, excel, out);
			field_csv_cells(metrics_fields, &p->m, false, excel,
					out);
			csv_end(out);
		}
	}
}

static void
write_part(struct jsonw *w, const struct curve_part *p)
{
	jsonw_object(w);
	field_json(w, part_fields, p);
	field_json(w, metrics_fields, &p->m);
	jsonw_end(w);
}

static void
write_series(struct jsonw *w, const struct series *x,
	     const struct curve_series *cs)
{
	field_json(w, series_fields, x);
	field_json(w, count_fields, cs);
	jsonw_key(w, "overall");
	write_part(w, &cs->all);
	jsonw_karray(w, "bands");
	for (size_t b = 0; b < cs->nband; b++)
		write_part(w, &cs->band[b]);
	jsonw_end(w);
}

void
curve_summary(const struct curve *c,
	      void (*extras)(void *ctx, size_t series, struct jsonw *w),
	      void *ctx, struct buf *out)
{
	const struct samples *s = c->s;
	struct head head = { .format = CURVE_FORMAT,
			     .unit = s->unit,
			     .prompts = s->prompts_hash,
			     .simulated = s->simulated,
			     .planned = s->n };
	struct jsonw w;

	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, &head);
	manifest_terms_json(&s->terms, &w);
	field_json(&w, planned_fields, &head);
	remarks_json(&s->remarks, NULL, "remarks", &w);
	jsonw_karray(&w, "series");
	for (size_t i = 0; i < s->nseries; i++) {
		jsonw_object(&w);
		write_series(&w, &s->series[i], &c->series[i]);
		if (extras != NULL)
			extras(ctx, i, &w);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_close(&w);
}

static int
parse_band(const char *item, struct spec_band *band, struct err *e)
{
	const char *dash = strchr(item, '-');
	uint64_t lo, hi;

	if (dash == NULL ||
	    num_parse_u64(item, (size_t)(dash - item), &lo) < 0 ||
	    num_parse_u64(dash + 1, strlen(dash + 1), &hi) < 0 || lo > hi ||
	    hi > UINT32_MAX)
		return err_set(
		    e, STATUS_INPUT,
		    "%s: found \"%s\", expected FROM-TO, as in 5-250",
		    speech_setting("band"), item);
	band->lo = (uint32_t)lo;
	band->hi = (uint32_t)hi;
	return 0;
}

static int
bands_of_sweep(const char *dir, const struct spec_known *k,
	       struct spec_band *band, size_t *n, struct err *e)
{
	struct manifest m;
	struct arena a;
	struct spec s;
	int rc;

	arena_init(&a);
	rc = manifest_read(dir, &s, &m, k, &a, e);
	if (rc == 0 && s.nband <= CURVE_BANDS) {
		memcpy(band, s.band, s.nband * sizeof(*band));
		*n = s.nband;
	}
	arena_fini(&a);
	return rc;
}

int
curve_bands(const char *dir, const struct spec_known *k,
	    const char *const *item, size_t nitem, struct spec_band *band,
	    size_t *n, struct err *e)
{
	struct buf path;
	bool swept;

	*n = 0;
	if (nitem > CURVE_BANDS)
		return err_set(e, STATUS_INPUT, "%s: %zu bands; at most %d",
			       speech_setting("band"), nitem, CURVE_BANDS);
	for (; *n < nitem; (*n)++)
		if (parse_band(item[*n], &band[*n], e) < 0)
			return -1;
	if (nitem > 0)
		return 0;
	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/manifest.json", dir);
	swept = file_exists(path.data);
	buf_fini(&path);
	return swept ? bands_of_sweep(dir, k, band, n, e) : 0;
}

bool
curve_band_asked(const struct curve *c, size_t band)
{
	for (size_t i = 0; i < c->s->nseries; i++)
		if (c->series[i].band[band].n > 0)
			return true;
	return false;
}

int
curve_bands_met(const struct curve *c, size_t n, const char *const *item,
		size_t nitem, struct err *e)
{
	for (size_t b = 0; b < nitem; b++) {
		uint32_t lo = UINT32_MAX, hi = 0;
		bool asked = false;

		for (size_t i = 0; i < n; i++) {
			asked |= curve_band_asked(&c[i], b);
			for (size_t k = 0; k < c[i].s->nseries; k++) {
				const struct curve_series *s = &c[i].series[k];

				lo = s->all.lo < lo ? s->all.lo : lo;
				hi = s->all.hi > hi ? s->all.hi : hi;
			}
		}
		if (!asked)
			return err_set(e, STATUS_INPUT,
				       "%s: no answer has a target within %s; "
				       "they are from %u to %u",
				       speech_setting("band"), item[b], lo, hi);
	}
	return 0;
}
