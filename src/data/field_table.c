/*
 * How a kind looks in a table for people. Which rows a table shows, in what
 * order and under what heads, is the report's.
 */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/field_get.h"

static void
show_p(struct table *t, double p)
{
	char text[NUM_TEXT];

	num_fixed(text, p, 4);
	table_text(t, p < 0.0001 ? "<.0001" : text);
}

static void
show_as_is(struct table *t, double x)
{
	char text[NUM_TEXT];

	num_format(text, x);
	table_text(t, text);
}

static void
show_number(struct table *t, const struct field *f, double x)
{
	if (f->decimals == FIELD_SHARE)
		table_share(t, x);
	else if (f->decimals == FIELD_P)
		show_p(t, x);
	else if (f->decimals == FIELD_AS_IS)
		show_as_is(t, x);
	else
		table_num(t, x, f->decimals);
}

/* "3.1 to 3.7", "3.4 (3.1 to 3.7)" */
static void
show_interval(struct table *t, const struct field *f, const void *row)
{
	const double *at = (const void *)((const char *)row + f->at);
	bool estimate = f->kind == FIELD_ESTIMATE;
	const double *in = estimate ? field_with_real(f, row) : at;
	char value[NUM_TEXT], lo[NUM_TEXT], hi[NUM_TEXT], text[4 * NUM_TEXT];

	num_fixed(value, *at, f->decimals);
	num_fixed(lo, in[0], f->decimals);
	num_fixed(hi, in[1], f->decimals);
	if (!estimate)
		snprintf(text, sizeof(text), "%s to %s", lo, hi);
	else if (isnan(in[0]))
		snprintf(text, sizeof(text), "%s", value);
	else
		snprintf(text, sizeof(text), "%s (%s to %s)", value, lo, hi);
	table_text(t, text);
}

static void
show_range(struct table *t, const struct field *f, const void *row)
{
	const double *lo = (const void *)((const char *)row + f->at);
	char text[4 * NUM_TEXT];

	snprintf(text, sizeof(text), "%.0f-%.0f", *lo,
		 *field_with_real(f, row));
	table_text(t, text);
}

/* What is put together in a buffer of its own. */
static void
show_text(struct table *t, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;
	char hex[HASH_HEX];
	struct buf text;

	buf_init(&text, 1 << 24);
	switch (f->kind) {
	case FIELD_SAID:
		f->say(row, &text);
		break;
	case FIELD_BODY:
		buf_add(&text, *(const char *const *)v,
			*field_with_size(f, row));
		break;
	case FIELD_HASH:
		hash_hex(hex, *(const uint64_t *)v);
		buf_puts(&text, hex);
		break;
	default:
		field_bits(f->names, *(const unsigned *)v, &text);
	}
	table_text(t, buf_text(&text));
	buf_fini(&text);
}

void
field_table_cell(struct table *t, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;

	switch (f->kind) {
	case FIELD_ENUM: /* one without a name is a blank, not a dash */
		table_text(t, field_word(f, v));
		return;
	case FIELD_BOOL:
		table_text(t, *(const bool *)v ? "yes" : "no");
		return;
	default:
		break;
	}
	if (field_is_missing(f, row)) {
		table_text(t, "-");
		return;
	}
	switch (f->kind) {
	case FIELD_TEXT:
		table_text(t, *(const char *const *)v);
		break;
	case FIELD_RANGE:
		show_range(t, f, row);
		break;
	case FIELD_INTERVAL:
	case FIELD_ESTIMATE:
		show_interval(t, f, row);
		break;
	case FIELD_SAID:
	case FIELD_BODY:
	case FIELD_HASH:
	case FIELD_BITS:
		show_text(t, f, row);
		break;
	default:
		show_number(t, f, field_number(f, row));
	}
}
