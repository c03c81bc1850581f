/*
 * Options say where fields are, or a format does; an option stands before the
 * format's. All paths of a file are followed in one pass, so they are numbered
 * here, once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/speech.h"
#include "data/json.h"
#include "data/records.h"
#include "measure/import.h"

enum { LISTED = 12, DEPTH = 6, PATH_MAX_BYTES = 256 };

/* The number of a further field; -1 for NULL. */
static int
number(struct import_fields *x, size_t *n, const char *path)
{
	if (path == NULL || *n == JSONL_FIELDS)
		return -1;
	x->name[*n] = path;
	return (int)(*n)++;
}

static const char *
either(const char *option, const char *of_format)
{
	return option != NULL ? option : of_format;
}

struct listing {
	struct buf *out;
	int n;
};

static void
list(struct listing *l, const cJSON *node, const char *path, int depth)
{
	char inner[PATH_MAX_BYTES];
	const cJSON *child =
	    cJSON_IsArray(node) || cJSON_IsObject(node) ? node->child : NULL;
	int i = 0;

	if (child == NULL || depth == DEPTH) {
		if (l->n++ < LISTED && path[0] != '\0')
			buf_printf(l->out, "%s\"%s\"", l->n == 1 ? "" : ", ",
				   path);
		return;
	}
	for (; child != NULL && l->n <= LISTED; child = child->next, i++) {
		snprintf(inner, sizeof(inner), "%s%s%.100s", path,
			 path[0] == '\0' ? "" : ".",
			 child->string != NULL ? child->string : "0");
		list(l, child, inner, depth + 1);
		if (child->string == NULL)
			break;
	}
}

int
import_has(const char *s, size_t n, struct err *e)
{
	struct arena a;
	struct buf out;
	struct listing l = { .out = &out };
	struct err ignored = { 0 };
	unsigned notes;
	const cJSON *root;

	arena_init(&a);
	buf_init(&out, 8192);
	root = json_read(s, n, &a, &notes, &ignored);
	if (root != NULL)
		list(&l, root, "", 0);
	if (out.len > 0)
		err_then(e, "the record has %s%s", buf_text(&out),
			 l.n > LISTED ? " ..." : "");
	buf_fini(&out);
	arena_fini(&a);
	return -1;
}

/* Keys with dots in them: the path is one key, when the record has it. */
static void
take_dotted(struct import_fields *x, const char *s, size_t n)
{
	struct arena a;
	struct err ignored = { 0 };
	unsigned notes;
	const cJSON *root;

	arena_init(&a);
	root = json_read(s, n, &a, &notes, &ignored);
	for (size_t i = 0; root != NULL && i < x->paths.n; i++)
		if (x->paths.nparts[i] > 1 &&
		    json_get(root, x->name[i]) != NULL)
			jsonl_paths_key(&x->paths, i, x->name[i]);
	arena_fini(&a);
}

/* A name in a field, once it is there; *to stays as it is when it has one. */
static void
take_name(char **to, const struct jsonl_value *v, int field)
{
	if (*to == NULL && field >= 0 && v[field].kind == JSONL_STRING &&
	    v[field].n > 0)
		*to = mem_strndup(v[field].s, v[field].n);
}

/*
 * What the first stretch says of all records: the model of those that name
 * none, which of several likenesses is the one, whether there are answers.
 */
static void
take_first(struct import_fields *x, const char *s, size_t n)
{
	struct jsonl_value v[JSONL_FIELDS];
	struct err ignored = { 0 };
	struct buf scratch;
	unsigned notes;

	buf_init(&scratch, RECORDS_MAX);
	while (n > 0 &&
	       (!x->answers || (x->model >= 0 && x->model_name == NULL))) {
		const char *end = memchr(s, '\n', n);
		size_t len = end == NULL ? n : (size_t)(end - s);

		if (len > 0 && jsonl_fields(&x->paths, s, len, v, &scratch,
					    &notes, &ignored) == 0) {
			take_name(&x->model_name, v, x->model);
			take_name(&x->once_value, v, x->once);
			x->answers |=
			    x->text >= 0 && v[x->text].kind != JSONL_MISSING;
		}
		len += end != NULL;
		s += len;
		n -= len;
	}
	buf_fini(&scratch);
}

static int
choose(struct import_fields *x, const struct measure_fields *f,
       const char *path, const char *s, size_t n, size_t one, struct err *e)
{
	x->format = NULL;
	if (f->text != NULL && f->like == NULL)
		return 0;
	x->format = format_of(s, n, f->like);
	if (x->format != NULL && x->format->text == NULL)
		x->format = NULL;
	if (x->format != NULL) {
		if (f->like == NULL && f->recognised != NULL)
			f->recognised(path, x->format);
		return 0;
	}
	if (n == 0)
		return 0;
	if (f->like != NULL)
		err_set(e, STATUS_INPUT, "%s: its records are not as %s has it",
			path, f->like);
	else
		err_set(e, STATUS_INPUT,
			"%s is of no known format: %s FIELD and %s FIELD say "
			"where answer and target are",
			path, speech_setting("text"), speech_setting("target"));
	return encoding_hint(s, one, e) ? -1 : import_has(s, one, e);
}

/* Where the target comes from. */
static int
choose_target(struct import_fields *x, const struct import *im,
	      const char *path, struct err *e)
{
	const struct measure_fields *f = im->f;
	bool none = f->target == NULL && !f->target_from_prompt && !im->pattern;

	x->by_claim = f->target_from_prompt || (none && x->prompt >= 0);
	x->target_or_claim = none;
	if (x->target >= 0 || x->by_claim || im->pattern)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "%s: %s FIELD says which field has the length that was "
		       "asked for; %s takes it from the words of %s, %s from "
		       "%s",
		       path, speech_setting("target"),
		       speech_setting("target-from-prompt"),
		       speech_setting("prompt"),
		       speech_setting("target-pattern"), speech_setting("id"));
}

/* The record's own field, unless it has none and there is a file. */
static void
number_reference(struct import_fields *x, const struct import *im, size_t *n,
		 const char *s, size_t len)
{
	bool has = im->references == NULL;

	x->reference = -1;
	if (im->reference[0] == NULL)
		return;
	if (!has) {
		struct err ignored = { 0 };
		struct arena a;
		unsigned notes;
		const cJSON *root;

		arena_init(&a);
		root = json_read(s, len, &a, &notes, &ignored);
		has = root != NULL && json_get(root, im->reference[0]) != NULL;
		arena_fini(&a);
	}
	if (!has || *n + REFERENCE_PATHS > JSONL_FIELDS)
		return;
	x->reference = (int)*n;
	for (size_t i = 0; i < REFERENCE_PATHS; i++)
		number(x, n, im->reference[i]);
}

int
import_fields(struct import_fields *x, const struct import *im,
	      const char *path, const char *s, size_t n, struct err *e)
{
	static const struct format none;
	const char *end = memchr(s, '\n', n);
	size_t one = end == NULL ? n : (size_t)(end - s), fields = 0;
	const struct measure_fields *f = im->f;
	const struct format *k;
	const int *joined[] = { &x->text, &x->prompt, &x->target,
				&x->target_else };

	memset(x, 0, sizeof(*x));
	if (choose(x, f, path, s, n, one, e) != 0)
		return -1;
	k = x->format != NULL ? x->format : &none;
	x->text = number(x, &fields, either(f->text, k->text));
	x->target = number(x, &fields,
			   f->target_from_prompt || im->pattern
			       ? f->target
			       : either(f->target, k->target[0]));
	x->target_else =
	    number(x, &fields,
		   x->target >= 0 && f->target == NULL ? k->target[1] : NULL);
	x->prompt = number(x, &fields, either(f->prompt, k->prompt));
	x->input = number(x, &fields, f->prompt == NULL ? k->input : NULL);
	x->finish = number(x, &fields, either(f->finish, k->finish));
	x->refusal = number(x, &fields, k->refusal);
	x->cut = number(x, &fields, k->cut);
	x->status = number(x, &fields, k->status);
	x->done = number(x, &fields, k->done[0]);
	x->error[0] = number(x, &fields, f->error);
	for (size_t i = 0; i < FORMAT_ERRORS; i++)
		x->error[i + 1] = number(x, &fields, k->error[i]);
	x->model = number(x, &fields, k->model);
	x->id = number(x, &fields, either(f->id, k->id));
	x->once = number(x, &fields, k->once[0]);
	if (k->once[1] != NULL)
		x->once_value = mem_strndup(k->once[1], strlen(k->once[1]));
	x->prompt_tokens = number(x, &fields, k->prompt_tokens);
	x->completion_tokens = number(x, &fields, k->completion_tokens);
	x->relation = number(x, &fields, im->relation_field);
	x->group = (int)fields;
	for (size_t i = 0; i < f->ngroup; i++)
		number(x, &fields, f->group[i]);
	x->where = (int)fields;
	for (size_t i = 0; i < f->nwhere; i++)
		number(x, &fields, f->where_field[i]);
	number_reference(x, im, &fields, s, one);
	if (jsonl_paths(&x->paths, x->name, fields, e) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(joined) / sizeof(joined[0]); i++)
		if (*joined[i] >= 0)
			x->paths.join |= UINT32_C(1) << *joined[i];
	take_dotted(x, s, one);
	take_first(x, s, n);
	return n == 0 ? 0 : choose_target(x, im, path, e);
}
