/*
 * A record is a cell even when it has no answer: an error that is left out
 * makes the rest look better than the run was. Only what cannot be told apart
 * from a mistake (no such field, no target) is a bad line.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "base/speech.h"
#include "base/utf8.h"
#include "data/json.h"
#include "data/redact.h"
#include "measure/answer.h"
#include "measure/answers.h"
#include "measure/import.h"
#include "measure/series.h"
#include "store/record.h"

enum { SHOWN = 40 }; /* characters of a text that was not expected */

static const struct jsonl_value missing = { .number = NAN };

const struct jsonl_value *
import_value(const struct import_reading *l, int field)
{
	return field < 0 ? &missing : &l->b->value[field];
}

const char *
import_name(const struct import_reading *l, int field)
{
	return field < 0 ? "text" : l->x->name[field];
}

/* A value as text, appended: what --group, --id and --where go by. */
static int
value_text(const struct jsonl_value *v, struct buf *out)
{
	char number[NUM_TEXT];

	switch (v->kind) {
	case JSONL_STRING:
		json_utf8(out, v->s, v->n);
		return 0;
	case JSONL_NUMBER:
		num_format(number, v->number);
		return buf_puts(out, number);
	case JSONL_TRUE:
		return buf_puts(out, "true");
	case JSONL_FALSE:
		return buf_puts(out, "false");
	case JSONL_NULL:
		return buf_puts(out, "null");
	case JSONL_MISSING:
	case JSONL_OTHER:
		break;
	}
	return -1;
}

static const char *
kind_name(enum jsonl_kind kind)
{
	static const char *const name[] = {
		"nothing",
		"null",
		"false",
		"true",
		"a number",
		"a string",
		"an object or array",
	};

	return name[kind];
}

int
import_wrong(const struct import_reading *l, int field, const char *expected,
	     struct err *e)
{
	const struct jsonl_value *v = import_value(l, field);

	if (v->kind == JSONL_STRING)
		err_set(e, STATUS_INPUT,
			"field \"%s\" is \"%.*s\", expected %s",
			import_name(l, field),
			(int)utf8_skip(v->s, v->n, SHOWN), v->s, expected);
	else
		err_set(e, STATUS_INPUT, "field \"%s\" is %s, expected %s",
			import_name(l, field), speech_of(kind_name(v->kind)),
			expected);
	return v->kind != JSONL_MISSING || encoding_guess(l->s, l->n) != NULL
		   ? -1
		   : import_has(l->s, l->n, e);
}

/* A text of the row's, kept with the batch; NULL when there is none. */
const char *
import_kept(const struct import_reading *l, int field)
{
	const struct jsonl_value *v = import_value(l, field);
	struct buf *small = &l->b->small;

	buf_reset(small);
	if (v->kind == JSONL_NULL || value_text(v, small) < 0 ||
	    small->len == 0 || buf_failed(small))
		return NULL;
	redact_known(l->b->im->f->keys, small);
	return arena_strndup(&l->b->arena, small->data, small->len);
}

static int64_t
whole(const struct import_reading *l, int field)
{
	double x = import_value(l, field)->number;

	return x >= 0 && x <= 1e15 && x == floor(x) ? (int64_t)x : -1;
}

/* 0 when a --where says no, or it is one that was there before. */
static int
wanted(const struct import_reading *l)
{
	const struct measure_fields *f = l->b->im->f;
	const struct jsonl_value *once;

	for (size_t i = 0; i < f->nwhere; i++) {
		buf_reset(&l->b->small);
		buf_puts(&l->b->small, "");
		if (value_text(import_value(l, l->x->where + (int)i),
			       &l->b->small) < 0 ||
		    strcmp(l->b->small.data, f->where_value[i]) != 0)
			return 0;
	}
	once = import_value(l, l->x->once);
	if (once->kind != JSONL_STRING)
		return l->x->once < 0 || l->x->format->once[1] == NULL;
	return l->x->once_value == NULL ||
	       (once->n == strlen(l->x->once_value) &&
		memcmp(once->s, l->x->once_value, once->n) == 0);
}

static int
read_model(const struct import_reading *l, struct err *e)
{
	const struct measure_fields *f = l->b->im->f;
	struct buf *small = &l->b->small;
	struct row *r = l->r;
	const char *model;

	buf_reset(small);
	for (size_t i = 0; i < f->ngroup; i++) {
		if (i > 0)
			buf_putc(small, '/');
		if (value_text(import_value(l, l->x->group + (int)i), small) <
		    0)
			return import_wrong(l, l->x->group + (int)i,
					    speech_of("a name"), e);
	}
	if (buf_failed(small))
		return err_set(e, STATUS_INPUT,
			       "field \"%s\": a name of over %d bytes; at "
			       "most %d are taken",
			       f->group[0], IMPORT_SMALL, SERIES_NAME_MAX);
	redact_known(f->keys, small);
	r->model =
	    small->len > 0 || f->ngroup > 0
		? arena_strndup(&l->b->arena, buf_text(small), small->len)
		: NULL;
	model = import_kept(l, l->x->model);
	if (l->x->model >= 0)
		r->served_model = model;
	if (r->model == NULL)
		r->model = model;
	if (r->model == NULL)
		r->model = l->x->model_name;
	if (r->model == NULL)
		r->model = "answers";
	buf_reset(&l->b->one_line);
	if (series_name_take("model (group)", &r->model, &l->b->one_line, e) <
	    0)
		return -1;
	r->model = arena_strndup(&l->b->arena, r->model, strlen(r->model));
	return 0;
}

/* Of a file that names no models all rows have the same one. */
static int
read_names(const struct import_reading *l, struct err *e)
{
	struct import_batch *b = l->b;
	struct row *r = l->r;
	bool one = b->im->f->ngroup == 0 && l->x->model < 0;

	if (one && b->model_of == b->file) {
		r->model = b->model.data;
	} else {
		if (read_model(l, e) < 0)
			return -1;
		b->model_hash = hash_text(r->model, strlen(r->model));
		buf_reset(&b->model);
		buf_puts(&b->model, r->model);
		b->model_of = one ? b->file : NULL;
	}
	if (l->x->id < 0 || (b->im->f->id == NULL &&
			     import_value(l, l->x->id)->kind == JSONL_MISSING))
		return 0;
	r->item = import_kept(l, l->x->id);
	if (r->item == NULL && buf_failed(&b->small))
		return err_set(e, STATUS_INPUT,
			       "field \"%s\" is longer than %d bytes",
			       import_name(l, l->x->id), IMPORT_SMALL);
	return r->item == NULL
		   ? import_wrong(l, l->x->id, speech_of("a name"), e)
		   : 0;
}

static int
read_relation(const struct import_reading *l, struct err *e)
{
	const struct jsonl_value *v = import_value(l, l->x->relation);

	if (l->x->relation < 0)
		return 0;
	if (v->kind != JSONL_STRING)
		return import_wrong(l, l->x->relation, speech_of("a relation"),
				    e);
	if (relation_word(v->s, v->n, &l->r->relation) < 0)
		return err_set(e, STATUS_INPUT,
			       "field \"%s\" is \"%.*s\", expected about, "
			       "exactly, at_most, at_least, less_than or "
			       "more_than, or one of their usual words",
			       import_name(l, l->x->relation),
			       v->n > 40 ? 40 : (int)v->n, v->s);
	return 0;
}

/* Why there is no answer, or NULL: nothing says that there is none. */
static const char *
why_not(const struct import_reading *l)
{
	const struct import_fields *x = l->x;
	const struct jsonl_value *done = import_value(l, x->done);
	const char *why = NULL;
	bool not_done = x->format != NULL && x->done >= 0 &&
			done->kind == JSONL_STRING &&
			(done->n != strlen(x->format->done[1]) ||
			 memcmp(done->s, x->format->done[1], done->n) != 0);
	bool objects = false;

	if (x->done >= 0 && !not_done)
		return NULL;
	for (size_t i = 0; i < IMPORT_ERRORS && why == NULL; i++) {
		enum jsonl_kind kind = import_value(l, x->error[i])->kind;

		objects |= kind == JSONL_OTHER;
		if (kind == JSONL_STRING || kind == JSONL_NUMBER)
			why = import_kept(l, x->error[i]);
	}
	if (why == NULL && whole(l, x->status) >= 400)
		why = "the status is an error's";
	return why == NULL && objects ? "the record has an error" : why;
}

/* Ill-formed text is mended first: it counts as a tree would have it. */
static void
count_text(const struct import_reading *l, const struct jsonl_value *v)
{
	struct import_batch *b = l->b;
	const struct measure_opts *o = b->im->o;
	struct row *r = l->r;
	enum outcome ended = r->outcome;
	size_t n = v->kind == JSONL_STRING ? v->n : 0;

	answer_read(r, n == 0 ? "" : v->s, n, o->strip, o->verbatim,
		    &b->mended);
	if ((r->notes & NOTE_ILL_FORMED) == 0)
		return;
	b->ill_formed++;
	encoding_sample_add(&b->sample, v->s, v->n);
	buf_reset(&b->text);
	json_utf8(&b->text, v->s, v->n);
	r->outcome = ended;
	answer_read(r, buf_text(&b->text), b->text.len, o->strip, o->verbatim,
		    &b->mended);
}

/* A tool has parsed the answer: its JSON again, without white space. */
static void
write_json(const struct import_reading *l, int field)
{
	struct import_batch *b = l->b;
	const struct jsonl_paths *p = &l->x->paths;
	struct err ignored;
	unsigned notes;
	const cJSON *at = json_read(l->s, l->n, &b->arena, &notes, &ignored);
	char *s;

	for (size_t i = 0; at != NULL && i < p->nparts[field]; i++) {
		const struct jsonl_part *part = &p->part[field][i];

		at = json_get(at, arena_strndup(&b->arena, part->s, part->n));
	}
	s = at != NULL ? cJSON_PrintUnformatted(at) : NULL;
	if (s == NULL)
		return;
	b->value[field] = (struct jsonl_value){
		.kind = JSONL_STRING,
		.s = arena_strndup(&b->arena, s, strlen(s)),
		.n = strlen(s),
		.number = NAN,
	};
	cJSON_free(s);
	b->objects++;
}

static int
read_text(const struct import_reading *l, const struct jsonl_value **text,
	  struct err *e)
{
	const struct import_fields *x = l->x;
	const struct measure_fields *f = l->b->im->f;
	const struct jsonl_value *v = import_value(l, x->text);
	struct row *r = l->r;
	enum outcome ended;
	bool there;
	const char *why;

	if (v->kind == JSONL_OTHER && x->format != NULL && x->format->json)
		write_json(l, x->text);
	there = v->kind == JSONL_STRING && v->n > 0;
	why = there ? NULL : why_not(l);

	*text = v;
	r->http_status = whole(l, x->status);
	r->prompt_tokens = whole(l, x->prompt_tokens);
	r->completion_tokens = whole(l, x->completion_tokens);
	r->n[UNIT_TOKEN] = r->completion_tokens;
	r->finish = import_kept(l, x->finish);
	if (!there && import_value(l, x->refusal)->kind == JSONL_STRING) {
		*text = v = import_value(l, x->refusal);
		r->outcome = OUTCOME_REFUSED;
		count_text(l, v);
		return 0;
	}
	if (why != NULL) {
		r->error = why;
		return 0;
	}
	ended = r->finish != NULL && f->ended != NULL ? f->ended(r->finish)
						      : OUTCOME_OK;
	if (v->kind == JSONL_MISSING && ended == OUTCOME_OK &&
	    (x->format != NULL || x->answers)) {
		r->error = "the record has no answer";
		return 0;
	}
	if (v->kind != JSONL_STRING && v->kind != JSONL_NULL &&
	    !(v->kind == JSONL_MISSING && ended != OUTCOME_OK))
		return import_wrong(l, x->text, speech_of("a string or null"),
				    e);
	r->outcome = ended;
	if (import_value(l, x->cut)->kind == JSONL_TRUE)
		r->outcome = OUTCOME_TRUNCATED;
	count_text(l, v);
	return 0;
}

/* The line of answers.jsonl; what is not UTF-8 is mended on the way. */
static void
keep_texts(const struct import_reading *l, const struct jsonl_value *text)
{
	struct import_batch *b = l->b;
	const struct jsonl_value *p = import_value(l, l->x->prompt);
	const struct jsonl_value *input = import_value(l, l->x->input);
	struct answers_message m = { .role = "user" };
	struct answers_line a = { .id = l->r->id };

	if (text->kind == JSONL_STRING && text->n > 0) {
		a.text = text->s;
		a.text_len = text->n;
		a.raw = text->raw;
		a.raw_len = text->raw_n;
	}
	if (a.text != NULL && (l->r->notes & NOTE_ILL_FORMED) != 0) {
		buf_reset(&b->text);
		json_utf8(&b->text, text->s, text->n);
		a.text = buf_text(&b->text);
		a.text_len = b->text.len;
		a.raw_len = 0;
	}
	if (p->kind == JSONL_STRING) {
		buf_reset(&b->mended);
		json_utf8(&b->mended, p->s, p->n);
		if (input->kind == JSONL_STRING && input->n > 0) {
			buf_putc(&b->mended, '\n');
			json_utf8(&b->mended, input->s, input->n);
		}
		redact_known(b->im->f->keys, &b->mended);
		m.content = buf_text(&b->mended);
		a.prompt = &m;
		a.nprompt = 1;
	}
	if (l->reference != NULL && l->reference->n > 0) {
		buf_reset(&b->reference);
		json_utf8(&b->reference, l->reference->s[0],
			  l->reference->len[0]);
		redact_known(b->im->f->keys, &b->reference);
		a.reference = buf_text(&b->reference);
		a.reference_len = b->reference.len;
	}
	answers_write(&a, &b->answers);
}

static int
read_reference(struct import_reading *l, const struct jsonl_value *text,
	       uint64_t line, struct err *e)
{
	const struct import *im = l->b->im;
	const struct reference *ref = NULL;
	const char *s = text->s;
	size_t n = text->n;
	char number[NUM_TEXT];

	if (l->x->reference >= 0) {
		if (reference_take(&l->b->own, import_name(l, l->x->reference),
				   import_value(l, l->x->reference), e) != 0)
			return -1;
		ref = &l->b->own;
	} else if (im->references != NULL) {
		snprintf(number, sizeof(number), "%llu",
			 (unsigned long long)line);
		if (l->r->item != NULL)
			ref = reference_map_find(im->references, l->r->item);
		if (ref == NULL)
			ref = reference_map_find(im->references, l->r->id);
		if (ref == NULL)
			ref = reference_map_find(im->references, number);
	}
	l->reference = ref;
	if (text->kind == JSONL_STRING)
		overlaps_row(&l->b->overlaps, s, n, ref, l->r);
	return 0;
}

/* Where it was, and what the line looks like where it is not UTF-8: its number
 * or its prompt may be what was not understood for that reason. */
static int
failed(const struct import_reading *l, uint64_t line, struct err *e)
{
	err_at(e, "%s:%llu", l->b->file->path, (unsigned long long)line);
	encoding_hint(l->s, l->n < 4096 ? l->n : 4096, e);
	return -1;
}

int
import_line(struct import_batch *b, const char *s, size_t n, uint64_t line,
	    size_t *len, struct err *e)
{
	struct import_reading l = { .b = b, .x = &b->file->fields, .s = s };
	const struct jsonl_value *text;
	unsigned notes;
	int rc = jsonl_first(&l.x->paths, s, n, len, b->value, &b->scratch,
			     &notes, e);

	l.n = *len;
	if (rc < 0)
		return failed(&l, line, e);
	if (rc == 0)
		return 0;
	if (!wanted(&l))
		return 0;
	l.r = &b->row;
	*l.r = b->blank;
	arena_reset(&b->arena);
	if (import_target(&l, e) < 0 || read_names(&l, e) < 0 ||
	    read_relation(&l, e) < 0 || read_text(&l, &text, e) < 0)
		return failed(&l, line, e);
	import_row_name(&l, line);
	l.r->notes |= notes & ~(unsigned)NOTE_DUPLICATE_KEY;
	answer_length(l.r, b->im->unit);
	if (read_reference(&l, text, line, e) < 0)
		return failed(&l, line, e);
	if (!b->im->f->no_texts)
		keep_texts(&l, text);
	import_row_write(&l);
	return 0;
}
