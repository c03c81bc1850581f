/*
 * provider: a row of data, and two pure functions that go by it.
 *
 * render turns an ask into a request, parse turns a response into an answer.
 * Neither sends, sleeps, prints or reads the environment, so every provider
 * is tested from recorded bytes and fuzzed without a network. A token fetch
 * is a second render/parse pair (auth.h). URLs, header names and limits are
 * in the row and can be overridden in the sweep.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "sweep/outcome.h"
#include "sweep/spec.h"

/* What a provider does with one sampling number. */
struct provider_capability {
	bool absent;   /* not accepted at all: always omitted */
	bool lo_open;  /* lo itself is refused */
	double lo, hi; /* accepted range */
	double lift;   /* 0 < x < lift is lifted to it by the server; or 0 */
	double least;  /* what "min" sends; NaN: "min" omits the field */
	bool min_pins; /* least makes the model greedy, or as good as */
};

/* One question, ready to be rendered. Borrowed strings. */
struct provider_ask {
	const struct spec_model *model;
	const char *base_url; /* resolved, no trailing slash */
	const char *system;   /* or NULL */
	const char *prompt;
	double temperature, top_p; /* as sent; NaN: omit */
	int64_t seed;              /* -1: omit */
	int64_t max_tokens;        /* -1: omit */
	bool stream;
};

struct provider_header {
	const char *name, *value;
};

enum { REQUEST_HEADERS = 16 };

/*
 * A request without credentials; strings live in the arena given to render.
 * Credentials are added at send time by auth_apply and go nowhere else.
 */
struct provider_request {
	const char *method; /* "POST" */
	const char *url;
	size_t nheader;
	struct provider_header header[REQUEST_HEADERS];
	const char *body; /* or NULL */
	size_t body_len;
};

/* What came back. Header names are lower-cased. */
struct provider_response {
	int64_t status;
	size_t nheader;
	const struct provider_header *header;
	const char *body;
	size_t body_len;
	bool stream;     /* asked for as a stream; the body is all of it */
	int64_t now_ms;  /* UTC on arrival; 0: not known */
	int64_t ceiling; /* of tokens, as sent; 0 or -1: not known */
};

/* What to do about a response. */
enum provider_action {
	ACTION_ANSWER,     /* an answer, whatever its outcome */
	ACTION_RATE_LIMIT, /* wait as told, slow the endpoint down */
	ACTION_BUSY,       /* back off and try again */
	ACTION_TOKEN,      /* a minted token is refreshed once; else stop */
	ACTION_STOP,       /* stop the run: key, quota, permission */
	ACTION_DAY,     /* stop the run: a day's quota; delay_ms is its end */
	ACTION_MODEL,   /* no such model: stop the run */
	ACTION_ADDRESS, /* no such address: stop the run */
	ACTION_FORM,    /* a field that no cell may have: stop the run */
	ACTION_CELL,    /* this cell fails, the sweep goes on */
	ACTION_UNKNOWN, /* fails, and who knows why: the cell stays open */
	ACTION_LATER,   /* fails for now: not again in this run */
	ACTIONS,
};

/* Strings live in the arena given to parse. Missing counts are -1. */
struct provider_answer {
	enum provider_action action;
	enum outcome outcome; /* ACTION_ANSWER only */
	const char *text;     /* never NULL */
	size_t text_len;
	const char *reasoning; /* from a field of its own, or NULL */
	size_t reasoning_len;
	const char *finish, *response_id, *served_model; /* or NULL */
	int64_t prompt_tokens, completion_tokens, reasoning_tokens,
	    cached_tokens;
	unsigned notes;    /* enum record_note */
	const char *error; /* for people: why there is no answer, or no text */
	bool unsure;       /* no answer, and it may be paid for all the same */
	int64_t delay_ms;  /* what the server asks us to wait, or -1 */
	int64_t limit_rpm, limit_tpm; /* what the headers tell, or -1 */
};

struct reply_protocol;

/* Where a server tells of itself, and what of it is kept (self.h). */
struct provider_self_field {
	const char *name, *path; /* rows of one name: the first found counts */
};

struct provider_self {
	const char *path; /* behind the base URL without its "/v1" */
	const struct provider_self_field *field; /* a NULL name ends it */
};

struct provider {
	const char *name, *about;
	const char *base_url;     /* NULL: the sweep must give one */
	const char *base_url_env; /* variable that overrides it, or NULL */
	const char *const *auths; /* names of auth rows, default first */
	const char *key_env;      /* default variable of the key, or NULL */
	struct provider_capability temperature, top_p;
	int64_t seed_most; /* seeds from 0 to it; 0: takes none */
	bool needs_max_tokens;
	uint32_t max_tokens_least, max_tokens_most; /* 0: not known */
	uint32_t context_tokens;          /* prompt and answer; 0: not known */
	const struct provider_self *self; /* or NULL */
	bool simulated; /* answers are simulated, and labelled so */
	int (*render)(const struct provider *p, const struct provider_ask *ask,
		      struct provider_request *out, struct arena *a,
		      struct err *e);
	const struct reply_protocol
	    *protocol;       /* where an answer's fields are */
	const void *dialect; /* private to the provider's file */
};

/* Always fills *out: bytes that make no sense are an action too. */
void provider_parse(const struct provider *p, const struct provider_response *r,
		    struct provider_answer *out, struct arena *a);

/* Every row; both lists end with NULL. */
extern const struct provider *const provider_table[];
const char *const *provider_names(void);
const struct provider *provider_find(const char *name); /* or NULL */

/*
 * Where a model is asked: `given` (the sweep's), else `env` (the value of
 * base_url_env), else the row's own; NULL or "" stand for none. Without
 * trailing slashes; a host without a scheme, as OLLAMA_HOST has it, becomes
 * http://host:11434. In the arena. NULL with *e when nobody names one.
 */
const char *provider_base_url(const struct provider *p, const char *given,
			      const char *env, struct arena *a, struct err *e);

/* A cell's seed as the provider takes it; -1: it takes none. */
int64_t provider_seed(const struct provider *p, uint32_t seed);

/*
 * Turn what the sweep asks for into what is sent (NaN: omitted). Out of
 * range is refused with the range. *pinned: what is sent makes the model
 * greedy, or as near to it as the provider allows; false for a setting that
 * spreads. *note (static, or NULL) says what was omitted or lifted.
 */
int provider_sampling(const struct provider *p, const struct spec_sampling *s,
		      double *temperature, double *top_p, bool *pinned,
		      const char **note, struct err *e);

#endif
