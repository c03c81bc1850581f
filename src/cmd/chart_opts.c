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

void
chart_opts_form(const struct chart_opts *o, struct chart_form *f)
{
	size_t n = 0;

	*f = (struct chart_form){ .size = o->size, .theme = o->theme };
	for (size_t i = 0; o->format != NULL && i < CHART_FORMATS; i++)
		if (strstr(o->format, chart_formats[i]) != NULL)
			f->format[n++] = chart_formats[i];
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
