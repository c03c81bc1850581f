/*
 * Written whole each time: an index has a row for each 50,000 requests, and a
 * file that is replaced is never half of one.
 */
#include "run/batch_index.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/speech.h"
#include "data/json.h"
#include "data/jsonw.h"
#include "provider/batch.h"

enum { FORMAT = 1, INDEX_MAX = 64 << 20 };

static const char *const stages[] = { "planned", "creating",  "submitted",
				      "taken",   "elsewhere", NULL };

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct batch_file, member, __VA_ARGS__)
#define MUST .flags = FIELD_REQUIRED

const struct field batch_index_fields[] = {
	F("file", TEXT, file, MUST, .about = "under the run directory"),
	F("host", TEXT, host, MUST, .about = "whose format it has"),
	F("model", TEXT, model, MUST,
	  .about = "the model of the sweep that it asks"),
	F("lines", U64, lines, MUST, .about = "requests"),
	F("bytes", U64, bytes, MUST, .about = "its size"),
	F("stage", ENUM, stage, .names = stages,
	  .about =
	      "how far it has come: planned, creating, submitted, taken, or "
	      "elsewhere: its results are to be imported"),
	F("input", TEXT, input, .about = "the id of the file at its host"),
	F("batch", TEXT, batch, .about = "the id of its batch"),
	F("status", TEXT, status, .about = "the host's last word of it"),
	F("asked_ms", INT, asked_ms,
	  .about = "when it was first asked for, milliseconds since 1970"),
	F("done", INT, done, .about = "requests that the host counts as done"),
	F("failed", INT, failed, .about = "and those it counts as failed"),
	FIELD_END,
};

/* What is for this file alone. */
static const struct field more[] = {
	F("sha256", TEXT, sha256, MUST, .about = "of its bytes"),
	F("parameters", RAW, beside,
	  .about = "what is given with the file and not in its lines"),
	FIELD_END,
};

struct head {
	uint32_t format;
};

static const struct field head_fields[] = {
	FIELD("lencurve_batch", U32, struct head, format, MUST,
	      .about = "the format of this file"),
	FIELD_END,
};

const struct field_place batch_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "files[]", batch_index_fields, NULL, NULL },
	{ "files[]", more, NULL, NULL },
	{ .at = NULL },
};

int
batch_index_save(const char *dir, const struct batch_index *x, struct err *e)
{
	const struct head head = { FORMAT };
	struct jsonw w;
	struct buf b;
	int rc;

	buf_init(&b, INDEX_MAX);
	jsonw_open(&w, &b, 2);
	field_json(&w, head_fields, &head);
	jsonw_karray(&w, "files");
	for (size_t i = 0; i < x->n; i++) {
		jsonw_object(&w);
		field_json(&w, batch_index_fields, &x->file[i]);
		field_json(&w, more, &x->file[i]);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_close(&w);
	rc = outfile_save_in(dir, "batch", ".json", &b, e);
	buf_fini(&b);
	return rc;
}

/* A name under the directory, and nothing else of the machine. */
static bool
is_inside(const char *file)
{
	return strncmp(file, "batch/", 6) == 0 && strstr(file, "..") == NULL;
}

static int
read_file(struct batch_file *f, const cJSON *o, struct arena *a, struct err *e)
{
	const cJSON *beside = json_get(o, "parameters");
	char *text = NULL;

	if (!cJSON_IsObject(o) ||
	    field_json_read(batch_index_fields, f, o, e) != 0 ||
	    field_json_read(more, f, o, e) != 0)
		return -1;
	if (beside != NULL && !cJSON_IsNull(beside))
		text = cJSON_PrintUnformatted(beside);
	if (text != NULL)
		f->beside = arena_strdup(a, text);
	cJSON_free(text);
	if (batch_find(f->host) == NULL || !is_inside(f->file) ||
	    strlen(f->sha256) != SHA256_HEX - 1 ||
	    (f->stage >= BATCH_SUBMITTED && f->batch == NULL))
		return -1;
	return 0;
}

struct batch_file *
batch_index_add(struct batch_index *x)
{
	x->file = mem_grow(x->file, x->n, &x->cap, sizeof(*x->file));
	x->file[x->n] =
	    (struct batch_file){ .asked_ms = -1, .done = -1, .failed = -1 };
	return &x->file[x->n++];
}

int
batch_index_read(const char *dir, struct batch_index *x, struct arena *a,
		 struct err *e)
{
	const char *path = arena_printf(a, "%s/batch.json", dir);
	const cJSON *o = NULL, *list, *one;
	struct err ignored;
	struct buf b;
	unsigned notes;
	int rc = 0;

	*x = (struct batch_index){ .n = 0 };
	if (!file_exists(path))
		return 0;
	buf_init(&b, INDEX_MAX);
	rc = file_read(path, &b, e);
	if (rc == 0)
		o = json_read(arena_strndup(a, buf_text(&b), b.len), b.len, a,
			      &notes, e);
	buf_fini(&b);
	if (rc != 0)
		return -1;
	list = json_get(o, "files");
	if (o == NULL || json_whole(o, "lencurve_batch") != FORMAT ||
	    !cJSON_IsArray(list))
		rc = -1;
	cJSON_ArrayForEach(one, list) if (rc == 0) rc =
	    read_file(batch_index_add(x), one, a, &ignored);
	return rc == 0 ? 0
		       : err_set(e, STATUS_INPUT,
				 "%s: is no list of batch files; plan the "
				 "sweep into another directory",
				 path);
}

void
batch_index_free(struct batch_index *x)
{
	free(x->file);
	*x = (struct batch_index){ .n = 0 };
}

int
batch_index_lock(const char *dir, struct err *e)
{
	struct arena a;
	const char *path;
	int fd;

	arena_init(&a);
	path = arena_printf(&a, "%s/batch", dir);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		err_errno(e, STATUS_INPUT, "%s: cannot open", path);
	} else if (file_lock(fd) != 0) {
		close(fd);
		fd = -1;
		err_set(e, STATUS_INCOMPLETE,
			"%s: another process is at work on this batch; wait "
			"for it",
			dir);
	}
	arena_fini(&a);
	return fd;
}

void
batch_index_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}

int
batch_index_idle(const char *dir, struct err *e)
{
	struct batch_index x;
	struct arena a;
	size_t n = 0;
	const struct batch_file *elsewhere = NULL;
	int rc;

	arena_init(&a);
	rc = batch_index_read(dir, &x, &a, e);
	for (size_t i = 0; rc == 0 && i < x.n; i++) {
		n += x.file[i].stage == BATCH_CREATING ||
		     x.file[i].stage == BATCH_SUBMITTED;
		if (x.file[i].stage == BATCH_ELSEWHERE)
			elsewhere = &x.file[i];
	}
	if (n > 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s: batches under way: %zu; what is asked "
			     "meanwhile is paid for twice: lencurve batch "
			     "fetch %s takes their answers, lencurve batch "
			     "cancel %s stops them",
			     dir, n, dir, dir);
	else if (elsewhere != NULL)
		rc = err_set(e, STATUS_INPUT,
			     "%s: the results of %s lie at its host and are "
			     "not here; what is asked meanwhile is paid for "
			     "twice: lencurve import %s FILE... takes them; "
			     "if there are none: lencurve batch submit %s %s "
			     "%s=none",
			     dir, elsewhere->file, dir, dir,
			     speech_setting("adopt"),
			     elsewhere->file + strlen("batch/"));
	batch_index_free(&x);
	arena_fini(&a);
	return rc;
}
