/*
 * The pages come from report/effects_page and the drawing from report/chart;
 * here is only which pictures there are. They share one family of settings, as
 * a page that scaled its axes by its own data could not be compared with the
 * next.
 */
#include "report/effects_chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/chart.h"
#include "report/effects_page.h"

static int
draw_all(const char *dir, const struct effects_pages *p, const struct curve *c,
	 const char *settings, struct err *e)
{
	static const char *const none[] = { "" };
	const struct chart_settings s = {
		.unit = c->s->unit,
		.subtitle = "",
		.spread = "",
		.npoint = 1,
		.nseries = 1,
		.name = none,
		.extra = settings,
		.family = "effects",
		.helper = "panels.gp",
	};
	int rc = chart_draw(dir, "effects", &p->cells, &s, e);

	if (rc == 0)
		rc = chart_draw(dir, "contrasts", &p->contrasts, &s, e);
	if (rc == 0 && p->stable)
		rc = chart_draw(dir, "stability", NULL, &s, e);
	return rc;
}

int
effects_chart_draw(const char *dir, const struct effects *x,
		   const struct curve *c, struct err *e)
{
	struct effects_pages p;
	struct buf settings;
	int rc = 2;

	effects_pages_of(&p, x, c);
	buf_init(&settings, 64 * 1024 * 1024);
	effects_pages_settings(&p, &settings);
	if (p.n > 0)
		rc = draw_all(dir, &p, c, settings.data, e);
	buf_fini(&settings);
	effects_pages_fini(&p);
	return rc;
}
