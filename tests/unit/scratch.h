/* scratch: a directory of a test's own, gone with all in it afterwards. */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

enum { SCRATCH_PATH = 64 };

/* Makes /tmp/test-NAME-XXXXXX and fails the test when it cannot. */
void scratch_make(char dir[SCRATCH_PATH], const char *name);
void scratch_remove(const char *dir);

#endif
