/* gate: the rules of the verdict, and baselines kept by version. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "report/gate_show.h"
#include "report/words.h"
#include "verdict/gate.h"

static struct gate_look
look(double growth, double se)
{
	return (struct gate_look){ .pairs = 100, .growth = { growth, se, 20 } };
}

static void
judge(struct gate_look *k, const struct gate_opts *o, size_t looks)
{
	struct gate_levels l = gate_levels_of(o, looks);

	gate_judge(k, o, &l);
}

Test(gate, answers_follow_the_bounds)
{
	static const struct {
		double growth, se;
		enum gate_answer answer;
		enum gate_reason reason;
	} cases[] = {
		{ 0, 0.2, GATE_EQUIVALENT, GATE_REASON_WITHIN },
		{ 1.9, 0.2, GATE_INCONCLUSIVE, GATE_REASON_REACHES },
		{ 4, 0.2, GATE_REGRESSION, GATE_REASON_GREW },
		{ 4, 1, GATE_INCONCLUSIVE,
		  GATE_REASON_REACHES }, /* above, but not surely */
		{ -4, 0.2, GATE_IMPROVED, GATE_REASON_WITHIN },
		{ -2, 0.5, GATE_NO_WORSE, GATE_REASON_WITHIN },
		{ 0, 5, GATE_INCONCLUSIVE, GATE_REASON_REACHES },
		{ 0, 0, GATE_EQUIVALENT, GATE_REASON_WITHIN },
		{ 2.5, 0, GATE_REGRESSION, GATE_REASON_GREW },
		{ NAN, NAN, GATE_INCONCLUSIVE, GATE_REASON_TOO_FEW },
	};
	struct gate_opts o;
	struct buf b;

	buf_init(&b, 4096);
	gate_defaults(&o);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct gate_look k = look(cases[i].growth, cases[i].se);

		judge(&k, &o, 3);
		buf_reset(&b);
		gate_show_reason(&k, &o, &b);
		cr_assert_eq(k.answer, cases[i].answer, "case %zu: %s", i,
			     b.data);
		cr_assert_eq(k.reason, cases[i].reason, "case %zu: %s", i,
			     b.data);
		cr_assert_null(strstr(b.data, "nan"), "%s", b.data);
	}
	buf_fini(&b);
}

/* What is left of a look with holes may not be what it was. */
Test(gate, holes_in_one_look_are_seen)
{
	struct gate_opts o;
	struct gate_look k;
	struct buf b;

	gate_defaults(&o);
	k = look(-4, 0.2);
	k.missing_now = 0.2;
	judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_INCONCLUSIVE);
	cr_assert_eq(k.reason, GATE_REASON_MISSING);
	buf_init(&b, 4096);
	gate_show_reason(&k, &o, &b);
	cr_assert_not_null(strstr(b.data, "20.0 % of the answers"), "%s",
			   b.data);
	buf_reset(&b);
	words_speak(WORDS_CHINESE);
	gate_show_reason(&k, &o, &b);
	words_speak(WORDS_ENGLISH);
	cr_assert_str_eq(b.data, "本次缺少 20.0 % 的回答，基线缺少 0.0 %："
				 "剩下的回答未必与当时可比");
	buf_fini(&b);
	k.missing_base = 0.2;
	judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_IMPROVED);
	/* A regression is one, whatever is missing. */
	k = look(4, 0.2);
	k.missing_base = 0.2;
	k.missing_now = 0.5;
	judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_REGRESSION);
	cr_assert_eq(k.reason, GATE_REASON_LACKS);
	cr_assert(k.lacks);
	/* So is what the baseline lacks. */
	k.missing_now = 0;
	judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_REGRESSION);
	cr_assert_eq(k.reason, GATE_REASON_LACKS);
	k.missing_base = 0.02;
	judge(&k, &o, 3);
	cr_assert_eq(k.reason, GATE_REASON_GREW);
	cr_assert(!k.lacks);
}

/* More looks, less risk for each. */
Test(gate, looks_share_the_risk)
{
	struct gate_look one = look(3.5, 0.5), many = look(3.5, 0.5);
	struct gate_opts o;

	gate_defaults(&o);
	judge(&one, &o, 1);
	judge(&many, &o, 12);
	cr_assert(many.alarm < one.alarm && many.visible > one.visible);
	cr_assert_eq(one.pass.hi, many.pass.hi);
}

/* What a design supports, and what it needs for less. */
Test(gate, margins_and_answers_go_together)
{
	struct gate_look k = look(0, 1);
	struct gate_levels l;
	struct gate_opts o;
	double margin, n;

	gate_defaults(&o);
	l = gate_levels_of(&o, 1);
	k.fixed = 0.25;
	k.each = 3.75; /* 5 answers a target: variance 1 */
	margin = gate_supports(&k, &l);
	cr_assert_float_eq(margin, 1.724718 + 1.644854, 1e-5);
	cr_assert_eq(gate_needs(&k, &l, margin + 1e-9), 5);
	n = gate_needs(&k, &l, 2);
	cr_assert(n > 5 && !isinf(n));
	/* Below what the baseline leaves, no number of answers is enough. */
	cr_assert(isinf(gate_needs(&k, &l, margin / 2)));
}

/* Only where it can decide something is more asked. */
Test(gate, asks_where_it_decides)
{
	struct gate_look k[] = { look(0, 1), look(0, 1), look(0, 1) };
	struct gate_levels l;
	struct gate_opts o;
	bool asks[3];

	gate_defaults(&o);
	until_of(&o.until, UNTIL_FIRST, UNTIL_MOST);
	l = gate_levels_of(&o, 3);
	for (size_t i = 0; i < 3; i++) {
		k[i].fixed = 0.25;
		k[i].each = 3.75;
		k[i].answer = GATE_INCONCLUSIVE;
	}
	k[2].answer = GATE_EQUIVALENT;
	gate_asks(k, 3, &o, &l, asks);
	cr_assert(asks[0] && asks[1] && !asks[2]);
	/* One that cannot be decided: the others can call a regression only. */
	k[0].fixed = 2;
	gate_asks(k, 3, &o, &l, asks);
	cr_assert(!asks[0] && !asks[1] && !asks[2]);
	k[1].growth.value = 5;
	gate_asks(k, 3, &o, &l, asks);
	cr_assert(!asks[0] && asks[1] && !asks[2]);
	/* And so little of it that the last answers would not prove it. */
	k[1].growth.value = 2.5;
	gate_asks(k, 3, &o, &l, asks);
	cr_assert(!asks[0] && !asks[1] && !asks[2]);
}
