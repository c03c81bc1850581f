/*
 * Works on the finished bytes of any protocol, by way of a mark that the
 * author left in the text, so that a fault is written once and not for each
 * vendor. gzip is made of stored blocks: it needs no library, and it is the
 * header that a client must cope with.
 */
#include "sim/spoil.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sim/author.h"

static const char html[] =
    "<!DOCTYPE html>\n<html><head><title>Welcome</title></head>\n"
    "<body><h1>It works!</h1><p>生成50个字的春节场景</p></body></html>\n";

static void
replace_body(struct sim_out *out, const char *s, size_t n)
{
	buf_reset(&out->body);
	buf_add(&out->body, s, n);
}

static void
set_type(struct sim_out *out, const char *type)
{
	for (size_t i = 0; i < out->nheader; i++)
		if (strcmp(out->header[i].name, "Content-Type") == 0)
			out->header[i] = out->header[--out->nheader];
	message_add(out, "Content-Type", "%s", type);
}

/* Put `with` where old[0..n) is; the offset, or the end when there is none. */
static size_t
splice(struct buf *b, const char *old, const char *with)
{
	size_t n = strlen(old), at = 0;
	char *tail;

	while (at + n <= b->len && memcmp(b->data + at, old, n) != 0)
		at++;
	if (at + n > b->len)
		return b->len;
	tail = mem_strndup(b->data + at + n, b->len - at - n);
	n = b->len - at - n;
	b->len = at;
	buf_puts(b, with);
	buf_add(b, tail, n);
	free(tail);
	return at;
}

static uint32_t
crc32_of(const unsigned char *s, size_t n)
{
	uint32_t crc = 0xFFFFFFFFu;

	for (size_t i = 0; i < n; i++) {
		crc ^= s[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
	}
	return ~crc;
}

static void
put_le(struct buf *b, uint32_t x, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_putc(b, (char)(x >> 8 * i & 0xFF));
}

/* RFC 1952 round stored blocks of RFC 1951: larger, but valid. */
static void
gzip(struct sim_out *out)
{
	struct buf *b = &out->body;
	size_t n = b->len, i = 0;
	char *plain = mem_strndup(b->data, n);

	buf_reset(b);
	buf_add(b, "\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
	do {
		size_t k = n - i < 65535 ? n - i : 65535;

		buf_putc(b, i + k == n);
		put_le(b, (uint32_t)k, 2);
		put_le(b, ~(uint32_t)k, 2);
		buf_add(b, plain + i, k);
		i += k;
	} while (i < n);
	put_le(b, crc32_of((const unsigned char *)plain, n), 4);
	put_le(b, (uint32_t)n, 4);
	free(plain);
}

/* The end of the JSON string that opens at s[i]. */
static size_t
string_end(const struct buf *b, size_t i)
{
	for (i++; i < b->len && b->data[i] != '"'; i++)
		i += b->data[i] == '\\';
	return i + 1;
}

/* The first text-bearing member once more behind itself. */
static void
twice(struct buf *b)
{
	static const char *const keys[] = { "\"content\":\"", "\"result\":\"",
					    "\"text\":\"" };

	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		const char *at = strstr(b->data, keys[k]);
		size_t from, end;
		char *member, *tail;

		if (at == NULL)
			continue;
		from = (size_t)(at - b->data);
		end = string_end(b, from + strlen(keys[k]) - 1);
		member = mem_strndup(at, end - from);
		tail = mem_strndup(b->data + end, b->len - end);
		b->len = end;
		buf_printf(b, ",%s%s", member, tail);
		free(member);
		free(tail);
		return;
	}
}

/* Streams only: what is left of the events is cut off. */
static void
cut_events(struct sim_out *out, const struct proto *p, size_t keep, bool fail)
{
	static const struct proto_failure f = { .kind = FAILURE_SERVER,
						.message = "the stream broke" };
	struct buf *b = &out->body;

	if (!out->stream)
		return;
	while (keep > 0 && b->data[keep - 1] != '\n')
		keep--;
	b->len = keep;
	if (fail)
		p->stream_fail(p, &f, b);
}

static void
header_case(struct sim_out *out)
{
	for (size_t i = 0; i < out->nheader; i++)
		for (char *s = out->header[i].name; *s != '\0'; s++)
			*s = (char)((s - out->header[i].name) % 3 == 0
					? tolower((unsigned char)*s)
					: toupper((unsigned char)*s));
}

/* All but the last line that carries data. */
static size_t
before_last_event(const struct buf *b)
{
	size_t n = b->len;

	while (n > 0 && b->data[n - 1] == '\n')
		n--;
	while (n > 0 && b->data[n - 1] != '\n')
		n--;
	return n;
}

/* The faults that strike one character of the text; true: it was one. */
static bool
strike(const struct sim_fault *f, struct sim_out *out)
{
	switch (f->body) {
	case BODY_BAD_UTF8:
		splice(&out->body, AUTHOR_MARK, "\xff");
		return true;
	case BODY_NUL:
		splice(&out->body, AUTHOR_MARK, "\\u0000");
		return true;
	case BODY_SURROGATE:
		splice(&out->body, AUTHOR_MARK, "\\ud83d");
		return true;
	case BODY_HUGE:
		out->fill_at = splice(&out->body, AUTHOR_MARK, "");
		out->fill = SPOIL_HUGE / (sizeof(SPOIL_FILL) - 1) *
			    (sizeof(SPOIL_FILL) - 1);
		return true;
	default:
		return false;
	}
}

/* The faults that put something else in place of the answer. */
static bool
replace(const struct sim_fault *f, struct sim_out *out)
{
	switch (f->body) {
	case BODY_HTML:
		replace_body(out, html, sizeof(html) - 1);
		set_type(out, "text/html; charset=utf-8");
		return true;
	case BODY_EMPTY:
		replace_body(out, "", 0);
		return true;
	case BODY_DEEP:
		buf_reset(&out->body);
		for (int i = 0; i < 2 * SPOIL_DEPTH; i++)
			buf_putc(&out->body, i < SPOIL_DEPTH ? '[' : ']');
		return true;
	case BODY_REDIRECT:
		replace_body(out, "", 0);
		out->status = 307;
		message_add(out, "Location", "/elsewhere");
		return true;
	case BODY_GATEWAY:
		replace_body(out, "", 0);
		out->status = 503;
		message_add(out, "X-Bce-Error-Code", "ServiceUnavailable");
		message_add(out, "X-Bce-Error-Message", "backend is busy");
		return true;
	default:
		return false;
	}
}

void
spoil(const struct sim_fault *f, const struct proto *p, struct sim_out *out)
{
	struct buf *b = &out->body;

	if (strike(f, out) || replace(f, out))
		return;
	switch (f->body) {
	case BODY_TRUNCATED:
		b->len = b->len * 6 / 10;
		break;
	case BODY_GZIP:
		message_add(out, "Content-Encoding", "gzip");
		gzip(out);
		break;
	case BODY_GZIP_UNNAMED:
		gzip(out);
		break;
	case BODY_TWICE:
		twice(b);
		break;
	case BODY_STREAM_FAIL:
		cut_events(out, p, b->len / 2, true);
		break;
	case BODY_NO_END:
		cut_events(out, p, before_last_event(b), false);
		break;
	case BODY_HEADER_CASE:
		header_case(out);
		break;
	default:
		break;
	}
}
