/* canned: a loopback server that answers with whatever bytes a test says. */
#ifndef TESTS_CANNED_H
#define TESTS_CANNED_H

#include <stdbool.h>
#include <stddef.h>

struct canned;

/*
 * Called in a connection's thread with one whole request (head and body,
 * NUL-terminated); writes to fd what it likes. False closes the connection.
 */
typedef bool canned_answer(int fd, const char *request, void *ctx);

struct canned *canned_start(canned_answer *answer, void *ctx);
void canned_stop(struct canned *c);
const char *canned_url(const struct canned *c); /* "http://127.0.0.1:N" */
unsigned canned_requests(struct canned *c);
unsigned canned_connections(struct canned *c);

/* A whole response with this body; extra headers end with \r\n each. */
void canned_reply(int fd, int status, const char *headers, const char *body);

#endif
