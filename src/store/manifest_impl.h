/*
 * manifest_impl: what the files of manifest share.
 */
#ifndef STORE_MANIFEST_IMPL_H
#define STORE_MANIFEST_IMPL_H

#include "data/json.h"
#include "data/jsonw.h"
#include "store/manifest.h"

/* A file as JSON, for cJSON_Delete; NULL with *e. */
cJSON *manifest_parse(const char *path, struct err *e);

/* Of a night of a baseline, or 0; -1 for a rule of seeds that is not known. */
int manifest_terms_read(struct manifest_terms *t, const cJSON *o, size_t night);

/* The member "labels", if there are any; o is the whole manifest. */
void manifest_label_write(struct jsonw *w, const struct manifest *m);
void manifest_label_read(struct manifest *m, const cJSON *o, struct arena *a);
const char *manifest_label_list(const cJSON *o, struct arena *a);

/* A list of n whole numbers from 1; false when it is none. */
bool manifest_whole(const cJSON *list, size_t n, uint32_t *out);

/* The member "until" and its keys; nothing where the plan does not grow. */
extern const struct field manifest_until_fields[];
void manifest_until_write(struct jsonw *w, const struct manifest_until *u,
			  const struct spec *s);

/* o: that member, or NULL. Grows the spec. */
int manifest_until_read(struct manifest_until *u, struct spec *s,
			const cJSON *o, struct arena *a, struct err *e);

#endif
