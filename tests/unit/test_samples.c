#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/outfile.h"
#include "measure/row.h"
#include "measure/samples.h"

static char path[64];

static void
setup(void)
{
	int fd;

	strcpy(path, "/tmp/test-samples-XXXXXX");
	fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	close(fd);
}

static void
teardown(void)
{
	unlink(path);
}

TestSuite(samples, .init = setup, .fini = teardown);

static void
sample_row(struct row *r, const char *model, int64_t target, double length)
{
	row_init(r);
	r->id = "a,\"b\"\nc";
	r->model = model;
	r->sampling = "min";
	r->variant = "plain";
	r->target = target;
	r->repeat = 1;
	r->unit = "excel";
	r->outcome = isnan(length) ? OUTCOME_REFUSED : OUTCOME_OK;
	r->length = length;
	r->temperature = 0.01;
	r->pinned = 1;
	r->seed = 42;
	r->text_hash = 7;
	row_derive(r);
}

static void
save(const struct buf *b)
{
	struct err e;

	cr_assert_eq(outfile_save(path, b->data, b->len, &e), 0);
}

Test(samples, the_table_is_whole)
{
	int timed = 0;

	for (const struct field *c = row_fields; c->name != NULL; c++) {
		for (const struct field *d = row_fields; d != c; d++)
			cr_assert_str_neq(c->name, d->name);
		timed += (c->flags & FIELD_TIMED) != 0;
		cr_assert((c->flags & FIELD_TIMED) != 0 || timed == 0,
			  "%s stands behind a time-stamped column", c->name);
	}
	for (unsigned u = 0; u < UNITS; u++) {
		const struct field *c = row_fields;
		char name[32];

		snprintf(name, sizeof(name), "n_%s", unit_name(u));
		while (c->name != NULL && strcmp(c->name, name) != 0)
			c++;
		cr_assert_not_null(c->name, "no column %s", name);
		cr_assert_eq(c->at, offsetof(struct row, n[0]) + u * 8, "%s",
			     name);
	}
}

/* Kinds of two, three and one, found among many, in the order they came. */
Test(samples, series_are_found_by_their_keys)
{
	enum { N = 3000 };
	static struct series s[N];
	static char name[N][16];
	static const unsigned keys[] = { SERIES_ALL, SERIES_MODEL,
					 SERIES_SAMPLING | SERIES_VARIANT };
	static const char *const three[] = { "a", "b", "c" };

	for (size_t i = 0; i < N; i++) {
		snprintf(name[i], sizeof(name[i]), "m%zu", i / 6);
		s[i] = (struct series){ .model = name[i],
					.sampling = three[i % 3],
					.variant = "plain",
					.relation = i / 3 % 2 == 0
							? RELATION_ABOUT
							: RELATION_AT_MOST };
	}
	for (size_t k = 0; k < 3; k++) {
		struct series none = { .model = "?",
				       .sampling = "?",
				       .variant = "?" };
		struct series_index x;

		series_index_of(&x, keys[k], s, N);
		for (size_t i = 0; i < N; i++) {
			size_t first = 0, next = i + 1;

			while (!series_same(&s[first], &s[i], keys[k]))
				first++;
			while (next < N &&
			       !series_same(&s[next], &s[i], keys[k]))
				next++;
			cr_assert_eq(series_index_find(&x, s, &s[i]), first,
				     "keys %u, series %zu", keys[k], i);
			cr_assert_eq(series_index_next(&x, i),
				     next < N ? next : SERIES_NONE,
				     "keys %u, series %zu", keys[k], i);
		}
		cr_assert_eq(series_index_find(&x, s, &none), SERIES_NONE);
		series_index_fini(&x);
	}
}

Test(samples, what_is_written_is_read)
{
	struct samples s;
	struct buf b;
	struct row r;
	struct err e;

	buf_init(&b, 1 << 20);
	field_csv_head(row_fields, true, &b);
	csv_end(&b);
	sample_row(&r, "v2", 100, 90);
	field_csv_line(row_fields, &r, false, &b);
	sample_row(&r, "=cmd, \"x\"", 100, NAN);
	r.item = "p1";
	field_csv_line(row_fields, &r, false, &b);
	sample_row(&r, "v2", 105, 105);
	field_csv_line(row_fields, &r, false, &b);
	save(&b);
	cr_assert_eq(samples_read(&s, path, &e), 0, "%s", e.msg);
	cr_assert_eq(s.n, 3);
	cr_assert_eq(s.nseries, 2);
	cr_assert_str_eq(s.unit, "excel");
	cr_assert_str_eq(s.series[1].model, "=cmd, \"x\"");
	cr_assert_eq(s.series[0].n, 2);
	cr_assert_eq(s.series[0].seed, 42);
	cr_assert_eq(s.series[0].temperature, 0.01);
	cr_assert(isnan(s.series[0].top_p));
	cr_assert(s.series[0].pinned && !s.series[0].simulated);
	cr_assert_eq(s.sample[0].length, 90);
	cr_assert_eq(s.sample[0].item, 0);
	cr_assert_eq(s.sample[0].text_hash, 7);
	cr_assert(isnan(s.sample[1].length));
	cr_assert_eq(s.sample[1].outcome, OUTCOME_REFUSED);
	cr_assert_neq(s.sample[1].item, 0);
	cr_assert_eq(s.sample[2].series, 0);
	samples_fini(&s);
	buf_fini(&b);
}

Test(samples, a_spreadsheet_gets_no_formula)
{
	struct buf b;
	struct row r;

	buf_init(&b, 1 << 20);
	sample_row(&r, "=1+1", 100, 90);
	field_csv_line(row_fields, &r, true, &b);
	cr_assert_not_null(strstr(b.data, ",'=1+1,"), "%s", b.data);
	buf_fini(&b);
}

Test(samples, rows_that_make_no_sense_are_refused_by_line)
{
	static const struct {
		const char *unit, *expect;
		int64_t target;
		enum outcome outcome;
	} bad[] = {
		{ "han", "line 3: unit is han here and excel above", 5,
		  OUTCOME_OK },
		{ "excel", "line 3: target and repeat", 0, OUTCOME_OK },
		{ "excel", "line 3: outcome is empty", 5, OUTCOME_EMPTY },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct samples s;
		struct buf b;
		struct row r;
		struct err e;

		buf_init(&b, 1 << 20);
		field_csv_head(row_fields, true, &b);
		csv_end(&b);
		sample_row(&r, "v2", 100, 90);
		r.id = "1";
		field_csv_line(row_fields, &r, false, &b);
		r.unit = bad[i].unit;
		r.target = bad[i].target;
		r.outcome = bad[i].outcome;
		field_csv_line(row_fields, &r, false, &b);
		save(&b);
		cr_assert_eq(samples_read(&s, path, &e), -1, "case %zu", i);
		cr_assert_not_null(strstr(e.msg, bad[i].expect), "%s", e.msg);
		buf_fini(&b);
	}
}

Test(samples, another_csv_is_refused_by_the_missing_column)
{
	static const char other[] = "a,b\n1,2\n";
	struct samples s;
	struct err e;

	cr_assert_eq(outfile_save(path, other, strlen(other), &e), 0);
	cr_assert_eq(samples_read(&s, path, &e), -1);
	cr_assert_not_null(strstr(e.msg, "no column \"model\""), "%s", e.msg);
	cr_assert_eq(e.status, STATUS_INPUT);
}

Test(samples, a_relation_is_judged_only_when_there_is_a_length)
{
	static const struct {
		enum relation relation;
		double length;
		int64_t satisfied;
	} cases[] = {
		{ RELATION_ABOUT, 100, -1 },    { RELATION_EXACT, 100, 1 },
		{ RELATION_EXACT, 99, 0 },      { RELATION_AT_MOST, 100, 1 },
		{ RELATION_AT_MOST, 101, 0 },   { RELATION_LESS_THAN, 100, 0 },
		{ RELATION_LESS_THAN, 99, 1 },  { RELATION_AT_LEAST, 100, 1 },
		{ RELATION_MORE_THAN, 100, 0 }, { RELATION_MORE_THAN, 101, 1 },
		{ RELATION_AT_MOST, NAN, -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct row r;

		sample_row(&r, "v2", 100, cases[i].length);
		r.relation = cases[i].relation;
		row_derive(&r);
		cr_assert_eq(r.satisfied, cases[i].satisfied, "case %zu", i);
	}
}
