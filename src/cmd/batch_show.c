/*
 * What is said of a batch's files. Sentences are gathered in a page and
 * printed after each file, since a fetch takes minutes and is watched.
 */
#include <stdio.h>

#include "cmd/batch_job.h"
#include "cmd/cmd.h"
#include "cmd/take.h"
#include "data/jsonw.h"

void
batch_job_say(struct batch_job *j, enum words_id id, const struct batch_file *f,
	      const struct words_arg *more)
{
	struct words_arg arg[8] = { words_str("file", f->file),
				    words_str("dir", j->dir),
				    words_str("id", f->batch),
				    words_count("lines", f->lines) };
	size_t n = 4;

	for (; more != NULL && more->name != NULL && n < 7; more++)
		arg[n++] = *more;
	arg[n].name = NULL;
	words_wrap(&j->page, id, arg);
}

void
batch_job_flush(struct batch_job *j)
{
	if (!j->o->json && j->page.len > 0)
		cmd_print(&j->page);
	fflush(stdout);
	buf_reset(&j->page);
}

void
batch_job_came(struct batch_job *j, size_t i, const struct batch_came *c)
{
	const struct batch_file *f = &j->index.file[i];

	if (c->refused) {
		j->refused++;
		batch_job_say(j, WORDS_BATCH_REFUSED, f,
			      WORDS_ARGS(words_str("why", c->why)));
	} else if (c->strayed) {
		batch_job_say(j,
			      c->elsewhere != NULL ? WORDS_BATCH_ELSEWHERE
						   : WORDS_BATCH_STRAYED,
			      f,
			      WORDS_ARGS(words_str("where", c->elsewhere),
					 words_str("members", c->members)));
	}
}

bool
batch_job_is_out(const struct batch_file *f)
{
	return f->stage == BATCH_SUBMITTED || f->stage == BATCH_ELSEWHERE;
}

size_t
batch_job_count(const struct batch_job *j, enum batch_stage stage)
{
	size_t n = 0;

	for (size_t i = 0; i < j->index.n; i++)
		n += j->index.file[i].stage == stage;
	return n;
}

size_t
batch_job_under_way(const struct batch_job *j)
{
	return batch_job_count(j, BATCH_SUBMITTED) +
	       batch_job_count(j, BATCH_CREATING);
}

void
batch_job_table(struct batch_job *j)
{
	static const enum words_id heads[] = {
		WORDS_HEAD_FILE,  WORDS_HEAD_MODEL, WORDS_HEAD_REQUESTS,
		WORDS_HEAD_STAGE, WORDS_HEAD_BATCH, WORDS_HEAD_STATUS,
		WORDS_HEAD_DONE,  WORDS_HEAD_FAILED
	};
	static const enum words_id stage[] = {
		[BATCH_PLANNED] = WORDS_STAGE_PLANNED,
		[BATCH_CREATING] = WORDS_STAGE_CREATING,
		[BATCH_SUBMITTED] = WORDS_STAGE_SUBMITTED,
		[BATCH_TAKEN] = WORDS_STAGE_TAKEN,
		[BATCH_ELSEWHERE] = WORDS_STAGE_ELSEWHERE,
	};
	enum { N = sizeof(heads) / sizeof(heads[0]) };
	struct table t;
	struct buf out;

	table_init(&t, N);
	words_heads(&t, heads, N);
	for (size_t i = 0; i < j->index.n; i++) {
		const struct batch_file *f = &j->index.file[i];

		table_text(&t, f->file);
		table_text(&t, f->model);
		table_num(&t, (double)f->lines, 0);
		words_cell(&t, stage[f->stage], NULL);
		table_text(&t, f->batch != NULL ? f->batch : "-");
		table_text(&t, f->status != NULL ? f->status : "-");
		if (f->done >= 0)
			table_num(&t, (double)f->done, 0);
		else
			table_text(&t, "-");
		if (f->failed >= 0)
			table_num(&t, (double)f->failed, 0);
		else
			table_text(&t, "-");
	}
	buf_init(&out, BATCH_JOB_PAGE);
	words_table(&t, 0, &out);
	cmd_page(&out, false);
	table_fini(&t);
}

void
batch_job_json(struct batch_job *j)
{
	struct jsonw w;
	struct buf out;

	buf_init(&out, BATCH_JOB_PAGE);
	jsonw_open(&w, &out, 2);
	field_json_list(&w, "files", batch_index_fields, j->index.file,
			sizeof(*j->index.file), j->index.n);
	jsonw_key(&w, "taken");
	if (j->any)
		field_json_object(&w, take_fields, &j->taken);
	else
		jsonw_null(&w);
	jsonw_close(&w);
	cmd_page(&out, true);
}
