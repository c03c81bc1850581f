/*
 * The length that was asked for stands in a field ("300", "300字"), in the
 * words of the prompt, or in the id. One that cannot be told makes a bad line,
 * as a cell without a target has no place in a curve.
 */
#include <math.h>

#include "base/num.h"
#include "base/speech.h"
#include "measure/import.h"
#include "measure/unit.h"
#include "sweep/asked.h"

/* "300", "300字", "３００", "不超过300字", and how that is to be read. */
static int
target_field(const struct import_reading *l, int field, enum relation *relation,
	     struct err *e)
{
	const struct jsonl_value *v = import_value(l, field);
	const struct import *im = l->b->im;
	double x = v->number;
	struct asked a;
	int rc = 0;

	if (v->kind == JSONL_STRING && num_parse(v->s, v->n, &x) < 0) {
		x = NAN;
		rc = asked_read((struct span){ v->s, v->n },
				unit_name(im->unit), &a, e);
		if (rc > 0 && im->f->relation != NULL && l->x->relation < 0)
			rc = asked_agrees(&a, im->relation, e) == 0 ? 1 : -1;
	}
	if (rc < 0)
		return err_at(e, "field \"%s\"", import_name(l, field));
	if (rc > 0) {
		x = (double)a.target;
		*relation = a.relates ? a.relation : *relation;
	}
	if (!(x >= 1 && x <= UINT32_MAX && x == floor(x)))
		return import_wrong(l, field,
				    speech_of("a whole number from 1"), e);
	l->r->target = (int64_t)x;
	return 0;
}

/* The one claim of the answer's length in the prompt. */
static int
target_claim(const struct import_reading *l, enum relation *relation,
	     struct err *e)
{
	const struct jsonl_value *v = import_value(l, l->x->prompt);
	struct claim c[16];
	const struct claim *one = NULL;
	struct asked a;
	size_t n;

	if (v->kind != JSONL_STRING)
		return import_wrong(
		    l, l->x->prompt,
		    speech_of("a prompt whose words ask for a length"), e);
	n = claim_list((struct span){ v->s, v->n }, c, 16);
	for (size_t i = 0; i < n && i < 16; i++) {
		if (c[i].scope != CLAIM_ANSWER || c[i].unit > CLAIM_TOKEN)
			continue;
		if (one != NULL)
			return err_set(e, STATUS_INPUT,
				       "field \"%s\" asks for two lengths: "
				       "\"%.*s\" and \"%.*s\"",
				       import_name(l, l->x->prompt),
				       (int)one->n, v->s + one->at, (int)c[i].n,
				       v->s + c[i].at);
		one = &c[i];
	}
	if (one == NULL)
		return err_set(e, STATUS_INPUT,
			       "field \"%s\" asks for no length of its answer "
			       "(lencurve claims shows what it says)",
			       import_name(l, l->x->prompt));
	a.words = (struct span){ v->s + one->at, one->n };
	if (asked_of(one, unit_name(l->b->im->unit), false, &a, e) != 0)
		return err_at(e, "field \"%s\"", import_name(l, l->x->prompt));
	l->r->target = a.target;
	*relation = a.relates ? a.relation : *relation;
	return 0;
}

static int
target_pattern(const struct import_reading *l, struct err *e)
{
	const struct import *im = l->b->im;
	const char *id = import_kept(l, l->x->id);
	regmatch_t m[2];
	uint64_t x;

	if (id == NULL)
		return import_wrong(
		    l, l->x->id, speech_of("an id with the target in it"), e);
	if (regexec(&im->target_pattern, id, 2, m, 0) != 0 || m[1].rm_so < 0 ||
	    num_parse_u64(id + m[1].rm_so, (size_t)(m[1].rm_eo - m[1].rm_so),
			  &x) != 0 ||
	    x < 1 || x > UINT32_MAX)
		return err_set(e, STATUS_INPUT,
			       "id \"%.80s\": %s %s finds no number in it", id,
			       speech_setting("target-pattern"),
			       im->f->target_pattern);
	l->r->target = (int64_t)x;
	return 0;
}

/* The first of the fields that says anything; -1 for none. */
static int
target_there(const struct import_reading *l)
{
	const int field[] = { l->x->target, l->x->target_else };

	for (size_t i = 0; i < 2; i++) {
		enum jsonl_kind kind = import_value(l, field[i])->kind;

		if (kind != JSONL_MISSING && kind != JSONL_NULL)
			return field[i];
	}
	return -1;
}

/* "target" of a format may be some other thing's: the prompt knows better. */
static int
target_either(const struct import_reading *l, enum relation *said,
	      struct err *e)
{
	const struct import_fields *x = l->x;
	int field = target_there(l);
	struct err ignored;

	if (!x->by_claim)
		return target_field(l, field >= 0 ? field : x->target, said, e);
	if (field >= 0 && target_field(l, field, said,
				       x->target_or_claim ? &ignored : e) == 0)
		return 0;
	return field >= 0 && !x->target_or_claim ? -1
						 : target_claim(l, said, e);
}

int
import_target(const struct import_reading *l, struct err *e)
{
	enum relation said = l->b->im->relation;
	int rc = l->b->im->pattern && !l->x->by_claim && target_there(l) < 0
		     ? target_pattern(l, e)
		     : target_either(l, &said, e);

	/* What all lines were said to ask stands. */
	l->r->relation =
	    l->b->im->f->relation == NULL ? said : l->b->im->relation;
	return rc;
}
