/*
 * The clock is asked first, as it costs a reader nothing: only ten times a
 * second is the file asked how far it is.
 */
#include "base/pulse.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"

static void (*lent)(const char *what, uint64_t done, uint64_t all);
static pthread_t lender;
static uint64_t due;

void
pulse_lend(void (*tell)(const char *what, uint64_t done, uint64_t all))
{
	lender = pthread_self();
	due = clock_mono() + CLOCK_SECOND;
	lent = tell;
}

enum { OFTEN = CLOCK_SECOND / 10 };

/* So much before its time. */
static bool
is_due(uint64_t before)
{
	uint64_t now;

	if (lent == NULL || !pthread_equal(lender, pthread_self()))
		return false;
	now = clock_mono() + before;
	if (now < due)
		return false;
	due = now - before + OFTEN;
	return true;
}

void
pulse_at(const char *what, uint64_t done, uint64_t all)
{
	if (is_due(0))
		lent(what, done, all);
}

void
pulse_stage(const char *what)
{
	if (is_due(OFTEN))
		lent(what, 0, 0);
}

void
pulse_file(const char *what, int fd)
{
	struct stat st;
	off_t at;

	if (!is_due(0))
		return;
	at = lseek(fd, 0, SEEK_CUR);
	if (at >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		lent(what, (uint64_t)at, (uint64_t)st.st_size);
}
