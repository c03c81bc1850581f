/*
 * Hosts of the one form differ in where their base ends and in what they leave
 * out of an object, not in its words; so a batch has ended when its status is
 * one of a few words, or names a moment of its end.
 */
#include "provider/remote.h"

#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "data/json.h"
#include "data/jsonw.h"
#include "provider/body.h"

enum { PAGE = 100, URL_MAX = 16 * 1024, CREATE_MAX = 64 * 1024 };

static const char messages[] = "/v1/messages/batches";

bool
remote_uploads(const struct batch_host *h)
{
	return h->remote != BATCH_BY_MESSAGES;
}

/* The base without what belongs to chats alone. */
static const char *
base_of(const struct remote_ask *k, struct arena *a)
{
	const char *cut = NULL,
		   *tail = strstr(k->base_url, "/chat/completions");

	if (k->host->remote == BATCH_BY_DEPLOYMENT)
		cut = strstr(k->base_url, "/deployments/");
	else if (tail != NULL && strchr(tail + 1, '?') == NULL &&
		 strlen(tail) == strlen("/chat/completions"))
		cut = tail;
	return cut == NULL
		   ? k->base_url
		   : arena_strndup(a, k->base_url, (size_t)(cut - k->base_url));
}

/* base + path + / + id + tail; an id is a host's word and is encoded. */
static const char *
address(const struct remote_ask *k, const char *path, const char *id,
	const char *tail, struct arena *a)
{
	struct buf url;
	const char *text;

	buf_init(&url, URL_MAX);
	buf_puts(&url, base_of(k, a));
	buf_puts(&url, path);
	if (id != NULL) {
		buf_putc(&url, '/');
		url_encode(&url, id, false);
	}
	buf_puts(&url, tail);
	text = arena_strdup(a, buf_text(&url));
	buf_fini(&url);
	return text;
}

static const char *
list_address(const struct remote_ask *k, const char *path, struct arena *a)
{
	bool files = remote_uploads(k->host);
	const char *url =
	    arena_printf(a, "%s?limit=%d", address(k, path, NULL, "", a), PAGE);
	struct buf after;

	if (k->after == NULL)
		return url;
	buf_init(&after, URL_MAX);
	url_encode(&after, k->after, false);
	url = arena_printf(a, "%s&%s=%s", url, files ? "after" : "after_id",
			   buf_text(&after));
	buf_fini(&after);
	return url;
}

/* A mark that stands in no line: it has the digest of them all. */
static void
form(const struct remote_ask *k, const char **type, const char **before,
     const char **after, struct arena *a)
{
	const char *mark = arena_printf(a, "lencurve-%.32s", k->mark);

	*type = arena_printf(a, "multipart/form-data; boundary=%s", mark);
	*before = arena_printf(
	    a,
	    "--%s\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n"
	    "batch\r\n--%s\r\nContent-Disposition: form-data; name=\"file\"; "
	    "filename=\"%s\"\r\nContent-Type: application/jsonl\r\n\r\n",
	    mark, mark, k->name);
	*after = arena_printf(a, "\r\n--%s--\r\n", mark);
}

/* Qianfan runs a version of a model that is nowhere deployed, where it stands
 * beside the lines as well. */
static bool
is_version(const struct remote_ask *k)
{
	const char *begins = k->host->version, *name = k->model->model;

	return begins != NULL && name != NULL &&
	       strncmp(name, begins, strlen(begins)) == 0;
}

static void
create(const struct remote_ask *k, struct provider_request *out,
       struct arena *a)
{
	struct jsonw w;
	struct buf b;

	buf_init(&b, CREATE_MAX);
	jsonw_open(&w, &b, 0);
	jsonw_kstr(&w, "input_file_id", k->input);
	jsonw_kstr(&w, "endpoint", k->host->url);
	jsonw_kstr(&w, "completion_window", k->window);
	if (is_version(k)) {
		jsonw_kobject(&w, "replace");
		jsonw_kstr(&w, "model", k->model->model);
		jsonw_end(&w);
	}
	jsonw_kobject(&w, "metadata");
	jsonw_kstr(&w, "lencurve", k->mark);
	jsonw_end(&w);
	jsonw_end(&w);
	out->body = arena_strdup(a, buf_text(&b));
	out->body_len = b.len;
	buf_fini(&b);
}

static const char *
results_address(const struct remote_ask *k, const char *path, struct arena *a)
{
	if (remote_uploads(k->host))
		return address(k, "/files", k->file, "/content", a);
	return address(k, path, k->id, "/results", a);
}

int
remote_render(enum remote_step step, const struct remote_ask *k,
	      struct provider_request *out, const char **before,
	      const char **after, struct arena *a, struct err *e)
{
	bool files = remote_uploads(k->host);
	const char *path = files ? "/batches" : messages, *type = NULL;

	*out = (struct provider_request){ .method = "GET" };
	*before = *after = NULL;
	if (!files)
		out->header[out->nheader++] =
		    (struct provider_header){ "anthropic-version",
					      "2023-06-01" };
	switch (step) {
	case REMOTE_UPLOAD:
		out->method = "POST";
		out->url = address(k, "/files", NULL, "", a);
		form(k, &type, before, after, a);
		break;
	case REMOTE_CREATE:
		out->method = "POST";
		out->url = address(k, path, NULL, "", a);
		type = "application/json";
		if (files)
			create(k, out, a);
		else
			*before = *after = "";
		break;
	case REMOTE_LOOK:
		out->url = address(k, path, k->id, "", a);
		break;
	case REMOTE_LIST:
		out->url = list_address(k, path, a);
		break;
	case REMOTE_CANCEL:
		out->method = "POST";
		out->url = address(k, path, k->id, "/cancel", a);
		break;
	case REMOTE_RESULTS:
		out->url = results_address(k, path, a);
		break;
	}
	return body_frame(out, k->model, type, a, e);
}

/* Some gateways wrap what they send: {"success", "data": {...}}. */
static const cJSON *
unwrapped(const cJSON *o)
{
	const cJSON *data = json_get(o, "data");

	return json_text(o, "id") == NULL && cJSON_IsObject(data) ? data : o;
}

int
remote_read_upload(const char *body, size_t n, const char **id, struct arena *a,
		   struct err *e)
{
	unsigned notes;
	const cJSON *o = json_read(body, n, a, &notes, e);

	if (o == NULL)
		return -1;
	*id = json_text(unwrapped(o), "id");
	return *id != NULL && **id != '\0'
		   ? 0
		   : err_set(e, STATUS_INCOMPLETE,
			     "the answer to an upload has no \"id\"");
}

static bool
is_one_of(const char *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(s, *words) == 0)
			return true;
	return false;
}

/* The first of the problems that it was refused for. */
static const char *
refusal(const cJSON *o)
{
	const cJSON *errors = json_get(o, "errors");
	const cJSON *list = json_get(errors, "data");
	const cJSON *first = json_at(list != NULL ? list : errors, 0);
	const char *say = json_text(first, "message");

	if (say == NULL)
		say = json_text(errors, "message");
	return say != NULL ? say : json_text(first, "code");
}

static const char *
file_of(const cJSON *o, const char *key)
{
	const char *id = json_text(o, key);

	return id != NULL && *id != '\0' ? id : NULL;
}

/*
 * Where a host has put results that it does not keep as files of its own, such
 * as Baidu's BOS or Azure's blobs. Hosts name the member as they like, so the
 * first that looks like a place is it, but for that of the input.
 */
static const char *
place_of(const cJSON *o)
{
	const cJSON *m;

	cJSON_ArrayForEach(m, o)
	{
		const char *s = cJSON_IsString(m) ? m->valuestring : NULL;

		if (s != NULL && strstr(m->string, "nput") == NULL &&
		    (strncmp(s, "bos:", 4) == 0 || strstr(s, "://") != NULL))
			return s;
	}
	return NULL;
}

static const char *
members_of(const cJSON *o, struct arena *a)
{
	const char *text = "";
	const cJSON *m;

	cJSON_ArrayForEach(m, o) text = arena_printf(
	    a, "%s%s%.40s", text, *text != '\0' ? ", " : "", m->string);
	return text;
}

static void
read_files(const cJSON *o, struct remote_state *s, struct arena *a)
{
	static const char *const ended[] = { "completed", "expired",
					     "cancelled", "canceled",
					     "failed",    NULL };
	const cJSON *counts = json_get(o, "request_counts");
	bool none;

	s->status = json_text(o, "status");
	s->ended = s->status != NULL && is_one_of(s->status, ended);
	s->input = json_text(o, "input_file_id");
	s->output = file_of(o, "output_file_id");
	s->errors = file_of(o, "error_file_id");
	none = s->ended && s->output == NULL && s->errors == NULL;
	s->total = json_whole(counts, "total");
	s->done = json_whole(counts, "completed");
	s->failed = json_whole(counts, "failed");
	s->elsewhere = none ? place_of(o) : NULL;
	s->refused =
	    none && s->elsewhere == NULL && strcmp(s->status, "failed") == 0;
	s->why = s->refused ? refusal(o) : NULL;
	s->strayed = none && !s->refused &&
		     (s->elsewhere != NULL || s->done > 0 ||
		      (s->done < 0 && strcmp(s->status, "completed") == 0));
	s->members = s->strayed ? members_of(o, a) : NULL;
	s->created_ms = json_whole(o, "created_at");
	/* Some count milliseconds. */
	if (s->created_ms > 0 && s->created_ms < INT64_C(100000000000))
		s->created_ms *= 1000;
}

static void
read_messages(const cJSON *o, struct remote_state *s)
{
	const cJSON *c = json_get(o, "request_counts");
	int64_t waiting = json_whole(c, "processing");
	int64_t expired = json_whole(c, "expired");
	int64_t cancelled = json_whole(c, "canceled");
	const char *at = json_text(o, "created_at");

	s->status = json_text(o, "processing_status");
	s->ended = s->status != NULL && strcmp(s->status, "ended") == 0;
	s->done = json_whole(c, "succeeded");
	s->failed = json_whole(c, "errored");
	if (waiting >= 0 && s->done >= 0 && s->failed >= 0 && expired >= 0 &&
	    cancelled >= 0)
		s->total = waiting + s->done + s->failed + expired + cancelled;
	if (at == NULL || clock_read(at, &s->created_ms) != 0)
		s->created_ms = -1;
}

static int
read_state(const struct batch_host *h, const cJSON *o, struct remote_state *s,
	   struct arena *a, struct err *e)
{
	*s = (struct remote_state){ .id = json_text(o, "id"),
				    .done = -1,
				    .failed = -1,
				    .total = -1,
				    .created_ms = -1 };
	if (remote_uploads(h))
		read_files(o, s, a);
	else
		read_messages(o, s);
	if (s->id == NULL || *s->id == '\0' || s->status == NULL)
		return err_set(e, STATUS_INCOMPLETE,
			       "what came is no batch: it has no \"id\" or no "
			       "status");
	return 0;
}

int
remote_read(const struct batch_host *h, const char *body, size_t n,
	    struct remote_state *out, struct arena *a, struct err *e)
{
	unsigned notes;
	const cJSON *o = json_read(body, n, a, &notes, e);

	return o == NULL ? -1 : read_state(h, unwrapped(o), out, a, e);
}

int
remote_read_list(const struct batch_host *h, const char *body, size_t n,
		 struct remote_state **out, size_t *count, const char **next,
		 struct arena *a, struct err *e)
{
	unsigned notes;
	const cJSON *o = json_read(body, n, a, &notes, e), *one;
	const cJSON *list = json_get(o, "data");
	size_t i = 0;

	if (o == NULL)
		return -1;
	if (!cJSON_IsArray(list))
		return err_set(e, STATUS_INCOMPLETE,
			       "what came is no list of batches");
	*count = (size_t)cJSON_GetArraySize(list);
	*out = arena_alloc(a, (*count + 1) * sizeof(**out));
	*next = NULL;
	cJSON_ArrayForEach(one, list) if (read_state(h, one, &(*out)[i++], a,
						     e) != 0) return -1;
	if (json_true(o, "has_more") && i > 0)
		*next = (*out)[i - 1].id;
	return 0;
}
