/*
 * server: a loopback server in a process of its own that gives every request
 * the same answer after the same delay; what a client is measured against.
 */
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H

#include <stdint.h>
#include <sys/types.h>

struct server {
	pid_t pid;
	uint16_t port;
};

/* cert and key (PEM files) make it speak TLS; NULL for plain HTTP. */
struct server server_start(const char *body, unsigned delay_ms,
			   const char *cert, const char *key);
void server_stop(struct server *s);

/* Leave the processor to the server that answers with a delay. */
void server_keep_off(void);

/* A listening loopback socket on a free port. */
int server_listen(uint16_t *port);

#endif
