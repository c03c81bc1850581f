/*
 * The signature is verified by code of its own and not with provider/bce: a
 * fault in the signer would otherwise be repeated here and pass for correct.
 * Tokens are derived from a serial number instead of kept, so that expiring
 * them all is one addition.
 */
#include "sim/creds.h"

#include <ctype.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/hash.h"

enum {
	HEX = 65,              /* SHA-256 in hex and a NUL */
	CANONICAL_MAX = 16384, /* bytes that are signed */
	SIGNED_HEADERS = 32,
	AHEAD_S = 900,
};

void
creds_issue(const struct creds *c, enum creds_token kind,
	    char out[CREDS_TOKEN_MAX])
{
	uint64_t h = hash_str(hash_u64(HASH_INIT, c->seed), c->secret_key);

	h = hash_done(hash_u64(hash_u64(h, (uint64_t)kind), c->serial));
	snprintf(out, CREDS_TOKEN_MAX, "%s%u-%016llx",
		 kind == CREDS_ACCESS ? "24.sim." : "bce-v3/ALTAK-sim/",
		 c->serial, (unsigned long long)h);
}

void
creds_expire(struct creds *c)
{
	c->serial++;
}

static bool
same(const char *a, const char *b)
{
	size_t n = strlen(a);

	return n == strlen(b) && CRYPTO_memcmp(a, b, n) == 0;
}

static const char *
bearer_of(const struct sim_in *in)
{
	const char *h = message_header(in, "Authorization");

	return h != NULL && strncasecmp(h, "Bearer ", 7) == 0 ? h + 7 : NULL;
}

static const char *
check_key(const struct creds *c, const char *given)
{
	char minted[CREDS_TOKEN_MAX];

	if (c->key == NULL)
		return NULL;
	if (given == NULL)
		return "no API key was sent";
	creds_issue(c, CREDS_BEARER, minted);
	if (same(given, c->key) || same(given, minted))
		return NULL;
	return "the API key is not valid";
}

const char *
creds_bearer(const struct creds *c, const struct sim_in *in)
{
	return check_key(c, bearer_of(in));
}

const char *
creds_anthropic(const struct creds *c, const struct sim_in *in)
{
	const char *key = message_header(in, "x-api-key");

	if (message_header(in, "anthropic-version") == NULL)
		return "the header anthropic-version is missing";
	return check_key(c, key != NULL ? key : bearer_of(in));
}

static void
hmac_hex(const char *key, const char *data, char out[HEX])
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	HMAC(EVP_sha256(), key, (int)strlen(key), (const unsigned char *)data,
	     strlen(data), md, &n);
	for (unsigned i = 0; i < n && 2 * i + 2 < HEX; i++)
		snprintf(out + 2 * i, 3, "%02x", md[i]);
}

/* RFC 3986 unreserved characters stay; slash too when keep_slash. */
static void
encode(struct buf *out, const char *s, bool keep_slash)
{
	for (; *s != '\0'; s++) {
		unsigned char ch = (unsigned char)*s;

		if (isalnum(ch) || strchr("-_.~", ch) != NULL ||
		    (ch == '/' && keep_slash))
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", ch);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines sorted and joined; each is freed. */
static void
join_sorted(struct buf *out, char **line, size_t n, char sep)
{
	qsort(line, n, sizeof(*line), compare);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(out, sep);
		buf_puts(out, line[i]);
		free(line[i]);
	}
}

/* "name<sep>value", each encoded; the name in lower case. */
static char *
encoded_pair(const char *name, char sep, const char *value)
{
	size_t n = strlen(value);
	char lower[256], trimmed[2048];
	struct buf b;

	while (n > 0 && isspace((unsigned char)value[n - 1]))
		n--;
	while (n > 0 && isspace((unsigned char)*value))
		value++, n--;
	snprintf(trimmed, sizeof(trimmed), "%.*s", (int)n, value);
	snprintf(lower, sizeof(lower), "%s", name);
	for (char *p = lower; sep == ':' && *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	buf_init(&b, CANONICAL_MAX);
	encode(&b, lower, false);
	buf_putc(&b, sep);
	encode(&b, trimmed, false);
	return b.data;
}

/* names: "content-type;host;x-bce-date". -1: one of them was not sent. */
static int
canonical(const struct sim_in *in, const char *names, struct buf *out)
{
	char *line[SIGNED_HEADERS];
	size_t n = 0;

	buf_printf(out, "%s\n", in->method);
	encode(out, in->path, true);
	buf_putc(out, '\n');
	for (size_t i = 0; i < in->nquery; i++)
		line[n++] =
		    encoded_pair(in->query[i].name, '=', in->query[i].value);
	join_sorted(out, line, n, '&');
	buf_putc(out, '\n');
	n = 0;
	while (*names != '\0' && n < SIGNED_HEADERS) {
		char name[128];
		size_t len = strcspn(names, ";");
		const char *value;

		snprintf(name, sizeof(name), "%.*s", (int)len, names);
		value = message_header(in, name);
		if (value == NULL)
			break;
		line[n++] = encoded_pair(name, ':', value);
		names += len;
		names += *names == ';';
	}
	join_sorted(out, line, n, '\n');
	return *names == '\0' ? 0 : -1;
}

static const char *
check_date(const char *date, long seconds, int64_t wall_ms)
{
	int64_t at, age;

	if (clock_read(date, &at) != 0)
		return "the date of the signature is not ISO 8601 UTC";
	age = (wall_ms - at) / 1000;
	if (age > seconds || age < -AHEAD_S)
		return "the signature has expired, or the clock is wrong";
	return NULL;
}

const char *
creds_signature(const struct creds *c, const struct sim_in *in)
{
	const char *h = message_header(in, "Authorization");
	const char *host = message_header(in, "Host");
	char ak[128], date[32], names[512], sign[HEX], prefix[256];
	char session[HEX], want[HEX];
	const char *bad;
	struct buf text;
	long seconds;
	int rc;

	if (h == NULL || host == NULL)
		return "no access token and no signature was sent";
	if (sscanf(h, "bce-auth-v1/%127[^/]/%31[^/]/%ld/%511[^/]/%64s", ak,
		   date, &seconds, names, sign) != 5)
		return "Authorization is not bce-auth-v1/AK/DATE/SECONDS/"
		       "HEADERS/SIGNATURE";
	if (!same(ak, c->access_key))
		return "the access key is not known";
	if (strstr(names, "host") == NULL)
		return "the host header must be signed";
	bad = check_date(date, seconds, in->wall_ms);
	if (bad != NULL)
		return bad;
	snprintf(prefix, sizeof(prefix), "bce-auth-v1/%s/%s/%ld", ak, date,
		 seconds);
	buf_init(&text, CANONICAL_MAX);
	rc = canonical(in, names, &text);
	hmac_hex(c->secret_key, prefix, session);
	hmac_hex(session, text.data, want);
	buf_fini(&text);
	if (rc != 0)
		return "a header named in the signature was not sent";
	return same(sign, want) ? NULL : "the signature does not match";
}

const char *
creds_qianfan1(const struct creds *c, const struct sim_in *in, bool *expired)
{
	const char *token = message_query(in, "access_token");
	char good[CREDS_TOKEN_MAX];

	*expired = false;
	if (token == NULL)
		return creds_signature(c, in);
	creds_issue(c, CREDS_ACCESS, good);
	if (same(token, good))
		return NULL;
	*expired = strncmp(token, "24.sim.", 7) == 0;
	return *expired ? "Access token expired"
			: "Access token invalid or no longer valid";
}
