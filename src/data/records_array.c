/*
 * An array is cut by its brackets and quotes alone; whether an element is
 * JSON is for its reader to say. Line breaks between tokens become blanks, so
 * that an element is a line; in a string, where JSON has none, one becomes a
 * byte that JSON refuses as well.
 */
#include <string.h>

#include "base/utf8.h"
#include "data/records_impl.h"

/* Where results are kept in files that are one object. */
static const char *const places[] = {
	"results.results", "samples",        "results",   "data",
	"requests",        "request_states", "testCases", NULL,
};
/* Of them, those that a record of its own would not have. */
static const char *const sure_places[] = {
	"results.results",
	"samples",
	"requests",
	"request_states", /* HELM */
	"testCases",      /* DeepEval */
	NULL,
};

size_t
records_value(const char *s, size_t n)
{
	size_t depth = 0;
	bool text = false;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (text) {
			if (c == '\\')
				i++;
			else if (c == '"')
				text = false;
		} else if (c == '"') {
			text = true;
		} else if (c == '[' || c == '{') {
			depth++;
		} else if (c == ']' || c == '}') {
			if (depth <= 1)
				return depth == 1 ? i + 1 : i;
			depth--;
		} else if (depth == 0 && (c == ',' || c == '\n')) {
			return i;
		}
	}
	return 0;
}

static char
peek(struct records *r, struct err *e, int *rc)
{
	*rc = 0;
	for (;;) {
		const char *s = r->data.data;

		while (r->at < r->data.len && utf8_among(s[r->at], " \t\r\n"))
			r->at++;
		if (r->at < r->data.len)
			return s[r->at];
		if (r->ended)
			return '\0';
		if (records_fill(r, e) != 0) {
			*rc = -1;
			return '\0';
		}
	}
}

/* The whole value at r->at: its bytes; 0 at the end of the file, -1. */
static int
whole(struct records *r, size_t *n, struct err *e)
{
	size_t tried = 0;

	for (;;) {
		size_t have = r->data.len - r->at;

		*n = 0;
		/* Trying again pays when there is twice as much. */
		if (have >= tried * 2 || r->ended) {
			*n = records_value(r->data.data + r->at, have);
			tried = have;
		}
		if (*n > 0)
			return 1;
		if (r->ended)
			return 0;
		if (records_fill(r, e) != 0)
			return -1;
	}
}

static int
broken(const struct records *r, const char *what, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: after record %llu: %s; expected a JSON array of "
		       "records",
		       r->name, (unsigned long long)r->line, what);
}

static void
add_line(struct buf *out, const char *s, size_t n)
{
	size_t from = out->len;
	bool text = false;

	buf_add(out, s, n);
	for (size_t i = from; i < out->len; i++) {
		char *c = &out->data[i];

		if (text && *c == '\\')
			i++;
		else if (*c == '"')
			text = !text;
		else if (*c == '\n' || *c == '\r')
			*c = text ? '\1' : ' ';
	}
	buf_putc(out, '\n');
}

/* The key at r->at: its bytes between the quotes; 0 at the end, -1. */
static int
key(struct records *r, size_t *n, struct err *e)
{
	for (;;) {
		const char *s = r->data.data + r->at + 1;
		const char *end = memchr(s, '"', r->data.len - r->at - 1);

		*n = end == NULL ? 0 : (size_t)(end - s);
		if (end != NULL)
			return 1;
		if (r->ended)
			return 0;
		if (records_fill(r, e) != 0)
			return -1;
	}
}

/* Past a key and its colon: 1; 0 where there is none, -1. */
static int
pass_key(struct records *r, struct err *e)
{
	size_t n;
	int rc;

	if (peek(r, e, &rc) != '"')
		return rc;
	rc = key(r, &n, e);
	if (rc <= 0)
		return rc;
	r->at += n + 2;
	if (peek(r, e, &rc) != ':')
		return rc;
	r->at++;
	return 1;
}

int
records_array(struct records *r, struct buf *out, struct err *e)
{
	size_t n;
	int rc;
	char c = peek(r, e, &rc);

	if (rc < 0 || r->over)
		return rc;
	if (c == ',') {
		r->at++;
		c = peek(r, e, &rc);
	}
	if (rc < 0)
		return rc;
	if (c == (r->bare ? '\0' : r->keyed ? '}' : ']')) {
		r->over = true;
		return 0;
	}
	if (c == '\0' || c == ']' || c == ',')
		return broken(r, c == '\0' ? "the file ends" : "an empty place",
			      e);
	if (r->keyed && (rc = pass_key(r, e)) <= 0)
		return rc < 0 ? -1 : broken(r, "no key and colon", e);
	if (r->keyed)
		peek(r, e, &rc);
	if (rc < 0)
		return -1;
	rc = whole(r, &n, e);
	if (rc == 0)
		return broken(r, "the file ends in a record", e);
	if (rc < 0)
		return rc;
	add_line(out, r->data.data + r->at, n);
	r->at += n;
	r->line++;
	return 1;
}

/* How much of `place` the key is: its rest, "" for all, NULL for none. */
static const char *
leads(const char *place, const char *key, size_t n)
{
	if (n > strlen(place) || memcmp(place, key, n) != 0)
		return NULL;
	if (place[n] == '.')
		return place + n + 1;
	return place[n] == '\0' ? "" : NULL;
}

/*
 * Into the object at r->at, to the array at one of `place`s: 1 when inside of
 * it. Values on the way are passed over whole.
 */
static int
find(struct records *r, const char *const *place, struct err *e)
{
	const char *inner[8];
	size_t n, ninner;
	int rc;
	char c;

	r->at++;
	for (;;) {
		c = peek(r, e, &rc);
		r->at += c == '}'; /* of an object without members */
		if (rc < 0 || c != '"')
			return rc;
		rc = key(r, &n, e);
		if (rc <= 0)
			return rc;
		ninner = 0;
		for (const char *const *p = place; *p != NULL; p++) {
			const char *rest =
			    leads(*p, r->data.data + r->at + 1, n);

			if (rest != NULL && ninner + 1 < 8)
				inner[ninner++] = rest;
		}
		inner[ninner] = NULL;
		r->at += n + 2;
		c = peek(r, e, &rc);
		if (rc < 0 || c != ':')
			return rc;
		r->at++;
		c = peek(r, e, &rc);
		if (rc < 0)
			return rc;
		if (ninner > 0 && c == '[') {
			r->at++;
			return 1;
		}
		if (ninner > 0 && c == '{') {
			rc = find(r, inner, e);
			if (rc != 0)
				return rc;
		} else if ((rc = whole(r, &n, e)) <= 0) {
			return rc;
		} else {
			r->at += n;
		}
		c = peek(r, e, &rc);
		if (rc < 0 || (c != ',' && c != '}'))
			return rc;
		r->at++;
		if (c == '}')
			return 0;
	}
}

bool
records_array_inside(struct records *r)
{
	size_t at = r->at;
	struct err ignored = { 0 };
	int rc;
	bool found = peek(r, &ignored, &rc) == '{' &&
		     find(r, sure_places, &ignored) == 1;

	r->at = at;
	return found;
}

bool
records_array_keyed(const struct records *r)
{
	static const char blank[] = " \t\r\n";
	const char *s = r->data.data + r->at;
	size_t digits;

	if (*s++ != '{')
		return false;
	s += strspn(s, blank);
	if (*s++ != '"')
		return false;
	digits = strspn(s, "0123456789");
	if (digits == 0 || s[digits] != '"')
		return false;
	s += digits + 1;
	s += strspn(s, blank);
	if (*s++ != ':')
		return false;
	return s[strspn(s, blank)] == '{';
}

int
records_array_enter(struct records *r, struct err *e)
{
	int rc;
	char c = peek(r, e, &rc);

	if (r->bare)
		return rc;
	if (rc == 0 && (c == '[' || r->keyed)) {
		r->at++;
		return 0;
	}
	if (rc == 0)
		rc = find(r, places, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return err_set(e, STATUS_INPUT,
			       "%s: is one JSON object without a list of "
			       "records; expected JSONL, a JSON array, CSV, or "
			       "a list under \"results\", \"samples\", "
			       "\"data\" or \"requests\"",
			       r->name);
	return 0;
}
