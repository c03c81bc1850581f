/* What goes wrong with batches on purpose: a rate a word, read from one table.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "base/speech.h"
#include "sim/jobs.h"

static const struct {
	const char *name;
	size_t at;
	double most;
	const char *about;
} words[] = {
	{ "after", offsetof(struct jobs_plan, after), 1e9,
	  "milliseconds until a batch ends" },
	{ "expired", offsetof(struct jobs_plan, expired), 1,
	  "lines that are not run in time" },
	{ "error", offsetof(struct jobs_plan, error), 1,
	  "lines that come back as a server's error" },
	{ "lost", offsetof(struct jobs_plan, lost), 1,
	  "lines that never come back" },
	{ "twice", offsetof(struct jobs_plan, twice), 1,
	  "lines that come back twice" },
	{ "failed", offsetof(struct jobs_plan, failed), 1,
	  "batches that are refused after their creation" },
	{ "bos", offsetof(struct jobs_plan, bos), 1,
	  "batches that name no file of results but a place, bos:/sim/FILE" },
	{ "torn", offsetof(struct jobs_plan, torn), 1,
	  "results that are cut the first time they are read" },
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

static int
item(struct jobs_plan *p, const char *s, size_t n, struct err *e)
{
	const char *colon = memchr(s, ':', n);
	double x;

	for (size_t i = 0; colon != NULL && i < WORDS; i++) {
		size_t k = strlen(words[i].name);

		if ((size_t)(colon - s) != k ||
		    memcmp(s, words[i].name, k) != 0)
			continue;
		if (num_parse(colon + 1, n - k - 1, &x) != 0 || isnan(x) ||
		    x < 0 || x > words[i].most)
			break;
		memcpy((char *)p + words[i].at, &x, sizeof(x));
		return 0;
	}
	return err_set(
	    e, STATUS_INPUT,
	    "batches \"%.*s\": expected WORD:RATE with a rate from 0 "
	    "to 1, or after:MILLISECONDS; %s batches lists the words",
	    (int)n, s, speech_setting("list"));
}

int
jobs_plan_parse(struct jobs_plan *p, const char *text, struct err *e)
{
	*p = (struct jobs_plan){ 0 };
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, ",");

		if (item(p, text, n, e) != 0)
			return -1;
		text += n;
		text += *text == ',';
	}
	if (p->expired + p->error + p->lost > 1)
		return err_set(e, STATUS_INPUT,
			       "batches: expired, error and lost add up to %g, "
			       "which is more than 1",
			       p->expired + p->error + p->lost);
	return 0;
}

const char *
jobs_plan_word(size_t i, const char **about)
{
	if (i >= WORDS)
		return NULL;
	*about = words[i].about;
	return words[i].name;
}
