/*
 * A page of what one verb said: the look of the report, and no script at all,
 * which its policy says.
 */
#include <string.h>

#include "base/sha256.h"
#include "report/html_file.h"
#include "report/html_part.h"

void
html_saved(const char *title, const struct said *d, const struct buf *text,
	   struct buf *out)
{
	char digest[SHA256_BASE64];
	const char *style = "";

	for (const struct html_file *f = html_files; f->name != NULL; f++)
		if (strcmp(f->name, "page.css") == 0)
			style = f->text;
	sha256_base64(digest, style, strlen(style));
	buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
		   words_text(WORDS_PAGE_LANG));
	buf_printf(out,
		   "<meta charset=\"utf-8\">\n<meta http-equiv=\""
		   "Content-Security-Policy\" content=\"default-src 'none'; "
		   "style-src 'sha256-%s'; base-uri 'none'; form-action "
		   "'none'\">\n",
		   digest);
	buf_puts(out, "<meta name=\"viewport\" content=\"width=device-width, "
		      "initial-scale=1\">\n<meta name=\"referrer\" "
		      "content=\"no-referrer\">\n<title>");
	html_text(out, title);
	buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n",
		   style);
	buf_puts(out, "<h1><bdi>");
	html_text(out, title);
	buf_puts(out, "</bdi></h1>\n<main>\n");
	html_said(out, d, text);
	buf_puts(out, "</main>\n</body>\n</html>\n");
}
