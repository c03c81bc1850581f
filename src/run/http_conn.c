/*
 * The connections of a multi handle, known by their ports.
 *
 * HTTP/1 has nothing that says which request a response is for but its place
 * in the row. A server or a gateway that sends one more than it was asked for
 * (a time-out page, and then the answer all the same) shifts the row: each
 * further answer is taken for that of the next request, and all of them are
 * well-formed. So a connection is used again only when it has nothing to
 * read; one that has is closed, and what came over it after its first answer
 * is told to the owner as not to be trusted. libcurl looks at a connection
 * before it uses it again, but takes bytes that wait for a sign of life.
 *
 * What gives a shift away may come late, and a connection that is closed says
 * nothing more: where a server is known to shift rows, the last answer over it
 * is as doubtful as if it had.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/http_impl.h"
#include "run/watch.h"

/* More than a TLS connection says of its own accord (tickets, its end), and
 * less than an answer with its headers. */
enum { TLS_TALK = 1024 };

/* It is closed; whoever still holds it lets go of it. */
static void
conn_end(struct http_shard *s, size_t i)
{
	struct http_conn *k = s->conn[i];

	k->fd = -1;
	s->conn[i] = s->conn[--s->nconn];
	if (k->busy == 0)
		free(k);
}

/*
 * libcurl closes a socket that never came to be connected by itself and says
 * nothing: that shows when its number comes again, or at the end.
 */
static struct http_conn *
conn_new(struct http_shard *s, int fd)
{
	struct http_conn *k = mem_calloc(1, sizeof(*k));

	for (size_t i = 0; i < s->nconn; i++)
		if (s->conn[i]->fd == fd) {
			conn_end(s, i);
			break;
		}
	k->fd = fd;
	k->number = ++*s->numbers;
	s->conn = mem_grow(s->conn, s->nconn, &s->conn_cap, sizeof(*s->conn));
	s->conn[s->nconn++] = k;
	return k;
}

int
http_conn_open(struct http_shard *s, int family, int type, int protocol)
{
	int fd = watch_socket(s->watch, family, type, protocol);

	if (fd >= 0)
		conn_new(s, fd);
	else if (errno == EMFILE || errno == ENFILE)
		s->starved = clock_mono();
	return fd;
}

static uint16_t
local_port(int fd)
{
	struct sockaddr_storage a = { 0 };
	socklen_t n = sizeof(a);

	if (getsockname(fd, (struct sockaddr *)&a, &n) != 0)
		return 0;
	return ntohs(a.ss_family == AF_INET6
			 ? ((struct sockaddr_in6 *)&a)->sin6_port
			 : ((struct sockaddr_in *)&a)->sin_port);
}

/* The connection between these ports, or NULL. */
static struct http_conn *
find(struct http_shard *s, uint16_t local, uint16_t remote)
{
	for (size_t i = 0; i < s->nconn; i++)
		if (s->conn[i]->local == local && s->conn[i]->remote == remote)
			return s->conn[i];
	for (size_t i = 0; i < s->nconn; i++) {
		struct http_conn *k = s->conn[i];

		if (k->local != 0 || local_port(k->fd) != local)
			continue;
		k->local = local;
		k->remote = remote;
		return k;
	}
	return NULL;
}

/* Bytes that nobody asked for: do they put earlier answers in doubt? */
static bool
is_foul(int fd, bool tls, const char *s, size_t n)
{
	int waiting = 0;

	if (tls)
		return ioctl(fd, FIONREAD, &waiting) == 0 && waiting > TLS_TALK;
	/* A server that says good-bye to an idle connection. */
	return n < 12 || memcmp(s, "HTTP/1.", 7) != 0 ||
	       memcmp(s + 8, " 408", 4) != 0;
}

static void
doubt(struct http_shard *s, uint32_t number, uint32_t from)
{
	*s->doubt =
	    mem_grow(*s->doubt, *s->ndoubt, s->doubt_cap, sizeof(**s->doubt));
	(*s->doubt)[(*s->ndoubt)++] = (struct http_doubt){ number, from };
}

/* Whether it has nothing to read; what is foul is noted. */
static bool
is_clean(struct http_shard *s, struct http_conn *k)
{
	char peek[16];
	ssize_t n = recv(k->fd, peek, sizeof(peek), MSG_PEEK | MSG_DONTWAIT);

	if (n > 0 && !k->foul && is_foul(k->fd, k->tls, peek, (size_t)n)) {
		k->foul = *s->shifted = true;
		doubt(s, k->number, 1);
	}
	return n < 0;
}

/* An idle one ought to have nothing to say, now that it is looked at last. */
static void
look(struct http_shard *s, struct http_conn *k)
{
	bool quiet;

	if (k->uses == 0 || k->shared)
		return;
	quiet = k->busy > 0 || is_clean(s, k);
	if (quiet && *s->shifted && k->uses > 1 && !k->foul) {
		k->foul = true;
		doubt(s, k->number, k->uses);
	}
}

int
http_conn_close(struct http_shard *s, int fd)
{
	for (size_t i = 0; i < s->nconn; i++) {
		if (s->conn[i]->fd != fd)
			continue;
		look(s, s->conn[i]);
		conn_end(s, i);
		break;
	}
	return watch_close_socket(s->watch, fd);
}

void
http_conn_fini(struct http_shard *s)
{
	while (s->nconn > 0)
		conn_end(s, s->nconn - 1);
	free(s->conn);
}

bool
http_conn_take(struct http_call *c, int remote, int local)
{
	struct http_shard *s = c->shard;
	struct http_conn *k = find(s, (uint16_t)local, (uint16_t)remote);

	http_conn_drop(c);
	if (k == NULL) {
		c->out += c->sends == 1;
		return c->sends == 1;
	}
	/* Of a single one curl has done with the last answer, which nobody has
	 * read yet: it may be none, and the answer still to come. */
	if (k->busy > 0 && c->tls && !k->single)
		k->shared = true;
	if (k->uses > 0 && !k->shared &&
	    (k->busy > 0 || !is_clean(s, k) || k->spoilt || c->sends > 1)) {
		c->stale = true;
		return false;
	}
	k->tls = c->tls;
	k->uses++;
	k->busy++;
	c->conn = k;
	c->out++;
	c->number = k->number;
	c->nth = k->uses;
	c->reused = k->uses > 1;
	return true;
}

void
http_conn_drop(struct http_call *c)
{
	struct http_conn *k = c->conn;

	if (k == NULL)
		return;
	c->conn = NULL;
	if (--k->busy == 0 && k->fd < 0)
		free(k);
}

void
http_conn_spoil(struct http_shard *s, uint32_t number)
{
	for (size_t i = 0; i < s->nconn; i++)
		if (s->conn[i]->number == number)
			s->conn[i]->spoilt = true;
}

void
http_conn_look(struct http_shard *s)
{
	for (size_t i = 0; i < s->nconn; i++)
		look(s, s->conn[i]);
}
