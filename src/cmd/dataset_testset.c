/*
 * dataset testset: makes one without a file, checks the one that is given. A
 * test holds what is made to the same check.
 */
#include <stdio.h>
#include <string.h>

#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "data/records.h"
#include "dataset/testset.h"
#include "report/testset_show.h"

static int
make(const struct dataset_opts *o, struct err *e)
{
	struct buf out;
	int rc = 0;

	buf_init(&out, CMD_RECORDS_MAX);
	if (o->anomalous)
		testset_make_anomalous(&out);
	else
		rc = testset_make(o->seed, (size_t)o->each, &out, e);
	if (rc == 0 && o->out != NULL)
		rc = outfile_save(o->out, buf_text(&out), out.len, e);
	else if (rc == 0)
		cmd_print_data(&out);
	buf_fini(&out);
	return rc;
}

static int
add_line(void *testset, uint64_t line, const char *s, size_t n, struct err *e)
{
	(void)e;
	testset_line(testset, line, s, n);
	return 0;
}

static int
read_lines(struct testset *t, const char *path, const char *encoding,
	   struct err *e)
{
	struct records *in = records_open(path, encoding, false, e);
	int rc;

	if (in == NULL)
		return -1;
	rc = records_each(in, add_line, t, e);
	records_close(in);
	return rc;
}

static int
check(const struct dataset_opts *o, const char *path, struct err *e)
{
	const struct testset_row *row;
	struct testset_sums sums;
	struct testset *t;
	struct buf out;
	unsigned unit;
	size_t n;

	if (dataset_unit(o, &unit, e) < 0)
		return -1;
	t = testset_new(unit);
	if (read_lines(t, path, o->encoding, e) < 0) {
		testset_free(t);
		return -1;
	}
	row = testset_end(t, &sums, &n);
	buf_init(&out, CMD_RECORDS_MAX);
	if (o->json)
		testset_show_json(path, &sums, row, n, &out);
	else
		testset_show(path, &sums, row, n, &out);
	cmd_page(&out, o->json);
	testset_free(t);
	return n > 0 ? STATUS_GATE : STATUS_OK;
}

int
dataset_testset(const struct dataset_opts *o, char **args, struct err *e)
{
	return args[0] == NULL ? make(o, e) : check(o, args[0], e);
}
