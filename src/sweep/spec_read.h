/* spec_read: readers of the sweep's compound values (private to spec). */
#ifndef SWEEP_SPEC_READ_H
#define SWEEP_SPEC_READ_H

#include "sweep/spec_key.h"

enum {
	SPEC_TARGET_MAX = 1000000,
	SPEC_GRID_MAX = 1000, /* points of sampling */
	SPEC_LIST_MAX = 1000, /* models, prompts, bands */
};

/* `targets` as an object. */
struct spec_range {
	uint32_t from, to, step;
};

/* One object of `sampling`: the cross product of its two axes. */
struct spec_axis {
	size_t n; /* 0: not given */
	struct spec_setting *s;
};

struct spec_point {
	const char *name; /* or NULL */
	struct spec_axis temperature, top_p;
};

#define READER(name)                                                           \
	int spec_read_##name(struct spec_reading *r,                           \
			     const struct spec_place *p,                       \
			     const struct spec_key *k, void *to)

/* Into a struct spec. */
READER(prompt);
READER(prompts);
READER(default_relation); /* checked here, used by the two above */
READER(targets);
READER(judge);
READER(bands);
READER(models);
READER(sampling);
READER(budget);
READER(seed);

/* Into a field. */
READER(relation); /* enum relation */
READER(unit);     /* const char *, one that is known */
READER(provider); /* likewise */
READER(limits);   /* struct spec_limits */
READER(key_env);  /* const char *, a variable's name */
READER(raw);      /* const char *, JSON text of an object */
READER(headers_env);
READER(headers); /* likewise, values are texts */
READER(query);   /* likewise */
READER(price);   /* struct spec_model */
READER(setting); /* struct spec_axis */
READER(scale);   /* struct spec_judge */

#undef READER

/*
 * 0, or -1 with r->e naming the place, when p or something below it holds a
 * credential. The second looks at comments: what text has and plain has not.
 */
int spec_refuse_secrets(struct spec_reading *r, const struct spec_place *p);
int spec_refuse_comments(const char *path, const char *text, const char *plain,
			 size_t n, struct err *e);

/* Bytes must be text, UTF-8 without a NUL, before they can be JSON. */
int spec_check_text(const char *path, const char *text, size_t n,
		    struct err *e);

/* Fill the targets of s from a checked range. */
void spec_targets_range(struct spec *s, const struct spec_range *range,
			struct arena *a);

#endif
