/*
 * remote: a host's interface for batches. Pure, as render and parse of a
 * provider are: a request for each step, and what the answer to it says.
 *
 * By files: POST /files, POST /batches {input_file_id, endpoint, ...}, GET
 * /batches/ID, GET /files/ID/content, POST /batches/ID/cancel (OpenAI's API
 * reference; Qianfan's "Files + Batch"; Model Studio's). By messages: POST
 * /v1/messages/batches with the requests in the body, GET .../ID, GET
 * .../ID/results, POST .../ID/cancel (Anthropic's API reference). Errors are
 * those of the provider's chat interface: provider_parse reads them.
 */
#ifndef PROVIDER_REMOTE_H
#define PROVIDER_REMOTE_H

#include "provider/batch.h"

enum remote_step {
	REMOTE_UPLOAD, /* by files */
	REMOTE_CREATE,
	REMOTE_LOOK,
	REMOTE_LIST,
	REMOTE_CANCEL,
	REMOTE_RESULTS,
};

/* What a step is about; NULL where it is not needed. */
struct remote_ask {
	const struct batch_host *host;
	const struct spec_model *model; /* its headers and query go along */
	const char *base_url;
	const char *name;   /* of the file that is uploaded */
	const char *mark;   /* SHA-256 of its bytes, which the batch is marked
			     * with where a host takes marks */
	const char *input;  /* the file at the host, of CREATE */
	const char *id;     /* the batch, of LOOK, CANCEL and RESULTS */
	const char *file;   /* of RESULTS by files */
	const char *after;  /* of LIST: behind this batch; NULL: the newest */
	const char *window; /* "24h" */
};

/*
 * The request, without credentials. Around the bytes of the file that UPLOAD
 * and the CREATE of messages send: *before and *after; NULL where the step
 * sends none, and the body is the request's then.
 */
int remote_render(enum remote_step step, const struct remote_ask *k,
		  struct provider_request *out, const char **before,
		  const char **after, struct arena *a, struct err *e);

/* Whether a batch of this host is created from a file that is there already. */
bool remote_uploads(const struct batch_host *h);

/* What a batch has come to. Strings in the arena; counts -1: not told. */
struct remote_state {
	const char *id;
	const char *status;          /* the host's own word */
	bool ended;                  /* nothing more will come */
	bool refused;                /* and nothing was run */
	const char *input;           /* the file that it is made of, or NULL */
	const char *output, *errors; /* files of results, or NULL */
	const char *why;             /* it was refused, or NULL */
	const char *elsewhere; /* where results are that it does not send */
	bool strayed;        /* it has ended with results, and names no file */
	const char *members; /* of its object: "id, status", for people */
	int64_t done, failed, total;
	int64_t created_ms; /* UTC, or -1 */
};

/* -1 with *e when it is no such answer. */
int remote_read_upload(const char *body, size_t n, const char **id,
		       struct arena *a, struct err *e);
int remote_read(const struct batch_host *h, const char *body, size_t n,
		struct remote_state *out, struct arena *a, struct err *e);

/* A page of LIST. *next: what `after` gets for the next one, or NULL. */
int remote_read_list(const struct batch_host *h, const char *body, size_t n,
		     struct remote_state **out, size_t *count,
		     const char **next, struct arena *a, struct err *e);

#endif
