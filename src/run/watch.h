/*
 * watch: which descriptors wait for what, in epoll.
 *
 * libcurl stops watching a connection when a request is over and watches it
 * again when the next one is sent. Changes are put off until we are about to
 * sleep, so this pair costs no system call.
 */
#ifndef RUN_WATCH_H
#define RUN_WATCH_H

#include <stdbool.h>

#include "base/err.h"

/*
 * Few are taken at a time, so that what they set free is sent on before the
 * next ones are looked at.
 */
enum { WATCH_EVENTS = 64 };

struct watch;

struct watch_event {
	int fd;
	void *owner; /* from watch_want */
	bool in, out, error;
};

struct watch *watch_open(struct err *e);
void watch_close(struct watch *w); /* accepts NULL */

/* socket(2) and close(2), so that the end of a descriptor is seen here. */
int watch_socket(struct watch *w, int domain, int type, int protocol);
int watch_close_socket(struct watch *w, int fd);

/* Watch fd for what is wanted from now on; neither: not at all. */
void watch_want(struct watch *w, int fd, bool in, bool out, void *owner);

/*
 * Sleep for at most ms until something happens or watch_wake is called.
 * Returns the number of events, *woken is set when it was called; or -1.
 */
int watch_wait(struct watch *w, int ms, struct watch_event event[WATCH_EVENTS],
	       bool *woken, struct err *e);

/* End the current or next watch_wait; may be called from a signal handler. */
void watch_wake(struct watch *w);

#endif
