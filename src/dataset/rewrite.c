/*
 * The guard is the reader itself: a new prompt is parsed again and must ask
 * one length, the count. What a grammar of phrases cannot foresee (a number
 * within a number, an order of words) is left alone by it, not spoilt.
 */
#include "dataset/rewrite.h"

#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
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
write_exact(struct span was, enum claim_unit unit, int64_t number,
	    struct buf *out)
{
	static const char *const noun[][2] = {
		[CLAIM_CHAR] = { " character", "字" },
		[CLAIM_WORD] = { " word", "词" },
		[CLAIM_BYTE] = { " byte", "字节" },
	};
	bool chinese = false;

	for (size_t i = 0; i < was.n; i++)
		chinese |= (unsigned char)was.s[i] >= 0xe3;
	buf_printf(out, "%lld%s%s", (long long)number, noun[unit][chinese],
		   chinese || number == 1 ? "" : "s");
}

/* What is replaced in the prompt, and by what. */
struct edit {
	size_t at, n;
	struct buf text;
};

/* Up to a noun behind the number, which is to agree with it: "1 word". */
static void
take_noun(struct span prompt, const struct claim *c, int64_t number,
	  struct edit *ed)
{
	static const char *const nouns[] = { "word", "character", "byte",
					     NULL };
	size_t from = ed->at + ed->n, end = c->at + c->n, at = from;

	while (at < end) {
		size_t n = span_opens_any(
		    (struct span){ prompt.s + at, end - at }, nouns);
		bool many =
		    n > 0 && at + n < end && (prompt.s[at + n] | 0x20) == 's';
		char before = prompt.s[at - 1];

		at += n > 0 ? n : 1;
		/* A "50-word" text; "word(s)". */
		if (n == 0 || before == '-' || utf8_letter(before))
			continue;
		if (many == (number != 1) ||
		    (at < prompt.n && prompt.s[at] == '('))
			return;
		buf_add(&ed->text, prompt.s + from, at - from);
		if (!many)
			buf_putc(&ed->text,
				 prompt.s[at - 1] >= 'a' ? 's' : 'S');
		ed->n = at + many - ed->at;
		return;
	}
}

/* Whether the wording holds two numbers only: "between 100 and 200 words". */
static bool
takes_two(struct span phrase, const struct claim *c)
{
	static const char *const words[] = { "between", "from", "之间", "介于",
					     NULL };

	return c->relation == CLAIM_RANGE && span_has_any(phrase, words);
}

static void
make_edit(const struct rewrite_opts *o, struct span prompt,
	  const struct claim *c, int64_t number, struct edit *ed)
{
	struct span phrase = { prompt.s + c->at, c->n };
	char text[NUM_TEXT];

	buf_reset(&ed->text);
	if ((o->exact && !bare(c)) || takes_two(phrase, c)) {
		ed->at = c->at;
		ed->n = c->n;
		write_exact(phrase, c->unit, number, &ed->text);
		return;
	}
	ed->at = c->number_at;
	ed->n = c->number_n;
	num_format_int(text, number);
	buf_puts(&ed->text, text);
	take_noun(prompt, c, number, ed);
}

/* Whether the prompt with the edit, which is put into *fresh, asks one length
 * in the unit of `was`: it in *now. */
static bool
reads_back(struct span prompt, const struct edit *ed, const struct claim *was,
	   struct buf *fresh, struct claim *now)
{
	bool vague;

	buf_reset(fresh);
	buf_add(fresh, prompt.s, ed->at);
	buf_add(fresh, ed->text.data, ed->text.len);
	buf_add(fresh, prompt.s + ed->at + ed->n, prompt.n - ed->at - ed->n);
	return !buf_failed(fresh) &&
	       audit_claims((struct span){ fresh->data, fresh->len }, now, 1,
			    &vague) == 1 &&
	       now->unit == was->unit;
}

/*
 * The edit after which there is nothing more to do, and the claim *now that it
 * makes in *fresh; false: none is found. What stood behind the number may have
 * said more than it ("300多字", "(+/- 10%)"), so that a first edit is read as
 * something that wants another number, or more taken off.
 */
static bool
find_edit(const struct rewrite_opts *o, struct span prompt,
	  const struct claim *c, int64_t count, struct edit *ed,
	  struct buf *fresh, struct claim *now)
{
	int64_t number = number_of(o, c, count);
	size_t more = 0;

	for (int tries = 0; tries < 3; tries++) {
		make_edit(o, prompt, c, number, ed);
		ed->n += more;
		if (!reads_back(prompt, ed, c, fresh, now) ||
		    !asks(now, number))
			return false;
		number = number_of(o, now, count);
		if (asks(now, number) && (!o->exact || bare(now)))
			return true;
		if (o->exact && now->at == ed->at && now->n > ed->text.len)
			more += now->n - ed->text.len;
	}
	return false;
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
		struct claim c, now;

		row.outcome = settle(r, it, o, &c, &row, &scratch);
		if (row.outcome == REWRITE_DONE &&
		    find_edit(o, it->prompt, &c, row.count, &ed, &fresh,
			      &now) &&
		    put(d, r, it, &ed, &done, out)) {
			row.is = fresh.data + now.at;
			row.is_n = now.n;
			row.broken = strict(&now) && asks(&now, row.count);
		} else if (row.outcome == REWRITE_DONE) {
			row.outcome = REWRITE_READ_BACK;
		}
		tell(ctx, &row);
	}
	buf_add(out, r->raw.s + done, r->raw.n - done);
	buf_fini(&ed.text);
	buf_fini(&fresh);
	buf_fini(&scratch);
}
