/*
 * The work: a job's requests are answered all at once, when its time is up,
 * in an order drawn from the seed. Nothing is done before, so that a server
 * that is asked for nothing does nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/order.h"
#include "base/rng.h"
#include "sim/chat.h"
#include "sim/jobs_impl.h"

enum { LINE_MAX_BYTES = 64 * 1024 * 1024 };

/* Lines of results, to be put in another order. */
struct lines {
	size_t n, cap;
	char **line;
};

static void
lines_add(struct lines *l, const struct buf *b)
{
	l->line = mem_grow(l->line, l->n, &l->cap, sizeof(*l->line));
	l->line[l->n++] = mem_strndup(buf_text(b), b->len);
}

static void
lines_put(struct lines *l, struct buf *out, uint64_t seed)
{
	struct rng r;

	rng_init(&r, seed);
	for (size_t i = l->n; i > 1; i--) {
		size_t k = (size_t)rng_below(&r, i);
		char *swap = l->line[i - 1];

		l->line[i - 1] = l->line[k];
		l->line[k] = swap;
	}
	for (size_t i = 0; i < l->n; i++) {
		buf_puts(out, l->line[i]);
		buf_putc(out, '\n');
		free(l->line[i]);
	}
	free(l->line);
}

/* What a line comes to. */
enum lot { LOT_RUN, LOT_EXPIRED, LOT_CANCELLED, LOT_ERROR, LOT_LOST };

struct work {
	struct jobs_call *t;
	struct jobs_job *b;
	struct lines output, errors;
	uint64_t at, most;
	struct buf line;
};

static enum lot
lot_of(struct work *k, const char *id)
{
	const struct jobs_plan *p = &k->t->jobs->plan;
	double u = jobs_lot(k->t->jobs, "line", k->b->number, id);

	if (k->at++ >= k->most)
		return LOT_CANCELLED;
	if (u < p->expired)
		return LOT_EXPIRED;
	u -= p->expired;
	if (u < p->error)
		return LOT_ERROR;
	return u - p->error < p->lost ? LOT_LOST : LOT_RUN;
}

/* An answer as the chat route gives it, or its error. */
static void
ask(struct work *k, const cJSON *body, enum lot lot, struct sim_out *out)
{
	static const struct proto_failure broken = {
		.kind = FAILURE_SERVER,
		.message = "The server had an error while processing this "
			   "request",
	};
	const struct proto *p = k->b->proto;
	char *text;

	*out = (struct sim_out){ .status = 0 };
	buf_init(&out->body, LINE_MAX_BYTES);
	if (lot == LOT_ERROR) {
		out->status = proto_status(p, &broken);
		p->fail(p, &broken, &out->body);
		return;
	}
	text = cJSON_PrintUnformatted(body);
	chat_answer(k->t->core, p, text, strlen(text), k->t->in, out);
	cJSON_free(text);
}

static const char *
over_code(enum lot lot)
{
	return lot == LOT_EXPIRED ? "batch_expired" : "batch_cancelled";
}

static void
line_openai(struct work *k, const char *id, const cJSON *body, enum lot lot)
{
	struct sim_out out = { .status = 0 };
	struct jsonw w;
	bool ran = lot == LOT_RUN || lot == LOT_ERROR;

	buf_reset(&k->line);
	jsonw_open(&w, &k->line, 0);
	proto_id(&w, "id", "batch_req_", hash_done(hash_str(HASH_INIT, id)));
	jsonw_kstr(&w, "custom_id", id);
	jsonw_key(&w, "response");
	if (ran) {
		ask(k, body, lot, &out);
		jsonw_object(&w);
		jsonw_kint(&w, "status_code", out.status);
		proto_id(&w, "request_id", "req_", k->at);
		jsonw_kraw(&w, "body", out.body.data, out.body.len);
		jsonw_end(&w);
		buf_fini(&out.body);
	} else {
		jsonw_null(&w);
	}
	jsonw_key(&w, "error");
	if (ran) {
		jsonw_null(&w);
	} else {
		jsonw_object(&w);
		jsonw_kstr(&w, "code", over_code(lot));
		jsonw_kstr(&w, "message",
			   "This request was not executed before the batch "
			   "ended.");
		jsonw_end(&w);
	}
	jsonw_end(&w);
	k->b->done += out.status == 200;
	k->b->failed += out.status != 200;
	lines_add(out.status == 200 ? &k->output : &k->errors, &k->line);
}

static void
line_anthropic(struct work *k, const char *id, const cJSON *params,
	       enum lot lot)
{
	struct sim_out out = { .status = 0 };
	struct jsonw w;

	buf_reset(&k->line);
	jsonw_open(&w, &k->line, 0);
	jsonw_kstr(&w, "custom_id", id);
	jsonw_kobject(&w, "result");
	if (lot == LOT_RUN || lot == LOT_ERROR) {
		ask(k, params, lot, &out);
		jsonw_kstr(&w, "type",
			   out.status == 200 ? "succeeded" : "errored");
		jsonw_kraw(&w, out.status == 200 ? "message" : "error",
			   out.body.data, out.body.len);
		buf_fini(&out.body);
		k->b->done += out.status == 200;
		k->b->failed += out.status != 200;
	} else {
		jsonw_kstr(&w, "type",
			   lot == LOT_EXPIRED ? "expired" : "canceled");
	}
	jsonw_end(&w);
	jsonw_end(&w);
	lines_add(&k->output, &k->line);
}

static void
one(struct work *k, const char *id, const cJSON *body)
{
	struct jobs *j = k->t->jobs;
	enum lot lot = lot_of(k, id);
	int times =
	    jobs_lot(j, "twice", k->b->number, id) < j->plan.twice ? 2 : 1;

	k->b->expired += lot == LOT_EXPIRED;
	k->b->cancelled += lot == LOT_CANCELLED;
	k->b->failed += lot == LOT_LOST;
	/* Hosts count requests, not lines. */
	for (int i = 0; lot != LOT_LOST && i < times; i++) {
		uint64_t done = k->b->done, failed = k->b->failed;

		if (k->b->proto == &proto_anthropic)
			line_anthropic(k, id, body, lot);
		else
			line_openai(k, id, body, lot);
		if (i > 0) {
			k->b->done = done;
			k->b->failed = failed;
		}
	}
}

typedef void each(void *ctx, const char *id, const cJSON *o, const cJSON *body);

/* Every request of a job; what goes wrong with its form, or NULL. */
static const char *
each_line(const struct buf *in, each *f, void *ctx)
{
	const char *s = buf_text(in), *end = s + in->len;

	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((stop != NULL ? stop : end) - s);
		struct err ignored;
		cJSON *o = json_parse(s, n, NULL, &ignored);
		const char *id = json_text(o, "custom_id");
		const cJSON *body = json_get(o, "body");

		if (id != NULL && body != NULL)
			f(ctx, id, o, body);
		cJSON_Delete(o);
		if (id == NULL || body == NULL)
			return "a line is no request";
		s += n + 1;
	}
	return NULL;
}

static const char *
each_request(const struct buf *in, each *f, void *ctx)
{
	struct err ignored;
	cJSON *o = json_parse(buf_text(in), in->len, NULL, &ignored);
	const cJSON *list = json_get(o, "requests"), *one;
	const char *bad = cJSON_IsArray(list) ? NULL : "no list of requests";

	cJSON_ArrayForEach(one, list)
	{
		const char *id = json_text(one, "custom_id");
		const cJSON *params = json_get(one, "params");

		if (id != NULL && params != NULL)
			f(ctx, id, one, params);
		else
			bad = "a request has no custom_id or params";
	}
	cJSON_Delete(o);
	return bad;
}

static const char *
each_of(const struct jobs_job *b, const struct jobs *j, each *f, void *ctx)
{
	if (b->proto == &proto_anthropic)
		return each_request(&b->requests, f, ctx);
	return each_line(&j->file[b->input - 1].data, f, ctx);
}

static void
each_work(void *ctx, const char *id, const cJSON *o, const cJSON *body)
{
	(void)o;
	one(ctx, id, body);
}

/* What a host looks at before it begins. */
struct checked {
	uint64_t n;
	const char *endpoint;
	char model[128];
	bool mixed, elsewhere;
	uint64_t *id; /* hashes */
	size_t cap;
};

static void
each_check(void *ctx, const char *id, const cJSON *o, const cJSON *body)
{
	struct checked *k = ctx;
	const char *url = json_text(o, "url"),
		   *model = json_text(body, "model");

	if (k->n == 0 && model != NULL && strlen(model) < sizeof(k->model))
		strcpy(k->model, model);
	k->mixed |= model == NULL || strcmp(model, k->model) != 0;
	k->elsewhere |= k->endpoint != NULL &&
			(url == NULL || strcmp(url, k->endpoint) != 0);
	k->id = mem_grow(k->id, k->n, &k->cap, sizeof(*k->id));
	k->id[k->n++] = hash_done(hash_str(HASH_INIT, id));
}

const char *
jobs_check(const struct jobs_job *b, const struct jobs *j, uint64_t *total)
{
	bool files = b->proto != &proto_anthropic;
	struct checked k = { .endpoint = files ? b->endpoint : NULL };
	const char *bad = each_of(b, j, each_check, &k);

	if (bad == NULL && order_once(k.id, k.n) < k.n)
		bad = "two requests have one custom_id";
	free(k.id);
	*total = k.n;
	if (bad != NULL)
		return bad;
	if (k.n == 0)
		return "the batch is empty";
	if (files && k.mixed)
		return "the lines of a file have to be of one model";
	return k.elsewhere ? "the url of a line is not the batch's endpoint"
			   : NULL;
}

/* The lines as a file of results, if there are any. */
static size_t
make_file(struct work *k, struct lines *l, const char *name)
{
	struct jobs *j = k->t->jobs;
	struct jobs_file *f;

	if (l->n == 0)
		return 0;
	f = jobs_file_new(j, name, k->t->in->wall_ms);
	lines_put(l, &f->data, j->seed + k->b->number);
	return j->nfile;
}

void
jobs_finish(struct jobs_call *t, struct jobs_job *b, uint64_t most)
{
	struct work k = { .t = t, .b = b, .most = most };

	buf_init(&k.line, LINE_MAX_BYTES);
	each_of(b, t->jobs, each_work, &k);
	b->ended_ms = t->in->wall_ms;
	b->state = most < b->total  ? JOBS_CANCELLED
		   : b->expired > 0 ? JOBS_EXPIRED
				    : JOBS_COMPLETED;
	if (b->proto == &proto_anthropic) {
		lines_put(&k.output, &b->results, t->jobs->seed + b->number);
	} else {
		b->output = make_file(&k, &k.output, "output.jsonl");
		b->errors = make_file(&k, &k.errors, "error.jsonl");
	}
	buf_fini(&k.line);
}
