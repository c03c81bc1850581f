/*
 * One pass over the plan with a file open for each model, so that a plan of
 * any size goes through a line's memory; a host whose parameters do not stand
 * in the line (Qianfan v1) has one for each set of them as well.
 */
#include "run/batch_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/speech.h"
#include "run/ask.h"
#include "run/batch_names.h"

enum { LINE_MAX_BYTES = 64 << 20 };

/* A file that is being written. */
struct writer {
	uint32_t model;
	const char *beside;
	struct outfile *out; /* NULL: none is begun */
	struct sha256_run sha;
	size_t at; /* in the index */
};

struct job {
	const struct batch_write *b;
	struct batch_index *x;
	const struct batch_frame *frame;
	struct arena *arena, line_arena;
	struct batch_names names;
	struct buf line;
	size_t n, cap;
	struct writer *writer;
};

static void
put(struct job *j, struct writer *w, const char *s, size_t n)
{
	outfile_write(w->out, s, n);
	sha256_add(&w->sha, s, n);
	j->x->file[w->at].bytes += n;
}

static int
begin(struct job *j, struct writer *w, struct err *e)
{
	struct batch_index *x = j->x;
	const char *name = arena_printf(j->arena, "batch/plan-%04zu.%s",
					x->n + 1, j->frame->suffix);
	const char *path = arena_printf(j->arena, "%s/%s", j->b->dir, name);
	struct batch_file *f;

	w->out = outfile_open(path, FILE_OPEN, e);
	if (w->out == NULL)
		return -1;
	f = batch_index_add(x);
	f->file = name;
	f->host = j->b->host->name;
	f->model = j->b->plan->spec->model[w->model].name;
	f->beside = w->beside[0] != '\0' ? w->beside : NULL;
	w->at = x->n - 1;
	sha256_begin(&w->sha);
	put(j, w, j->frame->head, strlen(j->frame->head));
	return 0;
}

static int
finish(struct job *j, struct writer *w, struct err *e)
{
	struct outfile *out = w->out;
	char hex[SHA256_HEX];

	if (out == NULL)
		return 0;
	put(j, w, j->frame->tail, strlen(j->frame->tail));
	sha256_end_hex(&w->sha, hex);
	j->x->file[w->at].sha256 = arena_strdup(j->arena, hex);
	w->out = NULL;
	return outfile_commit(out, e);
}

static struct writer *
writer_of(struct job *j, uint32_t model, const char *beside)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->writer[i].model == model &&
		    strcmp(j->writer[i].beside, beside) == 0)
			return &j->writer[i];
	j->writer = mem_grow(j->writer, j->n, &j->cap, sizeof(*j->writer));
	j->writer[j->n] =
	    (struct writer){ .model = model,
			     .beside = arena_strdup(j->arena, beside) };
	return &j->writer[j->n++];
}

static int
put_line(struct job *j, struct writer *w, const char *id, struct err *e)
{
	const struct batch_host *h = j->b->host;
	size_t need =
	    j->line.len + strlen(j->frame->between) + strlen(j->frame->tail);
	const struct batch_file *f;

	if (h->line_bytes > 0 && j->line.len > h->line_bytes)
		return err_set(e, STATUS_INPUT,
			       "request %s has %zu bytes; %s takes %llu", id,
			       j->line.len, h->about,
			       (unsigned long long)h->line_bytes);
	f = w->out != NULL ? &j->x->file[w->at] : NULL;
	if (f != NULL &&
	    ((h->lines > 0 && f->lines >= h->lines) ||
	     (h->bytes > 0 && f->bytes + need > h->bytes)) &&
	    finish(j, w, e) != 0)
		return -1;
	if (w->out == NULL && begin(j, w, e) != 0)
		return -1;
	if (j->x->file[w->at].lines++ > 0)
		put(j, w, j->frame->between, strlen(j->frame->between));
	put(j, w, j->line.data, j->line.len);
	return 0;
}

static int
one_cell(struct job *j, uint64_t i, struct err *e)
{
	const struct plan *p = j->b->plan;
	struct plan_cell c = plan_cell(p, i);
	const struct spec_model *m = &p->spec->model[c.model];
	struct run_model rm = { .provider = provider_find(m->provider),
				.base_url = "" };
	const struct manifest_sent *sent =
	    &j->b->sent[c.model * p->spec->nsampling + c.sampling];
	struct provider_request req;
	struct provider_ask ask;
	char id[BATCH_NAME_MAX];
	const char *beside;

	arena_reset(&j->line_arena);
	buf_reset(&j->line);
	ask_fill(&ask, p, &c, &rm, sent, &j->line_arena);
	ask.stream = false;
	batch_names_of(&j->names, plan_fingerprint(p, &c), i, id);
	if (rm.provider->render(rm.provider, &ask, &req, &j->line_arena, e) !=
		0 ||
	    batch_line(j->b->host, id, &req, &j->line, &beside, &j->line_arena,
		       e) != 0)
		return err_at(e, "model \"%s\"", m->name);
	return put_line(j, writer_of(j, c.model, beside), id, e);
}

static int
check_models(const struct batch_write *b, struct err *e)
{
	const struct spec *s = b->plan->spec;

	for (size_t i = 0; i < s->nmodel; i++)
		if (!batch_takes(b->host->shape,
				 provider_find(s->model[i].provider)))
			return err_set(
			    e, STATUS_INPUT,
			    "%s:%d: model \"%s\": %s does not take "
			    "requests of provider \"%s\"; choose "
			    "another %s, or one model with %s",
			    s->path, s->model[i].line, s->model[i].name,
			    b->host->about, s->model[i].provider,
			    speech_setting("batch"), speech_setting("only"));
	return 0;
}

int
batch_write(const struct batch_write *b, struct batch_index *x, struct arena *a,
	    struct err *e)
{
	struct job j = {
		.b = b, .x = x, .frame = batch_frame(b->host->shape), .arena = a
	};
	int rc = check_models(b, e);

	if (rc == 0)
		rc = file_mkdirs(arena_printf(a, "%s/batch", b->dir), e);
	if (rc != 0)
		return -1;
	arena_init(&j.line_arena);
	buf_init(&j.line, LINE_MAX_BYTES);
	batch_names_init(&j.names, b->plan);
	for (uint64_t i = 0; i < b->plan->ncell && rc == 0; i++)
		if (b->ledger == NULL || ledger_is_open(b->ledger, i))
			rc = one_cell(&j, i, e);
	for (size_t i = 0; i < j.n; i++) {
		if (rc == 0)
			rc = finish(&j, &j.writer[i], e);
		outfile_abandon(j.writer[i].out);
	}
	if (rc == 0)
		rc = batch_index_save(b->dir, x, e);
	batch_names_fini(&j.names);
	buf_fini(&j.line);
	arena_fini(&j.line_arena);
	free(j.writer);
	return rc;
}
