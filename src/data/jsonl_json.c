/* The fields of a line by json_parse: slow, and what they mean. */
#include <math.h>
#include <string.h>

#include "data/json.h"
#include "data/jsonl.h"
#include "data/jsonl_parts.h"

void
jsonl_clear(const struct jsonl_paths *p, struct jsonl_value *value,
	    size_t *offset, struct buf *scratch)
{
	static const struct jsonl_value missing = { JSONL_MISSING, NULL, 0,
						    NAN };

	buf_reset(scratch);
	for (size_t i = 0; i < p->n; i++) {
		value[i] = missing;
		offset[i] = JSONL_NOWHERE;
	}
}

void
jsonl_settle(const struct jsonl_paths *p, struct jsonl_value *value,
	     const size_t *offset, const struct buf *scratch)
{
	for (size_t i = 0; i < p->n; i++)
		if (offset[i] != JSONL_NOWHERE)
			value[i].s = scratch->data + offset[i];
}

/* The member that counts, null included. */
static const cJSON *
member(const cJSON *o, const struct jsonl_part *part)
{
	const cJSON *last = NULL;

	if (cJSON_IsArray(o))
		return part->index < 0 || part->index > INT32_MAX
			   ? NULL
			   : cJSON_GetArrayItem(o, (int)part->index);
	if (!cJSON_IsObject(o))
		return NULL;
	for (const cJSON *m = o->child; m != NULL; m = m->next)
		if (strlen(m->string) == part->n &&
		    memcmp(m->string, part->s, part->n) == 0)
			last = m;
	return last;
}

static void
take(struct jsonl_value *v, size_t *offset, const cJSON *node,
     struct buf *scratch)
{
	if (node == NULL)
		return;
	v->kind = JSONL_OTHER;
	if (cJSON_IsNull(node)) {
		v->kind = JSONL_NULL;
	} else if (cJSON_IsTrue(node)) {
		v->kind = JSONL_TRUE;
	} else if (cJSON_IsFalse(node)) {
		v->kind = JSONL_FALSE;
	} else if (cJSON_IsNumber(node)) {
		v->kind = JSONL_NUMBER;
		v->number = node->valuedouble;
	} else if (cJSON_IsString(node)) {
		v->kind = JSONL_STRING;
		v->n = strlen(node->valuestring);
		*offset = scratch->len;
		buf_add(scratch, node->valuestring, v->n);
		buf_putc(scratch, '\0');
	}
}

int
jsonl_fields_json(const struct jsonl_paths *p, const char *s, size_t n,
		  struct jsonl_value *value, struct buf *scratch,
		  unsigned *notes, struct err *e)
{
	cJSON *root = json_parse(s, n, notes, e);
	size_t offset[JSONL_FIELDS];

	jsonl_clear(p, value, offset, scratch);
	if (root == NULL)
		return -1;
	for (size_t i = 0; i < p->n; i++) {
		const cJSON *node = root;

		for (size_t k = 0; k < p->nparts[i]; k++)
			node = member(node, &p->part[i][k]);
		take(&value[i], &offset[i], node, scratch);
	}
	cJSON_Delete(root);
	if (buf_failed(scratch))
		return err_set(e, STATUS_INPUT,
			       "its fields take more than %zu bytes",
			       scratch->max);
	jsonl_settle(p, value, offset, scratch);
	return 0;
}
