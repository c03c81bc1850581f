/*
 * A line begins with its id, as batch_line writes it; the digest has said
 * before that these are those lines.
 */
#include "run/batch_lines.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"

int
batch_lines_read(const char *dir, const struct batch_file *f, struct buf *out,
		 struct err *e)
{
	size_t before = out->len;
	char path[4096], digest[SHA256_HEX];

	snprintf(path, sizeof(path), "%s/%s", dir, f->file);
	if (file_read(path, out, e) != 0)
		return -1;
	sha256_hex(digest, buf_text(out) + before, out->len - before);
	if (strcmp(digest, f->sha256) == 0)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "%s is not the file that was planned: its SHA-256 is "
		       "another than in batch.json; plan the sweep anew",
		       path);
}

/* The id of a line, or NULL. */
static const char *
id_of(const char *line, size_t *n)
{
	static const char *const keys[] = { "{\"custom_id\":\"", "{\"id\":\"" };

	for (size_t i = 0; i < 2; i++) {
		size_t k = strlen(keys[i]);

		if (strncmp(line, keys[i], k) != 0)
			continue;
		*n = strcspn(line + k, "\"\n");
		return line + k;
	}
	return NULL;
}

/* The cell that an id names; -1: none. */
static int64_t
cell_of(const char *id, size_t n, const struct batch_names *names)
{
	char name[BATCH_NAME_MAX];

	if (n >= sizeof(name))
		return -1;
	memcpy(name, id, n);
	name[n] = '\0';
	return batch_names_find(names, name);
}

/* mark, or NULL: close what is open. */
static int
each_line(const char *dir, const struct batch_file *f,
	  const struct batch_names *names, const struct ledger *ledger,
	  struct ledger *mark, uint64_t *open, struct err *e)
{
	struct buf text;
	int rc;

	*open = 0;
	buf_init(&text, BATCH_LINES_MAX);
	rc = batch_lines_read(dir, f, &text, e);
	for (const char *s = buf_text(&text); rc == 0 && *s != '\0';) {
		size_t n;
		const char *id = id_of(s, &n);
		int64_t cell = id != NULL ? cell_of(id, n, names) : -1;

		if (cell >= 0 && ledger_is_open(ledger, (uint64_t)cell)) {
			++*open;
			if (mark != NULL)
				ledger_mark(mark, (uint64_t)cell, OUTCOME_OK);
		}
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	buf_fini(&text);
	return rc;
}

int
batch_lines_open(const char *dir, const struct batch_file *f,
		 const struct batch_names *names, const struct ledger *ledger,
		 uint64_t *open, struct err *e)
{
	return each_line(dir, f, names, ledger, NULL, open, e);
}

int
batch_lines_close(const char *dir, const struct batch_file *f,
		  const struct batch_names *names, struct ledger *ledger,
		  struct err *e)
{
	uint64_t open;

	return each_line(dir, f, names, ledger, ledger, &open, e);
}

static int
look_brought(const char *dir, const struct plan *p, struct batch_index *x,
	     bool *any, struct err *e)
{
	struct batch_names names;
	struct ledger ledger;
	int rc = ledger_look(&ledger, p, dir, e);

	batch_names_init(&names, p);
	for (size_t i = 0; i < x->n && rc == 0; i++) {
		struct batch_file *f = &x->file[i];
		uint64_t open;

		if (f->stage != BATCH_ELSEWHERE)
			continue;
		rc = batch_lines_open(dir, f, &names, &ledger, &open, e);
		if (rc == 0 && open < f->lines) {
			f->stage = BATCH_TAKEN;
			*any = true;
		}
	}
	batch_names_fini(&names);
	ledger_close(&ledger);
	return rc;
}

int
batch_lines_brought(const char *dir, const struct plan *p, struct err *e)
{
	struct batch_index x;
	struct arena a;
	bool elsewhere = false, any = false;
	int lock = -1, rc;

	arena_init(&a);
	rc = batch_index_read(dir, &x, &a, e);
	for (size_t i = 0; i < x.n; i++)
		elsewhere |= x.file[i].stage == BATCH_ELSEWHERE;
	if (rc == 0 && elsewhere) {
		lock = batch_index_lock(dir, e);
		rc = lock < 0 ? -1 : look_brought(dir, p, &x, &any, e);
		if (rc == 0 && any)
			rc = batch_index_save(dir, &x, e);
		batch_index_unlock(lock);
	}
	batch_index_free(&x);
	arena_fini(&a);
	return rc;
}
