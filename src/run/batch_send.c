/*
 * No host promises that a request to create a batch can be repeated: a second
 * one is a second bill. So the order is fixed: upload (which costs nothing),
 * note that a batch is about to be created, create it once over a connection of
 * its own, note its id. Whoever finds the note without the id looks through the
 * host's list: by the uploaded file, which no other batch is made of; and where
 * there are no files, by the time and the number of requests.
 */
#include "run/batch_send.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/speech.h"
#include "provider/remote.h"
#include "run/batch_lines.h"
#include "run/scrub.h"

enum {
	SKEW_MS = 5 * 60 * 1000, /* between our clock and a host's */
	PAGES = 100,
	LOOK_AGAIN_MS = 300,
};

/* A file, its host, and how to ask there. */
struct visit {
	struct batch_send *b;
	struct batch_file *f;
	struct remote_ask ask;
	const struct run_model *model;
	struct arena arena;
};

static int
visit_begin(struct visit *v, struct batch_send *b, size_t at, struct err *e)
{
	const struct spec *s = b->plan->spec;
	const struct batch_host *h = batch_find(b->index->file[at].host);
	size_t i = 0;

	*v = (struct visit){ .b = b, .f = &b->index->file[at] };
	arena_init(&v->arena);
	while (i < s->nmodel && strcmp(s->model[i].name, v->f->model) != 0)
		i++;
	if (i == s->nmodel)
		return err_set(e, STATUS_INPUT,
			       "%s is of model \"%s\", which the sweep has not",
			       v->f->file, v->f->model);
	if (h->remote == BATCH_BY_HAND)
		return err_set(e, STATUS_INPUT,
			       "%s: %s takes no batch by this way; move %s/%s "
			       "there by hand, and lencurve import %s FILE... "
			       "what comes back",
			       v->f->file, h->about, b->dir, v->f->file,
			       b->dir);
	v->model = &b->model[i];
	v->ask = (struct remote_ask){
		.host = h,
		.model = &s->model[i],
		.base_url = v->model->base_url,
		.name = v->f->file + strlen("batch/"),
		.mark = v->f->sha256,
		.input = v->f->input,
		.id = v->f->batch,
		.window = b->window,
	};
	return 0;
}

static void
visit_end(struct visit *v)
{
	arena_fini(&v->arena);
}

static int
save(struct visit *v, struct err *e)
{
	return batch_index_save(v->b->dir, v->b->index, e);
}

/* What outlives the visit. */
static const char *
keep(struct visit *v, const char *s)
{
	return s == NULL ? NULL : arena_strdup(v->b->arena, s);
}

static const char *const doing[] = {
	[REMOTE_UPLOAD] = "upload",   [REMOTE_CREATE] = "create the batch",
	[REMOTE_LOOK] = "look at it", [REMOTE_LIST] = "list the batches",
	[REMOTE_CANCEL] = "cancel",   [REMOTE_RESULTS] = "fetch the results",
};

/* body: of the file, with what stands around it. */
static int
go(struct visit *v, enum remote_step step, struct buf *body, const char *to,
   struct courier_reply *r, bool *heard, struct err *e)
{
	struct provider_request req;
	const char *before, *after;
	struct courier_ask k = {
		.model = v->model,
		.request = &req,
		.once = step == REMOTE_CREATE,
		.save = to,
		.doing =
		    arena_printf(&v->arena, "%s: %s", v->f->file, doing[step]),
	};

	if (remote_render(step, &v->ask, &req, &before, &after, &v->arena, e) !=
	    0)
		return -1;
	if (before != NULL) {
		if (buf_puts(body, before) != 0 ||
		    batch_lines_read(v->b->dir, v->f, body, e) != 0)
			return -1;
		buf_puts(body, after);
		if (buf_failed(body))
			return err_set(e, STATUS_INPUT, "%s is too large",
				       v->f->file);
		req.body = body->data;
		req.body_len = body->len;
		k.bytes = body->len;
	}
	return courier_send(v->b->courier, &k, r, heard, e);
}

/* A step without a file; heard is nobody's concern. */
static int
ask(struct visit *v, enum remote_step step, struct courier_reply *r,
    struct err *e)
{
	bool heard;

	return go(v, step, NULL, NULL, r, &heard, e);
}

static int
upload(struct visit *v, struct err *e)
{
	struct courier_reply r;
	const char *id;
	struct buf body;
	bool heard;
	int rc;

	buf_init(&body, BATCH_LINES_MAX);
	rc = go(v, REMOTE_UPLOAD, &body, NULL, &r, &heard, e);
	buf_fini(&body);
	if (rc == 0 &&
	    remote_read_upload(r.body, r.body_len, &id, &v->arena, e) != 0)
		rc = scrub_err(v->model->credentials, e);
	if (rc != 0 || scrub_id(v->model->credentials, id, e) != 0)
		return -1;
	v->f->input = v->ask.input = keep(v, id);
	return save(v, e);
}

/* What the host says of a batch, into the index; not saved. */
static void
note(struct visit *v, const struct remote_state *s)
{
	v->f->status = keep(v, s->status);
	v->f->done = s->done;
	v->f->failed = s->failed;
}

static int
found_it(struct visit *v, struct remote_state *s, struct err *e)
{
	if (scrub_state(v->model->credentials, s, &v->arena, e) != 0)
		return err_at(e, "%s", v->f->file);
	v->f->stage = BATCH_SUBMITTED;
	v->f->batch = v->ask.id = keep(v, s->id);
	note(v, s);
	return save(v, e);
}

static bool
is_ours_already(const struct batch_index *x, const char *id)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->file[i].batch != NULL &&
		    strcmp(x->file[i].batch, id) == 0)
			return true;
	return false;
}

static bool
matches(const struct visit *v, const struct remote_state *s)
{
	if (is_ours_already(v->b->index, s->id))
		return false;
	if (remote_uploads(v->ask.host))
		return s->input != NULL && v->f->input != NULL &&
		       strcmp(s->input, v->f->input) == 0;
	return s->created_ms >= v->f->asked_ms - SKEW_MS &&
	       (s->total < 0 || s->total == (int64_t)v->f->lines);
}

/*
 * Through the host's list, the newest first, as far back as it can have been
 * created. *n: how many match; *first: the newest of them, in v's arena.
 */
static int
search(struct visit *v, size_t *n, struct remote_state *first, struct err *e)
{
	struct remote_state *s;
	struct courier_reply r;
	size_t count;

	*n = 0;
	v->ask.after = NULL;
	for (int page = 0; page < PAGES; page++) {
		if (ask(v, REMOTE_LIST, &r, e) != 0)
			return -1;
		if (remote_read_list(v->ask.host, r.body, r.body_len, &s,
				     &count, &v->ask.after, &v->arena, e) != 0)
			return scrub_err(v->model->credentials, e);
		for (size_t i = 0; i < count; i++) {
			if (!matches(v, &s[i]))
				continue;
			if ((*n)++ == 0)
				*first = s[i];
		}
		if (v->ask.after == NULL ||
		    (s[count - 1].created_ms >= 0 &&
		     s[count - 1].created_ms < v->f->asked_ms - SKEW_MS))
			break;
	}
	return 0;
}

/* Only a person can tell. */
static int
undecided(const struct visit *v, const char *because, struct err *e)
{
	const char *adopt = speech_setting("adopt");

	return err_set(
	    e, STATUS_INPUT,
	    "%s: it is not known whether a batch was created of it (%s). Look "
	    "at your host's page of batches, then say which it is: lencurve "
	    "batch submit %s %s %s=ID, or that there is none: %s %s=none",
	    v->f->file, because, v->b->dir, adopt, v->ask.name, adopt,
	    v->ask.name);
}

/*
 * Was it created? 1: it was, and is SUBMITTED; 0: it was not, nor will it be;
 * -1 with *e: nobody knows.
 */
static int
settle(struct visit *v, struct err *e)
{
	struct remote_state s;
	struct err why;
	size_t n;

	for (;;) {
		int64_t age = clock_wall_ms() - v->f->asked_ms;

		if (search(v, &n, &s, &why) != 0) {
			if (why.status != STATUS_INPUT) {
				*e = why;
				return -1;
			}
			return undecided(v, why.msg, e);
		}
		if (n == 1 || (n > 1 && remote_uploads(v->ask.host)))
			return found_it(v, &s, e) == 0 ? 1 : -1;
		if (n > 1)
			return undecided(v, "several could be it", e);
		if (age < 0 || age >= (int64_t)v->b->settle_ms)
			return 0;
		if (courier_rest(v->b->courier, LOOK_AGAIN_MS * CLOCK_MS, e) !=
		    0)
			return -1;
	}
}

/* 1: it may have been created, and the host's list will tell. */
static int
create(struct visit *v, struct err *e)
{
	struct remote_state s;
	struct courier_reply r;
	struct buf body;
	bool heard = false;
	int rc;

	v->f->stage = BATCH_CREATING;
	v->f->asked_ms = clock_wall_ms();
	if (save(v, e) != 0)
		return -1;
	buf_init(&body, BATCH_LINES_MAX);
	rc = go(v, REMOTE_CREATE, &body, NULL, &r, &heard, e);
	buf_fini(&body);
	if (rc == 0) {
		if (remote_read(v->ask.host, r.body, r.body_len, &s, &v->arena,
				e) == 0)
			return found_it(v, &s, e);
		scrub_err(v->model->credentials, e);
		heard = true;
	}
	if (heard)
		return 1;
	/* It was refused, or never heard. */
	v->f->stage = BATCH_PLANNED;
	if (v->f->input != NULL && e->status == STATUS_INPUT)
		v->f->input = v->ask.input = NULL; /* it may be gone there */
	batch_index_save(v->b->dir, v->b->index, &(struct err){ 0 });
	return -1;
}

static int
submit(struct visit *v, bool *found, struct err *e)
{
	uint32_t most = v->b->courier->limits->retries + 1;

	for (uint32_t n = 0; n < most; n++) {
		int rc = 0;

		if (v->f->stage == BATCH_CREATING)
			rc = settle(v, e);
		if (rc != 0) {
			*found = rc > 0;
			return rc > 0 ? 0 : -1;
		}
		if (remote_uploads(v->ask.host) && v->f->input == NULL &&
		    upload(v, e) != 0)
			return -1;
		rc = create(v, e);
		if (rc <= 0)
			return rc;
	}
	return -1;
}

int
batch_send_submit(struct batch_send *b, size_t at, bool *found, struct err *e)
{
	struct visit v;
	int rc = visit_begin(&v, b, at, e);

	*found = false;
	if (rc == 0)
		rc = submit(&v, found, e);
	visit_end(&v);
	return rc;
}

int
batch_send_adopt(struct batch_send *b, size_t at, const char *id, struct err *e)
{
	struct batch_file *f = &b->index->file[at];

	if (f->stage != BATCH_CREATING &&
	    (f->stage != BATCH_ELSEWHERE || id != NULL))
		return err_set(e, STATUS_INPUT,
			       "%s: there is nothing to decide about it: it is "
			       "known whether a batch was created of it",
			       f->file);
	f->stage = id == NULL ? BATCH_PLANNED : BATCH_SUBMITTED;
	f->batch = id == NULL ? NULL : arena_strdup(b->arena, id);
	return batch_index_save(b->dir, b->index, e);
}

static int
take_state(struct visit *v, const struct courier_reply *r,
	   struct remote_state *s, struct batch_came *c, struct err *e)
{
	if (remote_read(v->ask.host, r->body, r->body_len, s, &v->arena, e) !=
	    0) {
		scrub_err(v->model->credentials, e);
		return err_at(e, "%s", v->f->file);
	}
	if (scrub_state(v->model->credentials, s, &v->arena, e) != 0)
		return err_at(e, "%s", v->f->file);
	note(v, s);
	*c = (struct batch_came){ .ended = s->ended,
				  .refused = s->refused,
				  .why = keep(v, s->why),
				  .strayed = s->strayed,
				  .elsewhere = keep(v, s->elsewhere),
				  .members = keep(v, s->members) };
	if (s->refused) {
		v->f->stage = BATCH_PLANNED;
		v->f->batch = v->f->input = NULL;
	}
	return save(v, e);
}

static int
look(struct visit *v, struct remote_state *s, struct batch_came *c,
     struct err *e)
{
	struct courier_reply r;

	if (ask(v, REMOTE_LOOK, &r, e) != 0)
		return -1;
	return take_state(v, &r, s, c, e);
}

/* A visit that looks, and then does what there is to do; NULL: nothing. */
static int
visit(struct batch_send *b, size_t at, struct batch_came *c,
      int (*then)(struct visit *v, struct remote_state *s, struct batch_came *c,
		  struct err *e),
      struct err *e)
{
	struct remote_state s;
	struct visit v;
	int rc = visit_begin(&v, b, at, e);

	if (rc == 0)
		rc = look(&v, &s, c, e);
	if (rc == 0 && then != NULL)
		rc = then(&v, &s, c, e);
	visit_end(&v);
	return rc;
}

int
batch_send_look(struct batch_send *b, size_t at, struct batch_came *c,
		struct err *e)
{
	return visit(b, at, c, NULL, e);
}

static int
cancel(struct visit *v, struct remote_state *s, struct batch_came *c,
       struct err *e)
{
	struct courier_reply r;

	if (s->ended)
		return 0;
	if (ask(v, REMOTE_CANCEL, &r, e) != 0)
		return -1;
	return take_state(v, &r, s, c, e);
}

int
batch_send_cancel(struct batch_send *b, size_t at, struct batch_came *c,
		  struct err *e)
{
	return visit(b, at, c, cancel, e);
}

/* One file of results, beside the requests: plan-0001.output.jsonl. */
static int
fetch(struct visit *v, const char *file, const char *what, struct batch_came *c,
      struct err *e)
{
	const char *dot = strrchr(v->f->file, '.');
	const char *path =
	    arena_printf(v->b->arena, "%s/%.*s.%s.jsonl", v->b->dir,
			 (int)(dot - v->f->file), v->f->file, what);
	struct courier_reply r;
	bool heard;

	v->ask.file = file;
	if (go(v, REMOTE_RESULTS, NULL, path, &r, &heard, e) != 0)
		return -1;
	c->file[c->nfile++] = path;
	return 0;
}

static int
fetch_all(struct visit *v, struct remote_state *s, struct batch_came *c,
	  struct err *e)
{
	if (!s->ended || s->refused)
		return 0;
	if (!remote_uploads(v->ask.host))
		return fetch(v, NULL, "output", c, e);
	if (s->output != NULL && fetch(v, s->output, "output", c, e) != 0)
		return -1;
	if (s->errors != NULL && fetch(v, s->errors, "error", c, e) != 0)
		return -1;
	return 0;
}

int
batch_send_fetch(struct batch_send *b, size_t at, struct batch_came *c,
		 struct err *e)
{
	return visit(b, at, c, fetch_all, e);
}

int
batch_send_stage(struct batch_send *b, size_t at, enum batch_stage stage,
		 struct err *e)
{
	b->index->file[at].stage = stage;
	return batch_index_save(b->dir, b->index, e);
}
