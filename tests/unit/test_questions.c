/* questions: a sweep from a file of prompts, and what is wrong with such. */
#include <criterion/criterion.h>
#include <string.h>

#include "store/manifest.h"
#include "sweep/plan.h"
#include "sweep/questions.h"
#include "tests/unit/scratch.h"

static const char *const providers[] = { "sim", NULL };
static const char *const units[] = { "excel", NULL };
static const struct spec_known known = { providers, units };

#define SWEEP                                                                  \
	"{\"name\": \"q\", \"questions\": \"q.jsonl\", \"repeats\": 2, "       \
	"\"models\": [{\"name\": \"a\", \"provider\": \"sim\"}, "              \
	"{\"name\": \"b\", \"provider\": \"sim\"}]%s}"

static struct arena arena;

static void
init(void)
{
	arena_init(&arena);
}

static void
fini(void)
{
	arena_fini(&arena);
}

TestSuite(questions, .init = init, .fini = fini);

static int
parse(struct spec *s, const char *more, const char *lines, struct err *e)
{
	const char *text = arena_printf(&arena, SWEEP, more);

	if (spec_parse(s, "s.json", text, strlen(text), &known, &arena, e) != 0)
		return -1;
	return questions_parse(s, "q.jsonl", lines, strlen(lines), &arena, e);
}

#define THREE                                                                  \
	"{\"id\":\"z\",\"prompt\":\"P{target}\",\"target\":300,"               \
	"\"kind\":\"essay\"}\n\n"                                              \
	"{\"prompt\":\"Q\",\"target\":5}\n"                                    \
	"{\"id\":\"b\",\"prompt\":\"R\",\"target\":300,"                       \
	"\"relation\":\"at_most\",\"extra\":[1]}"

Test(questions, each_is_a_variant_with_a_target)
{
	struct buf id;
	struct err e;
	struct spec s;
	struct plan p;

	cr_assert_eq(parse(&s, ", \"relation\": \"exactly\"", THREE, &e), 0,
		     "%s", e.msg);
	plan_init(&p, &s);
	cr_assert_eq(p.ncell, 3 * 2 * 2);
	cr_assert_eq(s.ntarget, 2);
	cr_assert_eq(s.target[0], 5);
	cr_assert_str_eq(s.variant[1].name, "q3", "named by its line");
	cr_assert_str_eq(s.variant[1].kind, "plain");
	cr_assert_eq(s.variant[0].relation, RELATION_EXACT);
	cr_assert_eq(s.variant[2].relation, RELATION_AT_MOST);
	buf_init(&id, 1000);
	for (uint64_t i = 0; i < p.ncell; i++) {
		struct plan_cell c = plan_cell(&p, i);

		cr_assert_str_eq(spec_prompt(&s.variant[c.variant], c.target,
					     c.target, &arena),
				 s.variant[c.variant].text);
		plan_id(&p, &c, &id);
		cr_assert_eq(plan_find(&p, id.data, id.len), (int64_t)i, "%s",
			     id.data);
	}
	cr_assert_eq(plan_find(&p, "a/min/z/5/1", 11), -1, "not its target");
	cr_assert_eq(plan_find(&p, "a/min/zz/300/1", 14), -1);
	buf_fini(&id);
}

Test(questions, some_targets_of_them)
{
	struct err e;
	struct spec s;

	cr_assert_eq(parse(&s, "", THREE, &e), 0, "%s", e.msg);
	cr_assert_eq(spec_set_targets(&s, "100:400:100", &arena, &e), 0, "%s",
		     e.msg);
	cr_assert_eq(s.nvariant, 2);
	cr_assert_eq(questions_find(&s, "b", 1), 1);
	cr_assert_eq(questions_find(&s, "q3", 2), -1);
	cr_assert_eq(spec_set_targets(&s, "77", &arena, &e), -1);
	cr_assert_not_null(strstr(e.msg, "none of its questions"), "%s", e.msg);
}

Test(questions, another_prompt_is_another_question)
{
	struct err e;
	struct spec s, t;
	struct plan p, q;

	cr_assert_eq(parse(&s, "", THREE, &e), 0);
	cr_assert_eq(parse(&t, "", "{\"prompt\":\"Q\",\"target\":5}", &e), 0);
	plan_init(&p, &s);
	plan_init(&q, &t);
	cr_assert_neq(plan_prompts_hash(&p), plan_prompts_hash(&q));
}

Test(questions, what_is_refused)
{
	static const struct {
		const char *sweep, *lines, *says;
	} cases[] = {
		{ "", "", "no question" },
		{ "", "[]", "q.jsonl:1" },
		{ "", "{", "q.jsonl:1" },
		{ "", "\n{\"target\":5}", "q.jsonl:2: \"prompt\"" },
		{ "", "{\"prompt\":\"\",\"target\":5}", "\"prompt\"" },
		{ "", "{\"prompt\":\"x\"}", "\"target\"" },
		{ "", "{\"prompt\":\"x\",\"target\":0}", "\"target\"" },
		{ "", "{\"prompt\":\"x\",\"target\":5.5}", "\"target\"" },
		{ "", "{\"prompt\":\"x\",\"target\":\"5-9\"}", "a range" },
		{ "", "{\"prompt\":\"x\",\"target\":1e9}", "\"target\"" },
		{ "", "{\"id\":\"a/b\",\"prompt\":\"x\",\"target\":5}",
		  "\"id\"" },
		{ "", "{\"id\":7,\"prompt\":\"x\",\"target\":5}", "\"id\"" },
		{ "", "{\"kind\":\"a b\",\"prompt\":\"x\",\"target\":5}",
		  "\"kind\"" },
		{ "", "{\"relation\":\"atmost\",\"prompt\":\"x\",\"target\":5}",
		  "at_most" },
		{ "",
		  "{\"id\":\"a\",\"prompt\":\"x\",\"target\":5}\n"
		  "{\"id\":\"a\",\"prompt\":\"y\",\"target\":5}",
		  "q.jsonl:2: the id \"a\" stands in line 1 too" },
		{ ", \"targets\": [5]", THREE, "both \"questions\" and" },
		{ ", \"prompt\": \"{target}\"", THREE, "both \"questions\"" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err e = { 0 };
		struct spec s;

		cr_assert_eq(parse(&s, cases[i].sweep, cases[i].lines, &e), -1,
			     "case %zu", i);
		cr_assert_not_null(strstr(e.msg, cases[i].says), "case %zu: %s",
				   i, e.msg);
	}
}

Test(questions, travel_in_the_manifest)
{
	struct manifest_sent sent[] = { { .model = "a", .sampling = "min" },
					{ .model = "b", .sampling = "min" } };
	struct manifest m = { .version = "0", .sent = sent }, read;
	char dir[SCRATCH_PATH];
	struct err e;
	struct spec s, t;
	struct plan p, q;

	scratch_make(dir, "questions");
	cr_assert_eq(parse(&s, "", THREE, &e), 0);
	plan_init(&p, &s);
	m.nsent = s.nmodel * s.nsampling;
	cr_assert_leq(m.nsent, 2u);
	cr_assert_eq(manifest_write(dir, &p, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(manifest_read(dir, &t, &read, &known, &arena, &e), 0, "%s",
		     e.msg);
	plan_init(&q, &t);
	cr_assert_eq(q.ncell, p.ncell);
	cr_assert_eq(plan_prompts_hash(&p), plan_prompts_hash(&q));
	scratch_remove(dir);
}
