#include "run/tokencache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/num.h"

enum { PATH_MOST = 4096, FILE_MOST = 4096, MARGIN_MS = 60 * 1000 };

static const char heading[] = "lencurve-token 1\n";

/* DIR/token-<hash of way, URL and access key> */
static int
path_of(char path[PATH_MOST], const char *dir, const struct auth *auth,
	const char *base_url, const struct credentials *c)
{
	uint64_t h = hash_str(HASH_INIT, auth->name);
	char hex[HASH_HEX];

	h = hash_str(hash_str(h, base_url), c->access_key);
	hash_hex(hex, hash_done(h));
	return snprintf(path, PATH_MOST, "%s/token-%s", dir, hex) < PATH_MOST
		   ? 0
		   : -1;
}

/* The whole file, when it is ours alone; else nothing. */
static size_t
read_private(const char *path, char *text, size_t most)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0)
		return 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & 077) == 0 && st.st_uid == geteuid())
		n = read(fd, text, most);
	close(fd);
	return n < 0 ? 0 : (size_t)n;
}

bool
tokencache_read(const char *dir, const struct auth *auth, const char *base_url,
		int64_t now_ms, struct credentials *c)
{
	char path[PATH_MOST], text[FILE_MOST], *end;
	size_t skip = strlen(heading), n, len;
	uint64_t expires;
	struct err e;

	if (path_of(path, dir, auth, base_url, c) != 0)
		return false;
	n = read_private(path, text, sizeof(text) - 1);
	text[n] = '\0';
	if (n <= skip || memcmp(text, heading, skip) != 0)
		return false;
	end = strchr(text + skip, '\n');
	if (end == NULL ||
	    num_parse_u64(text + skip, (size_t)(end - text) - skip, &expires) !=
		0 ||
	    expires > INT64_MAX || (int64_t)expires < now_ms + MARGIN_MS)
		return false;
	len = strcspn(++end, "\n");
	if (len == 0 || end[len] != '\n' || len >= sizeof(c->token))
		return false;
	end[len] = '\0';
	if (auth_check_word("token", end, &e) != 0)
		return false;
	memcpy(c->token, end, len + 1);
	c->token_expires_ms = (int64_t)expires;
	return true;
}

static int
write_all(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, s, n);

		if (k < 0 && errno != EINTR)
			return -1;
		if (k > 0) {
			s += k;
			n -= (size_t)k;
		}
	}
	return fsync(fd);
}

int
tokencache_write(const char *dir, const struct auth *auth, const char *base_url,
		 const struct credentials *c, struct err *e)
{
	char path[PATH_MOST], temporary[PATH_MOST + 8], text[FILE_MOST];
	int fd, n, rc;

	if (file_mkdirs(dir, e) != 0)
		return -1;
	if (path_of(path, dir, auth, base_url, c) != 0)
		return err_set(e, STATUS_INPUT, "%s: the path is too long",
			       dir);
	snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path);
	fd = mkstemp(temporary); /* mode 0600 */
	if (fd < 0)
		return err_errno(e, STATUS_INPUT, "%s", temporary);
	n = snprintf(text, sizeof(text), "%s%lld\n%s\n", heading,
		     (long long)c->token_expires_ms, c->token);
	rc = write_all(fd, text, (size_t)n);
	if (close(fd) != 0 || rc != 0 || rename(temporary, path) != 0) {
		err_errno(e, STATUS_INPUT, "%s", path);
		unlink(temporary);
		return -1;
	}
	return 0;
}
