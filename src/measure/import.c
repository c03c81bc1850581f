/*
 * Each thread takes the next stretch of the files, makes rows of it and
 * writes them. Three steps are taken in the order of the stretches, one thread
 * at a time: reading, numbering the repeats, which depend on all rows before,
 * and writing. What lies between them is the work, and runs beside that of
 * the others; so threads change no byte, and memory is a stretch a thread.
 * Which line is the first bad one does not depend on threads either: a stretch
 * stops at it, and the stretches before are done first.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "base/met.h"
#include "base/num.h"
#include "base/speech.h"
#include "data/jsonl.h"
#include "data/records.h"
#include "measure/import.h"
#include "measure/reference.h"
#include "measure/sink.h"

struct work {
	struct import im;
	const char *const *path;
	size_t nfile, at; /* files; the next one to open */
	struct import_file *file;
	struct records *in;
	struct buf ahead; /* the first stretch of a file just opened */
	uint64_t ahead_first;

	pthread_mutex_t reading;
	struct jobs_queue writing;
	uint64_t seq; /* the next stretch */
	bool ended;   /* nothing is to be read any more */

	struct met repeats;
	struct buf csv, excel; /* of the batch that is written */
	struct sink out;
	struct measure_result *m;
	uint64_t ill_formed;
	struct encoding_sample sample;
	size_t empty;     /* files without a record */
	size_t ill_files; /* with ill-formed bytes; of reading, as `empty` */
	bool failed;
	struct err err;
};

/* The next file and its first stretch: 1, 0 when there is none, -1. */
static int
next_file(struct work *w, struct err *e)
{
	struct import_file *file = w->file + w->at;
	const char *path, *before = NULL;
	int rc;

	if (w->at == w->nfile)
		return 0;
	path = w->path[w->at];
	w->in = records_open(path, w->im.f->encoding, false, e);
	if (w->in == NULL)
		return -1;
	file->path = strcmp(path, "-") == 0 ? "standard input" : path;
	rc = records_next(w->in, &w->ahead, &w->ahead_first, e);
	if (rc < 0)
		return -1;
	w->empty += rc == 0;
	/* An error file names no model: it is that of the answers before. */
	if (w->at++ > 0 && file[-1].fields.model_name != NULL)
		before = file[-1].fields.model_name;
	if (import_fields(&file->fields, &w->im, file->path,
			  buf_text(&w->ahead), w->ahead.len, e) < 0)
		return -1;
	if (file->fields.model >= 0 && file->fields.model_name == NULL &&
	    before != NULL)
		file->fields.model_name = mem_strndup(before, strlen(before));
	return 1;
}

/* The next stretch into b: 1, 0 at the end, -1. */
static int
next_stretch(struct work *w, struct import_batch *b, struct err *e)
{
	int rc;

	for (;;) {
		if (w->in == NULL) {
			rc = next_file(w, e);
			if (rc <= 0)
				return rc;
		}
		b->file = &w->file[w->at - 1];
		if (w->ahead.len > 0) {
			struct buf swap = b->lines;

			b->lines = w->ahead;
			b->first = w->ahead_first;
			w->ahead = swap;
			buf_reset(&w->ahead);
			return 1;
		}
		rc = records_next(w->in, &b->lines, &b->first, e);
		if (rc != 0)
			return rc;
		w->ill_files += records_ill_formed(w->in) > 0;
		records_close(w->in);
		w->in = NULL;
	}
}

static void
begin(struct import_batch *b)
{
	struct buf *large[] = { &b->lines, &b->cells, &b->excel_cells,
				&b->answers };

	for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
		buf_reset(large[i]);
	b->n = 0;
	b->bad = b->ill_formed = b->objects = 0;
	memset(b->outcome, 0, sizeof(b->outcome));
	b->sum = (struct overlaps_sum){ 0 };
	b->sample.n = 0;
	b->liked = b->failed = false;
	b->err = (struct err){ 0 };
}

static void
read_lines(struct import_batch *b)
{
	const char *s = b->lines.data, *end = s + b->lines.len;
	size_t n;

	for (uint64_t line = b->first; s < end && !b->failed; line++) {
		struct err e; /* large, and seldom filled */

		if (import_line(b, s, (size_t)(end - s), line, &n, &e) < 0) {
			if (b->bad++ == 0)
				b->bad_first = e;
			if (!b->im->f->skip_bad) {
				b->failed = true;
				b->err = e;
				err_at(&b->err,
				       "nothing was written (%s leaves such "
				       "lines out)",
				       speech_setting("skip-bad"));
			}
		}
		s += n + 1;
	}
}

/* In the order of the file; a row's hash has served then, and is its number. */
static void
number_repeats(struct work *w, struct import_batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		b->made[i].question =
		    ++*met_at(&w->repeats, b->made[i].question);
}

/* The cells with the repeats in their places. */
static void
put_repeats(const struct import_batch *b, const struct buf *cells, bool excel,
	    struct buf *out)
{
	char number[NUM_TEXT];
	size_t from = 0;

	buf_reset(out);
	out->failed = buf_failed(cells);
	if (out->failed || cells->len == 0 ||
	    buf_reserve(out, cells->len + b->n * 10) != 0)
		return;
	for (size_t i = 0; i < b->n; i++) {
		const struct import_row *r = &b->made[i];
		size_t at = excel ? r->excel_at : r->at;

		buf_add(out, cells->data + from, at - from);
		buf_add(out, number,
			num_format_int(number, (int64_t)r->question));
		from = at;
	}
	buf_add(out, cells->data + from, cells->len - from);
}

static void
write_rows(struct work *w, struct import_batch *b)
{
	if (w->failed)
		return;
	for (size_t i = 0; i < OUTCOMES; i++)
		w->m->outcome[i] += b->outcome[i];
	overlaps_join(&w->m->overlaps, &b->sum);
	w->m->planned += b->n;
	if (b->bad > 0 && w->m->bad == 0)
		w->m->first = b->bad_first;
	w->m->bad += b->bad;
	w->ill_formed += b->ill_formed;
	w->m->objects += b->objects;
	encoding_sample_add(&w->sample, b->sample.s, b->sample.n);
	if (b->failed) {
		w->failed = true;
		w->err = b->err;
		return;
	}
	if (sink_lines(&w->out, &w->csv, &w->excel, &b->answers))
		return;
	/* A pipe may never end by itself. */
	pthread_mutex_lock(&w->reading);
	w->ended = true;
	pthread_mutex_unlock(&w->reading);
}

/* Under w->reading. Whether there is work. */
static bool
take(struct work *w, struct import_batch *b)
{
	int rc = 0;

	begin(b);
	pthread_mutex_lock(&w->reading);
	if (!w->ended)
		rc = next_stretch(w, b, &b->err);
	if (rc != 1)
		w->ended = true;
	b->failed = rc < 0;
	if (rc != 0)
		b->seq = w->seq++;
	pthread_mutex_unlock(&w->reading);
	return rc != 0;
}

static void
batch_init(struct import_batch *b, const struct import *im)
{
	struct buf *large[] = { &b->lines,   &b->cells,    &b->excel_cells,
				&b->answers, &b->scratch,  &b->mended,
				&b->text,    &b->reference };

	memset(b, 0, sizeof(*b));
	b->im = im;
	arena_init(&b->arena);
	row_init(&b->blank);
	for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
		buf_init(large[i], 4 * RECORDS_MAX);
	buf_init(&b->small, IMPORT_SMALL);
	buf_init(&b->one_line, IMPORT_SMALL);
	buf_init(&b->model, IMPORT_SMALL);
	overlaps_init(&b->overlaps, im->o->bleu);
}

static void
batch_fini(struct import_batch *b)
{
	struct buf *all[] = { &b->lines,   &b->cells,    &b->excel_cells,
			      &b->answers, &b->scratch,  &b->mended,
			      &b->text,    &b->small,    &b->one_line,
			      &b->model,   &b->reference };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		buf_fini(all[i]);
	arena_fini(&b->arena);
	overlaps_fini(&b->overlaps);
	free(b->made);
}

/* A batch whose turn it is: repeats are numbered in the order of the file. */
static void
write_batch(void *arg, void *piece)
{
	struct work *w = arg;
	struct import_batch *b = piece;

	number_repeats(w, b);
	put_repeats(b, &b->cells, false, &w->csv);
	put_repeats(b, &b->excel_cells, true, &w->excel);
	write_rows(w, b);
	if (w->failed) {
		pthread_mutex_lock(&w->reading);
		w->ended = true;
		pthread_mutex_unlock(&w->reading);
	}
}

static void *
work(void *arg)
{
	struct work *w = arg;
	struct import_batch *b;

	while (b = jobs_queue_spare(&w->writing), take(w, b)) {
		if (!b->failed)
			read_lines(b);
		jobs_queue_put(&w->writing, b->seq, b);
	}
	return NULL;
}

static void
work_all(struct work *w)
{
	unsigned jobs = jobs_count(w->im.f->jobs), n = jobs_pieces(jobs);
	struct import_batch *b = mem_calloc(n, sizeof(*b));

	jobs_queue_init(&w->writing, write_batch, w);
	for (unsigned i = 0; i < n; i++) {
		batch_init(&b[i], &w->im);
		jobs_queue_add(&w->writing, &b[i]);
	}
	jobs_run(work, w, jobs);
	for (unsigned i = 0; i < n; i++)
		batch_fini(&b[i]);
	jobs_queue_fini(&w->writing);
	free(b);
}

static int
prepare(struct import *im, struct err *e)
{
	const struct measure_fields *f = im->f;

	if (im->o->reference != NULL) {
		reference_paths(im->o->reference, &im->arena, im->reference);
		if (file_exists(im->o->reference))
			im->references =
			    reference_map_read(im->o->reference, NULL, e);
		if (file_exists(im->o->reference) && im->references == NULL)
			return err_at(e, "%s", speech_setting("reference"));
	}
	im->relation = RELATION_ABOUT;
	if (f->relation != NULL &&
	    relation_find(f->relation, &im->relation) < 0)
		im->relation_field = f->relation;
	if (f->target_pattern == NULL)
		return 0;
	if (regcomp(&im->target_pattern, f->target_pattern, REG_EXTENDED) != 0)
		return err_set(
		    e, STATUS_INPUT, "%s %s: is no extended regular expression",
		    speech_setting("target-pattern"), f->target_pattern);
	im->pattern = true;
	if (im->target_pattern.re_nsub < 1)
		return err_set(e, STATUS_INPUT,
			       "%s %s: has no group; expected one around the "
			       "number, as in /([0-9]+)/",
			       speech_setting("target-pattern"),
			       f->target_pattern);
	return 0;
}

/* It was asked for, and not one answer has it. */
static int
no_reference(const struct work *w, struct err *e)
{
	const struct reference_map *r = w->im.references;

	if (w->file[0].fields.reference >= 0)
		return err_set(e, STATUS_INPUT,
			       "%s: no record with an answer has a "
			       "field \"%s\", and there is no file of that "
			       "name",
			       speech_setting("reference"), w->im.o->reference);
	return err_set(e, STATUS_INPUT,
		       "%s: no answer has one; ids are like \"%s\" "
		       "there, expected what the id field has, or the number "
		       "of the answer's line",
		       speech_setting("reference"), reference_map_example(r));
}

static int
finish(struct work *w, struct err *e)
{
	uint64_t n = w->m->planned;

	w->ill_formed += w->ill_files;
	if (w->failed) {
		*e = w->err;
		return -1;
	}
	if (n > 0 && w->im.f->encoding == NULL && w->ill_formed * 100 > n &&
	    encoding_guess(w->sample.s, w->sample.n) != NULL) {
		err_set(e, STATUS_INPUT,
			"%s: %llu of %llu texts are not UTF-8, so nothing was "
			"written",
			w->file[0].path, (unsigned long long)w->ill_formed,
			(unsigned long long)n);
		return encoding_advise(w->sample.s, w->sample.n, e);
	}
	if (n > 0 && w->im.o->reference != NULL && w->m->overlaps.with == 0 &&
	    w->m->overlaps.without > 0)
		return no_reference(w, e);
	if (n > 0)
		return 0;
	if (w->empty == w->nfile)
		return err_set(e, STATUS_INPUT, "%s: it has no record",
			       w->file[0].path);
	return err_set(e, STATUS_INPUT,
		       "%s: no line was measured; check %s and the field names",
		       w->file[0].path != NULL ? w->file[0].path : w->path[0],
		       speech_setting("where"));
}

static void
close_all(struct work *w)
{
	for (size_t i = 0; i < w->nfile; i++) {
		free(w->file[i].fields.model_name);
		free(w->file[i].fields.once_value);
	}
	free(w->file);
	reference_map_close(w->im.references);
	arena_fini(&w->im.arena);
	records_close(w->in);
	met_fini(&w->repeats);
	buf_fini(&w->ahead);
	buf_fini(&w->csv);
	buf_fini(&w->excel);
	if (w->im.pattern)
		regfree(&w->im.target_pattern);
	pthread_mutex_destroy(&w->reading);
}

/* The texts of an import before this one belong to no row any more. */
static void
forget_texts(const char *dir)
{
	struct buf path;

	buf_init(&path, 1 << 16);
	buf_printf(&path, "%s/answers.jsonl", dir);
	unlink(buf_text(&path));
	buf_fini(&path);
}

int
measure_files(const char *const *path, size_t n, const char *dir,
	      const struct measure_fields *f, const struct measure_opts *o,
	      struct measure_result *m, struct err *e)
{
	struct work w = { .im = { .f = f, .o = o, .named = n > 1 },
			  .path = path,
			  .nfile = n,
			  .m = m };
	int rc = -1;

	memset(m, 0, sizeof(*m));
	arena_init(&w.im.arena);
	pthread_mutex_init(&w.reading, NULL);
	w.file = mem_calloc(n, sizeof(*w.file));
	buf_init(&w.ahead, 4 * RECORDS_MAX);
	buf_init(&w.csv, 4 * RECORDS_MAX);
	buf_init(&w.excel, 4 * RECORDS_MAX);
	if (sink_unit(o->unit, UNIT_DEFAULT, &w.im.unit, e) == 0 &&
	    prepare(&w.im, e) == 0 && next_file(&w, e) >= 0 &&
	    file_mkdirs(dir, e) == 0 &&
	    sink_open(&w.out, dir, o->excel, e) == 0) {
		rc = f->no_texts ? 0 : sink_open_answers(&w.out, dir, e);
		if (rc == 0) {
			work_all(&w);
			rc = finish(&w, e);
		}
		if (rc == 0)
			rc = sink_commit(&w.out, e);
		else
			sink_abandon(&w.out);
		if (rc == 0 && f->no_texts)
			forget_texts(dir);
	}
	close_all(&w);
	return rc;
}
