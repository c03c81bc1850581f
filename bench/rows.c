#include "bench/rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"

static FILE *out;
static char stamp[CLOCK_STAMP];

void
rows_open(const char *path)
{
	char dir[512];
	struct err e;
	char *slash;
	int fresh = !file_exists(path);

	snprintf(dir, sizeof(dir), "%s", path);
	slash = strrchr(dir, '/');
	if (slash != NULL) {
		*slash = '\0';
		file_mkdirs(dir, &e);
	}
	out = fopen(path, "a");
	if (out == NULL) {
		perror(path);
		exit(1);
	}
	clock_stamp(stamp, clock_wall_ms());
	if (fresh)
		fprintf(out, "time,what,case,value,unit,against,ratio,target,"
			     "met\n");
}

void
rows_close(void)
{
	fclose(out);
}

static void
number(char cell[32], double x)
{
	cell[0] = '\0';
	if (!isnan(x))
		snprintf(cell, 32, "%.4g", x);
}

static void
verdict(char cell[48], double ratio, const char *op, double target)
{
	int met = op[0] == '<' ? ratio <= target : ratio >= target;

	cell[0] = '\0';
	if (op[0] != '\0' && met)
		snprintf(cell, 48, "yes");
	else if (op[0] != '\0')
		snprintf(cell, 48, "missed by %.1f%%",
			 100 * fabs(ratio / target - 1));
}

void
row(const char *what, const char *which, double value, const char *unit,
    double against, double ratio, const char *op, double target)
{
	char v[32], a[32], r[32], t[32], met[48];

	number(v, value);
	number(a, against);
	number(r, ratio);
	number(t, target);
	verdict(met, ratio, op, target);
	fprintf(out, "%s,%s,\"%s\",%s,%s,%s,%s,%s%s,%s\n", stamp, what, which,
		v, unit, a, r, op, t, met);
	printf("%-24s %-34s %10s %-5s %10s %8s %3s%-6s %s\n", what, which, v,
	       unit, a, r, op, t, met);
	fflush(out);
	fflush(stdout);
}
