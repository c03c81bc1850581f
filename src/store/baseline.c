/*
 * What a version says of its run is handed in: this folder keeps files and
 * computes nothing.
 */
#include "store/baseline.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/beside.h"
#include "base/file.h"
#include "base/outfile.h"
#include "base/speech.h"
#include "data/json.h"
#include "data/jsonw.h"

enum { PATH_MAX_LEN = 64 * 1024, FORMAT = 2, FILE_MAX = 64 * 1024 * 1024 };

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

/* A version without samples is an older program's that was interrupted. */
static bool
is_whole(const char *path, const char *version)
{
	struct buf dir;
	bool whole;

	buf_init(&dir, PATH_MAX_LEN);
	buf_printf(&dir, "%s/%s", path, version);
	whole = has_samples(dir.data);
	buf_fini(&dir);
	return whole;
}

/* The greatest version there is, of the whole ones or of any. */
static unsigned
latest_in(const char *path, bool whole)
{
	DIR *d = opendir(path);
	struct dirent *entry;
	unsigned latest = 0;

	if (d == NULL)
		return 0;
	while ((entry = readdir(d)) != NULL) {
		unsigned v = version_of(entry->d_name);

		if (v > latest && (!whole || is_whole(path, entry->d_name)))
			latest = v;
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
	v = latest_in(path.data, true);
	buf_fini(&path);
	return v;
}

int
baseline_find(const char *path, struct buf *found, struct err *e)
{
	unsigned v;

	buf_puts(found, path);
	if (buf_failed(found)) {
		errno = ENAMETOOLONG;
		return err_errno(e, STATUS_INPUT, "%s: cannot read", path);
	}
	file_to_dir(found->data, "samples.csv");
	found->len = strlen(found->data);
	if (has_samples(found->data))
		return 0;
	v = latest_in(found->data, true);
	if (v == 0)
		return err_set(e, STATUS_INPUT,
			       "%s has neither samples.csv nor a version "
			       "v0001; make one with: lencurve baseline accept "
			       "DIR",
			       path);
	buf_printf(found, "/v%04u", v);
	return 0;
}

int
baseline_nights(const char *dir, const char *const **path, size_t *n,
		struct arena *a, struct err *e)
{
	const char **list = arena_alloc(a, BASELINE_NIGHTS * sizeof(*list));
	struct baseline_head head;

	*path = list;
	*n = 0;
	if (file_exists(arena_printf(a, "%s/baseline.json", dir)) &&
	    baseline_read(dir, &head, a, e) < 0)
		return -1;
	list[(*n)++] = dir;
	while (*n < BASELINE_NIGHTS) {
		const char *next =
		    arena_printf(a, "%s/samples-%zu.csv", dir, *n + 1);

		if (!file_exists(next))
			break;
		list[(*n)++] = next;
	}
	return 0;
}

static int
copy_file(const char *from_dir, const char *to_dir, const char *name,
	  const char *to_name, struct err *e)
{
	struct buf from, to, bytes;
	int rc;

	buf_init(&from, PATH_MAX_LEN);
	buf_init(&to, PATH_MAX_LEN);
	buf_init(&bytes, FILE_LIMIT);
	buf_printf(&from, "%s/%s", from_dir, name);
	buf_printf(&to, "%s/%s", to_dir, to_name);
	rc = file_read(from.data, &bytes, e);
	if (rc == 0)
		rc = outfile_save_own(to.data, bytes.data, bytes.len, e);
	buf_fini(&bytes);
	buf_fini(&to);
	buf_fini(&from);
	return rc;
}

#define H(name, kind, member, text)                                            \
	FIELD(name, kind, struct baseline_head, member, .about = text)

static const struct field head_fields[] = {
	H("format", U32, format, "version of the format"),
	H("name", TEXT, name, "of the baseline"),
	H("version", U32, version, "of the baseline, from 1"),
	H("unit", TEXT, f.unit, "count unit"),
	H("prompts", HASH, f.prompts, "hash of the questions"),
	H("planned", SIZE, f.planned, "N, cells of the plan"),
	H("nights", SIZE, f.nights, "how many runs it is made of"),
	H("simulated", BOOL, f.simulated,
	  "whether answers are the simulator's"),
	FIELD_END,
};

#define S(name, kind, text)                                                    \
	FIELD(#name, kind, struct baseline_series, name, .about = text)

const struct field baseline_series_fields[] = {
	S(model, TEXT, "name of the model"),
	S(sampling, TEXT, "name of the sampling"),
	S(variant, TEXT, "name of the prompt"),
	S(temperature, REAL, "as sent"),
	S(top_p, REAL, "as sent"),
	S(pinned, BOOL, "whether nothing is left to chance"),
	S(measured, U64, "M, cells with a length"),
	FIELD("mald", REAL, struct baseline_series, mald, .decimals = 1,
	      .about = "mean |e|"),
	FIELD_END,
};

const struct field_place baseline_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "", manifest_terms_fields, NULL, NULL },
	{ "series[]", baseline_series_fields, NULL,
	  "one for each model, sampling, variant and relation" },
	{ .at = NULL },
};

int
baseline_read(const char *dir, struct baseline_head *h, struct arena *a,
	      struct err *e)
{
	const char *path = arena_printf(a, "%s/baseline.json", dir);
	const cJSON *o = NULL, *list, *v;
	struct baseline_series *series;
	unsigned notes = 0;
	struct buf text;
	int rc;

	buf_init(&text, FILE_MAX);
	rc = file_read(path, &text, e);
	if (rc == 0 &&
	    (o = json_read(text.data, text.len, a, &notes, e)) == NULL)
		rc = err_at(e, "%s", path);
	buf_fini(&text);
	if (rc < 0)
		return rc;
	if (field_json_read(head_fields, h, o, e) < 0)
		return err_at(e, "%s", path);
	if (manifest_check_format(path, h->format, FORMAT, e) != 0)
		return -1;
	list = cJSON_GetObjectItemCaseSensitive(o, "series");
	h->f.nights += h->f.nights == 0; /* format 1 */
	h->f.series = series = arena_alloc(
	    a, (size_t)cJSON_GetArraySize(list) * sizeof(*series) + 1);
	for (h->f.n = 0, v = list == NULL ? NULL : list->child; v != NULL;
	     v = v->next)
		if (field_json_read(baseline_series_fields, &series[h->f.n++],
				    v, e) < 0)
			return err_at(e, "%s", path);
	return 0;
}

static void
describe(const struct baseline_facts *f, const char *name, unsigned version,
	 struct buf *out)
{
	struct baseline_head head = { FORMAT, version, name, *f };
	struct manifest_terms terms = *f->terms;
	struct jsonw w;
	bool again = false;

	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, &head);
	terms.again = 0;
	manifest_terms_json(&terms, &w);
	for (size_t i = 0; i < f->nights; i++)
		again |= f->again[i] > 0;
	if (again)
		jsonw_key(&w, "again");
	if (again)
		jsonw_array(&w);
	for (size_t i = 0; i < f->nights && again; i++)
		jsonw_int(&w, f->again[i]);
	if (again)
		jsonw_end(&w);
	field_json_list(&w, "series", baseline_series_fields, f->series,
			sizeof(*f->series), f->n);
	jsonw_close(&w);
}

static int
write_description(const struct baseline_facts *f, const char *to,
		  const char *name, unsigned version, struct err *e)
{
	struct buf path, text;
	int rc;

	buf_init(&path, PATH_MAX_LEN);
	buf_init(&text, 64 * 1024 * 1024);
	buf_printf(&path, "%s/baseline.json", to);
	describe(f, name, version, &text);
	rc = outfile_save_own(path.data, text.data, text.len, e);
	buf_fini(&text);
	buf_fini(&path);
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

enum { NIGHT_NAME = 40 };

/* The file of a night after the first. */
static const char *
night_name(size_t i, char name[NIGHT_NAME])
{
	snprintf(name, NIGHT_NAME, "samples-%zu.csv", i + 1);
	return name;
}

size_t
baseline_night(const char *path)
{
	const char *slash = strrchr(path, '/');
	unsigned long n;
	int end = 0;

	if (sscanf(slash == NULL ? path : slash + 1, "samples-%lu.csv%n", &n,
		   &end) != 1 ||
	    end == 0 || n == 0)
		return 0;
	return n - 1;
}

static int
put_together(const char *const *dir, const char *fresh, const char *name,
	     unsigned v, const struct baseline_facts *f, struct err *e)
{
	char night[NIGHT_NAME];

	if (write_description(f, fresh, name, v, e) < 0)
		return -1;
	if (copy_file(dir[0], fresh, "summary.json", "summary.json", e) < 0)
		return e->status != STATUS_INPUT
			   ? -1
			   : err_then(e, "lencurve curve %s writes it", dir[0]);
	for (size_t i = 1; i < f->nights; i++)
		if (copy_file(dir[i], fresh, "samples.csv",
			      night_name(i, night), e) < 0)
			return -1;
	return copy_file(dir[0], fresh, "samples.csv", "samples.csv", e);
}

static int
keep(const char *const *dir, const char *root, const char *name,
     const struct baseline_facts *f, struct buf *path, struct err *e)
{
	struct buf home, stem;
	struct beside fresh = { .fd = -1 };
	unsigned v;
	int rc;

	buf_init(&home, PATH_MAX_LEN);
	buf_init(&stem, PATH_MAX_LEN);
	buf_printf(&home, "%s/%s", root, name);
	buf_printf(&stem, "%s/.new", home.data);
	v = latest_in(home.data, false) + 1;
	buf_printf(path, "%s/v%04u", home.data, v);
	rc = file_mkdirs(home.data, e);
	if (rc == 0 && beside_dir(&fresh, stem.data) != 0)
		rc = err_errno(e, file_status(errno), "%s: cannot write",
			       home.data);
	if (rc == 0)
		rc = put_together(dir, fresh.name, name, v, f, e);
	if (rc == 0 && rename(fresh.name, path->data) != 0)
		rc = err_errno(e, file_status(errno), "%s", path->data);
	if (rc < 0) { /* and NAME and ROOT where they are empty */
		beside_remove(&fresh);
		rmdir(home.data);
		rmdir(root);
	}
	beside_end(&fresh);
	buf_fini(&stem);
	buf_fini(&home);
	return rc;
}

int
baseline_accept(const char *const *dir, const char *root, const char *name,
		const struct baseline_facts *f, struct buf *path, struct err *e)
{
	struct buf own;
	int rc;

	buf_init(&own, PATH_MAX_LEN);
	if (name == NULL) {
		last_part(dir[0], &own);
		name = own.data;
	}
	if (name[0] == '\0' || name[0] == '.' || strchr(name, '/') != NULL)
		rc = err_set(e, STATUS_INPUT,
			     "a baseline cannot be called \"%s\"; give %s",
			     name, speech_setting("name"));
	else
		rc = keep(dir, root, name, f, path, e);
	buf_fini(&own);
	return rc;
}
