/*
 * The loop: curl's socket interface over epoll. curl_multi_poll walks every
 * handle at every turn, which with thousands of slow answers in flight is
 * most of the work; here a turn costs what has happened.
 *
 * curl looks for a connection to use again in a list of all it has to a
 * host, so calls are spread over several multi handles, each with its own
 * connections.
 */
#include "run/http.h"

#include <assert.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "run/http_impl.h"
#include "run/http_memory.h"
#include "run/watch.h"

enum {
	/* Most calls of one multi handle. With TLS each keeps certificates of
	 * its own, which take longer to read than a list to walk. */
	SHARD_CALLS = 32,
	SHARD_CALLS_TLS = 256,
	SPARE_FILES = 64,
};

struct http {
	struct http_setup setup;
	struct watch *watch;
	struct http_shard **shard;
	size_t nshard, shard_cap;
	uint32_t shard_calls;
	uint64_t now; /* of this turn of the loop */
	uint64_t due; /* no call in flight is late before */
	struct http_call *flying, *done, **done_end;
	struct http_call *ready, **ready_end; /* of flying: curl's next */
	bool woken;
	uint32_t conns; /* opened */
	struct http_doubt *doubt;
	size_t ndoubt, doubt_cap, doubt_at;
	bool shifted;
	size_t held; /* bytes of all bodies */
};

/* A few thousand connections need more than the usual soft limit. */
static void
raise_files(uint32_t calls)
{
	struct rlimit r;
	rlim_t need = (rlim_t)calls * 2 + SPARE_FILES;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur >= need)
		return;
	r.rlim_cur = need < r.rlim_max ? need : r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
}

/*
 * With a CA path set, libcurl reads the whole bundle again for each
 * connection; without one it keeps the parsed store.
 */
static bool
ca_bundle_suffices(const struct http_config *c)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);

	if (c->way.ca_file != NULL)
		return true;
	return v->age >= CURLVERSION_SEVENTH && v->cainfo != NULL &&
	       file_exists(v->cainfo);
}

/* A multi handle with room for a call. */
static struct http_shard *
roomy_shard(struct http *h)
{
	struct http_shard *s;

	if (h->nshard > 0 && h->shard[h->nshard - 1]->calls < h->shard_calls)
		return h->shard[h->nshard - 1];
	s = http_shard_new(h->watch, h->shard_calls);
	s->numbers = &h->conns;
	s->doubt = &h->doubt;
	s->ndoubt = &h->ndoubt;
	s->doubt_cap = &h->doubt_cap;
	s->shifted = &h->shifted;
	s->held = &h->held;
	h->shard =
	    mem_grow(h->shard, h->nshard, &h->shard_cap, sizeof(*h->shard));
	h->shard[h->nshard++] = s;
	return s;
}

struct http *
http_open(const struct http_config *c, struct err *e)
{
	struct http *h;

	if (http_memory_open() != 0) {
		err_set(e, STATUS_INTERNAL, "libcurl does not start");
		return NULL;
	}
	raise_files(c->calls);
	h = mem_calloc(1, sizeof(*h));
	h->setup = (struct http_setup){ .way = c->way,
					.user_agent = c->user_agent,
					.no_capath = ca_bundle_suffices(c),
					.max_body = c->max_body,
					.max_bodies = c->max_bodies };
	h->shard_calls = c->tls ? SHARD_CALLS_TLS : SHARD_CALLS;
	h->due = UINT64_MAX;
	h->done_end = &h->done;
	h->ready_end = &h->ready;
	h->watch = watch_open(e);
	if (h->watch != NULL)
		return h;
	http_close(h);
	return NULL;
}

void
http_close(struct http *h)
{
	if (h == NULL)
		return;
	assert(h->flying == NULL);
	for (size_t i = 0; i < h->nshard; i++)
		http_shard_free(h->shard[i]);
	free(h->shard);
	free(h->doubt);
	watch_close(h->watch);
	free(h);
	http_memory_close();
}

struct http_call *
http_call_new(struct http *h, void *owner)
{
	struct http_call *c = mem_calloc(1, sizeof(*c));

	c->http = h;
	c->owner = owner;
	c->shard = roomy_shard(h);
	c->shard->calls++;
	http_call_init(c, &h->setup);
	return c;
}

void
http_call_free(struct http_call *c)
{
	if (c == NULL)
		return;
	http_call_drop(c);
	http_call_fini(c);
	c->shard->calls--;
	free(c);
}

void
http_add(struct http *h, struct http_call *c)
{
	uint64_t due;
	int code;

	c->flying = true;
	due = http_reply_due(c, c->started, &code);
	if (due < h->due)
		h->due = due;
	c->prev = NULL;
	c->next = h->flying;
	if (h->flying != NULL)
		h->flying->prev = c;
	h->flying = c;
	c->ready = true;
	c->next_ready = NULL;
	*h->ready_end = c;
	h->ready_end = &c->next_ready;
}

/* The call at *at has waited for its turn. */
static void
unready(struct http *h, struct http_call **at)
{
	struct http_call *c = *at;

	*at = c->next_ready;
	if (h->ready_end == &c->next_ready)
		h->ready_end = at;
	c->ready = false;
}

void
http_remove(struct http *h, struct http_call *c)
{
	struct http_call **at = &h->ready;

	if (c->ready) {
		for (; *at != c; at = &(*at)->next_ready)
			;
		unready(h, at);
	} else {
		curl_multi_remove_handle(c->shard->multi, c->easy);
	}
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		h->flying = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	c->prev = c->next = NULL;
	c->flying = false;
}

static void
queue_done(struct http *h, struct http_call *c, int code, uint64_t now)
{
	http_remove(h, c);
	if (http_call_retry(c, code)) {
		http_add(h, c);
		return;
	}
	http_reply_finish(c, code, now);
	http_conn_drop(c);
	*h->done_end = c;
	h->done_end = &c->next;
}

struct http_call *
http_next(struct http *h)
{
	struct http_call *c = h->done;

	if (c == NULL)
		return NULL;
	h->done = c->next;
	if (h->done == NULL)
		h->done_end = &h->done;
	c->next = NULL;
	return c;
}

static void
collect(struct http *h, struct http_shard *s, uint64_t now)
{
	CURLMsg *m;
	int left;

	s->stirred = false;
	while ((m = curl_multi_info_read(s->multi, &left)) != NULL) {
		char *c = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &c);
		queue_done(h, (struct http_call *)(void *)c,
			   (int)m->data.result, now);
	}
}

/* Let curl act on fd, or on its timers; what that ends is collected. */
static void
act(struct http_shard *s, curl_socket_t fd, int mask)
{
	int running;

	s->stirred = true;
	curl_multi_socket_action(s->multi, fd, mask, &running);
}

static void
collect_all(struct http *h, uint64_t now)
{
	for (size_t i = 0; i < h->nshard; i++)
		if (h->shard[i]->stirred)
			collect(h, h->shard[i], now);
}

/* Let curl send the next call. */
static void
send_ready(struct http *h, uint64_t now)
{
	struct http_call *c = h->ready;
	struct http_shard *s = c->shard;

	unready(h, &h->ready);
	if (curl_multi_add_handle(s->multi, c->easy) != CURLM_OK) {
		queue_done(h, c, CURLE_FAILED_INIT, now);
		return;
	}
	s->timer = UINT64_MAX;
	act(s, CURL_SOCKET_TIMEOUT, 0);
	collect(h, s, now);
}

/*
 * What has come is read before more is sent, as it says whether its connection
 * is to be used again. So calls are sent one by one: the answer to one may be
 * there at once, and curl would take its connection for the next.
 */
static void
turn_shards(struct http *h, uint64_t now)
{
	collect_all(h, now);
	for (size_t i = 0; i < h->nshard && h->done == NULL; i++) {
		struct http_shard *s = h->shard[i];

		if (s->timer <= now) {
			s->timer = UINT64_MAX;
			act(s, CURL_SOCKET_TIMEOUT, 0);
			collect(h, s, now);
		}
	}
	while (h->ready != NULL && h->done == NULL)
		send_ready(h, now);
}

/*
 * Times are kept here rather than by curl, which would keep a timer or two a
 * call in a tree and read the clock for each.
 */
static void
end_late(struct http *h, uint64_t now)
{
	struct http_call *next;

	if (now < h->due)
		return;
	h->due = UINT64_MAX;
	for (struct http_call *c = h->flying; c != NULL; c = next) {
		int code;
		uint64_t due = http_reply_due(c, now, &code);

		next = c->next;
		if (due <= now)
			queue_done(h, c, code, now);
		else if (due < h->due)
			h->due = due;
	}
}

/* Milliseconds to sleep, rounded up so that nobody wakes too early. */
static int
nap(const struct http *h, uint64_t now, uint64_t until)
{
	uint64_t at = until;

	for (size_t i = 0; i < h->nshard; i++)
		if (h->shard[i]->timer < at)
			at = h->shard[i]->timer;
	if (h->flying != NULL && h->due < at)
		at = h->due;
	if (at <= now || h->done != NULL)
		return 0;
	at = (at - now + CLOCK_MS - 1) / CLOCK_MS;
	return at > 60000 ? 60000 : (int)at;
}

uint32_t
http_foul(struct http *h, uint32_t *from)
{
	struct http_doubt d = { 0, 0 };

	if (h->doubt_at < h->ndoubt)
		d = h->doubt[h->doubt_at++];
	*from = d.from;
	return d.number;
}

void
http_look(struct http *h)
{
	for (size_t i = 0; i < h->nshard; i++)
		http_conn_look(h->shard[i]);
}

uint64_t
http_now(const struct http *h)
{
	return h->now;
}

int
http_wait(struct http *h, uint64_t until, struct err *e)
{
	struct watch_event ev[WATCH_EVENTS];
	bool looked = false, more = false;
	uint64_t now;
	int n;

	/* Sockets are looked at whatever the time, and all of them before
	 * anything is late: after a stop (Ctrl-Z) the answers are there. */
	for (;; looked = true) {
		now = h->now = clock_mono();
		turn_shards(h, now);
		if (looked && !more)
			end_late(h, now);
		if (h->woken || (looked && (h->done != NULL || now >= until)))
			break;
		n = watch_wait(h->watch, nap(h, now, until), ev, &h->woken, e);
		if (n < 0)
			return -1;
		more = n == WATCH_EVENTS;
		for (int i = 0; i < n; i++)
			act(ev[i].owner, ev[i].fd,
			    (ev[i].in ? CURL_CSELECT_IN : 0) |
				(ev[i].out ? CURL_CSELECT_OUT : 0) |
				(ev[i].error ? CURL_CSELECT_ERR : 0));
	}
	h->woken = false;
	return 0;
}

void
http_wake(struct http *h)
{
	watch_wake(h->watch);
}
