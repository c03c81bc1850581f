/* A line of the journal read back. */
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "data/json.h"
#include "store/record_fields.h"

/* Words this version does not know are left out. */
static unsigned
notes_parse(const char *s)
{
	unsigned notes = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		for (unsigned i = 0; i < RECORD_NOTES; i++)
			if (strlen(record_note_names[i]) == n &&
			    memcmp(record_note_names[i], s, n) == 0)
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
		const struct record_field *f = &record_fields[i];
		const cJSON *v = next;

		/* Our own lines have the order of the table. */
		if (v == NULL || strcmp(v->string, f->key) != 0)
			v = json_get(o, f->key);
		if (v != NULL)
			next = v->next;
		if (cJSON_IsNull(v))
			v = NULL;
		if (v == NULL && record_is_missing(f, r))
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
