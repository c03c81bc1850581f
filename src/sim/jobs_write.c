/*
 * The objects of the two kinds of interface, member by member as the hosts
 * document them: official clients check for keys that we have no use for.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "sim/jobs_impl.h"

enum { DAY_S = 24 * 60 * 60 };

void
jobs_write_file(struct jsonw *w, const struct jobs_file *f)
{
	jsonw_kstr(w, "id", f->id);
	jsonw_kstr(w, "object", "file");
	jsonw_kint(w, "bytes", (int64_t)f->data.len);
	jsonw_kint(w, "created_at", f->created_ms / 1000);
	jsonw_kstr(w, "filename", f->name);
	jsonw_kstr(w, "purpose", f->name[0] == 'b' ? "batch" : "batch_output");
	jsonw_kstr(w, "status", "processed");
}

static void
seconds(struct jsonw *w, const char *key, int64_t ms)
{
	jsonw_key(w, key);
	if (ms > 0)
		jsonw_int(w, ms / 1000);
	else
		jsonw_null(w);
}

static void
stamp(struct jsonw *w, const char *key, int64_t ms)
{
	char text[CLOCK_STAMP];

	if (ms > 0)
		clock_stamp(text, ms);
	jsonw_kstr(w, key, ms > 0 ? text : NULL);
}

static const char *
status(const struct jobs_job *b)
{
	static const char *const word[] = {
		[JOBS_GOING] = "in_progress",   [JOBS_COMPLETED] = "completed",
		[JOBS_FAILED] = "failed",       [JOBS_EXPIRED] = "expired",
		[JOBS_CANCELLED] = "cancelled",
	};

	return word[b->state];
}

static void
why(struct jsonw *w, const struct jobs_job *b)
{
	jsonw_key(w, "errors");
	if (b->why == NULL) {
		jsonw_null(w);
		return;
	}
	jsonw_object(w);
	jsonw_kstr(w, "object", "list");
	jsonw_karray(w, "data");
	jsonw_object(w);
	jsonw_kstr(w, "code", "invalid_request");
	jsonw_kstr(w, "message", b->why);
	jsonw_kstr(w, "param", NULL);
	jsonw_kstr(w, "line", NULL);
	jsonw_end(w);
	jsonw_end(w);
	jsonw_end(w);
}

static const char *
file_id(const struct jobs *j, size_t file)
{
	return file > 0 ? j->file[file - 1].id : NULL;
}

static void
write_openai(struct jsonw *w, const struct jobs_call *t,
	     const struct jobs_job *b)
{
	const struct jobs *j = t->jobs;
	bool bos =
	    b->output > 0 && jobs_lot(j, "bos", b->number, "") < j->plan.bos;
	char place[JOBS_ID + 16];

	jsonw_kstr(w, "id", b->id);
	jsonw_kstr(w, "object", "batch");
	jsonw_kstr(w, "endpoint", b->endpoint);
	why(w, b);
	jsonw_kstr(w, "input_file_id", file_id(j, b->input));
	jsonw_kstr(w, "completion_window", b->window);
	jsonw_kstr(w, "status", status(b));
	jsonw_kstr(w, "output_file_id", bos ? NULL : file_id(j, b->output));
	jsonw_kstr(w, "error_file_id", bos ? NULL : file_id(j, b->errors));
	if (bos) {
		snprintf(place, sizeof(place), "bos:/sim/%s",
			 file_id(j, b->output));
		jsonw_kstr(w, "outputBosUri", place);
	}
	seconds(w, "created_at", b->created_ms);
	seconds(w, "in_progress_at", b->created_ms);
	seconds(w, "expires_at", b->created_ms + INT64_C(1000) * DAY_S);
	seconds(w, "completed_at",
		b->state == JOBS_COMPLETED ? b->ended_ms : 0);
	seconds(w, "failed_at", b->state == JOBS_FAILED ? b->ended_ms : 0);
	seconds(w, "expired_at", b->state == JOBS_EXPIRED ? b->ended_ms : 0);
	seconds(w, "cancelled_at",
		b->state == JOBS_CANCELLED ? b->ended_ms : 0);
	jsonw_kobject(w, "request_counts");
	jsonw_kint(w, "total", (int64_t)b->total);
	jsonw_kint(w, "completed", (int64_t)b->done);
	jsonw_kint(w, "failed", (int64_t)b->failed);
	jsonw_end(w);
	jsonw_key(w, "metadata");
	if (b->metadata != NULL)
		jsonw_raw(w, b->metadata, strlen(b->metadata));
	else
		jsonw_null(w);
}

static void
write_anthropic(struct jsonw *w, const struct jobs_call *t,
		const struct jobs_job *b)
{
	const char *host = message_header(t->in, "host");
	bool going = b->state == JOBS_GOING;
	char url[160];

	jsonw_kstr(w, "id", b->id);
	jsonw_kstr(w, "type", "message_batch");
	jsonw_kstr(w, "processing_status", going ? "in_progress" : "ended");
	jsonw_kobject(w, "request_counts");
	jsonw_kint(w, "processing", going ? (int64_t)b->total : 0);
	jsonw_kint(w, "succeeded", (int64_t)b->done);
	jsonw_kint(w, "errored", (int64_t)b->failed);
	jsonw_kint(w, "canceled", (int64_t)b->cancelled);
	jsonw_kint(w, "expired", (int64_t)b->expired);
	jsonw_end(w);
	stamp(w, "ended_at", b->ended_ms);
	stamp(w, "created_at", b->created_ms);
	stamp(w, "expires_at", b->created_ms + INT64_C(1000) * DAY_S);
	stamp(w, "archived_at", 0);
	stamp(w, "cancel_initiated_at", b->cancelled_ms);
	snprintf(url, sizeof(url), "http://%s/v1/messages/batches/%s/results",
		 host != NULL ? host : "127.0.0.1", b->id);
	jsonw_kstr(w, "results_url", going ? NULL : url);
}

void
jobs_write_job(struct jsonw *w, const struct jobs_call *t,
	       const struct jobs_job *b)
{
	if (b->proto == &proto_anthropic)
		write_anthropic(w, t, b);
	else
		write_openai(w, t, b);
}
