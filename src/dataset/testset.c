/*
 * The checks are those that a question must pass to stand on a length curve:
 * one exact number, of the whole answer, and the same that its line says.
 * A set that is too small or lopsided is as wrong as a wrong line, because
 * what is concluded from it is: 11 questions saw differences that were not
 * there.
 */
#include "dataset/testset.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/met.h"
#include "dataset/audit.h"
#include "dataset/duplicates.h"
#include "text/lencount.h"

static const char *const testset_fault_names[] = {
	"unreadable", "no_prompt", "id_twice",   "no_kind",   "no_claim",
	"two_claims", "not_exact", "target",     "reference", "no_want",
	"near",       "few",       "unbalanced", NULL,
};

#define T(name, kind, member, ...)                                             \
	FIELD(name, kind, struct testset_row, member, __VA_ARGS__)

const struct field testset_fields[] = {
	T("line", U64, line, .about = "in the file; 0: of the whole set"),
	T("id", TEXT, id, .about = "of the question"),
	T("fault", ENUM, fault, .names = testset_fault_names,
	  .about = "what is wrong"),
	T("found", INT, found, .about = "the number that is there"),
	T("expected", INT, expected, .about = "the number that should be"),
	FIELD_END
};

struct testset {
	unsigned unit;
	struct arena arena;
	struct met id;
	struct duplicates *twice;
	struct testset_sums sums;
	struct testset_row *row;
	size_t n, cap;
	const char **ids; /* by question of `twice`, from 1 */
	size_t nids, ids_cap;
};

struct testset *
testset_new(unsigned unit)
{
	struct testset *t = mem_calloc(1, sizeof(*t));

	t->unit = unit;
	t->twice = duplicates_new();
	t->sums.least = t->sums.most = -1;
	arena_init(&t->arena);
	return t;
}

void
testset_free(struct testset *t)
{
	arena_fini(&t->arena);
	met_fini(&t->id);
	duplicates_free(t->twice);
	free(t->ids);
	free(t->row);
	free(t);
}

static void
fault(struct testset *t, uint64_t line, const char *id, enum testset_fault what,
      int64_t found, int64_t expected)
{
	t->row = mem_grow(t->row, t->n, &t->cap, sizeof(*t->row));
	t->row[t->n++] =
	    (struct testset_row){ line, id, what, found, expected };
}

/* A number that a prompt names and no more; audit_claims has counted them. */
static bool
is_exact(const struct claim *c)
{
	return (c->relation == CLAIM_BARE || c->relation == CLAIM_EXACTLY) &&
	       c->low >= 0;
}

static void
check_claim(struct testset *t, uint64_t line, const char *id,
	    struct span prompt, int64_t target)
{
	struct claim c;
	bool vague;
	size_t n = audit_claims(prompt, &c, 1, &vague);

	if (n == 0)
		fault(t, line, id, TESTSET_NO_CLAIM, -1, target);
	else if (n > 1)
		fault(t, line, id, TESTSET_TWO_CLAIMS, (int64_t)n, 1);
	else if (!is_exact(&c))
		fault(t, line, id, TESTSET_NOT_EXACT, -1, target);
	else if (c.low != target)
		fault(t, line, id, TESTSET_TARGET, target, c.low);
}

static void
check_reference(struct testset *t, uint64_t line, const char *id,
		const char *text, int64_t target)
{
	int64_t n;

	if (text == NULL)
		return;
	n = (int64_t)lencount_one((enum lencount_unit)t->unit, text,
				  strlen(text), NULL);
	if (n != target)
		fault(t, line, id, TESTSET_REFERENCE, n, target);
}

static void
add_kind(struct testset *t, uint64_t line, const char *id, const char *kind)
{
	for (int k = 0; kind != NULL && k < KIND_OTHER; k++)
		if (strcmp(kind, kind_names[k]) == 0) {
			t->sums.kind[k]++;
			return;
		}
	fault(t, line, id, TESTSET_NO_KIND, -1, -1);
}

/* For what is near: a question as a record of its own. */
static void
add_prompt(struct testset *t, uint64_t line, const char *id, struct span x)
{
	struct dataset_item it = { .turn = 1, .prompt = x };
	struct dataset_record r = {
		.line = line, .number = t->nids + 1, .nitems = 1, .item = &it
	};

	t->ids = mem_grow(t->ids, t->nids, &t->ids_cap, sizeof(*t->ids));
	t->ids[t->nids++] = id;
	duplicates_record(t->twice, &r);
}

static void
check(struct testset *t, uint64_t line, const cJSON *o)
{
	const char *id = json_text(o, "id"), *prompt = json_text(o, "prompt");
	const char *kind = json_text(o, "kind");
	int64_t target = json_whole(o, "target");
	struct span x;
	uint32_t *met;

	id = id != NULL ? arena_strdup(&t->arena, id) : NULL;
	t->sums.questions++;
	if (id != NULL) {
		met = met_at(&t->id, hash_text(id, strlen(id)));
		if (++*met > 1)
			fault(t, line, id, TESTSET_ID_TWICE, -1, -1);
	}
	if (prompt == NULL || *prompt == '\0') {
		fault(t, line, id, TESTSET_NO_PROMPT, -1, -1);
		return;
	}
	x = (struct span){ prompt, strlen(prompt) };
	if (kind != NULL && strcmp(kind, "anomalous") == 0) {
		t->sums.anomalous++;
		if (json_text(json_get(o, "want"), "do") == NULL)
			fault(t, line, id, TESTSET_NO_WANT, -1, -1);
		return;
	}
	add_kind(t, line, id, kind);
	add_prompt(t, line, id, x);
	check_claim(t, line, id, x, target);
	check_reference(t, line, id, json_text(o, "reference"), target);
	if (target < 1)
		return;
	if (t->sums.least < 0 || target < t->sums.least)
		t->sums.least = target;
	if (target > t->sums.most)
		t->sums.most = target;
}

void
testset_line(struct testset *t, uint64_t line, const char *s, size_t n)
{
	struct err unused;
	cJSON *o;

	if (span_trim((struct span){ s, n }).n == 0)
		return;
	o = json_parse(s, n, NULL, &unused);
	if (o == NULL || !cJSON_IsObject(o))
		fault(t, line, NULL, TESTSET_UNREADABLE, -1, -1);
	else
		check(t, line, o);
	cJSON_Delete(o);
}

static void
untold(void *ctx, double share)
{
	(void)ctx;
	(void)share;
}

/* One question at several lengths is wanted; the same or nearly so is not. */
static void
check_repeats(struct testset *t)
{
	const struct duplicates_row *row;
	struct duplicates_sums sums;
	size_t n;

	row = duplicates_find(t->twice, &sums, &n, untold, NULL);
	for (size_t i = 0; i < n; i++)
		if (row[i].sort == DUPLICATES_SAME ||
		    row[i].sort == DUPLICATES_NEAR)
			fault(t, row[i].line, t->ids[row[i].record - 1],
			      TESTSET_NEAR, (int64_t)row[i].as_line, -1);
}

static int
by_line(const void *a, const void *b)
{
	const struct testset_row *x = a, *y = b;

	if (x->line != y->line)
		return (x->line > y->line) - (x->line < y->line);
	return (x->fault > y->fault) - (x->fault < y->fault);
}

/* A set of anomalous questions alone has no curve and no balance. */
static void
check_whole(struct testset *t)
{
	uint64_t plain = t->sums.questions - t->sums.anomalous;
	uint64_t least = plain, most = 0;

	if (plain == 0 && t->sums.anomalous > 0)
		return;
	if (plain < TESTSET_LEAST)
		fault(t, 0, NULL, TESTSET_FEW, (int64_t)plain, TESTSET_LEAST);
	for (int k = 0; k < KIND_OTHER; k++) {
		least = t->sums.kind[k] < least ? t->sums.kind[k] : least;
		most = t->sums.kind[k] > most ? t->sums.kind[k] : most;
	}
	/* A tenth of a kind's part, or one, either way. */
	if (plain > 0 && most - least > (plain / 40 > 0 ? plain / 40 : 1))
		fault(t, 0, NULL, TESTSET_UNBALANCED, (int64_t)least,
		      (int64_t)most);
}

const struct testset_row *
testset_end(struct testset *t, struct testset_sums *sums, size_t *n)
{
	check_repeats(t);
	check_whole(t);
	if (t->n > 0)
		qsort(t->row, t->n, sizeof(*t->row), by_line);
	*sums = t->sums;
	*n = t->n;
	return t->row;
}
