/*
 * dispatch: from argv to a verb of cmd_table, and its exit status.
 */
#ifndef CMD_DISPATCH_H
#define CMD_DISPATCH_H

/*
 * The whole program but for exit(). `elsewhere` is given the arguments when
 * this program's table does not have the verb, or when all verbs are to be
 * listed; it returns only with a status for a failure it has told. NULL: this
 * table is all there is.
 */
int dispatch_main(int argc, char **argv,
		  int (*elsewhere)(int argc, char **argv));

/*
 * Become lencurve-net with the same arguments: beside this program, where a
 * build leaves it, or in ../libexec/lencurve, where `make install` puts it.
 */
int dispatch_to_net(int argc, char **argv);

#endif
