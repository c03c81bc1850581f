/*
 * lencurve pack: a run's journal compressed, and back. What is safe when it is
 * killed in between stands in store/packed_pack; here is what is said of it.
 */
#include <stdio.h>

#include "cmd/cmd.h"
#include "report/words.h"
#include "store/packed.h"

struct pack_opts {
	uint64_t level;
	bool undo;
};

static int
pack_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct pack_opts *o = opts;
	uint64_t before, after;
	struct buf page;
	int rc;

	(void)nargs;
	rc = o->undo ? packed_unpack(args[0], &before, &after, e)
		     : packed_pack(args[0], (int)o->level, &before, &after, e);
	if (rc != 0)
		return -1;
	buf_init(&page, CMD_PAGE_MAX);
	words_wrap(&page, WORDS_PACK_DONE,
		   WORDS_ARGS(words_str("dir", args[0]),
			      words_count("before", before),
			      words_count("after", after)));
	cmd_page(&page, false);
	return STATUS_OK;
}

#define AT(field) offsetof(struct pack_opts, field)

static const struct opt table[] = {
	OPT(FLAG, "undo", 0, AT(undo), NULL, "make it plain again"),
	OPT(COUNT, "level", 0, AT(level), "N",
	    "zstd's, from 1, fast, to 19, small", OPT_FROM(1, 19)),
	OPT_END,
};

static const struct pack_opts defaults = { .level = PACKED_LEVEL };

const struct cmd cmd_pack = {
	.name = "pack",
	.summary = "compress a run's journal",
	.usage = "DIR [--undo]",
	.about =
	    "Puts DIR/journal.jsonl into DIR/journal.jsonl.zst. Every verb "
	    "reads it as it is; a\nrun that goes on writes a new "
	    "journal.jsonl, which the next pack puts behind it.\nKilled "
	    "anywhere, it loses nothing. zstd -d and DuckDB read the file, as "
	    "does\nwhatever reads zstd.\n",
	.examples = "  lencurve pack results/big\n"
		    "  lencurve pack results/big --level 19\n"
		    "  lencurve pack results/big --undo\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct pack_opts),
	.min_args = 1,
	.max_args = 1,
	.dirs = true,
	.run = pack_verb,
};
