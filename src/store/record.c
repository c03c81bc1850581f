/*
 * One table of fields gives the writer, the reader and the order of keys.
 * The long text stands last, so that the head of a line can be read by eye.
 */
#include "store/record.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/json.h"
#include "data/jsonw.h"

enum { RECORD_FIELDS = 28, RECORD_NOTES = 7 };

enum record_kind {
	KIND_STRING,      /* const char *, required */
	KIND_STRING_OPT,  /* const char * or NULL */
	KIND_TEXT,        /* const char * and size_t, required */
	KIND_TEXT_OPT,    /* const char * or NULL, and size_t */
	KIND_U32,         /* required */
	KIND_COUNT,       /* int64_t or -1 */
	KIND_TIME,        /* int64_t, required */
	KIND_REAL,        /* double or NaN */
	KIND_BOOL,        /* required */
	KIND_FINGERPRINT, /* uint64_t in hex, required */
	KIND_OUTCOME,     /* by name, required */
	KIND_NOTES,       /* by name, left out when none */
};

/* lead is what stands before the value in a line: ,"key": */
struct record_field {
	const char *key;
	char lead[24];
	size_t lead_len;
	enum record_kind kind;
	size_t at, len_at;
};

/* By bit. */
static const char *const note_names[RECORD_NOTES] = {
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
		buf_puts(out, note_names[i]);
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

/* In the order in which they stand in a line. */
static const struct record_field fields[RECORD_FIELDS] = {
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

/* Whether the field has the value that record_init gives it. */
static bool
is_missing(const struct record_field *f, const struct record *r)
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
		const struct record_field *f = &fields[i];

		if (is_missing(f, r))
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

/* Words this version does not know are left out. */
static unsigned
notes_parse(const char *s)
{
	unsigned notes = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		for (unsigned i = 0; i < RECORD_NOTES; i++)
			if (strlen(note_names[i]) == n &&
			    memcmp(note_names[i], s, n) == 0)
				notes |= 1U << i;
		s += n + (s[n] == ' ');
	}
	return notes;
}

/* A whole number from lo to 2^53, the largest that JSON carries exactly. */
static bool
whole(const cJSON *v, double lo, double hi, int64_t *x)
{
	double d = v->valuedouble;

	if (!cJSON_IsNumber(v) || d != floor(d) || d < lo || d > hi)
		return false;
	*x = (int64_t)d;
	return true;
}

static bool
read_string(const struct record_field *f, const cJSON *v, struct record *r)
{
	const char *s = cJSON_GetStringValue(v);

	if (s == NULL)
		return false;
	*(const char **)((char *)r + f->at) = s;
	if (f->len_at != 0)
		*(size_t *)((char *)r + f->len_at) = strlen(s);
	return true;
}

static bool
read_number(const struct record_field *f, const cJSON *v, void *to)
{
	int64_t x = 0;

	if (f->kind == KIND_REAL) {
		*(double *)to = v->valuedouble;
		return cJSON_IsNumber(v);
	}
	if (!whole(v, f->kind == KIND_TIME ? -0x1p53 : 0,
		   f->kind == KIND_U32 ? UINT32_MAX : 0x1p53, &x))
		return false;
	if (f->kind == KIND_U32)
		*(uint32_t *)to = (uint32_t)x;
	else
		*(int64_t *)to = x;
	return true;
}

static bool
read_value(const struct record_field *f, const cJSON *v, struct record *r)
{
	void *to = (char *)r + f->at;
	const char *s;

	switch (f->kind) {
	case KIND_STRING:
	case KIND_STRING_OPT:
	case KIND_TEXT:
	case KIND_TEXT_OPT:
		return read_string(f, v, r);
	case KIND_U32:
	case KIND_COUNT:
	case KIND_TIME:
	case KIND_REAL:
		return read_number(f, v, to);
	case KIND_BOOL:
		*(bool *)to = cJSON_IsTrue(v);
		return cJSON_IsBool(v);
	default:
		s = cJSON_GetStringValue(v);
		break;
	}
	if (s == NULL)
		return false;
	if (f->kind == KIND_FINGERPRINT)
		return hash_unhex(s, to) == 0;
	if (f->kind == KIND_OUTCOME)
		return outcome_find(s, to) == 0;
	*(unsigned *)to = notes_parse(s);
	return true;
}

static int
read_fields(struct record *r, const cJSON *o, struct err *e)
{
	const cJSON *next = o->child;

	for (size_t i = 0; i < RECORD_FIELDS; i++) {
		const struct record_field *f = &fields[i];
		const cJSON *v = next;

		/* Our own lines have the order of the table. */
		if (v == NULL || strcmp(v->string, f->key) != 0)
			v = json_get(o, f->key);
		if (v != NULL)
			next = v->next;
		if (cJSON_IsNull(v))
			v = NULL;
		if (v == NULL && is_missing(f, r))
			continue;
		if (v == NULL)
			return err_set(e, STATUS_INPUT, "\"%s\" is missing",
				       f->key);
		if (!read_value(f, v, r))
			return err_set(e, STATUS_INPUT,
				       "\"%s\" has a value that cannot be",
				       f->key);
	}
	return 0;
}

int
record_parse(struct record *r, const char *line, size_t n, struct arena *a,
	     struct err *e)
{
	unsigned notes;
	const cJSON *o = json_read(line, n, a, &notes, e);

	if (o == NULL)
		return -1;
	record_init(r);
	if (!cJSON_IsObject(o))
		return err_set(e, STATUS_INPUT, "found JSON that is no object");
	if (notes != 0) /* we wrote none of that */
		return err_set(e, STATUS_INPUT,
			       "damaged: a doubled key or text that is no "
			       "UTF-8");
	return read_fields(r, o, e);
}
