/*
 * beside: what is put together beside its place, and then takes its name.
 *
 * The names are a row, PATH.lencurve-0.tmp, -1 and so on, and the first free
 * one is taken. What a process left that was killed is free, and removed.
 */
#ifndef BASE_BESIDE_H
#define BASE_BESIDE_H

#include <sys/types.h>

struct beside {
	char *name;
	int fd; /* its life: who holds it, a child too, is at work on it */
};

/*
 * A new file of that mode, for writing, or a new directory, mode 0700; no link
 * is followed. -1 with errno.
 */
int beside_file(struct beside *b, const char *path, mode_t mode);
int beside_dir(struct beside *b, const char *path);

/* Removes it, with the files of a directory, unless it has its place. */
void beside_remove(const struct beside *b);

/* Accepts one that failed. */
void beside_end(struct beside *b);

#endif
