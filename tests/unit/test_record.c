#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "store/record.h"

static const char whole_line[] =
    "{\"id\":\"v2/min/plain/250/1\",\"fingerprint\":\"00000000deadbeef\","
    "\"model\":\"v2\",\"sampling\":\"min\",\"variant\":\"plain\","
    "\"target\":250,\"repeat\":1,\"outcome\":\"ok\",\"final\":true,"
    "\"finish\":\"stop\",\"notes\":\"nul maybe-billed\",\"prompt_tokens\":12,"
    "\"completion_tokens\":190,\"reasoning_tokens\":0,\"cached_tokens\":3,"
    "\"temperature\":0.01,\"top_p\":0,\"seed\":2147483647,"
    "\"max_tokens\":1256,\"started_ms\":1771315200123,\"latency_ms\":1530,"
    "\"attempts\":2,\"http_status\":200,\"response_id\":\"r-1\","
    "\"served_model\":\"v2-0217\",\"error\":\"e\",\"reasoning\":\"想\","
    "\"text\":\"春节\\n快乐😀\",\"sum\":\"2f5119c3\"}\n";

static struct record
whole_record(void)
{
	struct record r;

	record_init(&r);
	r.id = "v2/min/plain/250/1";
	r.fingerprint = 0xdeadbeef;
	r.model = "v2";
	r.sampling = "min";
	r.variant = "plain";
	r.target = 250;
	r.repeat = 1;
	r.outcome = OUTCOME_OK;
	r.final = true;
	r.finish = "stop";
	r.notes = NOTE_NUL | NOTE_MAYBE_BILLED;
	r.prompt_tokens = 12;
	r.completion_tokens = 190;
	r.reasoning_tokens = 0;
	r.cached_tokens = 3;
	r.temperature = 0.01;
	r.top_p = 0;
	r.seed = 2147483647;
	r.max_tokens = 1256;
	r.started_ms = INT64_C(1771315200123);
	r.latency_ms = 1530;
	r.attempts = 2;
	r.http_status = 200;
	r.response_id = "r-1";
	r.served_model = "v2-0217";
	r.error = "e";
	r.reasoning = "想";
	r.reasoning_len = strlen(r.reasoning);
	r.text = "春节\n快乐😀";
	r.text_len = strlen(r.text);
	return r;
}

Test(record, line_is_stable_and_reads_back)
{
	struct record r = whole_record(), got;
	struct arena a;
	struct buf line, again;
	struct err e = { 0 };

	buf_init(&line, 10000);
	buf_init(&again, 10000);
	arena_init(&a);
	cr_assert_eq(record_write(&r, &line), 0);
	cr_assert_str_eq(line.data, whole_line);
	cr_assert_eq(record_parse(&got, line.data, line.len - 1, &a, &e), 0,
		     "%s", e.msg);
	cr_assert_eq(got.fingerprint, r.fingerprint);
	cr_assert_eq(got.notes, r.notes);
	cr_assert_eq(got.text_len, r.text_len);
	cr_assert_str_eq(got.text, r.text);
	cr_assert_eq(record_write(&got, &again), 0);
	cr_assert_str_eq(again.data, line.data);
	arena_fini(&a);
	buf_fini(&line);
	buf_fini(&again);
}

Test(record, missing_values_are_left_out_and_come_back_missing)
{
	struct record r, got;
	struct arena a;
	struct buf line;
	struct err e = { 0 };

	record_init(&r);
	buf_init(&line, 10000);
	arena_init(&a);
	cr_assert_eq(record_write(&r, &line), 0);
	cr_assert_null(strstr(line.data, "null"));
	cr_assert_null(strstr(line.data, "-1"));
	cr_assert_null(strstr(line.data, "tokens"));
	cr_assert_eq(record_parse(&got, line.data, line.len - 1, &a, &e), 0,
		     "%s", e.msg);
	cr_assert_eq(got.prompt_tokens, -1);
	cr_assert(isnan(got.temperature));
	cr_assert_null(got.reasoning);
	cr_assert_null(got.error);
	cr_assert_eq(got.seed, -1);
	cr_assert_eq(got.outcome, OUTCOME_FAILED);
	cr_assert_str_eq(got.text, "");
	arena_fini(&a);
	buf_fini(&line);
}

/* One replacement in the whole line, and what is then said. */
static const struct {
	const char *from, *to, *message;
} bad[] = {
	{ "\"id\":\"v2/min/plain/250/1\",", "", "\"id\" is missing" },
	{ "\"text\":", "\"txet\":", "\"text\" is missing" },
	{ "\"final\":true,", "", "\"final\" is missing" },
	{ "\"final\":true", "\"final\":1",
	  "\"final\" has a value that cannot be" },
	{ "00000000deadbeef", "deadbeef",
	  "\"fingerprint\" has a value that cannot be" },
	{ "\"target\":250", "\"target\":-250",
	  "\"target\" has a value that cannot be" },
	{ "\"target\":250", "\"target\":4294967296",
	  "\"target\" has a value that cannot be" },
	{ "\"repeat\":1", "\"repeat\":1.5",
	  "\"repeat\" has a value that cannot be" },
	{ "\"outcome\":\"ok\"", "\"outcome\":\"fine\"",
	  "\"outcome\" has a value that cannot be" },
	{ "\"prompt_tokens\":12", "\"prompt_tokens\":\"12\"",
	  "\"prompt_tokens\" has a value that cannot be" },
	{ "\"temperature\":0.01", "\"temperature\":[]",
	  "\"temperature\" has a value that cannot be" },
	{ "快", "\xe5\xbf", "damaged: a doubled key or text that is no UTF-8" },
	{ "\"error\":\"e\"", "\"finish\":\"e\"",
	  "damaged: a doubled key or text that is no UTF-8" },
};

Test(record, refuses_what_is_no_record)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const char *at = strstr(whole_line, bad[i].from);
		struct record r;
		struct arena a;
		struct buf line;
		struct err e = { 0 };

		cr_assert_not_null(at, "row %zu", i);
		arena_init(&a);
		buf_init(&line, 10000);
		buf_add(&line, whole_line, (size_t)(at - whole_line));
		buf_puts(&line, bad[i].to);
		buf_puts(&line, at + strlen(bad[i].from));
		cr_assert_eq(record_parse(&r, line.data, line.len, &a, &e), -1,
			     "row %zu", i);
		cr_assert_str_eq(e.msg, bad[i].message, "row %zu", i);
		buf_fini(&line);
		arena_fini(&a);
	}
}

Test(record, every_shorter_line_is_refused)
{
	struct arena a;

	arena_init(&a);
	for (size_t n = 0; n + 2 < sizeof(whole_line) - 1; n++) {
		struct record r;
		struct err e = { 0 };

		cr_assert_eq(record_parse(&r, whole_line, n, &a, &e), -1,
			     "first %zu bytes", n);
	}
	arena_fini(&a);
}

Test(record, a_null_counts_as_missing_and_unknown_keys_pass)
{
	static const char line[] =
	    "{\"id\":\"i\",\"fingerprint\":\"0000000000000001\",\"model\":"
	    "\"m\",\"sampling\":\"s\",\"variant\":\"v\",\"target\":1,"
	    "\"repeat\":1,\"outcome\":\"ok\",\"final\":true,\"started_ms\":0,"
	    "\"latency_ms\":0,\"attempts\":1,\"text\":\"t\",\"seed\":null,"
	    "\"later\":{\"x\":1},\"notes\":\"unpinned not-known-yet\"}";
	struct record r;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	cr_assert_eq(record_parse(&r, line, sizeof(line) - 1, &a, &e), 0, "%s",
		     e.msg);
	cr_assert_eq(r.seed, -1);
	cr_assert_eq(r.notes, (unsigned)NOTE_UNPINNED);
	arena_fini(&a);
}

Test(record, names_of_outcomes_go_both_ways)
{
	for (unsigned i = 0; i < OUTCOMES; i++) {
		enum outcome o;

		cr_assert_eq(outcome_find(outcome_name((enum outcome)i), &o),
			     0);
		cr_assert_eq((unsigned)o, i);
	}
	cr_assert_eq(outcome_find("OK", &(enum outcome){ 0 }), -1);
}

Test(record, a_line_past_the_ceiling_is_refused)
{
	struct record r = whole_record();
	struct buf line;

	buf_init(&line, 100);
	cr_assert_eq(record_write(&r, &line), -1);
	buf_fini(&line);
}
