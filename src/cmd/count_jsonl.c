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
#include "data/jsonw.h"

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
	struct jobs_turn writing;
	uint64_t pieces;
	bool ended;
	int rc; /* of what ended the reading, with its error */
	struct err err;
};

static void
write_line(struct buf *out, const char *file, uint64_t line, bool json,
	   const uint64_t *count)
{
	char number[NUM_TEXT];
	struct jsonw w;

	if (json) {
		jsonw_init(&w, out, 0);
		jsonw_object(&w);
		jsonw_kstr(&w, "file", file);
		jsonw_kint(&w, "line", (int64_t)line);
		jsonw_key(&w, "count");
		if (count == NULL)
			jsonw_null(&w);
		else
			jsonw_int(&w, (int64_t)*count);
		jsonw_end(&w);
	} else if (count != NULL) {
		buf_add(out, number, num_format_int(number, (int64_t)*count));
	}
	buf_putc(out, '\n');
}

/* Whether there is another stretch, and its number. */
static bool
take(struct work *w, struct jsonl *part, uint64_t *piece)
{
	bool taken;

	pthread_mutex_lock(&w->reading);
	if (!w->ended) {
		w->rc = jsonl_part_next(part, w->whole, &w->err);
		w->ended = w->rc != 1;
	}
	taken = !w->ended;
	if (taken)
		*piece = w->pieces++;
	pthread_mutex_unlock(&w->reading);
	return taken;
}

static void
count_lines(const struct work *w, struct jsonl *part, struct buf *out,
	    struct tally_lines *t)
{
	const struct jsonl_value *v;
	unsigned notes;
	struct err e;
	int rc;

	while ((rc = jsonl_next(part, &v, &notes, &e)) != 0) {
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
		write_line(out, w->file, jsonl_line(part), w->json,
			   is_text ? &n : NULL);
	}
}

static void
add(struct tally_lines *to, const struct tally_lines *t)
{
	if (to->bad == 0 && t->bad > 0)
		to->first = t->first;
	to->texts += t->texts;
	to->ill_formed += t->ill_formed;
	to->missing += t->missing;
	to->bad += t->bad;
	encoding_sample_add(&to->sample, t->sample.s, t->sample.n);
}

static void *
work(void *arg)
{
	struct work *w = arg;
	struct jsonl *part = jsonl_part(w->whole);
	struct tally_lines *t = mem_calloc(1, sizeof(*t));
	struct buf out;
	uint64_t piece;

	buf_init(&out, OUT_MAX);
	while (take(w, part, &piece)) {
		buf_reset(&out);
		t->texts = t->ill_formed = t->missing = t->bad = 0;
		t->sample.n = 0;
		count_lines(w, part, &out, t);
		jobs_turn_wait(&w->writing, piece);
		fwrite(buf_text(&out), 1, out.len, stdout);
		add(w->all, t);
		jobs_turn_end(&w->writing);
	}
	buf_fini(&out);
	free(t);
	jsonl_close(part);
	return NULL;
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
	jobs_turn_init(&w->writing);
	jobs_run(work, w, threads_for(w->file, jobs));
	jobs_turn_fini(&w->writing);
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
