/* nights: growth over several nights, by hand and by drawing. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "stat/joint.h"
#include "stat/nights.h"

enum { N = 40, CELLS = 4, NIGHTS = 6, ROOM = N * CELLS };

struct drawn {
	size_t first[N + 1];
	double cell[ROOM]; /* question and cell */
	struct nights_cell v[(NIGHTS + 1) * ROOM];
	struct nights x;
};

/* y = question + cell + night x question + answer, each with its sd. */
static void
draw(struct drawn *d, double cell, double apart, double answer, struct rng *r)
{
	double own[N];

	memset(d->v, 0, sizeof(d->v));
	d->first[0] = 0;
	for (size_t i = 0; i < N; i++)
		d->first[i + 1] = CELLS * (i + 1);
	for (size_t k = 0; k < ROOM; k++)
		d->cell[k] = 100.0 * (double)(k / CELLS) + cell * rng_normal(r);
	for (size_t j = 0; j <= NIGHTS; j++) {
		for (size_t i = 0; i < N; i++)
			own[i] = apart * rng_normal(r);
		for (size_t k = 0; k < ROOM; k++)
			nights_add(&d->v[j * ROOM + k],
				   d->cell[k] + own[k / CELLS] +
				       answer * rng_normal(r));
	}
	d->x = (struct nights){ .n = N,
				.nights = NIGHTS,
				.stride = ROOM,
				.first = d->first,
				.v = d->v };
}

/* The printed error is that of the estimates, in each kind of world. */
Test(nights, errors_are_what_they_say)
{
	static const struct {
		double cell, apart, answer;
	} world[] = { { 0, 0, 1 },
		      { 1, 0, 0.5 },
		      { 0, 1, 1 },
		      { 1, 0.5, 0.2 },
		      { 1, 0, 1 } };
	enum { DRAWS = 400 };
	static struct drawn d;
	struct rng r;

	rng_init(&r, 77);
	for (size_t i = 0; i < sizeof(world) / sizeof(*world); i++) {
		double squares = 0, told = 0;

		for (int t = 0; t < DRAWS; t++) {
			struct nights_growth g;

			draw(&d, world[i].cell, world[i].apart, world[i].answer,
			     &r);
			nights_growth_of(&d.x, 0, N, NULL, &g);
			squares += g.growth.value * g.growth.value;
			told += g.growth.se * g.growth.se;
		}
		cr_assert(told / squares > 0.85 && told / squares < 1.3,
			  "world %zu: %g", i, told / squares);
	}
}

Test(nights, answers_that_are_alike_have_no_noise)
{
	static struct drawn d;
	struct nights_growth g;
	struct rng r;
	double sd[N];

	rng_init(&r, 5);
	draw(&d, 3, 0, 0, &r);
	nights_growth_of(&d.x, 0, N, sd, &g);
	cr_assert(fabs(g.growth.value) < 1e-9);
	cr_assert(g.growth.se < 1e-9);
	cr_assert(sd[0] > 0);
	/* Every answer but the first of each target is missing tonight. */
	for (size_t k = 0; k < ROOM; k++)
		if (k % CELLS > 0)
			d.v[NIGHTS * ROOM + k].n = 0;
	nights_growth_of(&d.x, 0, N, sd, &g);
	cr_assert(fabs(g.growth.value) < 1e-5);
	cr_assert_eq(g.cells, (size_t)N);
}

/* Two means by hand: nothing alike, all alike, and half with one cell in
 * common. */
Test(nights, means_of_cells)
{
	static const struct joint_cell cell[] = { { 4, 1, 1, 2, 2 },
						  { 8, NAN, 1, 0, 0 },
						  { NAN, 5, 0, 2, 2 } };
	struct joint_noise v = { 1, 1, 0, 1, 1, false };
	struct joint j;

	joint_of(cell, 3, &v, &j);
	cr_assert_float_eq(j.now, 6, 1e-12);
	cr_assert_float_eq(j.base, 3, 1e-12);
	cr_assert_float_eq(j.now_var, 0.5, 1e-12);
	cr_assert_float_eq(j.base_var, 0.25, 1e-12);
	cr_assert_float_eq(j.fixed, 0.25, 1e-12);
	v.alike = 1;
	v.fresh = 0;
	joint_of(cell, 3, &v, &j);
	cr_assert_float_eq(j.now - j.base, 3, 1e-4);
	cr_assert(j.now_var + j.base_var < 1e-9);
	/* V of the common cell: 1, .5, .5, .75; of the others 1 and .75. So M
	 * is 5/2, -1; -1, 10/3, and tonight's answers weigh 15 and 7, those
	 * before 16 and 6, of 22. */
	v.alike = v.fresh = 0.5;
	joint_of(cell, 3, &v, &j);
	cr_assert_float_eq(j.now, (15.0 * 4 + 7 * 8) / 22, 1e-12);
	cr_assert_float_eq(j.base, (16.0 * 1 + 6 * 5) / 22, 1e-12);
	cr_assert_float_eq(j.now_var + j.base_var,
			   (2.5 + 10.0 / 3 - 2) / (22.0 / 3), 1e-12);
}

/* A target without an answer on one side is none of the sample. */
Test(nights, what_is_missing_is_left_out)
{
	static struct drawn d;
	struct nights_growth g;
	struct rng r;

	rng_init(&r, 5);
	draw(&d, 0, 0, 1, &r);
	for (size_t k = 0; k < CELLS; k++)
		d.v[NIGHTS * ROOM + k].n = 0;
	for (size_t j = 0; j < NIGHTS; j++)
		for (size_t k = CELLS; k < 2 * CELLS; k++)
			d.v[j * ROOM + k].n = 0;
	nights_growth_of(&d.x, 0, N, NULL, &g);
	cr_assert_eq(g.targets, (size_t)N - 2);
	cr_assert(g.growth.se > 0 && isfinite(g.growth.value));
	nights_growth_of(&d.x, 0, 1, NULL, &g);
	cr_assert_eq(g.targets, 0u);
	cr_assert(isnan(g.growth.se) && isnan(g.now));
}

/* One answer a target and night: nights are all the noise that is known. */
Test(nights, one_answer_a_night)
{
	static const size_t first[] = { 0, 1, 2, 3, 4 };
	static const double answer[] = { 1, 5, 9, 4, 3, 5, 7, 4,
					 2, 5, 8, 5, 2, 6, 8, 4 };
	struct nights_cell v[16] = { 0 };
	struct nights x = {
		.n = 4, .nights = 3, .stride = 4, .first = first, .v = v
	};
	struct nights_growth g;

	for (size_t k = 0; k < 16; k++)
		nights_add(&v[k], answer[k]);
	nights_growth_of(&x, 0, 4, NULL, &g);
	cr_assert_float_eq(g.growth.value, 5 - 58.0 / 12, 1e-12);
	cr_assert(g.growth.se > 0 && g.growth.df >= 2);
}

/*
 * Tonight asks each cell several times. The error is what it says where these
 * answers are new, alike in part, or one answer many times; and where all was
 * alike on every night but this.
 */
Test(nights, cells_asked_again)
{
	static const struct {
		const char *name;
		double cell, answer;
		bool cached, changed;
	} world[] = { { "new", 0, 1, false, false },
		      { "half", 1, 1, false, false },
		      { "cached", 0, 1, true, false },
		      { "half and cached", 1, 1, true, false },
		      { "changed", 1, 0, false, true },
		      { "half and changed", 1, 1, false, true } };
	enum { DRAWS = 300, TIMES = 4 };
	static struct drawn d, other;
	const struct drawn *at;
	struct rng r;

	rng_init(&r, 78);
	for (size_t i = 0; i < sizeof(world) / sizeof(*world); i++) {
		double squares = 0, told = 0;

		for (int t = 0; t < DRAWS; t++) {
			struct nights_cell *now = d.v + NIGHTS * ROOM;
			struct nights_growth g;

			draw(&d, world[i].cell, 0, world[i].answer, &r);
			draw(&other, world[i].cell, 0, world[i].answer, &r);
			if (world[i].changed)
				memcpy(now, other.v, ROOM * sizeof(*now));
			at = world[i].changed ? &other : &d;
			for (size_t k = 0; k < ROOM * TIMES; k++)
				nights_add(&now[k % ROOM],
					   world[i].cached
					       ? now[k % ROOM].mean
					       : at->cell[k % ROOM] +
						     world[i].answer *
							 rng_normal(&r));
			d.x.again = true;
			nights_growth_of(&d.x, 0, N, NULL, &g);
			squares += g.growth.value * g.growth.value;
			told += g.growth.se * g.growth.se;
			cr_assert(g.fixed <= g.growth.se * g.growth.se * 1.01);
			cr_assert(world[i].changed ? g.kept < 0.9
						   : g.kept == 1 || t > 0,
				  "%s keeps %g", world[i].name, g.kept);
		}
		cr_assert(told / squares > 0.8 && told / squares < 1.5,
			  "%s: %g", world[i].name, told / squares);
	}
}

/* One answer a night, alike on all nights but this: neighbours say what it is
 * worth. */
Test(nights, one_answer_alike_but_tonight)
{
	enum { DRAWS = 300 };
	static size_t first[N + 1];
	static struct nights_cell v[(NIGHTS + 1) * N];
	struct nights x = {
		.n = N, .nights = NIGHTS, .stride = N, .first = first, .v = v
	};
	double squares = 0, told = 0;
	struct nights_growth g;
	struct rng r;

	rng_init(&r, 79);
	for (size_t i = 0; i <= N; i++)
		first[i] = i;
	for (int t = 0; t < DRAWS; t++) {
		memset(v, 0, sizeof(v));
		for (size_t i = 0; i < N; i++) {
			double then = rng_normal(&r);

			for (size_t j = 0; j < NIGHTS; j++)
				nights_add(&v[j * N + i], then);
			nights_add(&v[NIGHTS * N + i], rng_normal(&r));
		}
		nights_growth_of(&x, 0, N, NULL, &g);
		squares += g.growth.value * g.growth.value;
		told += g.growth.se * g.growth.se;
		cr_assert(g.alike == 1 && g.kept < 1e-9, "alike %g kept %g",
			  g.alike, g.kept);
	}
	cr_assert(told / squares > 0.8 && told / squares < 1.4, "%g",
		  told / squares);
	/* And alike tonight too: nothing grew, and nothing is in doubt. */
	for (size_t i = 0; i < N; i++)
		v[NIGHTS * N + i] = v[i];
	nights_growth_of(&x, 0, N, NULL, &g);
	cr_assert(g.growth.value == 0 && g.growth.se < 1e-9);
}

/* Nights that differ by nothing but their answers, whose noise grows along the
 * curve, are called so: what else is made of them no answers take away. */
Test(nights, nothing_is_made_of_noise_that_grows)
{
	enum { DRAWS = 1000, ANSWERS = 2 };
	static struct drawn d;
	size_t apart = 0, unlike = 0;
	struct rng r;

	rng_init(&r, 80);
	draw(&d, 0, 0, 0, &r);
	for (int t = 0; t < DRAWS; t++) {
		struct nights_growth g;

		memset(d.v, 0, sizeof(d.v));
		for (size_t k = 0; k < (NIGHTS + 1) * ROOM; k++) {
			size_t cell = k % ROOM;

			if (k < NIGHTS * ROOM || cell % CELLS < ANSWERS)
				nights_add(&d.v[k], (double)(1 + cell / CELLS) *
							rng_normal(&r));
		}
		nights_growth_of(&d.x, 0, N, NULL, &g);
		apart += g.apart > 0;
		unlike += g.kept < 1;
	}
	cr_assert(apart <= 4 && unlike <= 4, "of 1000: apart %zu, unlike %zu",
		  apart, unlike);
}
