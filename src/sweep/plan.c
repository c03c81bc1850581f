/*
 * Nothing is stored but the spec: index, cell and id are turned into one
 * another by arithmetic, so that a plan needs no table and a record of an
 * older plan is found or refused by its id. What goes into a fingerprint, and
 * in which order, is a file format: one more field would ask every stored run
 * anew.
 */
#include "sweep/plan.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "sweep/questions.h"

/* The cells that every question has. */
static uint64_t
plain_cells(const struct spec *s)
{
	return (uint64_t)s->repeats * spec_questions(s);
}

void
plan_init(struct plan *p, const struct spec *s)
{
	p->spec = s;
	p->ncell = plain_cells(s) + s->nmore;
}

/* The last digit of a number in mixed radix; the rest stays in *n. */
static uint32_t
digit(uint64_t *n, size_t radix)
{
	uint32_t d = (uint32_t)(*n % radix);

	*n /= radix;
	return d;
}

struct plan_cell
plan_cell(const struct plan *p, uint64_t index)
{
	const struct spec *s = p->spec;
	struct plan_cell c = { .index = index };

	if (index >= plain_cells(s)) {
		const struct spec_more *m = &s->more[index - plain_cells(s)];

		index =
		    (uint64_t)(m->repeat - 1) * spec_questions(s) + m->question;
	}
	c.model = digit(&index, s->nmodel);
	c.sampling = digit(&index, s->nsampling);
	c.variant = digit(&index, s->nvariant);
	c.target = s->questions != NULL ? s->variant[c.variant].target
					: s->target[digit(&index, s->ntarget)];
	c.repeat = (uint32_t)index + 1;
	return c;
}

void
plan_aim(const struct plan *p, struct plan_cell *c, uint32_t target)
{
	const struct spec *s = p->spec;

	c->target = target;
	c->variant = 0;
	while (s->questions != NULL && s->variant[c->variant].target != target)
		c->variant++;
}

static void
add_part(struct buf *out, const char *part)
{
	buf_puts(out, part);
	buf_putc(out, '/');
}

void
plan_id(const struct plan *p, const struct plan_cell *c, struct buf *out)
{
	const struct spec *s = p->spec;
	char number[NUM_TEXT];

	buf_reset(out);
	add_part(out, s->model[c->model].name);
	add_part(out, s->sampling[c->sampling].name);
	add_part(out, s->variant[c->variant].name);
	num_format_int(number, c->target);
	add_part(out, number);
	num_format_int(number, c->repeat);
	buf_puts(out, number);
}

struct id_part {
	const char *s;
	size_t n;
};

enum { PARTS = 5 };

/* The id cut at its slashes; false unless there are exactly four. */
static bool
split(const char *id, size_t n, struct id_part part[PARTS])
{
	for (int i = 0; i < PARTS; i++) {
		const char *slash = n == 0 ? NULL : memchr(id, '/', n);

		if ((slash == NULL) != (i == PARTS - 1))
			return false;
		part[i].s = id;
		part[i].n = slash == NULL ? n : (size_t)(slash - id);
		if (slash != NULL) {
			n -= part[i].n + 1;
			id = slash + 1;
		}
	}
	return true;
}

/* A number as plan_id writes it: without leading zeros. */
static bool
plain_number(const struct id_part *part, uint64_t *x)
{
	return part->n > 0 && part->s[0] != '0' &&
	       num_parse_u64(part->s, part->n, x) == 0;
}

static bool
is(const char *name, const struct id_part *part)
{
	return strncmp(name, part->s, part->n) == 0 && name[part->n] == '\0';
}

static int64_t
find_variant(const struct spec *s, const struct id_part *part)
{
	if (s->questions != NULL)
		return questions_find(s, part->s, part->n);
	for (size_t i = 0; i < s->nvariant; i++)
		if (is(s->variant[i].name, part))
			return (int64_t)i;
	return -1;
}

/* Where a variant has its target. Targets are ascending. */
static int64_t
find_target(const struct spec *s, int64_t variant, uint64_t target)
{
	size_t lo = 0, hi = s->ntarget;

	if (s->questions != NULL)
		return s->variant[variant].target == target ? 0 : -1;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->target[mid] < target)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->ntarget && s->target[lo] == target ? (int64_t)lo : -1;
}

/* The index of a repeat beyond those that every question has. */
static int64_t
find_more(const struct spec *s, uint64_t repeat, uint64_t question)
{
	size_t lo = 0, hi = s->nmore;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct spec_more *m = &s->more[mid];

		if (m->repeat < repeat ||
		    (m->repeat == repeat && m->question < question))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->nmore && s->more[lo].repeat == repeat &&
		       s->more[lo].question == question
		   ? (int64_t)(plain_cells(s) + lo)
		   : -1;
}

int64_t
plan_find(const struct plan *p, const char *id, size_t n)
{
	const struct spec *s = p->spec;
	size_t model = 0, sampling = 0;
	struct id_part part[PARTS];
	uint64_t target, repeat, question;
	int64_t t, variant;

	if (!split(id, n, part) || !plain_number(&part[3], &target) ||
	    !plain_number(&part[4], &repeat))
		return -1;
	while (model < s->nmodel && !is(s->model[model].name, &part[0]))
		model++;
	while (sampling < s->nsampling &&
	       !is(s->sampling[sampling].name, &part[1]))
		sampling++;
	variant = find_variant(s, &part[2]);
	if (model == s->nmodel || sampling == s->nsampling || variant < 0)
		return -1;
	t = find_target(s, variant, target);
	if (t < 0)
		return -1;
	question =
	    (((uint64_t)t * s->nvariant + (uint64_t)variant) * s->nsampling +
	     sampling) *
		s->nmodel +
	    model;
	if (repeat > s->repeats)
		return find_more(s, repeat, question);
	return (int64_t)((repeat - 1) * spec_questions(s) + question);
}

static uint64_t
hash_setting(uint64_t h, const struct spec_setting *s)
{
	uint64_t bits = 0;

	if (s->kind == SETTING_VALUE)
		memcpy(&bits, &s->value, sizeof(bits));
	return hash_u64(hash_u64(h, s->kind), bits);
}

uint64_t
plan_shared(const struct plan *p, uint32_t model, uint32_t variant)
{
	const struct spec *s = p->spec;
	const struct spec_model *m = &s->model[model];
	uint64_t h = HASH_INIT;

	h = hash_str(h, m->provider);
	h = hash_str(h, m->base_url);
	h = hash_str(h, m->model);
	h = hash_str(h, m->extra);
	h = hash_str(h, m->headers);
	if (m->query != NULL)
		h = hash_str(h, m->query);
	for (size_t i = 0; i < m->nheader_env; i++)
		h = hash_str(h, m->header_env[i].name);
	h = hash_str(h, s->system);
	return hash_str(h, s->variant[variant].text);
}

uint64_t
plan_fingerprint_from(uint64_t shared, const struct plan *p,
		      const struct plan_cell *c)
{
	const struct spec_sampling *g = &p->spec->sampling[c->sampling];
	uint64_t h = hash_u64(shared, c->target);

	if (p->spec->ask != NULL)
		h = hash_u64(h, plan_ask(p, c));
	h = hash_setting(h, &g->temperature);
	h = hash_setting(h, &g->top_p);
	h = hash_u64(h, plan_seed(p, c));
	h = hash_u64(h, plan_max_tokens(p, c));
	return hash_done(h);
}

uint64_t
plan_fingerprint(const struct plan *p, const struct plan_cell *c)
{
	return plan_fingerprint_from(plan_shared(p, c->model, c->variant), p,
				     c);
}

/* The text as if each {ask} were a {target}. */
static uint64_t
hash_question(uint64_t h, const char *text)
{
	static const char ask[] = "{ask}", target[] = "{target}";
	struct buf question;
	const char *at;

	buf_init(&question, 2 * strlen(text) + 1);
	while ((at = strstr(text, ask)) != NULL) {
		buf_add(&question, text, (size_t)(at - text));
		buf_puts(&question, target);
		text = at + sizeof(ask) - 1;
	}
	buf_puts(&question, text);
	h = hash_str(h, question.data);
	buf_fini(&question);
	return h;
}

bool
plan_same_question(const struct spec_variant *a, const struct spec_variant *b)
{
	return a->relation == b->relation &&
	       hash_question(HASH_INIT, a->text) ==
		   hash_question(HASH_INIT, b->text);
}

static uint64_t
hash_variant(uint64_t h, const struct spec_variant *v)
{
	h = hash_question(hash_str(h, v->name), v->text);
	return hash_u64(h, v->relation);
}

uint64_t
plan_prompts_hash(const struct plan *p)
{
	const struct spec *s = p->spec;
	uint64_t h = hash_str(HASH_INIT, s->system), sum = 0;

	h = hash_u64(h, s->nvariant);
	for (size_t i = 0; i < s->nvariant && s->questions == NULL; i++)
		h = hash_variant(h, &s->variant[i]);
	/* Questions have their ids: the same ones in any order. */
	for (size_t i = 0; i < s->nvariant && s->questions != NULL; i++)
		sum +=
		    hash_done(hash_u64(hash_variant(HASH_INIT, &s->variant[i]),
				       s->variant[i].target));
	return hash_done(s->questions != NULL ? hash_u64(h, sum) : h);
}

uint32_t
plan_ask(const struct plan *p, const struct plan_cell *c)
{
	const struct spec *s = p->spec;
	size_t series =
	    ((size_t)c->model * s->nsampling + c->sampling) * s->nvariant +
	    c->variant;

	if (s->ask == NULL)
		return c->target;
	return s->ask[series * s->ntarget +
		      (size_t)find_target(s, c->variant, c->target)];
}

uint32_t
plan_max_tokens(const struct plan *p, const struct plan_cell *c)
{
	const struct spec *s = p->spec;
	double x = ceil(s->budget_per_target * c->target + s->budget_plus);

	if (isnan(x))
		return 0;
	x += s->model[c->model].thinking;
	return x > INT32_MAX ? INT32_MAX : x < 1 ? 1 : (uint32_t)x;
}

uint32_t
plan_seed(const struct plan *p, const struct plan_cell *c)
{
	const struct spec *s = p->spec;

	return seed_of(s->seed_rule, s->seed, seed_repeat(c->repeat, s->again),
		       c->target, s->variant[c->variant].name);
}
