/*
 * tests/cases/faults.tsv: what vendors and gateways answer with, and what is to
 * be done: provider, HTTP status, action (or the outcome of an answer), a
 * header, the body. Behind "+d" are the milliseconds that the server asks for.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "provider/provider.h"

#define TABLE "tests/cases/faults.tsv"

enum { PROVIDER, STATUS, WANT, HEADER, BODY, FIELDS };

static const char *const actions[] = {
	[ACTION_RATE_LIMIT] = "rate-limit",
	[ACTION_BUSY] = "busy",
	[ACTION_TOKEN] = "token",
	[ACTION_STOP] = "stop",
	[ACTION_DAY] = "day",
	[ACTION_MODEL] = "model",
	[ACTION_ADDRESS] = "address",
	[ACTION_FORM] = "form",
	[ACTION_CELL] = "cell",
	[ACTION_UNKNOWN] = "unknown",
	[ACTION_LATER] = "later",
};

/* Parses a row's response and says what it is taken for. */
static void
take(char *const *field, bool delay, char *got, size_t size)
{
	struct provider_header header[2] = { { "content-type",
					       "application/json" } };
	struct provider_response r = {
		.status = atoi(field[STATUS]),
		.header = header,
		.nheader = 1,
		.body = field[BODY],
		.body_len = strlen(field[BODY]),
	};
	char *colon = strstr(field[HEADER], ": ");
	struct provider_answer a;
	struct arena arena;

	if (colon != NULL) {
		*colon = '\0';
		header[r.nheader++] =
		    (struct provider_header){ field[HEADER], colon + 2 };
	}
	arena_init(&arena);
	provider_parse(provider_find(field[PROVIDER]), &r, &a, &arena);
	snprintf(got, size, "%s",
		 a.action == ACTION_ANSWER ? outcome_name(a.outcome)
					   : actions[a.action]);
	if (delay)
		snprintf(got + strlen(got), size - strlen(got), "+d%lld",
			 (long long)a.delay_ms);
	arena_fini(&arena);
}

Test(action, vendors)
{
	int rows = 0;
	struct buf b;
	struct err e;

	buf_init(&b, 1 << 20);
	cr_assert_eq(file_read(TABLE, &b, &e), 0, "%s", e.msg);
	for (char *at = b.data, *end; at < b.data + b.len; at = end + 1) {
		char *field[FIELDS] = { at };
		char got[64];

		rows++;
		end = strchr(at, '\n');
		cr_assert(end != NULL);
		*end = '\0';
		for (int i = 1; i < FIELDS; i++) {
			field[i] = strchr(field[i - 1], '\t');
			cr_assert(field[i] != NULL, "row %d", rows);
			*field[i]++ = '\0';
		}
		take(field, strstr(field[WANT], "+d") != NULL, got,
		     sizeof(got));
		cr_assert_str_eq(got, field[WANT], "row %d: %s", rows,
				 field[BODY]);
	}
	cr_assert_geq(rows, 430);
	buf_fini(&b);
}
