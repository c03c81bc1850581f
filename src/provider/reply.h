/*
 * reply: an answer read from its bytes, into one outcome or action.
 *
 * A protocol says where its fields are; everything else (HTTP errors, errors
 * with status 200, HTML, streams that break off, empty answers) is the same
 * for all and is done once, here.
 */
#ifndef PROVIDER_REPLY_H
#define PROVIDER_REPLY_H

#include "data/json.h"
#include "provider/finish.h"
#include "provider/provider.h"

/*
 * Text in one piece is where it was found; in several they are joined. Some
 * servers send in each piece all that came before, so what tells that is
 * kept: whether each piece began with the one before it, and how often it
 * was longer.
 */
struct reply_text {
	const char *s; /* NULL while there is none */
	size_t n;
	struct buf joined;
	size_t pieces, last, grown; /* last: bytes of the last piece */
	bool uneven;                /* a piece did not begin with the last */
};

/* An answer as it comes together, in one piece or from a stream. */
struct reply {
	struct reply_text text, reasoning, refusal;
	bool lasts;         /* the trees stay in the arena: no need to copy */
	const char *finish; /* the last word, in the arena, or NULL */
	enum finish end;    /* what it means */
	bool word_last;     /* no text came after it */
	bool texted;        /* there was text in the last event */
	bool midway;        /* text came after a word: it tells no end */
	bool cut, filtered; /* told by fields other than finish */
	bool thought;       /* told, shown or not */
	bool wrong;         /* a text field was no text: parts are missing */
	bool ended;         /* the stream's end mark was seen */
	bool known;         /* a field for the answer was there, if empty */
	struct provider_answer *out;
	struct arena *arena;
	const struct provider_response *response;
};

struct reply_protocol {
	/* Take a whole answer; false when o is no such thing. */
	bool (*whole)(struct reply *y, const cJSON *o);
	const char *shape; /* what such a thing has, for messages */
	/* Take one event of a stream; sets ended at its last. */
	void (*event)(struct reply *y, const cJSON *o);
	const char *mark; /* the end mark; "[DONE]" is seen here */
	bool lines;       /* NDJSON, not server-sent events */
};

/* provider_parse, by the protocol of its row. */
void reply_read(const struct reply_protocol *t,
		const struct provider_response *r, struct provider_answer *out,
		struct arena *a);

/*
 * Text from a field to one of the reply's. An answer's text that is there but
 * no string is wrong: it must not be measured without it.
 */
void reply_add(struct reply *y, struct reply_text *t, const cJSON *string);

/* The word in a field for it; the last of a stream's counts. */
void reply_finish(struct reply *y, const cJSON *field);

/* Keep a string field in the arena, if it is one and nothing is there yet. */
void reply_keep(struct reply *y, const char **slot, const cJSON *o,
		const char *key);

/* A count into *slot when the field is there and not negative. */
void reply_count(int64_t *slot, const cJSON *o, const char *key);

/* Qianfan's safety fields: withheld text, a history to be cleared. */
void reply_safety(struct reply *y, const cJSON *o);

#endif
