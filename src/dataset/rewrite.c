/*
 * The guard is the reader itself: a new prompt is parsed again and must ask
 * one length, the count. What a grammar of phrases cannot foresee (a number
 * within a number, an order of words) is left alone by it, not spoilt.
 */
#include "dataset/rewrite.h"

#include <string.h>

#include "base/num.h"
#include "dataset/audit.h"
#include "measure/answer.h"

enum { PHRASE_MAX = 4096 };

const char *const rewrite_outcome_names[] = {
	"done",    "right",  "no_claim",  "two_claims", "vague", "no_answer",
	"refusal", "strict", "read_back", "ill_formed", NULL,
};

#define W(name, kind, member, ...)                                             \
	FIELD(name, kind, struct rewrite_row, member, __VA_ARGS__)

const struct field rewrite_fields[] = {
	W("record", U64, record, .flags = FIELD_REQUIRED,
	  .about = "its number in the file"),
	W("line", U64, line, .flags = FIELD_REQUIRED,
	  .about = "where the record begins"),
	W("turn", U64, turn, .about = "which question of the record"),
	W("outcome", ENUM, outcome, .names = rewrite_outcome_names,
	  .about = "done, right, or why it was left as it is"),
	W("was", BODY, was, FIELD_WITH(struct rewrite_row, was_n),
	  .about = "the length as the prompt asked for it"),
	W("is", BODY, is, FIELD_WITH(struct rewrite_row, is_n),
	  .about = "as it asks for it in the new file"),
	W("unit", TEXT, unit, .about = "what the answer is counted in"),
	W("count", INT, count, .about = "length of the answer in that unit"),
	FIELD_END
};

bool
rewrite_open(enum rewrite_outcome o)
{
	return o >= REWRITE_TWO_CLAIMS;
}

static bool
strict(const struct claim *c)
{
	return c->relation == CLAIM_LESS_THAN || c->relation == CLAIM_MORE_THAN;
}

/* Whether its wording is exact as it is. */
static bool
bare(const struct claim *c)
{
	return c->relation == CLAIM_BARE || c->relation == CLAIM_EXACTLY;
}

/* The number to write for that count. */
static int64_t
number_of(const struct rewrite_opts *o, const struct claim *c, int64_t count)
{
	if (o->exact || o->strict != REWRITE_BY_ONE || !strict(c))
		return count;
	return c->relation == CLAIM_LESS_THAN ? count + 1 : count - 1;
}

static bool
asks(const struct claim *c, int64_t number)
{
	return (c->low < 0 || c->low == number) &&
	       (c->high < 0 || c->high == number) &&
	       (c->low >= 0 || c->high >= 0);
}

/* "77字" in the language of the phrase that it replaces. */
static void
write_exact(struct span was, enum claim_unit unit, const char *number,
	    struct buf *out)
{
	static const char *const noun[][2] = {
		[CLAIM_CHAR] = { " characters", "字" },
		[CLAIM_WORD] = { " words", "词" },
		[CLAIM_BYTE] = { " bytes", "字节" },
	};
	bool chinese = false;

	for (size_t i = 0; i < was.n; i++)
		chinese |= (unsigned char)was.s[i] >= 0xe3;
	buf_printf(out, "%s%s", number, noun[unit][chinese]);
}

/* What is replaced in the prompt, and by what. */
struct edit {
	size_t at, n;
	struct buf text;
};

static void
make_edit(const struct rewrite_opts *o, struct span prompt,
	  const struct claim *c, int64_t number, struct edit *ed)
{
	char text[NUM_TEXT];

	num_format_int(text, number);
	buf_reset(&ed->text);
	if (o->exact && !bare(c)) {
		ed->at = c->at;
		ed->n = c->n;
		write_exact((struct span){ prompt.s + c->at, c->n }, c->unit,
			    text, &ed->text);
	} else {
		ed->at = c->number_at;
		ed->n = c->number_n;
		buf_puts(&ed->text, text);
	}
}

/* Whether the prompt with the edit asks one length, that number; its phrase
 * into *is. */
static bool
reads_back(struct span prompt, const struct edit *ed, const struct claim *was,
	   int64_t number, struct buf *fresh, struct span *is)
{
	struct claim c;
	bool vague;

	buf_reset(fresh);
	buf_add(fresh, prompt.s, ed->at);
	buf_add(fresh, ed->text.data, ed->text.len);
	buf_add(fresh, prompt.s + ed->at + ed->n, prompt.n - ed->at - ed->n);
	if (buf_failed(fresh) ||
	    audit_claims((struct span){ fresh->data, fresh->len }, &c, 1,
			 &vague) != 1)
		return false;
	*is = (struct span){ fresh->data + c.at, c.n };
	return asks(&c, number) && c.unit == was->unit;
}

static enum rewrite_outcome
settle(const struct dataset_record *r, const struct dataset_item *it,
       const struct rewrite_opts *o, struct claim *c, struct rewrite_row *row,
       struct buf *scratch)
{
	struct row counted;
	bool vague;
	size_t n = audit_claims(it->prompt, c, 1, &vague);
	int unit;

	if (n == 0)
		return REWRITE_NO_CLAIM;
	row->was = it->prompt.s + c->at;
	row->was_n = c->n;
	if (n > 1)
		return REWRITE_TWO_CLAIMS;
	row_init(&counted);
	counted.outcome = OUTCOME_OK;
	answer_read(&counted, it->answer.s != NULL ? it->answer.s : "",
		    it->answer.n, 0, false, scratch);
	if (counted.outcome == OUTCOME_EMPTY)
		return REWRITE_NO_ANSWER;
	if (counted.outcome == OUTCOME_REFUSED)
		return REWRITE_REFUSAL;
	unit = audit_unit(o->unit, c->unit);
	row->unit = unit_name((unsigned)unit);
	row->count = counted.n[unit];
	if (vague)
		return REWRITE_VAGUE;
	if (r->mended)
		return REWRITE_ILL_FORMED;
	if (strict(c) && o->strict == REWRITE_REFUSE && !o->exact)
		return REWRITE_STRICT;
	if (asks(c, number_of(o, c, row->count)) && (!o->exact || bare(c)))
		return REWRITE_RIGHT;
	return REWRITE_DONE;
}

/* The record's bytes up to the edit and the edit itself; false: it cannot be
 * put into one string of the record. */
static bool
put(const struct dataset *d, const struct dataset_record *r,
    const struct dataset_item *it, const struct edit *ed, size_t *done,
    struct buf *out)
{
	const struct dataset_piece *p = it->piece;
	int64_t from, to;

	while (p < it->piece + it->npieces && ed->at > p->at + p->n)
		p++;
	if (p == it->piece + it->npieces || ed->at < p->at ||
	    ed->at + ed->n > p->at + p->n)
		return false;
	from = dataset_raw(d, r, it, ed->at);
	to = dataset_raw(d, r, it, ed->at + ed->n);
	if (from < (int64_t)*done || to <= from)
		return false;
	buf_add(out, r->raw.s + *done, (size_t)from - *done);
	dataset_quote(d, r, (struct span){ ed->text.data, ed->text.len }, out);
	*done = (size_t)to;
	return true;
}

void
rewrite_record(const struct dataset *d, const struct dataset_record *r,
	       const struct rewrite_opts *o, struct buf *out, rewrite_tell tell,
	       void *ctx)
{
	struct buf scratch, fresh;
	struct edit ed;
	size_t done = 0;

	buf_init(&scratch, DATASET_RECORD_MAX);
	buf_init(&fresh, DATASET_RECORD_MAX);
	buf_init(&ed.text, PHRASE_MAX);
	buf_add(out, r->gap.s, r->gap.n);
	for (size_t i = 0; i < r->nitems; i++) {
		const struct dataset_item *it = &r->item[i];
		struct rewrite_row row = { .record = r->number,
					   .line = r->line,
					   .turn = it->turn,
					   .count = -1 };
		struct claim c;
		struct span is;
		int64_t number;

		row.outcome = settle(r, it, o, &c, &row, &scratch);
		if (row.outcome == REWRITE_DONE) {
			number = number_of(o, &c, row.count);
			make_edit(o, it->prompt, &c, number, &ed);
			if (reads_back(it->prompt, &ed, &c, number, &fresh,
				       &is) &&
			    put(d, r, it, &ed, &done, out)) {
				row.is = is.s;
				row.is_n = is.n;
				row.broken = !o->exact && strict(&c) &&
					     number == row.count;
			} else {
				row.outcome = REWRITE_READ_BACK;
			}
		}
		tell(ctx, &row);
	}
	buf_add(out, r->raw.s + done, r->raw.n - done);
	buf_fini(&ed.text);
	buf_fini(&fresh);
	buf_fini(&scratch);
}
