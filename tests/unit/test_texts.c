/* texts beside samples.csv: of a run, of an import, and of neither. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/outfile.h"
#include "measure/measure.h"
#include "measure/texts.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"
#include "text/strip.h"

static char dir[SCRATCH_PATH];

static void
setup(void)
{
	scratch_make(dir, "texts");
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(texts, .init = setup, .fini = teardown);

static const char *
in_dir(const char *name)
{
	static char path[SCRATCH_PATH + 32];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void
save(const char *name, const char *text)
{
	struct err e;

	cr_assert_eq(outfile_save_own(in_dir(name), text, strlen(text), &e), 0);
}

static void
measure(unsigned strip)
{
	struct measure_opts o = { .strip = strip };
	struct measure_result m;
	struct err e;

	cr_assert_eq(measure_dir(dir, made_run_known(), &o, &m, &e), 0, "%s",
		     e.msg);
}

static struct texts *
open_texts(void)
{
	struct err e;
	struct texts *t = texts_open(dir, made_run_known(), &e);

	cr_assert_not_null(t, "%s", e.msg);
	return t;
}

static const struct texts_answer *
next(struct texts *t)
{
	const struct texts_answer *a;
	struct err e;

	cr_assert_eq(texts_next(t, &a, &e), 1, "%s", e.msg);
	return a;
}

static void
ends(struct texts *t)
{
	const struct texts_answer *a;
	struct err e;

	cr_assert_eq(texts_next(t, &a, &e), 0);
	texts_close(t);
}

Test(texts, a_run_has_its_prompts_and_what_was_counted)
{
	const struct texts_answer *a;
	struct made_run r;
	struct texts *t;

	made_run_open(&r, dir);
	made_run_answer(&r, 1, "cut off", OUTCOME_TRUNCATED, 0);
	made_run_answer(&r, 0, "<think>数一数</think>**一二**三四五（5字）",
			OUTCOME_OK, 0);
	made_run_answer(&r, 3, "", OUTCOME_FAILED, 0);
	made_run_close(&r);
	measure(STRIP_ALL);
	t = open_texts();
	a = next(t);
	cr_assert_str_eq(a->row.id, "a/min/plain/5/1");
	cr_assert_eq(a->state, TEXTS_KEPT);
	cr_assert_eq(a->nprompt, 1);
	cr_assert_str_eq(a->prompt[0].role, "user");
	cr_assert_str_eq(a->prompt[0].content, "5字");
	cr_assert_eq(strncmp(a->text, "<think>", 7), 0);
	cr_assert_eq(a->row.length, 5);
	cr_assert_eq(a->counted_len, strlen("一二三四五"));
	cr_assert_eq(memcmp(a->counted, "一二三四五", a->counted_len), 0);
	a = next(t);
	cr_assert_eq(a->row.outcome, OUTCOME_TRUNCATED);
	cr_assert_str_eq(a->text, "cut off");
	cr_assert_eq(a->counted, a->text, "nothing taken off: a slice");
	a = next(t);
	cr_assert_eq(a->state, TEXTS_NONE);
	cr_assert_str_eq(a->prompt[0].content, "10字");
	a = next(t);
	cr_assert_eq(a->state, TEXTS_NONE);
	ends(t);
}

Test(texts, what_was_not_measured_is_not_shown)
{
	struct made_run r;
	struct texts *t;

	made_run_open(&r, dir);
	made_run_answer(&r, 0, "一二三四五", OUTCOME_OK, 0);
	measure(0);
	made_run_answer(&r, 0, "六七", OUTCOME_OK, 0);
	made_run_answer(&r, 1, "八", OUTCOME_OK, 0);
	made_run_close(&r);
	t = open_texts();
	for (int i = 0; i < 2; i++) {
		const struct texts_answer *a = next(t);

		cr_assert_eq(a->state, TEXTS_CHANGED, "row %d", i);
		cr_assert_str_eq(a->text, "");
	}
	texts_close(t);
	unlink(in_dir("journal.jsonl"));
	t = open_texts();
	cr_assert_eq(next(t)->state, TEXTS_LOST);
	cr_assert_eq(next(t)->nprompt, 1);
	texts_close(t);
	unlink(in_dir("manifest.json"));
	t = open_texts();
	cr_assert_eq(next(t)->state, TEXTS_LOST);
	cr_assert_eq(next(t)->nprompt, 0);
	texts_close(t);
}

static void
import(const char *lines)
{
	static const struct measure_fields f = { .text = "t", .target = "n" };
	static const struct measure_opts o;
	struct measure_result m;
	struct err e;

	save("in.jsonl", lines);
	cr_assert_eq(measure_files(&(const char *){ in_dir("in.jsonl") }, 1,
				   dir, &f, &o, &m, &e),
		     0, "%s", e.msg);
}

static const char two[] = "{\"t\":\"一二\\n三\",\"n\":3}\n"
			  "{\"t\":null,\"n\":4}\n";

static void
put_line(struct buf *out, const char *id, const char *text, size_t nprompt,
	 const struct answers_message *m)
{
	answers_write(&(struct answers_line){ .id = id,
					      .nprompt = nprompt,
					      .prompt = m,
					      .text = text,
					      .text_len = text == NULL
							      ? 0
							      : strlen(text) },
		      out);
}

Test(texts, an_import_has_what_answers_jsonl_keeps)
{
	static const struct answers_message chat[] = {
		{ "system", "Be \"brief\".\n" },
		{ "user", "写三个字" },
	};
	const struct texts_answer *a;
	struct texts *t;
	struct buf b;

	import(two);
	buf_init(&b, 1 << 20);
	put_line(&b, "1", "一二\n三", 2, chat);
	put_line(&b, "2", NULL, 1, chat + 1);
	save("answers.jsonl", b.data);
	t = open_texts();
	a = next(t);
	cr_assert_eq(a->state, TEXTS_KEPT);
	cr_assert_str_eq(a->text, "一二\n三");
	cr_assert_eq(a->nprompt, 2);
	cr_assert_str_eq(a->prompt[0].role, "system");
	cr_assert_str_eq(a->prompt[0].content, chat[0].content);
	a = next(t);
	cr_assert_eq(a->state, TEXTS_NONE);
	cr_assert_str_eq(a->prompt[0].role, "user");
	cr_assert_str_eq(a->prompt[0].content, "写三个字");
	ends(t);
	buf_fini(&b);
}

Test(texts, files_that_do_not_go_together_are_named)
{
	static const struct {
		const char *about, *lines, *says;
	} cases[] = {
		{ "another id", "{\"id\":\"7\",\"text\":null}\n",
		  "row \"1\" has line 7 beside it" },
		{ "too short", "", "row \"1\" has no line" },
		{ "not JSON", "{\"id\":\n", "answers.jsonl: line 1" },
		{ "no text", "{\"id\":\"1\"}\n{\"id\":2}\n",
		  "line 2: expected the keys" },
		{ "a prompt of numbers", "{\"id\":\"1\",\"prompt\":[7]}\n",
		  "message 1" },
		{ "a prompt that is a number", "{\"id\":\"1\",\"prompt\":7}\n",
		  "a list of messages" },
	};

	import(two);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct texts_answer *a;
		struct texts *t;
		struct err e = { .msg = "" };

		save("answers.jsonl", cases[i].lines);
		t = open_texts();
		while (texts_next(t, &a, &e) == 1)
			;
		cr_assert_not_null(strstr(e.msg, cases[i].says), "%s: %s",
				   cases[i].about, e.msg);
		texts_close(t);
	}
	unlink(in_dir("answers.jsonl"));
	{
		struct texts *t = open_texts();

		cr_assert_eq(next(t)->state, TEXTS_LOST);
		cr_assert_eq(next(t)->state, TEXTS_NONE);
		ends(t);
	}
}
