/* history: the trend over nights, and a control chart. */
#include "verdict/history.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "data/table.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/gnuplot.h"
#include "report/terms_text.h"
#include "verdict/runs.h"

struct history_cmd {
	struct opt_list band;
	const char *out;
	uint64_t reference;
	bool csv, json;
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

/* "v2"; with sampling and prompt where there are others. */
static void
name_line(const struct history *h, const struct history_point *p,
	  struct buf *out)
{
	bool sampling = false, variant = false;

	for (size_t i = 0; i < h->n; i++) {
		sampling |= strcmp(h->point[i].sampling, p->sampling) != 0;
		variant |= strcmp(h->point[i].variant, p->variant) != 0;
	}
	buf_puts(out, p->model);
	if (sampling)
		buf_printf(out, " %s", p->sampling);
	if (variant)
		buf_printf(out, " %s", p->variant);
}

static void
add_point(struct table *t, const struct history *h,
	  const struct history_point *p, const char *name)
{
	struct buf line;
	char text[64];

	table_text(t, name);
	buf_init(&line, 64 * 1024);
	name_line(h, p, &line);
	table_text(t, line.data);
	buf_fini(&line);
	snprintf(text, sizeof(text), "%.0f-%.0f", p->lo, p->hi);
	table_text(t, text);
	table_num(t, (double)p->measured, 0);
	table_num(t, p->miss, 1);
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
	const char *const head[] = {
		"run",
		"model",
		"targets",
		"M",
		relation_miss_word(h->limits),
		"from",
		"to",
		"centre",
		"lower",
		"upper",
		"cusum+",
		"cusum-",
		"signal",
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < h->n; i++)
		add_point(&t, h, &h->point[i], m->name[h->point[i].run]);
	table_print(&t, 0, out);
	table_fini(&t);
	if (m->n <= h->reference)
		buf_printf(out,
			   "\n%zu run%s: the first %zu are learnt from, the "
			   "next is the first to be judged.\n",
			   m->n, m->n == 1 ? "" : "s", h->reference);
}

/* A later run that was made under other terms than the first. */
static void
add_terms(const struct runs *r, const struct names *m, struct buf *out)
{
	size_t before = out->len;

	for (size_t i = 0; i < r->n && out->len == before; i++) {
		buf_putc(out, '\n');
		terms_text_between(&r->s[0], &r->s[i], m->name[0], m->name[i],
				   out);
		if (out->len == before + 1)
			out->len = before;
	}
}

static void
add_settings(const struct history *h, const struct names *m, struct buf *out)
{
	size_t incomplete = 0;

	for (size_t i = 0; i < h->n; i++)
		incomplete += strcmp(h->point[i].signal, "incomplete") == 0;
	gnuplot_set_text(out, "miss_key", relation_miss_key(h->limits));
	gnuplot_set_text(out, "miss_word", relation_miss_word(h->limits));
	gnuplot_set_num(out, "decision", h->decision);
	gnuplot_set_num(out, "incomplete", (double)incomplete);
	buf_printf(out, "array run_name[%zu]\n", m->n);
	for (size_t i = 0; i < m->n; i++) {
		buf_printf(out, "run_name[%zu] = ", i + 1);
		gnuplot_quote(out, m->name[i]);
		buf_putc(out, '\n');
	}
}

static int
draw(const char *dir, const struct history *h, const struct names *m,
     const struct runs *r, const struct buf *csv, struct err *e)
{
	struct buf subtitle, extra;
	struct chart_settings s = {
		.unit = r->s[0].unit,
		.spread = "",
		.npoint = m->n,
		.nseries = history_lines(h),
		.helper = "panels.gp",
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
		name_line(h, p, b);
		buf_printf(b, ", targets %.0f to %.0f", p->lo, p->hi);
		name[p->line - 1] = b->data;
	}
	s.name = name;
	buf_init(&subtitle, 1 << 20);
	buf_init(&extra, PAGE_MAX);
	curve_show_subtitle(&r->s[0], &subtitle);
	add_settings(h, m, &extra);
	s.subtitle = subtitle.data;
	s.extra = extra.data;
	rc = chart_draw(dir, "history", csv, &s, e);
	if (rc > 0)
		fprintf(stderr, "%s\n", gnuplot_missing);
	buf_fini(&extra);
	buf_fini(&subtitle);
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
	struct buf csv, page;
	const struct buf *print = o->csv ? &csv : &page;
	struct jsonw w;
	int rc = 0;

	buf_init(&csv, PAGE_MAX);
	buf_init(&page, PAGE_MAX);
	history_csv(h, m->name, &csv);
	if (o->json) {
		jsonw_init(&w, &page, 2);
		history_json(h, m->name, &w);
		buf_putc(&page, '\n');
	} else {
		as_table(h, m, &page);
		add_terms(r, m, &page);
	}
	if (o->out != NULL)
		rc = draw(o->out, h, m, r, &csv, e);
	if (rc == 0)
		fwrite(print->data, 1, print->len, stdout);
	buf_fini(&page);
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

	if (o->csv && o->json)
		return err_set(e, STATUS_INPUT,
			       "--csv and --json: choose one of them");
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
	  "runs to learn from before any is judged; default 10", NULL, 3,
	  1000 },
	{ "band", 0, OPT_LIST, AT(band), "FROM-TO", CMD_BAND_HELP, NULL, 0, 0 },
	{ "csv", 0, OPT_FLAG, AT(csv), NULL, "print CSV", NULL, 0, 0 },
	{ "json", 0, OPT_FLAG, AT(json), NULL, "print JSON", NULL, 0, 0 },
	{ "out", 'o', OPT_TEXT, AT(out), "DIR",
	  "write history.csv and the chart there", NULL, 0, 0 },
	{ .name = NULL },
};

const struct cmd cmd_history = {
	.name = "history",
	.summary = "the trend of MALD over runs, with a control chart",
	.usage = "DIR... [--reference N] [-o DIR]",
	.about =
	    "One point a run, in the order given. From the eleventh on, each "
	    "is held against all\nbefore it: by itself (above, below), and by "
	    "a CUSUM that adds up, in sigma, what\nlies over or under, so that "
	    "a drift below any one night's margin is seen. While\nnothing "
	    "changes there is one false alarm in about 365 runs, over all "
	    "lines. A run\nthat lacks 5 % more of its answers than the fullest "
	    "is shown but not judged.\n",
	.examples = "  lencurve history results/night-*\n"
		    "  lencurve history results/2026-* -o results/trend\n"
		    "  lencurve history results/night-* --csv > trend.csv\n"
		    "  lencurve history results/night-* --json | jq "
		    "'.lines[].nights[] | select(.alarm)'\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct history_cmd),
	.min_args = 1,
	.max_args = 10000,
	.run = history_verb,
};
