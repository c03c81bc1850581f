/*
 * libxlsxwriter puts sheets into temporary files and asks none of them whether
 * it could be written: on a full disk a sheet ends in the middle, and Excel
 * calls the workbook damaged. So what was written is read back: every sheet
 * has its last tag.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/inflate.h"
#include "report/book_impl.h"

#define SHEET "xl/worksheets/sheet"
#define LAST  "</worksheet>"

/* The records of the zip format that are walked, and their fields' places. */
enum {
	END = 22,
	END_ENTRIES = 10,
	END_AT = 16,
	ENTRY = 46,
	ENTRY_NAME = 28,
	ENTRY_AT = 42,
	LOCAL = 30,
	LOCAL_NAME = 26,
	NAME_MAX_BYTES = 64,
};

static uint32_t
number(const unsigned char *p, int bytes)
{
	uint32_t x = 0;

	while (bytes-- > 0)
		x = x << 8 | p[bytes];
	return x;
}

static bool
get(int fd, void *to, size_t n, uint64_t at)
{
	return pread(fd, to, n, (off_t)at) == (ssize_t)n;
}

/* Whether the entry whose local head is at `at` ends as a sheet does. */
static bool
ends_well(int fd, uint64_t at)
{
	unsigned char head[LOCAL];
	char tail[64 * 1024 + sizeof(LAST)];
	struct inflate *z;
	size_t have = 0;
	ssize_t n = -1;

	if (!get(fd, head, LOCAL, at))
		return false;
	at += LOCAL + number(head + LOCAL_NAME, 2) +
	      number(head + LOCAL_NAME + 2, 2);
	if (lseek(fd, (off_t)at, SEEK_SET) < 0)
		return false;
	z = inflate_open_entry(fd);
	while ((n = inflate_read(z, tail + have, 64 * 1024)) > 0) {
		size_t all = have + (size_t)n;

		have = all < sizeof(LAST) - 1 ? all : sizeof(LAST) - 1;
		memmove(tail, tail + all - have, have);
	}
	inflate_close(z);
	return n == 0 && have == sizeof(LAST) - 1 &&
	       memcmp(tail, LAST, have) == 0;
}

static bool
all_end_well(int fd, off_t size)
{
	unsigned char end[END], entry[ENTRY + NAME_MAX_BYTES];
	uint64_t at;

	if (size < END || !get(fd, end, END, (uint64_t)size - END) ||
	    memcmp(end, "PK\5\6", 4) != 0)
		return false;
	at = number(end + END_AT, 4);
	for (uint32_t i = number(end + END_ENTRIES, 2); i > 0; i--) {
		uint32_t name;

		if (!get(fd, entry, ENTRY, at))
			return false;
		name = number(entry + ENTRY_NAME, 2);
		if (name < NAME_MAX_BYTES && name > sizeof(SHEET) &&
		    get(fd, entry + ENTRY, name, at + ENTRY) &&
		    memcmp(entry + ENTRY, SHEET, sizeof(SHEET) - 1) == 0 &&
		    !ends_well(fd, number(entry + ENTRY_AT, 4)))
			return false;
		at += ENTRY + name + number(entry + ENTRY_NAME + 2, 2) +
		      number(entry + ENTRY_NAME + 4, 2);
	}
	return true;
}

bool
book_is_whole(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	bool is;

	if (fd < 0)
		return false;
	is = fstat(fd, &st) == 0 && all_end_well(fd, st.st_size);
	close(fd);
	return is;
}
