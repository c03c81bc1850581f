/* escape: what leaves for eyes and parsers. */
#include <criterion/criterion.h>
#include <string.h>

#include "data/escape.h"
#include "report/gnuplot.h"

#define NONE "\xef\xbf\xbd"

typedef void door(struct buf *out, const char *s, size_t n);

static const struct {
	door *door;
	const char *in, *out;
} rows[] = {
	{ escape_terminal, "a\x1b[31m\tb\nc", "a [31m\tb\nc" },
	{ escape_terminal, "\x1b]0;title\x07", " ]0;title " },
	{ escape_terminal,
	  "\xc2\x9b"
	  "31m",
	  NONE "31m" },
	{ escape_terminal,
	  "\xe2\x80\xae"
	  "evil",
	  NONE "evil" },
	{ escape_terminal, "\xe2\x81\xa6x\xe2\x81\xa9", NONE "x" NONE },
	{ escape_terminal, "\r\x7f\xff", "  " NONE },
	{ escape_terminal, "春节 \xf0\x9f\x8f\xae é",
	  "春节 \xf0\x9f\x8f\xae é" },
	{ escape_line, "a\nb\tc", "a b c" },
	{ escape_markup, "<a href='x'>&\"",
	  "&lt;a href=&#39;x&#39;&gt;&amp;&quot;" },
	{ escape_markup, "]]>", "]]&gt;" },
	{ escape_markup, "\xef\xbf\xbe\xef\xbf\xbf\xff\xed\xa0\x80\x01",
	  NONE NONE NONE NONE NONE NONE " " },
	{ escape_json_block, "\"</script><!--]]>&\"",
	  "\"\\u003c/script\\u003e\\u003c!--]]\\u003e\\u0026\"" },
	{ escape_json_block,
	  "\"a\xe2\x80\xa8"
	  "b\xe2\x80\xa9\xe2\x80\xaa\"",
	  "\"a\\u2028b\\u2029\xe2\x80\xaa\"" },
	{ escape_json_block, "[1,\"春\"]", "[1,\"春\"]" },
	{ escape_markdown, "[a](http://b)", "\\[a\\](http:\xe2\x81\xa0//b)" },
	{ escape_markdown, "![i](x)", "\\!\\[i\\](x)" },
	{ escape_markdown, "<img src=x>", "\\<img src=x\\>" },
	{ escape_markdown, "@team #12",
	  "@\xe2\x81\xa0team #\xe2\x81\xa0"
	  "12" },
	{ escape_markdown, "www.x.y", "www.\xe2\x81\xa0x.y" },
	{ escape_markdown, "a|b\n# c", "a\\|b #\xe2\x81\xa0 c" },
	{ escape_markdown, "`*_~&", "\\`\\*\\_\\~\\&" },
	{ escape_markdown, "_a_ top_p", "\\_a\\_ top_p" },
	{ escape_markdown, "unit excel; margin 2.5 (95 %)",
	  "unit excel; margin 2.5 (95 %)" },
};

Test(escape, each_door)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out;

		buf_init(&out, 4096);
		rows[i].door(&out, rows[i].in, strlen(rows[i].in));
		cr_assert_str_eq(buf_text(&out), rows[i].out, "row %zu: %s", i,
				 buf_text(&out));
		buf_fini(&out);
	}
}

/* gnuplot writes '>' into an SVG as it is. */
Test(escape, a_chart_has_no_end_of_cdata)
{
	struct buf out;

	buf_init(&out, 4096);
	gnuplot_quote(&out, "a]]>b\xff\x1b");
	cr_assert_str_eq(buf_text(&out), "\"a\\135\\135 \\076b" NONE " \"",
			 "%s", buf_text(&out));
	buf_fini(&out);
}
