/*
 * The order is that of real services: a request over the rate is refused
 * before its key is looked at, and a fault strikes before credentials are
 * checked. What counters say is changed under one short lock; the answer
 * itself is written outside it, as it takes the most time.
 */
#include "sim/chat.h"

#include <string.h>

#include "base/hash.h"
#include "sim/author.h"
#include "sim/spoil.h"
#include "sim/trained.h"
#include "sim/wait.h"

enum { TEXT_MAX = 8 * 1024 * 1024 };

/* One chat request on its way through. */
struct chat {
	struct sim_core *core;
	const struct sim_in *in;
	struct sim_out *out;
	const struct proto *proto;
	const struct sim_fault *fault;
	struct proto_ask ask;
	const char *path_model;
	uint64_t key; /* of path and body */
};

static void
fail(struct chat *t, const struct proto_failure *f)
{
	buf_reset(&t->out->body);
	t->out->status = proto_status(t->proto, f);
	t->out->stream = false;
	message_add(t->out, "Content-Type", "%s", t->proto->type);
	t->proto->fail(t->proto, f, &t->out->body);
}

static void
deny(struct chat *t, enum proto_failure_kind kind, int code,
     const char *message)
{
	struct proto_failure f = { .kind = kind,
				   .code = code,
				   .message = message };

	pthread_mutex_lock(&t->core->lock);
	t->core->counts.denied++;
	pthread_mutex_unlock(&t->core->lock);
	fail(t, &f);
}

static void
rate_headers(struct chat *t, uint64_t used, uint64_t wait_ms)
{
	uint64_t limit = t->core->config.rpm;

	message_add(t->out, "x-ratelimit-limit-requests", "%llu",
		    (unsigned long long)limit);
	message_add(t->out, "x-ratelimit-remaining-requests", "%llu",
		    (unsigned long long)(used < limit ? limit - used : 0));
	message_add(t->out, "x-ratelimit-reset-requests", "%llums",
		    (unsigned long long)wait_ms);
}

/* Count the arrival, keep to rpm, draw the fault. False: answered already. */
static bool
admit(struct chat *t)
{
	static const struct proto_failure rate = {
		.kind = FAILURE_RATE,
		.message = "too many requests in this minute",
	};
	struct sim_core *c = t->core;
	uint64_t used, wait = 0, attempt = 0;
	uint32_t rpm = c->config.rpm;

	pthread_mutex_lock(&c->lock);
	window_add(&c->arrived, t->in->now);
	t->out->chat = true;
	if (++c->inflight > c->counts.peak_inflight)
		c->counts.peak_inflight = c->inflight;
	if (rpm > 0)
		wait = window_wait(&c->admitted, t->in->now, rpm);
	if (wait > 0) {
		c->counts.limited++;
	} else {
		window_add(&c->admitted, t->in->now);
		/* Only rates look at it; without them nothing need grow. */
		if (c->plan.nrate > 0)
			attempt = tally_at(&c->attempts, t->key)->asked++;
		t->fault = fault_pick(&c->plan, c->config.seed, t->key, attempt,
				      t->in->now);
		c->counts.faults += t->fault != NULL;
	}
	used = window_sum(&c->admitted, t->in->now);
	pthread_mutex_unlock(&c->lock);
	if (rpm > 0)
		rate_headers(t, used, wait);
	if (wait == 0)
		return true;
	message_add(t->out, "Retry-After", "%llu",
		    (unsigned long long)((wait + 999) / 1000));
	message_add(t->out, "retry-after-ms", "%llu", (unsigned long long)wait);
	fail(t, &rate);
	return false;
}

/* A fault that is a failure. */
static void
fail_on_purpose(struct chat *t)
{
	const struct sim_fault *f = t->fault;
	struct proto_failure failure = { .kind = f->kind,
					 .status = f->status,
					 .code = f->code,
					 .message = proto_message(f->kind) };

	if (f->kind == FAILURE_TOKEN) {
		pthread_mutex_lock(&t->core->lock);
		creds_expire(&t->core->creds);
		pthread_mutex_unlock(&t->core->lock);
	}
	/* Qianfan's codes have one form only, whatever was asked for. */
	if (f->code != 0)
		t->proto = &proto_qianfan1;
	/* "quota" leaves the status to the protocol. */
	if (f->kind == FAILURE_QUOTA && f->status == 429)
		failure.status = 0;
	wait_headers(t->out, f->wait, t->in->wall_ms);
	fail(t, &failure);
}

/* The caller holds the lock. An answer spoilt by a fault is not one. */
static void
count_cell(struct chat *t, uint64_t cell)
{
	struct tally_row *r = tally_at(&t->core->cells, cell);

	r->asked++;
	if (t->fault == NULL) {
		r->answered++;
		t->core->counts.answers++;
	}
}

static uint64_t
noise_seed(struct chat *t)
{
	struct sim_core *c = t->core;
	uint64_t h = hash_u64(HASH_INIT, c->config.seed);
	uint64_t sampling[2], cell, occurrence = 0;

	memcpy(&sampling[0], &t->ask.temperature, sizeof(double));
	memcpy(&sampling[1], &t->ask.top_p, sizeof(double));
	cell = state_cell(t->ask.model, t->ask.prompt);
	if (!c->config.seed_alone || t->ask.seed < 0)
		h = hash_u64(hash_u64(hash_u64(h, cell), sampling[0]),
			     sampling[1]);
	h = hash_done(hash_u64(h, (uint64_t)t->ask.seed));
	pthread_mutex_lock(&c->lock);
	count_cell(t, cell);
	/* An answer lost to a fault does not use up its noise. */
	if (t->ask.seed < 0 && t->fault == NULL)
		occurrence = tally_at(&c->occurrences, h)->answered++;
	pthread_mutex_unlock(&c->lock);
	return hash_done(hash_u64(h, occurrence));
}

/* Keep an answer that no counter had a part in. */
static void
remember(struct chat *t)
{
	struct sim_core *c = t->core;

	if (t->fault != NULL ||
	    (t->ask.seed < 0 &&
	     model_heat(t->ask.temperature, t->ask.top_p) > 0))
		return;
	pthread_mutex_lock(&c->lock);
	memo_keep(&c->memo, t->key, state_cell(t->ask.model, t->ask.prompt),
		  t->in, t->out,
		  t->ask.stream ? t->proto->stream_type : t->proto->type);
	pthread_mutex_unlock(&c->lock);
}

static bool
recall(struct chat *t)
{
	struct sim_core *c = t->core;
	const struct memo_slot *s;

	if (t->fault != NULL)
		return false;
	pthread_mutex_lock(&c->lock);
	s = memo_find(&c->memo, t->key, t->in);
	if (s != NULL) {
		count_cell(t, s->cell);
		t->out->status = 200;
		t->out->stream = s->stream;
		t->out->delay_ms = c->config.delay_ms;
		message_add(t->out, "Content-Type", "%s", s->type);
		buf_add(&t->out->body, s->answer, s->answer_len);
	}
	pthread_mutex_unlock(&c->lock);
	return s != NULL;
}

static void
answer(struct chat *t, const struct sim_model *m)
{
	enum model_manner manner = m->manner;
	struct author_work work;
	struct proto_reply reply;

	if (t->fault != NULL && t->fault->manner != MANNER_PLAIN)
		manner = t->fault->manner;
	buf_init(&work.text, TEXT_MAX);
	buf_init(&work.reasoning, TEXT_MAX);
	author_answer(t->core->prose, m, manner, t->proto, &t->ask,
		      noise_seed(t), &work, &reply);
	t->out->status = 200;
	t->out->stream = t->ask.stream;
	t->out->delay_ms = t->core->config.delay_ms;
	message_add(t->out, "Content-Type", "%s",
		    t->ask.stream ? t->proto->stream_type : t->proto->type);
	if (t->ask.stream)
		t->proto->stream(t->proto, &t->ask, &reply, &t->out->body);
	else
		t->proto->write(t->proto, &reply, &t->out->body);
	buf_fini(&work.text);
	buf_fini(&work.reasoning);
	remember(t);
	if (t->fault == NULL)
		return;
	spoil(t->fault, t->proto, t->out);
	t->out->send = t->fault->send;
	if (t->fault->send == SEND_SLOW_START)
		t->out->delay_ms += t->core->config.slow_ms;
	t->out->slow_ms = t->core->config.slow_ms;
}

static void
read_and_answer(struct chat *t)
{
	const struct sim_model *m;
	struct sim_model trained;
	struct proto_failure f = { .kind = FAILURE_REQUEST };
	struct err e;
	cJSON *body = json_parse(t->in->body, t->in->body_len, NULL, &e);

	if (body == NULL) {
		f.message = e.msg;
		fail(t, &f);
		return;
	}
	if (proto_read(t->proto, body, t->path_model, &t->ask, &f) != 0) {
		fail(t, &f);
	} else if ((m = model_find(t->ask.model)) == NULL &&
		   trained_model(&trained, t->ask.model) != 0) {
		f = (struct proto_failure){ .kind = FAILURE_NOT_FOUND,
					    .message =
						"there is no such model" };
		fail(t, &f);
	} else {
		answer(t, m != NULL ? m : &trained);
	}
	cJSON_Delete(body);
}

/* Credentials by protocol. False: answered already. */
static bool
let_in(struct chat *t)
{
	struct sim_core *c = t->core;
	enum proto_failure_kind kind = FAILURE_AUTH;
	struct creds creds;
	const char *bad = NULL;
	bool expired = false;
	int code = 0;

	pthread_mutex_lock(&c->lock);
	creds = c->creds;
	pthread_mutex_unlock(&c->lock);
	if (t->proto == &proto_qianfan1) {
		bad = creds_qianfan1(&creds, t->in, &expired);
		if (message_query(t->in, "access_token") != NULL) {
			kind = FAILURE_TOKEN;
			code = expired ? 111 : 110;
		}
	} else if (t->proto == &proto_anthropic) {
		bad = creds_anthropic(&creds, t->in);
	} else if (t->proto != &proto_ollama) {
		bad = creds_bearer(&creds, t->in);
	}
	if (bad != NULL)
		deny(t, kind, code, bad);
	return bad == NULL;
}

void
chat_serve(struct sim_core *c, const struct proto *p, const char *path_model,
	   const struct sim_in *in, struct sim_out *out)
{
	struct chat t = { .core = c,
			  .in = in,
			  .out = out,
			  .proto = p,
			  .path_model = path_model };

	t.key = hash_str(HASH_INIT, in->path);
	t.key = hash_done(hash_bytes(t.key, in->body, in->body_len));
	if (!admit(&t))
		return;
	if (t.fault != NULL && t.fault->status != 0)
		fail_on_purpose(&t);
	else if (let_in(&t) && !recall(&t))
		read_and_answer(&t);
}

void
chat_answer(struct sim_core *c, const struct proto *p, const char *body,
	    size_t n, const struct sim_in *in, struct sim_out *out)
{
	struct sim_in one = { .method = "POST",
			      .path = p->name,
			      .body = body,
			      .body_len = n,
			      .now = in->now,
			      .wall_ms = in->wall_ms };
	struct chat t = { .core = c, .in = &one, .out = out, .proto = p };

	t.key = hash_str(HASH_INIT, one.path);
	t.key = hash_done(hash_bytes(t.key, body, n));
	read_and_answer(&t);
	out->delay_ms = 0;
}
