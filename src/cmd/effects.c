/* effects: what temperature and top_p do to a curve. */
#include "curve/effects.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "curve/runs.h"
#include "report/chart.h"
#include "report/gnuplot.h"
#include "report/table.h"

struct effects_cmd {
	struct opt_list band;
	const char *out;
	bool json;
};

enum { PAGE_MAX = 64 * 1024 * 1024 };

/* "3.4 (3.1 to 3.7)" */
static void
estimate(struct table *t, double x, struct interval in)
{
	char value[NUM_TEXT], lo[NUM_TEXT], hi[NUM_TEXT], text[128];

	if (isnan(x)) {
		table_text(t, "-");
		return;
	}
	num_fixed(value, x, 1);
	num_fixed(lo, in.lo, 1);
	num_fixed(hi, in.hi, 1);
	if (isnan(in.lo))
		snprintf(text, sizeof(text), "%s", value);
	else
		snprintf(text, sizeof(text), "%s (%s to %s)", value, lo, hi);
	table_text(t, text);
}

static void
range(struct table *t, double lo, double hi)
{
	char text[64];

	snprintf(text, sizeof(text), "%.0f-%.0f", lo, hi);
	table_text(t, text);
}

static void
print_cells(const struct effects_grid *g, const struct curve *c,
	    struct buf *out)
{
	static const char *const head[] = { "targets",     "sampling",
					    "temperature", "top_p",
					    "bias",        "spread",
					    "MALD",        "one length" };
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < g->ncells * g->nparts; i++) {
		const struct effect_cell *x = &g->cell[i];

		if (isnan(x->value[EFFECT_BIAS]))
			continue;
		range(&t, x->lo, x->hi);
		table_text(&t, c->s->series[x->series].sampling);
		table_num(&t, x->temperature, 2);
		table_num(&t, x->top_p, 2);
		for (int m = 0; m < EFFECT_MEASURES; m++)
			estimate(&t, x->value[m], x->in[m]);
		table_share(&t, x->repeated > 0
				    ? (double)x->same / (double)x->repeated
				    : NAN);
	}
	table_print(&t, 0, out);
	table_fini(&t);
}

static void
print_effects(const struct effects_grid *g, const struct curve *c,
	      struct buf *out)
{
	static const char *const head[] = { "targets", "effect", "bias",
					    "spread", "MALD" };
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	if (g->ncells < 2) {
		buf_puts(out, "\nOne sampling only: no effect to see.\n");
		return;
	}
	if (!g->whole) {
		buf_puts(out, "\nThe samplings do not make a whole grid of "
			      "temperature and top_p, so their\neffects cannot "
			      "be told apart; compare single ones with: "
			      "lencurve compare DIR\n--under-test sampling\n");
		return;
	}
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < g->nparts; i++) {
		const struct effect *x = &g->effect[i];

		for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
			if (isnan(x->value[k][EFFECT_BIAS]))
				continue;
			range(&t, x->lo, x->hi);
			table_text(&t, effects_kind_name(k));
			for (int m = 0; m < EFFECT_MEASURES; m++)
				estimate(&t, x->value[k][m], x->in[k][m]);
		}
	}
	buf_putc(out, '\n');
	table_print(&t, 0, out);
	table_fini(&t);
	for (size_t i = 0; i < g->outside; i++)
		buf_printf(out,
			   "%s leaves a number out and is not part of "
			   "this grid.\n",
			   c->s->series[g->cell[i].series].sampling);
}

static void
print_variants(const struct effects *x, struct buf *out)
{
	static const char *const head[] = {
		"model",  "sampling", "targets",   "variant",  "bias",
		"spread", "MALD",     "bias less", "MALD less"
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	if (x->nvariants == 0)
		return;
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < x->nvariants; i++) {
		const struct effect_variant *v = &x->variant[i];

		if (isnan(v->cell.value[EFFECT_BIAS]))
			continue;
		table_text(&t, v->model);
		table_text(&t, v->sampling);
		range(&t, v->cell.lo, v->cell.hi);
		table_text(&t, v->variant);
		for (int m = 0; m < EFFECT_MEASURES; m++)
			estimate(&t, v->cell.value[m], v->cell.in[m]);
		estimate(&t, v->value[EFFECT_BIAS], v->in[EFFECT_BIAS]);
		estimate(&t, v->value[EFFECT_MALD], v->in[EFFECT_MALD]);
	}
	buf_puts(out, "\nPrompt variants, and each less the first\n\n");
	table_print(&t, 0, out);
	table_fini(&t);
}

static void
print_all(const struct effects *x, const struct curve *c, struct buf *out)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct effects_grid *g = &x->grid[i];

		buf_printf(out, "%s%s, variant %s; unit %s\n\n",
			   i > 0 ? "\n" : "", g->model, g->variant, c->s->unit);
		print_cells(g, c, out);
		print_effects(g, c, out);
	}
	print_variants(x, out);
	buf_puts(out, "\nAn effect is the highest setting less the lowest; "
		      "95 % intervals in brackets.\none length: targets whose "
		      "repeats all have one length.\n");
}

static int
draw(const char *dir, const struct effects *x, const struct curve *c,
     struct err *e)
{
	const char **name = mem_calloc(x->n + 1, sizeof(*name));
	struct chart_settings s = {
		.unit = c->s->unit,
		.subtitle = "all targets; bars: 95 % intervals",
		.spread = curve_simulated(c->s) ? "simulated" : "",
		.nseries = x->n,
		.name = name,
	};
	struct buf csv;
	int rc;

	buf_init(&csv, PAGE_MAX);
	for (size_t i = 0; i < x->n; i++) {
		name[i] = x->grid[i].model;
		if (x->grid[i].ncells > s.npoint)
			s.npoint = x->grid[i].ncells;
	}
	effects_csv(x, c, &csv);
	rc = chart_draw(dir, "effects", &csv, &s, e);
	if (rc > 0)
		fprintf(stderr, "%s\n", gnuplot_missing);
	buf_fini(&csv);
	free(name);
	return rc < 0 ? -1 : 0;
}

static int
effects_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct effects_cmd *o = opts;
	struct effects x;
	struct jsonw w;
	struct buf page;
	struct runs r;
	int rc = 0;

	(void)nargs;
	if (runs_read(&r, 1, (const char *const *)args, o->band.item, o->band.n,
		      cmd_known(), e) < 0)
		return -1;
	effects_of(&x, &r.c[0]);
	buf_init(&page, PAGE_MAX);
	if (o->json) {
		jsonw_init(&w, &page, 2);
		effects_json(&x, &r.c[0], &w);
		buf_putc(&page, '\n');
	} else {
		print_all(&x, &r.c[0], &page);
	}
	if (o->out != NULL)
		rc = draw(o->out, &x, &r.c[0], e);
	if (rc == 0)
		fwrite(page.data, 1, page.len, stdout);
	buf_fini(&page);
	effects_fini(&x);
	runs_fini(&r);
	return rc;
}

static const struct effects_cmd defaults;

#define AT(field) offsetof(struct effects_cmd, field)

static const struct opt table[] = {
	{ "band", 0, OPT_LIST, AT(band), "FROM-TO",
	  "a band of targets; default the sweep's, or 5-250 and 255-700", NULL,
	  0, 0 },
	{ "out", 'o', OPT_TEXT, AT(out), "DIR",
	  "write effects.csv and the chart there", NULL, 0, 0 },
	{ "json", 0, OPT_FLAG, AT(json), NULL, "print JSON", NULL, 0, 0 },
	{ .name = NULL },
};

const struct cmd cmd_effects = {
	.name = "effects",
	.summary = "what temperature and top_p do to a curve",
	.usage = "DIR [--band FROM-TO]... [-o DIR]",
	.about =
	    "For a sweep over a grid of temperature and top_p: bias, spread "
	    "of repeats and MALD\nof each setting, the main effects and their "
	    "interaction, overall and in bands, and\nthe share of targets "
	    "whose repeats have one length, which is what justifies minimal\n"
	    "sampling. Prompt variants are compared with the first of them.\n",
	.examples = "  lencurve effects results/decoding\n"
		    "  lencurve effects results/decoding -o "
		    "results/decoding/effects\n"
		    "  lencurve effects results/decoding --json | jq "
		    "'.grids[0].effects[0]'\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct effects_cmd),
	.min_args = 1,
	.max_args = 1,
	.run = effects_verb,
};
