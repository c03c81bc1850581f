/*
 * Errors, finish words and served models are few words said ten thousand
 * times, and so are prompts; the page has each once. Two texts of one hash of
 * 64 bits would be taken for one.
 */
#include "report/html_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "data/jsonw.h"

#define LIST_MAX ((size_t)1 << 30)

void
html_names_init(struct html_names *x)
{
	memset(x, 0, sizeof(*x));
	buf_init(&x->list, LIST_MAX);
}

void
html_names_fini(struct html_names *x)
{
	free(x->hash);
	free(x->number);
	buf_fini(&x->list);
}

static void
place(struct html_names *x, uint64_t h, uint32_t number)
{
	size_t at = h % x->slots;

	while (x->hash[at] != 0)
		at = (at + 1) % x->slots;
	x->hash[at] = h;
	x->number[at] = number;
}

static void
grow(struct html_names *x)
{
	struct html_names old = *x;

	x->slots = old.slots == 0 ? 64 : old.slots * 2;
	x->hash = mem_calloc(x->slots, sizeof(*x->hash));
	x->number = mem_calloc(x->slots, sizeof(*x->number));
	for (size_t i = 0; i < old.slots; i++)
		if (old.hash[i] != 0)
			place(x, old.hash[i], old.number[i]);
	free(old.hash);
	free(old.number);
}

uint32_t
html_names_hash(struct html_names *x, uint64_t h, uint32_t fresh)
{
	if (x->n * 2 >= x->slots)
		grow(x);
	for (size_t at = h % x->slots; x->hash[at] != 0;
	     at = (at + 1) % x->slots)
		if (x->hash[at] == h)
			return x->number[at];
	place(x, h, fresh);
	x->n++;
	return fresh;
}

uint32_t
html_names_text(struct html_names *x, const char *s)
{
	size_t before = x->n;
	uint32_t number;

	if (s == NULL || s[0] == '\0')
		return 0;
	number =
	    html_names_hash(x, hash_text(s, strlen(s)), (uint32_t)before + 1);
	if (x->n > before) {
		buf_puts(&x->list, before > 0 ? "," : "");
		jsonw_quote(&x->list, s, strlen(s));
	}
	return number;
}
