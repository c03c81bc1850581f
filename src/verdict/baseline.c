#include "verdict/baseline.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/outfile.h"
#include "curve/curve.h"
#include "data/jsonw.h"

enum { PATH_MAX_LEN = 64 * 1024 };

#define FILE_LIMIT ((size_t)4 << 30)

/* "v0012" is 12; 0 for anything else. */
static unsigned
version_of(const char *name)
{
	unsigned v = 0;

	if (name[0] != 'v' || strlen(name) < 5 || strlen(name) > 9)
		return 0;
	for (const char *s = name + 1; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return 0;
		v = v * 10 + (unsigned)(*s - '0');
	}
	return v;
}

static unsigned
latest_in(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *entry;
	unsigned latest = 0;

	if (d == NULL)
		return 0;
	while ((entry = readdir(d)) != NULL) {
		unsigned v = version_of(entry->d_name);

		latest = v > latest ? v : latest;
	}
	closedir(d);
	return latest;
}

unsigned
baseline_latest(const char *root, const char *name)
{
	struct buf path;
	unsigned v;

	buf_init(&path, PATH_MAX_LEN);
	buf_printf(&path, "%s/%s", root, name);
	v = latest_in(path.data);
	buf_fini(&path);
	return v;
}

static bool
has_samples(const char *dir)
{
	struct buf path;
	bool has;

	buf_init(&path, PATH_MAX_LEN);
	buf_printf(&path, "%s/samples.csv", dir);
	has = file_exists(path.data);
	buf_fini(&path);
	return has;
}

int
baseline_find(const char *path, struct buf *found, struct err *e)
{
	unsigned v;

	if (has_samples(path)) {
		buf_puts(found, path);
		return 0;
	}
	v = latest_in(path);
	if (v == 0)
		return err_set(e, STATUS_INPUT,
			       "%s has neither samples.csv nor a version "
			       "v0001; make one with: lencurve baseline accept "
			       "DIR",
			       path);
	buf_printf(found, "%s/v%04u", path, v);
	return 0;
}

static int
copy_file(const char *from_dir, const char *to_dir, const char *name,
	  struct err *e)
{
	struct buf from, to, bytes;
	int rc;

	buf_init(&from, PATH_MAX_LEN);
	buf_init(&to, PATH_MAX_LEN);
	buf_init(&bytes, FILE_LIMIT);
	buf_printf(&from, "%s/%s", from_dir, name);
	buf_printf(&to, "%s/%s", to_dir, name);
	rc = file_read(from.data, &bytes, e);
	if (rc == 0)
		rc = outfile_save(to.data, bytes.data, bytes.len, e);
	buf_fini(&bytes);
	buf_fini(&to);
	buf_fini(&from);
	return rc;
}

static void
describe(const struct curve *c, const char *name, unsigned version,
	 struct buf *out)
{
	const struct samples *s = c->s;
	char hex[HASH_HEX];
	struct jsonw w;

	hash_hex(hex, s->prompts_hash);
	jsonw_init(&w, out, 2);
	jsonw_object(&w);
	jsonw_kint(&w, "format", 1);
	jsonw_kstr(&w, "name", name);
	jsonw_kint(&w, "version", version);
	jsonw_kstr(&w, "unit", s->unit);
	jsonw_kstr(&w, "prompts", s->prompts_hash == 0 ? NULL : hex);
	jsonw_kint(&w, "planned", (int64_t)s->n);
	jsonw_kbool(&w, "simulated", curve_simulated(s));
	manifest_terms_json(&s->terms, &w);
	jsonw_key(&w, "series");
	jsonw_array(&w);
	for (size_t i = 0; i < s->nseries; i++) {
		const struct series *x = &s->series[i];

		jsonw_object(&w);
		jsonw_kstr(&w, "model", x->model);
		jsonw_kstr(&w, "sampling", x->sampling);
		jsonw_kstr(&w, "variant", x->variant);
		jsonw_knum(&w, "temperature", x->temperature);
		jsonw_knum(&w, "top_p", x->top_p);
		jsonw_kbool(&w, "pinned", x->pinned);
		jsonw_kint(&w, "measured",
			   (int64_t)c->series[i].all.m.measured);
		jsonw_knum(&w, "mald", c->series[i].all.m.mald);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_end(&w);
	buf_putc(out, '\n');
}

static int
write_description(const char *dir, const char *to, const char *name,
		  unsigned version, struct err *e)
{
	struct buf path, text;
	struct samples s;
	struct curve c;
	int rc;

	if (samples_read(&s, dir, e) < 0)
		return -1;
	curve_of(&c, &s, NULL, 0);
	buf_init(&path, PATH_MAX_LEN);
	buf_init(&text, 64 * 1024 * 1024);
	buf_printf(&path, "%s/baseline.json", to);
	describe(&c, name, version, &text);
	rc = outfile_save(path.data, text.data, text.len, e);
	buf_fini(&text);
	buf_fini(&path);
	curve_fini(&c);
	samples_fini(&s);
	return rc;
}

/* The last part of a path, its closing slashes left out. */
static void
last_part(const char *dir, struct buf *out)
{
	size_t n = strlen(dir), at;

	while (n > 1 && dir[n - 1] == '/')
		n--;
	for (at = n; at > 0 && dir[at - 1] != '/'; at--)
		continue;
	buf_add(out, dir + at, n - at);
}

int
baseline_accept(const char *dir, const char *root, const char *name,
		struct buf *path, struct err *e)
{
	struct buf own;
	unsigned v;
	int rc;

	buf_init(&own, PATH_MAX_LEN);
	if (name == NULL) {
		last_part(dir, &own);
		name = own.data;
	}
	if (name[0] == '\0' || name[0] == '.' || strchr(name, '/') != NULL) {
		rc = err_set(e, STATUS_INPUT,
			     "a baseline cannot be called \"%s\"; give --name",
			     name);
		buf_fini(&own);
		return rc;
	}
	v = baseline_latest(root, name) + 1;
	buf_printf(path, "%s/%s/v%04u", root, name, v);
	/* The samples come last: without them it is no version to find. */
	rc = file_mkdirs(path->data, e);
	if (rc == 0)
		rc = write_description(dir, path->data, name, v, e);
	if (rc == 0)
		rc = copy_file(dir, path->data, "summary.json", e);
	if (rc == 0)
		rc = copy_file(dir, path->data, "samples.csv", e);
	buf_fini(&own);
	return rc;
}
