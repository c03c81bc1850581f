/*
 * One request on one easy handle. What does not change between requests (and
 * in a sweep that is all but the body) is set once and left alone: no list
 * of headers is built and no URL parsed for an answer.
 */
#include <assert.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/http_impl.h"

enum {
	URL_MAX = 16 * 1024,
	HEADER_MAX = 64 * 1024,
	UPLOAD = 16 * 1024, /* curl's least; its 64 KiB are for files */
	KEEP = 256 * 1024   /* memory for a body that is kept */
};

/* Response headers that somebody reads; prefixes, in lower case. */
static const char *const wanted[] = { "content-type",         "date",
				      "retry-after",          "x-should-retry",
				      "x-ratelimit-limit-",   "x-bce-error-",
				      "anthropic-ratelimit-", NULL };

static bool
is_wanted(const char *name, size_t n)
{
	for (const char *const *w = wanted; *w != NULL; w++) {
		size_t k = strlen(*w);

		if ((name[0] | 0x20) == **w && n >= k &&
		    strncasecmp(name, *w, k) == 0)
			return true;
	}
	return false;
}

/* "name\0value\0", the name in lower case, blanks around the value gone. */
static void
keep_header(struct http_call *c, const char *line, size_t n)
{
	const char *colon = memchr(line, ':', n);
	size_t name, start;

	if (colon == NULL)
		return;
	name = (size_t)(colon - line);
	if (!is_wanted(line, name) || c->response.nheader == HTTP_HEADERS)
		return;
	start = c->head.len;
	for (; n > 0 && strchr(" \t\r\n", line[n - 1]) != NULL; n--)
		;
	for (colon++; colon < line + n && (*colon == ' ' || *colon == '\t');)
		colon++;
	for (size_t i = 0; i < name; i++)
		buf_putc(&c->head,
			 (char)(line[i] >= 'A' && line[i] <= 'Z' ? line[i] + 32
								 : line[i]));
	buf_putc(&c->head, '\0');
	if (colon < line + n)
		buf_add(&c->head, colon, (size_t)(line + n - colon));
	buf_putc(&c->head, '\0');
	if (buf_failed(&c->head))
		c->head.len = start;
	else
		c->response.nheader++;
}

static size_t
on_header(char *line, size_t size, size_t n, void *user)
{
	struct http_call *c = user;

	c->last_byte = http_now(c->http);
	n *= size;
	if (n >= 5 && memcmp(line, "HTTP/", 5) == 0) {
		buf_reset(&c->head);
		c->response.nheader = 0;
		c->head_whole = false;
	} else if (n <= 2 && line[0] != ' ') {
		c->head_whole = true;
	} else {
		keep_header(c, line, n);
	}
	return n;
}

static size_t
on_body(char *data, size_t size, size_t n, void *user)
{
	struct http_call *c = user;

	c->last_byte = http_now(c->http);
	return buf_add(&c->body, data, n * size) == 0 ? n * size : 0;
}

/* curl is about to send; a second time for one call is once too often. */
static int
on_send(void *user, char *ip, char *local_ip, int port, int local_port)
{
	struct http_call *c = user;

	(void)ip;
	(void)local_ip;
	(void)port;
	(void)local_port;
	return c->sends++ == 0 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

static curl_socket_t
on_open(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
	(void)purpose;
	return watch_socket(user, a->family, a->socktype, a->protocol);
}

static int
on_close(void *user, curl_socket_t fd)
{
	return watch_close_socket(user, fd);
}

void
http_call_init(struct http_call *c, struct watch *w, const struct http_setup *s)
{
	CURL *h = curl_easy_init();

	if (h == NULL)
		abort(); /* out of memory; see base/mem.h */
	c->easy = h;
	c->curl_why = mem_calloc(CURL_ERROR_SIZE, 1);
	buf_init(&c->url, URL_MAX);
	buf_init(&c->header, HEADER_MAX);
	buf_init(&c->head, URL_MAX);
	buf_init(&c->body, s->max_body);
	curl_easy_setopt(h, CURLOPT_PRIVATE, (void *)c);
	curl_easy_setopt(h, CURLOPT_ERRORBUFFER, c->curl_why);
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(h, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(h, CURLOPT_ACCEPT_ENCODING, "gzip");
	curl_easy_setopt(h, CURLOPT_UPLOAD_BUFFERSIZE, (long)UPLOAD);
	curl_easy_setopt(h, CURLOPT_USERAGENT, s->user_agent);
	if (s->ca_file != NULL)
		curl_easy_setopt(h, CURLOPT_CAINFO, s->ca_file);
	if (s->no_capath)
		curl_easy_setopt(h, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, c);
	curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(h, CURLOPT_HEADERDATA, c);
	curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, on_send);
	curl_easy_setopt(h, CURLOPT_PREREQDATA, c);
	curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, w);
	curl_easy_setopt(h, CURLOPT_CLOSESOCKETFUNCTION, on_close);
	curl_easy_setopt(h, CURLOPT_CLOSESOCKETDATA, w);
}

/* URL and headers may hold secrets: leave no copy in freed memory. */
static void
wipe(struct buf *b)
{
	if (b->data != NULL)
		explicit_bzero(b->data, b->cap);
	buf_fini(b);
}

void
http_call_fini(struct http_call *c)
{
	curl_easy_cleanup(c->easy);
	curl_slist_free_all(c->list);
	curl_url_cleanup(c->parsed);
	free(c->curl_why);
	wipe(&c->url);
	wipe(&c->header);
	buf_fini(&c->head);
	buf_fini(&c->body);
}

void *
http_call_owner(const struct http_call *c)
{
	return c->owner;
}

/* Whether b has to change to say s. */
static bool
differs(struct buf *b, const char *s)
{
	if (b->data != NULL && strcmp(b->data, s) == 0)
		return false;
	buf_reset(b);
	return true;
}

static int
set_url(struct http_call *c, const char *url, struct err *e)
{
	bool tls, loopback;
	void *parsed;

	if (!differs(&c->url, url))
		return 0;
	parsed = http_url_parse(url, &tls, &loopback);
	if (parsed == NULL || buf_puts(&c->url, url) != 0) {
		buf_reset(&c->url);
		curl_url_cleanup(parsed);
		return err_set(e, STATUS_INPUT, "the URL cannot be read");
	}
	/* With it curl does not parse the URL for each request. */
	curl_easy_setopt(c->easy, CURLOPT_CURLU, parsed);
	curl_url_cleanup(c->parsed);
	c->parsed = parsed;
	curl_easy_setopt(c->easy, CURLOPT_URL, url);
	/* One TLS connection may carry them all: wait to see. */
	curl_easy_setopt(c->easy, CURLOPT_PIPEWAIT, tls ? 1L : 0L);
	curl_easy_setopt(c->easy, CURLOPT_PROXY, loopback ? "" : NULL);
	return 0;
}

/* Whether a line of the headers begins with "name:". */
static bool
has_header(const char *lines, const char *name)
{
	size_t n = strlen(name);

	for (; *lines != '\0'; lines += *lines == '\n') {
		if (strncasecmp(lines, name, n) == 0 && lines[n] == ':')
			return true;
		lines += strcspn(lines, "\n");
	}
	return false;
}

static int
set_header(struct http_call *c, const char *lines, struct err *e)
{
	struct curl_slist *list = NULL;

	if (!differs(&c->header, lines))
		return 0;
	if (buf_puts(&c->header, lines) != 0)
		return err_set(e, STATUS_INPUT,
			       "the request's headers are longer than %d "
			       "bytes",
			       HEADER_MAX);
	for (char *s = c->header.data; *s != '\0';) {
		size_t n = strcspn(s, "\n");
		char end = s[n];

		s[n] = '\0';
		if (n > 0)
			list = curl_slist_append(list, s);
		s[n] = end;
		s += n + (end != '\0');
	}
	list = curl_slist_append(list, "Expect:");
	/* curl would print its own for each request. */
	if (!has_header(lines, "accept-encoding"))
		list = curl_slist_append(list, "accept-encoding: gzip");
	curl_easy_setopt(c->easy, CURLOPT_HTTPHEADER, list);
	curl_slist_free_all(c->list);
	c->list = list;
	return 0;
}

static void
set_body(struct http_call *c, const struct http_send *s)
{
	bool post = strcmp(s->method, "POST") == 0;

	if (post) {
		curl_easy_setopt(c->easy, CURLOPT_POSTFIELDS,
				 s->body == NULL ? "" : s->body);
		curl_easy_setopt(c->easy, CURLOPT_POSTFIELDSIZE_LARGE,
				 (curl_off_t)s->body_len);
	} else if (c->post) {
		curl_easy_setopt(c->easy, CURLOPT_HTTPGET, 1L);
	}
	c->post = post;
}

static void
reset_outcome(struct http_call *c)
{
	c->last_byte = 0;
	c->head_whole = false;
	c->sends = 0;
	c->curl_why[0] = c->why[0] = '\0';
	if (c->body.cap > KEEP)
		buf_fini(&c->body);
	buf_reset(&c->body);
	buf_reset(&c->head);
	c->response = (struct response){ .status = -1 };
}

static long
whole_ms(uint64_t ns)
{
	uint64_t ms = (ns + CLOCK_MS - 1) / CLOCK_MS;

	return ms > 1000000000 ? 1000000000 : (long)ms;
}

int
http_call_start(struct http_call *c, const struct http_send *s, struct err *e)
{
	assert(!c->flying);
	reset_outcome(c);
	if (set_url(c, s->url, e) != 0 ||
	    set_header(c, s->header == NULL ? "" : s->header, e) != 0)
		return -1;
	set_body(c, s);
	curl_easy_setopt(c->easy, CURLOPT_TIMEOUT_MS, whole_ms(s->timeout));
	curl_easy_setopt(c->easy, CURLOPT_CONNECTTIMEOUT_MS,
			 whole_ms(s->connect_timeout));
	c->stall = s->stall;
	c->started = clock_mono();
	return http_add(c->http, c, e);
}

void
http_call_drop(struct http_call *c)
{
	if (c->flying)
		http_remove(c->http, c);
}

/* curl's own words where they help and hold no secret: up to the moment a
 * request is sent they are about names, ports and certificates. */
static void
unreached(struct http_call *c, CURLcode code)
{
	c->end = HTTP_UNREACHED;
	snprintf(c->why, sizeof(c->why), "no connection: %s",
		 c->curl_why[0] != '\0' ? c->curl_why
					: curl_easy_strerror(code));
}

static void
ended(struct http_call *c, enum http_end end, const char *why)
{
	c->end = end;
	snprintf(c->why, sizeof(c->why), "%s", why);
}

static void
explain(struct http_call *c, CURLcode code)
{
	switch (code) {
	case CURLE_OK:
		/* curl takes the end of a connection for that of the head. */
		if (c->head_whole)
			ended(c, HTTP_ANSWERED, "");
		else
			ended(c, HTTP_LOST, "connection lost in the headers");
		return;
	case CURLE_OPERATION_TIMEDOUT:
		if (c->sends == 0)
			unreached(c, code);
		else
			ended(c, HTTP_TIMED_OUT, "no whole answer in time");
		return;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		unreached(c, code);
		return;
	case CURLE_WRITE_ERROR:
		ended(c, HTTP_TOO_LARGE,
		      "the answer is larger than any we "
		      "expect; it was not read");
		return;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_BAD_CONTENT_ENCODING:
		ended(c, HTTP_BROKEN,
		      "what came back is not HTTP that can be "
		      "read");
		return;
	case CURLE_ABORTED_BY_CALLBACK:
		ended(c, HTTP_LOST,
		      "the connection was closed before an "
		      "answer began");
		return;
	default:
		snprintf(c->why, sizeof(c->why), "connection lost: %s",
			 curl_easy_strerror(code));
		c->end = HTTP_LOST;
	}
}

static void
point_headers(struct http_call *c)
{
	const char *s = c->head.data;

	for (size_t i = 0; i < c->response.nheader; i++) {
		c->field[i].name = s;
		s += strlen(s) + 1;
		c->field[i].value = s;
		s += strlen(s) + 1;
	}
	c->response.header = c->field;
}

void
http_call_finish(struct http_call *c, int code, uint64_t now)
{
	long status = -1;

	c->took = now > c->started ? now - c->started : 0;
	if (code < 0)
		ended(c, HTTP_STALLED, "the answer stopped in the middle");
	else
		explain(c, (CURLcode)code);
	curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
	c->response.status = status > 0 ? status : -1;
	c->response.body = c->body.len > 0 ? c->body.data : "";
	c->response.body_len = c->body.len;
	point_headers(c);
}

enum http_end
http_call_end(const struct http_call *c)
{
	return c->end;
}

const char *
http_call_why(const struct http_call *c)
{
	return c->why;
}

const struct response *
http_call_response(const struct http_call *c)
{
	return &c->response;
}

uint64_t
http_call_took(const struct http_call *c)
{
	return c->took;
}
