/* Parts of bench_sweep without a server: to read an answer, to keep one. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "bench/rows.h"
#include "bench/sweep_task.h"
#include "data/json.h"

enum { REPS = 5 };

/* The fixed answer, and the same as a server sends it whose JSON is ASCII. */
static const char *
answer(bool escaped)
{
	static char out[8192];
	const char *s = task_answer(1024);
	size_t len = strlen(s), n = 0;
	uint32_t c;

	if (!escaped)
		return s;
	for (size_t at = 0; at < len;) {
		at += utf8_step((const unsigned char *)s + at, len - at, &c);
		n += (size_t)snprintf(out + n, sizeof(out) - n,
				      c < 0x80 ? "%c" : "\\u%04x", (int)c);
	}
	return out;
}

/* ns a reading of it, the best of REPS. */
static double
reading(void (*read)(const char *s, size_t n, struct arena *a), bool escaped)
{
	enum { TIMES = 20000 };
	const char *s = answer(escaped);
	size_t n = strlen(s);
	double best = INFINITY;
	struct arena a;

	arena_init(&a);
	for (int k = 0; k < REPS; k++) {
		double c0 = task_cpu_seconds();

		for (int i = 0; i < TIMES; i++)
			read(s, n, &a);
		best = fmin(best, (task_cpu_seconds() - c0) / TIMES * 1e9);
	}
	arena_fini(&a);
	return best;
}

static void
by_json_parse(const char *s, size_t n, struct arena *a)
{
	unsigned notes;
	struct err e;

	(void)a;
	cJSON_Delete(json_parse(s, n, &notes, &e));
}

static void
by_cjson(const char *s, size_t n, struct arena *a)
{
	(void)a;
	cJSON_Delete(cJSON_ParseWithLength(s, n));
}

static void
by_json_read(const char *s, size_t n, struct arena *a)
{
	unsigned notes;
	struct err e;

	json_read(s, n, a, &notes, &e);
	arena_reset(a);
}

void
local_parse(void)
{
	static const double escapes_goal = 1; /* GB/s */

	for (int escaped = 0; escaped < 2; escaped++) {
		const char *kind = escaped ? "\\uXXXX" : "Chinese";
		double cjson = reading(by_cjson, escaped);
		double parse = reading(by_json_parse, escaped);
		double ours = reading(by_json_read, escaped);
		double rate = (double)strlen(answer(escaped)) / ours;
		char name[64];

		snprintf(name, sizeof(name), "%s: cJSON alone", kind);
		row("answer_parse", name, cjson, "ns", NAN, NAN, "", NAN);
		snprintf(name, sizeof(name), "%s: json_parse", kind);
		row("answer_parse", name, parse, "ns", cjson, cjson / parse, "",
		    NAN);
		snprintf(name, sizeof(name), "%s: json_read", kind);
		row("answer_parse", name, ours, "ns", cjson, cjson / ours, "",
		    NAN);
		snprintf(name, sizeof(name), "%s: speed of json_read", kind);
		row("answer_parse", name, rate, "GB/s", NAN, rate,
		    ">=", escapes_goal);
	}
}

static int
append_all(const struct task *t)
{
	struct record r;
	struct err e;
	struct journal *j = journal_open(task_scratch, t->sync, &e);

	record_init(&r);
	r.id = "m/min/plain/300/1";
	r.model = "m";
	r.sampling = "min";
	r.variant = "plain";
	r.target = 300;
	r.repeat = 1;
	r.outcome = OUTCOME_OK;
	r.final = true;
	r.text = task_answer(1024);
	r.text_len = strlen(r.text);
	for (unsigned i = 0; i < t->n; i++)
		if (j == NULL || journal_append(j, &r, &e) != 0)
			return -1;
	return journal_close(j, &e);
}

static double
per_record(enum journal_sync sync, unsigned n)
{
	struct task t = { .work = append_all, .n = n, .sync = sync };
	double us = task_measure(&t).wall_s / n * 1e6;

	task_unlink_journal();
	return us;
}

void
local_journal(void)
{
	double none = INFINITY, group = INFINITY, always = INFINITY;

	for (int k = 0; k < 3 * REPS; k++) {
		none = fmin(none, per_record(JOURNAL_SYNC_NONE, 10000));
		group = fmin(group, per_record(JOURNAL_SYNC_GROUP, 10000));
	}
	for (int k = 0; k < REPS; k++)
		always = fmin(always, per_record(JOURNAL_SYNC_ALWAYS, 500));
	row("journal", "no sync", none, "us", NAN, NAN, "", NAN);
	row("journal", "group commit", group, "us", none, NAN, "", NAN);
	row("group_commit_cost", "group - none", group - none, "us", NAN,
	    group - none, "<=", 5);
	row("journal", "sync each", always, "us", group, always / group, "",
	    NAN);
}
