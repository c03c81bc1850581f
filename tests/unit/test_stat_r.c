/* tests/cases/stat_r.csv: the same numbers as R, to 1e-9. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "stat/dist.h"
#include "stat/fit.h"
#include "stat/interval.h"
#include "stat/logit.h"
#include "stat/paired.h"
#include "stat/rank.h"
#include "stat/select.h"
#include "stat/summary.h"

enum { LIST_MAX = 512 };

struct list {
	size_t n;
	double v[LIST_MAX];
};

struct row {
	struct list x, y, want;
};

static void
do_wilcoxon(const struct row *r, double *got)
{
	struct rank_wilcoxon w;

	rank_wilcoxon(r->x.v, r->x.n, &w);
	got[0] = w.v;
	got[1] = w.p;
	cr_assert_eq(w.exact, r->y.v[0] != 0);
}

static void
do_hodges_lehmann(const struct row *r, double *got)
{
	got[0] = rank_hodges_lehmann(r->x.v, r->x.n);
}

static void
do_quantile(const struct row *r, double *got)
{
	double sorted[LIST_MAX];

	memcpy(sorted, r->x.v, sizeof(sorted));
	qsort(sorted, r->x.n, sizeof(*sorted), select_compare);
	for (size_t i = 0; i < r->y.n; i++)
		got[i] = summary_quantile(sorted, r->x.n, r->y.v[i]);
}

static void
do_summary(const struct row *r, double *got)
{
	got[0] = summary_mean(r->x.v, r->x.n);
	got[1] = summary_median(r->x.v, r->x.n);
	got[2] = summary_sd(r->x.v, r->x.n);
}

static void
do_mcnemar(const struct row *r, double *got)
{
	got[0] = paired_mcnemar((size_t)r->x.v[0], (size_t)r->y.v[0]);
}

static void
do_holm(const struct row *r, double *got)
{
	paired_holm(r->x.v, got, r->x.n);
}

static void
do_theil_sen(const struct row *r, double *got)
{
	struct fit_line l;

	cr_assert_eq(fit_theil_sen(r->x.v, r->y.v, r->x.n, &l), 0);
	got[0] = l.slope;
	got[1] = l.intercept;
}

static void
do_kendall(const struct row *r, double *got)
{
	got[0] = rank_kendall(r->x.v, r->y.v, r->x.n);
}

static void
do_line(const struct row *r, double *got)
{
	struct fit_line l;

	cr_assert_eq(fit_line(r->x.v, r->y.v, r->x.n, &l), 0);
	got[0] = l.intercept;
	got[1] = l.slope;
}

static void
do_wilson(const struct row *r, double *got)
{
	struct interval in =
	    interval_wilson((size_t)r->x.v[0], (size_t)r->y.v[0], 0.95);

	got[0] = in.lo;
	got[1] = in.hi;
}

static void
do_t_quantile(const struct row *r, double *got)
{
	got[0] = dist_t_quantile(r->x.v[0], r->y.v[0]);
}

static void
do_normal_quantile(const struct row *r, double *got)
{
	got[0] = dist_normal_quantile(r->x.v[0]);
}

static void
do_logit(const struct row *r, double *got)
{
	uint64_t group[LIST_MAX];
	struct logit f;

	for (size_t i = 0; i < r->y.n; i++)
		group[i] = (uint64_t)r->x.v[r->y.n + i];
	cr_assert_eq(
	    logit_fit(&(struct logit_in){ r->y.n, r->y.v, r->x.v, group }, &f),
	    0);
	got[0] = f.level;
	got[1] = f.slope;
	got[2] = f.level_se;
	got[3] = f.slope_se;
}

static const struct {
	const char *what;
	void (*run)(const struct row *r, double *got);
} functions[] = {
	{ "wilcoxon", do_wilcoxon },
	{ "hodges_lehmann", do_hodges_lehmann },
	{ "quantile", do_quantile },
	{ "summary", do_summary },
	{ "mcnemar", do_mcnemar },
	{ "holm", do_holm },
	{ "theil_sen", do_theil_sen },
	{ "kendall", do_kendall },
	{ "line", do_line },
	{ "wilson", do_wilson },
	{ "t_quantile", do_t_quantile },
	{ "normal_quantile", do_normal_quantile },
	{ "logit", do_logit },
};

enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

static char *
read_list(char *s, struct list *l)
{
	l->n = 0;
	while (*s != ',' && *s != '\0') {
		cr_assert_lt(l->n, (size_t)LIST_MAX);
		l->v[l->n++] = strtod(s, &s);
	}
	return *s == ',' ? s + 1 : s;
}

/* 1e-9 of the size of the number; tiny p-values are held to it too. */
static bool
agrees(double got, double want)
{
	return fabs(got - want) <= 1e-9 * fabs(want) + 1e-15;
}

static size_t
check_line(char *text, int line)
{
	static struct row r;
	double got[LIST_MAX];
	char *comma = strchr(text, ',');

	cr_assert_not_null(comma, "line %d", line);
	*comma = '\0';
	read_list(read_list(read_list(comma + 1, &r.x), &r.y), &r.want);
	for (size_t f = 0; f < FUNCTIONS; f++) {
		if (strcmp(functions[f].what, text) != 0)
			continue;
		functions[f].run(&r, got);
		for (size_t i = 0; i < r.want.n; i++)
			cr_assert(agrees(got[i], r.want.v[i]),
				  "line %d, %s [%zu]: %.17g, R says %.17g",
				  line, text, i, got[i], r.want.v[i]);
		return f;
	}
	cr_assert_fail("line %d: no function %s", line, text);
	return 0;
}

Test(stat, agrees_with_r)
{
	size_t rows[FUNCTIONS] = { 0 };
	struct err e = { 0 };
	struct buf b;
	int line = 1;

	buf_init(&b, 1 << 20);
	cr_assert_eq(file_read("tests/cases/stat_r.csv", &b, &e), 0, "%s",
		     e.msg);
	for (char *s = strchr(b.data, '\n') + 1, *end; *s != '\0'; s = end) {
		end = strchr(s, '\n');
		*end++ = '\0';
		rows[check_line(s, ++line)]++;
	}
	buf_fini(&b);
	for (size_t f = 0; f < FUNCTIONS; f++)
		cr_assert_gt(rows[f], 5, "%s: %zu rows", functions[f].what,
			     rows[f]);
}
