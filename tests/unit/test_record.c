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

/* A line of one's own is read without a tree, and says the same. */
Test(record, both_ways_agree)
{
	static const char *const texts[] = {
		"",
		"新年快乐",
		"a\"b\\c\n\r\t\b\f\x01\x1f",
		"é😀\xed\x9f\xbf",
		"\xe0\xa0\x80",
		"long, long, long, long, long, long, long text",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct record r, fast, slow;
		struct buf line, again;
		struct arena a;
		struct err e = { 0 };
		const cJSON *o;
		unsigned notes;

		arena_init(&a);
		buf_init(&line, 1 << 16);
		buf_init(&again, 1 << 16);
		record_init(&r);
		r.id = "m/min/plain/5/1";
		r.fingerprint = 77;
		r.model = r.sampling = r.variant = "m";
		r.target = 5;
		r.text = texts[i];
		r.text_len = strlen(texts[i]);
		r.temperature = 0.01;
		r.final = i % 2 == 0;
		r.latency_ms = 12;
		r.notes = (unsigned)i;
		cr_assert_eq(record_write(&r, &line), 0);
		o = json_read(line.data, line.len, &a, &notes, &e);
		cr_assert_eq(field_json_read(record_fields, &slow, o, &e), 0,
			     "%s", e.msg);
		cr_assert(
		    field_json_scan(
			record_fields, &fast, line.data,
			(size_t)(strstr(line.data, ",\"sum\"") - line.data),
			&a),
		    "%s", line.data);
		cr_assert_eq(record_write(&fast, &again), 0);
		cr_assert_str_eq(again.data, line.data);
		buf_reset(&again);
		cr_assert_eq(record_write(&slow, &again), 0);
		cr_assert_str_eq(again.data, line.data);
		buf_fini(&line);
		buf_fini(&again);
		arena_fini(&a);
	}
}

/* What is not as it would have been written is the tree's to judge. */
Test(record, other_lines_are_not_scanned)
{
	static const char *const lines[] = {
		"{\"id\":\"x\"}", /* its brace is still there */
		"{ \"id\":\"x\"",
		"{\"id\":\"\\u4e2d\"",
		"{\"id\":\"\\/\"",
		"{\"id\":\"\xff\"",
		"{\"id\":\"\xed\xa0\x80\"",
		"{\"id\":\"\\u0000\"",
		"{\"id\":\"x",
		"{\"id\":x",
		"",
		"x",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		static const struct field id[] = {
			FIELD("id", TEXT, struct record, id,
			      .flags = FIELD_REQUIRED),
			FIELD_END,
		};
		size_t n = strlen(lines[i]);
		char *s = malloc(n > 0 ? n : 1); /* a byte too far is seen */
		struct record r;
		struct arena a;

		memcpy(s, lines[i], n);
		arena_init(&a);
		cr_assert_not(field_json_scan(id, &r, s, n, &a), "%s",
			      lines[i]);
		arena_fini(&a);
		free(s);
	}
}
