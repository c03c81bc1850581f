/*
 * Names are compared word by word, whatever parts the words ("api-key",
 * "api_key", "apiKey"), so that one row covers every spelling of a vendor.
 */
#include "base/secret.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { NAME_MOST = 128, VALUE_LEAST = 8 };

/* One of these anywhere in a name. */
static const char *const within[] = {
	"authorization", "bearer", "cookie",  "cookies",    "credential",
	"credentials",   "jwt",    "passwd",  "passphrase", "password",
	"pwd",           "secret", "secrets", NULL,
};

/* The end of a name without what parts its words. */
static const char *const endings[] = {
	"accesskey",   "accesskeyid",  "accountkey",      "adminkey",
	"apikey",      "authkey",      "authtoken",       "clientid",
	"functionkey", "functionskey", "licensekey",      "masterkey",
	"privatekey",  "secretkey",    "servicekey",      "sessionkey",
	"sharedkey",   "signingkey",   "subscriptionkey", "userkey",
	NULL,
};

/* A whole name. */
static const char *const whole[] = { "ak", "apikeys", "key", "sk", NULL };

/* "token" is a credential unless one of these says which token it is. */
static const char *const counted[] = {
	"begin", "bos",  "cls",     "continuation", "end",  "eos", "first",
	"last",  "mask", "max",     "min",          "next", "pad", "page",
	"per",   "sep",  "special", "start",        "stop", "unk", NULL,
};

/* A credential begins so, and has its own alphabet. */
static const struct prefix {
	char text[14];
	bool slashes;
} prefixes[] = {
	{ "sk-", false },    { "bce-v3/", true },  { "bce-auth-v1/", true },
	{ "ALTAK", true },   { "AIza", false },    { "gsk_", false },
	{ "hf_", false },    { "xai-", false },    { "pk-", false },
	{ "eyJ", false },    { "AKIA", false },    { "AKID", false },
	{ "AKLT", false },   { "LTAI", false },    { "ghp_", false },
	{ "gho_", false },   { "ghs_", false },    { "github_pat_", false },
	{ "glpat-", false }, { "nvapi-", false },  { "pplx-", false },
	{ "csk-", false },   { "r8_", false },     { "tgp_v1_", false },
	{ "ya29.", false },  { "GOCSPX-", false }, { "xoxb-", false },
	{ "xoxp-", false },
};

/* How an Authorization header names what follows. */
static const char *const schemes[] = { "bearer", "basic", "token", "digest",
				       NULL };

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_word(char c)
{
	return utf8_alnum(c);
}

/* '*' because servers mask the middle of a key and leave its ends. */
static bool
is_key(char c, bool slashes)
{
	return is_word(c) || (c == '/' && slashes) || utf8_among(c, "-_.+=*%~");
}

/* Behind a name anything may stand but what closes a value. */
static bool
is_value(char c)
{
	return c > ' ' && c < 0x7f && !utf8_among(c, "\"'&,;<>()[]{}\\");
}

static bool
listed(const char *const *list, const char *s, size_t n)
{
	for (; *list != NULL; list++)
		if (strlen(*list) == n && memcmp(*list, s, n) == 0)
			return true;
	return false;
}

static bool
ends(const char *s, size_t n)
{
	for (const char *const *e = endings; *e != NULL; e++) {
		size_t k = strlen(*e);

		if (n >= k && memcmp(s + n - k, *e, k) == 0)
			return true;
	}
	return false;
}

bool
secret_name(const char *s, size_t n)
{
	char flat[NAME_MOST]; /* its words, without what parts them */
	size_t len = 0, word = 0, last = 0, before = 0;

	/* A longer name is judged by its end. */
	if (n > NAME_MOST) {
		s += n - NAME_MOST;
		n = NAME_MOST;
	}
	for (size_t i = 0; i <= n; i++) {
		bool edge = i == n || !is_word(s[i]) ||
			    (i > 0 && is_upper(s[i]) && !is_upper(s[i - 1]));

		if (edge && len > word) {
			if (listed(within, flat + word, len - word))
				return true;
			before = last;
			last = word;
			word = len;
		}
		if (i < n && is_word(s[i]))
			flat[len++] =
			    (char)(is_upper(s[i]) ? s[i] | 0x20 : s[i]);
	}
	if (listed(whole, flat, len) || ends(flat, len))
		return true;
	return len - last == 5 && memcmp(flat + last, "token", 5) == 0 &&
	       !listed(counted, flat + before, last - before);
}

bool
secret_variable(const char *s, size_t n)
{
	static const char *const last[] = { "AK", "KEY",   "PAT",
					    "SK", "TOKEN", NULL };
	size_t from = n;

	while (from > 0 && s[from - 1] != '_')
		from--;
	return listed(last, s + from, n - from) || secret_name(s, n);
}

/* The bytes of s that can be of one value; a full stop ends a sentence. */
static size_t
run_of(const char *s, size_t n, bool named, bool slashes, bool *odd)
{
	size_t i = 0;

	for (*odd = false; i < n; i++) {
		if (!(named ? is_value(s[i]) : is_key(s[i], slashes)))
			break;
		*odd = *odd || utf8_digit(s[i]) || s[i] == '*';
	}
	while (i > 0 && s[i - 1] == '.')
		i--;
	return i;
}

/* sk-abc: the length of a credential that begins at s, or 0. */
static size_t
by_look(const char *s, size_t n)
{
	enum { LEAST = 6, PROSE = 20 }; /* no word of prose is as long */

	if (n < LEAST)
		return 0;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t len, run;
		bool odd;

		if (*s != *prefixes[i].text)
			continue;
		len = strlen(prefixes[i].text);
		if (n < len || memcmp(s, prefixes[i].text, len) != 0)
			continue;
		run = run_of(s, n, false, prefixes[i].slashes, &odd);
		if (run >= len + 3 && (odd || run >= PROSE))
			return run;
	}
	return 0;
}

static size_t
scheme(const char *s, size_t n)
{
	for (const char *const *w = schemes; *w != NULL; w++) {
		size_t len = strlen(*w);

		if (n > len && s[len] == ' ' && strncasecmp(s, *w, len) == 0)
			return len + 1;
	}
	return 0;
}

/*
 * "name": "value", name=value, name: Bearer value, Bearer value. After '='
 * any value is a credential; elsewhere it takes 8 bytes and a digit, so that
 * "token limit" stays readable.
 */
static size_t
by_name(const char *s, size_t n, size_t *lead)
{
	size_t i = 0, run, skip;
	bool equals = false, odd;

	while (i < n && (is_word(s[i]) || s[i] == '_' || s[i] == '-'))
		i++;
	/* Of most names nothing follows, and then it does not matter. */
	if (i == 0 || i == n || !secret_name(s, i))
		return 0;
	for (; i < n && utf8_among(s[i], "\\\"':= "); i++)
		equals = equals || s[i] == '=';
	skip = scheme(s + i, n - i);
	i += skip;
	run = run_of(s + i, n - i, true, true, &odd);
	*lead = i;
	return equals || (run >= VALUE_LEAST && (odd || skip > 0)) ? run : 0;
}

bool
secret_find(const char *s, size_t n, size_t at, struct secret *out)
{
	bool inside = at > 0 && (is_word(s[at - 1]) || s[at - 1] == '_');

	for (size_t i = at; i < n; i++) {
		size_t lead = 0, run = 0;

		/* Credentials and names begin where a word does. */
		if (!inside && is_word(s[i])) {
			run = by_look(s + i, n - i);
			out->named = run == 0;
			if (run == 0)
				run = by_name(s + i, n - i, &lead);
		}
		if (run > 0) {
			out->from = i + lead;
			out->n = run;
			return true;
		}
		inside = is_word(s[i]) || s[i] == '_';
	}
	return false;
}
