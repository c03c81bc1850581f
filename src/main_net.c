/*
 * lencurve-net: every verb, those that speak HTTP included. lencurve starts it
 * with its own arguments; it works by itself just as well.
 */
#include <stdlib.h>

#include "cmd/cmd.h"
#include "cmd/dispatch.h"
#include "cmd/save.h"

/* A line each, so that branches merge. */
/* clang-format off */
const struct cmd *const cmd_table[] = {
	&cmd_baseline,
	&cmd_batch,
	&cmd_check,
	&cmd_claims,
	&cmd_compare,
	&cmd_count,
	&cmd_curve,
	&cmd_dataset,
	&cmd_doctor,
	&cmd_effects,
	&cmd_export,
	&cmd_gate,
	&cmd_help_verb,
	&cmd_history,
	&cmd_import,
	&cmd_init,
	&cmd_invert,
	&cmd_judge,
	&cmd_measure,
	&cmd_merge,
	&cmd_pack,
	&cmd_plan,
	&cmd_plot,
	&cmd_report,
	&cmd_run,
	&cmd_sim,
	&cmd_study,
	NULL,
};
/* clang-format on */

int (*const save_book)(const char *path, const char *title,
		       const struct said *d, const struct buf *text,
		       struct err *e) = save_as_book;

int
main(int argc, char **argv)
{
	exit(dispatch_main(argc, argv, NULL));
}
