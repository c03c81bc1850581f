/*
 * Labels say what a run is of in words of its owner (lr=8e-4): nothing here
 * reads them but a study, so they are kept as they were given.
 */
#include <string.h>

#include "base/speech.h"
#include "store/manifest_impl.h"

int
manifest_label_check(const char *label, struct err *e)
{
	const char *eq = strchr(label, '=');
	size_t n = strlen(label);

	for (const char *c = label; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			eq = NULL;
	if (eq == NULL || eq == label || eq[1] == '\0' || n > 200)
		return err_set(e, STATUS_INPUT,
			       "%s: found \"%.60s\", expected NAME=VALUE, "
			       "as in lr=8e-4",
			       speech_setting("label"), label);
	return 0;
}

static bool
same_name(const char *a, const char *b)
{
	size_t n = strcspn(a, "=");

	return strncmp(a, b, n + 1) == 0;
}

void
manifest_label_set(struct manifest *m, const char *label, struct arena *a)
{
	size_t i = 0;

	while (i < m->nlabel && !same_name(m->label[i], label))
		i++;
	if (i == MANIFEST_LABELS)
		return;
	m->label[i] = arena_strdup(a, label);
	m->nlabel += i == m->nlabel;
}

void
manifest_label_write(struct jsonw *w, const struct manifest *m)
{
	if (m->nlabel == 0)
		return;
	jsonw_kobject(w, "labels");
	for (size_t i = 0; i < m->nlabel; i++) {
		size_t n = strcspn(m->label[i], "=");
		char name[256];

		memcpy(name, m->label[i], n);
		name[n] = '\0';
		jsonw_kstr(w, name, m->label[i] + n + 1);
	}
	jsonw_end(w);
}

void
manifest_label_read(struct manifest *m, const cJSON *o, struct arena *a)
{
	const cJSON *labels = json_get(o, "labels");

	for (const cJSON *v = cJSON_IsObject(labels) ? labels->child : NULL;
	     v != NULL; v = v->next)
		if (cJSON_IsString(v) &&
		    strlen(v->string) + strlen(v->valuestring) < 200)
			manifest_label_set(
			    m,
			    arena_printf(a, "%s=%s", v->string, v->valuestring),
			    a);
}

/* "lr=8e-4, method=lora"; NULL: none. */
const char *
manifest_label_list(const cJSON *o, struct arena *a)
{
	struct manifest m = { .nlabel = 0 };
	const char *list = NULL;

	manifest_label_read(&m, o, a);
	for (size_t i = 0; i < m.nlabel; i++)
		list = list == NULL
			   ? m.label[i]
			   : arena_printf(a, "%s, %s", list, m.label[i]);
	return list;
}

const char *
manifest_label(const char *dir, const char *name, struct arena *a)
{
	struct manifest m = { .nlabel = 0 };
	struct err ignored;
	const char *found = NULL;
	cJSON *o =
	    manifest_parse(arena_printf(a, "%s/manifest.json", dir), &ignored);

	manifest_label_read(&m, o, a);
	cJSON_Delete(o);
	for (size_t i = 0; i < m.nlabel; i++)
		if (strncmp(m.label[i], name, strlen(name)) == 0 &&
		    m.label[i][strlen(name)] == '=')
			found = m.label[i] + strlen(name) + 1;
	return found;
}
