/* The files that a curve becomes, and the bands that it is read by. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/num.h"
#include "curve/curve.h"
#include "curve/metric.h"
#include "data/csv.h"
#include "data/jsonw.h"
#include "store/manifest.h"

static const char *const key_column[] = { "model",    "sampling",    "variant",
					  "relation", "temperature", "top_p",
					  "pinned",   "simulated",   "seed",
					  "unit",     "target",      NULL };

static void
write_header(struct buf *out)
{
	for (size_t i = 0; key_column[i] != NULL; i++)
		csv_text(out, i == 0, key_column[i], strlen(key_column[i]));
	for (const struct metric *m = metric_table; m->name != NULL; m++)
		csv_text(out, false, m->name, strlen(m->name));
	csv_end(out);
}

static void
write_key(const struct samples *s, const struct series *x, uint32_t target,
	  bool excel, struct buf *out)
{
	void (*text)(struct buf *, bool, const char *, size_t) =
	    excel ? csv_text_safe : csv_text;
	const char *relation = relation_name(x->relation);

	text(out, true, x->model, strlen(x->model));
	text(out, false, x->sampling, strlen(x->sampling));
	text(out, false, x->variant, strlen(x->variant));
	csv_text(out, false, relation, strlen(relation));
	csv_num(out, false, x->temperature);
	csv_num(out, false, x->top_p);
	csv_int(out, false, x->pinned);
	csv_int(out, false, x->simulated);
	csv_num(out, false, x->seed < 0 ? NAN : (double)x->seed);
	csv_text(out, false, s->unit, strlen(s->unit));
	csv_int(out, false, target);
}

void
curve_csv(const struct curve *c, bool excel, struct buf *out)
{
	write_header(out);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct curve_series *cs = &c->series[i];

		for (size_t j = 0; j < cs->npoint; j++) {
			const struct curve_part *p = &cs->point[j];

			write_key(c->s, &c->s->series[i], p->lo, excel, out);
			for (const struct metric *m = metric_table;
			     m->name != NULL; m++)
				csv_num(out, false, metric_get(&p->m, m));
			csv_end(out);
		}
	}
}

static void
write_part(struct jsonw *w, const struct curve_part *p)
{
	jsonw_object(w);
	jsonw_kint(w, "from", p->lo);
	jsonw_kint(w, "to", p->hi);
	for (const struct metric *m = metric_table; m->name != NULL; m++) {
		if (m->count)
			jsonw_kint(w, m->name, (int64_t)metric_get(&p->m, m));
		else
			jsonw_knum(w, m->name, metric_get(&p->m, m));
	}
	jsonw_end(w);
}

static void
write_series(struct jsonw *w, const struct series *x,
	     const struct curve_series *cs)
{
	jsonw_kstr(w, "model", x->model);
	jsonw_kstr(w, "sampling", x->sampling);
	jsonw_kstr(w, "variant", x->variant);
	jsonw_kstr(w, "relation", relation_name(x->relation));
	jsonw_knum(w, "temperature", x->temperature);
	jsonw_knum(w, "top_p", x->top_p);
	jsonw_kbool(w, "pinned", x->pinned);
	jsonw_kbool(w, "simulated", x->simulated);
	jsonw_knum(w, "seed", x->seed < 0 ? NAN : (double)x->seed);
	jsonw_kint(w, "targets", (int64_t)cs->npoint);
	jsonw_key(w, "overall");
	write_part(w, &cs->all);
	jsonw_key(w, "bands");
	jsonw_array(w);
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
	char hex[HASH_HEX];
	struct jsonw w;

	hash_hex(hex, s->prompts_hash);
	jsonw_init(&w, out, 2);
	jsonw_object(&w);
	jsonw_kint(&w, "format", CURVE_FORMAT);
	jsonw_kstr(&w, "unit", s->unit);
	jsonw_kstr(&w, "prompts", s->prompts_hash == 0 ? NULL : hex);
	jsonw_kbool(&w, "simulated", curve_simulated(s));
	manifest_terms_json(&s->terms, &w);
	jsonw_kint(&w, "planned", (int64_t)s->n);
	jsonw_key(&w, "series");
	jsonw_array(&w);
	for (size_t i = 0; i < s->nseries; i++) {
		jsonw_object(&w);
		write_series(&w, &s->series[i], &c->series[i]);
		if (extras != NULL)
			extras(ctx, i, &w);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_end(&w);
	buf_putc(out, '\n');
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
		return err_set(e, STATUS_INPUT,
			       "--band: found \"%s\", expected FROM-TO, as in "
			       "5-250",
			       item);
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
		return err_set(e, STATUS_INPUT, "--band: %zu bands; at most %d",
			       nitem, CURVE_BANDS);
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
