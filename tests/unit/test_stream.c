#include <criterion/criterion.h>
#include <string.h>

#include "provider/stream.h"

/* Events are joined by '|' in what is expected. */
static const struct {
	const char *id;
	bool lines;
	const char *body, *events;
} rows[] = {
	{ "one", false, "data: a\n\n", "a" },
	{ "two", false, "data: a\n\ndata: b\n\n", "a|b" },
	{ "no space", false, "data:a\n\n", "a" },
	{ "one space goes", false, "data:  a\n\n", " a" },
	{ "CRLF", false, "data: a\r\n\r\ndata: b\r\n\r\n", "a|b" },
	{ "CR", false, "data: a\r\rdata: b\r\r", "a|b" },
	{ "comment", false, ": ping\n\ndata: a\n\n:\n\n", "a" },
	{ "comment inside", false, "data: a\n: x\ndata: b\n\n", "a\nb" },
	{ "other fields", false, "event: e\nid: 1\nretry: 2\ndata: a\n\n",
	  "a" },
	{ "event without data", false, "event: e\n\ndata: a\n\n", "a" },
	{ "two data lines", false, "data: a\ndata: b\n\n", "a\nb" },
	{ "empty data", false, "data\n\ndata:\n\ndata: a\n\n", "||a" },
	{ "not data", false, "datax: a\n\ndata: b\n\n", "b" },
	{ "BOM", false,
	  "\xef\xbb\xbf"
	  "data: a\n\n",
	  "a" },
	{ "no last line", false, "data: a\n\ndata: b", "a|b" },
	{ "empty lines", false, "\n\n\ndata: a\n\n\n\n", "a" },
	{ "nothing", false, "", "" },
	{ "NDJSON", true, "{a}\n{b}\r\n\n{c}", "{a}|{b}|{c}" },
	{ "NDJSON nothing", true, "\n\n", "" },
};

Test(stream, events)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct buf *event;
		struct stream t;
		struct buf all;
		size_t n = 0;

		buf_init(&all, 1024);
		buf_puts(&all, "");
		stream_init(&t, rows[i].lines, rows[i].body,
			    strlen(rows[i].body));
		while ((event = stream_next(&t)) != NULL) {
			buf_puts(&all, n++ > 0 ? "|" : "");
			buf_add(&all, event->data, event->len);
		}
		stream_fini(&t);
		cr_assert_str_eq(all.data, rows[i].events, "%s: %s", rows[i].id,
				 all.data);
		buf_fini(&all);
	}
}

/* A line that the standard would pass over may be half an event. */
Test(stream, strange_lines)
{
	static const struct {
		const char *body;
		bool strange;
	} bodies[] = {
		{ ": c\nevent: e\nid: 1\nretry: 2\nevent\n\ndata: a\n\n",
		  false },
		{ "datax: a\n\n", true },
		{ " data: a\n\n", true },
		{ "\x1f\x8b"
		  "data: a\n\n",
		  true },
		{ "<html>\n", true },
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct stream t;

		stream_init(&t, false, bodies[i].body, strlen(bodies[i].body));
		while (stream_next(&t) != NULL)
			;
		cr_assert_eq(t.strange, bodies[i].strange, "row %zu", i);
		stream_fini(&t);
	}
}
