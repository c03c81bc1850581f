/*
 * What curl would do with a URL is decided here, before it and without it, so
 * that a sweep file, a variable and the transport cannot disagree.
 */
#include "base/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/* "127." and three more numbers up to 255, and nothing else. */
static bool
is_loopback_quad(const char *s, size_t n)
{
	int parts = 0;
	size_t i = 0;

	if (n < 4 || memcmp(s, "127.", 4) != 0)
		return false;
	while (i < n) {
		unsigned v = 0;
		size_t from = i;

		while (i < n && isdigit((unsigned char)s[i]) && i - from < 3)
			v = v * 10 + (unsigned)(s[i++] - '0');
		if (i == from || v > 255)
			return false;
		parts++;
		if (i < n && (s[i++] != '.' || i == n))
			return false;
	}
	return parts == 4;
}

static bool
is_loopback(const char *host, size_t n)
{
	return (n == 9 && strncasecmp(host, "localhost", n) == 0) ||
	       (n == 5 && memcmp(host, "[::1]", n) == 0) ||
	       is_loopback_quad(host, n);
}

/* The host's length, brackets included; 0 when there is none. */
static size_t
host_length(const char *s)
{
	const char *end;

	if (*s != '[')
		return strcspn(s, ":/?");
	end = strchr(s, ']');
	return end == NULL ? 0 : (size_t)(end - s) + 1;
}

/* Behind the host: nothing, a port, a path. */
static bool
is_port_and_path(const char *s)
{
	unsigned long port = 0;
	int digits = 0;

	if (*s == ':') {
		for (s++; isdigit((unsigned char)*s) && digits < 6; s++) {
			port = port * 10 + (unsigned long)(*s - '0');
			digits++;
		}
		if (port == 0 || port > 65535)
			return false;
	}
	return *s == '\0' || *s == '/';
}

int
url_check(const char *url, bool allow_http, struct err *e)
{
	bool https = strncasecmp(url, "https://", 8) == 0;
	const char *host = url + (https ? 8 : 7);
	size_t n;

	if (!https && strncasecmp(url, "http://", 7) != 0)
		return err_set(e, STATUS_INPUT,
			       "expected a URL that begins with https:// or "
			       "http://");
	for (const char *c = url; *c != '\0'; c++)
		if (!isgraph((unsigned char)*c) ||
		    utf8_among(*c, "\\\"<>^`{|}"))
			return err_set(e, STATUS_INPUT,
				       "the URL has a blank or a character "
				       "that must be written as %%XX");
	if (strpbrk(host, "?#") != NULL)
		return err_set(e, STATUS_INPUT,
			       "the URL has a query or a fragment (not "
			       "shown); expected none: keys go into "
			       "\"key_env\", the rest into \"query\"");
	if (memchr(host, '@', strcspn(host, "/")) != NULL)
		return err_set(e, STATUS_INPUT,
			       "the URL has a user or password (not shown); "
			       "expected none: use \"key_env\"");
	n = host_length(host);
	if (n == 0 || !is_port_and_path(host + n))
		return err_set(e, STATUS_INPUT,
			       "the URL has no valid host and port");
	if (https || allow_http || is_loopback(host, n))
		return 0;
	return err_set(e, STATUS_INPUT,
		       "plain http to %.*s would send the key unencrypted; "
		       "use https, or set \"allow_http\": true",
		       (int)(n < 100 ? n : 100), host);
}

int
url_split(const char *url, struct url *out)
{
	bool tls = strncasecmp(url, "https://", 8) == 0;
	const char *host = url + (tls ? 8 : 7);

	if (!tls && strncasecmp(url, "http://", 7) != 0)
		return -1;
	out->tls = tls;
	out->host = host;
	out->host_len = strcspn(host, "/?");
	out->path = host + out->host_len;
	out->path_len = strcspn(out->path, "?");
	out->query = out->path + out->path_len;
	out->query += *out->query == '?';
	out->loopback = is_loopback(host, host_length(host));
	return 0;
}

void
url_encode(struct buf *out, const char *s, bool keep_slash)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (; *s != '\0'; s++) {
		if (strchr(plain, *s) != NULL || (keep_slash && *s == '/'))
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", (unsigned char)*s);
	}
}
