#include "sim/chat.h"

#include <string.h>
#include <time.h>

#include "base/hash.h"
#include "sim/author.h"
#include "sim/spoil.h"

enum { TEXT_MAX = 8 * 1024 * 1024 };

/* One chat request on its way through. */
struct chat {
	struct core *core;
	const struct sim_in *in;
	struct sim_out *out;
	const struct proto *proto;
	const struct fault *fault;
	struct chat_ask ask;
	const char *path_model;
};

static void
fail(struct chat *t, const struct failure *f)
{
	buf_reset(&t->out->body);
	t->out->status = proto_status(t->proto, f);
	t->out->stream = false;
	message_add(t->out, "Content-Type", "%s", t->proto->type);
	t->proto->fail(t->proto, f, &t->out->body);
}

static void
deny(struct chat *t, enum failure_kind kind, int code, const char *message)
{
	struct failure f = { .kind = kind, .code = code, .message = message };

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
	static const struct failure rate = {
		.kind = FAILURE_RATE,
		.message = "too many requests in this minute",
	};
	struct core *c = t->core;
	uint64_t key = hash_str(HASH_INIT, t->in->path), used, wait = 0;
	uint32_t rpm = c->config.rpm;

	key = hash_done(hash_bytes(key, t->in->body, t->in->body_len));
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
		t->fault = fault_pick(&c->plan, c->config.seed, key,
				      tally_at(&c->attempts, key)->asked++,
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

static void
wait_headers(struct chat *t, enum fault_wait wait)
{
	time_t later = (time_t)(t->in->wall_ms / 1000) + 2;
	char date[64];
	struct tm tm;

	switch (wait) {
	case WAIT_NONE:
		break;
	case WAIT_SECONDS:
		message_add(t->out, "Retry-After", "1");
		break;
	case WAIT_MS:
		message_add(t->out, "retry-after-ms", "200");
		break;
	case WAIT_DATE:
		gmtime_r(&later, &tm);
		strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
		message_add(t->out, "Retry-After", "%s", date);
		break;
	case WAIT_LONG:
		message_add(t->out, "Retry-After", "3600");
		break;
	case WAIT_JUNK:
		message_add(t->out, "Retry-After", "soon");
		break;
	case WAIT_SHOULD:
	case WAIT_SHOULD_NOT:
		message_add(t->out, "x-should-retry", "%s",
			    wait == WAIT_SHOULD ? "true" : "false");
		break;
	case WAIT_LIMITS:
		message_add(t->out, "x-ratelimit-limit-requests", "60");
		message_add(t->out, "x-ratelimit-limit-tokens", "60000");
		message_add(t->out, "x-ratelimit-remaining-requests", "0");
		message_add(t->out, "x-ratelimit-reset-requests", "1s");
		break;
	}
}

/* A fault that is a failure. */
static void
fail_on_purpose(struct chat *t)
{
	const struct fault *f = t->fault;
	struct failure failure = { .kind = f->kind,
				   .status = f->status,
				   .code = f->code,
				   .message = f->about };

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
	wait_headers(t, f->wait);
	fail(t, &failure);
}

/* The noise seed, and the counts of this cell. */
static uint64_t
noise_seed(struct chat *t)
{
	struct core *c = t->core;
	uint64_t h = hash_u64(HASH_INIT, c->config.seed);
	uint64_t sampling[2], cell, occurrence = 0;

	memcpy(&sampling[0], &t->ask.temperature, sizeof(double));
	memcpy(&sampling[1], &t->ask.top_p, sizeof(double));
	cell = state_cell(t->ask.model, t->ask.prompt);
	h = hash_u64(hash_u64(hash_u64(h, cell), sampling[0]), sampling[1]);
	h = hash_done(hash_u64(h, (uint64_t)t->ask.seed));
	pthread_mutex_lock(&c->lock);
	tally_at(&c->cells, cell)->asked++;
	if (t->fault == NULL) {
		tally_at(&c->cells, cell)->answered++;
		c->counts.answers++;
	}
	/* An answer lost to a fault does not use up its noise. */
	if (t->ask.seed < 0 && t->fault == NULL)
		occurrence = tally_at(&c->occurrences, h)->answered++;
	pthread_mutex_unlock(&c->lock);
	return hash_done(hash_u64(h, occurrence));
}

static void
answer(struct chat *t, const struct sim_model *m)
{
	enum manner manner = m->manner;
	struct author_work work;
	struct chat_reply reply;

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
	struct failure f = { .kind = FAILURE_REQUEST };
	struct err e;
	cJSON *body = json_parse(t->in->body, t->in->body_len, NULL, &e);

	if (body == NULL) {
		f.message = e.msg;
		fail(t, &f);
		return;
	}
	if (proto_read(t->proto, body, t->path_model, &t->ask, &f) != 0) {
		fail(t, &f);
	} else if ((m = model_find(t->ask.model)) == NULL) {
		f = (struct failure){ .kind = FAILURE_NOT_FOUND,
				      .message = "there is no such model" };
		fail(t, &f);
	} else {
		answer(t, m);
	}
	cJSON_Delete(body);
}

/* Credentials by protocol. False: answered already. */
static bool
let_in(struct chat *t)
{
	struct core *c = t->core;
	enum failure_kind kind = FAILURE_AUTH;
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
chat_serve(struct core *c, const struct proto *p, const char *path_model,
	   const struct sim_in *in, struct sim_out *out)
{
	struct chat t = { .core = c,
			  .in = in,
			  .out = out,
			  .proto = p,
			  .path_model = path_model };

	if (!admit(&t))
		return;
	if (t.fault != NULL && t.fault->status != 0)
		fail_on_purpose(&t);
	else if (let_in(&t))
		read_and_answer(&t);
}
