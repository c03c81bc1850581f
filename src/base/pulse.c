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

static bool
is_due(void)
{
	uint64_t now;

	if (lent == NULL || !pthread_equal(lender, pthread_self()))
		return false;
	now = clock_mono();
	if (now < due)
		return false;
	due = now + CLOCK_SECOND / 10;
	return true;
}

void
pulse_at(const char *what, uint64_t done, uint64_t all)
{
	if (is_due())
		lent(what, done, all);
}

void
pulse_file(const char *what, int fd)
{
	struct stat st;
	off_t at;

	if (!is_due())
		return;
	at = lseek(fd, 0, SEEK_CUR);
	if (at >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		lent(what, (uint64_t)at, (uint64_t)st.st_size);
}
