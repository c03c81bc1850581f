/*
 * LENCURVE_KERNEL: force a kernel of the counting core, to compare them. An
 * environment variable and no option: it is for tests and benchmarks of every
 * verb.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "text/lencount.h"

enum { NAMES_MAX = 256 };

int
cmd_kernel(struct err *e)
{
	const char *name = getenv("LENCURVE_KERNEL");
	struct buf names;

	if (name == NULL || *name == '\0' || lencount_force(name) == 0)
		return 0;
	buf_init(&names, NAMES_MAX);
	for (size_t i = 0; lencount_kernel_at(i) != NULL; i++)
		if (lencount_kernel_usable(lencount_kernel_at(i)))
			buf_printf(&names, "%s%s", names.len > 0 ? ", " : "",
				   lencount_kernel_at(i));
	err_set(e, STATUS_INPUT,
		"LENCURVE_KERNEL: found \"%s\", expected one that this "
		"processor has: %s",
		name, names.data);
	buf_fini(&names);
	return -1;
}
