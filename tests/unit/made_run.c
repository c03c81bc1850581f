/* The manifest and the journal are written by what writes them in a run. */
#include "tests/unit/made_run.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "measure/unit.h"
#include "store/manifest.h"

static const char *const providers[] = { "sim", NULL };

const struct spec_known *
made_run_known(void)
{
	static struct spec_known known;

	known.providers = providers;
	known.units = unit_names();
	return &known;
}

static const char sweep[] =
    "{\"name\":\"x\",\"prompt\":\"{target}字\",\"targets\":[5,10],"
    "\"models\":[{\"name\":\"a\",\"provider\":\"sim\"},"
    "{\"name\":\"b\",\"provider\":\"sim\"}]}";

void
made_run_open(struct made_run *r, const char *dir)
{
	static struct manifest_sent sent[2] = {
		{ "a", "min", 0, NAN, true, true, NULL, NULL, NULL },
		{ "b", "min", 0, NAN, true, true, NULL, NULL, NULL },
	};
	struct manifest m = { .version = "1", .nsent = 2, .sent = sent };
	struct err e;

	arena_init(&r->a);
	cr_assert_eq(spec_parse(&r->s, "x.json", sweep, strlen(sweep),
				made_run_known(), &r->a, &e),
		     0, "%s", e.msg);
	plan_init(&r->p, &r->s);
	cr_assert_eq(manifest_write(dir, &r->p, &m, &e), 0, "%s", e.msg);
	r->j = journal_open(dir, JOURNAL_SYNC_NONE, &e);
	cr_assert_not_null(r->j, "%s", e.msg);
}

void
made_run_add(struct made_run *r, uint64_t index, struct record *rec,
	     uint64_t spoil)
{
	struct plan_cell c = plan_cell(&r->p, index);
	struct buf id;
	struct err e;

	buf_init(&id, 4096);
	plan_id(&r->p, &c, &id);
	rec->id = id.data;
	rec->fingerprint = plan_fingerprint(&r->p, &c) ^ spoil;
	rec->model = r->s.model[c.model].name;
	rec->sampling = "min";
	rec->variant = "plain";
	rec->target = c.target;
	rec->repeat = c.repeat;
	cr_assert_eq(journal_append(r->j, rec, &e), 0, "%s", e.msg);
	buf_fini(&id);
}

void
made_run_answer(struct made_run *r, uint64_t index, const char *text,
		enum outcome outcome, uint64_t spoil)
{
	struct record rec;

	record_init(&rec);
	rec.outcome = outcome;
	rec.final = true;
	rec.text = text;
	rec.text_len = strlen(text);
	made_run_add(r, index, &rec, spoil);
}

void
made_run_close(struct made_run *r)
{
	struct err e;

	cr_assert_eq(journal_close(r->j, &e), 0);
	arena_fini(&r->a);
}
