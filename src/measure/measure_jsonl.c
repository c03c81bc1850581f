/*
 * Fields are numbered: text, target, then whatever was asked for. A line is
 * a row as soon as it is read; only the repeat numbers need a memory.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/num.h"
#include "base/rng.h"
#include "data/encoding.h"
#include "data/json.h"
#include "data/jsonl.h"
#include "measure/answer.h"
#include "measure/measure.h"
#include "measure/repeats.h"
#include "measure/series.h"
#include "measure/sink.h"
#include "store/record.h"
#include "sweep/relation.h"

enum { TEXT, TARGET, SMALL_MAX = 1 << 20 };

struct import {
	const char *path;
	const struct measure_fields *f;
	const struct measure_opts *o;
	struct measure_result *m;
	unsigned unit;
	int relation_at, id_at, group_at, where_at; /* field numbers, or -1 */
	enum relation relation;                     /* of every line */
	struct jsonl_paths paths;
	struct jsonl *in;
	struct sink out;
	struct row blank;
	struct repeats repeats;
	struct buf scratch, mended, group, item, line;
	char id[NUM_TEXT];
	uint64_t ill_formed;           /* texts that are not UTF-8 */
	struct encoding_sample sample; /* of them */
};

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

static int
wrong(const char *field, const struct jsonl_value *v, const char *expected,
      struct err *e)
{
	return err_set(e, STATUS_INPUT, "field \"%s\" is %s, expected %s",
		       field, kind_name(v->kind), expected);
}

/* 1 when the line is wanted, 0 when a --where says no. */
static int
wanted(struct import *im, const struct jsonl_value *v)
{
	for (size_t i = 0; i < im->f->nwhere; i++) {
		buf_reset(&im->scratch);
		buf_puts(&im->scratch, "");
		if (value_text(&v[im->where_at + (int)i], &im->scratch) < 0 ||
		    strcmp(im->scratch.data, im->f->where_value[i]) != 0)
			return 0;
	}
	return 1;
}

static int
read_target(const struct import *im, const struct jsonl_value *v, struct row *r,
	    struct err *e)
{
	double x = v->number;

	if (v->kind == JSONL_STRING && num_parse(v->s, v->n, &x) < 0)
		x = NAN;
	if (!(x >= 1 && x <= UINT32_MAX && x == floor(x)))
		return wrong(im->f->target, v, "a whole number from 1", e);
	r->target = (int64_t)x;
	return 0;
}

static int
read_names(struct import *im, const struct jsonl_value *v, struct row *r,
	   struct err *e)
{
	const struct measure_fields *f = im->f;

	buf_reset(&im->group);
	for (size_t i = 0; i < f->ngroup; i++) {
		const struct jsonl_value *g = &v[im->group_at + (int)i];

		if (i > 0)
			buf_putc(&im->group, '/');
		if (value_text(g, &im->group) < 0)
			return wrong(f->group[i], g, "a name", e);
	}
	r->model = f->ngroup == 0 ? "answers" : buf_text(&im->group);
	if (buf_failed(&im->group))
		return err_set(e, STATUS_INPUT,
			       "field \"%s\": a name of over %d bytes; at "
			       "most %d are taken",
			       f->group[0], SMALL_MAX, SERIES_NAME_MAX);
	if (series_name_take("model (--group)", &r->model, &im->line, e) < 0)
		return -1;
	if (im->id_at < 0)
		return 0;
	buf_reset(&im->item);
	if (value_text(&v[im->id_at], &im->item) < 0 ||
	    (im->item.len == 0 && !buf_failed(&im->item)))
		return wrong(f->id, &v[im->id_at], "a name", e);
	if (buf_failed(&im->item))
		return err_set(e, STATUS_INPUT,
			       "field \"%s\" is longer than %d bytes", f->id,
			       SMALL_MAX);
	r->item = im->item.data;
	return 0;
}

static int
read_relation(struct import *im, const struct jsonl_value *v, struct row *r,
	      struct err *e)
{
	r->relation = im->relation;
	if (im->relation_at < 0)
		return 0;
	v += im->relation_at;
	if (v->kind != JSONL_STRING)
		return wrong(im->f->relation, v, "a relation", e);
	if (relation_word(v->s, v->n, &r->relation) < 0)
		return err_set(e, STATUS_INPUT,
			       "field \"%s\" is \"%.*s\", expected about, "
			       "exactly, at_most, at_least, less_than or "
			       "more_than, or one of their usual words",
			       im->f->relation, v->n > 40 ? 40 : (int)v->n,
			       v->s);
	return 0;
}

static uint64_t
question(const struct row *r)
{
	uint64_t h = hash_text(r->model, strlen(r->model));

	if (r->item != NULL)
		h = rng_mix(h ^ hash_text(r->item, strlen(r->item)));
	h = rng_mix(h ^ (uint64_t)r->relation);
	return rng_mix(h ^ (uint64_t)r->target);
}

/* Ill-formed text is mended first: it counts as a tree would have it. */
static void
read_text(struct import *im, const struct jsonl_value *v, struct row *r)
{
	size_t n = v->kind == JSONL_STRING ? v->n : 0;

	r->outcome = OUTCOME_OK;
	answer_read(r, n == 0 ? "" : v->s, n, im->o->strip, im->o->verbatim,
		    &im->scratch);
	if ((r->notes & NOTE_ILL_FORMED) == 0)
		return;
	im->ill_formed++;
	encoding_sample_add(&im->sample, v->s, n);
	buf_reset(&im->mended);
	json_utf8(&im->mended, v->s, n);
	r->outcome = OUTCOME_OK;
	answer_read(r, im->mended.data, im->mended.len, im->o->strip,
		    im->o->verbatim, &im->scratch);
}

static int
read_line(struct import *im, const struct jsonl_value *v, unsigned notes,
	  struct row *r, struct err *e)
{
	*r = im->blank;
	if (v[TEXT].kind != JSONL_STRING && v[TEXT].kind != JSONL_NULL)
		return wrong(im->f->text, &v[TEXT], "a string or null", e);
	if (read_target(im, &v[TARGET], r, e) < 0 ||
	    read_names(im, v, r, e) < 0 || read_relation(im, v, r, e) < 0)
		return -1;
	num_format_int(im->id, (int64_t)jsonl_line(im->in));
	r->id = im->id;
	r->notes = notes & ~(unsigned)NOTE_DUPLICATE_KEY;
	r->repeat = repeats_next(&im->repeats, question(r));
	read_text(im, &v[TEXT], r);
	answer_length(r, im->unit);
	return 0;
}

static int
read_lines(struct import *im, struct err *e)
{
	const struct jsonl_value *v;
	unsigned notes = 0;
	struct row r;
	int rc;

	while ((rc = jsonl_next(im->in, &v, &notes, e)) != 0) {
		if (rc == 1 && !wanted(im, v))
			continue;
		if (rc == 1) {
			rc = read_line(im, v, notes, &r, e);
			if (rc == 0) {
				sink_row(&im->out, &r, im->m);
				continue;
			}
			err_at(e, "%s:%llu", im->path,
			       (unsigned long long)jsonl_line(im->in));
		}
		if (e->status != STATUS_INPUT)
			return -1;
		if (!im->f->skip_bad)
			return err_at(e, "nothing was written (--skip-bad "
					 "leaves such lines out)");
		if (im->m->bad++ == 0)
			im->m->first = *e;
	}
	return 0;
}

static int
number_fields(struct import *im, struct err *e)
{
	const struct measure_fields *f = im->f;
	const char *field[2 + 2 + 2 * MEASURE_LIST];
	int n = 0;

	if (im->unit == UNIT_TOKEN)
		return err_set(e, STATUS_INPUT,
			       "unit token is what a provider reports; an "
			       "import has texts only");
	field[n++] = f->text;
	field[n++] = f->target;
	im->relation_at = im->id_at = -1;
	im->relation = RELATION_ABOUT;
	if (f->relation != NULL &&
	    relation_find(f->relation, &im->relation) < 0) {
		im->relation_at = n;
		field[n++] = f->relation;
	}
	if (f->id != NULL) {
		im->id_at = n;
		field[n++] = f->id;
	}
	im->group_at = n;
	for (size_t i = 0; i < f->ngroup; i++)
		field[n++] = f->group[i];
	im->where_at = n;
	for (size_t i = 0; i < f->nwhere; i++)
		field[n++] = f->where_field[i];
	return jsonl_paths(&im->paths, field, (size_t)n, e);
}

static int
finish(struct import *im, const char *path, struct err *e)
{
	uint64_t n = im->m->planned;

	if (n > 0 && im->f->encoding == NULL && im->ill_formed * 100 > n &&
	    encoding_guess(im->sample.s, im->sample.n) != NULL) {
		sink_abandon(&im->out);
		err_set(e, STATUS_INPUT,
			"%s: %llu of %llu texts are not UTF-8, so nothing was "
			"written",
			path, (unsigned long long)im->ill_formed,
			(unsigned long long)n);
		return encoding_advise(im->sample.s, im->sample.n, e);
	}
	if (n > 0)
		return sink_commit(&im->out, e);
	sink_abandon(&im->out);
	return err_set(e, STATUS_INPUT,
		       "%s: no line was measured; check --where and the field "
		       "names",
		       path);
}

int
measure_jsonl(const char *path, const char *dir, const struct measure_fields *f,
	      const struct measure_opts *o, struct measure_result *m,
	      struct err *e)
{
	struct import im = { .path = path, .f = f, .o = o, .m = m };
	struct buf *bufs[] = { &im.scratch, &im.mended, &im.group, &im.item,
			       &im.line };
	int rc = -1;

	memset(m, 0, sizeof(*m));
	row_init(&im.blank);
	buf_init(&im.scratch, (size_t)1 << 30);
	buf_init(&im.mended, (size_t)3 << 30);
	for (size_t i = 2; i < 5; i++)
		buf_init(bufs[i], SMALL_MAX);
	if (sink_unit(o->unit, UNIT_DEFAULT, &im.unit, e) == 0 &&
	    number_fields(&im, e) == 0)
		im.in = jsonl_open_as(path, f->encoding, &im.paths, e);
	if (im.in != NULL && file_mkdirs(dir, e) == 0 &&
	    sink_open(&im.out, dir, o->excel, e) == 0) {
		rc = read_lines(&im, e);
		if (rc == 0)
			rc = finish(&im, path, e);
		else
			sink_abandon(&im.out);
	}
	jsonl_close(im.in);
	repeats_fini(&im.repeats);
	for (size_t i = 0; i < 5; i++)
		buf_fini(bufs[i]);
	return rc;
}
