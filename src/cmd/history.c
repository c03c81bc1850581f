/*
 * history: the trend over nights, and a control chart. Runs stand in the order
 * in which they are given, as a directory has no date that can be trusted.
 */
#include "verdict/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/chart_opts.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/card.h"
#include "report/chart.h"
#include "report/gnuplot.h"
#include "report/history_chart.h"
#include "report/history_show.h"
#include "report/terms_text.h"
#include "verdict/runs.h"

struct history_cmd {
	struct opt_list band;
	const char *out, *fail_on;
	struct chart_opts form;
	uint64_t reference;
	bool csv, json, all;
};

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

/* A later run that was made under other terms than the first. */
static void
add_terms(const struct runs *r, const struct names *m, struct buf *out)
{
	size_t before = out->len;

	for (size_t i = 0; i < r->n && out->len == before; i++)
		terms_text_between(&r->s[0], &r->s[i], m->name[0], m->name[i],
				   out);
}

static int
draw(const struct history_cmd *o, const struct history *h,
     const struct names *m, const struct runs *r, const struct buf *csv,
     struct err *e)
{
	static const char *const file[] = { "history.csv", NULL };
	static const char *const chart[] = { "history", NULL };
	const struct samples **s = mem_calloc(r->n + 1, sizeof(*s));
	struct chart_form form;
	int rc;

	for (size_t i = 0; i < r->n; i++)
		s[i] = &r->s[i];
	chart_opts_form(&o->form, &form);
	rc = history_chart_draw(o->out, h, m->name, s, m->n, csv, &form, e);
	if (rc > 0)
		cmd_say(stderr, "%s\n", gnuplot_missing);
	if (rc >= 0)
		chart_opts_wrote(o->out, file, chart, 0, &form);
	free(s);
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

	buf_init(&csv, CMD_PAGE_MAX);
	buf_init(&page, CMD_PAGE_MAX);
	history_show_csv(h, m->name, &csv);
	if (o->json) {
		jsonw_init(&w, &page, 2);
		history_show_json(h, m->name, &w);
		buf_putc(&page, '\n');
	} else {
		card_history(h, m->name, m->n, o->all, &page);
		if (o->all) {
			buf_putc(&page, '\n');
			history_show_text(h, m->name, m->n, &page);
		}
		add_terms(r, m, &page);
	}
	if (o->out != NULL)
		rc = draw(o, h, m, r, &csv, e);
	if (rc == 0)
		(o->csv || o->json ? cmd_print_data : cmd_print)(print);
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
		if (rc == 0 && o->fail_on != NULL &&
		    (strcmp(o->fail_on, "last") == 0
			 ? history_alarms_at(&h, r.n - 1)
			 : history_alarms(&h)))
			rc = STATUS_GATE;
		history_fini(&h);
	}
	runs_fini(&r);
	return rc;
}

static const struct history_cmd defaults = { .reference = HISTORY_REFERENCE };

#define AT(field) offsetof(struct history_cmd, field)

static const struct opt table[] = {
	OPT(COUNT, "reference", 'r', AT(reference), "N",
	    "runs to learn from before any is judged", OPT_FROM(3, 1000)),
	CMD_OPT_BAND(AT(band)),
	CMD_OPT_ALL(AT(all)),
	OPT(FLAG, "csv", 0, AT(csv), NULL, "print CSV"),
	CMD_OPT_JSON(AT(json)),
	OPT(TEXT, "fail-on", 0, AT(fail_on), "WHAT",
	    "exit status 1 on a signal in any of the runs, or in the last",
	    .words = OPT_ONE_OF("signal", "last")),
	OPT(TEXT, "out", 'o', AT(out), "DIR",
	    "write history.csv and the chart there"),
	CHART_OPTS(AT(form)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "history --json",
	  "history DIR... --json",
	  "S: `lencurve history`.",
	  false,
	  { history_show_places } },
	{ "history.csv",
	  "history DIR... --csv",
	  "A row for each line and night; `mald` is `miss` under limits.",
	  true,
	  { history_show_csv_places } },
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
		    "  lencurve history results/2026-* --fail-on last\n"
		    "  lencurve history results/night-* --csv > trend.csv\n"
		    "  lencurve history results/night-* --json | jq "
		    "'.lines[].nights[] | select(.alarm)'\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct history_cmd),
	.min_args = 1,
	.max_args = 10000,
	.dirs = true,
	.run = history_verb,
};
