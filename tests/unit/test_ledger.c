#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "provider/provider.h"
#include "run/ledger.h"
#include "run/owed.h"
#include "store/journal.h"
#include "store/merge.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"

static char dir[SCRATCH_PATH];

static void
setup(void)
{
	scratch_make(dir, "ledger");
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(ledger, .init = setup, .fini = teardown);

/* Kinds of lines: announced, answered with counts, left without an answer. */
enum kind { RESERVED, ANSWERED, LEFT };

static void
line(struct made_run *m, uint64_t index, enum kind kind, int64_t started,
     int64_t maybe_billed)
{
	struct plan_cell c = plan_cell(&m->p, index);
	struct buf id;
	struct record r;
	struct err e;

	buf_init(&id, 4096);
	plan_id(&m->p, &c, &id);
	record_init(&r);
	r.id = id.data;
	r.fingerprint = plan_fingerprint(&m->p, &c);
	r.model = m->s.model[c.model].name;
	r.sampling = m->s.sampling[c.sampling].name;
	r.variant = m->s.variant[c.variant].name;
	r.target = c.target;
	r.repeat = c.repeat;
	r.started_ms = started;
	r.maybe_billed = maybe_billed;
	if (kind == RESERVED)
		r.notes = NOTE_RESERVED | NOTE_MAYBE_BILLED;
	if (kind == ANSWERED) {
		r.outcome = OUTCOME_OK;
		r.final = true;
		r.text = "x";
		r.text_len = 1;
		r.prompt_tokens = 3;
		r.completion_tokens = 4;
	}
	cr_assert_eq(journal_append(m->j, &r, &e), 0, "%s", e.msg);
	buf_fini(&id);
}

static void
open_in(struct ledger *l, const struct made_run *m, const char *where)
{
	struct run_model model[2];
	struct ledger_again none = { .wants = NULL };
	struct ledger_shard all = { 0 };
	struct err e;

	for (int i = 0; i < 2; i++)
		model[i] = (struct run_model){
			.provider = provider_find(m->s.model[i].provider),
		};
	cr_assert_eq(ledger_open(l, &m->p, model, where, &none, &all, &e), 0,
		     "%s", e.msg);
}

/* What each line of a journal has to do with the budget. */
static const struct {
	const char *id;
	struct {
		uint64_t cell;
		enum kind kind;
		int64_t started, maybe_billed;
	} line[5];
	size_t n;
	double most; /* so many times cell 0's most, */
	double sure; /* and so many tokens */
	uint64_t owed, kept;
} cases[] = {
	{ "in flight at a kill", { { 0, RESERVED, 10, 1 } }, 1, 1, 0, 1, 0 },
	{ "answered",
	  { { 0, RESERVED, 10, 1 }, { 0, ANSWERED, 10, -1 } },
	  2,
	  0,
	  7,
	  0,
	  1 },
	{ "a second attempt in flight, the first timed out",
	  { { 0, RESERVED, 10, 1 }, { 0, RESERVED, 10, 2 } },
	  2,
	  2,
	  0,
	  2,
	  0 },
	{ "a second attempt, the first was refused",
	  { { 0, RESERVED, 10, 1 }, { 0, RESERVED, 10, 1 } },
	  2,
	  1,
	  0,
	  1,
	  0 },
	{ "answered at the second attempt",
	  { { 0, RESERVED, 10, 1 },
	    { 0, RESERVED, 10, 2 },
	    { 0, ANSWERED, 10, 1 } },
	  3,
	  1,
	  7,
	  0,
	  1 },
	{ "killed twice",
	  { { 0, RESERVED, 10, 1 }, { 0, RESERVED, 20, 1 } },
	  2,
	  2,
	  0,
	  2,
	  0 },
	{ "killed, then answered",
	  { { 0, RESERVED, 10, 1 },
	    { 0, RESERVED, 20, 1 },
	    { 0, ANSWERED, 20, -1 } },
	  3,
	  1,
	  7,
	  1,
	  1 },
	{ "left, and known to be for nothing",
	  { { 0, RESERVED, 10, 1 }, { 0, LEFT, 10, -1 } },
	  2,
	  0,
	  0,
	  0,
	  0 },
	{ "another cell's answer settles nothing",
	  { { 0, RESERVED, 10, 1 },
	    { 1, RESERVED, 10, 1 },
	    { 1, ANSWERED, 10, -1 } },
	  3,
	  1,
	  7,
	  1,
	  1 },
	{ "announced behind its answer, to be asked again",
	  { { 0, ANSWERED, 10, -1 }, { 0, RESERVED, 20, 1 } },
	  2,
	  1,
	  7,
	  1,
	  1 },
	{ "without announcements", { { 0, ANSWERED, 10, 2 } }, 1, 2, 7, 0, 1 },
};

static void
check(size_t i, const struct made_run *m, const char *where)
{
	struct plan_cell first = plan_cell(&m->p, 0);
	struct budget_spend most =
	    ask_most(&m->p, &first, provider_find(m->s.model[0].provider));
	struct ledger l;

	open_in(&l, m, where);
	cr_assert_float_eq(l.spent.tokens,
			   cases[i].most * most.tokens + cases[i].sure, 1e-6,
			   "%s in %s: %g", cases[i].id, where, l.spent.tokens);
	cr_assert_eq(l.owed, cases[i].owed, "%s", cases[i].id);
	cr_assert_eq(l.kept, cases[i].kept, "%s", cases[i].id);
	ledger_close(&l);
}

Test(ledger, what_was_announced_and_not_settled_counts_as_the_most)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct made_run m;
		struct merge_result r;
		struct err e;
		char in[96], to[96];
		const char *from[2] = { in, in };

		snprintf(in, sizeof(in), "%s/%zu", dir, i);
		snprintf(to, sizeof(to), "%s/merged-%zu", dir, i);
		cr_assert_eq(mkdir(in, 0700) | mkdir(to, 0700), 0);
		made_run_open(&m, in);
		for (size_t k = 0; k < cases[i].n; k++)
			line(&m, cases[i].line[k].cell, cases[i].line[k].kind,
			     cases[i].line[k].started,
			     cases[i].line[k].maybe_billed);
		check(i, &m, in);
		/* The same from both sides is the same, in order of time. */
		cr_assert_eq(merge_journals(from, 2, to, &m.p, &r, &e), 0);
		check(i, &m, to);
		made_run_close(&m);
	}
}

/* Who looks for answers is not told of announcements. */
Test(ledger, announcements_are_passed_over_by_readers)
{
	struct journal_reader *jr;
	struct made_run m;
	struct record r;
	struct err e;

	made_run_open(&m, dir);
	line(&m, 0, RESERVED, 10, 1);
	line(&m, 1, RESERVED, 10, 1);
	line(&m, 0, ANSWERED, 10, -1);
	line(&m, 2, RESERVED, 10, 1);
	jr = journal_read_open(dir, &e);
	cr_assert_eq(journal_read(jr, &r, &e), 1);
	cr_assert_eq(r.outcome, OUTCOME_OK);
	cr_assert_eq(journal_read_line(jr), 4);
	cr_assert_eq(journal_read(jr, &r, &e), 0);
	journal_read_close(jr);
	jr = journal_read_open(dir, &e);
	journal_read_reserved(jr);
	for (int i = 0; i < 4; i++)
		cr_assert_eq(journal_read(jr, &r, &e), 1);
	journal_read_close(jr);
	made_run_close(&m);
}

/* Memory goes by what is open at a time. */
Test(ledger, settled_ones_make_room)
{
	struct budget_spend each = { 5, 0.5 };
	struct owed o;
	uint64_t n;

	owed_init(&o, 1000);
	for (uint64_t i = 0; i < 1000; i++) {
		owed_add(&o, i, 7, 1, each);
		if (i % 10 != 0)
			owed_settle(&o, i, 7);
	}
	cr_assert_leq(o.n, 101);
	cr_assert_eq(owed_sum(&o, &n).tokens, 500);
	cr_assert_eq(n, 100);
	owed_fini(&o);
}
