/*
 * Any bytes as a sweep: a message or a spec whose plan holds together. What
 * is taken must be found again by id, and prompts must carry their target.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sweep/plan.h"
#include "sweep/questions.h"
#include "tests/fuzz/fuzz.h"

static const char *const providers[] = { "sim", "openai", NULL };
static const char *const units[] = { "excel", "words", NULL };
static const struct spec_known known = { providers, units };

static void
check_cell(const struct plan *p, uint64_t index, struct arena *a)
{
	struct plan_cell c = plan_cell(p, index);
	struct buf id;

	buf_init(&id, 4096);
	plan_id(p, &c, &id);
	require(plan_find(p, id.data, id.len) == (int64_t)index);
	require(plan_fingerprint(p, &c) == plan_fingerprint(p, &c));
	require(strstr(spec_prompt(&p->spec->variant[c.variant], c.target,
				   plan_ask(p, &c), a),
		       "{target}") == NULL);
	buf_fini(&id);
}

/* A sweep that names questions, or a judge, has its plan of them alone. */
static bool
has_plan(struct spec *s, struct arena *a)
{
	static const char lines[] = "{\"prompt\":\"p\",\"target\":5}\n"
				    "{\"prompt\":\"q\",\"target\":700}\n";
	struct err e;

	return s->questions == NULL ||
	       (questions_parse(s, "q", lines, strlen(lines), a, &e) == 0 &&
		spec_check_size(s, &e) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct spec s;
	struct plan p;
	struct err e = { 0 };

	arena_init(&a);
	if (spec_parse(&s, "f", (const char *)data, size, &known, &a, &e) !=
	    0) {
		require(e.status == STATUS_INPUT && e.msg[0] == 'f');
	} else if (has_plan(&s, &a)) {
		plan_init(&p, &s);
		require(p.ncell > 0 && p.ncell <= SPEC_CELLS_MAX);
		check_cell(&p, 0, &a);
		check_cell(&p, p.ncell / 2, &a);
		check_cell(&p, p.ncell - 1, &a);
		plan_prompts_hash(&p);
	}
	arena_fini(&a);
	return 0;
}
