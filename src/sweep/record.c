/*
 * One table of fields gives the writer, the reader and the order of keys.
 * The long text stands last, so that the head of a line can be read by eye.
 */
#include "sweep/record.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/jsonw.h"
#include "sweep/json.h"

static const char *const outcome_names[OUTCOMES + 1] = {
	[OUTCOME_OK] = "ok",           [OUTCOME_TRUNCATED] = "truncated",
	[OUTCOME_REFUSED] = "refused", [OUTCOME_FILTERED] = "filtered",
	[OUTCOME_EMPTY] = "empty",     [OUTCOME_FAILED] = "failed",
};

/* By bit. */
static const char *const note_names[] = {
	"ill-formed-utf8", "nul",          "lone-surrogate", "duplicate-key",
	"unpinned",        "maybe-billed", "not-asked",
};

enum { NOTES = sizeof(note_names) / sizeof(note_names[0]) };

const char *
record_outcome_name(enum outcome o)
{
	return outcome_names[o];
}

int
record_outcome_find(const char *name, enum outcome *o)
{
	for (unsigned i = 0; i < OUTCOMES; i++) {
		if (strcmp(outcome_names[i], name) == 0) {
			*o = (enum outcome)i;
			return 0;
		}
	}
	return -1;
}

void
record_notes(unsigned notes, struct buf *out)
{
	const char *gap = "";

	for (unsigned i = 0; i < NOTES; i++) {
		if ((notes >> i & 1) == 0)
			continue;
		buf_puts(out, gap);
		buf_puts(out, note_names[i]);
		gap = " ";
	}
}

/* Words this version does not know are left out. */
static unsigned
notes_parse(const char *s)
{
	unsigned notes = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		for (unsigned i = 0; i < NOTES; i++)
			if (strlen(note_names[i]) == n &&
			    memcmp(note_names[i], s, n) == 0)
				notes |= 1U << i;
		s += n + (s[n] == ' ');
	}
	return notes;
}

enum kind {
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

struct field {
	const char *key;
	enum kind kind;
	size_t at, len_at;
};

#define F(name, kind)                                                          \
	{                                                                      \
#name, kind, offsetof(struct record, name), 0                  \
	}
#define T(name, kind)                                                          \
	{                                                                      \
#name, kind, offsetof(struct record, name),                    \
		    offsetof(struct record, name##_len)                        \
	}

static const struct field fields[] = {
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

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

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

static bool
is_missing(const struct field *f, const void *v)
{
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
write_notes(struct jsonw *w, unsigned notes)
{
	struct buf names;

	buf_init(&names, 256);
	record_notes(notes, &names);
	jsonw_str(w, names.data);
	buf_fini(&names);
}

static void
write_value(struct jsonw *w, const struct field *f, const struct record *r)
{
	const void *v = (const char *)r + f->at;
	char hex[HASH_HEX];

	switch (f->kind) {
	case KIND_STRING:
	case KIND_STRING_OPT:
		jsonw_str(w, *(const char *const *)v);
		break;
	case KIND_TEXT:
	case KIND_TEXT_OPT:
		jsonw_strn(w, *(const char *const *)v,
			   *(const size_t *)((const char *)r + f->len_at));
		break;
	case KIND_U32:
		jsonw_int(w, *(const uint32_t *)v);
		break;
	case KIND_COUNT:
	case KIND_TIME:
		jsonw_int(w, *(const int64_t *)v);
		break;
	case KIND_REAL:
		jsonw_num(w, *(const double *)v);
		break;
	case KIND_BOOL:
		jsonw_bool(w, *(const bool *)v);
		break;
	case KIND_FINGERPRINT:
		hash_hex(hex, *(const uint64_t *)v);
		jsonw_str(w, hex);
		break;
	case KIND_OUTCOME:
		jsonw_str(w, record_outcome_name(*(const enum outcome *)v));
		break;
	case KIND_NOTES:
		write_notes(w, *(const unsigned *)v);
		break;
	}
}

int
record_write(const struct record *r, struct buf *out)
{
	struct jsonw w;

	jsonw_init(&w, out, 0);
	jsonw_object(&w);
	for (size_t i = 0; i < FIELDS; i++) {
		const struct field *f = &fields[i];

		if (is_missing(f, (const char *)r + f->at))
			continue;
		jsonw_key(&w, f->key);
		write_value(&w, f, r);
	}
	jsonw_end(&w);
	buf_putc(out, '\n');
	return buf_failed(out) ? -1 : 0;
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
read_string(const struct field *f, const cJSON *v, struct record *r,
	    struct arena *a)
{
	const char *s = cJSON_GetStringValue(v);
	size_t n;

	if (s == NULL)
		return false;
	n = strlen(s);
	*(const char **)((char *)r + f->at) = arena_strndup(a, s, n);
	if (f->len_at != 0)
		*(size_t *)((char *)r + f->len_at) = n;
	return true;
}

static bool
read_number(const struct field *f, const cJSON *v, void *to)
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
read_value(const struct field *f, const cJSON *v, struct record *r,
	   struct arena *a)
{
	void *to = (char *)r + f->at;
	const char *s;

	switch (f->kind) {
	case KIND_STRING:
	case KIND_STRING_OPT:
	case KIND_TEXT:
	case KIND_TEXT_OPT:
		return read_string(f, v, r, a);
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
		return record_outcome_find(s, to) == 0;
	*(unsigned *)to = notes_parse(s);
	return true;
}

static int
read_fields(struct record *r, const cJSON *o, struct arena *a, struct err *e)
{
	const cJSON *next = o->child;

	for (size_t i = 0; i < FIELDS; i++) {
		const struct field *f = &fields[i];
		const cJSON *v = next;

		/* Our own lines have the order of the table. */
		if (v == NULL || strcmp(v->string, f->key) != 0)
			v = json_get(o, f->key);
		if (v != NULL)
			next = v->next;
		if (cJSON_IsNull(v))
			v = NULL;
		if (v == NULL && is_missing(f, (const char *)r + f->at))
			continue;
		if (v == NULL)
			return err_set(e, STATUS_INPUT, "\"%s\" is missing",
				       f->key);
		if (!read_value(f, v, r, a))
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
	cJSON *o = json_parse(line, n, &notes, e);
	int rc;

	if (o == NULL)
		return -1;
	record_init(r);
	if (!cJSON_IsObject(o))
		rc = err_set(e, STATUS_INPUT, "found JSON that is no object");
	else if (notes != 0) /* we wrote none of that */
		rc = err_set(e, STATUS_INPUT,
			     "damaged: a doubled key or text that is no UTF-8");
	else
		rc = read_fields(r, o, a, e);
	cJSON_Delete(o);
	return rc;
}
