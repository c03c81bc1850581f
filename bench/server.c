/*
 * One thread, epoll, and a queue in order of arrival: as the delay is the
 * same for all, the first to come is the first to go. TLS by OpenSSL on the
 * same loop.
 *
 * While answers are due it does not sleep, and it has a processor to itself:
 * to be woken takes longer than to answer, and a kernel that wakes two
 * processes by turns puts them both on one processor. A server that answers
 * at once sleeps and shares like any other.
 */
#define _GNU_SOURCE /* accept4, strcasestr, CPU_SET */
#include "bench/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

enum { EVENTS = 512, REQUEST_MAX = 8192, CONNECTIONS = 65536 };

struct conn {
	int fd;
	SSL *tls;
	size_t n;
	char in[REQUEST_MAX];
};

struct due {
	uint64_t at;
	int fd;
};

struct world {
	int epoll, listener;
	bool apart; /* has a processor to itself */
	SSL_CTX *tls;
	uint64_t delay;
	char *reply;
	size_t reply_len;
	struct conn *conn[CONNECTIONS]; /* by descriptor */
	struct due *due;
	size_t first, ndue, cap; /* a ring */
};

static void
die(const char *what)
{
	perror(what);
	_exit(1);
}

static void
hang_up(struct world *w, int fd)
{
	struct conn *c = w->conn[fd];

	if (c->tls != NULL)
		SSL_free(c->tls);
	close(fd);
	free(c);
	w->conn[fd] = NULL;
}

static void
reply(struct world *w, int fd)
{
	struct conn *c = w->conn[fd];
	ssize_t n;

	if (c == NULL)
		return; /* the client has left */
	n = c->tls != NULL ? SSL_write(c->tls, w->reply, (int)w->reply_len)
			   : send(fd, w->reply, w->reply_len, MSG_NOSIGNAL);
	if (n != (ssize_t)w->reply_len)
		hang_up(w, fd);
}

static void
queue(struct world *w, int fd)
{
	if (w->delay == 0) {
		reply(w, fd);
		return;
	}
	if (w->ndue == w->cap)
		abort();
	w->due[(w->first + w->ndue++) % w->cap] =
	    (struct due){ clock_mono() + w->delay, fd };
}

static void
serve_due(struct world *w)
{
	while (w->ndue > 0 && w->due[w->first].at <= clock_mono()) {
		reply(w, w->due[w->first].fd);
		w->first = (w->first + 1) % w->cap;
		w->ndue--;
	}
}

static void
accept_all(struct world *w)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int fd, one = 1;

	while ((fd = accept4(w->listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
		struct conn *c;

		if (fd >= CONNECTIONS)
			abort();
		c = w->conn[fd] = mem_calloc(1, sizeof(*c));
		c->fd = fd;
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		if (w->tls != NULL) {
			c->tls = SSL_new(w->tls);
			SSL_set_fd(c->tls, fd);
			SSL_set_accept_state(c->tls);
		}
		ev.data.fd = fd;
		epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &ev);
	}
}

/* Bytes, 0 for "later", -1 for the end. */
static ssize_t
receive(struct conn *c)
{
	size_t room = sizeof(c->in) - c->n - 1;
	ssize_t n;
	int why;

	if (c->tls == NULL) {
		n = recv(c->fd, c->in + c->n, room, 0);
		if (n < 0)
			return errno == EAGAIN ? 0 : -1;
		return n == 0 ? -1 : n;
	}
	n = SSL_read(c->tls, c->in + c->n, (int)room);
	if (n > 0)
		return n;
	why = SSL_get_error(c->tls, (int)n);
	return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0
									 : -1;
}

static void
on_readable(struct world *w, int fd)
{
	struct conn *c = w->conn[fd];
	ssize_t n;

	while ((n = receive(c)) > 0) {
		char *end, *length;
		size_t whole;

		c->n += (size_t)n;
		c->in[c->n] = '\0';
		end = strstr(c->in, "\r\n\r\n");
		if (end == NULL)
			continue;
		length = strcasestr(c->in, "content-length: ");
		whole = (size_t)(end + 4 - c->in);
		if (length != NULL && length < end)
			whole += strtoul(length + 16, NULL, 10);
		if (c->n < whole)
			continue;
		c->n = 0; /* clients here do not pipeline */
		queue(w, fd);
		if (w->conn[fd] == NULL)
			return;
	}
	if (n < 0)
		hang_up(w, fd);
}

/* How long to sleep: nothing to do but wait for requests, or apart. */
static int
nap(const struct world *w)
{
	if (w->ndue == 0)
		return -1;
	return w->apart ? 0 : 1;
}

static void
loop(struct world *w)
{
	struct epoll_event ev[EVENTS];

	for (;;) {
		int n = epoll_wait(w->epoll, ev, EVENTS, nap(w));

		serve_due(w);
		for (int i = 0; i < n; i++, serve_due(w)) {
			int fd = ev[i].data.fd;

			if (fd == w->listener)
				accept_all(w);
			else if (w->conn[fd] != NULL)
				on_readable(w, fd);
		}
	}
}

static void
add(struct world *w, int fd)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.fd = fd };

	if (epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &ev) != 0)
		die("epoll_ctl");
}

/* Run on the last processor only, or on all others. False: there is one. */
static bool
processor(bool last)
{
	int n = (int)sysconf(_SC_NPROCESSORS_ONLN);
	cpu_set_t set;

	if (n < 2)
		return false;
	CPU_ZERO(&set);
	for (int i = 0; i < n; i++)
		if ((i == n - 1) == last)
			CPU_SET((size_t)i, &set);
	return sched_setaffinity(0, sizeof(set), &set) == 0;
}

void
server_keep_off(void)
{
	processor(false);
}

static void
serve(int listener, const char *body, unsigned delay_ms, const char *cert,
      const char *key)
{
	struct world *w = mem_calloc(1, sizeof(*w));
	size_t size = strlen(body) + 256;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	w->listener = listener;
	fcntl(listener, F_SETFL, O_NONBLOCK);
	w->epoll = epoll_create1(EPOLL_CLOEXEC);
	w->delay = delay_ms * CLOCK_MS;
	w->apart = delay_ms > 0 && processor(true);
	w->cap = CONNECTIONS;
	w->due = mem_calloc(w->cap, sizeof(*w->due));
	w->reply = mem_calloc(size, 1);
	w->reply_len = (size_t)snprintf(
	    w->reply, size,
	    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	    "Content-Length: %zu\r\n\r\n%s",
	    strlen(body), body);
	if (cert != NULL) {
		w->tls = SSL_CTX_new(TLS_server_method());
		if (SSL_CTX_use_certificate_chain_file(w->tls, cert) != 1 ||
		    SSL_CTX_use_PrivateKey_file(w->tls, key,
						SSL_FILETYPE_PEM) != 1)
			die("certificate");
	}
	add(w, w->listener);
	loop(w);
}

int
server_listen(uint16_t *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, n) != 0 ||
	    listen(fd, 8192) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &n) != 0)
		die("server");
	*port = ntohs(a.sin_port);
	return fd;
}

struct server
server_start(const char *body, unsigned delay_ms, const char *cert,
	     const char *key)
{
	struct server s = { 0 };
	struct rlimit r;
	int fd = server_listen(&s.port);

	getrlimit(RLIMIT_NOFILE, &r);
	r.rlim_cur = r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
	s.pid = fork();
	if (s.pid == 0)
		serve(fd, body, delay_ms, cert, key);
	close(fd);
	return s;
}

void
server_stop(struct server *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
}
