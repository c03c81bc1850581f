/*
 * A line of output for a line of input, always: people paste the two side by
 * side. So a bad line prints an empty one and is told at the end, where an
 * error in the middle would lose the alignment or the rest of the file. Threads
 * take stretches of lines in turn and write theirs in turn, so that they change
 * no byte.
 */
#include "cmd/count_jsonl.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "base/num.h"
#include "cmd/cmd.h"
#include "data/encoding.h"
#include "data/jsonl.h"

/* Bytes from which on a second thread is worth its start. */
enum { LARGE = 1024 * 1024 };
#define OUT_MAX ((size_t)1 << 30)

struct tally_lines {
	uint64_t texts, ill_formed, missing, bad;
	struct encoding_sample sample; /* of the ill-formed */
	struct err first;              /* of the bad ones */
};

/* One file in several threads: stretches are taken and written in order. */
struct work {
	const char *file;
	enum lencount_unit unit;
	bool json;
	struct jsonl *whole;
	struct tally_lines *all;

	pthread_mutex_t reading;
	struct jobs_queue writing;
	uint64_t pieces;
	bool ended;
	int rc; /* of what ended the reading, with its error */
	struct err err;
};

/*
 * A stretch of lines, and what they come to. Pieces lie one behind the other:
 * what each line writes to is far from its end, as it would be another
 * processor's cache line too.
 */
struct piece {
	struct jsonl *part;
	uint64_t number;
	struct buf out;
	struct tally_lines t;
};

struct line {
	const char *file;
	uint64_t line;
	int64_t count;
};

static const struct field line_fields[] = {
	FIELD("file", TEXT, struct line, file, .about = "what was read"),
	FIELD("line", U64, struct line, line, .about = "from 1"),
	FIELD("count", INT, struct line, count,
	      .about = "of the field; null: the line has no such text"),
	FIELD_END,
};

const struct field_place count_jsonl_places[] = {
	{ .at = "", .fields = line_fields },
	{ .at = NULL },
};

static void
write_line(struct buf *out, const char *file, uint64_t line, bool json,
	   const uint64_t *count)
{
	char number[NUM_TEXT];
	struct jsonw w;

	if (json) {
		const struct line x = { file, line,
					count == NULL ? -1 : (int64_t)*count };

		jsonw_init(&w, out, 0);
		field_json_object(&w, line_fields, &x);
	} else if (count != NULL) {
		buf_add(out, number, num_format_int(number, (int64_t)*count));
	}
	buf_putc(out, '\n');
}

/* Whether there is another stretch. */
static bool
take(struct work *w, struct piece *p)
{
	bool taken;

	pthread_mutex_lock(&w->reading);
	if (!w->ended) {
		w->rc = jsonl_part_next(p->part, w->whole, &w->err);
		w->ended = w->rc != 1;
	}
	taken = !w->ended;
	if (taken)
		p->number = w->pieces++;
	pthread_mutex_unlock(&w->reading);
	return taken;
}

static void
count_lines(const struct work *w, struct piece *p)
{
	struct tally_lines *t = &p->t;
	const struct jsonl_value *v;
	unsigned notes;
	struct err e;
	int rc;

	buf_reset(&p->out);
	t->texts = t->ill_formed = t->missing = t->bad = 0;
	t->sample.n = 0;
	while ((rc = jsonl_next(p->part, &v, &notes, &e)) != 0) {
		uint64_t n, ill = 0;
		bool is_text = rc > 0 && v->kind == JSONL_STRING;

		if (rc < 0 && t->bad++ == 0)
			t->first = e;
		t->missing += rc > 0 && !is_text;
		if (is_text)
			n = lencount_one(w->unit, v->s, v->n, &ill);
		t->texts += is_text;
		t->ill_formed += ill > 0;
		if (ill > 0)
			encoding_sample_add(&t->sample, v->s, v->n);
		write_line(&p->out, w->file, jsonl_line(p->part), w->json,
			   is_text ? &n : NULL);
	}
}

/* A piece whose turn it is. */
static void
write_piece(void *arg, void *piece)
{
	const struct work *w = arg;
	const struct piece *p = piece;
	struct tally_lines *to = w->all;

	fwrite(buf_text(&p->out), 1, p->out.len, stdout);
	if (to->bad == 0 && p->t.bad > 0)
		to->first = p->t.first;
	to->texts += p->t.texts;
	to->ill_formed += p->t.ill_formed;
	to->missing += p->t.missing;
	to->bad += p->t.bad;
	encoding_sample_add(&to->sample, p->t.sample.s, p->t.sample.n);
}

static void *
work(void *arg)
{
	struct work *w = arg;
	struct piece *p;

	while (p = jobs_queue_spare(&w->writing), take(w, p)) {
		count_lines(w, p);
		jobs_queue_put(&w->writing, p->number, p);
	}
	return NULL;
}

static void
work_all(struct work *w, unsigned jobs)
{
	unsigned n = jobs_pieces(jobs);
	struct piece *p = mem_calloc(n, sizeof(*p));

	jobs_queue_init(&w->writing, write_piece, w);
	for (unsigned i = 0; i < n; i++) {
		p[i].part = jsonl_part(w->whole);
		buf_init(&p[i].out, OUT_MAX);
		jobs_queue_add(&w->writing, &p[i]);
	}
	jobs_run(work, w, jobs);
	for (unsigned i = 0; i < n; i++) {
		jsonl_close(p[i].part);
		buf_fini(&p[i].out);
	}
	jobs_queue_fini(&w->writing);
	free(p);
}

/* A small file is done before another thread has begun. */
static unsigned
threads_for(const char *file, uint64_t jobs)
{
	struct stat st;
	bool small = strcmp(file, "-") != 0 && stat(file, &st) == 0 &&
		     S_ISREG(st.st_mode) && st.st_size < LARGE;

	return small ? 1 : jobs_count(jobs);
}

static int
count_file(struct work *w, const char *encoding,
	   const struct jsonl_paths *paths, uint64_t jobs, struct err *e)
{
	w->whole = jsonl_open_as(w->file, encoding, paths, e);
	if (w->whole == NULL)
		return -1;
	pthread_mutex_init(&w->reading, NULL);
	work_all(w, threads_for(w->file, jobs));
	pthread_mutex_destroy(&w->reading);
	jsonl_close(w->whole);
	if (w->rc < 0)
		*e = w->err;
	return w->rc;
}

int
count_jsonl(const char *const *file, int n, const char *field,
	    const char *encoding, enum lencount_unit unit, uint64_t jobs,
	    bool json, struct err *e)
{
	struct tally_lines t = { 0 };
	struct jsonl_paths paths;
	int rc = 0;

	if (jsonl_paths(&paths, &field, 1, e) != 0)
		return -1;
	for (int i = 0; i < n && rc == 0; i++) {
		struct work w = {
			.file = file[i], .unit = unit, .json = json, .all = &t
		};

		rc = count_file(&w, encoding, &paths, jobs, e);
	}
	if (t.ill_formed > 0)
		cmd_say(stderr,
			"lencurve count: texts that are not UTF-8: %llu"
			"; each ill-formed part counts as one U+FFFD\n",
			(unsigned long long)t.ill_formed);
	if (rc == 0 && encoding == NULL && t.ill_formed * 100 > t.texts &&
	    encoding_guess(t.sample.s, t.sample.n) != NULL) {
		err_set(e, STATUS_INPUT, "%llu of %llu texts are not UTF-8",
			(unsigned long long)t.ill_formed,
			(unsigned long long)t.texts);
		rc = encoding_advise(t.sample.s, t.sample.n, e);
	}
	if (t.missing > 0)
		cmd_say(stderr,
			"lencurve count: lines without a string \"%s\": "
			"%llu; each gave an empty line\n",
			field, (unsigned long long)t.missing);
	if (t.bad > 0)
		cmd_say(stderr,
			"lencurve count: lines that are not JSON: %llu"
			"; each gave an empty line; the first: %s\n",
			(unsigned long long)t.bad, t.first.msg);
	return rc < 0 ? -1 : t.bad > 0 ? STATUS_INPUT : STATUS_OK;
}
