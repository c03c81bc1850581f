#include "measure/row.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "text/strip.h"
#include "text/tells.h"

#define AT(field) offsetof(struct row, field)
#define COUNT(name, unit)                                                      \
	{                                                                      \
		"n_" name, COLUMN_INT, false, false, AT(n[unit]),              \
		    "length of whatever text there is, in unit " name          \
	}

const struct column row_columns[] = {
	{ "id", COLUMN_TEXT, false, false, AT(id),
	  "the cell's name in the plan, or the line of an imported file" },
	{ "model", COLUMN_TEXT, true, false, AT(model),
	  "model as the sweep calls it, or the group of an import" },
	{ "sampling", COLUMN_TEXT, true, false, AT(sampling),
	  "sampling setting as the sweep calls it" },
	{ "variant", COLUMN_TEXT, true, false, AT(variant), "prompt variant" },
	{ "item", COLUMN_TEXT, true, false, AT(item),
	  "which prompt of an import, when several ask for one target" },
	{ "relation", COLUMN_RELATION, true, false, AT(relation),
	  "what the prompt asks: about, exactly, at_most, at_least, less_than, "
	  "more_than" },
	{ "target", COLUMN_INT, true, false, AT(target), "length asked for" },
	{ "repeat", COLUMN_INT, true, false, AT(repeat),
	  "which of the repeats of one question, from 1" },
	{ "outcome", COLUMN_OUTCOME, true, false, AT(outcome),
	  "ok, truncated, refused, filtered, empty or failed" },
	{ "unit", COLUMN_TEXT, true, false, AT(unit),
	  "unit of length, deviation and ratio" },
	{ "length", COLUMN_REAL, true, false, AT(length),
	  "measured length; empty unless the outcome is ok" },
	{ "deviation", COLUMN_REAL, false, false, AT(deviation),
	  "length - target" },
	{ "ratio", COLUMN_REAL, false, false, AT(ratio),
	  "length / target, to six decimals" },
	{ "satisfied", COLUMN_INT, false, false, AT(satisfied),
	  "1 when the length obeys the relation, else 0; empty for about" },
	COUNT("excel", LENCOUNT_EXCEL),
	COUNT("excel2", LENCOUNT_EXCEL2),
	COUNT("nospace", LENCOUNT_NOSPACE),
	COUNT("word", LENCOUNT_WORD),
	COUNT("han", LENCOUNT_HAN),
	COUNT("grapheme", LENCOUNT_GRAPHEME),
	COUNT("codepoint", LENCOUNT_CODEPOINT),
	COUNT("utf16", LENCOUNT_UTF16),
	COUNT("byte", LENCOUNT_BYTE),
	COUNT("words", LENCOUNT_WORDS),
	COUNT("lifebench", LENCOUNT_LIFEBENCH),
	COUNT("longwriter", LENCOUNT_LONGWRITER),
	COUNT("token", UNIT_TOKEN),
	{ "notes", COLUMN_NOTES, false, false, AT(notes),
	  "what happened to the answer on its way in" },
	{ "tells", COLUMN_TELLS, false, false, AT(tells),
	  "signs that the answer is not simply the text asked for" },
	{ "removed", COLUMN_REMOVED, false, false, AT(removed),
	  "what was taken off before counting" },
	{ "claimed", COLUMN_INT, false, false, AT(claimed),
	  "length the answer claims for itself" },
	{ "temperature_asked", COLUMN_TEXT, false, false, AT(temperature_asked),
	  "min, a number, or empty for left out" },
	{ "top_p_asked", COLUMN_TEXT, false, false, AT(top_p_asked),
	  "min, a number, or empty for left out" },
	{ "temperature", COLUMN_REAL, true, false, AT(temperature),
	  "as sent; empty when the field was left out" },
	{ "top_p", COLUMN_REAL, true, false, AT(top_p),
	  "as sent; empty when the field was left out" },
	{ "pinned", COLUMN_INT, true, false, AT(pinned),
	  "1 when lengths are held as still as the provider allows" },
	{ "simulated", COLUMN_INT, true, false, AT(simulated),
	  "1 when the answer is the simulator's" },
	{ "seed", COLUMN_INT, true, false, AT(seed), "as sent" },
	{ "max_tokens", COLUMN_INT, false, false, AT(max_tokens), "as sent" },
	{ "finish", COLUMN_TEXT, false, false, AT(finish),
	  "why the model stopped, in the provider's word" },
	{ "prompt_tokens", COLUMN_INT, false, false, AT(prompt_tokens),
	  "as reported" },
	{ "completion_tokens", COLUMN_INT, false, false, AT(completion_tokens),
	  "as reported" },
	{ "reasoning_tokens", COLUMN_INT, false, false, AT(reasoning_tokens),
	  "as reported" },
	{ "cached_tokens", COLUMN_INT, false, false, AT(cached_tokens),
	  "as reported" },
	{ "http_status", COLUMN_INT, false, false, AT(http_status),
	  "of the last attempt" },
	{ "served_model", COLUMN_TEXT, false, false, AT(served_model),
	  "the model the server says it is" },
	{ "error", COLUMN_TEXT, false, false, AT(error),
	  "why there is no answer" },
	{ "text_hash", COLUMN_HASH, true, false, AT(text_hash),
	  "equal for byte-identical answers" },
	{ "prompts", COLUMN_HASH, true, false, AT(prompts),
	  "hash of the sweep's set of questions" },
	{ "attempts", COLUMN_INT, false, true, AT(attempts),
	  "requests it took" },
	{ "asked_at", COLUMN_TEXT, false, true, AT(asked_at),
	  "UTC of the first attempt" },
	{ "latency_ms", COLUMN_INT, false, true, AT(latency_ms),
	  "last attempt, from sending to the last byte" },
	{ NULL, COLUMN_TEXT, false, false, 0, NULL },
};

enum { COLUMNS = sizeof(row_columns) / sizeof(row_columns[0]) - 1 };

void
row_init(struct row *r)
{
	memset(r, 0, sizeof(*r));
	for (const struct column *c = row_columns; c->name != NULL; c++) {
		char *at = (char *)r + c->at;

		if (c->kind == COLUMN_INT)
			*(int64_t *)(void *)at = -1;
		else if (c->kind == COLUMN_REAL)
			*(double *)(void *)at = NAN;
	}
	r->outcome = OUTCOME_FAILED;
	r->relation = RELATION_ABOUT;
}

void
row_derive(struct row *r)
{
	double target = (double)r->target;

	r->deviation = r->length - target;
	/* Six decimals say it all, and print fast. */
	r->ratio = round(r->length / target * 1e6) / 1e6;
	r->satisfied = relation_satisfied(r->relation, r->length, target);
}

void
row_header(struct buf *out)
{
	for (const struct column *c = row_columns; c->name != NULL; c++)
		csv_text(out, c == row_columns, c->name, strlen(c->name));
	csv_end(out);
}

/* The names of the set bits, separated by spaces. */
static void
add_bits(struct buf *out, unsigned bits, const char *(*name)(unsigned))
{
	const char *gap = "";

	for (unsigned bit = 1; bits != 0; bit <<= 1) {
		if ((bits & bit) == 0)
			continue;
		bits &= ~bit;
		buf_puts(out, gap);
		buf_puts(out, name(bit));
		gap = " ";
	}
}

static const char *
name_of_tell(unsigned bit)
{
	return tells_name((enum tell)bit);
}

static const char *
name_of_part(unsigned bit)
{
	return strip_name((enum strip_part)bit);
}

/* Cells of any length, which are not empty. */
static void
write_long(struct buf *out, enum column_kind kind, const void *at, bool excel)
{
	const char *s;

	switch (kind) {
	case COLUMN_TEXT:
		s = *(const char *const *)at;
		(excel ? csv_text_safe : csv_text)(out, true, s, strlen(s));
		break;
	case COLUMN_NOTES:
		field_bits(record_note_names, *(const unsigned *)at, out);
		break;
	case COLUMN_TELLS:
		add_bits(out, *(const unsigned *)at, name_of_tell);
		break;
	default:
		add_bits(out, *(const unsigned *)at, name_of_part);
	}
}

/*
 * The cell at p, when it is a number, a name of ours or missing: at most
 * NUM_TEXT bytes that need no quotes. Returns its end, NULL for any other.
 */
static inline char *
put_short(char *p, enum column_kind kind, const void *at)
{
	const char *s;

	switch (kind) {
	case COLUMN_INT:
		if (*(const int64_t *)at >= 0)
			p += num_format_int(p, *(const int64_t *)at);
		return p;
	case COLUMN_REAL:
		if (!isnan(*(const double *)at))
			p += num_format(p, *(const double *)at);
		return p;
	case COLUMN_HASH:
		if (*(const uint64_t *)at == 0)
			return p;
		hash_hex(p, *(const uint64_t *)at);
		return p + HASH_HEX - 1;
	case COLUMN_RELATION:
		return stpcpy(p, relation_name(*(const enum relation *)at));
	case COLUMN_OUTCOME:
		return stpcpy(p, outcome_name(*(const enum outcome *)at));
	case COLUMN_TEXT:
		s = *(const char *const *)at;
		return s == NULL || *s == '\0' ? p : NULL;
	case COLUMN_NOTES:
	case COLUMN_TELLS:
	case COLUMN_REMOVED:
		break;
	}
	return *(const unsigned *)at == 0 ? p : NULL;
}

/* Room for all short cells that can follow and what ends them, or NULL. */
static char *
short_room(struct buf *out)
{
	return buf_reserve(out, COLUMNS * (NUM_TEXT + 1)) == 0
		   ? out->data + out->len
		   : NULL;
}

/* Most cells are short: the buffer is not asked for room each time. */
void
row_write(const struct row *r, bool excel, struct buf *out)
{
	char *p = short_room(out), *end;

	if (p == NULL)
		return;
	for (int i = 0; i < COLUMNS; i++) {
		const struct column *c = &row_columns[i];
		const void *at = (const char *)r + c->at;

		end = put_short(p, c->kind, at);
		if (end == NULL) {
			out->len = (size_t)(p - out->data);
			write_long(out, c->kind, at, excel);
			end = short_room(out);
		}
		if (end == NULL)
			return;
		*end = ',';
		p = end + 1;
	}
	p[-1] = '\n';
	*p = '\0';
	out->len = (size_t)(p - out->data);
}

void
row_describe(struct buf *out)
{
	for (const struct column *c = row_columns; c->name != NULL; c++)
		buf_printf(out, "%-18s %s%s\n", c->name, c->about,
			   c->timed ? " (differs from run to run)" : "");
}
