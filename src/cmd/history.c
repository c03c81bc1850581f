/* history: the trend over nights as CSV and a control chart. */
#include "curve/history.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "curve/runs.h"
#include "report/chart.h"
#include "report/gnuplot.h"
#include "report/table.h"

struct history_cmd {
	struct opt_list band;
	const char *out;
	uint64_t reference;
	bool csv;
};

enum { PAGE_MAX = 64 * 1024 * 1024 };

struct names {
	size_t n;
	struct buf *text;
	const char **name;
};

static void
name_runs(struct names *m, size_t n, char **path)
{
	*m = (struct names){ n, mem_calloc(n, sizeof(*m->text)),
			     mem_calloc(n, sizeof(*m->name)) };
	for (size_t i = 0; i < n; i++) {
		buf_init(&m->text[i], 64 * 1024);
		chart_run_name(path[i], &m->text[i]);
		m->name[i] = m->text[i].data;
	}
}

static void
drop_names(struct names *m)
{
	for (size_t i = 0; i < m->n; i++)
		buf_fini(&m->text[i]);
	free(m->text);
	free(m->name);
}

static void
add_point(struct table *t, const struct history_point *p, const char *name)
{
	char text[64];

	table_text(t, name);
	table_text(t, p->model);
	snprintf(text, sizeof(text), "%.0f-%.0f", p->lo, p->hi);
	table_text(t, text);
	table_num(t, p->mald, 1);
	table_num(t, p->in.lo, 1);
	table_num(t, p->in.hi, 1);
	table_num(t, p->centre, 1);
	table_num(t, p->lower, 1);
	table_num(t, p->upper, 1);
	table_num(t, p->cusum_up, 1);
	table_num(t, p->cusum_down, 1);
	table_text(t, p->signal);
}

static void
as_table(const struct history *h, const struct names *m, struct buf *out)
{
	static const char *const head[] = { "run",    "model",  "targets",
					    "MALD",   "from",   "to",
					    "centre", "lower",  "upper",
					    "cusum+", "cusum-", "signal" };
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < h->n; i++)
		add_point(&t, &h->point[i], m->name[h->point[i].run]);
	table_print(&t, 0, out);
	table_fini(&t);
}

static int
draw(const struct history_cmd *o, const struct history *h,
     const struct names *m, const struct runs *r, const struct buf *csv,
     struct err *e)
{
	struct chart_settings s = {
		.unit = r->s[0].unit,
		.subtitle = "95 % intervals; dotted: three-sigma limits",
		.spread = curve_simulated(&r->s[0]) ? "simulated" : "",
		.npoint = m->n,
		.nseries = history_lines(h),
	};
	struct buf *text = mem_calloc(s.nseries + 1, sizeof(*text));
	const char **name = mem_calloc(s.nseries + 1, sizeof(*name));
	int rc;

	for (size_t i = 0; i < h->n; i++) {
		const struct history_point *p = &h->point[i];
		struct buf *b = &text[p->line - 1];

		if (name[p->line - 1] != NULL)
			continue;
		buf_init(b, 64 * 1024);
		buf_printf(b, "%s %.0f-%.0f", p->model, p->lo, p->hi);
		name[p->line - 1] = b->data;
	}
	s.name = name;
	rc = chart_draw(o->out, "history", csv, &s, e);
	if (rc > 0)
		fprintf(stderr, "%s\n", gnuplot_missing);
	for (size_t i = 0; i < s.nseries; i++)
		buf_fini(&text[i]);
	free(name);
	free(text);
	return rc < 0 ? -1 : 0;
}

static int
publish(const struct history_cmd *o, const struct history *h,
	const struct names *m, const struct runs *r, struct err *e)
{
	struct buf csv, text;
	int rc = 0;

	buf_init(&csv, PAGE_MAX);
	buf_init(&text, PAGE_MAX);
	history_csv(h, m->name, &csv);
	as_table(h, m, &text);
	if (o->out != NULL)
		rc = draw(o, h, m, r, &csv, e);
	if (rc == 0)
		fwrite(o->csv ? csv.data : text.data, 1,
		       o->csv ? csv.len : text.len, stdout);
	buf_fini(&text);
	buf_fini(&csv);
	return rc;
}

static int
history_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct history_cmd *o = opts;
	struct history h;
	struct names m;
	struct runs r;
	int rc;

	if (runs_read(&r, (size_t)nargs, (const char *const *)args,
		      o->band.item, o->band.n, cmd_known(), e) < 0)
		return -1;
	rc = history_of(&h, r.c, r.n, o->reference, e);
	if (rc == 0) {
		name_runs(&m, r.n, args);
		rc = publish(o, &h, &m, &r, e);
		drop_names(&m);
		history_fini(&h);
	}
	runs_fini(&r);
	return rc;
}

static const struct history_cmd defaults = { .reference = 10 };

#define AT(field) offsetof(struct history_cmd, field)

static const struct opt table[] = {
	{ "reference", 'r', OPT_COUNT, AT(reference), "N",
	  "runs that set centre and limits, the first N; default 10", NULL, 3,
	  1000 },
	{ "band", 0, OPT_LIST, AT(band), "FROM-TO",
	  "a band of targets; default the sweep's, or 5-250 and 255-700", NULL,
	  0, 0 },
	{ "csv", 0, OPT_FLAG, AT(csv), NULL, "print CSV", NULL, 0, 0 },
	{ "out", 'o', OPT_TEXT, AT(out), "DIR",
	  "write history.csv and the chart there", NULL, 0, 0 },
	{ .name = NULL },
};

const struct cmd cmd_history = {
	.name = "history",
	.summary = "the trend of MALD over runs, with a control chart",
	.usage = "DIR... [--reference N] [-o DIR]",
	.about =
	    "One point a run, in the order given. The first runs set a centre "
	    "and three-sigma\nlimits; CUSUM adds up what is above or below the "
	    "centre, in sigma, so that a drift\nbelow any one night's margin "
	    "is seen (a signal beyond 5).\n",
	.examples = "  lencurve history results/night-*\n"
		    "  lencurve history results/2026-* -o results/trend\n"
		    "  lencurve history results/night-* --csv > trend.csv\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct history_cmd),
	.min_args = 1,
	.max_args = 10000,
	.run = history_verb,
};
