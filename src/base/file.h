/*
 * file: reading with a ceiling, and directories.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

/* Modes of what is new, less the umask: what a run leaves (answers, journals,
 * tokens) is for its owner alone, what a person asks for (a page, a table) for
 * whoever the umask lets. */
enum { FILE_OWN = 0600, FILE_OPEN = 0644, FILE_DIR = 0700 };

/* A path that says by its name that it may be a stream: /dev/stdout. */
bool file_is_stream(const char *path);

/*
 * A descriptor for reading a text, or -1. A named pipe is refused, as nobody
 * may ever write to it; one that the shell made (/dev/fd/63) is read. So is
 * what file_text does not let through.
 */
int file_open(const char *path, struct err *e);

/*
 * -1 when the file that is open begins as a workbook, an archive or another
 * thing that holds texts and is none does, with what to do in *e. A pipe is
 * let through unseen.
 */
int file_text(int fd, const char *path, struct err *e);

/* All of a file, appended to b; one larger than b's ceiling is refused. */
int file_read(const char *path, struct buf *b, struct err *e);

/* What is named by a file in it, as shells complete to, is changed to be named
 * itself: DIR/NAME to DIR, NAME (two bytes at least) to a dot. */
void file_to_dir(char *path, const char *name);

/* pread(2) that is short only at the end of the file; -1 with errno. */
ssize_t file_pread(int fd, void *to, size_t n, uint64_t at);

bool file_exists(const char *path);

/* Whether what is open as fd is what stands at the path. */
bool file_is_at(int fd, const char *path);

/* An errno that more room would cure: disk, quota or file size limit. */
bool file_full(int errnum);

/* What to exit with when it stops us: STATUS_INCOMPLETE where room cures it. */
enum err_status file_status(int errnum);

/* For whoever holds fd alone, until it is closed, also by a kill; 0, or -1
 * with EWOULDBLOCK where another has it. */
int file_lock(int fd);

/* How many more descriptors can be opened now, up to most. */
unsigned file_spare(unsigned most);

/* mkdir -p; new directories get mode FILE_DIR. */
int file_mkdirs(const char *path, struct err *e);

#endif
