/*
 * The signature covers the URL and headers as they go on the wire, so it is
 * made last, from the finished request; time and keys are arguments, so that a
 * test can repeat a signature. A default port is left out of the host, as the
 * HTTP library leaves it out.
 */
#include "provider/bce.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/url.h"

enum { HEX = 2 * 32 + 1, CANONICAL_MAX = 64 * 1024, QUERY_MAX = 32 };

static int
hmac_hex(char out[HEX], const char *key, const char *text, size_t n)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;

	if (HMAC(EVP_sha256(), key, (int)strlen(key),
		 (const unsigned char *)text, n, digest, &len) == NULL ||
	    len != 32)
		return -1;
	for (unsigned i = 0; i < len; i++) {
		out[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	out[HEX - 1] = '\0';
	return 0;
}

/* The Host header leaves a default port out. */
static size_t
host_of(const struct url *u)
{
	const char *port = u->tls ? ":443" : ":80";
	size_t n = strlen(port), len = u->host_len;

	return len > n && memcmp(u->host + len - n, port, n) == 0 ? len - n
								  : len;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* name=value pairs sorted, each with its '='. */
static int
canonical_query(struct buf *out, const char *query, struct err *e)
{
	struct arena a;
	char *pair[QUERY_MAX];
	size_t n = 0;
	int rc = 0;

	arena_init(&a);
	while (*query != '\0' && rc == 0) {
		size_t len = strcspn(query, "&");

		if (n == QUERY_MAX)
			rc = err_set(e, STATUS_INPUT,
				     "base_url: over %d query fields",
				     QUERY_MAX);
		else if (len > 0)
			pair[n++] = arena_printf(
			    &a, "%.*s%s", (int)len, query,
			    memchr(query, '=', len) == NULL ? "=" : "");
		query += len + (query[len] == '&');
	}
	qsort(pair, n, sizeof(pair[0]), by_text);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i == 0 ? "" : "&", pair[i]);
	arena_fini(&a);
	return rc;
}

static void
canonical_header(struct buf *out, struct buf *names, const char *name,
		 const char *value)
{
	buf_printf(names, "%s%s", names->len == 0 ? "" : ";", name);
	buf_printf(out, "\n%s:", name);
	url_encode(out, value, false);
}

static const char *
content_type(const struct provider_request *req)
{
	for (size_t i = 0; i < req->nheader; i++)
		if (strcasecmp(req->header[i].name, "content-type") == 0)
			return req->header[i].value;
	return NULL;
}

/* What is signed, and the names of the headers in it. */
static int
canonical(struct buf *out, struct buf *names,
	  const struct provider_request *req, const char *date, struct err *e)
{
	const char *type = content_type(req);
	char number[32];
	struct url p;
	struct buf host;

	if (url_split(req->url, &p) != 0)
		return err_set(e, STATUS_INPUT,
			       "base_url: expected http:// or https://");
	buf_printf(out, "%s\n%.*s\n", req->method,
		   p.path_len == 0 ? 1 : (int)p.path_len,
		   p.path_len == 0 ? "/" : p.path);
	if (canonical_query(out, p.query, e) != 0)
		return -1;
	if (req->body != NULL) {
		snprintf(number, sizeof(number), "%zu", req->body_len);
		canonical_header(out, names, "content-length", number);
	}
	if (type != NULL)
		canonical_header(out, names, "content-type", type);
	buf_init(&host, p.host_len + 1);
	buf_add(&host, p.host, host_of(&p));
	canonical_header(out, names, "host", host.data);
	canonical_header(out, names, "x-bce-date", date);
	buf_fini(&host);
	return buf_failed(out) || buf_failed(names)
		   ? err_set(e, STATUS_INPUT, "base_url: too long to sign")
		   : 0;
}

int
bce_sign(const struct provider_request *req, const char *access_key,
	 const char *secret_key, int64_t now_ms, struct buf *header,
	 struct err *e)
{
	char date[CLOCK_STAMP], key[HEX], signature[HEX];
	struct buf prefix, text, names;
	int rc = -1;

	/* Whole seconds: "2026-02-17T08:00:00Z". */
	clock_stamp(date, now_ms);
	strcpy(date + 19, "Z");
	buf_init(&prefix, CANONICAL_MAX);
	buf_init(&text, CANONICAL_MAX);
	buf_init(&names, CANONICAL_MAX);
	buf_printf(&prefix, "bce-auth-v1/%s/%s/%d", access_key, date,
		   BCE_SECONDS);
	if (canonical(&text, &names, req, date, e) != 0)
		goto out;
	if (hmac_hex(key, secret_key, prefix.data, prefix.len) != 0 ||
	    hmac_hex(signature, key, text.data, text.len) != 0) {
		err_set(e, STATUS_INTERNAL, "libcrypto: HMAC-SHA256 failed");
		goto out;
	}
	buf_printf(header, "x-bce-date: %s\nauthorization: %s/%s/%s\n", date,
		   prefix.data, names.data, signature);
	rc = 0;
out:
	OPENSSL_cleanse(key, sizeof(key));
	buf_fini(&prefix);
	buf_fini(&text);
	buf_fini(&names);
	return rc;
}
