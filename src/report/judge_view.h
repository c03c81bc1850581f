/*
 * judge_view: what a judge's scores look like: against the deviation, as a
 * chart, and side by side where two models differ most.
 */
#ifndef REPORT_JUDGE_VIEW_H
#define REPORT_JUDGE_VIEW_H

#include "base/buf.h"
#include "data/jsonw.h"
#include "measure/scores.h"
#include "report/chart.h"
#include "verdict/judged.h"

/* The chart, where there is a page for it, and the questions. Appended. */
void judge_view_text(const struct judged *j, const struct scores *s,
		     const char *unit, struct buf *out);

/* Members of the object that is open: "by_deviation", "differ". */
void judge_view_json(const struct judged *j, const struct scores *s,
		     struct jsonw *w);

/* What each judge of the run in dir says and what may turn it, for a card; one
 * that cannot be read is passed over. of: the run's samples. Appended. */
void judge_view_cards(const char *dir, const struct samples *of,
		      const struct spec_known *k, struct buf *out);

/*
 * All of a run's judges: what is said of each, then of all together, and of
 * those that compare pairs. False:
 * it has none. One that cannot be read is named with the reason.
 */
bool judge_view_run(const char *dir, const struct samples *of,
		    const struct spec_known *k, struct buf *out);

/* DIR/CHART.svg, "score" or "bias", and what belongs to it of the run's
 * judges that have the first one's scale; of is the run, read. -1 also where
 * there is none. As chart_draw. */
int judge_view_draw(const char *run, const struct samples *of, const char *dir,
		    const char *chart, const struct spec_known *k,
		    const struct chart_form *form, struct err *e);

#endif
