/*
 * A table by descriptor with what epoll has and what it should have: only the
 * difference at the moment of sleep is told to the kernel; and that nothing is
 * wanted of one only when something comes, as a connection between two
 * requests is soon wanted again. Descriptors that a library opened itself can
 * be closed behind our back and are therefore told at once.
 */
#include "run/watch.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

struct entry {
	uint32_t have, want; /* what epoll watches, and what it should */
	void *owner;
	bool ours;  /* opened by watch_socket, so its end is seen */
	bool dirty; /* in the list of changes */
};

struct watch {
	int epoll, wake;
	struct entry *entry; /* by descriptor */
	size_t nentry;
	int *dirty;
	size_t ndirty, dirty_cap;
};

struct watch *
watch_open(struct err *e)
{
	struct watch *w = mem_calloc(1, sizeof(*w));
	struct epoll_event ev = { .events = EPOLLIN };

	w->epoll = epoll_create1(EPOLL_CLOEXEC);
	w->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	ev.data.fd = w->wake;
	if (w->epoll >= 0 && w->wake >= 0 &&
	    epoll_ctl(w->epoll, EPOLL_CTL_ADD, w->wake, &ev) == 0)
		return w;
	err_errno(e, STATUS_INTERNAL, "epoll");
	watch_close(w);
	return NULL;
}

void
watch_close(struct watch *w)
{
	if (w == NULL)
		return;
	if (w->epoll >= 0)
		close(w->epoll);
	if (w->wake >= 0)
		close(w->wake);
	free(w->entry);
	free(w->dirty);
	free(w);
}

static struct entry *
entry_of(struct watch *w, int fd)
{
	size_t n = w->nentry == 0 ? 64 : w->nentry;

	if ((size_t)fd >= w->nentry) {
		while (n <= (size_t)fd)
			n *= 2;
		w->entry = mem_realloc(w->entry, n, sizeof(*w->entry));
		memset(w->entry + w->nentry, 0,
		       (n - w->nentry) * sizeof(*w->entry));
		w->nentry = n;
	}
	return &w->entry[fd];
}

static void
apply(struct watch *w, int fd)
{
	struct entry *t = entry_of(w, fd);
	struct epoll_event ev = { .events = t->want, .data.fd = fd };
	int op = t->have == 0   ? EPOLL_CTL_ADD
		 : t->want == 0 ? EPOLL_CTL_DEL
				: EPOLL_CTL_MOD;

	if (t->have == t->want)
		return;
	t->have = t->want;
	if (epoll_ctl(w->epoll, op, fd, &ev) == 0)
		return;
	/* A descriptor of a library's own may have been closed and opened
	 * again behind our back. */
	if (errno == EEXIST)
		epoll_ctl(w->epoll, EPOLL_CTL_MOD, fd, &ev);
	else if (errno == ENOENT && t->want != 0)
		epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &ev);
}

static void
apply_all(struct watch *w)
{
	for (size_t i = 0; i < w->ndirty; i++) {
		struct entry *t = &w->entry[w->dirty[i]];

		t->dirty = false;
		if (t->want != 0)
			apply(w, w->dirty[i]);
	}
	w->ndirty = 0;
}

void
watch_want(struct watch *w, int fd, bool in, bool out, void *owner)
{
	struct entry *t = entry_of(w, fd);

	t->owner = owner;
	t->want = (in ? EPOLLIN : 0) | (out ? EPOLLOUT : 0);
	if (!t->ours) {
		apply(w, fd);
	} else if (!t->dirty) {
		t->dirty = true;
		w->dirty = mem_grow(w->dirty, w->ndirty, &w->dirty_cap,
				    sizeof(*w->dirty));
		w->dirty[w->ndirty++] = fd;
	}
}

int
watch_socket(struct watch *w, int domain, int type, int protocol)
{
	int fd = socket(domain, type | SOCK_CLOEXEC, protocol);

	if (fd >= 0) {
		struct entry *t = entry_of(w, fd);

		/* The last of this number may have been closed unseen. */
		t->have = t->want = 0;
		t->ours = true;
	}
	return fd;
}

/* Closing takes it out of epoll. */
int
watch_close_socket(struct watch *w, int fd)
{
	struct entry *t = entry_of(w, fd);

	t->have = t->want = 0;
	t->ours = false;
	return close(fd);
}

int
watch_wait(struct watch *w, int ms, struct watch_event event[WATCH_EVENTS],
	   bool *woken, struct err *e)
{
	struct epoll_event ev[WATCH_EVENTS];
	uint64_t count;
	int n, k = 0;

	apply_all(w);
	n = epoll_wait(w->epoll, ev, WATCH_EVENTS, ms);
	if (n < 0 && errno == EINTR) /* a signal; but was there more? */
		n = epoll_wait(w->epoll, ev, WATCH_EVENTS, 0);
	if (n < 0)
		return err_errno(e, STATUS_INTERNAL, "epoll_wait");
	for (int i = 0; i < n; i++) {
		int fd = ev[i].data.fd;
		uint32_t is = ev[i].events;

		if (fd == w->wake) {
			*woken = read(fd, &count, sizeof(count)) > 0 || *woken;
			continue;
		}
		if (w->entry[fd].want == 0) {
			apply(w, fd);
			continue;
		}
		event[k++] = (struct watch_event){
			.fd = fd,
			.owner = w->entry[fd].owner,
			.in = (is & EPOLLIN) != 0,
			.out = (is & EPOLLOUT) != 0,
			.error = (is & (EPOLLERR | EPOLLHUP)) != 0,
		};
	}
	return k;
}

void
watch_wake(struct watch *w)
{
	uint64_t one = 1;
	int saved = errno;

	/* A full counter is a wake-up already. */
	if (write(w->wake, &one, sizeof(one)) < 0)
		errno = saved;
	errno = saved;
}
