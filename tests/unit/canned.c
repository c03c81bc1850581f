#include "tests/unit/canned.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

enum { CONNECTIONS = 512, REQUEST_MAX = 2 * 1024 * 1024 };

struct canned {
	canned_answer *answer;
	void *ctx;
	int fd;
	char url[64];
	pthread_t acceptor;
	atomic_uint requests, connections;
	atomic_bool stopping;
	struct connection {
		struct canned *server;
		int fd;
		pthread_t thread;
	} connection[CONNECTIONS];
};

/*
 * One request into buf, of which *have bytes are there already; its length,
 * or 0 when the connection has ended. What came behind it stays.
 */
static size_t
read_request(int fd, char *buf, size_t *have)
{
	for (;;) {
		char *end, *length;
		size_t need;
		ssize_t k;

		buf[*have] = '\0';
		end = strstr(buf, "\r\n\r\n");
		length = strstr(buf, "Content-Length: ");
		if (end != NULL) {
			need = (size_t)(end + 4 - buf);
			if (length != NULL && length < end)
				need += strtoul(length + 16, NULL, 10);
			if (*have >= need)
				return need;
		}
		k = recv(fd, buf + *have, REQUEST_MAX - *have - 1, 0);
		if (k <= 0)
			return 0;
		*have += (size_t)k;
	}
}

static void *
serve(void *p)
{
	struct connection *k = p;
	char *buf = mem_calloc(REQUEST_MAX, 1);
	size_t have = 0, n;
	bool go_on = true;

	while (go_on && (n = read_request(k->fd, buf, &have)) > 0) {
		char next = buf[n];

		buf[n] = '\0';
		atomic_fetch_add(&k->server->requests, 1);
		go_on = k->server->answer(k->fd, buf, k->server->ctx);
		buf[n] = next;
		have -= n;
		memmove(buf, buf + n, have);
	}
	shutdown(k->fd, SHUT_RDWR);
	free(buf);
	return NULL;
}

static void *
accept_all(void *p)
{
	struct canned *c = p;
	int fd;

	while ((fd = accept(c->fd, NULL, NULL)) >= 0 &&
	       !atomic_load(&c->stopping)) {
		unsigned i = atomic_fetch_add(&c->connections, 1);

		if (i >= CONNECTIONS)
			abort();
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 },
			   sizeof(int));
		c->connection[i].server = c;
		c->connection[i].fd = fd;
		pthread_create(&c->connection[i].thread, NULL, serve,
			       &c->connection[i]);
	}
	return NULL;
}

struct canned *
canned_start(canned_answer *answer, void *ctx)
{
	struct canned *c = mem_calloc(1, sizeof(*c));
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t n = sizeof(a);

	c->answer = answer;
	c->ctx = ctx;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (bind(c->fd, (struct sockaddr *)&a, n) != 0 ||
	    listen(c->fd, CONNECTIONS) != 0 ||
	    getsockname(c->fd, (struct sockaddr *)&a, &n) != 0)
		abort();
	snprintf(c->url, sizeof(c->url), "http://127.0.0.1:%d",
		 ntohs(a.sin_port));
	pthread_create(&c->acceptor, NULL, accept_all, c);
	return c;
}

void
canned_stop(struct canned *c)
{
	unsigned n;

	atomic_store(&c->stopping, true);
	shutdown(c->fd, SHUT_RDWR);
	pthread_join(c->acceptor, NULL);
	close(c->fd);
	n = atomic_load(&c->connections);
	for (unsigned i = 0; i < n; i++) {
		shutdown(c->connection[i].fd, SHUT_RDWR);
		pthread_join(c->connection[i].thread, NULL);
		close(c->connection[i].fd);
	}
	free(c);
}

const char *
canned_url(const struct canned *c)
{
	return c->url;
}

unsigned
canned_requests(struct canned *c)
{
	return atomic_load(&c->requests);
}

unsigned
canned_connections(struct canned *c)
{
	return atomic_load(&c->connections);
}

void
canned_reply(int fd, int status, const char *headers, const char *body)
{
	dprintf(fd, "HTTP/1.1 %d X\r\nContent-Length: %zu\r\n%s\r\n%s", status,
		strlen(body), headers, body);
}
