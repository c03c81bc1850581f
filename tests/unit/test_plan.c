#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sweep/plan.h"

static const char *const providers[] = { "sim", "openai", NULL };
static const char *const units[] = { "excel", NULL };
static const struct spec_known known = { providers, units };

static const char file[] =
    "{\"name\":\"x\",\"prompts\":{\"a\":\"{target}\",\"春 节\":\"n{target}\"},"
    "\"targets\":[5,10,250],\"repeats\":2,"
    "\"models\":[{\"name\":\"m\",\"provider\":\"sim\"},"
    "{\"name\":\"v2\",\"provider\":\"openai\",\"model\":\"gpt\",\"extra\":{"
    "\"k\":1}}],"
    "\"sampling\":[\"min\",{\"temperature\":0.99,\"top_p\":0.9}],"
    "\"seed\":2147483647}";

static void
read_text(struct spec *s, struct arena *a, const char *text)
{
	struct err e = { 0 };

	cr_assert_eq(spec_parse(s, "x.json", text, strlen(text), &known, a, &e),
		     0, "%s", e.msg);
}

Test(plan, orders_cells_model_innermost_repeat_outermost)
{
	static const char *const ids[] = {
		"m/min/a/5/1",         "v2/min/a/5/1",    "m/t0.99-p0.9/a/5/1",
		"v2/t0.99-p0.9/a/5/1", "m/min/春 节/5/1", "v2/min/春 节/5/1"
	};
	struct spec s;
	struct plan p;
	struct arena a;
	struct buf id;
	struct plan_cell c;

	arena_init(&a);
	buf_init(&id, 1000);
	read_text(&s, &a, file);
	plan_init(&p, &s);
	cr_assert_eq(p.ncell, 48u);
	for (size_t i = 0; i < 6; i++) {
		c = plan_cell(&p, i);
		plan_id(&p, &c, &id);
		cr_assert_str_eq(id.data, ids[i]);
	}
	c = plan_cell(&p, 47);
	plan_id(&p, &c, &id);
	cr_assert_str_eq(id.data, "v2/t0.99-p0.9/春 节/250/2");
	for (uint64_t i = 0; i < p.ncell; i++) {
		c = plan_cell(&p, i);
		plan_id(&p, &c, &id);
		cr_assert_eq(plan_find(&p, id.data, id.len), (int64_t)i);
	}
	buf_fini(&id);
	arena_fini(&a);
}

Test(plan, finds_only_its_own_ids)
{
	static const char *const strangers[] = {
		"",
		"/",
		"////",
		"m/min/a/5",
		"m/min/a/5/",
		"m/min/a/5/1/",
		"m/min/a/5/0",
		"m/min/a/5/3",
		"m/min/a/05/1",
		"m/min/a/5/01",
		"m/min/a/+5/1",
		"m/min/a/6/1",
		"m/min/a/251/1",
		"m/min/a/4294967301/1",
		"M/min/a/5/1",
		"v/min/a/5/1",
		"v22/min/a/5/1",
		"m/mi/a/5/1",
		"m/min/b/5/1",
		"m/min/a/5/18446744073709551617",
		" m/min/a/5/1",
		"m/min/a/5/1 ",
	};
	struct spec s;
	struct plan p;
	struct arena a;

	arena_init(&a);
	read_text(&s, &a, file);
	plan_init(&p, &s);
	for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
		cr_assert_eq(plan_find(&p, strangers[i], strlen(strangers[i])),
			     -1, "%s", strangers[i]);
	cr_assert_eq(plan_find(&p, "m/min/a/5/12", 11), 0); /* n counts */
	arena_fini(&a);
}

Test(plan, a_million_cells_are_arithmetic)
{
	static const char million[] =
	    "{\"name\":\"x\",\"prompt\":\"{target}\",\"targets\":{\"from\":1,"
	    "\"to\":1000,\"step\":1},\"repeats\":1000,\"models\":[{\"name\":"
	    "\"m\",\"provider\":\"sim\"}]}";
	struct spec s;
	struct plan p;
	struct arena a;
	struct plan_cell c;

	arena_init(&a);
	read_text(&s, &a, million);
	plan_init(&p, &s);
	cr_assert_eq(p.ncell, 1000000u);
	c = plan_cell(&p, 999999);
	cr_assert_eq(c.target, 1000u);
	cr_assert_eq(c.repeat, 1000u);
	cr_assert_eq(plan_find(&p, "m/min/plain/1000/1000", 21), 999999);
	arena_fini(&a);
}

/* One replacement in the file, and whether the question changes by it. */
static const struct {
	const char *from, *to;
	bool changes; /* the first cell of v2 at min */
} edits[] = {
	{ "\"name\":\"x\"", "\"name\":\"y\"", false },
	{ "\"name\":\"v2\"", "\"name\":\"v3\"", false },
	{ "\"repeats\":2", "\"repeats\":3", false },
	{ "[5,10,250]", "[5,11,250]", false },
	{ "0.99", "0.98", false },
	{ "n{target}", "N{target}", false },
	{ "\"seed\":2147483647}",
	  "\"seed\":2147483647,\"limits\":{\"rpm\":1,\"retries\":9}}", false },
	{ "\"extra\":{",
	  "\"key_env\":\"K\",\"price\":{\"input\":1,"
	  "\"output\":1},\"extra\":{",
	  false },
	{ "2147483647}", "2147483647,\"stream\":true}", false },
	{ "\"a\":\"{target}\"", "\"a\":\"{target}.\"", true },
	{ "\"provider\":\"openai\"", "\"provider\":\"sim\"", true },
	{ "\"extra\":{\"k\":1}", "\"extra\":{\"k\":2}", true },
	{ "\"model\":\"gpt\"", "\"model\":\"other\"", true },
	{ "\"extra\":{", "\"base_url\":\"https://h\",\"extra\":{", true },
	{ "\"extra\":{", "\"headers\":{\"a\":\"b\"},\"extra\":{", true },
	{ "\"seed\":2147483647", "\"seed\":1", true },
	{ "2147483647}", "2147483647,\"system\":\"s\"}", true },
	{ "2147483647}", "2147483647,\"token_budget\":99}", true },
	{ "\"extra\":{", "\"thinking\":500,\"extra\":{", true },
	{ "[\"min\"", "[{\"name\":\"min\",\"temperature\":0}", true },
};

static uint64_t
fingerprint(const char *text, struct arena *a)
{
	struct spec s;
	struct plan p;
	struct plan_cell c;

	read_text(&s, a, text);
	plan_init(&p, &s);
	c = plan_cell(&p, 1);
	return plan_fingerprint(&p, &c);
}

/* What a model may think with is beside what an answer needs. */
Test(plan, a_ceiling_has_room_for_thinking)
{
	static const struct {
		const char *budget;
		uint32_t ceiling[2];
	} cases[] = {
		{ "{\"per_target\":2,\"plus\":64}", { 264, 4264 } },
		{ "300", { 300, 4300 } },
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct spec s;
		struct plan p;
		const char *text = arena_printf(
		    &a,
		    "{\"name\":\"x\",\"prompt\":\"{target}\","
		    "\"targets\":[100],\"token_budget\":%s,\"models\":["
		    "{\"name\":\"a\",\"provider\":\"openai\"},"
		    "{\"name\":\"b\",\"provider\":\"openai\","
		    "\"thinking\":4000}]}",
		    cases[i].budget);

		read_text(&s, &a, text);
		plan_init(&p, &s);
		for (uint64_t k = 0; k < 2; k++) {
			struct plan_cell c = plan_cell(&p, k);

			cr_assert_eq(plan_max_tokens(&p, &c),
				     cases[i].ceiling[k], "row %zu, %zu", i,
				     (size_t)k);
		}
	}
	arena_fini(&a);
}

Test(plan, the_fingerprint_follows_the_question)
{
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		const char *at = strstr(file, edits[i].from);
		const char *text;

		cr_assert_not_null(at, "row %zu", i);
		text = arena_printf(&a, "%.*s%s%s", (int)(at - file), file,
				    edits[i].to, at + strlen(edits[i].from));
		cr_assert_eq(fingerprint(file, &a) != fingerprint(text, &a),
			     edits[i].changes, "row %zu: %s", i, edits[i].to);
	}
	arena_fini(&a);
}

Test(plan, fingerprints_tell_all_cells_apart)
{
	struct spec s;
	struct plan p;
	struct arena a;
	uint64_t seen[48];

	arena_init(&a);
	read_text(&s, &a, file);
	plan_init(&p, &s);
	for (uint64_t i = 0; i < p.ncell; i++) {
		struct plan_cell c = plan_cell(&p, i);

		seen[i] = plan_fingerprint(&p, &c);
		for (uint64_t k = 0; k < i; k++)
			cr_assert_neq(seen[i], seen[k], "%d and %d", (int)i,
				      (int)k);
	}
	arena_fini(&a);
}

Test(plan, the_prompts_hash_is_of_the_prompts_alone)
{
	struct spec s, only, more;
	struct plan p, q;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	read_text(&s, &a, file);
	read_text(&only, &a, file);
	read_text(&more, &a, file);
	plan_init(&p, &s);
	spec_only(&only, "m", &e);
	plan_init(&q, &only);
	cr_assert_eq(plan_prompts_hash(&p), plan_prompts_hash(&q));
	spec_set_targets(&more, "5,10", &a, &e);
	plan_init(&q, &more);
	cr_assert_eq(plan_prompts_hash(&p), plan_prompts_hash(&q));
	more.variant[0].text = "another";
	cr_assert_neq(plan_prompts_hash(&p), plan_prompts_hash(&q));
	arena_fini(&a);
}

Test(plan, seeds_and_ceilings)
{
	struct spec s;
	struct plan p;
	struct arena a;
	struct plan_cell c = { .target = 250, .repeat = 1 };

	arena_init(&a);
	read_text(&s, &a, file);
	plan_init(&p, &s);
	s.seed_rule = SEED_REPEAT;
	cr_assert_eq(plan_seed(&p, &c), 2147483647u);
	c.repeat = 2;
	cr_assert_eq(plan_seed(&p, &c), 0u); /* 31 bits */
	s.seed_rule = SEED_FIXED;
	cr_assert_eq(plan_seed(&p, &c), 2147483647u);
	cr_assert_eq(plan_max_tokens(&p, &c), 4 * 250 + 256u);
	s.budget_per_target = 0.001;
	s.budget_plus = 0;
	cr_assert_eq(plan_max_tokens(&p, &c), 1u);
	s.budget_per_target = s.budget_plus = 1e7;
	cr_assert_eq(plan_max_tokens(&p, &c), (uint32_t)INT32_MAX);
	s.budget_per_target = s.budget_plus = (double)NAN;
	cr_assert_eq(plan_max_tokens(&p, &c), 0u);
	arena_fini(&a);
}

/* Repeats beyond those of all stand behind them, by repeat. */
Test(plan, some_questions_are_asked_more_often)
{
	uint32_t each[24];
	struct arena a;
	struct buf id;
	struct spec s;
	struct plan p;
	struct err e = { 0 };

	arena_init(&a);
	buf_init(&id, 1000);
	read_text(&s, &a, file);
	cr_assert_eq(spec_questions(&s), 24u);
	for (size_t q = 0; q < 24; q++)
		each[q] = q == 3 ? 5 : q == 20 ? 3 : 2;
	cr_assert_eq(spec_grow(&s, each, &a, &e), 0, "%s", e.msg);
	plan_init(&p, &s);
	cr_assert_eq(p.ncell, 48u + 4);
	for (uint64_t i = 0; i < p.ncell; i++) {
		struct plan_cell c = plan_cell(&p, i);

		plan_id(&p, &c, &id);
		cr_assert_eq(plan_find(&p, id.data, id.len), (int64_t)i);
	}
	cr_assert_eq(plan_cell(&p, 48).repeat, 3u);
	cr_assert_eq(plan_cell(&p, 49).target, 250u);
	cr_assert_eq(plan_cell(&p, 51).repeat, 5u);
	cr_assert_eq(plan_find(&p, "v2/t0.99-p0.9/a/5/6", 19), -1);
	cr_assert_eq(plan_find(&p, "m/min/a/5/3", 11), -1);
	each[7] = 1;
	cr_assert_eq(spec_grow(&s, each, &a, &e), -1);
	each[7] = 200000000;
	cr_assert_eq(spec_grow(&s, each, &a, &e), -1);
	buf_fini(&id);
	arena_fini(&a);
}
