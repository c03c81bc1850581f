/*
 * An answer is counted as measure counts one, by its own function, so that
 * the curve of training data and a model's are of one kind. Only a single
 * length becomes a sample: of a range nobody knows which length was meant.
 */
#include "dataset/audit.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "measure/answer.h"
#include "text/tells.h"

enum { CLAIMS = 16, SENTENCE = 30 };

static const char *const audit_sign_names[] = {
	"no_answer",  "two_claims", "vague",     "cut", "refusal",
	"token_leak", "self_count", "reasoning", NULL,
};

#define A(name, kind, member, ...)                                             \
	FIELD(name, kind, struct audit_row, member, __VA_ARGS__)

const struct field audit_fields[] = {
	A("record", U64, record, .flags = FIELD_REQUIRED,
	  .about = "its number in the file"),
	A("line", U64, line, .flags = FIELD_REQUIRED,
	  .about = "where the record begins"),
	A("turn", U64, turn, .about = "which question of the record"),
	A("kind", ENUM, kind, .names = kind_names,
	  .about = "by the prompt's words: greeting, essay, plan, summary, "
		   "other"),
	A("claims", SIZE, claims,
	  .about = "lengths that the prompt asks of the whole answer"),
	A("claim", BODY, claim, FIELD_WITH(struct audit_row, claim_n),
	  .about = "the first of them, as it stands there"),
	A("relation", TEXT, relation,
	  .about = "what it asks: bare, about, exactly, at_most, at_least, "
		   "less_than, more_than, range, vague"),
	A("low", INT, low, .about = "the least that it names"),
	A("high", INT, high, .about = "the most that it names"),
	A("unit", TEXT, unit, .about = "what the answer is counted in"),
	A("count", INT, count, .about = "length of the answer in that unit"),
	A("deviation", REAL, deviation,
	  .about = "count less the number that is asked; of a range, by how "
		   "much it is left"),
	A("satisfied", INT, satisfied,
	  .about = "1: a limit, range or exact length is kept; 0: it is not"),
	A("signs", BITS, signs, .names = audit_sign_names,
	  .about = "what is to be looked at"),
	FIELD_END
};

const struct field_place audit_places[] = {
	{ .at = "", .fields = audit_fields },
	{ .at = NULL },
};

void
audit_init(struct audit *a, unsigned unit)
{
	memset(a, 0, sizeof(*a));
	a->unit = unit;
	buf_init(&a->scratch, DATASET_RECORD_MAX);
}

void
audit_fini(struct audit *a)
{
	buf_fini(&a->scratch);
}

void
audit_record(struct audit *a, const struct dataset_record *r)
{
	a->records++;
	if (r->odd && a->odd++ == 0) {
		a->first_odd = r->why;
		err_at(&a->first_odd, "%llu", (unsigned long long)r->line);
	}
}

int
audit_unit(unsigned unit, enum claim_unit u)
{
	switch (u) {
	case CLAIM_CHAR:
		return (int)unit;
	case CLAIM_WORD:
		return LENCOUNT_WORD;
	case CLAIM_BYTE:
		return LENCOUNT_BYTE;
	default:
		return -1;
	}
}

size_t
audit_claims(struct span prompt, struct claim *out, size_t max, bool *vague)
{
	struct claim all[CLAIMS];
	size_t n = claim_list(prompt, all, CLAIMS), k = 0;

	*vague = false;
	for (size_t i = 0; i < n && i < CLAIMS; i++) {
		if (all[i].scope != CLAIM_ANSWER ||
		    audit_unit(0, all[i].unit) < 0)
			continue;
		*vague |= all[i].relation == CLAIM_VAGUE;
		if (k < max)
			out[k] = all[i];
		k++;
	}
	return k;
}

/* Long prose with sentences whose last one has no end. */
static bool
cut_off(struct span x)
{
	static const char *const end[] = {
		"。", "！", "？", "…",  "”",  "’",  "」",
		"』", "》", "）", "】", "～", "；", NULL,
	};
	static const char *const open[] = { "，", "、", "：", "（",
					    "“",  "《", "「", NULL };
	size_t stops = 0;
	char last;

	x = span_trim(x);
	if (x.n == 0)
		return false;
	for (const char *const *p = open; *p != NULL; p++)
		if (span_ends(x, *p))
			return true;
	last = x.s[x.n - 1];
	if (last == ',' || last == '(')
		return true;
	for (size_t at = 0; at + 2 < x.n; at++)
		stops += span_opens(span_from(x, at), "。") > 0 ||
			 span_opens(span_from(x, at), "！") > 0 ||
			 (x.s[at] == '.' && x.s[at + 1] == ' ');
	if (stops < 2 || memchr(x.s, '\n', x.n) != NULL)
		return false;
	for (const char *const *p = end; *p != NULL; p++)
		if (span_ends(x, *p))
			return false;
	return !utf8_among(last, ".!?~)]\"'*");
}

static unsigned
signs_of(const struct dataset_item *it, const struct row *r)
{
	unsigned s = 0;

	if (it->answer.s == NULL || r->outcome == OUTCOME_EMPTY)
		return AUDIT_NO_ANSWER;
	if (r->outcome == OUTCOME_REFUSED)
		s |= AUDIT_REFUSAL;
	if ((r->tells & TELL_TOKEN_LEAK) != 0)
		s |= AUDIT_TOKEN_LEAK;
	if ((r->tells & TELL_SELF_COUNT) != 0)
		s |= AUDIT_SELF_COUNT;
	if ((r->tells & TELL_REASONING) != 0)
		s |= AUDIT_REASONING;
	if (cut_off(it->answer))
		s |= AUDIT_CUT;
	return s;
}

/* The relation of samples.csv for a single length. */
static enum relation
relation_of(enum claim_relation r)
{
	return r <= CLAIM_ABOUT ? RELATION_ABOUT
				: (enum relation)(r - CLAIM_ABOUT);
}

static double
beyond(double count, int64_t low, int64_t high)
{
	if (low >= 0 && count < (double)low)
		return count - (double)low;
	return high >= 0 && count > (double)high ? count - (double)high : 0;
}

static void
hold(const struct claim *c, struct audit_row *out)
{
	double count = (double)out->count, number, most;
	bool stated = !isnan(c->tolerance);

	if (c->relation == CLAIM_VAGUE || out->count < 0)
		return;
	if (!claim_single(c)) {
		out->deviation = beyond(count, c->low, c->high);
		out->satisfied = out->deviation == 0;
		return;
	}
	number = (double)(c->low >= 0 ? c->low : c->high);
	out->deviation = count - number;
	out->satisfied =
	    relation_satisfied(relation_of(c->relation), count, number);
	if (stated && !relation_limits(relation_of(c->relation))) {
		most = c->percent ? c->tolerance * number / 100 : c->tolerance;
		out->satisfied = fabs(out->deviation) <= most;
	}
}

static void
sample(const struct audit *a, const struct claim *c, struct audit_row *out)
{
	struct row *r = &out->row;

	if (!claim_single(c) || out->claims != 1 ||
	    audit_unit(a->unit, c->unit) != (int)a->unit)
		return;
	r->relation = relation_of(c->relation);
	r->target = c->low >= 0 ? c->low : c->high;
	if (r->target < 1)
		return;
	r->variant = kind_names[out->kind];
	r->repeat = 1;
	answer_length(r, a->unit);
	out->sampled = true;
}

static void
add(struct audit *a, const struct claim *c, const struct audit_row *x)
{
	double number = (double)(c->low >= 0 ? c->low : c->high);

	a->claimed++;
	a->relation[c->relation]++;
	a->claim_unit[c->unit]++;
	if (c->relation != CLAIM_VAGUE && number >= 0) {
		size_t bin = (size_t)(number > 0 ? number - 1 : 0) / AUDIT_BIN;

		a->bin[bin < AUDIT_BINS ? bin : AUDIT_BINS - 1]++;
	}
	a->other_unit += !x->sampled && claim_single(c) && x->claims == 1;
	a->asked += x->satisfied >= 0;
	a->satisfied += x->satisfied == 1;
	if (isnan(x->deviation))
		return;
	a->counted++;
	a->miss += fabs(x->deviation);
	a->exact += x->deviation == 0;
	a->within += fabs(x->deviation) <= number * .1;
}

void
audit_item(struct audit *a, const struct dataset_record *r,
	   const struct dataset_item *it, struct audit_row *out)
{
	struct claim c;
	bool vague;
	int unit;

	field_clear(audit_fields, out);
	out->record = r->number;
	out->line = r->line;
	out->turn = it->turn;
	out->sampled = false;
	out->kind = kind_of(it->prompt);
	row_init(&out->row);
	out->row.outcome = OUTCOME_OK;
	answer_read(&out->row, it->answer.s != NULL ? it->answer.s : "",
		    it->answer.n, 0, false, &a->scratch);
	out->signs = signs_of(it, &out->row);
	out->claims = audit_claims(it->prompt, &c, 1, &vague);
	out->signs |= out->claims > 1 ? AUDIT_TWO_CLAIMS : 0U;
	out->signs |= vague ? AUDIT_VAGUE : 0U;
	a->items++;
	a->kind[out->kind]++;
	for (unsigned i = 0; i < AUDIT_SIGNS; i++)
		if ((out->signs >> i & 1) != 0 && a->sign[i]++ == 0)
			a->sign_line[i] = r->line;
	if (out->claims == 0)
		return;
	out->claim = it->prompt.s + c.at;
	out->claim_n = c.n;
	out->relation = claim_relation_names[c.relation];
	out->low = c.low;
	out->high = c.high;
	unit = audit_unit(a->unit, c.unit);
	out->unit = unit_name((unsigned)unit);
	if (out->row.outcome == OUTCOME_OK)
		out->count = out->row.n[unit];
	hold(&c, out);
	sample(a, &c, out);
	add(a, &c, out);
}

/* ---- shares ------------------------------------------------------------ */

static struct audit_part *
put_part(struct audit_part *out, const char *name, uint64_t n, uint64_t of)
{
	*out =
	    (struct audit_part){ .name = name,
				 .n = n,
				 .share = of > 0 ? (double)n / (double)of : NAN,
				 .from = -1,
				 .to = -1 };
	return out + 1;
}

void
audit_kinds(const struct audit *a, struct audit_part *out)
{
	for (int i = 0; i < KINDS; i++)
		out = put_part(out, kind_names[i], a->kind[i], a->items);
	out->name = NULL;
}

static void
met(const char *const *names, const uint64_t *n, size_t count, uint64_t of,
    struct audit_part *out)
{
	for (size_t i = 0; i < count; i++)
		if (n[i] > 0)
			out = put_part(out, names[i], n[i], of);
	out->name = NULL;
}

void
audit_relations(const struct audit *a, struct audit_part *out)
{
	met(claim_relation_names, a->relation, AUDIT_RELATIONS, a->claimed,
	    out);
}

void
audit_units(const struct audit *a, struct audit_part *out)
{
	met(claim_unit_names, a->claim_unit, AUDIT_UNITS, a->claimed, out);
}

void
audit_signs(const struct audit *a, struct audit_part *out)
{
	for (int i = 0; i < AUDIT_SIGNS; i++) {
		if (a->sign[i] == 0)
			continue;
		put_part(out, audit_sign_names[i], a->sign[i], a->items);
		out++->line = a->sign_line[i];
	}
	out->name = NULL;
}

void
audit_targets(const struct audit *a, struct audit_part *out)
{
	size_t last = AUDIT_BINS;

	while (last > 0 && a->bin[last - 1] == 0)
		last--;
	for (size_t i = 0; i < last; i++) {
		put_part(out, "", a->bin[i], a->claimed);
		out->from = (int64_t)(i * AUDIT_BIN + 1);
		out->to =
		    i + 1 < AUDIT_BINS ? (int64_t)((i + 1) * AUDIT_BIN) : -1;
		out++;
	}
	out->name = NULL;
}
