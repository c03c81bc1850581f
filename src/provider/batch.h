/*
 * batch: requests that leave as lines of a file, and answers that come back
 * as lines of another, in any order.
 *
 * A host is a row: what a line has around the body that render made, and how
 * much a file may hold. A line that comes back tells by its keys whose it is;
 * what is in it is a response, for provider_parse, or a request that was never
 * run. Facts: OpenAI's and Anthropic's API references, Baidu Qianfan's
 * documents of batch inference (v2, and v1 by way of BOS), Alibaba Model
 * Studio's, vLLM's run_batch.py.
 */
#ifndef PROVIDER_BATCH_H
#define PROVIDER_BATCH_H

#include "base/buf.h"
#include "provider/provider.h"

enum batch_shape {
	BATCH_OPENAI,    /* custom_id, method, url, body; response, error */
	BATCH_ANTHROPIC, /* custom_id, params, in one object; result */
	BATCH_QIANFAN1,  /* id, query; output */
	BATCH_SHAPES,
};

/* How a host is given a batch and asked about it (remote.h). */
enum batch_remote {
	BATCH_BY_HAND,       /* files are moved by people */
	BATCH_BY_FILES,      /* OpenAI's /files and /batches */
	BATCH_BY_DEPLOYMENT, /* the same, above /deployments/ */
	BATCH_BY_MESSAGES,   /* Anthropic's /v1/messages/batches */
};

struct batch_host {
	const char *name, *about;
	enum batch_shape shape;
	enum batch_remote remote;
	const char *url;       /* in each line, or NULL */
	uint64_t lines, bytes; /* the most of a file; 0: no limit */
	uint64_t line_bytes;   /* the most of a line; 0: no limit */
	const char *version; /* how names of model versions begin that run in a
			      * batch without being deployed, by "replace"; or
			      * NULL */
};

/* A NULL name ends it. */
extern const struct batch_host batch_hosts[];
const struct batch_host *batch_find(const char *name); /* or NULL */
const char *batch_name(size_t i); /* of the i-th; NULL past the last */

/* Whether requests of p have the body that lines of this shape hold. */
bool batch_takes(enum batch_shape shape, const struct provider *p);

/* What stands in a file before, between and after its lines; and its name's
 * ending. */
struct batch_frame {
	const char *head, *between, *tail, *suffix;
};
const struct batch_frame *batch_frame(enum batch_shape shape);

/*
 * A request as a line without its end, appended to out. *beside: what the host
 * takes with the file and not with the line (JSON in the arena), "" if nothing;
 * lines of one file have it in common.
 */
int batch_line(const struct batch_host *h, const char *id,
	       const struct provider_request *req, struct buf *out,
	       const char **beside, struct arena *a, struct err *e);

/* A line that came back. Strings in the arena. */
struct batch_result {
	const char *id;
	enum batch_shape shape;
	bool ran;         /* status, body: what provider_parse reads */
	int64_t status;   /* HTTP, or what stands for it; -1: nothing does */
	const char *body; /* without a status: the error alone, of which only
			   * what a table knows to be about the request counts;
			   * or NULL */
	size_t body_len;
	const char *why;    /* never run, for a reason other than that its time
			     * was up or the batch was stopped; or NULL */
	int64_t created_ms; /* UTC, as the answer tells; -1: it does not */
	unsigned notes;     /* json_note bits of the line */
};

/* -1 with *e for what is no line of a result. */
int batch_read(struct batch_result *r, const char *line, size_t n,
	       struct arena *a, struct err *e);

#endif
