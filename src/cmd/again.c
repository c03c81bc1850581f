/*
 * The journal has a server's words, which call a refusal an answer; what a
 * user sees as refused or empty is measured, so the answer is read anew.
 */
#include "cmd/again.h"

#include <string.h>

#include "measure/answer.h"
#include "sweep/outcome.h"

#define TEXT_MAX ((size_t)1 << 30)

static int
add(struct again *a, const char *word, struct err *e)
{
	static const char *const words[] = { "failed",  "truncated", "empty",
					     "refused", "filtered",  "all",
					     NULL };
	enum outcome o;

	if (strcmp(word, "all") == 0) {
		a->outcomes = ~0U;
		return 0;
	}
	if (outcome_find(word, &o) == 0 && o != OUTCOME_OK) {
		a->outcomes |= 1U << o;
		return 0;
	}
	err_unknown(e, "outcome to ask again", word, words);
	return err_at(e, "--again");
}

int
again_init(struct again *a, const struct opt_list *words, struct err *e)
{
	a->outcomes = 0;
	buf_init(&a->scratch, TEXT_MAX);
	for (size_t i = 0; i < words->n; i++)
		if (add(a, words->item[i], e) != 0)
			return -1;
	return 0;
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
