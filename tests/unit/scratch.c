#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

void
scratch_make(char dir[SCRATCH_PATH], const char *name)
{
	snprintf(dir, SCRATCH_PATH, "/tmp/test-%s-XXXXXX", name);
	cr_assert_not_null(mkdtemp(dir));
}

static int
remove_one(const char *name, const struct stat *st, int type, struct FTW *f)
{
	(void)st;
	(void)type;
	(void)f;
	return remove(name);
}

void
scratch_remove(const char *dir)
{
	nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
