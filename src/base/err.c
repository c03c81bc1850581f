/*
 * Messages are built in place: reporting a failure must not itself fail, so
 * there is no allocation here and what does not fit is cut.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/speech.h"

int
err_set(struct err *e, enum err_status status, const char *fmt, ...)
{
	va_list ap;

	e->status = status;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof(e->msg), speech_of(fmt), ap);
	va_end(ap);
	return -1;
}

/* What people meet in words of our own, so that it can be said in theirs. */
static const char *
why(int number)
{
	switch (number) {
	case ENOENT:
		return speech_of("No such file or directory");
	case EACCES:
		return speech_of("Permission denied");
	case ENOSPC:
		return speech_of("No space left on device");
	case EFBIG:
		return speech_of("File too large");
	case EISDIR:
		return speech_of("Is a directory");
	case ENOTDIR:
		return speech_of("Not a directory");
	case EEXIST:
		return speech_of("File exists");
	case EROFS:
		return speech_of("Read-only file system");
	case EMFILE:
		return speech_of("Too many open files; a higher ulimit -n "
				 "helps");
	default:
		return strerror(number);
	}
}

int
err_errno(struct err *e, enum err_status status, const char *fmt, ...)
{
	int saved = errno;
	size_t n;
	va_list ap;

	/* No fault of the input's, nor of ours. */
	e->status =
	    saved == EMFILE || saved == ENFILE ? STATUS_INCOMPLETE : status;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof(e->msg), speech_of(fmt), ap);
	va_end(ap);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof(e->msg) - n, speech_of(": %s"), why(saved));
	return -1;
}

int
err_at(struct err *e, const char *fmt, ...)
{
	char old[sizeof(e->msg)];
	size_t n;
	va_list ap;

	memcpy(old, e->msg, sizeof(old));
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof(e->msg), speech_of(fmt), ap);
	va_end(ap);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof(e->msg) - n, speech_of(": %s"), old);
	return -1;
}

int
err_then(struct err *e, const char *fmt, ...)
{
	size_t n = strlen(e->msg);
	va_list ap;

	n += (size_t)snprintf(e->msg + n, sizeof(e->msg) - n, "%s",
			      speech_of("; "));
	if (n >= sizeof(e->msg))
		return -1;
	va_start(ap, fmt);
	vsnprintf(e->msg + n, sizeof(e->msg) - n, speech_of(fmt), ap);
	va_end(ap);
	return -1;
}

int
err_also(struct err *all, const struct err *one, int *n)
{
	size_t at = strlen(all->msg);

	if ((*n)++ == 0)
		*all = *one;
	else
		snprintf(all->msg + at, sizeof(all->msg) - at, "\n  %s",
			 one->msg);
	return -1;
}

enum { NAME_MAX_LEN = 64 };

static unsigned
min3(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

/* Levenshtein distance over two rows. */
static unsigned
distance(const char *a, const char *b)
{
	unsigned row[NAME_MAX_LEN + 1];
	size_t la = strlen(a), lb = strlen(b);

	if (la > NAME_MAX_LEN || lb > NAME_MAX_LEN)
		return NAME_MAX_LEN;
	for (size_t j = 0; j <= lb; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= la; i++) {
		unsigned diag = row[0];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= lb; j++) {
			unsigned up = row[j];

			row[j] = min3(up + 1, row[j - 1] + 1,
				      diag + (a[i - 1] != b[j - 1]));
			diag = up;
		}
	}
	return row[lb];
}

const char *
err_nearest(const char *found, const char *const *known)
{
	const char *best = NULL;
	unsigned near = (unsigned)(strlen(found) / 3 + 2);

	for (; *known != NULL; known++) {
		unsigned d = distance(found, *known);

		if (d < near) {
			near = d;
			best = *known;
		}
	}
	return best;
}

int
err_unknown(struct err *e, const char *what, const char *found,
	    const char *const *known)
{
	const char *near = err_nearest(found, known);
	size_t n;

	err_set(e, STATUS_INPUT, "there is no %s \"%.80s\"", speech_of(what),
		found);
	if (near != NULL)
		return err_then(e, "did you mean \"%s\"?", near);
	err_then(e, "expected one of %s", known[0]);
	for (n = strlen(e->msg); *++known != NULL && n < sizeof(e->msg);
	     n = strlen(e->msg))
		snprintf(e->msg + n, sizeof(e->msg) - n, ", %s", *known);
	return -1;
}
