/* http against a server that misbehaves as told. */
#define _GNU_SOURCE /* strcasestr */
#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/http.h"
#include "tests/unit/canned.h"

#define MS CLOCK_MS

enum {
	CEILING = 100 * 1000,
	BODY = 900 * 1000 /* goes without asking first */
};

static struct http *
open_http(void)
{
	struct http_config c = { .calls = 64, .max_body = CEILING };
	struct err e;
	struct http *h;

	signal(SIGPIPE, SIG_IGN);
	h = http_open(&c, &e);
	cr_assert_not_null(h, "%s", e.msg);
	return h;
}

static void
start_within(struct http_call *c, const char *url, uint64_t timeout_ms,
	     uint64_t stall_ms)
{
	struct http_send s = { .method = "POST",
			       .url = url,
			       .header = "X-Key: sk-planted\n",
			       .body = "{}",
			       .body_len = 2,
			       .timeout = timeout_ms * MS,
			       .connect_timeout = 2000 * MS,
			       .stall = stall_ms * MS };
	struct err e;

	cr_assert_eq(http_call_start(c, &s, &e), 0, "%s", e.msg);
}

/* A busy machine makes a server pause: only who tests a stall sets one. */
static void
start(struct http_call *c, const char *url, uint64_t timeout_ms)
{
	start_within(c, url, timeout_ms, 20000);
}

static void
await(struct http *h, const struct http_call *c)
{
	uint64_t limit = clock_mono() + 20 * CLOCK_SECOND;
	struct http_call *got;
	struct err e;

	while ((got = http_next(h)) == NULL && clock_mono() < limit)
		cr_assert_eq(http_wait(h, limit, &e), 0);
	cr_assert_eq(got, c, "the call did not end");
}

/* What a path of the server does, and how the call has to end. */
struct page {
	const char *path;
	enum http_end end;
	int status;
	const char *body;
	const char *raw; /* sent as it is; then the connection is closed */
	int pause_ms;    /* before closing */
};

static const struct page pages[] = {
	{ "/ok", HTTP_ANSWERED, 200, "hello",
	  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 0 },
	{ "/chunked", HTTP_ANSWERED, 200, "hello",
	  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	  "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
	  0 },
	{ "/until-close", HTTP_ANSWERED, 200, "hello",
	  "HTTP/1.0 200 OK\r\n\r\nhello", 0 },
	{ "/html", HTTP_ANSWERED, 502, "<html>",
	  "HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>", 0 },
	{ "/redirect", HTTP_ANSWERED, 302, "",
	  "HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n",
	  0 },
	{ "/cut", HTTP_LOST, 200, "hel",
	  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", 0 },
	{ "/cut-chunk", HTTP_LOST, 200, "he",
	  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n",
	  0 },
	{ "/nothing", HTTP_LOST, -1, "", "", 0 },
	{ "/half-head", HTTP_LOST, 200, "", "HTTP/1.1 200 OK\r\nContent-", 0 },
	{ "/ssh", HTTP_BROKEN, -1, "", "SSH-2.0-OpenSSH\r\n", 0 },
	{ "/says-2", HTTP_BROKEN, 200, "",
	  "HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello", 0 },
	{ "/says-2-shortly", HTTP_BROKEN, 200, "",
	  "HTTP/2 200 \r\nContent-Length: 5\r\n\r\nhello", 0 },
	{ "/says-3", HTTP_BROKEN, -1, "",
	  "HTTP/3 200 OK\r\nContent-Length: 5\r\n\r\nhello", 0 },
	{ "/bad-gzip", HTTP_BROKEN, 200, "",
	  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
	  "Content-Length: 5\r\n\r\nhello",
	  0 },
	{ "/odd-encoding", HTTP_BROKEN, 200, "",
	  "HTTP/1.1 200 OK\r\nContent-Encoding: x-lzma\r\n"
	  "Content-Length: 5\r\n\r\nhello",
	  0 },
	{ "/silent", HTTP_TIMED_OUT, -1, "", "", 1500 },
	{ "/stall", HTTP_STALLED, 200, "he",
	  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", 2500 },
};
enum { PAGES = sizeof(pages) / sizeof(pages[0]) };

static bool
serve_page(int fd, const char *request, void *ctx)
{
	(void)ctx;
	for (size_t i = 0; i < PAGES; i++) {
		char line[64];

		snprintf(line, sizeof(line), "POST %s HTTP", pages[i].path);
		if (strncmp(request, line, strlen(line)) != 0)
			continue;
		send(fd, pages[i].raw, strlen(pages[i].raw), MSG_NOSIGNAL);
		if (pages[i].pause_ms > 0)
			usleep((unsigned)pages[i].pause_ms * 1000);
		return false;
	}
	return false;
}

Test(http, ends)
{
	struct canned *server = canned_start(serve_page, NULL);

	for (size_t i = 0; i < PAGES; i++) {
		const struct page *p = &pages[i];
		struct http *h = open_http();
		struct http_call *c = http_call_new(h, NULL);
		const struct provider_response *r;
		unsigned before = canned_requests(server);
		char url[128];

		snprintf(url, sizeof(url), "%s%s", canned_url(server), p->path);
		start_within(c, url, p->end == HTTP_TIMED_OUT ? 300 : 10000,
			     p->end == HTTP_STALLED ? 200 : 20000);
		await(h, c);
		r = http_call_response(c);
		cr_assert_eq(http_call_end(c), p->end, "%s: %d %s", p->path,
			     http_call_end(c), http_call_why(c));
		cr_assert_eq(r->status, p->status, "%s: %d", p->path,
			     (int)r->status);
		cr_assert_str_eq(r->body, p->body, "%s", p->path);
		cr_assert_eq(r->body_len, strlen(p->body), "%s", p->path);
		cr_assert_null(strstr(http_call_why(c), "planted"));
		cr_assert_null(strstr(http_call_why(c), p->path));
		if (strcmp(p->path, "/odd-encoding") == 0)
			cr_assert_not_null(
			    strstr(http_call_why(c), "\"x-lzma\""), "%s",
			    http_call_why(c));
		cr_assert_eq(canned_requests(server), before + 1, "%s",
			     p->path);
		http_call_free(c);
		http_close(h);
	}
	canned_stop(server);
}

static bool
serve_long_header(int fd, const char *request, void *ctx)
{
	enum { LENGTH = 100 * 1024 };

	(void)request;
	(void)ctx;
	dprintf(fd,
		"HTTP/1.1 200 OK\r\nX-Long: %0*d\r\nContent-Length: 2"
		"\r\n\r\n{}",
		LENGTH, 1);
	return false;
}

/* Told as what it is, not as want of memory. */
Test(http, a_header_line_of_100_kilobytes)
{
	struct canned *server = canned_start(serve_long_header, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);

	start(c, canned_url(server), 10000);
	await(h, c);
	cr_assert_eq(http_call_end(c), HTTP_TOO_LARGE, "%s", http_call_why(c));
	cr_assert_not_null(strstr(http_call_why(c), "a line of the answer's "
						    "headers"),
			   "%s", http_call_why(c));
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

static bool
serve_big(int fd, const char *request, void *ctx)
{
	char block[1000];

	(void)request;
	(void)ctx;
	memset(block, 'a', sizeof(block));
	dprintf(fd, "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n");
	for (int i = 0; i < 200; i++)
		if (send(fd, block, sizeof(block), MSG_NOSIGNAL) < 0)
			return false;
	return true;
}

Test(http, a_body_above_the_ceiling_is_not_read)
{
	struct canned *server = canned_start(serve_big, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);

	start(c, canned_url(server), 10000);
	await(h, c);
	cr_assert_eq(http_call_end(c), HTTP_TOO_LARGE, "%s", http_call_why(c));
	cr_assert_leq(http_call_response(c)->body_len, CEILING);
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

static bool
serve_headers(int fd, const char *request, void *ctx)
{
	(void)request;
	(void)ctx;
	canned_reply(fd, 429,
		     "ReTrY-AfTeR:  3 \r\nX-RateLimit-Limit-Requests: 60\r\n"
		     "Set-Cookie: a=b\r\nretry-after-ms:\r\n"
		     "Content-Type: application/json\r\n",
		     "{}");
	return true;
}

Test(http, headers_that_matter_in_lower_case)
{
	static const char *const want[][2] = {
		{ "retry-after", "3" },
		{ "x-ratelimit-limit-requests", "60" },
		{ "retry-after-ms", "" },
		{ "content-type", "application/json" },
	};
	struct canned *server = canned_start(serve_headers, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);
	const struct provider_response *r;

	for (int round = 0; round < 2; round++) {
		start(c, canned_url(server), 10000);
		await(h, c);
		r = http_call_response(c);
		cr_assert_eq(r->nheader, 4);
		for (size_t i = 0; i < 4; i++) {
			cr_assert_str_eq(r->header[i].name, want[i][0]);
			cr_assert_str_eq(r->header[i].value, want[i][1]);
		}
	}
	cr_assert_eq(canned_connections(server), 1, "keep-alive");
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

/* The second request on a connection gets no answer, and is not sent again
 * behind our back. */
static bool
serve_once(int fd, const char *request, void *ctx)
{
	int *served = ctx;

	(void)request;
	if ((*served)++ == 0) {
		canned_reply(fd, 200, "", "ok");
		return true;
	}
	return false;
}

/* Answers with the request it got. */
static bool
echo(int fd, const char *request, void *ctx)
{
	(void)ctx;
	canned_reply(fd, 200, "", request);
	return true;
}

static unsigned
times(const char *text, const char *word)
{
	unsigned n = 0;

	for (; (text = strcasestr(text, word)) != NULL; text++)
		n++;
	return n;
}

/*
 * One call, used again: another host (behind a proxy), path and query, other
 * headers. Only another machine is asked to compress.
 */
static const struct {
	const char *host, *path, *header, *first_line, *encoding;
} sends[] = {
	{ NULL, "/v1/chat", "X-A: 1\n", "POST /v1/chat HTTP/1.1\r\n", NULL },
	{ "http://far.invalid", "/v1/chat", "X-A: 1\n",
	  "POST http://far.invalid/v1/chat HTTP/1.1\r\n",
	  "\r\naccept-encoding: gzip\r\n" },
	{ "http://far.invalid", "/v1/chat", "X-A: 1\n",
	  "POST http://far.invalid/v1/chat HTTP/1.1\r\n",
	  "\r\naccept-encoding: gzip\r\n" },
	{ NULL, "/v1/chat?access_token=t1", "X-A: 1\nX-B: 2\n",
	  "POST /v1/chat?access_token=t1 HTTP/1.1\r\n", NULL },
	{ NULL, "/a%20b?access_token=t2", NULL,
	  "POST /a%20b?access_token=t2 HTTP/1.1\r\n", NULL },
	{ "http://far.invalid", "/", NULL,
	  "POST http://far.invalid/ HTTP/1.1\r\n",
	  "\r\naccept-encoding: gzip\r\n" },
	{ NULL, "/v1/chat", "X-Accept-Encoding: x\nAccept-Encoding: identity\n",
	  "POST /v1/chat HTTP/1.1\r\n", "\r\nAccept-Encoding: identity\r\n" },
};

Test(http, what_is_sent_follows_the_url_and_the_headers)
{
	struct canned *server = canned_start(echo, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);

	setenv("http_proxy", canned_url(server), 1);
	for (size_t i = 0; i < sizeof(sends) / sizeof(sends[0]); i++) {
		const char *host = sends[i].host, *want = sends[i].encoding;
		char url[128];
		struct http_send s = { .method = "POST",
				       .url = url,
				       .header = sends[i].header,
				       .body = "{}",
				       .body_len = 2,
				       .timeout = CLOCK_SECOND * 10,
				       .connect_timeout = CLOCK_SECOND };
		const char *got;
		struct err e;

		snprintf(url, sizeof(url), "%s%s",
			 host == NULL ? canned_url(server) : host,
			 sends[i].path);
		cr_assert_eq(http_call_start(c, &s, &e), 0, "%s", e.msg);
		await(h, c);
		got = http_call_response(c)->body;
		cr_assert_eq(strncmp(got, sends[i].first_line,
				     strlen(sends[i].first_line)),
			     0, "row %zu: %s", i, got);
		cr_assert(want == NULL || strstr(got, want) != NULL,
			  "row %zu: %s", i, got);
		cr_assert_eq(times(got, "\naccept-encoding:"), want != NULL,
			     "row %zu: %s", i, got);
		cr_assert_eq(times(got, "\nX-"),
			     s.header == NULL ? 0u : times(s.header, "X-"),
			     "row %zu: %s", i, got);
	}
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

/* Answers with the head of the request it got. */
static bool
echo_head(int fd, const char *request, void *ctx)
{
	char head[4096];

	(void)ctx;
	snprintf(head, sizeof(head), "%.*s",
		 (int)(strstr(request, "\r\n\r\n") - request), request);
	canned_reply(fd, 200, "", head);
	return true;
}

/* libcurl would first ask whether it may, and then wait. */
Test(http, a_body_of_a_mebibyte_and_more_is_sent_without_asking)
{
	static const size_t size[] = { 2, 1024 * 1024 + 1, 2 };
	struct canned *server = canned_start(echo_head, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);
	char *body = malloc(size[1]);

	memset(body, ' ', size[1]);
	for (size_t i = 0; i < sizeof(size) / sizeof(size[0]); i++) {
		struct http_send s = { .method = "POST",
				       .url = canned_url(server),
				       .header = "X-A: 1\n",
				       .body = body,
				       .body_len = size[i],
				       .timeout = CLOCK_SECOND * 10,
				       .connect_timeout = CLOCK_SECOND };
		const char *got;
		struct err e;

		cr_assert_eq(http_call_start(c, &s, &e), 0, "%s", e.msg);
		await(h, c);
		cr_assert_eq(http_call_end(c), HTTP_ANSWERED, "%s",
			     http_call_why(c));
		got = http_call_response(c)->body;
		cr_assert_eq(times(got, "\nexpect:"), 0, "%s", got);
		cr_assert_eq(times(got, "\nx-a: 1"), 1, "%s", got);
	}
	free(body);
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

static bool
serve_nothing(int fd, const char *request, void *ctx)
{
	(void)fd;
	(void)request;
	(void)ctx;
	usleep(1000 * 1000);
	return false;
}

/* Some that are never answered: each ends at its own time, not another's. */
Test(http, each_has_its_own_time)
{
	static const struct {
		const char *scheme; /* https: a connection that does not come */
		uint64_t timeout, connect, least;
		enum http_end end;
	} late[] = {
		{ "http", 600 * MS, 100 * MS, 600 * MS, HTTP_TIMED_OUT },
		{ "https", 800 * MS, 200 * MS, 200 * MS, HTTP_UNREACHED },
		{ "http", 400 * MS, 800 * MS, 400 * MS, HTTP_TIMED_OUT },
		{ "https", 300 * MS, 800 * MS, 300 * MS, HTTP_UNREACHED },
	};
	enum { N = sizeof(late) / sizeof(late[0]) };
	struct canned *server = canned_start(serve_nothing, NULL);
	uint64_t limit = clock_mono() + 20 * CLOCK_SECOND, last = 0;
	struct http *h = open_http();
	struct http_call *call[N];
	struct err e;

	for (int i = 0; i < N; i++) {
		char url[64];
		struct http_send s = { .method = "POST",
				       .url = url,
				       .timeout = late[i].timeout,
				       .connect_timeout = late[i].connect,
				       .stall = 50 * MS };

		snprintf(url, sizeof(url), "%s%s", late[i].scheme,
			 canned_url(server) + strlen("http"));
		call[i] = http_call_new(h, (void *)(uintptr_t)i);
		cr_assert_eq(http_call_start(call[i], &s, &e), 0, "%s", e.msg);
	}
	for (int done = 0; done < N && clock_mono() < limit;) {
		struct http_call *c;

		cr_assert_eq(http_wait(h, limit, &e), 0);
		for (; (c = http_next(h)) != NULL; done++) {
			uintptr_t i = (uintptr_t)http_call_owner(c);

			cr_assert_eq(http_call_end(c), late[i].end, "%zu: %s",
				     (size_t)i, http_call_why(c));
			cr_assert_geq(http_call_took(c), late[i].least);
			cr_assert_geq(late[i].least, last, "row %zu",
				      (size_t)i);
			last = late[i].least;
		}
	}
	for (int i = 0; i < N; i++)
		http_call_free(call[i]);
	http_close(h);
	canned_stop(server);
}

static bool
serve_soon(int fd, const char *request, void *ctx)
{
	(void)request;
	(void)ctx;
	usleep(100 * 1000);
	canned_reply(fd, 200, "", "ok");
	return true;
}

/* We were stopped, not the server: what came meanwhile is paid for. */
Test(http, answers_that_wait_are_not_late)
{
	enum { N = 100 }; /* more than one look takes */
	struct canned *server = canned_start(serve_soon, NULL);
	struct http *h = open_http();
	struct http_call *call[N], *c;
	struct err e;

	for (int i = 0; i < N; i++)
		call[i] = http_call_new(h, NULL);
	/* The second time there are connections, and no timer of curl's. */
	for (int round = 0; round < 2; round++) {
		uint64_t limit = clock_mono() + 20 * CLOCK_SECOND;
		int done = 0;

		for (int i = 0; i < N; i++)
			start(call[i], canned_url(server),
			      round == 0 ? 10000 : 300);
		if (round == 1) {
			cr_assert_eq(http_wait(h, clock_mono() + 50 * MS, &e),
				     0);
			usleep(500 * 1000);
		}
		for (; done < N && clock_mono() < limit;) {
			cr_assert_eq(http_wait(h, limit, &e), 0);
			for (; (c = http_next(h)) != NULL; done++)
				cr_assert_eq(http_call_end(c), HTTP_ANSWERED,
					     "%d: %s", done, http_call_why(c));
		}
		cr_assert_eq(done, N);
	}
	for (int i = 0; i < N; i++)
		http_call_free(call[i]);
	http_close(h);
	canned_stop(server);
}

/* But where the server hung up on a connection that was used before; and
 * then once more, over a fresh one. */
Test(http, nothing_is_sent_twice)
{
	int served = 0;
	struct canned *server = canned_start(serve_once, &served);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);

	start(c, canned_url(server), 10000);
	await(h, c);
	cr_assert_eq(http_call_end(c), HTTP_ANSWERED);
	start(c, canned_url(server), 10000);
	await(h, c);
	cr_assert_eq(http_call_end(c), HTTP_LOST, "%s", http_call_why(c));
	usleep(50 * 1000);
	cr_assert_eq(canned_requests(server), 3);
	cr_assert_eq(canned_connections(server), 2);
	cr_assert_eq(http_call_resent(c), 1);
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

/* Sends of this program until one that finds the other side gone; 0: none. */
static atomic_int sends_left;

ssize_t
send(int fd, const void *data, size_t n, int flags)
{
	int left = atomic_load(&sends_left);

	if (left > 0) {
		atomic_store(&sends_left, left - 1);
		if (left == 1) {
			errno = EPIPE;
			return -1;
		}
	}
	return sendto(fd, data, n, flags, NULL, 0);
}

static bool
serve_ok(int fd, const char *request, void *ctx)
{
	(void)request;
	(void)ctx;
	canned_reply(fd, 200, "", "ok");
	return true;
}

/* libcurl itself sends again what it had sent whole; the rest is ours. */
Test(http, a_body_that_is_cut_off_is_sent_once_more)
{
	struct canned *server = canned_start(serve_ok, NULL);
	char *body = mem_calloc(BODY + 1, 1);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);
	struct http_send s = { .method = "POST",
			       .url = canned_url(server),
			       .body = memset(body, ' ', BODY),
			       .timeout = 20000 * MS,
			       .connect_timeout = 2000 * MS,
			       .stall = 20000 * MS };
	struct err e;

	for (int k = 0; k < 2; k++) {
		s.body_len = k == 0 ? 2 : BODY;
		cr_assert_eq(http_call_start(c, &s, &e), 0, "%s", e.msg);
		atomic_store(&sends_left, k == 0 ? 0 : 2);
		await(h, c);
		cr_assert_eq(atomic_load(&sends_left), 0);
		cr_assert_eq(http_call_end(c), HTTP_ANSWERED, "%d: %s", k,
			     http_call_why(c));
	}
	cr_assert_eq(http_call_resent(c), 1);
	cr_assert_eq(canned_requests(server), 2, "one was never whole");
	cr_assert_eq(canned_connections(server), 2);
	http_call_free(c);
	http_close(h);
	canned_stop(server);
	free(body);
}

/* It answers, says something more when nobody asked, and goes on. */
static bool
serve_unasked(int fd, const char *request, void *ctx)
{
	const char *more = ctx;

	canned_reply(fd, 200, "", strstr(request, "\r\n\r\n") + 4);
	if (*more != '\0') {
		usleep(20 * 1000);
		dprintf(fd, "%s", more);
	}
	return true;
}

Test(http, a_connection_with_something_to_read_is_not_used_again)
{
	static const struct {
		const char *id, *more;
		unsigned connections;
		bool foul;
	} cases[] = {
		{ "nothing", "", 1, false },
		{ "an answer", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno",
		  2, true },
		{ "a page", "HTTP/1.1 504 X\r\nContent-Length: 2\r\n\r\nno", 2,
		  true },
		{ "good-bye", "HTTP/1.1 408 X\r\nContent-Length: 2\r\n\r\nno",
		  2, false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct canned *server = canned_start(
		    serve_unasked, (void *)(uintptr_t)cases[i].more);
		struct http *h = open_http();
		struct http_call *c = http_call_new(h, NULL);
		uint32_t from;

		for (int k = 0; k < 2; k++) {
			start(c, canned_url(server), 10000);
			await(h, c);
			cr_assert_eq(http_call_end(c), HTTP_ANSWERED);
			cr_assert_str_eq(http_call_response(c)->body, "{}",
					 "%s", cases[i].id);
			cr_assert_eq(http_call_over(c) != 0,
				     k == 1 && cases[i].connections == 1);
			usleep(60 * 1000);
		}
		http_look(h);
		cr_assert_eq(canned_connections(server), cases[i].connections,
			     "%s", cases[i].id);
		cr_assert_eq(http_foul(h, &from) != 0, cases[i].foul, "%s",
			     cases[i].id);
		cr_assert_eq(canned_requests(server), 2);
		http_call_free(c);
		http_close(h);
		canned_stop(server);
	}
}

static bool
serve_echo(int fd, const char *request, void *ctx)
{
	usleep(*(const unsigned *)ctx);
	canned_reply(fd, 200, "", strstr(request, "\r\n\r\n") + 4);
	return true;
}

/* An answer may come while the next call is sent: its connection is kept. */
static void
many_at_once(unsigned pause_us)
{
	enum { N = 150, ROUNDS = 5 }; /* more than a multi handle takes */
	struct canned *server = canned_start(serve_echo, &pause_us);
	struct http *h = open_http();
	struct http_call *call[N];
	char body[N][32];
	struct err e;

	for (int i = 0; i < N; i++)
		call[i] = http_call_new(h, body[i]);
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t limit = clock_mono() + 20 * CLOCK_SECOND;
		int done = 0;

		for (int i = 0; i < N; i++) {
			struct http_send s = { .method = "POST",
					       .url = canned_url(server),
					       .body = body[i],
					       .timeout = limit,
					       .connect_timeout = limit };

			s.body_len = (size_t)snprintf(
			    body[i], 32, "round %d call %d", round, i);
			cr_assert_eq(http_call_start(call[i], &s, &e), 0);
		}
		while (done < N && clock_mono() < limit) {
			struct http_call *c;

			http_wait(h, limit, &e);
			for (; (c = http_next(h)) != NULL; done++)
				cr_assert_str_eq(http_call_response(c)->body,
						 (char *)http_call_owner(c));
		}
		cr_assert_eq(done, N);
	}
	cr_assert_leq(canned_connections(server), N, "keep-alive");
	for (int i = 0; i < N; i++)
		http_call_free(call[i]);
	http_close(h);
	canned_stop(server);
}

Test(http, many_at_once_and_each_its_own_answer)
{
	many_at_once(20 * 1000);
	many_at_once(0);
}

Test(http, a_port_that_refuses)
{
	struct canned *server = canned_start(serve_echo, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);
	char url[64];

	snprintf(url, sizeof(url), "%s", canned_url(server));
	canned_stop(server);
	start(c, url, 5000);
	await(h, c);
	cr_assert_eq(http_call_end(c), HTTP_UNREACHED);
	cr_assert_not_null(strstr(http_call_why(c), "127.0.0.1"), "%s",
			   http_call_why(c));
	http_call_free(c);
	http_close(h);
}

static bool
serve_slow(int fd, const char *request, void *ctx)
{
	(void)fd;
	(void)request;
	(void)ctx;
	usleep(300 * 1000);
	return false;
}

static void *
wake_soon(void *h)
{
	usleep(50 * 1000);
	http_wake(h);
	return NULL;
}

Test(http, waking_and_dropping)
{
	struct canned *server = canned_start(serve_slow, NULL);
	struct http *h = open_http();
	struct http_call *c = http_call_new(h, NULL);
	pthread_t t;
	struct err e;

	start(c, canned_url(server), 10000);
	pthread_create(&t, NULL, wake_soon, h);
	cr_assert_eq(http_wait(h, clock_mono() + 20 * CLOCK_SECOND, &e), 0);
	cr_assert_null(http_next(h));
	pthread_join(t, NULL);
	http_call_drop(c);
	cr_assert_eq(http_wait(h, clock_mono() + 10 * MS, &e), 0);
	cr_assert_null(http_next(h));
	http_call_free(c);
	http_close(h);
	canned_stop(server);
}

static bool
serve_much(int fd, const char *request, void *ctx)
{
	char *body = ctx;

	(void)request;
	canned_reply(fd, 200, "", body);
	return true;
}

/* Each may be large; all together may not. */
Test(http, bodies_have_a_common_ceiling)
{
	enum { N = 16, EACH = 3 * 1024 * 1024, ROOM = 16 * 1024 * 1024 };
	struct http_config config = { .calls = N,
				      .max_body = EACH + 1,
				      .max_bodies = ROOM };
	char *body = malloc(EACH + 1);
	struct canned *server;
	struct http_call *call[N], *c;
	int answered = 0, crowded = 0;
	struct http *h;
	struct err e;

	memset(body, 'x', EACH);
	body[EACH] = '\0';
	server = canned_start(serve_much, body);
	h = http_open(&config, &e);
	for (int i = 0; i < N; i++)
		call[i] = http_call_new(h, NULL);
	/* One is whole; of all others at once perhaps none. */
	start(call[0], canned_url(server), 20000);
	await(h, call[0]);
	answered += http_call_end(call[0]) == HTTP_ANSWERED;
	for (int i = 1; i < N; i++)
		start(call[i], canned_url(server), 20000);
	while (answered + crowded < N) {
		cr_assert_eq(http_wait(h, UINT64_MAX, &e), 0);
		while ((c = http_next(h)) != NULL) {
			bool whole = http_call_end(c) == HTTP_ANSWERED;

			cr_assert(whole || http_call_end(c) == HTTP_CROWDED,
				  "%s", http_call_why(c));
			answered += whole;
			crowded += !whole;
		}
	}
	cr_assert_gt(crowded, 0);
	cr_assert_gt(answered, 0);
	cr_assert_leq((size_t)answered * EACH, (size_t)ROOM);
	/* What is forgotten makes room. */
	for (int i = 0; i < N; i++)
		http_call_forget(call[i]);
	start(call[0], canned_url(server), 20000);
	await(h, call[0]);
	cr_assert_eq(http_call_end(call[0]), HTTP_ANSWERED);
	for (int i = 0; i < N; i++)
		http_call_free(call[i]);
	http_close(h);
	canned_stop(server);
	free(body);
}
