/*
 * All talk of a run goes to stderr and the JSON alone to stdout, so that both
 * can be had at once. Reasons come sorted and few: a run of ten thousand
 * failures has three causes, and a screen full of one hides the others.
 */
#include "cmd/run_say.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "cmd/cmd.h"
#include "cmd/progress.h"
#include "data/jsonw.h"

enum { JSON_MAX = 64 * 1024, REASONS_SHOWN = 5 };

void
run_say_warning(const struct run *r)
{
	const char *warning = run_warning(r);

	if (warning != NULL)
		cmd_say(stderr,
			"lencurve run: %s (skipped; what is missing is asked "
			"again)\n",
			warning);
}

void
run_say_start(const struct run *r, const struct load *l, const char *dir)
{
	const struct spec *s = &l->spec;
	uint64_t open = run_open_cells(r), n = l->plan.ncell;

	for (size_t i = 0; i < l->manifest.nsent; i++) {
		const struct manifest_sent *m = &l->manifest.sent[i];

		if (m->note != NULL)
			cmd_say(stderr, "%s, sampling %s: %s\n", m->model,
				m->sampling, m->note);
	}
	cmd_say(stderr, "%s: %llu requests, %zu model%s -> %s", s->name,
		(unsigned long long)n, s->nmodel, s->nmodel == 1 ? "" : "s",
		dir);
	if (open < n)
		cmd_say(stderr, "; %llu are answered already",
			(unsigned long long)(n - open));
	fputc('\n', stderr);
	if (run_owed(r) > 0)
		cmd_say(stderr,
			"requests of an earlier run that was killed, counted "
			"in the budget as the most they can be: %llu\n",
			(unsigned long long)run_owed(r));
}

void
run_say_end(const struct run_progress *p)
{
	struct run_progress end = *p;
	char t[CLOCK_STAMP];
	struct buf line;

	end.ending = end.token = false;
	end.why = PACE_ANSWERS;
	end.rate = 0;
	end.eta_s = NAN;
	clock_duration(t, p->seconds);
	buf_init(&line, 1024);
	progress_line(&end, &line);
	cmd_say(stderr, "%s  in %s\n", line.data, t);
	buf_fini(&line);
}

void
run_say_reasons(struct reasons *r)
{
	uint64_t rest = r->other;

	if (r->n == 0)
		return;
	reasons_sort(r);
	cmd_say(stderr, "why requests failed:\n");
	for (size_t i = 0; i < r->n; i++) {
		if (i < REASONS_SHOWN)
			cmd_say(stderr, "%7llu  %s\n",
				(unsigned long long)r->reason[i].count,
				r->reason[i].text);
		else
			rest += r->reason[i].count;
	}
	if (rest > 0)
		cmd_say(stderr, "%7llu  other reasons\n",
			(unsigned long long)rest);
}

static void
json_reasons(struct jsonw *w, const struct reasons *r)
{
	jsonw_key(w, "reasons");
	jsonw_array(w);
	for (size_t i = 0; i < r->n; i++) {
		jsonw_object(w);
		jsonw_kint(w, "count", (int64_t)r->reason[i].count);
		jsonw_kstr(w, "error", r->reason[i].text);
		jsonw_end(w);
	}
	jsonw_end(w);
}

void
run_say_json(const struct load *l, const char *dir,
	     const struct run_progress *p, const struct reasons *r, int status,
	     const struct err *e)
{
	struct jsonw w;
	struct buf out;

	buf_init(&out, JSON_MAX);
	jsonw_init(&w, &out, 2);
	jsonw_object(&w);
	jsonw_kstr(&w, "sweep", l->spec.name);
	jsonw_kstr(&w, "dir", dir);
	jsonw_kint(&w, "status", status);
	jsonw_kstr(&w, "message", status == STATUS_OK ? NULL : e->msg);
	jsonw_kint(&w, "planned", (int64_t)p->planned);
	jsonw_kint(&w, "kept", (int64_t)p->kept);
	jsonw_kint(&w, "done", (int64_t)p->done);
	jsonw_key(&w, "outcomes");
	jsonw_object(&w);
	for (int o = 0; o < OUTCOMES; o++)
		jsonw_kint(&w, outcome_name((enum outcome)o),
			   (int64_t)p->outcome[o]);
	jsonw_end(&w);
	json_reasons(&w, r);
	jsonw_knum(&w, "tokens", p->spent.tokens);
	jsonw_knum(&w, "cost", p->spent.cost);
	jsonw_knum(&w, "seconds", p->seconds);
	jsonw_end(&w);
	buf_putc(&out, '\n');
	cmd_print_data(&out);
	buf_fini(&out);
}

void
run_say_why(const char *dir, const struct run_progress *p, struct err *e)
{
	char why[sizeof(e->msg)];
	uint64_t have = p->kept + p->done;
	uint64_t open = p->planned - have;

	memcpy(why, e->msg, sizeof(why));
	err_set(e, e->status,
		"%.600s\n%llu of %llu requests have their answer in %.200s",
		why, (unsigned long long)(have - p->passing),
		(unsigned long long)p->planned, dir);
	if (open > 0 || p->passing > 0)
		snprintf(e->msg + strlen(e->msg),
			 sizeof(e->msg) - strlen(e->msg),
			 "; run the same command again to resume");
}
