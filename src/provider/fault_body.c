/*
 * Servers put an error where they like, so what is looked for is its parts:
 * a code, a type, prose, a reason, the field it is about. Where they may
 * stand is tables of keys.
 */
#include "provider/fault_body.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"

enum { DEEP = 8, PROSE_MAX = 1024 };

static const char *const prose_keys[] = {
	"message", "msg",    "error_msg",         "status_msg", "error_message",
	"Message", "detail", "details",           "reason",     "description",
	"title",   "errMsg", "error_description", "raw",        NULL,
};
static const char *const code_keys[] = {
	"code",        "error_code",  "Code",         "errcode", "err_code",
	"status_code", "blockReason", "block_reason", NULL
};
static const char *const type_keys[] = { "type",   "error_type", "status",
					 "__type", "error_name", NULL };

/* Said of an error that is none. */
static const char *const nothing[] = { "",        "0",     "ok",
				       "success", "null",  "none",
				       "200",     "false", NULL };

static bool
is_nothing(const char *s)
{
	for (size_t i = 0; nothing[i] != NULL; i++)
		if (strcasecmp(s, nothing[i]) == 0)
			return true;
	return false;
}

/* A scalar as a word: a string, or a number in the arena. */
static const char *
word_of(const cJSON *v, struct arena *a)
{
	if (cJSON_IsString(v) && *v->valuestring != '\0')
		return v->valuestring;
	if (cJSON_IsNumber(v))
		return arena_printf(a, "%.0f", v->valuedouble);
	return NULL;
}

/* The first word in a field of the list that says something. */
static const char *
word_in(const cJSON *o, const char *const *keys, struct arena *a)
{
	for (; *keys != NULL; keys++) {
		const char *s = word_of(json_get(o, *keys), a);

		if (s != NULL && !is_nothing(s))
			return s;
	}
	return NULL;
}

static void
join(struct buf *b, const char *between, const char *s)
{
	if (b->len > 0)
		buf_puts(b, between);
	buf_puts(b, s);
}

static void prose(const cJSON *v, int depth, struct buf *b);

/* FastAPI's {"loc": ["body", "seed"], "msg": ...}: "seed: ...". */
static void
located(const cJSON *o, int depth, struct buf *b)
{
	const cJSON *loc = json_get(o, "loc"), *part;
	bool first = true;

	cJSON_ArrayForEach(part, loc)
	{
		if (!cJSON_IsString(part) ||
		    strcmp(part->valuestring, "body") == 0)
			continue;
		join(b, first ? "; " : ".", part->valuestring);
		first = false;
	}
	if (!first)
		buf_puts(b, ": ");
	for (size_t i = 0; prose_keys[i] != NULL; i++) {
		const cJSON *v = json_get(o, prose_keys[i]);
		size_t before = b->len;

		if (cJSON_IsString(v) && !first)
			buf_puts(b, v->valuestring);
		else if (v != NULL)
			prose(v, depth + 1, b);
		if (b->len > before)
			return;
	}
}

/* Every sentence of a message, which may be a tree. */
static void
prose(const cJSON *v, int depth, struct buf *b)
{
	const cJSON *part;

	if (depth > DEEP)
		return;
	if (cJSON_IsString(v) && !is_nothing(v->valuestring))
		join(b, "; ", v->valuestring);
	else if (cJSON_IsArray(v))
		cJSON_ArrayForEach(part, v) prose(part, depth + 1, b);
	else if (cJSON_IsObject(v))
		located(v, depth, b);
}

static const char *
prose_of(const cJSON *v, struct arena *a)
{
	struct buf b;
	const char *s = NULL;

	buf_init(&b, PROSE_MAX);
	prose(v, 0, &b);
	if (b.len > 0)
		s = arena_strndup(a, b.data, b.len);
	buf_fini(&b);
	return s;
}

/* The field a refusal is about: param, or the end of loc. */
static const char *
field_in(const cJSON *v, int depth)
{
	const cJSON *loc = json_get(v, "loc"), *part;
	const char *s = cJSON_IsObject(v) ? json_text(v, "param") : NULL;

	if (depth > DEEP || (s != NULL && *s != '\0'))
		return s;
	part = json_at(loc, cJSON_GetArraySize(loc) - 1);
	if (cJSON_IsString(part))
		return part->valuestring;
	if (cJSON_IsObject(v) || cJSON_IsArray(v))
		cJSON_ArrayForEach(part, v)
		{
			s = field_in(part, depth + 1);
			if (s != NULL)
				return s;
		}
	return NULL;
}

/* Google's details: a reason, and whose quota it is. */
static void
read_details(struct action_fault *f, const cJSON *o)
{
	const cJSON *d, *v;

	cJSON_ArrayForEach(d, json_get(o, "details"))
	{
		const char *s = json_text(d, "reason");

		if (f->reason == NULL && s != NULL)
			f->reason = s;
		cJSON_ArrayForEach(v, json_get(d, "violations"))
		{
			s = json_text(v, "quotaId");
			f->daily = f->daily || action_is_daily(s);
		}
	}
	f->flagged =
	    cJSON_GetArraySize(json_get(json_get(o, "metadata"), "reasons")) >
		0 ||
	    json_text(json_get(o, "metadata"), "flagged_input") != NULL;
}

/* The parts of an error's own object. */
static void
read_parts(struct action_fault *f, const cJSON *o, struct arena *a)
{
	const char *code = word_in(o, code_keys, a);
	const char *inner = json_text(json_get(o, "innererror"), "code");
	double x;

	if (code != NULL)
		f->code = code;
	if (f->type == NULL)
		f->type = word_in(o, type_keys, a);
	if (f->message == NULL)
		f->message = prose_of(o, a);
	if (f->code != NULL && f->number < 0 &&
	    num_parse(f->code, strlen(f->code), &x) == 0 && x >= 0 && x < 1e15)
		f->number = (int64_t)x;
	read_details(f, o);
	if (inner != NULL)
		f->reason = inner;
	f->field = field_in(o, 0);
}

/* An object, list or text that stands in a field for errors. */
static bool
read_error(struct action_fault *f, const cJSON *top, const cJSON *error,
	   struct arena *a)
{
	const char *more = json_text(top, "error_description");

	if (cJSON_IsArray(error))
		error = json_at(error, 0);
	if (cJSON_IsString(error) && !is_nothing(error->valuestring)) {
		f->message = more != NULL ? more : error->valuestring;
		read_parts(f, top, a);
		if (more != NULL)
			f->code = error->valuestring;
		return true;
	}
	if (cJSON_IsTrue(error)) {
		read_parts(f, top, a);
		return true;
	}
	if (!cJSON_IsObject(error))
		return false;
	read_parts(f, error, a);
	return f->code != NULL || f->message != NULL || f->reason != NULL;
}

/* Objects that hold a vendor's own number, and where. */
static const struct {
	const char *object, *code, *message;
	enum action_vendor vendor;
} numbered[] = {
	{ NULL, "error_code", "error_msg", VENDOR_QIANFAN },
	{ "base_resp", "status_code", "status_msg", VENDOR_MINIMAX },
	{ "header", "code", "message", VENDOR_ANY }, /* Spark */
};

static bool
read_numbered(struct action_fault *f, const cJSON *o, struct arena *a)
{
	for (size_t i = 0; i < sizeof(numbered) / sizeof(numbered[0]); i++) {
		const cJSON *in = numbered[i].object == NULL
				      ? o
				      : json_get(o, numbered[i].object);
		const char *s = word_of(json_get(in, numbered[i].code), a);
		double x;

		if (s == NULL || is_nothing(s))
			continue;
		f->vendor = numbered[i].vendor;
		f->number = -1;
		if (num_parse(s, strlen(s), &x) == 0 && x >= 0 && x < 1e15)
			f->number = (int64_t)x;
		f->code = s;
		f->message = json_text(in, numbered[i].message);
		if (f->message == NULL)
			f->message = prose_of(o, a);
		return true;
	}
	return false;
}

/* A code that is an HTTP status, in a body that came with success. */
static void
numeric_status(struct action_fault *f)
{
	if (f->status < 300 && f->vendor == VENDOR_ANY && f->number >= 400 &&
	    f->number < 600)
		f->status = f->number;
}

/* Where an error stands: objects and lists, the surest first. */
static const struct {
	const char *outer, *inner;
	enum action_vendor vendor;
} places[] = {
	{ "error", NULL, VENDOR_ANY },
	{ "Error", NULL, VENDOR_ANY },
	{ "Response", "Error", VENDOR_ANY },
	{ "errors", NULL, VENDOR_CLOUD },
	{ "promptFeedback", NULL, VENDOR_ANY }, /* Gemini */
	{ "prompt_feedback", NULL, VENDOR_ANY },
};

/* The first element, when a list stands for what it holds. */
static const cJSON *
unwrapped(const cJSON *o)
{
	return cJSON_IsArray(o) ? json_at(o, 0) : o;
}

bool
fault_body(struct action_fault *f, const cJSON *o, struct arena *a)
{
	const char *object;
	bool found = false;

	o = unwrapped(o);
	object = json_text(o, "object");
	found = read_numbered(f, o, a);
	for (size_t i = 0; !found && i < sizeof(places) / sizeof(places[0]);
	     i++) {
		const cJSON *in = json_get(o, places[i].outer);

		if (in != NULL && places[i].inner != NULL)
			in = json_get(in, places[i].inner);
		if (in == NULL)
			continue;
		f->vendor = places[i].vendor;
		found = read_error(f, o, in, a);
	}
	if (!found && object != NULL && strcmp(object, "error") == 0) {
		read_parts(f, o, a);
		found = true;
	}
	/* OpenRouter: an error in the place of a choice. */
	if (!found)
		o = json_get(json_at(json_get(o, "choices"), 0), "error");
	if (!found && o != NULL)
		found = read_error(f, NULL, o, a);
	if (found)
		numeric_status(f);
	return found;
}

void
fault_body_any(struct action_fault *f, const cJSON *o, struct arena *a)
{
	if (fault_body(f, o, a))
		return;
	f->vendor = VENDOR_ANY;
	f->message = f->code = f->type = NULL;
	read_parts(f, unwrapped(o), a);
	numeric_status(f);
}
