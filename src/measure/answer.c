/*
 * The hash is taken while the text is counted, as both wait for memory and not
 * for each other; it is of the text as it came, so that two answers that
 * differ only in what was taken off do not pass for one. A refusal is looked
 * for before anything is stripped: it often stands in the very remark that
 * goes.
 */
#include "measure/answer.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "store/record.h"
#include "text/lencount_hash.h"
#include "text/strip.h"
#include "text/talk.h"
#include "text/tells.h"

void
answer_read(struct row *r, const char *s, size_t n, unsigned strip,
	    bool verbatim, struct buf *scratch)
{
	struct hash_run hash = hash_begin(s, n);
	struct lencount count;
	unsigned long claimed;
	const char *text;
	size_t len;

	r->tells = tells_find(s, n);
	if ((r->tells & TELL_SELF_COUNT) != 0) {
		len = talk_remark(s, n);
		if (talk_claim(s + n - len, len, &claimed))
			r->claimed = (int64_t)claimed;
	}
	if ((r->tells & TELL_TAG) != 0) {
		len = tells_tag(s, n, &text);
		snprintf(r->tag_room, sizeof(r->tag_room), "%.*s", (int)len,
			 text);
		r->tag = r->tag_room;
	}
	if ((r->tells & TELL_TOKEN_LEAK) != 0 &&
	    (len = tells_turn_end(s, n)) > 0) {
		n -= len;
		r->removed |= STRIP_TOKENS;
	}
	if ((r->tells & TELL_REASONING) != 0)
		strip |= STRIP_REASONING;
	r->removed |= strip_text(strip, s, n, scratch, &text, &len);
	lencount_all_hash(text, len, &count, &hash);
	r->text_hash = n == 0 ? 0 : hash_rest(&hash);
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		r->n[u] = (int64_t)count.n[u];
	if (count.ill_formed > 0)
		r->notes |= NOTE_ILL_FORMED;
	if (r->outcome != OUTCOME_OK || verbatim)
		return;
	if (count.n[LENCOUNT_NOSPACE] == 0)
		r->outcome = OUTCOME_EMPTY;
	else if ((r->tells & TELL_REFUSAL) != 0)
		r->outcome = OUTCOME_REFUSED;
}

void
answer_length(struct row *r, unsigned unit)
{
	r->unit = unit_name(unit);
	if (r->outcome == OUTCOME_OK && r->n[unit] < 0) {
		r->outcome = OUTCOME_FAILED;
		r->error = "the provider reported no token count";
	}
	if (r->outcome == OUTCOME_TRUNCATED && r->n[unit] > r->target)
		r->notes |= NOTE_CUT_OVER;
	if (r->outcome == OUTCOME_OK)
		r->length = (double)r->n[unit];
	row_derive(r);
}
