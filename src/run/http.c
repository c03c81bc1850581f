/*
 * The loop: curl's socket interface over epoll. curl_multi_poll walks every
 * handle at every turn, which with thousands of slow answers in flight is
 * most of the work; here a turn costs what has happened.
 *
 * curl stops watching a connection when a request is over and watches it
 * again when the next one is sent. Changes are put off until we are about to
 * sleep, so this pair costs no system call.
 */
#include "run/http.h"

#include <assert.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "run/http_impl.h"

enum { EVENTS = 256, SPARE_FILES = 64 };

/* What epoll watches of a descriptor, and what it should. */
struct watch {
	uint32_t have, want;
	bool ours;  /* opened by http_socket_open, so its end is seen */
	bool dirty; /* in the list of changes */
};

struct http {
	CURLM *multi;
	struct http_setup setup;
	int epoll, wake;
	struct watch *watch; /* by descriptor */
	size_t nwatch;
	int *dirty;
	size_t ndirty, dirty_cap;
	uint64_t timer; /* when curl wants a turn, or UINT64_MAX */
	uint64_t now;   /* of this turn of the loop */
	uint64_t sweep; /* next look for stalled calls */
	struct http_call *flying, *done, **done_end;
	bool woken;
};

static struct watch *
watch_of(struct http *h, int fd)
{
	size_t n = h->nwatch == 0 ? 64 : h->nwatch;

	if ((size_t)fd >= h->nwatch) {
		while (n <= (size_t)fd)
			n *= 2;
		h->watch = mem_realloc(h->watch, n, sizeof(*h->watch));
		memset(h->watch + h->nwatch, 0,
		       (n - h->nwatch) * sizeof(*h->watch));
		h->nwatch = n;
	}
	return &h->watch[fd];
}

static void
watch_apply(struct http *h, int fd)
{
	struct watch *w = watch_of(h, fd);
	struct epoll_event ev = { .events = w->want, .data.fd = fd };
	int op = w->have == 0   ? EPOLL_CTL_ADD
		 : w->want == 0 ? EPOLL_CTL_DEL
				: EPOLL_CTL_MOD;

	if (w->have == w->want)
		return;
	w->have = w->want;
	if (epoll_ctl(h->epoll, op, fd, &ev) == 0)
		return;
	/* A descriptor of a library's own may have been closed and opened
	 * again behind our back. */
	if (errno == EEXIST)
		epoll_ctl(h->epoll, EPOLL_CTL_MOD, fd, &ev);
	else if (errno == ENOENT && w->want != 0)
		epoll_ctl(h->epoll, EPOLL_CTL_ADD, fd, &ev);
}

static void
watch_apply_all(struct http *h)
{
	for (size_t i = 0; i < h->ndirty; i++) {
		h->watch[h->dirty[i]].dirty = false;
		watch_apply(h, h->dirty[i]);
	}
	h->ndirty = 0;
}

static int
on_socket(CURL *easy, curl_socket_t fd, int what, void *user, void *unused)
{
	struct http *h = user;
	struct watch *w = watch_of(h, fd);

	(void)easy;
	(void)unused;
	w->want = 0;
	if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
		w->want |= EPOLLIN;
	if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
		w->want |= EPOLLOUT;
	if (!w->ours) {
		watch_apply(h, fd);
	} else if (!w->dirty) {
		w->dirty = true;
		h->dirty = mem_grow(h->dirty, h->ndirty, &h->dirty_cap,
				    sizeof(*h->dirty));
		h->dirty[h->ndirty++] = fd;
	}
	return 0;
}

static int
on_timer(CURLM *multi, long ms, void *user)
{
	struct http *h = user;

	(void)multi;
	h->timer = ms < 0 ? UINT64_MAX : clock_mono() + (uint64_t)ms * CLOCK_MS;
	return 0;
}

int
http_socket_open(struct http *h, int domain, int type, int protocol)
{
	int fd = socket(domain, type | SOCK_CLOEXEC, protocol);

	if (fd >= 0)
		watch_of(h, fd)->ours = true;
	return fd;
}

/* Closing takes it out of epoll. */
int
http_socket_close(struct http *h, int fd)
{
	struct watch *w = watch_of(h, fd);

	w->have = w->want = 0;
	w->ours = false;
	return close(fd);
}

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

	if (c->ca_file != NULL)
		return true;
	return v->age >= CURLVERSION_SEVENTH && v->cainfo != NULL &&
	       file_exists(v->cainfo);
}

static int
open_epoll(struct http *h, struct err *e)
{
	struct epoll_event ev = { .events = EPOLLIN };

	h->epoll = epoll_create1(EPOLL_CLOEXEC);
	h->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	ev.data.fd = h->wake;
	if (h->epoll < 0 || h->wake < 0 ||
	    epoll_ctl(h->epoll, EPOLL_CTL_ADD, h->wake, &ev) != 0)
		return err_errno(e, STATUS_INTERNAL, "epoll");
	return 0;
}

struct http *
http_open(const struct http_config *c, struct err *e)
{
	struct http *h;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		err_set(e, STATUS_INTERNAL, "libcurl does not start");
		return NULL;
	}
	raise_files(c->calls);
	h = mem_calloc(1, sizeof(*h));
	h->setup = (struct http_setup){ .ca_file = c->ca_file,
					.user_agent = c->user_agent,
					.no_capath = ca_bundle_suffices(c),
					.max_body = c->max_body };
	h->timer = UINT64_MAX;
	h->done_end = &h->done;
	h->epoll = h->wake = -1;
	h->multi = curl_multi_init();
	if (h->multi == NULL) {
		err_set(e, STATUS_INTERNAL, "curl_multi_init failed");
		goto fail;
	}
	if (open_epoll(h, e) != 0)
		goto fail;
	curl_multi_setopt(h->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(h->multi, CURLMOPT_SOCKETDATA, h);
	curl_multi_setopt(h->multi, CURLMOPT_TIMERFUNCTION, on_timer);
	curl_multi_setopt(h->multi, CURLMOPT_TIMERDATA, h);
	curl_multi_setopt(h->multi, CURLMOPT_PIPELINING,
			  (long)CURLPIPE_MULTIPLEX);
	curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS, (long)c->calls);
	return h;
fail:
	http_close(h);
	return NULL;
}

void
http_close(struct http *h)
{
	if (h == NULL)
		return;
	assert(h->flying == NULL);
	curl_multi_cleanup(h->multi);
	if (h->epoll >= 0)
		close(h->epoll);
	if (h->wake >= 0)
		close(h->wake);
	free(h->watch);
	free(h->dirty);
	free(h);
	curl_global_cleanup();
}

struct http_call *
http_call_new(struct http *h, void *owner)
{
	struct http_call *c = mem_calloc(1, sizeof(*c));

	c->http = h;
	c->owner = owner;
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
	free(c);
}

int
http_add(struct http *h, struct http_call *c, struct err *e)
{
	CURLMcode rc = curl_multi_add_handle(h->multi, c->easy);

	if (rc != CURLM_OK)
		return err_set(e, STATUS_INTERNAL, "libcurl: %s",
			       curl_multi_strerror(rc));
	c->flying = true;
	c->prev = NULL;
	c->next = h->flying;
	if (h->flying != NULL)
		h->flying->prev = c;
	h->flying = c;
	return 0;
}

void
http_remove(struct http *h, struct http_call *c)
{
	curl_multi_remove_handle(h->multi, c->easy);
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
	http_call_finish(c, code, now);
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
collect(struct http *h, uint64_t now)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(h->multi, &left)) != NULL) {
		char *c = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &c);
		queue_done(h, (struct http_call *)(void *)c,
			   (int)m->data.result, now);
	}
}

/* Silence after the first byte, looked for once a second. */
static void
sweep_stalled(struct http *h, uint64_t now)
{
	struct http_call *next;

	if (now < h->sweep)
		return;
	h->sweep = now + CLOCK_SECOND;
	for (struct http_call *c = h->flying; c != NULL; c = next) {
		next = c->next;
		if (c->stall > 0 && c->last_byte > 0 &&
		    now > c->last_byte + c->stall)
			queue_done(h, c, -1, now);
	}
}

/* Milliseconds to sleep, rounded up so that nobody wakes too early. */
static int
nap(const struct http *h, uint64_t now, uint64_t until)
{
	uint64_t at = until < h->timer ? until : h->timer;

	if (h->flying != NULL && h->sweep < at)
		at = h->sweep;
	if (at <= now)
		return 0;
	at = (at - now + CLOCK_MS - 1) / CLOCK_MS;
	return at > 60000 ? 60000 : (int)at;
}

static void
on_event(struct http *h, const struct epoll_event *ev)
{
	int fd = ev->data.fd, mask = 0, running;
	uint64_t n;

	if (fd == h->wake) {
		h->woken = read(h->wake, &n, sizeof(n)) > 0 || h->woken;
		return;
	}
	if (ev->events & EPOLLIN)
		mask |= CURL_CSELECT_IN;
	if (ev->events & EPOLLOUT)
		mask |= CURL_CSELECT_OUT;
	if (ev->events & (EPOLLERR | EPOLLHUP))
		mask |= CURL_CSELECT_ERR;
	curl_multi_socket_action(h->multi, fd, mask, &running);
}

uint64_t
http_now(const struct http *h)
{
	return h->now;
}

int
http_wait(struct http *h, uint64_t until, struct err *e)
{
	struct epoll_event ev[EVENTS];
	uint64_t now;
	int running, n;

	for (;;) {
		now = h->now = clock_mono();
		if (h->timer <= now) {
			h->timer = UINT64_MAX;
			curl_multi_socket_action(h->multi, CURL_SOCKET_TIMEOUT,
						 0, &running);
		}
		sweep_stalled(h, now);
		collect(h, now);
		if (h->done != NULL || h->woken || now >= until)
			break;
		watch_apply_all(h);
		n = epoll_wait(h->epoll, ev, EVENTS, nap(h, now, until));
		if (n < 0 && errno != EINTR)
			return err_errno(e, STATUS_INTERNAL, "epoll_wait");
		for (int i = 0; i < n; i++)
			on_event(h, &ev[i]);
	}
	h->woken = false;
	return 0;
}

void
http_wake(struct http *h)
{
	uint64_t one = 1;
	int saved = errno;

	/* A full counter is a wake-up already. */
	if (write(h->wake, &one, sizeof(one)) < 0)
		errno = saved;
	errno = saved;
}
