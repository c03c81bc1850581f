/*
 * study_view: a study's goals by its factors, as small multiples.
 *
 * Along x stands the factor with a scale that has most levels (else the one
 * with most words), a line is a level of the next, a panel one of the third;
 * over further factors recipes are averaged.
 */
#ifndef REPORT_STUDY_VIEW_H
#define REPORT_STUDY_VIEW_H

#include "report/chart.h"
#include "report/figure.h"
#include "verdict/recipes.h"

/* Of a goal, from 0; in the arena. NULL: no factor has two levels. */
struct figure *study_view_figure(const struct recipes *r, size_t goal,
				 struct arena *a);

/* DIR/study.svg and what belongs to it, of several goals study-1.svg and on;
 * *pages is as chart_opts_wrote has it. 2: nothing can be drawn. Else as
 * chart_draw. */
int study_view_draw(const char *dir, const struct recipes *r,
		    const struct chart_form *form, size_t *pages,
		    struct err *e);

#endif
