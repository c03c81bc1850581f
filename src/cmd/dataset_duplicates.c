/*
 * dataset duplicates: all records go by, then what is near is looked for;
 * progress has two parts for that reason, and the second is the longer one.
 */
#include <math.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "cmd/progress.h"
#include "dataset/duplicates.h"
#include "report/duplicates_show.h"

struct seeking {
	struct duplicates *found;
	struct progress progress;
	uint64_t records;
};

static void
told(void *ctx, double share)
{
	struct seeking *s = ctx;

	progress_records(&s->progress, s->records, share);
}

static int
read_all(struct seeking *s, struct dataset *d, struct err *e)
{
	struct dataset_record r;
	int rc;

	while ((rc = dataset_next(d, &r, e)) > 0) {
		duplicates_record(s->found, &r);
		s->records = r.number;
		progress_records(&s->progress, s->records, NAN);
	}
	return rc;
}

static void
show(struct seeking *s, const struct dataset *d, bool json)
{
	const struct dataset_show_file f = { dataset_name(d), dataset_shape(d),
					     dataset_form(d) };
	const struct duplicates_row *row;
	struct duplicates_sums sums;
	struct buf out;
	size_t n;

	row = duplicates_find(s->found, &sums, &n, told, s);
	progress_end(&s->progress);
	buf_init(&out, CMD_RECORDS_MAX);
	if (json)
		duplicates_show_json(&f, &sums, row, n, &out);
	else
		duplicates_show(&f, &sums, row, n, &out);
	cmd_page(&out, json);
}

int
dataset_duplicates(const struct dataset_opts *o, char **args, struct err *e)
{
	struct seeking s = { .found = NULL };
	struct dataset *d = dataset_open(args[0], o->encoding, e);
	int rc;

	if (d == NULL)
		return -1;
	s.found = duplicates_new();
	progress_init(&s.progress, false);
	rc = read_all(&s, d, e);
	if (rc == 0) {
		show(&s, d, o->json);
		rc = STATUS_OK;
	}
	progress_end(&s.progress);
	duplicates_free(s.found);
	dataset_close(d);
	return rc;
}
