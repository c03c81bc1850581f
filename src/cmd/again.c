/*
 * The journal has a server's words, which call a refusal an answer; what a
 * user sees as refused or empty is measured, so the answer is read anew.
 */
#include "cmd/again.h"

#include <string.h>

#include "measure/answer.h"
#include "sweep/outcome.h"

#define TEXT_MAX ((size_t)1 << 30)

_Static_assert(OUTCOME_OK == 0, "word_at leaves out the first");

static const char all[] = "all";

/* Every outcome but the first, which needs no other answer, and all. */
static const char *
word_at(size_t i)
{
	return i + 1 < OUTCOMES    ? outcome_names[i + 1]
	       : i + 1 == OUTCOMES ? all
				   : NULL;
}

const struct opt_words again_words = { .at = word_at };

void
again_init(struct again *a, const struct opt_list *words)
{
	enum outcome o;

	a->outcomes = 0;
	buf_init(&a->scratch, TEXT_MAX);
	for (size_t i = 0; i < words->n; i++)
		if (strcmp(words->item[i], all) == 0)
			a->outcomes = ~0U;
		else if (outcome_find(words->item[i], &o) == 0)
			a->outcomes |= 1U << o;
}

void
again_fini(struct again *a)
{
	buf_fini(&a->scratch);
}

bool
again_wants(void *ctx, const struct record *r)
{
	struct again *a = ctx;
	struct row row;

	row_init(&row);
	row.outcome = r->outcome;
	if (r->outcome == OUTCOME_OK && a->outcomes != ~0U)
		answer_read(&row, r->text, r->text_len, 0, false, &a->scratch);
	return (a->outcomes >> row.outcome & 1) != 0;
}
