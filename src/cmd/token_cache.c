/*
 * A cache may fail without a word: a token can be fetched again, but a run
 * must not end because a home directory is read-only. A file that others could
 * have read or written is not used, checked on the open descriptor, since a
 * check by path could be raced.
 */
#include "cmd/token_cache.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/outfile.h"

/* The directory, made if need be; NULL when there is no home. */
static const char *
directory(char *out, size_t size)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	struct err ignored;

	if (cache != NULL && *cache == '/')
		snprintf(out, size, "%s/lencurve", cache);
	else if (home != NULL && *home == '/')
		snprintf(out, size, "%s/.cache/lencurve", home);
	else
		return NULL;
	return file_mkdirs(out, &ignored) == 0 ? out : NULL;
}

static int
path_of(const char *base_url, const struct auth_credentials *c, char *out,
	size_t size)
{
	char dir[1024], hex[HASH_HEX];
	uint64_t h = hash_str(hash_str(HASH_INIT, base_url), c->access_key);

	if (directory(dir, sizeof(dir)) == NULL)
		return -1;
	hash_hex(hex, hash_done(h));
	return snprintf(out, size, "%s/token-%s", dir, hex) < (int)size ? 0
									: -1;
}

void
token_cache_load(const char *base_url, struct auth_credentials *c)
{
	char path[1100], token[sizeof(c->token)];
	long long expires;
	struct stat st;
	FILE *f;
	int fd;

	if (path_of(base_url, c, path, sizeof(path)) != 0)
		return;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return;
	f = fdopen(fd, "r");
	if (f == NULL) {
		close(fd);
		return;
	}
	if (fstat(fd, &st) == 0 && st.st_uid == geteuid() &&
	    (st.st_mode & 077) == 0 &&
	    fscanf(f, "%lld %1023s", &expires, token) == 2 &&
	    expires > clock_wall_ms()) {
		memcpy(c->token, token, sizeof(c->token));
		c->token_expires_ms = expires;
	}
	explicit_bzero(token, sizeof(token));
	fclose(f);
}

void
token_cache_save(const char *base_url, const struct auth_credentials *c)
{
	char path[1100], line[sizeof(c->token) + 32];
	struct outfile *o;
	struct err ignored;

	/* Without an expiry it could be kept for ever. */
	if (c->token_expires_ms <= 0 ||
	    path_of(base_url, c, path, sizeof(path)) != 0)
		return;
	o = outfile_open(path, FILE_OWN, &ignored);
	if (o == NULL)
		return;
	snprintf(line, sizeof(line), "%lld %s\n",
		 (long long)c->token_expires_ms, c->token);
	outfile_puts(o, line);
	explicit_bzero(line, sizeof(line));
	outfile_commit(o, &ignored);
}
