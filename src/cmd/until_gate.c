/*
 * The gate that a run waits for is the one that is asked afterwards: the same
 * nights, the same levels, so that a run that ended with "pass" passes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/against.h"
#include "cmd/cmd.h"
#include "cmd/until_kind.h"
#include "report/gate_show.h"
#include "store/baseline.h"
#include "verdict/until.h"

static int
state(struct load *l, const char *text, struct buf *ahead, struct err *e)
{
	struct manifest_until *u = &l->manifest.until;
	struct gate_opts o;
	struct buf base;
	int rc;

	gate_defaults(&o);
	o.margin = u->margin;
	o.until.n = u->n;
	memcpy(o.until.answers, u->answers, sizeof(u->answers));
	buf_init(&base, 64 * 1024);
	rc = baseline_find(text, &base, e);
	if (rc == 0)
		rc = against_ahead(base.data, &o, &l->spec.again, ahead, e);
	if (rc == 0)
		u->against = arena_strdup(&l->arena, base.data);
	buf_fini(&base);
	return rc;
}

static int
open_gate(struct against *a, const struct load *l, const char *dir,
	  struct err *e)
{
	const struct manifest_until *u = &l->manifest.until;
	struct opt_list bands = { .n = 0 };
	struct gate_opts go;

	gate_defaults(&go);
	go.margin = u->margin;
	return against_open(a, u->against, dir, &bands, &go, e);
}

/* What an open look wants of each question, into each. */
static void
grow(const struct plan *p, const struct gate_look *k, uint32_t answers,
     uint32_t *each)
{
	uint32_t *want = mem_calloc(k->ntarget + 1, sizeof(*want));

	until_want(answers, k->sd, k->ntarget, want);
	until_raise(p,
		    &(struct until_want){ k->model, k->sampling, k->variant,
					  k->ntarget, k->targets, want },
		    each);
	free(want);
}

static void
grow_all(const struct load *l, const struct gate *g, uint32_t answers,
	 uint32_t *each)
{
	bool *asks = mem_calloc(g->n + 1, sizeof(*asks));

	gate_asks(g->look, g->n, &g->opts, &g->levels, asks);
	for (size_t i = 0; i < g->n; i++)
		if (asks[i])
			grow(&l->plan, &g->look[i], answers, each);
	free(asks);
}

static int
status_of(enum gate_answer a)
{
	return a == GATE_REGRESSION     ? STATUS_GATE
	       : a == GATE_INCONCLUSIVE ? STATUS_INCONCLUSIVE
					: STATUS_OK;
}

static int
look(const struct load *l, const char *dir, uint32_t answers, uint32_t *each,
     int *status, struct err *e)
{
	struct against a;

	if (open_gate(&a, l, dir, e) < 0)
		return -1;
	*status = status_of(a.g.answer);
	if (a.g.answer == GATE_INCONCLUSIVE && answers > 0)
		grow_all(l, &a.g, answers, each);
	against_close(&a);
	return 0;
}

static int
print(const struct load *l, const char *dir, struct err *e)
{
	struct against a;
	struct buf text;

	if (open_gate(&a, l, dir, e) < 0)
		return -1;
	buf_init(&text, CMD_PAGE_MAX);
	buf_putc(&text, '\n');
	gate_show_text(&a.g, a.base.data, dir, &text);
	cmd_page(&text, false);
	against_close(&a);
	return 0;
}

static int
json(const struct load *l, const char *dir, struct jsonw *w, struct err *e)
{
	struct against a;

	if (open_gate(&a, l, dir, e) < 0) {
		jsonw_null(w);
		return -1;
	}
	gate_show_json(&a.g, a.base.data, dir, w);
	against_close(&a);
	return 0;
}

const struct until_kind until_gate = { .name = "gate:",
				       .first = UNTIL_FIRST,
				       .margin = true,
				       .state = state,
				       .look = look,
				       .print = print,
				       .json = json };
