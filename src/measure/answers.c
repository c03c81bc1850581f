/*
 * The file goes in step with samples.csv and is only ever read from its
 * beginning to its end, so it needs no index and no header: a directory has
 * both from one import or neither, and the id of each line says whether they
 * still belong together. Lines are read as trees: they hold conversations,
 * for which data/jsonl has no path.
 */
#include "measure/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "data/json.h"
#include "data/jsonw.h"

enum { STEP = 64 * 1024 };

struct answers {
	char *path;
	FILE *file;
	unsigned long long line;
	struct buf text;
	struct arena arena;
};

static inline void
put(struct buf *out, const char *key, const char *s, size_t n)
{
	buf_puts(out, key);
	jsonw_quote(out, s, n);
}

static void
write_prompt(const struct answers_line *l, struct buf *out)
{
	struct jsonw w;

	if (l->nprompt == 1 && strcmp(l->prompt[0].role, "user") == 0) {
		put(out, ",\"prompt\":", l->prompt[0].content,
		    strlen(l->prompt[0].content));
		return;
	}
	buf_puts(out, ",\"prompt\":");
	jsonw_init(&w, out, 0);
	jsonw_array(&w);
	for (size_t i = 0; i < l->nprompt; i++) {
		jsonw_object(&w);
		jsonw_kstr(&w, "role", l->prompt[i].role);
		jsonw_kstr(&w, "content", l->prompt[i].content);
		jsonw_end(&w);
	}
	jsonw_end(&w);
}

/* Most texts stand in the line they came in as they are written here. */
static void
write_text(const struct answers_line *l, struct buf *out)
{
	buf_puts(out, ",\"text\":");
	if (l->text == NULL)
		buf_puts(out, "null");
	else if (l->raw_len >= 2 * l->text_len || /* \uXXXX */
		 !jsonw_again(out, l->raw, l->raw_len))
		jsonw_quote(out, l->text, l->text_len);
}

void
answers_write(const struct answers_line *l, struct buf *out)
{
	put(out, "{\"id\":", l->id, strlen(l->id));
	if (l->nprompt > 0)
		write_prompt(l, out);
	write_text(l, out);
	if (l->reasoning_len > 0)
		put(out, ",\"reasoning\":", l->reasoning, l->reasoning_len);
	if (l->reference_len > 0)
		put(out, ",\"reference\":", l->reference, l->reference_len);
	buf_puts(out, "}\n");
}

static int
parse_prompt(struct answers_line *l, const cJSON *o, struct arena *a,
	     struct err *e)
{
	const cJSON *prompt = json_get(o, "prompt");
	struct answers_message *m;
	size_t n = 0;

	if (prompt == NULL)
		return 0;
	if (json_text(o, "prompt") == NULL && !cJSON_IsArray(prompt))
		return err_set(e, STATUS_INPUT,
			       "key \"prompt\": expected a string or a list of "
			       "messages");
	for (const cJSON *c = prompt->child; c != NULL; c = c->next)
		n++;
	m = arena_alloc(a, (n > 0 ? n : 1) * sizeof(*m));
	l->prompt = m;
	if (json_text(o, "prompt") != NULL) {
		m[l->nprompt++] =
		    (struct answers_message){ "user", json_text(o, "prompt") };
		return 0;
	}
	for (const cJSON *c = prompt->child; c != NULL; c = c->next) {
		m[l->nprompt].role = json_text(c, "role");
		m[l->nprompt].content = json_text(c, "content");
		if (m[l->nprompt].role == NULL || m[l->nprompt].content == NULL)
			return err_set(e, STATUS_INPUT,
				       "key \"prompt\": message %zu: expected "
				       "\"role\" and \"content\", both strings",
				       l->nprompt + 1);
		l->nprompt++;
	}
	return 0;
}

int
answers_parse(struct answers_line *l, const char *s, size_t n, struct arena *a,
	      struct err *e)
{
	const cJSON *o;
	unsigned notes;

	memset(l, 0, sizeof(*l));
	o = json_read(s, n, a, &notes, e);
	if (o == NULL)
		return -1;
	l->id = json_text(o, "id");
	l->text = json_text(o, "text");
	l->reasoning = json_text(o, "reasoning");
	l->reference = json_text(o, "reference");
	if (l->id == NULL || (l->text == NULL && json_get(o, "text") != NULL))
		return err_set(e, STATUS_INPUT,
			       "expected the keys \"id\", a string, and "
			       "\"text\", a string or null");
	l->text_len = l->text == NULL ? 0 : strlen(l->text);
	l->reasoning_len = l->reasoning == NULL ? 0 : strlen(l->reasoning);
	l->reference_len = l->reference == NULL ? 0 : strlen(l->reference);
	return parse_prompt(l, o, a, e);
}

struct answers *
answers_open(const char *dir, struct err *e)
{
	struct answers *a = mem_calloc(1, sizeof(*a));
	struct buf path;
	int fd;

	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/answers.jsonl", dir);
	a->path = mem_strndup(buf_text(&path), path.len);
	buf_fini(&path);
	buf_init(&a->text, (size_t)ANSWERS_LINE_MAX + STEP);
	arena_init(&a->arena);
	fd = file_open(a->path, e);
	if (fd >= 0 && (a->file = fdopen(fd, "r")) == NULL) {
		err_errno(e, STATUS_INTERNAL, "%s: cannot read", a->path);
		close(fd);
	}
	if (a->file != NULL)
		return a;
	answers_close(a);
	return NULL;
}

/* A line into a->text: 1, 0 at the end, -1. */
static int
read_line(struct answers *a, struct err *e)
{
	char piece[STEP];

	buf_reset(&a->text);
	while (fgets(piece, sizeof(piece), a->file) != NULL) {
		buf_puts(&a->text, piece);
		if (buf_failed(&a->text))
			return err_set(e, STATUS_INPUT,
				       "a line of over %d bytes",
				       ANSWERS_LINE_MAX);
		if (piece[strlen(piece) - (piece[0] != '\0')] == '\n')
			break;
	}
	if (ferror(a->file))
		return err_errno(e, STATUS_INTERNAL, "cannot read");
	return a->text.len > 0;
}

int
answers_skip(struct answers *a, struct err *e)
{
	int rc = read_line(a, e);

	a->line++;
	return rc >= 0 ? rc : err_at(e, "%s: line %llu", a->path, a->line);
}

int
answers_next(struct answers *a, struct answers_line *l, struct err *e)
{
	int rc = read_line(a, e);

	a->line++;
	arena_reset(&a->arena);
	if (rc == 1 &&
	    answers_parse(l, a->text.data, a->text.len, &a->arena, e) < 0)
		rc = -1;
	return rc >= 0 ? rc : err_at(e, "%s: line %llu", a->path, a->line);
}

void
answers_close(struct answers *a)
{
	if (a == NULL)
		return;
	if (a->file != NULL)
		fclose(a->file);
	buf_fini(&a->text);
	arena_fini(&a->arena);
	free(a->path);
	free(a);
}
