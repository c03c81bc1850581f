#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/width.h"
#include "curve/curve.h"
#include "data/table.h"
#include "report/curve_show.h"
#include "sweep/relation.h"

/* Samples in memory: two series, targets given out of order. */
static struct series series[] = {
	{ "a", "min", "plain", RELATION_ABOUT, 0.01, 0, true, true, true, 1,
	  0 },
	{ "b, \"c\"", "min", "plain", RELATION_ABOUT, 0.01, 0, true, true, true,
	  1, 0 },
};
static struct sample sample[] = {
	{ 1, 300, 1, OUTCOME_OK, false, false, 0, 330, 1, 0 },
	{ 0, 100, 2, OUTCOME_OK, false, false, 0, 110, 2, 0 },
	{ 0, 100, 1, OUTCOME_OK, false, false, 0, 90, 3, 0 },
	{ 0, 50, 1, OUTCOME_FAILED, false, false, 0, NAN, 0, 0 },
	{ 1, 10, 1, OUTCOME_OK, false, false, 0, 10, 4, 0 },
};

static void
samples_of(struct samples *s)
{
	memset(s, 0, sizeof(*s));
	s->path = "x";
	s->unit = "excel";
	s->nseries = 2;
	s->series = series;
	s->n = sizeof(sample) / sizeof(sample[0]);
	s->sample = sample;
	s->simulated = true;
	series[0].n = 3;
	series[1].n = 2;
}

Test(curve, puts_samples_in_order_and_sums_them)
{
	static const uint32_t expected[] = { 3, 2, 1, 4, 0 };
	struct samples s;
	struct curve c;

	samples_of(&s);
	curve_of(&c, &s, NULL, 0);
	for (size_t i = 0; i < s.n; i++)
		cr_assert_eq(c.order[i], expected[i], "place %zu", i);
	cr_assert_eq(c.series[0].npoint, 2);
	cr_assert_eq(c.series[0].all.lo, 50);
	cr_assert_eq(c.series[0].all.hi, 100);
	cr_assert_eq(c.series[0].all.m.planned, 3);
	cr_assert_eq(c.series[0].all.m.measured, 2);
	cr_assert_eq(c.series[0].point[1].m.mald, 10);
	cr_assert_eq(c.series[0].band[0].n, 3);
	cr_assert_eq(c.series[0].band[1].n, 0);
	cr_assert_eq(c.series[1].band[0].n, 1);
	cr_assert_eq(c.series[1].band[1].n, 1);
	cr_assert_eq(c.series[1].band[1].m.bias_mean, 30);
	curve_fini(&c);
}

Test(curve, order_is_stable_and_whole_at_every_size)
{
	for (size_t n = 1; n < 70; n++) {
		struct series one = series[0];
		struct samples s;
		struct curve c;

		memset(&s, 0, sizeof(s));
		s.unit = "excel";
		s.nseries = 1;
		s.series = &one;
		one.n = s.n = n;
		s.sample = mem_calloc(n, sizeof(*s.sample));
		for (size_t i = 0; i < n; i++)
			s.sample[i].target = 1 + (uint32_t)(i * 7 % 5);
		curve_of(&c, &s, NULL, 0);
		for (size_t i = 1; i < n; i++) {
			uint32_t a = c.order[i - 1], b = c.order[i];

			cr_assert(
			    s.sample[a].target < s.sample[b].target ||
				(s.sample[a].target == s.sample[b].target &&
				 a < b),
			    "size %zu", n);
		}
		curve_fini(&c);
		free(s.sample);
	}
}

Test(curve, files_are_functions_of_the_samples)
{
	static const char row[] =
	    "\"b, \"\"c\"\"\",min,plain,about,0.01,0,1,1,1,excel,300,1,1,1,0,"
	    "0,0,0,0,330,330,330,330,330,330,,30,30,30,30,30,0.1,0.1,0,0,0,0,"
	    "0,1,0,1,0,1,0.1,0.1,";
	struct samples s;
	struct curve c;
	struct buf one, two;

	samples_of(&s);
	curve_of(&c, &s, NULL, 0);
	buf_init(&one, 1 << 20);
	buf_init(&two, 1 << 20);
	curve_csv(&c, false, &one);
	curve_csv(&c, false, &two);
	cr_assert_str_eq(one.data, two.data);
	cr_assert_not_null(strstr(one.data, row), "%s", one.data);
	buf_reset(&one);
	curve_summary(&c, NULL, NULL, &one);
	cr_assert_null(strstr(one.data, "nan"), "%s", one.data);
	cr_assert_null(strstr(one.data, "inf"), "%s", one.data);
	cr_assert_not_null(strstr(one.data, "\"unit\": \"excel\""));
	cr_assert_not_null(strstr(one.data, "\"simulated\": true"));
	buf_fini(&one);
	buf_fini(&two);
	curve_fini(&c);
}

Test(curve, bands_are_read_and_refused)
{
	static const char *const good[] = { "5-100", "105-105" };
	static const char *const bad[] = { "5", "a-b", "10-5", "5-", "-5" };
	struct spec_band band[CURVE_BANDS];
	struct err e;
	size_t n;

	cr_assert_eq(curve_bands("/nowhere", NULL, good, 2, band, &n, &e), 0);
	cr_assert_eq(n, 2);
	cr_assert_eq(band[1].lo, 105);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_assert_eq(
		    curve_bands("/nowhere", NULL, &bad[i], 1, band, &n, &e), -1,
		    "%s", bad[i]);
	cr_assert_eq(curve_bands("/nowhere", NULL, NULL, 0, band, &n, &e), 0);
	cr_assert_eq(n, 0);
}

Test(curve, sampling_is_told_as_sent)
{
	static const struct {
		double temperature, top_p;
		bool pinned;
		const char *name, *text;
	} cases[] = {
		{ 0.01, 0, true, "min", "temperature 0.01, top_p 0" },
		{ 0, NAN, true, "min", "temperature 0, top_p left out" },
		{ NAN, NAN, false, "min",
		  "temperature and top_p left out, not pinned" },
		{ NAN, NAN, false, "", "sampling not recorded" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct series x = series[0];
		struct buf b;

		x.temperature = cases[i].temperature;
		x.top_p = cases[i].top_p;
		x.pinned = cases[i].pinned;
		x.sampling = cases[i].name;
		buf_init(&b, 4096);
		curve_show_sampling(&x, &b);
		cr_assert_str_eq(b.data, cases[i].text);
		buf_fini(&b);
	}
}

Test(curve, text_says_what_is_missing)
{
	struct samples s;
	struct curve c;
	struct buf b;

	samples_of(&s);
	curve_of(&c, &s, NULL, 0);
	buf_init(&b, 1 << 20);
	curve_show_text(&c, &b);
	cr_assert_not_null(strstr(b.data, "unit excel; temperature 0.01"));
	cr_assert_not_null(strstr(b.data, "; simulated\n"));
	cr_assert_not_null(strstr(b.data, "\na: 1 failed of 3\n"), "%s",
			   b.data);
	cr_assert_null(strstr(b.data, "nan"), "%s", b.data);
	buf_fini(&b);
	curve_fini(&c);
}

Test(curve, tables_stand_straight_under_wide_characters)
{
	struct table t;
	struct buf b;

	cr_assert_eq(width_of("春节ab"), 6);
	cr_assert_eq(width_of("é"), 1);
	table_init(&t, 2);
	table_text(&t, "名");
	table_text(&t, "n");
	table_text(&t, "春节");
	table_num(&t, 1.25, 1);
	table_text(&t, "a\nb");
	table_num(&t, NAN, 1);
	buf_init(&b, 4096);
	table_print(&t, 1, 80, &b);
	cr_assert_str_eq(b.data, " 名      n\n"
				 " ----  ---\n"
				 " 春节  1.2\n"
				 " a b     -\n");
	buf_fini(&b);
	table_fini(&t);
}

Test(curve, pages_hold_texts_not_tags)
{
	struct table t;
	struct buf b;

	table_init(&t, 2);
	table_text(&t, "<b>");
	table_text(&t, "n");
	table_text(&t, "\"'&<script>");
	table_num(&t, 1, 1);
	buf_init(&b, 4096);
	table_html(&t, &b);
	cr_assert_str_eq(b.data,
			 "<table class=numbers>\n<thead><tr><th class=w>"
			 "&lt;b&gt;<th>n</thead>\n<tr><td class=w>&quot;"
			 "&#39;&amp;&lt;script&gt;<td>1.0</tr>\n</table>\n");
	buf_fini(&b);
	table_fini(&t);
}

Test(curve, relations_go_by_many_names)
{
	static const struct {
		const char *word;
		int relation;
	} cases[] = {
		{ "about", RELATION_ABOUT },
		{ "EXACTLY", RELATION_EXACT },
		{ "<=", RELATION_AT_MOST },
		{ "<", RELATION_LESS_THAN },
		{ "不少于", RELATION_AT_LEAST },
		{ "未満", RELATION_LESS_THAN },
		{ "roughly", -1 },
		{ "", -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum relation r = RELATION_ABOUT;
		int rc =
		    relation_word(cases[i].word, strlen(cases[i].word), &r);

		cr_assert_eq(rc == 0 ? (int)r : -1, cases[i].relation, "%s",
			     cases[i].word);
	}
}
