/*
 * One table of fields gives the writer, the reader and the order of keys.
 * The long text stands last, so that the head of a line can be read by eye.
 */
#include "store/record.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/jsonw.h"
#include "store/record_fields.h"

/* By bit. */
const char *const record_note_names[] = {
	"ill-formed-utf8", "nul",          "lone-surrogate", "duplicate-key",
	"unpinned",        "maybe-billed", "not-asked",
};

void
record_notes(unsigned notes, struct buf *out)
{
	const char *gap = "";

	for (unsigned i = 0; i < RECORD_NOTES; i++) {
		if ((notes >> i & 1) == 0)
			continue;
		buf_puts(out, gap);
		buf_puts(out, record_note_names[i]);
		gap = " ";
	}
}

#define LEAD(name) ",\"" #name "\":"
#define F(name, kind)                                                          \
	{                                                                      \
#name, LEAD(name), sizeof(LEAD(name)) - 1, kind,               \
		    offsetof(struct record, name), 0                           \
	}
#define T(name, kind)                                                          \
	{                                                                      \
#name, LEAD(name), sizeof(LEAD(name)) - 1, kind,               \
		    offsetof(struct record, name),                             \
		    offsetof(struct record, name##_len)                        \
	}

const struct record_field record_fields[] = {
	F(id, KIND_STRING),
	F(fingerprint, KIND_FINGERPRINT),
	F(model, KIND_STRING),
	F(sampling, KIND_STRING),
	F(variant, KIND_STRING),
	F(target, KIND_U32),
	F(repeat, KIND_U32),
	F(outcome, KIND_OUTCOME),
	F(final, KIND_BOOL),
	F(finish, KIND_STRING_OPT),
	F(notes, KIND_NOTES),
	F(prompt_tokens, KIND_COUNT),
	F(completion_tokens, KIND_COUNT),
	F(reasoning_tokens, KIND_COUNT),
	F(cached_tokens, KIND_COUNT),
	F(temperature, KIND_REAL),
	F(top_p, KIND_REAL),
	F(seed, KIND_COUNT),
	F(max_tokens, KIND_COUNT),
	F(started_ms, KIND_TIME),
	F(latency_ms, KIND_TIME),
	F(attempts, KIND_U32),
	F(http_status, KIND_COUNT),
	F(response_id, KIND_STRING_OPT),
	F(served_model, KIND_STRING_OPT),
	F(error, KIND_STRING_OPT),
	T(reasoning, KIND_TEXT_OPT),
	T(text, KIND_TEXT),
};

#undef F
#undef T
#undef LEAD

void
record_init(struct record *r)
{
	*r = (struct record){
		.id = "",
		.model = "",
		.sampling = "",
		.variant = "",
		.outcome = OUTCOME_FAILED,
		.text = "",
		.prompt_tokens = -1,
		.completion_tokens = -1,
		.reasoning_tokens = -1,
		.cached_tokens = -1,
		.temperature = NAN,
		.top_p = NAN,
		.seed = -1,
		.max_tokens = -1,
		.http_status = -1,
	};
}

bool
record_is_missing(const struct record_field *f, const struct record *r)
{
	const void *v = (const char *)r + f->at;

	switch (f->kind) {
	case KIND_STRING_OPT:
	case KIND_TEXT_OPT:
		return *(const char *const *)v == NULL;
	case KIND_COUNT:
		return *(const int64_t *)v < 0;
	case KIND_REAL:
		return isnan(*(const double *)v);
	case KIND_NOTES:
		return *(const unsigned *)v == 0;
	default:
		return false;
	}
}

static void
write_word(struct buf *out, const char *s)
{
	jsonw_quote(out, s, strlen(s));
}

/* There is room for a number behind every lead. */
static void
write_int(struct buf *out, int64_t x)
{
	out->len += num_format_int(out->data + out->len, x);
}

static void
write_real(struct buf *out, double x)
{
	if (isfinite(x))
		out->len += num_format(out->data + out->len, x);
	else
		buf_puts(out, "null");
}

/* Names of notes have nothing to escape. */
static void
write_notes(struct buf *out, unsigned notes)
{
	buf_putc(out, '"');
	record_notes(notes, out);
	buf_putc(out, '"');
}

static void
write_value(struct buf *out, const struct record_field *f,
	    const struct record *r)
{
	const void *v = (const char *)r + f->at;
	char hex[HASH_HEX];

	switch (f->kind) {
	case KIND_STRING:
	case KIND_STRING_OPT:
		write_word(out, *(const char *const *)v);
		break;
	case KIND_TEXT:
	case KIND_TEXT_OPT:
		jsonw_quote(out, *(const char *const *)v,
			    *(const size_t *)((const char *)r + f->len_at));
		break;
	case KIND_U32:
		write_int(out, *(const uint32_t *)v);
		break;
	case KIND_COUNT:
	case KIND_TIME:
		write_int(out, *(const int64_t *)v);
		break;
	case KIND_REAL:
		write_real(out, *(const double *)v);
		break;
	case KIND_BOOL:
		buf_puts(out, *(const bool *)v ? "true" : "false");
		break;
	case KIND_FINGERPRINT:
		hash_hex(hex, *(const uint64_t *)v);
		write_word(out, hex);
		break;
	case KIND_OUTCOME:
		write_word(out, outcome_name(*(const enum outcome *)v));
		break;
	case KIND_NOTES:
		write_notes(out, *(const unsigned *)v);
		break;
	}
}

int
record_write(const struct record *r, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < RECORD_FIELDS; i++) {
		const struct record_field *f = &record_fields[i];

		if (record_is_missing(f, r))
			continue;
		if (buf_reserve(out, sizeof(f->lead) + NUM_TEXT) != 0)
			return -1;
		memcpy(out->data + out->len, f->lead, sizeof(f->lead));
		out->len += f->lead_len;
		write_value(out, f, r);
	}
	out->data[start] = '{'; /* it was the first field's comma */
	buf_puts(out, "}\n");
	return buf_failed(out) ? -1 : 0;
}
