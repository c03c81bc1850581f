/*
 * The half width stands in the text of --until, so that the manifest has it
 * without a key of its own: "width:5", or "width:bands:1".
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "cmd/until_kind.h"
#include "report/narrow_show.h"
#include "verdict/narrow.h"
#include "verdict/runs.h"

#define BANDS "bands:"

static int
read_text(const char *text, struct narrow_opts *o, struct err *e)
{
	const char *n = text;

	*o = (struct narrow_opts){ .half = NAN };
	o->bands = strncmp(text, BANDS, strlen(BANDS)) == 0;
	n += o->bands ? strlen(BANDS) : 0;
	if (num_parse(n, strlen(n), &o->half) == 0 && o->half > 0 &&
	    isfinite(o->half))
		return 0;
	return err_set(e, STATUS_INPUT,
		       "--until width: found \"%s\", expected half the width "
		       "of an interval that is narrow enough, above 0, as in "
		       "width:5, or width:bands:1 for the bands alone",
		       text);
}

static int
state(struct load *l, const char *text, struct buf *ahead, struct err *e)
{
	struct narrow_opts o;

	(void)ahead;
	(void)l;
	return read_text(text, &o, e);
}

/* One run, and how narrow it is. */
struct seen {
	struct runs r;
	struct narrow w;
};

static int
open_seen(struct seen *x, const struct load *l, const char *dir, struct err *e)
{
	const struct manifest_until *u = &l->manifest.until;
	struct narrow_opts o;

	if (read_text(u->what + strlen(until_width.name), &o, e) < 0 ||
	    runs_read(&x->r, 1, &dir, NULL, 0, cmd_known(), e) < 0)
		return -1;
	o.most = u->answers[u->n - 1];
	narrow_of(&x->w, x->r.c, &o);
	return 0;
}

static void
close_seen(struct seen *x)
{
	narrow_fini(&x->w);
	runs_fini(&x->r);
}

static void
grow(const struct load *l, const struct seen *x, size_t i, uint32_t answers,
     uint32_t *each)
{
	const struct series *s = &x->r.c[0].s->series[i];
	const struct narrow_series *ws = &x->w.series[i];
	uint32_t *want = mem_calloc(2 * ws->n + 1, sizeof(*want));
	uint32_t *target = want + ws->n;

	for (size_t k = 0; k < ws->n; k++)
		target[k] = ws->spot[k].target;
	narrow_want(&x->w, i, answers, want);
	until_raise(&l->plan,
		    &(struct until_want){ s->model, s->sampling, s->variant,
					  ws->n, target, want },
		    each);
	free(want);
}

static int
look(const struct load *l, const char *dir, uint32_t answers, uint32_t *each,
     int *status, struct err *e)
{
	struct seen x;

	if (open_seen(&x, l, dir, e) < 0)
		return -1;
	*status = x.w.open > 0 ? STATUS_INCONCLUSIVE : STATUS_OK;
	for (size_t i = 0; i < x.w.nseries && answers > 0; i++)
		grow(l, &x, i, answers, each);
	close_seen(&x);
	return 0;
}

static int
print(const struct load *l, const char *dir, struct err *e)
{
	struct buf text;
	struct seen x;

	if (open_seen(&x, l, dir, e) < 0)
		return -1;
	buf_init(&text, CMD_PAGE_MAX);
	buf_putc(&text, '\n');
	narrow_show_text(&x.w, x.r.c[0].s, &text);
	cmd_page(&text, false);
	close_seen(&x);
	return 0;
}

static int
json(const struct load *l, const char *dir, struct jsonw *w, struct err *e)
{
	struct seen x;

	if (open_seen(&x, l, dir, e) < 0) {
		jsonw_null(w);
		return -1;
	}
	narrow_show_json(&x.w, w);
	close_seen(&x);
	return 0;
}

const struct until_kind until_width = { .name = "width:",
					.first = NARROW_FIRST,
					.goes_on = true,
					.state = state,
					.look = look,
					.print = print,
					.json = json };
