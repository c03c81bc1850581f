/*
 * The doors: who may come in, which fault strikes, and what is asked for. One
 * lock is held throughout: a client of batches asks seldom, and what it sees
 * is then in one order.
 */
#include "sim/jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "sim/account.h"
#include "sim/jobs_impl.h"
#include "sim/spoil.h"
#include "sim/wait.h"

enum { LIST_MOST = 100, LIST_USUAL = 20 };

struct jobs *
jobs_new(const struct jobs_plan *p, uint64_t seed)
{
	struct jobs *j = mem_calloc(1, sizeof(*j));

	j->plan = *p;
	j->seed = seed;
	pthread_mutex_init(&j->lock, NULL);
	return j;
}

void
jobs_free(struct jobs *j)
{
	if (j == NULL)
		return;
	for (size_t i = 0; i < j->nfile; i++)
		buf_fini(&j->file[i].data);
	for (size_t i = 0; i < j->njob; i++) {
		free(j->job[i].endpoint);
		free(j->job[i].window);
		free(j->job[i].metadata);
		buf_fini(&j->job[i].requests);
		buf_fini(&j->job[i].results);
	}
	free(j->file);
	free(j->job);
	pthread_mutex_destroy(&j->lock);
	free(j);
}

uint64_t
jobs_draw(const struct jobs *j, const char *what, uint64_t number,
	  const char *id)
{
	uint64_t h = hash_u64(hash_str(HASH_INIT, what), j->seed);

	return hash_done(hash_str(hash_u64(h, number), id));
}

double
jobs_lot(const struct jobs *j, const char *what, uint64_t number,
	 const char *id)
{
	return (double)(jobs_draw(j, what, number, id) >> 11) * 0x1p-53;
}

void
jobs_fail(struct jobs_call *t, enum proto_failure_kind kind,
	  const char *message)
{
	struct proto_failure f = { .kind = kind, .message = message };

	t->out->status = proto_status(t->proto, &f);
	message_add(t->out, "Content-Type", "%s", t->proto->type);
	t->proto->fail(t->proto, &f, &t->out->body);
}

static struct jobs_job *
find_job(const struct jobs_call *t)
{
	for (size_t i = 0; i < t->jobs->njob; i++)
		if (strcmp(t->jobs->job[i].id, t->id) == 0 &&
		    t->jobs->job[i].proto == t->proto)
			return &t->jobs->job[i];
	return NULL;
}

/* A job begins; its requests are checked. The caller fills the rest. */
static struct jobs_job *
jobs_begin(struct jobs_call *t, const char *prefix)
{
	struct jobs *j = t->jobs;
	struct jobs_job *b;

	j->job = mem_grow(j->job, j->njob, &j->job_cap, sizeof(*j->job));
	b = &j->job[j->njob++];
	*b = (struct jobs_job){ .proto = t->proto,
				.number = j->njob,
				.created_ms = t->in->wall_ms,
				.born = t->in->now };
	snprintf(b->id, sizeof(b->id), "%s%016llx", prefix,
		 (unsigned long long)jobs_draw(j, "batch", b->number, prefix));
	buf_init(&b->requests, JOBS_FILE_MAX);
	buf_init(&b->results, JOBS_FILE_MAX);
	return b;
}

/* What has come due since anybody looked. */
static void
settle(struct jobs_call *t, struct jobs_job *b)
{
	uint64_t ns = (uint64_t)(t->jobs->plan.after * (double)CLOCK_MS);

	if (b->state == JOBS_GOING && t->in->now - b->born >= ns)
		jobs_finish(t, b, b->total);
}

static void
send_job(struct jobs_call *t, const struct jobs_job *b)
{
	struct jsonw w;

	account_begin(&w, t->out, 200);
	jobs_write_job(&w, t, b);
	jsonw_end(&w);
}

static char *
copy(const cJSON *o, const char *key)
{
	const char *s = json_text(o, key);

	return s == NULL ? NULL : mem_strndup(s, strlen(s));
}

/* As it came, in memory of malloc's own. */
static char *
copy_object(const cJSON *o, const char *key)
{
	const cJSON *v = json_get(o, key);

	return cJSON_IsObject(v) ? cJSON_PrintUnformatted(v) : NULL;
}

static void
begin_openai(struct jobs_call *t, const cJSON *o)
{
	const char *id = json_text(o, "input_file_id");
	struct jobs_file *f = id != NULL ? jobs_file_find(t->jobs, id) : NULL;
	struct jobs_job *b;

	if (f == NULL || json_text(o, "endpoint") == NULL ||
	    json_text(o, "completion_window") == NULL) {
		jobs_fail(t, FAILURE_REQUEST,
			  "expected input_file_id (of a file that is there), "
			  "endpoint and completion_window");
		return;
	}
	b = jobs_begin(t, "batch_");
	b->input = (size_t)(f - t->jobs->file) + 1;
	b->endpoint = copy(o, "endpoint");
	b->window = copy(o, "completion_window");
	b->metadata = copy_object(o, "metadata");
	b->why = jobs_check(b, t->jobs, &b->total);
	if (b->why == NULL &&
	    jobs_lot(t->jobs, "failed", b->number, "") < t->jobs->plan.failed)
		b->why = "the batch was refused";
	if (b->why != NULL) {
		b->state = JOBS_FAILED;
		b->ended_ms = b->created_ms;
	}
	send_job(t, b);
}

static void
begin_anthropic(struct jobs_call *t)
{
	struct jobs_job *b = jobs_begin(t, "msgbatch_");
	const char *bad;

	buf_add(&b->requests, t->in->body, t->in->body_len);
	bad = jobs_check(b, t->jobs, &b->total);
	if (bad == NULL) {
		send_job(t, b);
		return;
	}
	buf_fini(&b->requests);
	t->jobs->njob--;
	jobs_fail(t, FAILURE_REQUEST, bad);
}

static void
create(struct jobs_call *t)
{
	struct err e;
	cJSON *o = json_parse(t->in->body, t->in->body_len, NULL, &e);
	size_t before = t->jobs->njob;

	if (o == NULL)
		jobs_fail(t, FAILURE_REQUEST, e.msg);
	else if (t->proto == &proto_anthropic)
		begin_anthropic(t);
	else
		begin_openai(t, o);
	cJSON_Delete(o);
	pthread_mutex_lock(&t->core->lock);
	t->core->counts.batches += t->jobs->njob - before;
	pthread_mutex_unlock(&t->core->lock);
}

/* The newest first, `limit` of them behind the one of the id `after`. */
static void
list(struct jobs_call *t)
{
	bool anthropic = t->proto == &proto_anthropic;
	const char *limit = message_query(t->in, "limit");
	const char *after =
	    message_query(t->in, anthropic ? "after_id" : "after");
	long most = limit != NULL ? strtol(limit, NULL, 10) : LIST_USUAL;
	const char *first = NULL, *last = NULL;
	bool found = after == NULL;
	size_t i = t->jobs->njob;
	struct jsonw w;

	if (most < 1 || most > LIST_MOST)
		most = LIST_MOST;
	account_begin(&w, t->out, 200);
	if (!anthropic)
		jsonw_kstr(&w, "object", "list");
	jsonw_karray(&w, "data");
	for (; i > 0; i--) {
		struct jobs_job *b = &t->jobs->job[i - 1];

		if (b->proto != t->proto)
			continue;
		if (!found) {
			found = strcmp(b->id, after) == 0;
			continue;
		}
		if (most-- == 0)
			break;
		settle(t, b);
		last = b->id;
		first = first == NULL ? b->id : first;
		jsonw_object(&w);
		jobs_write_job(&w, t, b);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_kstr(&w, "first_id", first);
	jsonw_kstr(&w, "last_id", last);
	jsonw_kbool(&w, "has_more", i > 0);
	jsonw_end(&w);
}

static void
look(struct jobs_call *t)
{
	struct jobs_job *b = find_job(t);

	if (b == NULL) {
		jobs_fail(t, FAILURE_NOT_FOUND, "there is no such batch");
		return;
	}
	settle(t, b);
	send_job(t, b);
}

/* What its time would have let it do is done. */
static void
cancel(struct jobs_call *t)
{
	struct jobs_job *b = find_job(t);
	double share;

	if (b == NULL) {
		jobs_fail(t, FAILURE_NOT_FOUND, "there is no such batch");
		return;
	}
	settle(t, b);
	if (b->state != JOBS_GOING) {
		jobs_fail(t, FAILURE_REQUEST, "the batch has ended");
		return;
	}
	share = (double)(t->in->now - b->born) / (double)CLOCK_MS /
		t->jobs->plan.after;
	b->cancelled_ms = t->in->wall_ms;
	jobs_finish(t, b, (uint64_t)(share * (double)b->total));
	send_job(t, b);
}

static void
results(struct jobs_call *t)
{
	struct jobs_job *b = find_job(t);

	if (b != NULL)
		settle(t, b);
	if (b == NULL || t->proto != &proto_anthropic || b->state == JOBS_GOING)
		jobs_fail(t, FAILURE_NOT_FOUND, "there are no such results");
	else
		jobs_file_send(t, &b->results, b->input++);
}

static const struct door {
	const char *method, *base, *tail; /* tail NULL: no id between them */
	void (*serve)(struct jobs_call *t);
} doors[] = {
	{ "POST", "/files", NULL, jobs_file_take },
	{ "GET", "/files/", "", jobs_file_about },
	{ "GET", "/files/", "/content", jobs_file_content },
	{ "POST", "/batches", NULL, create },
	{ "GET", "/batches", NULL, list },
	{ "GET", "/batches/", "", look },
	{ "POST", "/batches/", "/cancel", cancel },
	{ "GET", "/batches/", "/results", results },
};

/* Whether a path is that of a door; the id of it. */
static bool
matches(const struct door *d, const char *path, char id[JOBS_ID])
{
	size_t n = strlen(d->base), len;

	id[0] = '\0';
	if (strncmp(path, d->base, n) != 0)
		return false;
	if (d->tail == NULL)
		return path[n] == '\0';
	len = strcspn(path + n, "/");
	if (len == 0 || len >= JOBS_ID || strcmp(path + n + len, d->tail) != 0)
		return false;
	memcpy(id, path + n, len);
	id[len] = '\0';
	return true;
}

static const char *
stranger(struct jobs_call *t)
{
	struct creds creds = account_creds(t->core, false);

	return t->proto == &proto_anthropic ? creds_anthropic(&creds, t->in)
					    : creds_bearer(&creds, t->in);
}

static const struct sim_fault *
strike(struct jobs_call *t)
{
	struct sim_core *c = t->core;
	uint64_t key =
	    hash_str(hash_str(HASH_INIT, t->in->method), t->in->path);
	const struct sim_fault *f;
	uint64_t attempt = 0;

	pthread_mutex_lock(&c->lock);
	key = hash_done(key);
	if (c->doors.nrate > 0)
		attempt = tally_at(&c->attempts, key)->asked++;
	f = fault_pick(&c->doors, c->config.seed, key, attempt, t->in->now);
	c->counts.faults += f != NULL;
	pthread_mutex_unlock(&c->lock);
	return f;
}

static void
fail_by(struct jobs_call *t, const struct sim_fault *f)
{
	struct proto_failure failure = { .kind = f->kind,
					 .status = f->status,
					 .message = proto_message(f->kind) };

	wait_headers(t->out, f->wait, t->in->wall_ms);
	t->out->status = proto_status(t->proto, &failure);
	message_add(t->out, "Content-Type", "%s", t->proto->type);
	t->proto->fail(t->proto, &failure, &t->out->body);
}

/* Serve, and then spoil what is sent, if a fault says so. */
static void
enter(struct jobs_call *t, const struct door *d)
{
	const struct sim_fault *f = strike(t);
	const char *bad;

	if (f != NULL && f->status != 0) {
		fail_by(t, f);
		return;
	}
	bad = stranger(t);
	if (bad != NULL) {
		pthread_mutex_lock(&t->core->lock);
		t->core->counts.denied++;
		pthread_mutex_unlock(&t->core->lock);
		jobs_fail(t, FAILURE_AUTH, bad);
		return;
	}
	d->serve(t);
	if (f == NULL)
		return;
	spoil(f, t->proto, t->out);
	t->out->send = f->send;
	t->out->slow_ms = t->core->config.slow_ms;
	if (f->send == SEND_SLOW_START)
		t->out->delay_ms = t->out->slow_ms;
}

void
jobs_serve(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	static const char messages[] = "/v1/messages";
	struct jobs_call t = {
		.core = c, .jobs = c->jobs, .in = in, .out = out
	};
	const char *path = in->path + 3;

	t.proto = in->path[2] == '2' ? &proto_qianfan2 : &proto_openai;
	if (strncmp(in->path, messages, sizeof(messages) - 1) == 0) {
		t.proto = &proto_anthropic;
		path = in->path + sizeof(messages) - 1;
	}
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		if (strcmp(doors[i].method, in->method) != 0 ||
		    !matches(&doors[i], path, t.id))
			continue;
		pthread_mutex_lock(&c->jobs->lock);
		enter(&t, &doors[i]);
		pthread_mutex_unlock(&c->jobs->lock);
		return;
	}
	account_refuse(c, out, 404, "not_found",
		       "lencurve help sim has the paths");
}
