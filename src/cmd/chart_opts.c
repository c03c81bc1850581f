/*
 * The verbs that draw take the same three options, so that whoever has made
 * one chart fit for a slide knows how to make the others.
 */
#include "cmd/chart_opts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/cmd.h"

enum { NAME_BYTES = 4096 };

/* "svg,pdf": each a picture that can be drawn. */
static int
read_formats(const char *s, struct chart_form *f, struct err *e)
{
	static const char *const known[CHART_FORMATS] = { "svg", "png", "pdf" };
	size_t n = 0;

	while (s != NULL && *s != '\0') {
		size_t len = strcspn(s, ","), k = 0;

		while (k < CHART_FORMATS && (strlen(known[k]) != len ||
					     strncmp(known[k], s, len) != 0))
			k++;
		if (k == CHART_FORMATS || n == CHART_FORMATS)
			return err_set(e, STATUS_INPUT,
				       "--format %.*s: expected svg, png or "
				       "pdf, or several with commas between",
				       (int)len, s);
		f->format[n++] = known[k];
		s += len + (s[len] == ',');
	}
	return 0;
}

int
chart_opts_form(const struct chart_opts *o, struct chart_form *f, struct err *e)
{
	*f = (struct chart_form){ .size = o->size, .theme = o->theme };
	return read_formats(o->format, f, e);
}

static bool
is_of(const char *const *list, const char *name)
{
	while (list != NULL && *list != NULL && strcmp(*list, name) != 0)
		list++;
	return list != NULL && *list != NULL;
}

int
chart_opts_check(const struct opt_list *asked, const char *const *known,
		 const char *const *more, struct err *e)
{
	for (size_t i = 0; i < asked->n; i++) {
		struct buf list;

		if (is_of(known, asked->item[i]) || is_of(more, asked->item[i]))
			continue;
		buf_init(&list, NAME_BYTES);
		for (const char *const *k = known; *k != NULL; k++)
			buf_printf(&list, "%s%s", list.len > 0 ? ", " : "", *k);
		for (const char *const *k = more; k != NULL && *k != NULL; k++)
			buf_printf(&list, ", %s", *k);
		err_set(e, STATUS_INPUT, "--chart %s: expected one of %s",
			asked->item[i], buf_text(&list));
		buf_fini(&list);
		return -1;
	}
	return 0;
}

void
chart_opts_wrote(const char *dir, const char *const *file,
		 const char *const *chart, size_t pages,
		 const struct chart_form *f)
{
	size_t nfile = 0, nchart = 0, n = 0, most;
	const char **name, *format;
	struct buf *text;

	while (file[nfile] != NULL)
		nfile++;
	while (chart[nchart] != NULL)
		nchart++;
	most = nchart * (pages > 0 ? pages : 1) * CHART_FORMATS;
	name = mem_calloc(nfile + most + 1, sizeof(*name));
	text = mem_calloc(most + 1, sizeof(*text));
	memcpy(name, file, nfile * sizeof(*name));
	for (size_t c = 0; c < nchart; c++)
		for (size_t p = pages > 0; p <= pages; p++)
			for (size_t i = 0;
			     (format = chart_format_at(f, i)) != NULL; i++) {
				buf_init(&text[n], NAME_BYTES);
				chart_picture(f, chart[c], p, format, &text[n]);
				name[nfile + n] = text[n].data;
				n++;
			}
	cmd_wrote(dir, name);
	for (size_t i = 0; i < n; i++)
		buf_fini(&text[i]);
	free(text);
	free(name);
}
