/*
 * dataset audit: the rows go to audit.csv and samples.csv while the records
 * go by; only --json keeps them.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/dataset_parts.h"
#include "cmd/progress.h"
#include "dataset/audit.h"
#include "measure/answers.h"
#include "measure/sink.h"
#include "report/dataset_show.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 64 };

int
dataset_unit(const struct dataset_opts *o, unsigned *unit, struct err *e)
{
	if (sink_unit(o->unit, UNIT_DEFAULT, unit, e) < 0)
		return -1;
	if (*unit == UNIT_TOKEN)
		return err_set(e, STATUS_INPUT,
			       "unit token is what a provider reports; "
			       "training data have texts only");
	return 0;
}

/* Rows that outlive their record, for --json. */
struct kept {
	struct arena arena;
	struct audit_row *row;
	size_t n, cap;
};

struct auditing {
	const struct dataset_opts *o;
	struct audit sum;
	struct kept kept;
	struct sink samples;
	struct measure_result measured;
	struct outfile *csv; /* audit.csv, with -o */
	struct buf line, prompt;
	char model[NAME_MAX_LEN];
	struct progress progress;
};

static void
keep(struct kept *k, const struct audit_row *x)
{
	k->row = mem_grow(k->row, k->n, &k->cap, sizeof(*k->row));
	k->row[k->n] = *x;
	if (x->claim != NULL)
		k->row[k->n].claim =
		    arena_strndup(&k->arena, x->claim, x->claim_n);
	k->n++;
}

/* Text and prompt of a row of samples.csv, for who reads answers beside it. */
static void
keep_texts(struct auditing *a, const char *id, const struct dataset_item *it)
{
	const struct answers_message asked = { "user", buf_text(&a->prompt) };
	const struct answers_line l = { .id = id,
					.nprompt = 1,
					.prompt = &asked,
					.text = it->answer.s,
					.text_len = it->answer.n };

	buf_reset(&a->line);
	answers_write(&l, &a->line);
	outfile_write(a->samples.answers, a->line.data, a->line.len);
}

static void
take(struct auditing *a, struct audit_row *x, const struct dataset_item *it)
{
	char id[NAME_MAX_LEN];

	if (a->o->json)
		keep(&a->kept, x);
	if (a->csv == NULL)
		return;
	buf_reset(&a->line);
	field_csv_line(audit_fields, x, true, &a->line);
	outfile_write(a->csv, a->line.data, a->line.len);
	if (!x->sampled)
		return;
	snprintf(id, sizeof(id), "%llu.%llu", (unsigned long long)x->record,
		 (unsigned long long)x->turn);
	x->row.id = x->row.item = id;
	x->row.model = a->model;
	sink_row(&a->samples, &x->row, &a->measured);
	buf_reset(&a->prompt);
	buf_add(&a->prompt, it->prompt.s, it->prompt.n);
	keep_texts(a, id, it);
}

static int
audit_records(struct auditing *a, struct dataset *d, struct err *e)
{
	struct dataset_record r;
	struct audit_row x;
	int rc;

	while ((rc = dataset_next(d, &r, e)) > 0) {
		audit_record(&a->sum, &r);
		for (size_t i = 0; i < r.nitems; i++) {
			audit_item(&a->sum, &r, &r.item[i], &x);
			take(a, &x, &r.item[i]);
		}
		progress_records(&a->progress, r.number, NAN);
	}
	progress_end(&a->progress);
	return rc;
}

static int
open_outputs(struct auditing *a, struct err *e)
{
	const char *dir = a->o->out;
	struct buf path;

	if (dir == NULL)
		return 0;
	if (file_mkdirs(dir, e) < 0)
		return -1;
	buf_init(&path, CMD_RECORDS_MAX);
	buf_printf(&path, "%s/audit.csv", dir);
	a->csv = outfile_open(path.data, FILE_OWN, e);
	buf_fini(&path);
	if (a->csv == NULL || sink_open(&a->samples, dir, false, e) < 0 ||
	    sink_open_answers(&a->samples, dir, e) < 0)
		return -1;
	field_csv_head(audit_fields, true, &a->line);
	csv_end(&a->line);
	outfile_write(a->csv, a->line.data, a->line.len);
	return 0;
}

static int
commit_outputs(struct auditing *a, struct err *e)
{
	bool some = a->measured.planned > 0;
	struct outfile *csv = a->csv;
	struct buf said;

	if (csv == NULL)
		return 0;
	a->csv = NULL;
	if (some && sink_commit(&a->samples, e) < 0) {
		outfile_abandon(csv);
		return -1;
	}
	if (outfile_commit(csv, e) < 0)
		return -1;
	buf_init(&said, CMD_RECORDS_MAX);
	words_wrap(&said, some ? WORDS_DATASET_SAVED : WORDS_DATASET_NO_SAMPLES,
		   WORDS_ARGS(words_str("dir", a->o->out),
			      words_str("unit", unit_name(a->sum.unit))));
	cmd_say(stderr, "%s", said.data);
	buf_fini(&said);
	return 0;
}

/* The file's name without folders and ending: whose curve it is. */
static void
name_model(struct auditing *a, const char *path)
{
	const char *base = strrchr(path, '/');
	size_t n;

	base = base != NULL ? base + 1 : path;
	n = strcspn(base, ".");
	snprintf(a->model, sizeof(a->model), "%.*s",
		 n > 0 && n < NAME_MAX_LEN ? (int)n : 4,
		 n > 0 && n < NAME_MAX_LEN ? base : "data");
}

static void
show_audit(const struct auditing *a, const struct dataset *d)
{
	const struct dataset_show_file f = { dataset_name(d), dataset_shape(d),
					     dataset_form(d) };
	struct buf out;

	buf_init(&out, CMD_RECORDS_MAX);
	if (a->o->json)
		dataset_show_audit_json(&f, &a->sum, a->kept.row, a->kept.n,
					&out);
	else
		dataset_show_audit(&f, &a->sum, &out);
	cmd_page(&out, a->o->json);
}

int
dataset_audit(const struct dataset_opts *o, char **args, struct err *e)
{
	struct auditing a = { .o = o };
	struct dataset *d;
	unsigned unit;
	int rc = -1;

	if (dataset_unit(o, &unit, e) < 0)
		return -1;
	d = dataset_open(args[0], o->encoding, e);
	if (d == NULL)
		return -1;
	audit_init(&a.sum, unit);
	arena_init(&a.kept.arena);
	buf_init(&a.line, CMD_RECORDS_MAX);
	buf_init(&a.prompt, CMD_RECORDS_MAX);
	progress_init(&a.progress, false);
	name_model(&a, strcmp(args[0], "-") == 0 ? "" : args[0]);
	if (open_outputs(&a, e) == 0 && audit_records(&a, d, e) == 0 &&
	    commit_outputs(&a, e) == 0) {
		show_audit(&a, d);
		rc = STATUS_OK;
	}
	outfile_abandon(a.csv);
	sink_abandon(&a.samples);
	buf_fini(&a.prompt);
	buf_fini(&a.line);
	free(a.kept.row);
	arena_fini(&a.kept.arena);
	audit_fini(&a.sum);
	dataset_close(d);
	return rc;
}
