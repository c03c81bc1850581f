/*
 * What comes back on one easy handle: the headers somebody reads, the body,
 * and how it ended in words that hold no secret. All bodies in flight share one
 * ceiling, as hundreds that each kept to their own would not fit; run_open.c
 * sets it.
 */
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "run/http_impl.h"

enum { KEEP = 256 * 1024 }; /* memory for a body that is kept */

/* Response headers that somebody reads; prefixes, in lower case. */
static const char *const wanted[] = { "content-type",
				      "date",
				      "content-encoding",
				      "retry-after",
				      "x-should-retry",
				      "x-ratelimit-",
				      "x-bce-error-",
				      "anthropic-ratelimit-",
				      "x-rate-limit-",
				      "ratelimit-",
				      NULL };

static bool
is_wanted(const char *name, size_t n)
{
	for (const char *const *w = wanted; *w != NULL; w++)
		if ((name[0] | 0x20) == **w && n >= strlen(*w) &&
		    strncasecmp(name, *w, strlen(*w)) == 0)
			return true;
	return false;
}

/*
 * A gateway that has given up on a request may send the answer after all:
 * its page is the last thing to be read on this connection.
 */
static void
spend_connection(struct http_call *c)
{
	if (c->spent || (c->conn != NULL && c->conn->shared))
		return;
	c->spent = true;
	curl_easy_setopt(c->easy, CURLOPT_FORBID_REUSE, 1L);
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
	for (; n > 0 && utf8_among(line[n - 1], " \t\r\n"); n--)
		;
	for (colon++; colon < line + n && (*colon == ' ' || *colon == '\t');)
		colon++;
	for (size_t i = 0; i < name; i++)
		buf_putc(&c->head, utf8_lower(line[i]));
	buf_putc(&c->head, '\0');
	if (colon < line + n)
		buf_add(&c->head, colon, (size_t)(line + n - colon));
	buf_putc(&c->head, '\0');
	if (buf_failed(&c->head)) {
		c->head.len = start;
		return;
	}
	c->response.nheader++;
	if (strcmp(c->head.data + start, "content-type") == 0 &&
	    strncasecmp(c->head.data + start + name + 1, "text/html", 9) == 0)
		spend_connection(c);
}

/*
 * libcurl writes this line itself for HTTP/2, without a reason. One that came
 * over the wire makes it send several requests at once over a connection on
 * which answers stand in a row, and mix them up.
 */
static bool
is_alien(const struct http_call *c, const char *line, size_t n)
{
	static const char end[] = " \r\n";
	size_t own = strlen("HTTP/2 200");

	if (n > 5 && line[5] == '1')
		return false;
	return !c->tls || n <= own || n > own + strlen(end) ||
	       strspn(line + own, end) < n - own;
}

/* "HTTP/1.1 504 Gateway Time-out" */
static void
read_status(struct http_call *c, const char *line, size_t n)
{
	buf_reset(&c->head);
	c->response.nheader = 0;
	c->head_whole = false;
	if (n > 5 && c->conn != NULL) {
		c->conn->shared |= line[5] == '2';
		c->conn->single |= line[5] == '1';
	}
	if (n >= 12 && (line[9] == '5' || memcmp(line + 9, "408", 3) == 0))
		spend_connection(c);
}

size_t
http_reply_header(char *line, size_t size, size_t n, void *user)
{
	struct http_call *c = user;

	c->last_byte = http_now(c->http);
	n *= size;
	if (n >= 5 && memcmp(line, "HTTP/", 5) == 0) {
		c->alien = is_alien(c, line, n);
		if (c->alien)
			return 0;
		read_status(c, line, n);
	} else if (n <= 2 && line[0] != ' ') {
		c->head_whole = true;
	} else {
		keep_header(c, line, n);
	}
	return n;
}

/*
 * Whether the body may grow by n bytes. Each may be as large as those that
 * are kept anyway; what is larger has to fit in beside the others, of which
 * there may be hundreds.
 */
static bool
has_room(struct http_call *c, size_t n)
{
	size_t most = c->setup->max_bodies, len = c->body.len;

	if (n > c->max_body || len > c->max_body - n)
		return false;
	if (most == 0 || len + n < c->body.cap || len + n <= KEEP)
		return true;
	/* It will grow to twice its size. */
	c->crowded = *c->shard->held + c->body.cap > most;
	return !c->crowded;
}

static bool
is_success(const struct http_call *c)
{
	long status = 0;

	curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
	return status == 200;
}

size_t
http_reply_body(char *data, size_t size, size_t n, void *user)
{
	struct http_call *c = user;
	size_t before = c->body.cap;
	int rc;

	c->last_byte = http_now(c->http);
	if (c->save.take != NULL && is_success(c)) {
		c->save.take(c->save.to, data, n * size);
		return n * size;
	}
	if (!has_room(c, n * size))
		return 0;
	rc = buf_add(&c->body, data, n * size);
	*c->shard->held += c->body.cap - before;
	return rc == 0 ? n * size : 0;
}

bool
http_reply_is_large(const struct http_call *c)
{
	return c->body.cap > KEEP;
}

void
http_reply_drop(struct http_call *c)
{
	*c->shard->held -= c->body.cap;
	buf_fini(&c->body);
}

void
http_reply_reset(struct http_call *c)
{
	c->last_byte = 0;
	c->head_whole = false;
	c->sends = 0;
	c->reused = c->stale = false;
	c->over = c->number = c->nth = 0;
	c->curl_why[0] = c->why[0] = '\0';
	c->crowded = c->alien = false;
	if (http_reply_is_large(c))
		http_reply_drop(c);
	buf_reset(&c->body);
	buf_reset(&c->head);
	c->response = (struct provider_response){ .status = -1 };
}

/* What a word of curl's or OpenSSL's means to whoever set the place up. */
static const struct {
	const char *word, *means;
} advices[] = {
	{ "wrong version number",
	  " (the port speaks no TLS; \"base_url\" may have to begin with "
	  "http://)" },
	{ "packet length too long",
	  " (the port speaks no TLS; \"base_url\" may have to begin with "
	  "http://)" },
	{ "unable to get local issuer",
	  " (another CA bundle is named in SSL_CERT_FILE)" },
	{ "self-signed", " (another CA bundle is named in SSL_CERT_FILE)" },
};

static const char *
advice(const char *why)
{
	for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]); i++)
		if (strstr(why, advices[i].word) != NULL)
			return advices[i].means;
	return "";
}

/* The variable that names the proxy of this call, if it has one. */
static const char *
proxy_of(const struct http_call *c)
{
	const struct http_way *way = &c->setup->way;

	return c->loopback ? NULL : c->tls ? way->proxy_tls : way->proxy;
}

/*
 * What the proxy has to do with it. Of a connection that did not come about
 * curl names the one it tried, so that another than the URL's is the proxy;
 * no_proxy, which it reads, may leave it out.
 */
static void
add_proxy(struct http_call *c, CURLcode code)
{
	const char *name = proxy_of(c), *host = NULL;
	size_t n = strlen(c->why);
	char *part = NULL;

	if (name == NULL)
		return;
	if (curl_url_get(c->parsed, CURLUPART_HOST, &part, 0) == CURLUE_OK)
		host = part;
	if (strstr(c->curl_why, "CONNECT tunnel") != NULL)
		snprintf(
		    c->why + n, sizeof(c->why) - n,
		    " (that is the proxy's word; %s and no_proxy say which "
		    "hosts go through it)",
		    name);
	else if (code == CURLE_COULDNT_RESOLVE_PROXY ||
		 (code == CURLE_COULDNT_CONNECT && host != NULL &&
		  strstr(c->curl_why, host) == NULL))
		snprintf(c->why + n, sizeof(c->why) - n,
			 " (that is the proxy which %s names; no_proxy says "
			 "which hosts go past it)",
			 name);
	else if (code == CURLE_OPERATION_TIMEDOUT ||
		 (code != CURLE_COULDNT_CONNECT &&
		  code != CURLE_COULDNT_RESOLVE_HOST && c->last_byte == 0))
		snprintf(c->why + n, sizeof(c->why) - n,
			 " (%s names a proxy, which may be what fails; "
			 "no_proxy says which hosts go past it)",
			 name);
	curl_free(part);
}

/* curl's own words where they help and hold no secret: up to the moment a
 * request is sent they are about names, ports and certificates. */
static void
unreached(struct http_call *c, CURLcode code)
{
	if (c->shard->starved >= c->started) {
		c->end = HTTP_STARVED;
		snprintf(c->why, sizeof(c->why),
			 "no file descriptor was left for a connection; a "
			 "lower concurrency or a higher ulimit -n helps");
		return;
	}
	c->end = HTTP_UNREACHED;
	snprintf(c->why, sizeof(c->why), "no connection: %s%s",
		 c->curl_why[0] != '\0' ? c->curl_why
					: curl_easy_strerror(code),
		 advice(c->curl_why));
	add_proxy(c, code);
}

static void
ended(struct http_call *c, enum http_end end, const char *why)
{
	c->end = end;
	snprintf(c->why, sizeof(c->why), "%s", why);
}

static void
too_large(struct http_call *c)
{
	if (c->crowded)
		ended(c, HTTP_CROWDED,
		      "the answers in flight are larger together than there "
		      "is room for");
	else
		ended(c, HTTP_TOO_LARGE,
		      "the answer is larger than any we expect; it was not "
		      "read");
}

/* What came was not taken, by one of the functions above. */
static void
refused(struct http_call *c)
{
	if (c->alien)
		ended(c, HTTP_BROKEN,
		      "what came back says that it is HTTP/2, and the "
		      "connection is none; a gateway before the server may "
		      "have changed it");
	else
		too_large(c);
}

uint64_t
http_reply_due(const struct http_call *c, uint64_t now, int *code)
{
	uint64_t due = c->timeout, at;

	if (c->sends == 0 && c->connect_timeout < due)
		due = c->connect_timeout;
	due += c->started;
	*code = CURLE_OPERATION_TIMEDOUT;
	at = (c->last_byte > 0 ? c->last_byte : now) + c->stall;
	if (c->stall == 0 || at >= due)
		return due;
	*code = HTTP_CODE_STALLED;
	return at;
}

static const char wants_tls[] =
    "; a port that speaks TLS wants https:// in \"base_url\"";

/* On plain http and a new connection, without a byte: as TLS takes it. */
static bool
hung_up(const struct http_call *c)
{
	const char *scheme = NULL;

	curl_easy_getinfo(c->easy, CURLINFO_SCHEME, &scheme);
	return c->last_byte == 0 && !c->reused && scheme != NULL &&
	       strcasecmp(scheme, "http") == 0;
}

static void
lost(struct http_call *c, CURLcode code)
{
	/* A proxy that opens no tunnel: nothing was sent to a server. */
	if (strstr(c->curl_why, "CONNECT tunnel") != NULL) {
		unreached(c, code);
		return;
	}
	c->end = HTTP_LOST;
	snprintf(c->why, sizeof(c->why), "connection lost: %s%s",
		 curl_easy_strerror(code), hung_up(c) ? wants_tls : "");
	if (hung_up(c) || c->sends == 0)
		add_proxy(c, code);
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

/* Nothing but gzip was asked for. */
static void
undecoded(struct http_call *c)
{
	const char *named = "";

	point_headers(c);
	for (size_t i = 0; i < c->response.nheader; i++)
		if (strcmp(c->field[i].name, "content-encoding") == 0)
			named = c->field[i].value;
	c->end = HTTP_BROKEN;
	snprintf(c->why, sizeof(c->why),
		 "the answer's content-encoding is \"%.60s\", and it cannot be "
		 "read so; a gateway before the server may have changed it",
		 named);
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
		if (c->sends == 0) {
			ended(c, HTTP_UNREACHED, "no connection in time");
			add_proxy(c, code);
		} else {
			ended(c, HTTP_TIMED_OUT, "no whole answer in time");
		}
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
		refused(c);
		return;
#if LIBCURL_VERSION_NUM >= 0x080600
	case CURLE_TOO_LARGE:
#endif
	case CURLE_OUT_OF_MEMORY: /* what older ones call a long header */
		if (c->sends == 0)
			unreached(c, code);
		else
			ended(c, HTTP_TOO_LARGE,
			      "a line of the answer's headers is larger than "
			      "any we expect; it was not read");
		return;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
		ended(c, HTTP_BROKEN,
		      "what came back is not HTTP that can be read; a port "
		      "that speaks TLS wants https:// in \"base_url\"");
		return;
	case CURLE_BAD_CONTENT_ENCODING:
		undecoded(c);
		return;
	case CURLE_ABORTED_BY_CALLBACK:
		ended(c, HTTP_LOST,
		      "the connection was closed before an "
		      "answer began");
		return;
	default:
		lost(c, code);
	}
}

void
http_reply_finish(struct http_call *c, int code, uint64_t now)
{
	long status = -1;

	c->took = now > c->started ? now - c->started : 0;
	if (c->reused && c->conn != NULL && !c->conn->shared)
		c->over = c->conn->number;
	if (code == HTTP_CODE_STALLED)
		ended(c, HTTP_STALLED, "the answer stopped in the middle");
	else
		explain(c, (CURLcode)code);
	/* Until then curl tells that of the request before. */
	if (c->sends > 0)
		curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
	c->response.status = status > 0 ? status : -1;
	c->response.body = c->body.len > 0 ? c->body.data : "";
	c->response.body_len = c->body.len;
	point_headers(c);
}
