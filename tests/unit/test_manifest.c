#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/outfile.h"
#include "store/manifest.h"

static const char *const providers[] = { "sim", NULL };
static const char *const units[] = { "excel", NULL };
static const struct spec_known known = { providers, units };

/* Bytes that a careless round trip would change. */
static const char file[] =
    "\xef\xbb\xbf// 注释 \"quoted\" \\ \x7f\r\n"
    "{\"name\":\"x\",\t\"prompt\":\"{target}\\n\\u0041\\ud83d\\ude00\",\r\n"
    "\"targets\":{\"from\":5,\"to\":700,\"step\":5},\"repeats\":3,\n"
    "\"models\":[{\"name\":\"m\",\"provider\":\"sim\"},"
    "{\"name\":\"n\",\"provider\":\"sim\"}],\n"
    "\"sampling\":[\"min\",{\"temperature\":0.1}]}\n\n";

static char dir[64], path[96];
static struct arena arena;

static void
setup(void)
{
	strcpy(dir, "/tmp/test-manifest-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/manifest.json", dir);
	arena_init(&arena);
}

static void
teardown(void)
{
	unlink(path);
	rmdir(dir);
	arena_fini(&arena);
}

TestSuite(manifest, .init = setup, .fini = teardown);

static struct manifest_sent sent[] = {
	{ "m", "min", 0, NAN, true, true, "top_p omitted", NULL, NULL },
	{ "m", "t0.1", 0.1, NAN, false, true, NULL, NULL, "{\"top_k\": 40}" },
	{ "n", "min", 0, NAN, true, true, NULL, NULL, NULL },
	{ "n", "t0.1", 0.1, NAN, false, true, NULL, NULL, NULL },
};

static struct manifest_until until; /* of what is written */

static void
write_manifest(const struct manifest_overrides *o, struct spec *s,
	       struct plan *p)
{
	struct manifest m = {
		.version = "9.9", .overrides = *o, .sent = sent, .until = until
	};
	struct err e = { 0 };

	cr_assert_eq(
	    spec_parse(s, "x.json", file, sizeof(file) - 1, &known, &arena, &e),
	    0, "%s", e.msg);
	cr_assert_eq(manifest_override(s, o, &arena, &e), 0, "%s", e.msg);
	plan_init(p, s);
	m.nsent = s->nmodel * s->nsampling;
	cr_assert_eq(manifest_write(dir, p, &m, &e), 0, "%s", e.msg);
}

static void
expect_same_plan(const struct manifest_overrides *o)
{
	struct spec s, again;
	struct plan p, q;
	struct manifest m;
	struct err e = { 0 };
	struct buf id, other;

	buf_init(&id, 1000);
	buf_init(&other, 1000);
	write_manifest(o, &s, &p);
	cr_assert_eq(manifest_read(dir, &again, &m, &known, &arena, &e), 0,
		     "%s", e.msg);
	cr_assert_eq(again.source_len, sizeof(file) - 1);
	cr_assert_eq(memcmp(again.source, file, sizeof(file) - 1), 0);
	plan_init(&q, &again);
	cr_assert_eq(q.ncell, p.ncell);
	for (uint64_t i = 0; i < p.ncell; i++) {
		struct plan_cell c = plan_cell(&p, i), d = plan_cell(&q, i);

		plan_id(&p, &c, &id);
		plan_id(&q, &d, &other);
		cr_assert_str_eq(id.data, other.data);
		cr_assert_eq(plan_fingerprint(&p, &c),
			     plan_fingerprint(&q, &d));
	}
	cr_assert_eq(plan_prompts_hash(&p), plan_prompts_hash(&q));
	cr_assert_str_eq(m.version, "9.9");
	cr_assert_eq(m.overrides.repeats, o->repeats);
	cr_assert_eq(m.nsent, s.nmodel * s.nsampling);
	cr_assert_str_eq(m.sent[0].note, "top_p omitted");
	cr_assert_eq(m.sent[0].temperature, 0);
	cr_assert(isnan(m.sent[0].top_p));
	cr_assert(m.sent[0].pinned && m.sent[0].simulated);
	cr_assert_null(m.sent[1].note);
	cr_assert_null(m.sent[0].says);
	cr_assert_str_eq(m.sent[1].says, "{\"top_k\":40}");
	cr_assert_not(m.sent[1].pinned);
	cr_assert_eq(m.sent[1].temperature, 0.1);
	buf_fini(&id);
	buf_fini(&other);
}

Test(manifest, rebuilds_the_same_plan)
{
	expect_same_plan(&(struct manifest_overrides){ 0 });
}

Test(manifest, rebuilds_the_same_plan_with_overrides)
{
	expect_same_plan(&(struct manifest_overrides){ "10:50:10", "n", 2 });
}

Test(manifest, the_same_sweep_gives_the_same_bytes)
{
	struct manifest_overrides o = { 0 };
	struct buf a, b;
	struct spec s;
	struct plan p;
	struct err e = { 0 };

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	write_manifest(&o, &s, &p);
	cr_assert_eq(file_read(path, &a, &e), 0);
	write_manifest(&o, &s, &p);
	cr_assert_eq(file_read(path, &b, &e), 0);
	cr_assert_str_eq(a.data, b.data);
	cr_assert_null(strstr(a.data, dir));
	buf_fini(&a);
	buf_fini(&b);
}

static const struct {
	const char *text, *message; /* behind the path */
} bad[] = {
	{ "", ": line 1, column 1: found the end of the text, expected a "
	      "value" },
	{ "{}", ": is not a manifest of lencurve; run the sweep again with -o "
		"on this directory: what is in its journal is not asked "
		"twice" },
	{ "{\"lencurve_manifest\":2}",
	  ": written by a newer lencurve (format 2, this one knows 1); update "
	  "it" },
	{ "{\"lencurve_manifest\":1,\"version\":\"1\",\"sent\":[],\"sweep\":"
	  "\"{\\n\\\"nam\\\":1}\"}",
	  ": the sweep:2: nam: unknown key; did you mean \"name\"?" },
};

Test(manifest, refuses_what_is_no_manifest)
{
	struct spec s;
	struct manifest m;
	struct err e = { 0 };

	cr_assert_eq(manifest_read(dir, &s, &m, &known, &arena, &e), -1);
	cr_assert_str_eq(e.msg + strlen(path),
			 ": cannot open: No such file or directory; expected "
			 "a run directory, as lencurve run or plan makes one");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		cr_assert_eq(outfile_save_own(path, bad[i].text,
					      strlen(bad[i].text), &e),
			     0);
		cr_assert_eq(manifest_read(dir, &s, &m, &known, &arena, &e), -1,
			     "row %zu", i);
		cr_assert_str_eq(e.msg + strlen(path), bad[i].message);
	}
}

Test(manifest, overrides_are_checked_like_the_file)
{
	struct manifest_overrides many = { "1:1000000", NULL, 100 };
	struct manifest_overrides none = { NULL, "q", 0 };
	struct spec s;
	struct err e = { 0 };

	spec_parse(&s, "x.json", file, sizeof(file) - 1, &known, &arena, &e);
	cr_assert_eq(manifest_override(&s, &none, &arena, &e), -1);
	cr_assert_eq(manifest_override(&s, &many, &arena, &e), -1);
	cr_assert_str_eq(e.msg,
			 "400000000 requests (2 models x 2 samplings x 1 "
			 "prompts x 1000000 targets x 100 repeats), expected "
			 "at most 100000000");
}

/* How a plan grows is in its manifest, and with it the plan. */
Test(manifest, a_plan_that_has_grown)
{
	static const struct manifest_until grown = {
		.what = "gate:b",
		.against = "b/v0001",
		.margin = 2,
		.n = 3,
		.answers = { 2, 4, 9 },
		.looked = 1,
	};
	struct manifest_overrides o = { 0 };
	struct manifest m = {
		.version = "9.9", .nsent = 4, .sent = sent, .until = grown
	};
	struct manifest_until alone;
	struct spec s, again;
	struct plan p, q;
	struct err e = { 0 };
	uint32_t *each;

	write_manifest(&o, &s, &p);
	manifest_until(dir, &alone, &arena);
	cr_assert_null(alone.what);
	each = arena_alloc(&arena, spec_questions(&s) * sizeof(*each));
	for (size_t i = 0; i < spec_questions(&s); i++)
		each[i] = s.repeats + (uint32_t)(i % 3);
	cr_assert_eq(spec_grow(&s, each, &arena, &e), 0, "%s", e.msg);
	plan_init(&p, &s);
	cr_assert_eq(manifest_write(dir, &p, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(manifest_read(dir, &again, &m, &known, &arena, &e), 0,
		     "%s", e.msg);
	plan_init(&q, &again);
	cr_assert_eq(q.ncell, p.ncell);
	cr_assert_eq(again.nmore, s.nmore);
	cr_assert_eq(memcmp(again.more, s.more, s.nmore * sizeof(*s.more)), 0);
	manifest_until(dir, &alone, &arena);
	for (int i = 0; i < 2; i++) {
		const struct manifest_until *u = i == 0 ? &m.until : &alone;

		cr_assert_str_eq(u->what, "gate:b");
		cr_assert_str_eq(u->against, "b/v0001");
		cr_assert_eq(u->margin, 2);
		cr_assert_eq(u->n, 3u);
		cr_assert_eq(u->answers[2], 9u);
		cr_assert_eq(u->looked, 1u);
	}
}

/* A run that waits for a width has neither baseline nor margin. */
Test(manifest, a_growth_without_a_gate)
{
	struct manifest_overrides o = { 0 };
	struct manifest_terms terms;
	struct manifest m;
	struct spec s;
	struct plan p;
	struct err e = { 0 };

	until = (struct manifest_until){ .what = "width:5",
					 .margin = NAN,
					 .n = 2,
					 .answers = { 3, 9 },
					 .looked = 1 };
	write_manifest(&o, &s, &p);
	cr_assert_eq(manifest_read(dir, &s, &m, &known, &arena, &e), 0, "%s",
		     e.msg);
	cr_assert_str_eq(m.until.what, "width:5");
	cr_assert_null(m.until.against);
	cr_assert(isnan(m.until.margin));
	manifest_terms(dir, 0, &terms, NULL, NULL);
	cr_assert(terms.grown);
	until = (struct manifest_until){ .what = NULL };
	write_manifest(&o, &s, &p);
	manifest_terms(dir, 0, &terms, NULL, NULL);
	cr_assert(!terms.grown);
}

/* One member changed at a time, of what a run writes. */
Test(manifest, refuses_a_growth_that_is_none)
{
	static const char *const wrong[][2] = {
		{ "\"what\": \"gate:b\"", "\"what\": 1" },
		{ "\"against\"", "\"beside\"" },
		{ "4,\n", "1,\n" },
		{ "\"looked\": 1", "\"looked\": 3" },
		{ "\"looked\": 1", "\"looked\": -1" },
	};
	static const struct manifest_until grown = { "gate:b", "b/v0001",   2,
						     3,        { 2, 4, 9 }, 1 };
	struct manifest_overrides o = { 0 };
	struct buf whole, changed;
	struct manifest m;
	struct spec s;
	struct plan p;
	struct err e = { 0 };

	buf_init(&whole, 1 << 20);
	buf_init(&changed, 1 << 20);
	until = grown;
	write_manifest(&o, &s, &p);
	cr_assert_eq(file_read(path, &whole, &e), 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		const char *from = strstr(whole.data, "\"until\"");
		const char *at = strstr(from, wrong[i][0]);

		cr_assert_not_null(at, "row %zu", i);
		buf_reset(&changed);
		buf_add(&changed, whole.data, (size_t)(at - whole.data));
		buf_puts(&changed, wrong[i][1]);
		buf_puts(&changed, at + strlen(wrong[i][0]));
		cr_assert_eq(
		    outfile_save_own(path, changed.data, changed.len, &e), 0);
		cr_assert_eq(manifest_read(dir, &s, &m, &known, &arena, &e), -1,
			     "row %zu", i);
		cr_assert_not_null(strstr(e.msg, "until"), "%s", e.msg);
	}
	buf_fini(&changed);
	buf_fini(&whole);
}
