/*
 * dataset handled: answers held against what their questions want. A question
 * is known by its text, since answers from elsewhere have none of our names.
 */
#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "cmd/known.h"
#include "data/records.h"
#include "dataset/handled.h"
#include "report/handled_show.h"

struct questions {
	struct handled *h;
	const char *path;
};

static int
add_line(void *questions, uint64_t line, const char *s, size_t n, struct err *e)
{
	const struct questions *q = questions;

	return handled_line(q->h, line, s, n, e) < 0 ? err_at(e, "%s", q->path)
						     : 0;
}

static int
read_questions(struct handled *h, const char *path, struct err *e)
{
	struct records *in = records_open(path, NULL, false, e);
	struct questions q = { h, path };
	int rc;

	if (in == NULL)
		return -1;
	rc = records_each(in, add_line, &q, e);
	records_close(in);
	if (rc != 0)
		return -1;
	if (handled_questions(h) == 0)
		return err_set(e, STATUS_INPUT,
			       "%s: no question says what is wanted of it; "
			       "expected lines with \"want\", as dataset "
			       "testset --anomalous makes",
			       path);
	return rc;
}

int
dataset_handled(const struct dataset_opts *o, char **args, struct err *e)
{
	struct handled *h = handled_new();
	const struct handled_row *row;
	struct buf out;
	size_t n;
	int rc = -1;

	if (read_questions(h, args[1], e) == 0 &&
	    handled_answers(h, args[0], cmd_known(), e) == 0) {
		row = handled_rows(h, &n);
		if (n == 0) {
			err_set(e, STATUS_INPUT,
				"%s has no answer to a question of %s that "
				"says what it wants",
				args[0], args[1]);
			handled_free(h);
			return -1;
		}
		buf_init(&out, CMD_RECORDS_MAX);
		if (o->json)
			handled_show_json(args[0], args[1],
					  handled_questions(h), row, n, &out);
		else
			handled_show_text(args[0], args[1],
					  handled_questions(h), row, n, &out);
		cmd_page(&out, o->json);
		rc = STATUS_OK;
	}
	handled_free(h);
	return rc;
}
