/*
 * "extra" is applied to the finished body as a merge patch, so that anything a
 * server wants can be sent, and a null takes out what a server refuses,
 * without a key of ours for each. Bodies are parsed again only for those
 * models that have it.
 */
#include "provider/body.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/secret.h"
#include "base/url.h"
#include "data/json.h"

static void
message(struct jsonw *w, const char *role, const char *content)
{
	jsonw_object(w);
	jsonw_kstr(w, "role", role);
	jsonw_kstr(w, "content", content);
	jsonw_end(w);
}

void
body_messages(struct jsonw *w, const char *system, const char *prompt)
{
	jsonw_karray(w, "messages");
	if (system != NULL)
		message(w, "system", system);
	message(w, "user", prompt);
	jsonw_end(w);
}

void
body_sampling(struct jsonw *w, const struct provider_ask *ask)
{
	if (!isnan(ask->temperature))
		jsonw_knum(w, "temperature", ask->temperature);
	if (!isnan(ask->top_p))
		jsonw_knum(w, "top_p", ask->top_p);
}

/* RFC 7396. Depth is bounded by json_parse. */
static void
merge(cJSON *into, const cJSON *patch)
{
	const cJSON *c;

	cJSON_ArrayForEach(c, patch)
	{
		cJSON *old = cJSON_GetObjectItemCaseSensitive(into, c->string);

		if (cJSON_IsObject(c)) {
			if (!cJSON_IsObject(old)) {
				cJSON_DeleteItemFromObjectCaseSensitive(
				    into, c->string);
				old = cJSON_AddObjectToObject(into, c->string);
			}
			merge(old, c);
			continue;
		}
		if (cJSON_IsNull(c))
			cJSON_DeleteItemFromObjectCaseSensitive(into,
								c->string);
		else if (old != NULL)
			cJSON_ReplaceItemInObjectCaseSensitive(
			    into, c->string, cJSON_Duplicate(c, true));
		else
			cJSON_AddItemToObject(into, c->string,
					      cJSON_Duplicate(c, true));
	}
}

/* One of the sweep's JSON objects, or NULL with *e. */
static cJSON *
object(const char *text, const char *key, struct err *e)
{
	cJSON *o = json_parse(text, strlen(text), NULL, e);

	if (o == NULL) {
		err_at(e, "%s", key);
		return NULL;
	}
	if (!cJSON_IsObject(o)) {
		err_set(e, STATUS_INPUT, "%s: expected a JSON object", key);
		cJSON_Delete(o);
		return NULL;
	}
	return o;
}

static int
patch_body(struct buf *b, const char *extra, struct err *e)
{
	cJSON *body, *patch = object(extra, "extra", e);
	char *text;
	int rc;

	if (patch == NULL)
		return -1;
	body = json_parse(b->data, b->len, NULL, e);
	if (body == NULL) {
		cJSON_Delete(patch);
		return err_at(e, "request body");
	}
	merge(body, patch);
	text = cJSON_PrintUnformatted(body);
	buf_reset(b);
	rc = text == NULL ? -1 : buf_puts(b, text);
	cJSON_free(text);
	cJSON_Delete(body);
	cJSON_Delete(patch);
	if (rc != 0)
		return err_set(e, STATUS_INPUT,
			       "extra: the request body is over %d MiB",
			       BODY_MAX >> 20);
	return 0;
}

/* Appends a header, or replaces the one of that name. 0 or -1: too many. */
static int
body_header(struct provider_request *out, const char *name, const char *value,
	    struct err *e)
{
	for (size_t i = 0; i < out->nheader; i++) {
		if (strcasecmp(out->header[i].name, name) == 0) {
			out->header[i].value = value;
			return 0;
		}
	}
	if (out->nheader == REQUEST_HEADERS)
		return err_set(e, STATUS_INPUT,
			       "headers: more than %d in one request",
			       REQUEST_HEADERS);
	out->header[out->nheader++] =
	    (struct provider_header){ .name = name, .value = value };
	return 0;
}

static bool
is_token(const char *s)
{
	return *s != '\0' &&
	       strspn(s, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(s);
}

static bool
is_field_value(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

static int
model_header(struct provider_request *out, const cJSON *h, struct arena *a,
	     struct err *e)
{
	if (!is_token(h->string))
		return err_set(e, STATUS_INPUT,
			       "headers: a header's name is a token like "
			       "\"x-team\"");
	if (secret_name(h->string, strlen(h->string)))
		return err_set(e, STATUS_INPUT,
			       "headers: \"%s\" carries a key, which does not "
			       "belong in a sweep; name its variable as "
			       "key_env",
			       h->string);
	if (!cJSON_IsString(h) || !is_field_value(h->valuestring))
		return err_set(e, STATUS_INPUT,
			       "headers: \"%s\" needs a string without line "
			       "breaks",
			       h->string);
	return body_header(out, arena_strdup(a, h->string),
			   arena_strdup(a, h->valuestring), e);
}

static int
model_headers(struct provider_request *out, const char *headers,
	      struct arena *a, struct err *e)
{
	cJSON *o = object(headers, "headers", e);
	const cJSON *h;
	int rc = o == NULL ? -1 : 0;

	cJSON_ArrayForEach(h, o)
	{
		rc = model_header(out, h, a, e);
		if (rc != 0)
			break;
	}
	cJSON_Delete(o);
	return rc;
}

/* The URL with the model's query behind it. */
static int
model_query(struct provider_request *out, const char *query, struct arena *a,
	    struct err *e)
{
	cJSON *o = object(query, "query", e);
	const cJSON *v;
	struct buf url;

	if (o == NULL)
		return -1;
	buf_init(&url, BODY_MAX);
	buf_puts(&url, out->url);
	cJSON_ArrayForEach(v, o)
	{
		buf_putc(&url, strchr(url.data, '?') == NULL ? '?' : '&');
		url_encode(&url, v->string, false);
		buf_putc(&url, '=');
		url_encode(&url, cJSON_GetStringValue(v), false);
	}
	cJSON_Delete(o);
	out->url = arena_strndup(a, url.data, url.len);
	buf_fini(&url);
	return 0;
}

int
body_frame(struct provider_request *out, const struct spec_model *m,
	   const char *type, struct arena *a, struct err *e)
{
	int rc = 0;

	if (type != NULL)
		rc = body_header(out, "content-type", type, e);
	if (rc == 0 && m->headers != NULL)
		rc = model_headers(out, m->headers, a, e);
	if (rc == 0 && m->query != NULL)
		rc = model_query(out, m->query, a, e);
	return rc;
}

int
body_finish(struct provider_request *out, const struct provider_ask *ask,
	    struct buf *b, struct arena *a, struct err *e)
{
	int rc = 0;

	if (buf_failed(b))
		rc = err_set(e, STATUS_INPUT, "the request body is over %d MiB",
			     BODY_MAX >> 20);
	if (rc == 0 && ask->model->extra != NULL)
		rc = patch_body(b, ask->model->extra, e);
	if (rc == 0) {
		out->method = "POST";
		out->body = arena_strndup(a, b->data, b->len);
		out->body_len = b->len;
	}
	/* What does not stream is JSON whatever is accepted. */
	if (rc == 0 && ask->stream)
		rc = body_header(out, "accept", "text/event-stream", e);
	if (rc == 0)
		rc = body_frame(out, ask->model, "application/json", a, e);
	buf_fini(b);
	return rc;
}
