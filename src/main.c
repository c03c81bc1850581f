/*
 * lencurve: the verbs that read what is there. Whatever asks a model lives in
 * lencurve-net beside it (main_net.c), so that counting a file does not first
 * load the thirty libraries behind HTTPS. Any word that is no verb of this
 * table is that program's business; so is help, which knows them all.
 */
#include <stdlib.h>

#include "cmd/cmd.h"
#include "cmd/dispatch.h"
#include "cmd/save.h"

/* A line each, so that branches merge. */
/* clang-format off */
const struct cmd *const cmd_table[] = {
	&cmd_baseline,
	&cmd_claims,
	&cmd_compare,
	&cmd_count,
	&cmd_curve,
	&cmd_dataset,
	&cmd_effects,
	&cmd_gate,
	&cmd_history,
	&cmd_invert,
	&cmd_measure,
	&cmd_merge,
	&cmd_pack,
	&cmd_plot,
	&cmd_report,
	&cmd_study,
	NULL,
};
/* clang-format on */

/* Workbooks take a library that counting a file should not load. */
int (*const save_book)(const char *path, const char *title,
		       const struct said *d, const struct buf *text,
		       struct err *e) = NULL;

int
main(int argc, char **argv)
{
	exit(dispatch_main(argc, argv, dispatch_to_net));
}
