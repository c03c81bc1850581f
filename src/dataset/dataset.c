/*
 * A record is read as a tree whose nodes know where they stand, so that a
 * place in a decoded prompt leads back to bytes of the file. A table's record
 * has the pieces of its cells in the same way.
 */
#include "dataset/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "data/json.h"
#include "data/jsonl.h"
#include "dataset/dataset_impl.h"
#include "dataset/layout.h"

enum { COLUMN_MAX = 1024 };

static const char *const forms[] = {
	[CUT_LINES] = "JSONL",
	[CUT_ARRAY] = "JSON",
	[CUT_TABLE] = "CSV",
};

const char *
dataset_shape(const struct dataset *d)
{
	return d->shape->name;
}

const char *
dataset_name(const struct dataset *d)
{
	return d->cut.path;
}

const struct encoding_reader *
dataset_reader(const struct dataset *d)
{
	return &d->cut.in;
}

const char *
dataset_form(const struct dataset *d)
{
	return d->comma == '\t' ? "TSV" : forms[d->cut.form];
}

/* ---- one record -------------------------------------------------------- */

static struct dataset_item *
add_item(struct dataset *d)
{
	d->item = mem_grow(d->item, d->nitems, &d->cap, sizeof(*d->item));
	d->item[d->nitems] = (struct dataset_item){ .turn = d->nitems + 1 };
	return &d->item[d->nitems++];
}

/* A prompt of one or two strings, the second on a line of its own. */
static void
join(struct dataset *d, struct dataset_item *it, const struct span *text,
     const struct dataset_piece *raw, size_t n)
{
	size_t len = n > 1 ? text[0].n + 1 + text[1].n : text[0].n, at = 0;
	char *s = arena_bytes(&d->arena, len + 1);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			s[at++] = '\n';
		it->piece[i] = raw[i];
		it->piece[i].at = at;
		it->piece[i].n = text[i].n;
		memcpy(s + at, text[i].s, text[i].n);
		at += text[i].n;
	}
	s[at] = '\0';
	it->npieces = n;
	it->prompt = (struct span){ s, at };
}

/* Between the quotes of the string that begins at raw[at]. */
static struct dataset_piece
place_of(struct span raw, const cJSON *node)
{
	struct dataset_piece p = { .raw_at = (size_t)node->valueint + 1 };
	size_t at = p.raw_at;

	while (at < raw.n && raw.s[at] != CUT_QUOTE)
		at += raw.s[at] == '\\' ? 2 : 1;
	p.raw_n = at - p.raw_at;
	return p;
}

static void
set_prompt(struct dataset *d, struct span raw, struct dataset_item *it,
	   const cJSON *prompt, const cJSON *input)
{
	struct span text[2];
	struct dataset_piece place[2];
	const cJSON *node[2] = { prompt, input };
	size_t n = 0;

	for (size_t i = 0; i < 2; i++) {
		if (node[i] == NULL || node[i]->valuestring[0] == '\0')
			continue;
		text[n] = (struct span){ node[i]->valuestring,
					 strlen(node[i]->valuestring) };
		place[n++] = place_of(raw, node[i]);
	}
	if (n > 0)
		join(d, it, text, place, n);
}

static void
set_answer(struct dataset_item *it, const cJSON *answer)
{
	if (answer != NULL)
		it->answer = (struct span){ answer->valuestring,
					    strlen(answer->valuestring) };
}

static void
read_pair(struct dataset *d, struct span raw, const cJSON *turn)
{
	const struct format_turns *s = &d->shape->turns;
	const cJSON *prompt = layout_text(json_get(turn, s->prompt));
	struct dataset_item *it;

	if (prompt == NULL)
		return;
	it = add_item(d);
	set_prompt(d, raw, it, prompt,
		   s->input != NULL ? layout_text(json_get(turn, s->input))
				    : NULL);
	if (s->answer != NULL)
		set_answer(it, layout_text(json_get(turn, s->answer)));
}

/* The answer to a question is what follows it at once. */
static void
read_roles(struct dataset *d, struct span raw, const cJSON *turns)
{
	const struct format_turns *s = &d->shape->turns;
	struct dataset_item *open = NULL;

	for (const cJSON *t = turns->child; t != NULL; t = t->next) {
		const char *role = json_text(t, s->role);
		const cJSON *text = layout_text(json_get(t, s->text));

		if (role == NULL || text == NULL)
			continue;
		if (jsonl_role_is(role, "user", 4)) {
			open = add_item(d);
			set_prompt(d, raw, open, text, NULL);
		} else if (jsonl_role_is(role, "assistant", 9) &&
			   open != NULL) {
			set_answer(open, text);
			open = NULL;
		}
	}
}

static void
read_tree(struct dataset *d, struct dataset_record *r)
{
	const cJSON *turns = layout_turns(&d->shape->turns, d->tree);

	if (d->shape->turns.list == NULL)
		read_pair(d, r->raw, d->tree);
	else if (turns == NULL)
		;
	else if (d->shape->turns.role != NULL)
		read_roles(d, r->raw, turns);
	else
		for (const cJSON *t = turns->child; t != NULL; t = t->next)
			read_pair(d, r->raw, t);
	if (d->nitems == 0) {
		r->odd = true;
		err_set(&r->why, STATUS_INPUT,
			"it has no prompt where the first record has one");
	}
}

static void
read_json(struct dataset *d, struct dataset_record *r)
{
	unsigned notes;

	cJSON_Delete(d->tree);
	d->tree = json_parse(r->raw.s, r->raw.n, &notes, &r->why);
	if (d->tree == NULL) {
		r->odd = true;
		return;
	}
	r->mended = (notes & JSON_ILL_FORMED) != 0;
	json_offsets(d->tree, r->raw.s, r->raw.n);
	read_tree(d, r);
}

/* The cells of a row, decoded into the arena; returns how many. */
static size_t
read_cells(struct dataset *d, struct span raw, struct span *cell,
	   struct dataset_piece *place, size_t max)
{
	size_t n = 0, at = 0;

	for (;; at++) {
		bool quoted = at < raw.n && raw.s[at] == CUT_QUOTE;
		char *to = arena_bytes(&d->arena, raw.n - at + 1);
		size_t from = at += quoted, len = 0;

		for (; at < raw.n; at++) {
			char b = raw.s[at];

			if (quoted && b == CUT_QUOTE &&
			    (at + 1 == raw.n || raw.s[at + 1] != CUT_QUOTE))
				break;
			if (!quoted && b == d->comma)
				break;
			at += quoted && b == CUT_QUOTE;
			to[len++] = b;
		}
		to[len] = '\0';
		if (n < max) {
			cell[n] = (struct span){ to, len };
			place[n++] =
			    (struct dataset_piece){ .raw_at = from,
						    .raw_n = at - from };
		}
		while (at < raw.n && raw.s[at] != d->comma)
			at++;
		if (at >= raw.n)
			return n;
	}
}

static bool
ill_formed(struct span x)
{
	uint32_t c;

	for (size_t at = 0; at < x.n;) {
		at += utf8_step((const unsigned char *)x.s + at, x.n - at, &c);
		if (c == UTF8_ILL)
			return true;
	}
	return false;
}

static void
read_row(struct dataset *d, struct dataset_record *r)
{
	struct span *cell = mem_calloc(COLUMN_MAX, sizeof(*cell)), text[2];
	struct dataset_piece *place = mem_calloc(COLUMN_MAX, sizeof(*place));
	struct dataset_piece raw[2];
	size_t n = read_cells(d, r->raw, cell, place, COLUMN_MAX), k = 0;
	int column[2] = { d->prompt_at, d->input_at };
	struct dataset_item *it;

	r->mended = ill_formed(r->raw);
	if (n != d->ncolumns) {
		r->odd = true;
		err_set(&r->why, STATUS_INPUT,
			"it has not as many cells as the header");
	} else {
		for (size_t i = 0; i < 2; i++) {
			if (column[i] < 0 || cell[column[i]].n == 0)
				continue;
			text[k] = cell[column[i]];
			raw[k++] = place[column[i]];
		}
		if (k == 0) {
			r->odd = true;
			err_set(&r->why, STATUS_INPUT, "its prompt is empty");
		} else {
			it = add_item(d);
			join(d, it, text, raw, k);
			if (d->answer_at >= 0)
				it->answer = cell[d->answer_at];
		}
	}
	free(cell);
	free(place);
}

int
dataset_next(struct dataset *d, struct dataset_record *r, struct err *e)
{
	int rc;

	arena_reset(&d->arena);
	d->nitems = 0;
	memset(r, 0, sizeof(*r));
	rc = cut_next(&d->cut, &r->gap, &r->raw, &r->line, e);
	if (rc < 0)
		return -1;
	if (d->number == 0 && d->front.len > 0) {
		buf_add(&d->front, r->gap.s, r->gap.n);
		r->gap = (struct span){ d->front.data, d->front.len };
	}
	r->number = ++d->number;
	if (rc == 0)
		return 0;
	if (d->cut.form == CUT_TABLE)
		read_row(d, r);
	else
		read_json(d, r);
	r->nitems = d->nitems;
	r->item = d->item;
	return 1;
}

/* ---- opening ----------------------------------------------------------- */

static int
column(const struct span *cell, size_t n, const char *name)
{
	for (size_t i = 0; name != NULL && i < n; i++)
		if (cell[i].n == strlen(name) &&
		    memcmp(cell[i].s, name, cell[i].n) == 0)
			return (int)i;
	return -1;
}

static char
comma_of(struct span line)
{
	bool quoted = false;

	for (size_t i = 0; i < line.n; i++) {
		quoted ^= line.s[i] == CUT_QUOTE;
		if (!quoted && utf8_among(line.s[i], ",;\t"))
			return line.s[i];
	}
	return ',';
}

/* A header names its columns as records of JSON name their keys. */
static int
open_table(struct dataset *d, struct err *e)
{
	struct dataset_piece *place = mem_calloc(COLUMN_MAX, sizeof(*place));
	struct span *cell = mem_calloc(COLUMN_MAX, sizeof(*cell)), gap, raw;
	uint64_t line;
	int rc = cut_next(&d->cut, &gap, &raw, &line, e);

	if (rc > 0) {
		d->comma = comma_of(raw);
		d->ncolumns = read_cells(d, raw, cell, place, COLUMN_MAX);
		buf_add(&d->front, gap.s, gap.n);
		buf_add(&d->front, raw.s, raw.n);
	}
	for (const struct format *f = layout_next(NULL);
	     rc > 0 && d->shape == NULL && f != NULL; f = layout_next(f)) {
		const struct format_turns *t = &f->turns;

		d->prompt_at = column(cell, d->ncolumns, t->prompt);
		d->input_at = column(cell, d->ncolumns, t->input);
		d->answer_at = column(cell, d->ncolumns, t->answer);
		if (t->list == NULL && d->prompt_at >= 0 &&
		    (d->answer_at >= 0 || t->answer == NULL))
			d->shape = f;
	}
	free(place);
	free(cell);
	return rc < 0 ? -1 : 0;
}

/* A line that is an array of turns is a record, another array holds them. */
static enum cut_form
form_of(struct dataset *d)
{
	bool whole;
	struct span line = cut_look(&d->cut, &whole);
	const cJSON *first;
	struct err unused;
	cJSON *tree;
	enum cut_form form = CUT_ARRAY;

	if (line.n == 0 || line.s[0] == '{')
		return CUT_LINES;
	if (line.s[0] != '[')
		return CUT_TABLE;
	tree = json_parse(line.s, line.n, NULL, &unused);
	first = json_at(tree, 0);
	if (tree != NULL &&
	    (!whole || json_at(json_get(first, "response"), 0) != NULL))
		form = CUT_LINES;
	cJSON_Delete(tree);
	return form;
}

/* The shape of the first record. */
static int
open_json(struct dataset *d, struct err *e)
{
	struct span gap, raw;
	uint64_t line;
	cJSON *tree;
	int rc = cut_next(&d->cut, &gap, &raw, &line, e);

	if (rc < 0)
		return -1;
	if (rc == 0)
		return err_set(e, STATUS_INPUT, "%s: it has no record",
			       d->cut.path);
	tree = json_parse(raw.s, raw.n, NULL, e);
	if (tree == NULL)
		return err_at(e, "%s:%llu", d->cut.path,
			      (unsigned long long)line);
	d->shape = layout_of(tree);
	cJSON_Delete(tree);
	cut_again(&d->cut);
	return 0;
}

struct dataset *
dataset_open(const char *path, const char *encoding, struct err *e)
{
	struct dataset *d = mem_calloc(1, sizeof(*d));
	int rc;

	arena_init(&d->arena);
	buf_init(&d->front, DATASET_RECORD_MAX);
	rc = cut_open(&d->cut, path, encoding, e);
	if (rc == 0) {
		d->cut.form = form_of(d);
		rc = d->cut.form == CUT_TABLE ? open_table(d, e)
					      : open_json(d, e);
	}
	if (rc == 0 && d->shape == NULL)
		rc = err_set(
		    e, STATUS_INPUT,
		    "%s: its first record is not of training data; expected "
		    "an array of turns (Qianfan), instruction and output "
		    "(Alpaca), conversations (ShareGPT), messages, or columns "
		    "or keys such as prompt and response",
		    d->cut.path);
	if (rc == 0)
		return d;
	dataset_close(d);
	return NULL;
}

void
dataset_close(struct dataset *d)
{
	if (d == NULL)
		return;
	cut_close(&d->cut);
	cJSON_Delete(d->tree);
	buf_fini(&d->front);
	arena_fini(&d->arena);
	free(d->item);
	free(d);
}
