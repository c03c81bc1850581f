/*
 * Spreadsheets write what RFC 4180 does not know: semicolons and tabs, a
 * "sep=" line, quotes inside of unquoted cells. data/csv is strict, as it
 * reads our own files, where such a thing is damage; here it is a habit, and
 * a cell is what the spreadsheet would show.
 */
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "data/json.h"
#include "data/jsonw.h"
#include "data/records_impl.h"

/*
 * Bytes of the row at s, its line break included; 0 while its end is not
 * there. A quote opens only at the beginning of a cell.
 */
static size_t
row_length(const char *s, size_t n, char separator)
{
	bool quoted = false, start = true;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (quoted) {
			quoted = c != '"';
			continue;
		}
		if (c == '\n')
			return i + 1;
		/* A doubled quote opens again what it closed. */
		if (c == '"' && (start || (i > 0 && s[i - 1] == '"')))
			quoted = true;
		start = c == separator;
	}
	return 0;
}

/* The next row, in r->data from r->at: its bytes, 0 at the end, -1. */
static int
next_row(struct records *r, size_t *n, struct err *e)
{
	size_t tried = 0;

	for (;;) {
		size_t have = r->data.len - r->at;

		*n = 0;
		if (have >= tried * 2 || r->ended) {
			*n = row_length(r->data.data + r->at, have,
					r->separator);
			tried = have;
		}
		if (*n == 0 && r->ended)
			*n = have;
		if (*n > 0 || r->ended)
			return *n > 0;
		if (records_fill(r, e) != 0)
			return -1;
	}
}

/* One cell of a row into out; returns where the next begins, n at the end. */
static size_t
cell(const char *s, size_t n, size_t at, char separator, struct buf *out,
     bool *last)
{
	bool quoted = at < n && s[at] == '"';

	at += quoted;
	for (; at < n; at++) {
		if (quoted && s[at] == '"') {
			if (at + 1 < n && s[at + 1] == '"')
				at++;
			else {
				quoted = false;
				continue;
			}
		} else if (!quoted && s[at] == separator) {
			*last = false;
			return at + 1;
		}
		buf_putc(out, s[at]);
	}
	*last = true;
	return n;
}

/* ="007": how tools keep a spreadsheet from reading a number in a text. */
static void
unwrap(struct buf *cell)
{
	char *s = cell->data;
	size_t n = cell->len, to = 0;

	if (n < 3 || s[0] != '=' || s[1] != '"' || s[n - 1] != '"')
		return;
	for (size_t i = 2; i < n - 1; i++) {
		if (s[i] == '"' && (i + 1 == n - 1 || s[++i] != '"'))
			return; /* ="a"&"b" */
	}
	for (size_t i = 2; i < n - 1; i++) {
		i += s[i] == '"';
		s[to++] = s[i];
	}
	cell->len = to;
}

/* Without its line break. */
static size_t
trimmed(const char *s, size_t n)
{
	if (n > 0 && s[n - 1] == '\n')
		n--;
	if (n > 0 && s[n - 1] == '\r')
		n--;
	return n;
}

static char
separator_of(const char *s, size_t n)
{
	static const char all[] = "\t;,";
	size_t best = 0;
	char found = ',';

	for (const char *c = all; *c != '\0'; c++) {
		size_t count = 0;
		bool quoted = false;

		for (size_t i = 0; i < n && s[i] != '\n'; i++) {
			quoted ^= s[i] == '"';
			count += !quoted && s[i] == *c;
		}
		if (count > best) {
			best = count;
			found = *c;
		}
	}
	return found;
}

static int
add_column(struct records *r, const struct buf *name, struct err *e)
{
	if (r->ncolumn == RECORDS_CELLS)
		return err_set(e, STATUS_INPUT, "%s: more than %d columns",
			       r->name, RECORDS_CELLS);
	for (size_t i = 0; i < r->ncolumn && name->len > 0; i++)
		if (strcmp(r->column[i], name->data) == 0)
			return err_set(e, STATUS_INPUT,
				       "%s:1: two columns are named \"%s\"",
				       r->name, name->data);
	r->column[r->ncolumn++] = mem_strndup(buf_text(name), name->len);
	return 0;
}

int
records_table_enter(struct records *r, struct err *e)
{
	struct buf name, mended;
	size_t n, at = 0;
	bool last = false;
	int rc = next_row(r, &n, e);

	if (rc > 0 && n >= 6 && memcmp(r->data.data + r->at, "sep=", 4) == 0) {
		r->separator = r->data.data[r->at + 4];
		r->at += n;
		rc = next_row(r, &n, e);
	} else if (rc > 0) {
		r->separator = separator_of(r->data.data + r->at, n);
	}
	/* The end of a row may depend on the separator. */
	rc = rc < 0 ? -1 : next_row(r, &n, e);
	if (rc < 0)
		return -1;
	r->column = mem_calloc(RECORDS_CELLS, sizeof(*r->column));
	buf_init(&name, RECORDS_MAX);
	buf_init(&mended, RECORDS_MAX);
	rc = 0;
	while (!last && rc == 0) {
		const char *row = r->data.data + r->at;

		buf_reset(&name);
		buf_reset(&mended);
		at = cell(row, trimmed(row, n), at, r->separator, &name, &last);
		json_utf8(&mended, buf_text(&name), name.len);
		rc = add_column(r, &mended, e);
	}
	if (rc != 0)
		encoding_hint(r->data.data + r->at, n, e);
	r->at += n;
	buf_fini(&name);
	buf_fini(&mended);
	return rc;
}

static bool
is_message(const cJSON *m)
{
	static const char *const roles[] = { "system", "developer", "user",
					     "assistant" };
	const char *role = json_text(m, "role");

	for (size_t i = 0; role != NULL && i < 4; i++)
		if (strcmp(role, roles[i]) == 0)
			return json_get(m, "content") != NULL;
	return false;
}

/*
 * Whether a cell is the JSON of a message, of a list of them, or of an object
 * with one in "messages", as tools export chats. Other JSON is a text.
 */
static bool
is_chat(struct buf *cell)
{
	struct err ignored;
	struct arena a;
	unsigned notes;
	const cJSON *o, *list;
	bool chat;

	if (cell->len == 0 || (cell->data[0] != '{' && cell->data[0] != '[') ||
	    strstr(cell->data, "\"role\"") == NULL)
		return false;
	arena_init(&a);
	o = json_read(cell->data, cell->len, &a, &notes, &ignored);
	list = cJSON_IsArray(o) ? o : json_get(o, "messages");
	chat = is_message(cJSON_IsArray(list) ? list->child : o);
	arena_fini(&a);
	/* White space between tokens; in strings there is none of it. */
	for (size_t i = 0; chat && i < cell->len; i++)
		if (cell->data[i] == '\n' || cell->data[i] == '\r')
			cell->data[i] = ' ';
	return chat;
}

static int
add_row(struct records *r, const char *s, size_t n, struct buf *out,
	struct err *e)
{
	struct buf text;
	struct jsonw w;
	size_t at = 0, i = 0;
	bool last = false, more = false;

	buf_init(&text, RECORDS_MAX);
	jsonw_open(&w, out, 0);
	for (; !last && !more; i++) {
		buf_reset(&text);
		at = cell(s, n, at, r->separator, &text, &last);
		unwrap(&text);
		more = i >= r->ncolumn && text.len > 0;
		if (i >= r->ncolumn || r->column[i][0] == '\0')
			continue;
		if (is_chat(&text))
			jsonw_kraw(&w, r->column[i], text.data, text.len);
		else
			jsonw_kstrn(&w, r->column[i], buf_text(&text),
				    text.len);
	}
	jsonw_close(&w);
	buf_fini(&text);
	if (more)
		return err_set(e, STATUS_INPUT,
			       "%s: record %llu has more than the %zu cells of "
			       "the header row; is a quote missing?",
			       r->name, (unsigned long long)r->line + 1,
			       r->ncolumn);
	return 1;
}

/* Rows that were once used stay as separators alone below a table. */
static bool
empty(const char *s, size_t n, char separator)
{
	while (n > 0 && s[n - 1] == separator)
		n--;
	return n == 0;
}

int
records_table(struct records *r, struct buf *out, struct err *e)
{
	size_t n, len;
	int rc;

	for (;;) {
		rc = next_row(r, &n, e);
		if (rc <= 0)
			return rc;
		len = trimmed(r->data.data + r->at, n);
		if (!empty(r->data.data + r->at, len, r->separator))
			break;
		r->at += n;
	}
	rc = add_row(r, r->data.data + r->at, len, out, e);
	r->at += n;
	r->line++;
	return rc;
}
