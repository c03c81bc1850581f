/*
 * manifest_impl: shared by manifest.c and manifest_until.c (how a plan grows).
 */
#ifndef STORE_MANIFEST_IMPL_H
#define STORE_MANIFEST_IMPL_H

#include "data/json.h"
#include "data/jsonw.h"
#include "store/manifest.h"

/* A file as JSON, for cJSON_Delete; NULL with *e. */
cJSON *manifest_parse(const char *path, struct err *e);

/* The member "labels", if there are any; o is the whole manifest. */
void manifest_label_write(struct jsonw *w, const struct manifest *m);
void manifest_label_read(struct manifest *m, const cJSON *o, struct arena *a);
const char *manifest_label_list(const cJSON *o, struct arena *a);

/* A list of n whole numbers from 1; false when it is none. */
bool manifest_whole(const cJSON *list, size_t n, uint32_t *out);

/* The member "until"; nothing where the plan does not grow. */
void manifest_until_write(struct jsonw *w, const struct manifest_until *u,
			  const struct spec *s);

/* o: that member, or NULL. Grows the spec. */
int manifest_until_read(struct manifest_until *u, struct spec *s,
			const cJSON *o, struct arena *a, struct err *e);

#endif
