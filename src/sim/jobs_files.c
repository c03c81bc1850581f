/*
 * Files: what a form uploads, and results as they are read. A form is taken
 * apart by its boundary, since clients differ in what else they say of its
 * parts.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "sim/account.h"
#include "sim/jobs_impl.h"

struct jobs_file *
jobs_file_new(struct jobs *j, const char *name, int64_t ms)
{
	struct jobs_file *f;

	j->file = mem_grow(j->file, j->nfile, &j->file_cap, sizeof(*j->file));
	f = &j->file[j->nfile++];
	*f = (struct jobs_file){ .created_ms = ms };
	snprintf(f->id, sizeof(f->id), "file-%016llx",
		 (unsigned long long)jobs_draw(j, "file", j->nfile, name));
	snprintf(f->name, sizeof(f->name), "%s", name);
	buf_init(&f->data, JOBS_FILE_MAX);
	return f;
}

struct jobs_file *
jobs_file_find(const struct jobs *j, const char *id)
{
	for (size_t i = 0; i < j->nfile; i++)
		if (strcmp(j->file[i].id, id) == 0)
			return &j->file[i];
	return NULL;
}

/* Where `what` stands in s[0..n), or NULL. */
static const char *
find(const char *s, size_t n, const char *what)
{
	size_t k = strlen(what);
	const char *end = s + n, *at = s;

	while ((size_t)(end - at) >= k &&
	       (at = memchr(at, what[0], (size_t)(end - at) - k + 1)) != NULL) {
		if (memcmp(at, what, k) == 0)
			return at;
		at++;
	}
	return NULL;
}

/* A part of a form: the bytes between two of its boundaries. */
static const char *
form_part(const struct sim_in *in, const char *having, size_t *n)
{
	const char *type = message_header(in, "content-type");
	const char *mark = type != NULL ? strstr(type, "boundary=") : NULL;
	const char *s = in->body, *end = s + in->body_len;
	char line[256];
	int len;

	if (mark == NULL)
		return NULL;
	mark += strlen("boundary=");
	mark += *mark == '"';
	len = snprintf(line, sizeof(line), "\r\n--%.*s",
		       (int)strcspn(mark, "\";"), mark);
	if (len < 0 || (size_t)len >= sizeof(line))
		return NULL;
	while (s < end) {
		const char *head = s;
		const char *text = find(s, (size_t)(end - s), "\r\n\r\n");
		const char *stop = text == NULL
				       ? NULL
				       : find(text, (size_t)(end - text), line);

		if (stop == NULL)
			return NULL;
		text += 4;
		if (find(head, (size_t)(text - head), having) != NULL) {
			*n = text < stop ? (size_t)(stop - text) : 0;
			return text;
		}
		s = stop + 2;
	}
	return NULL;
}

void
jobs_file_take(struct jobs_call *t)
{
	size_t n = 0, np = 0;
	const char *text = form_part(t->in, "filename=", &n);
	const char *purpose = form_part(t->in, "name=\"purpose\"", &np);
	struct jobs_file *f;
	struct jsonw w;

	if (text == NULL || purpose == NULL || np != 5 ||
	    memcmp(purpose, "batch", 5) != 0) {
		jobs_fail(t, FAILURE_REQUEST,
			  "expected a form with purpose=batch and a file");
		return;
	}
	f = jobs_file_new(t->jobs, "batch.jsonl", t->in->wall_ms);
	buf_add(&f->data, text, n);
	account_begin(&w, t->out, 200);
	jobs_write_file(&w, f);
	jsonw_end(&w);
}

void
jobs_file_about(struct jobs_call *t)
{
	const struct jobs_file *f = jobs_file_find(t->jobs, t->id);
	struct jsonw w;

	if (f == NULL) {
		jobs_fail(t, FAILURE_NOT_FOUND, "there is no such file");
		return;
	}
	account_begin(&w, t->out, 200);
	jobs_write_file(&w, f);
	jsonw_end(&w);
}

/* Results; the first reading of some breaks off in the middle. */
void
jobs_file_send(struct jobs_call *t, const struct buf *b, uint64_t reads)
{
	bool torn = reads == 0 &&
		    jobs_lot(t->jobs, "torn", 0, t->id) < t->jobs->plan.torn;

	t->out->status = 200;
	message_add(t->out, "Content-Type", "application/octet-stream");
	buf_add(&t->out->body, buf_text(b), torn ? b->len * 3 / 5 : b->len);
}

void
jobs_file_content(struct jobs_call *t)
{
	struct jobs_file *f = jobs_file_find(t->jobs, t->id);

	if (f == NULL)
		jobs_fail(t, FAILURE_NOT_FOUND, "there is no such file");
	else
		jobs_file_send(t, &f->data, f->reads++);
}
