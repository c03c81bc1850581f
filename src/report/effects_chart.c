/*
 * The pages come from report/effects_page and the drawing from report/chart;
 * here is only which pictures there are. They share one family of settings, as
 * a page that scaled its axes by its own data could not be compared with the
 * next.
 */
#include "report/effects_chart.h"

#include <string.h>

#include "base/file.h"
#include "base/outfile.h"
#include "report/chart.h"
#include "report/effects_page.h"

const char *const effects_charts[] = { "effects", "contrasts", "stability",
				       NULL };

static bool
is_asked(const struct effects_chart_opts *o, const char *chart)
{
	for (size_t i = 0; i < o->nchart; i++)
		if (strcmp(o->chart[i], chart) == 0)
			return true;
	return o->nchart == 0;
}

/* Whether any page has something to show on it. */
static bool
has(const struct effects_pages *p, int chart)
{
	return p->n > 0 &&
	       (chart == 0 || (chart == 1 ? p->contrasted : p->stable));
}

static bool
any_asked(const struct effects_pages *p, const struct effects_chart_opts *o)
{
	for (int i = 0; effects_charts[i] != NULL; i++)
		if (has(p, i) && is_asked(o, effects_charts[i]))
			return true;
	return false;
}

static int
draw_all(const char *dir, const struct effects_pages *p, const struct curve *c,
	 const struct effects_chart_opts *o, const char *settings,
	 struct err *e)
{
	static const char *const none[] = { "" };
	const struct samples *run = c->s;
	struct chart_settings s = {
		.unit = c->s->unit,
		.title = "",
		.subtitle = "",
		.spread = "",
		.npoint = 1,
		.nseries = 1,
		.name = none,
		.extra = settings,
		.family = "effects",
		.helper = "panels.gp",
		.form = &o->form,
		.run = &run,
		.nrun = 1,
	};
	int rc = 0;

	for (int i = 0; rc == 0 && effects_charts[i] != NULL; i++) {
		const char *chart = effects_charts[i];
		const struct buf *csv = i == 0   ? &p->cells
					: i == 1 ? &p->contrasts
						 : NULL;

		rc = is_asked(o, chart) && has(p, i)
			 ? chart_draw(dir, chart, csv, &s, e)
		     : csv != NULL ? outfile_save_in(dir, chart, ".csv", csv, e)
				   : 0;
	}
	return rc;
}

int
effects_chart_draw(const char *dir, const struct effects *x,
		   const struct curve *c, const struct effects_chart_opts *o,
		   size_t *pages, struct err *e)
{
	struct effects_pages p;
	struct buf settings;
	int rc = 2;

	effects_pages_of(&p, x, c);
	*pages = p.n;
	buf_init(&settings, 64 * 1024 * 1024);
	effects_pages_settings(&p, &settings);
	if (any_asked(&p, o) || (o->tables && p.n > 0))
		rc = file_mkdirs(dir, e);
	if (rc == 0)
		rc = draw_all(dir, &p, c, o, settings.data, e);
	buf_fini(&settings);
	effects_pages_fini(&p);
	return rc;
}
