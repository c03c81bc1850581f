/*
 * The gate before nights whose truth is known: the shipped nightly sweep,
 * spring-festival-t0.99, of 140 targets, two of the reference models, six
 * looks; a baseline of plain nights of five answers a target; then a night by
 * `run --until gate`.
 *
 * Misses are drawn from the reference models' own closed form, without the
 * way through texts and files, which would take minutes a night; from there
 * on it is the code of the gate, look by look.
 */
#include "bench/study.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "sim/model.h"
#include "stat/nights.h"
#include "verdict/gate.h"

enum {
	TARGETS = 140,
	PLAIN = 5,
	ROOM = 140,
	NIGHTS = 15,
	MODELS = 2,
	BANDS = 3,
	MANY = 4 /* times the nights, where the bar is */
};

#define HEAT (0.99 * 0.9)

/* What is the same every night, of an answer's noise. */
enum nights_kind {
	NIGHTS_FRESH,   /* nothing */
	NIGHTS_HALF,    /* half of its variance: its cell's */
	NIGHTS_ALIKE,   /* all of it */
	NIGHTS_APART,   /* nothing, and a quarter belongs to night and target */
	NIGHTS_HARDLY,  /* nothing, and 2 % does */
	NIGHTS_CHANGED, /* all of it, but tonight nothing */
	NIGHTS_CACHED,  /* nothing, but a seed has one answer a night */
};

struct nights_row {
	const char *name;
	enum nights_kind kind;
	size_t nights; /* of the baseline */
	size_t least;  /* plain nights of one look: repeats; 0: until */
	size_t times;  /* the nights of the study */
};

struct nights_count {
	size_t n, pass, alarm, seen, missed;
	double asked;   /* of an unchanged night, in plain nights: a sum */
	double visible; /* of base over all targets: a sum */
};

static const struct nights_row table[] = {
	{ "one look, nothing alike", NIGHTS_FRESH, 2, PLAIN, 1 },
	{ "one look, nothing alike", NIGHTS_FRESH, 7, PLAIN, 1 },
	{ "one look, nothing alike", NIGHTS_FRESH, 14, PLAIN, 1 },
	{ "one look, all alike", NIGHTS_ALIKE, 2, PLAIN, 1 },
	{ "until, nothing alike", NIGHTS_FRESH, 7, 0, MANY },
	{ "until, nothing alike", NIGHTS_FRESH, 14, 0, MANY },
	{ "until, half alike", NIGHTS_HALF, 7, 0, 1 },
	{ "until, half alike", NIGHTS_HALF, 14, 0, 1 },
	{ "until, all alike", NIGHTS_ALIKE, 2, 0, 1 },
	{ "until, all alike", NIGHTS_ALIKE, 7, 0, 1 },
	{ "until, nights apart", NIGHTS_APART, 14, 0, 1 },
	{ "until, nights hardly apart", NIGHTS_HARDLY, 7, 0, 1 },
	{ "until, nights hardly apart", NIGHTS_HARDLY, 14, 0, 1 },
	{ "one look, all alike but tonight", NIGHTS_CHANGED, 7, PLAIN, 1 },
	{ "until, all alike but tonight", NIGHTS_CHANGED, 7, 0, 1 },
	{ "until, cached within a night", NIGHTS_CACHED, 14, 0, 1 },
};

enum { ROWS = sizeof(table) / sizeof(table[0]) };

static const size_t edge[BANDS][2] = { { 0, TARGETS },
				       { 0, 50 },
				       { 50, TARGETS } };

/* One model's nights: misses, and what of the noise is its cells'. */
struct server {
	double mean[TARGETS], sd[TARGETS], cell[TARGETS * ROOM];
	double night[TARGETS];
	struct nights_cell answer[NIGHTS + 1][TARGETS * ROOM];
	/* Of these, cells that some night has: a look reads no others. */
	struct nights_cell v[(NIGHTS + 1) * TARGETS * ROOM];
	size_t first[TARGETS + 1];
	uint32_t asked[TARGETS];
	struct nights x;
};

static void
open_server(struct server *s, const char *name, size_t nights)
{
	const struct sim_model *m = model_find(name);

	for (size_t i = 0; i < TARGETS; i++) {
		struct question q = { .target = (uint32_t)(5 * (i + 1)) };

		s->mean[i] = model_expected(m, &q, HEAT) - q.target;
		s->sd[i] = model_sd(m, &q, HEAT);
	}
	s->x = (struct nights){
		.n = TARGETS, .nights = nights, .first = s->first, .v = s->v
	};
}

static void
draw_cell(struct server *s, enum nights_kind kind, size_t night, size_t c,
	  double grown, struct rng *r)
{
	size_t i = c / ROOM;
	bool alike = kind == NIGHTS_ALIKE ||
		     (kind == NIGHTS_CHANGED && night < s->x.nights);
	double cell = alike ? 1 : kind == NIGHTS_HALF ? 0.5 : 0;
	double apart = kind == NIGHTS_APART    ? 0.25
		       : kind == NIGHTS_HARDLY ? 0.02
					       : 0;
	double z = sqrt(cell) * s->cell[c] + sqrt(apart) * s->night[i] +
		   sqrt(1 - cell - apart) * rng_normal(r);
	struct nights_cell *y = &s->answer[night][c];

	z = fmax(-3, fmin(3, z));
	nights_add(y, kind == NIGHTS_CACHED && y->n > 0
			  ? y->mean
			  : fabs(round(s->mean[i] + s->sd[i] * z)) + grown);
}

static void
new_night(struct server *s, size_t night, struct rng *r)
{
	memset(s->answer[night], 0, sizeof(s->answer[night]));
	for (size_t i = 0; i < TARGETS; i++) {
		s->night[i] = rng_normal(r);
		s->asked[i] = 0;
	}
}

/* Ask each target until it has so many answers, with the seeds of plain nights
 * again where these answered alike; how many were asked. */
static size_t
ask(struct server *s, enum nights_kind kind, size_t night, const uint32_t *want,
    double grown, struct rng *r)
{
	size_t n = 0;

	for (size_t i = 0; i < TARGETS; i++)
		for (; s->asked[i] < want[i] && s->asked[i] < ROOM; n++) {
			size_t cells = s->x.again ? PLAIN : ROOM;

			draw_cell(s, kind, night,
				  i * ROOM + s->asked[i]++ % cells, grown, r);
		}
	return n;
}

static void
lay_out(struct server *s)
{
	size_t end = 0, n;

	for (size_t i = 0; i < TARGETS; i++) {
		s->first[i] = end;
		end += s->asked[i] > PLAIN ? s->asked[i] : PLAIN;
	}
	s->first[TARGETS] = s->x.stride = end;
	for (size_t k = 0; k <= s->x.nights; k++)
		for (size_t i = 0; i < TARGETS; i++) {
			n = s->first[i + 1] - s->first[i];
			memcpy(s->v + k * end + s->first[i],
			       s->answer[k] + i * ROOM, n * sizeof(*s->v));
		}
}

static void
plain_nights(struct server *s, const struct nights_row *row, struct rng *r)
{
	uint32_t want[TARGETS];

	for (size_t c = 0; c < TARGETS * ROOM; c++)
		s->cell[c] = rng_normal(r);
	for (size_t i = 0; i < TARGETS; i++)
		want[i] = PLAIN;
	for (size_t k = 0; k < row->nights; k++) {
		new_night(s, k, r);
		ask(s, row->kind, k, want, 0, r);
	}
}

/* Whether a run against these nights asks their seeds again. */
static bool
asks_again(struct server *s)
{
	size_t last = s->x.nights;
	struct nights_growth g;

	memcpy(s->answer[last], s->answer[last - 1], sizeof(s->answer[last]));
	lay_out(s);
	nights_growth_of(&s->x, 0, TARGETS, NULL, &g);
	return g.alike > UNTIL_ALIKE;
}

struct night {
	enum gate_answer answer;
	size_t asked;
	double visible;
};

/* One look at all: the worst answer, and what more would be asked. */
static enum gate_answer
look(struct server *server, const struct gate_opts *o,
     const struct gate_levels *l, size_t at, uint32_t want[MODELS][TARGETS],
     double *visible)
{
	static double sd[MODELS * BANDS][TARGETS];
	enum gate_answer worst = GATE_IMPROVED;
	struct gate_look k[MODELS * BANDS];
	bool asks[MODELS * BANDS];

	for (int m = 0; m < MODELS; m++)
		lay_out(&server[m]);
	for (int i = 0; i < MODELS * BANDS; i++) {
		const size_t *range = edge[i % BANDS];
		struct nights_growth g;

		nights_growth_of(&server[i / BANDS].x, range[0], range[1],
				 sd[i], &g);
		k[i] = (struct gate_look){ .growth = g.growth,
					   .fixed = g.fixed,
					   .each = g.each };
		gate_judge(&k[i], o, l);
		worst = k[i].answer > worst ? k[i].answer : worst;
	}
	*visible = k[0].visible;
	gate_asks(k, MODELS * BANDS, o, l, asks);
	for (int i = 0; i < MODELS * BANDS && at + 1 < o->until.n; i++) {
		const size_t *range = edge[i % BANDS];

		if (asks[i])
			until_want(o->until.answers[at + 1], sd[i],
				   range[1] - range[0],
				   want[i / BANDS] + range[0]);
	}
	return worst;
}

static struct night
night(struct server *server, const struct nights_row *row,
      const struct gate_opts *o, const struct gate_levels *l, double grown,
      struct rng *r)
{
	uint32_t want[MODELS][TARGETS];
	struct night n = { .asked = 0 };

	for (int m = 0; m < MODELS; m++) {
		new_night(&server[m], row->nights, r);
		for (size_t i = 0; i < TARGETS; i++)
			want[m][i] = row->least > 0 ? (uint32_t)row->least
						    : o->until.answers[0];
	}
	for (size_t at = 0;; at++) {
		size_t more = 0;

		for (int m = 0; m < MODELS; m++)
			more += ask(&server[m], row->kind, row->nights, want[m],
				    m == 0 ? grown : 0, r);
		n.asked += more;
		if (more == 0)
			return n;
		n.answer = look(server, o, &l[at], at, want, &n.visible);
		if (n.answer != GATE_INCONCLUSIVE)
			return n;
	}
}

static void
study(size_t at, const struct study_size *size, void *count)
{
	const struct nights_row *row = &table[at];
	struct nights_count *c = count;
	static struct server server[MODELS];
	struct gate_levels l[LOOKS_MAX];
	struct gate_opts o;
	struct rng r;

	gate_defaults(&o);
	if (row->least == 0)
		until_of(&o.until, UNTIL_FIRST, UNTIL_MOST);
	for (o.look = 0; o.look == 0 || o.look < o.until.n; o.look++)
		l[o.look] = gate_levels_of(&o, MODELS * BANDS);
	open_server(&server[0], "base", row->nights);
	open_server(&server[1], "v2", row->nights);
	c->n = size->nights * row->times;
	rng_init(&r, 11070 + at);
	for (size_t t = 0; t < c->n; t++) {
		struct night same, grown;
		bool again = false;

		for (int m = 0; m < MODELS; m++) {
			plain_nights(&server[m], row, &r);
			again |= row->least == 0 && asks_again(&server[m]);
		}
		for (int m = 0; m < MODELS; m++)
			server[m].x.again = again;
		same = night(server, row, &o, l, 0, &r);
		c->pass += same.answer < GATE_INCONCLUSIVE;
		c->alarm += same.answer == GATE_REGRESSION;
		c->asked += (double)same.asked / (MODELS * TARGETS * PLAIN);
		c->visible += same.visible;
		grown = night(server, row, &o, l,
			      fmax(same.visible, o.margin + 0.1), &r);
		c->seen += grown.answer == GATE_REGRESSION;
		grown = night(server, row, &o, l, o.margin, &r);
		c->missed += grown.answer < GATE_INCONCLUSIVE;
	}
}

static void
print(const void *counts, const struct study_size *size)
{
	printf("## The gate against several nights, in percent of nights\n"
	       "\n"
	       "The shipped nightly sweep "
	       "(`sweeps/spring-festival-t0.99.json`: 140 targets, two\n"
	       "models, 5 repeats, 1,400 requests; six looks; "
	       "margin 2), its answers drawn from the\n"
	       "models' closed form, %zu nights a row, %d times as "
	       "many where a run goes on until and\n"
	       "nothing is alike. The baseline is of plain nights, "
	       "drawn anew for each. \"One look\" is\n"
	       "a plain night; \"until\" is `run --until "
	       "gate:BASELINE`, with the requests it took as a\n"
	       "multiple of a plain night's. Nothing alike: servers "
	       "that share no noise; all alike:\n"
	       "every question and repeat is answered alike every "
	       "night; half alike: half of the\n"
	       "variance is, and what is asked beyond five repeats "
	       "has their seeds again. Nights\n"
	       "apart: a quarter of it belongs to the night and the "
	       "target, which no repeats take\n"
	       "away, and the gate says so: such a night is not "
	       "asked on, as nothing would decide it;\n"
	       "hardly apart: 2 %% of it, which the gate seldom "
	       "sees. All alike but tonight: the\n"
	       "baseline's nights are one another's copies, and "
	       "then the server answers otherwise, no\n"
	       "worse: they count as one night. Cached: a seed that "
	       "is asked again the same night has\n"
	       "the same answer. Seen: then every |e| of the first "
	       "model grows by what that night\n"
	       "printed as visible over all targets (the margin is "
	       "in it; its mean is given), at\n"
	       "least a tenth more than the margin. Missed: then it "
	       "grows by the margin, and passes.\n"
	       "\n"
	       "| night | baseline's nights | pass | false alarm | "
	       "inconclusive | requests | visible | seen | missed |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
	       size->nights, MANY);
	for (size_t i = 0; i < ROWS; i++) {
		const struct nights_count *c =
		    (const struct nights_count *)counts + i;
		double n = (double)c->n, percent = 100 / n;

		printf("| %s | %zu | %.1f | %.2f | %.1f | %.2f | %.1f | %.1f "
		       "| %.1f |\n",
		       table[i].name, table[i].nights,
		       (double)c->pass * percent, (double)c->alarm * percent,
		       (double)(c->n - c->pass - c->alarm) * percent,
		       c->asked / n, c->visible / n, (double)c->seen * percent,
		       (double)c->missed * percent);
	}
}

const struct study_table study_nights = {
	"nights", ROWS, sizeof(struct nights_count), study, print,
};
