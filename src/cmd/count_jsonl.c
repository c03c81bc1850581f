/*
 * A line of output for a line of input, always: people paste the two side by
 * side. So a bad line prints an empty one and is told at the end, where an
 * error in the middle would lose the alignment or the rest of the file.
 */
#include "cmd/count_jsonl.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/num.h"
#include "cmd/cmd.h"
#include "data/encoding.h"
#include "data/jsonl.h"
#include "data/jsonw.h"

enum { CHUNK = 64 * 1024, CHUNK_MAX = 2 * CHUNK };

struct tally_lines {
	uint64_t texts, ill_formed, missing, bad;
	struct encoding_sample sample; /* of the ill-formed */
	struct err first;              /* of the bad ones */
};

static void
write_line(struct buf *out, const char *file, uint64_t line, bool json,
	   const uint64_t *count)
{
	char number[NUM_TEXT];
	struct jsonw w;

	if (json) {
		jsonw_init(&w, out, 0);
		jsonw_object(&w);
		jsonw_kstr(&w, "file", file);
		jsonw_kint(&w, "line", (int64_t)line);
		jsonw_key(&w, "count");
		if (count == NULL)
			jsonw_null(&w);
		else
			jsonw_int(&w, (int64_t)*count);
		jsonw_end(&w);
	} else if (count != NULL) {
		buf_add(out, number, num_format_int(number, (int64_t)*count));
	}
	buf_putc(out, '\n');
	if (out->len >= CHUNK) {
		fwrite(out->data, 1, out->len, stdout);
		buf_reset(out);
	}
}

static int
count_lines(const char *file, const char *encoding,
	    const struct jsonl_paths *paths, enum lencount_unit unit, bool json,
	    struct buf *out, struct tally_lines *t, struct err *e)
{
	struct jsonl *j = jsonl_open_as(file, encoding, paths, e);
	const struct jsonl_value *v;
	unsigned notes;
	int rc;

	if (j == NULL)
		return -1;
	while ((rc = jsonl_next(j, &v, &notes, e)) != 0) {
		uint64_t n, ill = 0;
		bool is_text = rc > 0 && v->kind == JSONL_STRING;

		if (rc < 0 && e->status != STATUS_INPUT)
			break;
		if (rc < 0 && t->bad++ == 0)
			t->first = *e;
		t->missing += rc > 0 && !is_text;
		if (is_text)
			n = lencount_one(unit, v->s, v->n, &ill);
		t->texts += is_text;
		t->ill_formed += ill > 0;
		if (ill > 0)
			encoding_sample_add(&t->sample, v->s, v->n);
		write_line(out, file, jsonl_line(j), json, is_text ? &n : NULL);
	}
	jsonl_close(j);
	return rc;
}

int
count_jsonl(const char *const *file, int n, const char *field,
	    const char *encoding, enum lencount_unit unit, bool json,
	    struct err *e)
{
	struct tally_lines t = { 0 };
	struct jsonl_paths paths;
	struct buf out;
	int rc = 0;

	if (jsonl_paths(&paths, &field, 1, e) != 0)
		return -1;
	buf_init(&out, CHUNK_MAX);
	for (int i = 0; i < n && rc == 0; i++)
		rc = count_lines(file[i], encoding, &paths, unit, json, &out,
				 &t, e);
	if (out.len > 0)
		fwrite(out.data, 1, out.len, stdout);
	buf_fini(&out);
	if (t.ill_formed > 0)
		cmd_say(stderr,
			"lencurve count: texts that are not UTF-8: %llu"
			"; each ill-formed part counts as one U+FFFD\n",
			(unsigned long long)t.ill_formed);
	if (rc == 0 && encoding == NULL && t.ill_formed * 100 > t.texts &&
	    encoding_guess(t.sample.s, t.sample.n) != NULL) {
		err_set(e, STATUS_INPUT, "%llu of %llu texts are not UTF-8",
			(unsigned long long)t.ill_formed,
			(unsigned long long)t.texts);
		rc = encoding_advise(t.sample.s, t.sample.n, e);
	}
	if (t.missing > 0)
		cmd_say(stderr,
			"lencurve count: lines without a string \"%s\": "
			"%llu; each gave an empty line\n",
			field, (unsigned long long)t.missing);
	if (t.bad > 0)
		cmd_say(stderr,
			"lencurve count: lines that are not JSON: %llu"
			"; each gave an empty line; the first: %s\n",
			(unsigned long long)t.bad, t.first.msg);
	return rc < 0 ? -1 : t.bad > 0 ? STATUS_INPUT : STATUS_OK;
}
