/*
 * redact: takes keys out of text that is about to be shown.
 *
 * Servers echo what they were sent ("Incorrect API key provided: sk-..."),
 * and gateways quote whole URLs. Two passes: what looks like a key, by its
 * beginning or by the name in front of it (base/secret), and what is a piece
 * of a known one: a server or an excerpt may have cut it anywhere. "[key]"
 * stands in its place.
 */
#ifndef DATA_REDACT_H
#define DATA_REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

/* Appends s[0..n) without what looks like a key. */
void redact_shapes(struct buf *out, const char *s, size_t n);

/*
 * Replace secret in the text of b, and any eight bytes or more of it on their
 * own, in either case: as they are, as URLs, JSON, C and HTML spell some or all
 * of them ("%73", "\u0073", "\x73", "&#115;"), and in hex or either base64.
 * A secret under 4 bytes is left alone; NULL is allowed.
 */
void redact_secret(struct buf *b, const char *secret);

/* False when redact_secret would certainly change nothing; cheap. */
bool redact_may(const char *s, size_t n, const char *secret);

/* Keys that are known where nothing is sent, none of under eight bytes; with
 * n 0 there are none. */
struct redact_keys {
	size_t n;
	const char *const *key; /* borrowed */
	bool pair[1024];        /* what two bytes of theirs are here */
};

void redact_keys_init(struct redact_keys *k, const char *const *key, size_t n);

/* redact_secret with each of them; k may be NULL. */
void redact_known(const struct redact_keys *k, struct buf *b);

/* s itself where nothing of them is in it, else a copy in the arena. */
const char *redact_known_text(const struct redact_keys *k, const char *s,
			      struct arena *a);

/*
 * A quotation of foreign bytes for a message: at most `most` characters,
 * keys gone, control characters as one space, ill-formed bytes as U+FFFD,
 * "..." where cut. In the arena, never NULL.
 */
const char *redact_excerpt(const char *s, size_t n, size_t most,
			   struct arena *a);

#endif
