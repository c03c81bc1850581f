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
#include "base/url.h"
#include "run/http_impl.h"

enum {
	URL_MAX = 16 * 1024,
	HEADER_MAX = 64 * 1024,
	UPLOAD = 16 * 1024, /* curl's least; its 64 KiB are for files */
	/* curl's own: from here on it would ask before it sends a body, and
	 * waits at most so long for a connection unless told otherwise. */
	EXPECT = 1024 * 1024,
	CONNECT_SECONDS = 300,
};

static int
on_send(void *user, char *ip, char *local_ip, int port, int local_port)
{
	struct http_call *c = user;

	(void)ip;
	(void)local_ip;
	c->sends++;
	return http_conn_take(c, port, local_port) ? CURL_PREREQFUNC_OK
						   : CURL_PREREQFUNC_ABORT;
}

static curl_socket_t
on_open(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
	(void)purpose;
	return http_conn_open(user, a->family, a->socktype, a->protocol);
}

static int
on_close(void *user, curl_socket_t fd)
{
	return http_conn_close(user, fd);
}

void
http_call_init(struct http_call *c, const struct http_setup *s)
{
	CURL *h = curl_easy_init();

	if (h == NULL)
		abort(); /* out of memory; see base/mem.h */
	c->easy = h;
	c->setup = s;
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
	if (s->way.ca_file != NULL)
		curl_easy_setopt(h, CURLOPT_CAINFO, s->way.ca_file);
	if (s->no_capath)
		curl_easy_setopt(h, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, http_reply_body);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, c);
	curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, http_reply_header);
	curl_easy_setopt(h, CURLOPT_HEADERDATA, c);
	curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, on_send);
	curl_easy_setopt(h, CURLOPT_PREREQDATA, c);
	curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, c->shard);
	curl_easy_setopt(h, CURLOPT_CLOSESOCKETFUNCTION, on_close);
	curl_easy_setopt(h, CURLOPT_CLOSESOCKETDATA, c->shard);
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
	http_reply_drop(c);
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

static void
drop_list(struct http_call *c)
{
	curl_easy_setopt(c->easy, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(c->list);
	c->list = NULL;
}

static CURLU *
parse_url(const char *url)
{
	CURLU *u = curl_url();

	if (u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) != CURLUE_OK) {
		curl_url_cleanup(u);
		u = NULL;
	}
	return u;
}

static int
set_url(struct http_call *c, const char *url, struct err *e)
{
	struct url parts;
	CURLU *parsed;

	if (!differs(&c->url, url))
		return 0;
	parsed = url_split(url, &parts) == 0 ? parse_url(url) : NULL;
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
	curl_easy_setopt(c->easy, CURLOPT_PIPEWAIT, parts.tls ? 1L : 0L);
	curl_easy_setopt(c->easy, CURLOPT_NOPROXY, parts.loopback ? "*" : NULL);
	if (c->loopback != parts.loopback)
		drop_list(c);
	c->loopback = parts.loopback;
	c->tls = parts.tls;
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
set_header(struct http_call *c, const char *lines, bool large, struct err *e)
{
	struct curl_slist *list = NULL;

	if (!differs(&c->header, lines) && c->list != NULL && c->large == large)
		return 0;
	buf_reset(&c->header);
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
	if (large)
		list = curl_slist_append(list, "Expect:");
	/* curl would print its own for each request; and on one machine to
	 * compress is more work than to copy. */
	if (!has_header(lines, "accept-encoding"))
		list = curl_slist_append(list, c->loopback
						   ? "accept-encoding:"
						   : "accept-encoding: gzip");
	drop_list(c);
	curl_easy_setopt(c->easy, CURLOPT_HTTPHEADER, list);
	c->list = list;
	c->large = large;
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

/* Once more over a connection of its own, or as ever. */
static void
set_fresh(struct http_call *c, bool fresh)
{
	if (c->fresh != fresh)
		curl_easy_setopt(c->easy, CURLOPT_FRESH_CONNECT, (long)fresh);
	c->fresh = fresh;
	if (c->spent)
		curl_easy_setopt(c->easy, CURLOPT_FORBID_REUSE, 0L);
	c->spent = false;
}

bool
http_call_retry(struct http_call *c, int code)
{
	bool hung_up = c->reused && c->last_byte == 0 &&
		       (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
			code == CURLE_GOT_NOTHING);

	if (c->again || (!c->stale && !hung_up))
		return false;
	http_conn_drop(c);
	http_reply_reset(c);
	set_fresh(c, true);
	c->again = true;
	return true;
}

int
http_call_start(struct http_call *c, const struct http_send *s, struct err *e)
{
	assert(!c->flying);
	http_reply_reset(c);
	if (set_url(c, s->url, e) != 0 ||
	    set_header(c, s->header == NULL ? "" : s->header,
		       s->body_len > EXPECT, e) != 0)
		return -1;
	set_body(c, s);
	/* Where rows have shifted once, each goes over its own. */
	set_fresh(c, s->once || *c->shard->shifted);
	c->again = s->once;
	c->save = s->save;
	c->out = 0;
	if (s->connect_timeout > CONNECT_SECONDS * CLOCK_SECOND)
		curl_easy_setopt(c->easy, CURLOPT_CONNECTTIMEOUT,
				 (long)(s->connect_timeout / CLOCK_SECOND + 1));
	c->max_body = c->setup->max_body;
	if (s->max_body > 0 && s->max_body < c->max_body)
		c->max_body = s->max_body;
	c->timeout = s->timeout;
	c->connect_timeout = s->connect_timeout;
	c->stall = s->stall;
	c->started = clock_mono();
	http_add(c->http, c);
	return 0;
}

void
http_call_forget(struct http_call *c)
{
	if (http_reply_is_large(c))
		http_reply_reset(c);
}

void
http_call_drop(struct http_call *c)
{
	if (c->flying)
		http_remove(c->http, c);
	http_conn_drop(c);
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

const struct provider_response *
http_call_response(const struct http_call *c)
{
	return &c->response;
}

uint32_t
http_call_over(const struct http_call *c)
{
	return c->over;
}

uint32_t
http_call_nth(const struct http_call *c)
{
	return c->nth;
}

uint32_t
http_call_resent(const struct http_call *c)
{
	return c->out > 1 ? c->out - 1 : 0;
}

void
http_call_spoil(struct http_call *c)
{
	http_conn_spoil(c->shard, c->number);
}

uint64_t
http_call_took(const struct http_call *c)
{
	return c->took;
}
