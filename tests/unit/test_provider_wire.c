/*
 * Every response of tests/wire, parsed and held against cases.csv. A case is
 * an HTTP response as bytes; the provider's folder is the row that reads it.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/csv.h"
#include "data/field.h"
#include "provider/provider.h"
#include "store/record.h"

static const char cases[] = "tests/wire/cases.csv";

static const char *const verdicts[] = { "answer", "rate-limit", "busy",
					"token",  "stop",       "day",
					"model",  "address",    "form",
					"cell",   "unknown",    "later" };

enum { HEADERS = 16, FILE_MAX = 1024 * 1024 };

struct wire {
	struct buf file;
	struct provider_header header[HEADERS];
	struct provider_response r;
};

static char *
line_end(char *line)
{
	char *end = strchr(line, '\n');

	cr_assert(end != NULL);
	*end = '\0';
	return end + 1;
}

/* Cuts the head into strings in place; names become lower case. */
static void
wire_read(struct wire *w, const char *provider, const char *name)
{
	char path[256], *line, *next;
	struct err e;

	*w = (struct wire){ .r.header = w->header };
	buf_init(&w->file, FILE_MAX);
	snprintf(path, sizeof(path), "tests/wire/%s/%s.http", provider, name);
	cr_assert_eq(file_read(path, &w->file, &e), 0, "%s", e.msg);
	line = w->file.data;
	next = line_end(line);
	w->r.status = strtol(line + strlen("HTTP/1.1 "), NULL, 10);
	for (line = next; *line != '\n'; line = next) {
		char *colon = strchr(line, ':');

		next = line_end(line);
		*colon = '\0';
		for (char *c = line; *c != '\0'; c++)
			*c = (char)tolower((unsigned char)*c);
		w->header[w->r.nheader++] =
		    (struct provider_header){ line, colon + 2 };
	}
	w->r.body = line + 1;
	w->r.body_len = w->file.len - (size_t)(w->r.body - w->file.data);
}

static const char *
cell(const struct csv_reader *c, const struct csv_cell *row, const char *name)
{
	int i = csv_column(c, name);

	cr_assert_geq(i, 0, "%s has no column %s", cases, name);
	return row[i].s;
}

static void
check_count(const struct csv_reader *c, const struct csv_cell *row,
	    const char *id, const char *name, int64_t found)
{
	const char *want = cell(c, row, name);

	cr_expect_eq(found, *want == '\0' ? -1 : atoll(want), "%s: %s is %lld",
		     id, name, (long long)found);
}

static void
check_text(const char *id, const char *name, const char *want,
	   const char *found)
{
	cr_expect_str_eq(found == NULL ? "" : found, want, "%s: %s is %s", id,
			 name, found);
}

static void
check(const struct csv_reader *c, const struct csv_cell *row)
{
	const char *provider = cell(c, row, "provider");
	const char *name = cell(c, row, "case");
	const char *error = cell(c, row, "error");
	const struct provider *p = provider_find(provider);
	struct provider_answer out;
	struct arena a;
	struct wire w;
	struct buf notes;
	char id[128];

	cr_assert(p != NULL, "no provider %s", provider);
	snprintf(id, sizeof(id), "%s/%s", provider, name);
	wire_read(&w, provider, name);
	w.r.stream = strcmp(cell(c, row, "stream"), "1") == 0;
	arena_init(&a);
	buf_init(&notes, 256);
	buf_puts(&notes, "");
	provider_parse(p, &w.r, &out, &a);

	check_text(id, "verdict", cell(c, row, "verdict"),
		   verdicts[out.action]);
	check_text(id, "outcome", cell(c, row, "outcome"),
		   outcome_name(out.outcome));
	check_text(id, "text", cell(c, row, "text"), out.text);
	cr_expect_eq(out.text_len, strlen(out.text), "%s: text_len", id);
	check_text(id, "reasoning", cell(c, row, "reasoning"), out.reasoning);
	check_text(id, "finish", cell(c, row, "finish"), out.finish);
	check_count(c, row, id, "prompt_tokens", out.prompt_tokens);
	check_count(c, row, id, "completion_tokens", out.completion_tokens);
	check_count(c, row, id, "reasoning_tokens", out.reasoning_tokens);
	check_count(c, row, id, "cached_tokens", out.cached_tokens);
	check_count(c, row, id, "delay_ms", out.delay_ms);
	check_count(c, row, id, "limit_rpm", out.limit_rpm);
	check_count(c, row, id, "limit_tpm", out.limit_tpm);
	field_bits(record_note_names, out.notes, &notes);
	check_text(id, "notes", cell(c, row, "notes"), notes.data);
	if (*error == '\0')
		cr_expect(out.error == NULL, "%s: %s", id, out.error);
	else
		cr_expect(out.error != NULL && strstr(out.error, error) != NULL,
			  "%s: expected \"%s\" in \"%s\"", id, error,
			  out.error);
	buf_fini(&notes);
	arena_fini(&a);
	buf_fini(&w.file);
}

Test(provider_wire, recorded_responses)
{
	const struct csv_cell *row;
	struct err e;
	struct csv_reader *c = csv_open(cases, &e);
	int n = 0, rc;

	cr_assert(c != NULL, "%s", e.msg);
	while ((rc = csv_row(c, &row, &e)) == 1) {
		check(c, row);
		n++;
	}
	cr_assert_eq(rc, 0, "%s", e.msg);
	cr_assert_gt(n, 100, "%s has only %d cases", cases, n);
	csv_close(c);
}

/* Cut anywhere, no response is read past its end or taken for whole. */
Test(provider_wire, cut_responses)
{
	static const char *const streams[][2] = {
		{ "openai", "stream" },    { "qianfan-v1", "stream" },
		{ "anthropic", "stream" }, { "ollama", "stream" },
		{ "openai", "ok" },
	};

	for (size_t i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
		const struct provider *p = provider_find(streams[i][0]);
		struct wire w;
		size_t whole;

		wire_read(&w, streams[i][0], streams[i][1]);
		w.r.stream = strcmp(streams[i][1], "stream") == 0;
		whole = w.r.body_len;
		/* White space after the end mark may go without harm. */
		while (w.r.body[whole - 1] == '\n')
			whole--;
		for (size_t n = 0; n < whole; n++) {
			char *copy = malloc(n + 1);
			struct provider_answer out;
			struct arena a;

			memcpy(copy, w.r.body, n);
			w.r.body_len = n;
			arena_init(&a);
			provider_parse(
			    p,
			    &(struct provider_response){ .status = w.r.status,
							 .stream = w.r.stream,
							 .body = copy,
							 .body_len = n },
			    &out, &a);
			/* A last word came, and all the text before it. */
			if (out.action == ACTION_ANSWER)
				cr_assert_str_eq(out.text, "除夕夜，灯火可亲。",
						 "%s cut at %zu", streams[i][0],
						 n);
			else
				cr_assert_eq(out.action, ACTION_BUSY,
					     "%s cut at %zu of %zu: %s",
					     streams[i][0], n, whole,
					     verdicts[out.action]);
			arena_fini(&a);
			free(copy);
		}
		buf_fini(&w.file);
	}
}
