/*
 * The server: libmicrohttpd with a pool of epoll threads. A delayed answer
 * costs no thread: its connection is suspended and the timer resumes it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "sim/core.h"
#include "sim/server_call.h"
#include "sim/sim.h"

enum {
	THREADS = 2,
	DESCRIPTORS = 16, /* more than it takes without a connection */
	BACKLOG = 4096,
	CONNECTIONS = 60000,
	CONNECTION_MEMORY = 16 * 1024,
	ANSWER_MAX = 512 * 1024 * 1024,
	STALL_START_MS = 600000,
};

static enum MHD_Result
add_query(void *cls, enum MHD_ValueKind kind, const char *name,
	  const char *value)
{
	struct sim_in *in = cls;

	(void)kind;
	if (in->nquery < MESSAGE_QUERY)
		in->query[in->nquery++] =
		    (struct message_pair){ name, value != NULL ? value : "" };
	return MHD_YES;
}

static enum MHD_Result
add_header(void *cls, enum MHD_ValueKind kind, const char *name,
	   const char *value)
{
	struct sim_in *in = cls;

	(void)kind;
	if (in->nheader < MESSAGE_HEADERS)
		in->header[in->nheader++] =
		    (struct message_pair){ name, value != NULL ? value : "" };
	return MHD_YES;
}

static void
handle(struct server_call *c, const char *method, const char *path)
{
	struct sim_in in;

	in.method = method;
	in.path = path;
	in.nquery = in.nheader = 0;
	in.body = c->body.len > 0 ? c->body.data : "";
	in.body_len = c->body.len;
	in.now = clock_mono();
	in.wall_ms = clock_wall_ms();
	MHD_get_connection_values(c->connection, MHD_GET_ARGUMENT_KIND,
				  add_query, &in);
	MHD_get_connection_values(c->connection, MHD_HEADER_KIND, add_header,
				  &in);
	core_handle(c->sim->core, &in, &c->out);
	c->handled = true;
	if (c->out.send == SEND_STALL_START)
		c->out.delay_ms = STALL_START_MS;
	if (c->out.delay_ms > 0)
		c->due = in.now + c->out.delay_ms * CLOCK_MS;
}

static struct server_call *
call_new(struct sim *s, struct MHD_Connection *connection)
{
	struct server_call *c = mem_calloc(1, sizeof(*c));

	c->sim = s;
	c->connection = connection;
	buf_init(&c->body, CORE_FILE_MAX + 1);
	buf_init(&c->out.body, ANSWER_MAX);
	return c;
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url,
	   const char *method, const char *version, const char *upload,
	   size_t *upload_size, void **con_cls)
{
	struct server_call *c = *con_cls;
	bool gone = false;

	(void)version;
	if (c == NULL) {
		*con_cls = call_new(cls, connection);
		return MHD_YES;
	}
	if (*upload_size > 0) {
		size_t room = c->body.max - c->body.len;

		/* One byte past the ceiling is kept, for the core to see. */
		buf_add(&c->body, upload,
			*upload_size < room ? *upload_size : room);
		*upload_size = 0;
		return MHD_YES;
	}
	if (!c->handled)
		handle(c, method, url);
	if (c->due != 0 && server_wait(c, &gone))
		return MHD_YES;
	if (gone)
		return MHD_NO;
	if (c->out.send == SEND_RESET_START ||
	    c->out.send == SEND_STALL_START) {
		server_reset(c);
		return MHD_NO;
	}
	return server_send(c);
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
	     enum MHD_RequestTerminationCode why)
{
	struct server_call *c = *con_cls;

	(void)cls;
	(void)connection;
	(void)why;
	if (c == NULL)
		return;
	if (c->handled)
		core_done(c->sim->core, &c->out);
	buf_fini(&c->body);
	buf_fini(&c->out.body);
	free(c);
	*con_cls = NULL;
}

static void
resume(void *owner)
{
	struct server_call *c = owner;

	MHD_resume_connection(c->connection);
}

/* A listening socket on 127.0.0.1; *port gets the one it has. */
static int
listen_on(uint16_t *port, struct err *e)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons(*port) };
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int on = 1;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0)
		return err_errno(e, STATUS_INTERNAL, "cannot make a socket");
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&a, len) != 0 ||
	    listen(fd, BACKLOG) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &len) != 0) {
		err_errno(e, STATUS_INPUT,
			  "cannot listen on 127.0.0.1 port %u; choose "
			  "another port, or 0 for any",
			  *port);
		close(fd);
		return -1;
	}
	*port = ntohs(a.sin_port);
	return fd;
}

/* Thousands of connections need more files than the usual soft limit. */
static void
raise_file_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < r.rlim_max) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

static struct MHD_Daemon *
daemon_start(struct sim *s, int fd, unsigned threads)
{
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO |
			 MHD_ALLOW_SUSPEND_RESUME;

	/* A pool of one is not a pool to libmicrohttpd. */
	if (threads < 2)
		return MHD_start_daemon(
		    flags, 0, NULL, NULL, on_request, s,
		    MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
		    (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		    (size_t)CONNECTION_MEMORY, MHD_OPTION_NOTIFY_COMPLETED,
		    on_completed, NULL, MHD_OPTION_END);
	return MHD_start_daemon(
	    flags, 0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, fd,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
	    MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_END);
}

struct sim *
sim_start(const struct sim_config *config, struct err *e)
{
	struct sim *s = mem_calloc(1, sizeof(*s));
	uint16_t port = config->port;
	int fd;

	raise_file_limit();
	s->core = core_new(config, e);
	if (s->core == NULL)
		goto fail_sim;
	s->timer = timer_start(resume, e);
	if (s->timer == NULL)
		goto fail_core;
	fd = listen_on(&port, e);
	if (fd < 0)
		goto fail_timer;
	snprintf(s->url, sizeof(s->url), "http://127.0.0.1:%u", port);
	s->daemon = daemon_start(
	    s, fd, config->threads > 0 ? config->threads : THREADS);
	if (s->daemon != NULL)
		return s;
	if (file_spare(DESCRIPTORS) < DESCRIPTORS)
		err_set(e, STATUS_INCOMPLETE,
			"the simulator does not start: too many open files; a "
			"higher ulimit -n helps");
	else
		err_set(e, STATUS_INTERNAL, "libmicrohttpd does not start");
	close(fd);
fail_timer:
	timer_stop(s->timer);
	timer_free(s->timer);
fail_core:
	core_free(s->core);
fail_sim:
	free(s);
	return NULL;
}

void
sim_stop(struct sim *s)
{
	if (s == NULL)
		return;
	atomic_store(&s->stopping, true);
	/* A suspended connection must be resumed before the daemon ends. */
	timer_stop(s->timer);
	MHD_stop_daemon(s->daemon);
	timer_free(s->timer);
	core_free(s->core);
	free(s);
}

const char *
sim_url(const struct sim *s)
{
	return s->url;
}

void
sim_counts(struct sim *s, struct sim_counts *out)
{
	core_counts(s->core, out);
}
