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
#include "data/json.h"
#include "data/jsonw.h"
#include "run/ask.h"
#include "run/batch_names.h"

enum { FORMAT = 1, LINE_MAX_BYTES = 64 << 20, INDEX_MAX = 64 << 20 };

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct batch_file, name, .about = text)

static const struct field fields[] = {
	F(file, TEXT, "under the run directory"),
	F(host, TEXT, "whose format it has"),
	F(model, TEXT, "the model of the sweep that it asks"),
	F(lines, U64, "requests"),
	F(bytes, U64, "its size"),
	FIELD_END,
};

/* What no row of a table writes. */
static const struct field more[] = {
	FIELD_TOLD("sha256", "of its bytes"),
	FIELD_TOLD("parameters",
		   "what is given with the file and not in its lines"),
	FIELD_END,
};

static const struct field head[] = {
	FIELD_TOLD("lencurve_batch", "the format of this file"),
	FIELD_END,
};

const struct field_place batch_places[] = {
	{ "", head, NULL, NULL },
	{ "files[]", fields, NULL, NULL },
	{ "files[]", more, NULL, NULL },
	{ .at = NULL },
};

#undef F

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

	w->out = outfile_open(path, 0644, e);
	if (w->out == NULL)
		return -1;
	x->file = mem_grow(x->file, x->n, &x->cap, sizeof(*x->file));
	w->at = x->n++;
	x->file[w->at] = (struct batch_file){
		.file = name,
		.host = j->b->host->name,
		.model = j->b->plan->spec->model[w->model].name,
		.beside = w->beside[0] != '\0' ? w->beside : NULL,
	};
	sha256_begin(&w->sha);
	put(j, w, j->frame->head, strlen(j->frame->head));
	return 0;
}

static int
finish(struct job *j, struct writer *w, struct err *e)
{
	struct outfile *out = w->out;

	if (out == NULL)
		return 0;
	put(j, w, j->frame->tail, strlen(j->frame->tail));
	sha256_end_hex(&w->sha, j->x->file[w->at].sha256);
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

static int
save_index(const char *dir, const struct batch_index *x, struct err *e)
{
	struct jsonw w;
	struct buf b;
	int rc;

	buf_init(&b, INDEX_MAX);
	jsonw_init(&w, &b, 2);
	jsonw_object(&w);
	jsonw_kint(&w, "lencurve_batch", FORMAT);
	jsonw_key(&w, "files");
	jsonw_array(&w);
	for (size_t i = 0; i < x->n; i++) {
		const struct batch_file *f = &x->file[i];

		jsonw_object(&w);
		field_json(&w, fields, f);
		jsonw_kstr(&w, "sha256", f->sha256);
		jsonw_key(&w, "parameters");
		if (f->beside != NULL)
			jsonw_raw(&w, f->beside, strlen(f->beside));
		else
			jsonw_null(&w);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_end(&w);
	buf_putc(&b, '\n');
	rc = outfile_save_in(dir, "batch", ".json", &b, e);
	buf_fini(&b);
	return rc;
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
		rc = save_index(b->dir, x, e);
	batch_names_fini(&j.names);
	buf_fini(&j.line);
	arena_fini(&j.line_arena);
	free(j.writer);
	return rc;
}

static int
read_file(struct batch_file *f, const cJSON *o, struct arena *a)
{
	const char *file = json_text(o, "file"), *host = json_text(o, "host");
	const char *model = json_text(o, "model");
	const char *sha = json_text(o, "sha256");
	const cJSON *beside = json_get(o, "parameters");
	char *text = beside != NULL ? cJSON_PrintUnformatted(beside) : NULL;
	int64_t lines = json_whole(o, "lines"), bytes = json_whole(o, "bytes");

	if (text != NULL)
		f->beside = arena_strdup(a, text);
	cJSON_free(text);
	if (file == NULL || host == NULL || batch_find(host) == NULL ||
	    model == NULL || sha == NULL || strlen(sha) != SHA256_HEX - 1 ||
	    lines < 0 || bytes < 0)
		return -1;
	f->file = arena_strdup(a, file);
	f->host = arena_strdup(a, host);
	f->model = arena_strdup(a, model);
	f->lines = (uint64_t)lines;
	f->bytes = (uint64_t)bytes;
	memcpy(f->sha256, sha, SHA256_HEX);
	return 0;
}

int
batch_index_read(const char *dir, struct batch_index *x, struct arena *a,
		 struct err *e)
{
	const char *path = arena_printf(a, "%s/batch.json", dir);
	const cJSON *o = NULL, *list, *one;
	struct buf b;
	unsigned notes;
	int rc = 0;

	*x = (struct batch_index){ .n = 0 };
	if (!file_exists(path))
		return 0;
	buf_init(&b, INDEX_MAX);
	rc = file_read(path, &b, e);
	if (rc == 0)
		o = json_read(buf_text(&b), b.len, a, &notes, e);
	buf_fini(&b);
	if (rc != 0)
		return -1;
	list = json_get(o, "files");
	if (o == NULL || json_whole(o, "lencurve_batch") != FORMAT ||
	    !cJSON_IsArray(list))
		rc = -1;
	cJSON_ArrayForEach(one, list)
	{
		x->file = mem_grow(x->file, x->n, &x->cap, sizeof(*x->file));
		x->file[x->n] = (struct batch_file){ .lines = 0 };
		if (rc == 0)
			rc = read_file(&x->file[x->n++], one, a);
	}
	return rc == 0 ? 0
		       : err_set(e, STATUS_INPUT,
				 "%s: is no list of batch files; plan the "
				 "sweep into another directory",
				 path);
}

void
batch_index_free(struct batch_index *x)
{
	free(x->file);
	*x = (struct batch_index){ .n = 0 };
}
