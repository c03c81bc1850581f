/*
 * The table gives the writer, the reader and the order of keys; data/field
 * does the rest. The long text stands last, so that the head of a line can be
 * read by eye.
 */
#include "store/record.h"

#include <string.h>

#include "base/hash.h"
#include "data/json.h"

const char *const record_note_names[] = {
	"ill-formed-utf8", "nul",          "lone-surrogate", "duplicate-key",
	"unpinned",        "maybe-billed", "not-asked",      "withdrawn",
	"unknown-finish",  "context-full", "cut-over",       "reserved",
	"thought",         NULL,
};

#define F(name, kind, ...) FIELD(#name, kind, struct record, name, __VA_ARGS__)
#define MUST               .flags = FIELD_REQUIRED

const struct field record_fields[] = {
	F(id, TEXT, MUST, .about = "the cell's name in the plan"),
	F(fingerprint, HASH, MUST, .about = "of what was asked"),
	F(model, TEXT, MUST, .about = "as the sweep calls it"),
	F(sampling, TEXT, MUST, .about = "as the sweep calls it"),
	F(variant, TEXT, MUST, .about = "prompt variant"),
	F(target, U32, MUST, .about = "length asked for"),
	F(repeat, U32, MUST, .about = "which repeat of the question, from 1"),
	F(outcome, ENUM, MUST, .names = outcome_names, .about = "how it ended"),
	F(final, BOOL, MUST, .about = "false: asked again on resume"),
	F(finish, TEXT, .about = "why it stopped, the provider's word"),
	F(notes, BITS, .names = record_note_names,
	  .about = "what happened to the answer on its way in"),
	F(prompt_tokens, INT, .about = "as reported"),
	F(completion_tokens, INT, .about = "as reported"),
	F(reasoning_tokens, INT, .about = "as reported"),
	F(cached_tokens, INT, .about = "as reported"),
	F(temperature, REAL, .about = "as sent"),
	F(top_p, REAL, .about = "as sent"),
	F(seed, INT, .about = "as sent"),
	F(max_tokens, INT, .about = "as sent"),
	F(started_ms, TIME, MUST, .about = "UTC of the first attempt"),
	F(latency_ms, TIME, MUST,
	  .about = "last attempt, from sending to the last byte"),
	F(attempts, U32, MUST, .about = "requests it took"),
	F(maybe_billed, INT,
	  .about = "attempts that may have been paid for nothing"),
	F(http_status, INT, .about = "of the last attempt"),
	F(response_id, TEXT, .about = "the provider's"),
	F(served_model, TEXT, .about = "the model the server says it is"),
	F(error, TEXT, .about = "why there is no answer"),
	F(reasoning, BODY, FIELD_WITH(struct record, reasoning_len),
	  .about = "from a field of its own"),
	F(text, BODY, MUST, FIELD_WITH(struct record, text_len),
	  .about = "the answer"),
	FIELD_END,
};

#undef F
#undef MUST

static const struct field sum_fields[] = {
	FIELD_TOLD("sum", "checksum of all that stands before it in the line"),
	FIELD_END,
};

const struct field_place record_places[] = {
	{ "", record_fields, NULL, NULL },
	{ "", sum_fields, NULL, NULL },
	{ .at = NULL },
};

void
record_init(struct record *r)
{
	field_clear(record_fields, r);
	r->outcome = OUTCOME_FAILED;
}

/*
 * The line's checksum stands last in it, over all that stands before: a bit
 * that flips in an answer changes its length, and is JSON all the same.
 */
static const char SUM_LEAD[] = ",\"sum\":\"", SUM_END[] = "\"}";
enum { SUM_LEAD_LEN = 8, SUM_HEX = 8, SUM_LEN = SUM_LEAD_LEN + SUM_HEX + 2 };

/* The end of a line whose beginning is s[0..n). */
static void
sum_write(char out[SUM_LEN], const char *s, size_t n)
{
	char hex[HASH_HEX];

	hash_hex(hex, hash_text(s, n));
	memcpy(out, SUM_LEAD, SUM_LEAD_LEN);
	memcpy(out + SUM_LEAD_LEN, hex + HASH_HEX - 1 - SUM_HEX, SUM_HEX);
	memcpy(out + SUM_LEN - 2, SUM_END, 2);
}

/* Whether a line without trailing blanks ends in a checksum. */
static bool
sum_is_there(const char *s, size_t n)
{
	return n >= SUM_LEN &&
	       memcmp(s + n - SUM_LEN, SUM_LEAD, SUM_LEAD_LEN) == 0 &&
	       memcmp(s + n - 2, SUM_END, 2) == 0;
}

static bool
sum_fits(const char *s, size_t n)
{
	char want[SUM_LEN];

	sum_write(want, s, n - SUM_LEN);
	return memcmp(s + n - SUM_LEN, want, SUM_LEN) == 0;
}

int
record_write(const struct record *r, struct buf *out)
{
	size_t start = out->len;

	if (field_json_line(record_fields, r, out) != 0)
		return -1;
	out->len -= strlen("}\n");
	if (buf_reserve(out, SUM_LEN + 1) != 0)
		return -1;
	sum_write(out->data + out->len, out->data + start, out->len - start);
	out->len += SUM_LEN;
	return buf_putc(out, '\n');
}

int
record_parse(struct record *r, const char *line, size_t n, struct arena *a,
	     struct err *e)
{
	unsigned notes;
	const cJSON *o;

	while (n > 0 && memchr(" \t\r", line[n - 1], 3) != NULL)
		n--;
	/* Lines of earlier versions have none and are taken as they are. */
	if (sum_is_there(line, n)) {
		if (!sum_fits(line, n))
			return err_set(e, STATUS_INPUT,
				       "damaged: its checksum does not fit");
		if (field_json_scan(record_fields, r, line, n - SUM_LEN, a))
			return 0;
	}
	o = json_read(line, n, a, &notes, e);
	if (o == NULL)
		return -1;
	if (!cJSON_IsObject(o))
		return err_set(e, STATUS_INPUT, "found JSON that is no object");
	if (notes != 0) /* we wrote none of that */
		return err_set(e, STATUS_INPUT,
			       "damaged: a doubled key or text that is no "
			       "UTF-8");
	return field_json_read(record_fields, r, o, e);
}
