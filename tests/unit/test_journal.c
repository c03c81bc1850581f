#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/outfile.h"
#include "base/rng.h"
#include "store/journal.h"
#include "store/syncer.h"
#include "tests/unit/scratch.h"

#define HEADER "{\"lencurve_journal\":1}\n"

/* A directory of its own for each test, gone afterwards. */
static char dir[SCRATCH_PATH], path[96];

static void
setup(void)
{
	scratch_make(dir, "journal");
	snprintf(path, sizeof(path), "%s/journal.jsonl", dir);
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(journal, .init = setup, .fini = teardown);

/* A file system that gives no more than so many bytes at a time. */
static size_t most_read = SIZE_MAX;

ssize_t
pread(int fd, void *p, size_t n, off_t at)
{
	return syscall(SYS_pread64, fd, p, n < most_read ? n : most_read, at);
}

static char id_text[32];

static struct record
record_of(unsigned i)
{
	static char text[4096];
	struct record r;

	record_init(&r);
	snprintf(id_text, sizeof(id_text), "m/s/v/%u/1", i);
	memset(text, 'a' + (int)(i % 26), sizeof(text));
	r.id = id_text;
	r.target = i;
	r.outcome = OUTCOME_OK;
	r.final = true;
	r.text = text;
	r.text_len = i % 1000;
	return r;
}

static void
append(struct journal *j, unsigned i)
{
	struct record r = record_of(i);
	struct err e = { 0 };

	cr_assert_eq(journal_append(j, &r, &e), 0, "%s", e.msg);
}

static struct journal *
open_journal(void)
{
	struct err e = { 0 };
	struct journal *j = journal_open(dir, JOURNAL_SYNC_NONE, &e);

	cr_assert_not_null(j, "%s", e.msg);
	return j;
}

static void
close_journal(struct journal *j)
{
	struct err e = { 0 };

	cr_assert_eq(journal_close(j, &e), 0, "%s", e.msg);
}

static void
write_file(const void *p, size_t n)
{
	struct err e = { 0 };

	cr_assert_eq(outfile_save_own(path, p, n, &e), 0, "%s", e.msg);
}

static void
read_whole(struct buf *b)
{
	struct err e = { 0 };

	buf_init(b, 1 << 28);
	cr_assert_eq(file_read(path, b, &e), 0, "%s", e.msg);
}

/*
 * Every record in order; each must be one that record_of made, whole. The
 * targets go to `out`, bad lines are counted, the last complaint is in *e.
 */
static size_t
read_records(unsigned *out, size_t max, size_t *nbad, struct err *e)
{
	struct journal_reader *jr = journal_read_open(dir, e);
	struct record r;
	size_t n = 0;
	int rc;

	cr_assert_not_null(jr, "%s", e->msg);
	*nbad = 0;
	while ((rc = journal_read(jr, &r, e)) != 0) {
		struct record want;

		if (rc < 0) {
			cr_assert_eq(e->status, STATUS_INPUT);
			++*nbad;
			continue;
		}
		cr_assert_lt(n, max);
		want = record_of(r.target);
		cr_assert_str_eq(r.id, want.id);
		cr_assert_eq(r.text_len, want.text_len);
		cr_assert_eq(memcmp(r.text, want.text, r.text_len), 0);
		out[n++] = r.target;
	}
	journal_read_close(jr);
	return n;
}

static void
expect(const unsigned *want, size_t n, size_t nbad)
{
	unsigned got[64];
	size_t bad;
	struct err e = { 0 };

	cr_assert_eq(read_records(got, 64, &bad, &e), n, "last: %s", e.msg);
	cr_assert_eq(bad, nbad);
	cr_assert(n == 0 || memcmp(got, want, n * sizeof(*got)) == 0);
}

Test(journal, appends_and_reads_in_every_sync_mode)
{
	static const enum journal_sync modes[] = { JOURNAL_SYNC_GROUP,
						   JOURNAL_SYNC_ALWAYS,
						   JOURNAL_SYNC_NONE };
	unsigned want[30], n = 0;
	struct stat st;

	for (size_t m = 0; m < 3; m++) {
		struct err e = { 0 };
		struct journal *j = journal_open(dir, modes[m], &e);

		cr_assert_not_null(j, "%s", e.msg);
		for (int i = 0; i < 10; i++, n++) {
			want[n] = n * 7;
			append(j, want[n]);
		}
		close_journal(j);
		expect(want, n, 0);
	}
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600u);
}

Test(journal, group_commit_takes_many_records)
{
	unsigned *got = calloc(1000, sizeof(*got));
	struct err e = { 0 };
	struct journal *j = journal_open(dir, JOURNAL_SYNC_GROUP, &e);
	size_t bad;

	for (unsigned i = 0; i < 1000; i++)
		append(j, i);
	close_journal(j);
	cr_assert_eq(read_records(got, 1000, &bad, &e), 1000u);
	for (unsigned i = 0; i < 1000; i++)
		cr_assert_eq(got[i], i);
	free(got);
}

/* Cut the file at each of its bytes; open, add one, read. */
Test(journal, torn_tail_at_every_byte)
{
	struct journal *j = open_journal();
	struct buf whole;
	size_t end[4]; /* offset behind each line: header, 1, 2, 3 */

	for (unsigned i = 1; i <= 3; i++)
		append(j, i);
	close_journal(j);
	read_whole(&whole);
	for (size_t i = 0, k = 0; i < whole.len; i++)
		if (whole.data[i] == '\n')
			end[k++] = i + 1;
	for (size_t cut = 0; cut <= whole.len; cut++) {
		unsigned want[4];
		size_t n = 0;

		/* A record that lacks only its line break is whole. */
		while (n < 3 && cut + 1 >= end[n + 1]) {
			want[n] = (unsigned)n + 1;
			n++;
		}
		write_file(whole.data, cut);
		expect(want, n, 0);
		j = open_journal();
		expect(want, n, 0);
		append(j, 9);
		close_journal(j);
		want[n] = 9;
		expect(want, n + 1, 0);
	}
	buf_fini(&whole);
}

Test(journal, zeros_behind_the_last_line_are_cut_off)
{
	static const char zeros[5000];
	struct journal *j = open_journal();
	struct buf b;

	append(j, 1);
	close_journal(j);
	read_whole(&b);
	buf_add(&b, zeros, sizeof(zeros));
	write_file(b.data, b.len);
	expect((unsigned[]){ 1 }, 1, 0);
	j = open_journal();
	append(j, 2);
	close_journal(j);
	expect((unsigned[]){ 1, 2 }, 2, 0);
	buf_fini(&b);
}

Test(journal, corrupt_lines_in_the_middle_are_named_and_skipped)
{
	static const struct {
		const char *line;
		size_t n;
		const char *why;
	} middle[] = {
		{ "\0\0\0\0\n", 5, "zeros, as a power loss leaves them" },
		{ "garbage\n", 8,
		  "line 1, column 1: found 'garbage', expected a value" },
		{ "{\"id\":\"m/s/v/2/1\"\n", 18,
		  "line 1, column 18: found the end of the text, expected ',' "
		  "or '}'" },
		{ "{\"id\":\"m/s/v/2/1\"}\n", 19,
		  "\"fingerprint\" is missing" },
		{ "[]\n", 3, "found JSON that is no object" },
	};

	for (size_t i = 0; i < sizeof(middle) / sizeof(middle[0]); i++) {
		struct journal *j;
		struct err e = { 0 };
		unsigned got[4];
		size_t bad;
		struct buf b;
		char want[512];

		unlink(path);
		j = open_journal();
		append(j, 1);
		close_journal(j);
		read_whole(&b);
		buf_add(&b, middle[i].line, middle[i].n);
		write_file(b.data, b.len);
		j = open_journal();
		append(j, 3);
		close_journal(j);
		cr_assert_eq(read_records(got, 4, &bad, &e), 2u, "row %zu", i);
		cr_assert_eq(bad, 1u, "row %zu", i);
		snprintf(want, sizeof(want), "%s:3: not a record (%s)", path,
			 middle[i].why);
		cr_assert_str_eq(e.msg, want);
		buf_fini(&b);
	}
}

Test(journal, cr_lf_and_blank_lines_do_no_harm)
{
	struct journal *j = open_journal();
	struct buf b, crlf;

	append(j, 1);
	append(j, 2);
	close_journal(j);
	read_whole(&b);
	buf_init(&crlf, 1 << 20);
	for (size_t i = 0; i < b.len; i++) {
		if (b.data[i] == '\n')
			buf_puts(&crlf, "\r\n\r");
		buf_putc(&crlf, b.data[i]);
	}
	write_file(crlf.data, crlf.len);
	expect((unsigned[]){ 1, 2 }, 2, 0);
	j = open_journal();
	append(j, 3);
	close_journal(j);
	expect((unsigned[]){ 1, 2, 3 }, 3, 0);
	buf_fini(&b);
	buf_fini(&crlf);
}

Test(journal, a_line_of_absurd_length_is_passed_over)
{
	struct journal *j = open_journal();
	struct err e = { 0 };
	unsigned got[4];
	size_t bad;
	struct stat st;
	int fd;

	append(j, 1);
	close_journal(j);
	fd = open(path, O_WRONLY | O_APPEND);
	cr_assert_eq(fstat(fd, &st), 0);
	cr_assert_eq(ftruncate(fd, st.st_size + JOURNAL_LINE_MAX + 1), 0);
	cr_assert_eq(write(fd, "\n", 1), 1);
	close(fd);
	j = open_journal();
	append(j, 2);
	close_journal(j);
	cr_assert_eq(read_records(got, 4, &bad, &e), 2u);
	cr_assert_eq(bad, 1u);
	cr_assert_not_null(strstr(e.msg, ":3: not a record (a line of more "
					 "than 128 MiB)"),
			   "%s", e.msg);
}

Test(journal, reads_again_from_an_offset)
{
	struct journal *j = open_journal();
	struct journal_reader *jr;
	struct record r;
	struct err e = { 0 };
	uint64_t at[400];

	for (unsigned i = 0; i < 400; i++)
		append(j, i * 5);
	jr = journal_read_open(dir, &e);
	for (unsigned i = 0; i < 400; i++) {
		cr_assert_eq(journal_read(jr, &r, &e), 1);
		at[i] = journal_read_at(jr);
		cr_assert_eq(journal_read_line(jr), (uint64_t)i + 2);
		/* Any earlier one, without losing the place. */
		cr_assert_eq(journal_read_from(jr, at[i * 7 % (i + 1)], &r, &e),
			     0, "%s", e.msg);
		cr_assert_eq(r.target, i * 7 % (i + 1) * 5);
	}
	cr_assert_eq(journal_read(jr, &r, &e), 0);
	cr_assert_eq(journal_read_from(jr, UINT64_C(1) << 40, &r, &e), -1);
	journal_read_close(jr);
	close_journal(j);
}

static const struct {
	const char *text, *message; /* behind the path */
} strangers[] = {
	{ "{\"lencurve_journal\":2}\n{}\n",
	  ": a journal of format 2, written by a newer lencurve; this one "
	  "knows format 1: update it" },
	{ "{\"id\":1}\n", ":1: not a lencurve journal: expected the line "
			  "{\"lencurve_journal\":1}" },
	{ "dear diary", ":1: not a lencurve journal: expected the line "
			"{\"lencurve_journal\":1}" },
	{ "\n\n", ":1: not a lencurve journal: expected the line "
		  "{\"lencurve_journal\":1}" },
	{ "{\"lencurve_\nx", ":1: not a lencurve journal: expected the line "
			     "{\"lencurve_journal\":1}" },
	{ "{\"id\":\"1\",\"text\":\"mine\"}",
	  ":1: not a lencurve journal: expected the line "
	  "{\"lencurve_journal\":1}" },
	{ "{\"lencurve_journal\":1} x\n",
	  ":1: not a lencurve journal: expected the line "
	  "{\"lencurve_journal\":1}" },
};

Test(journal, a_strange_file_is_refused_and_left_alone)
{
	for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		struct err e = { 0 };
		struct buf b;

		write_file(strangers[i].text, strlen(strangers[i].text));
		cr_assert_null(journal_open(dir, JOURNAL_SYNC_NONE, &e));
		cr_assert_str_eq(e.msg + strlen(path), strangers[i].message);
		cr_assert_null(journal_read_open(dir, &e));
		cr_assert_str_eq(e.msg + strlen(path), strangers[i].message);
		read_whole(&b);
		cr_assert_str_eq(b.data, strangers[i].text);
		buf_fini(&b);
	}
}

Test(journal, no_journal_and_an_empty_one)
{
	struct err e = { 0 };

	cr_assert_null(journal_read_open(dir, &e));
	cr_assert_str_eq(e.msg + strlen(dir),
			 ": there is no journal; expected a directory that "
			 "lencurve run has made");
	write_file("", 0);
	expect(NULL, 0, 0);
	unlink(path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_assert_null(journal_read_open(dir, &e));
	cr_assert_str_eq(e.msg + strlen(path), ": is not a regular file");
	cr_assert_null(journal_open(dir, JOURNAL_SYNC_NONE, &e));
	cr_assert_str_eq(e.msg + strlen(path), ": is not a regular file");
}

/* Run f in a child; its exit status, or minus the signal that ended it. */
static int
in_child(void (*f)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		f();
		_exit(99);
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void
open_second(void)
{
	struct err e = { 0 };
	struct journal *j = journal_open(dir, JOURNAL_SYNC_NONE, &e);

	if (j != NULL)
		_exit(0);
	_exit(strstr(e.msg, "another process is running") != NULL ? 42 : 43);
}

Test(journal, a_second_process_is_refused)
{
	struct journal *j = open_journal();

	append(j, 1);
	cr_assert_eq(in_child(open_second), 42);
	append(j, 2);
	expect((unsigned[]){ 1, 2 }, 2, 0); /* reading takes no lock */
	close_journal(j);
	cr_assert_eq(in_child(open_second), 0);
}

/*
 * A child appends records 0, 1, 2 … and tells through a pipe when each is
 * done; it is killed at a random moment. What it told is there, in order,
 * and at most one more.
 */
Test(journal, kill_9_loses_nothing_that_was_done, .timeout = 120)
{
	struct rng rng;

	rng_init(&rng, 9);
	for (int round = 0; round < 40; round++) {
		unsigned got[20000], done = 0, i;
		size_t n, bad, start;
		struct err e = { 0 };
		int fd[2];
		pid_t pid;

		if (round % 5 == 0)
			unlink(path);
		start = 0;
		if (file_exists(path))
			start = read_records(got, 20000, &bad, &e);
		cr_assert_eq(pipe(fd), 0);
		pid = fork();
		if (pid == 0) {
			struct journal *j = journal_open(
			    dir,
			    round % 2 ? JOURNAL_SYNC_GROUP : JOURNAL_SYNC_NONE,
			    &e);

			for (i = (unsigned)start; i < 4000; i++) {
				struct record r = record_of(i);

				if (j == NULL || journal_append(j, &r, &e) ||
				    write(fd[1], &i, sizeof(i)) < 0)
					_exit(1);
			}
			pause();
		}
		close(fd[1]);
		usleep((useconds_t)rng_below(&rng, 15000));
		kill(pid, SIGKILL);
		while (read(fd[0], &i, sizeof(i)) == sizeof(i))
			done = i + 1;
		close(fd[0]);
		waitpid(pid, NULL, 0);
		if (!file_exists(path))
			continue; /* killed before it began */
		n = read_records(got, 20000, &bad, &e);
		cr_assert_eq(bad, 0u);
		cr_assert_geq(n, done);
		cr_assert_leq(n, (done > start ? done : start) + 1);
		for (i = 0; i < n; i++)
			cr_assert_eq(got[i], i);
		close_journal(open_journal()); /* the lock went with it */
		cr_assert_eq(read_records(got, 20000, &bad, &e), n);
	}
}

enum { FILE_LIMIT = 10700 };

/* Fill the file up to the limit; the record that does not fit fails. */
static void
fill(void)
{
	struct rlimit limit = { FILE_LIMIT, FILE_LIMIT };
	struct err e = { 0 };
	struct journal *j;
	struct record r;
	unsigned i = 900; /* texts of 900 bytes: room is left at the end */

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	j = journal_open(dir, JOURNAL_SYNC_NONE, &e);
	if (j == NULL)
		_exit(1);
	do
		r = record_of(i++);
	while (journal_append(j, &r, &e) == 0);
	if (e.status != STATUS_INCOMPLETE ||
	    strstr(e.msg, "cannot write: File too large; make room and run "
			  "again: what is in the journal is kept and not "
			  "asked twice") == NULL)
		_exit(2);
	/* A shorter one still fits: the file was left whole. */
	r = record_of(0);
	if (journal_append(j, &r, &e) != 0)
		_exit(3);
	_exit(journal_close(j, &e) == 0 && i > 905 ? 42 : 4);
}

/* Records that wait together: those that fit are kept, and told. */
static void
fill_together(void)
{
	struct rlimit limit = { FILE_LIMIT, FILE_LIMIT };
	struct err e;
	struct journal *j;
	struct record r;
	size_t kept;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	j = journal_open(dir, JOURNAL_SYNC_GROUP, &e);
	if (j == NULL)
		_exit(1);
	for (unsigned i = 900; i < 930; i++) {
		r = record_of(i);
		if (journal_add(j, &r, &e) != 0)
			_exit(2);
	}
	if (journal_flush(j, &kept, &e) != -1 ||
	    e.status != STATUS_INCOMPLETE || kept == 0 || kept >= 30)
		_exit(3);
	if (journal_waiting(j) != 0)
		_exit(4);
	/* A shorter one still fits: the file was left whole. */
	r = record_of(0);
	if (journal_append(j, &r, &e) != 0)
		_exit(5);
	_exit(journal_close(j, &e) == 0 ? (int)(100 + kept) : 6);
}

Test(journal, a_full_disk_keeps_the_lines_that_fitted)
{
	unsigned got[64];
	struct err e = { 0 };
	size_t n, bad, kept;
	int status = in_child(fill_together);

	cr_assert_gt(status, 100, "%d", status);
	kept = (size_t)(status - 100);
	n = read_records(got, 64, &bad, &e);
	cr_assert_eq(bad, 0u);
	cr_assert_eq(n, kept + 1);
	for (unsigned i = 0; i < kept; i++)
		cr_assert_eq(got[i], 900 + i);
	cr_assert_eq(got[kept], 0u);
}

Test(journal, records_wait_until_they_are_flushed)
{
	struct journal *j = open_journal();
	struct err e = { 0 };
	unsigned got[8];
	size_t kept, bad;

	for (unsigned i = 1; i <= 3; i++) {
		struct record r = record_of(i);

		cr_assert_eq(journal_add(j, &r, &e), 0, "%s", e.msg);
		cr_assert_eq(read_records(got, 8, &bad, &e), 0u);
	}
	cr_assert_gt(journal_waiting(j), 0u);
	cr_assert_eq(journal_flush(j, &kept, &e), 0, "%s", e.msg);
	cr_assert_eq(kept, 3u);
	cr_assert_eq(journal_waiting(j), 0u);
	cr_assert_eq(read_records(got, 8, &bad, &e), 3u);
	cr_assert_eq(got[2], 3u);
	cr_assert_eq(journal_flush(j, &kept, &e), 0, "%s", e.msg);
	cr_assert_eq(kept, 0u);
	close_journal(j);
}

Test(journal, a_full_disk_leaves_whole_lines_and_resumes)
{
	unsigned got[64];
	size_t n, bad;
	struct err e = { 0 };
	struct journal *j;
	struct buf b;

	cr_assert_eq(in_child(fill), 42);
	read_whole(&b);
	cr_assert_leq(b.len, (size_t)FILE_LIMIT);
	cr_assert_eq(b.data[b.len - 1], '\n');
	buf_fini(&b);
	n = read_records(got, 64, &bad, &e);
	cr_assert_eq(bad, 0u);
	for (unsigned i = 0; i + 1 < n; i++)
		cr_assert_eq(got[i], 900 + i);
	cr_assert_eq(got[n - 1], 0u);
	j = open_journal();
	append(j, 60);
	close_journal(j);
	cr_assert_eq(read_records(got, 64, &bad, &e), n + 1);
	cr_assert_eq(got[n], 60u);
}

/* A sync that fails in the thread is told to the writer. */
Test(journal, a_failed_sync_is_not_lost)
{
	struct syncer *s = syncer_start(-1);

	cr_assert_not_null(s);
	cr_assert_eq(syncer_note(s, 1), 0);
	cr_assert_eq(syncer_stop(s), EBADF);
	s = syncer_start(-1);
	cr_assert_eq(syncer_stop(s), 0); /* nothing to sync */
	cr_assert_eq(syncer_stop(NULL), 0);
}

/* A connection or a pipe ends when the sweep closes it, and not before. */
Test(journal, the_syncer_holds_no_descriptor_of_others)
{
	struct pollfd p = { .events = POLLIN };
	struct syncer *s;
	char byte = 0;
	int fd, end[2];

	cr_assert_eq(pipe(end), 0);
	fd = open(path, O_RDWR | O_CREAT | O_APPEND, 0600);
	cr_assert_geq(fd, 0);
	s = syncer_start(fd);
	cr_assert_not_null(s);
	cr_assert_eq(write(fd, "x", 1), 1);
	cr_assert_eq(syncer_note(s, 64), 0);
	usleep(50 * 1000);
	cr_assert_eq(write(end[1], "y", 1), 1, "still open here");
	cr_assert_eq(read(end[0], &byte, 1), 1);
	close(end[1]);
	p.fd = end[0];
	cr_assert_eq(poll(&p, 1, 10 * 1000), 1, "somebody holds it open");
	cr_assert_eq(read(end[0], &byte, 1), 0);
	close(end[0]);
	cr_assert_eq(syncer_stop(s), 0, "it can sync the file");
	close(fd);
}

Test(journal, an_unwritable_place_is_named)
{
	struct err e = { 0 };

	cr_assert_null(journal_open("/proc/no/such", JOURNAL_SYNC_NONE, &e));
	cr_assert_not_null(strstr(e.msg, "/proc/no"), "%s", e.msg);
	cr_assert_eq(e.status, STATUS_INPUT);
}

Test(journal, close_accepts_null)
{
	struct err e = { 0 };

	cr_assert_eq(journal_close(NULL, &e), 0);
	journal_read_close(NULL);
}

Test(journal, a_short_read_shortens_nothing)
{
	unsigned want[20];
	struct journal *j = open_journal();

	for (unsigned i = 0; i < 19; i++)
		append(j, want[i] = i);
	close_journal(j);
	most_read = 10; /* less than a header */
	j = open_journal();
	append(j, want[19] = 19);
	close_journal(j);
	most_read = SIZE_MAX;
	expect(want, 20, 0);
}

/* What is behind the last line break is no line of ours: it stays. */
Test(journal, a_strange_tail_is_sealed_and_not_cut)
{
	static const char note[] = "a note without a line break";
	struct journal *j = open_journal();
	struct err e = { 0 };
	unsigned got[4];
	size_t bad;
	struct buf b;

	append(j, 1);
	close_journal(j);
	read_whole(&b);
	buf_puts(&b, note);
	write_file(b.data, b.len);
	buf_fini(&b);
	j = open_journal();
	append(j, 2);
	close_journal(j);
	cr_assert_eq(read_records(got, 4, &bad, &e), 2u);
	cr_assert_eq(bad, 1u);
	read_whole(&b);
	cr_assert_not_null(strstr(b.data, note));
	buf_fini(&b);
}

static void
cut_all(void)
{
	cr_assert_eq(truncate(path, 0), 0);
}

static void
cut_some(void)
{
	cr_assert_eq(truncate(path, 300), 0);
}

static void
delete_it(void)
{
	cr_assert_eq(unlink(path), 0);
}

static char aside[112];

static void
move(void)
{
	snprintf(aside, sizeof(aside), "%s.aside", path);
	cr_assert_eq(rename(path, aside), 0);
}

/* As rsync, git and most editors do. */
static void
replace(void)
{
	struct buf b;

	read_whole(&b);
	write_file(b.data, b.len);
	buf_fini(&b);
}

static void
add(void)
{
	int fd = open(path, O_WRONLY | O_APPEND);

	cr_assert_eq(write(fd, "hello\n", 6), 6);
	close(fd);
}

static const struct {
	const char *id;
	void (*touch)(void);
	const char *said;
	/* Where all that was bought is afterwards, and what of it. */
	const char *where;
	unsigned n, target[4];
} touches[] = {
	{ "emptied",
	  cut_all,
	  "was cut or emptied while it was written",
	  "",
	  1,
	  { 4 } },
	{ "cut",
	  cut_some,
	  "was cut or emptied while it was written",
	  "",
	  1,
	  { 4 } },
	{ "deleted",
	  delete_it,
	  "its answers are saved in ",
	  ".rescued-1",
	  4,
	  { 1, 2, 3, 4 } },
	{ "moved",
	  move,
	  "was moved away while it was written; put it back",
	  ".aside",
	  4,
	  { 1, 2, 3, 4 } },
	{ "replaced",
	  replace,
	  "was replaced by another file while it was "
	  "written; its answers are saved in ",
	  ".rescued-1",
	  4,
	  { 1, 2, 3, 4 } },
	{ "added to",
	  add,
	  "was written to by another program",
	  "",
	  4,
	  { 1, 2, 3, 4 } },
};
enum { TOUCHES = sizeof(touches) / sizeof(touches[0]) };

static void
stays_refused(void)
{
	struct err e = { 0 };

	if (journal_open(dir, JOURNAL_SYNC_NONE, &e) == NULL &&
	    strstr(e.msg, "another process is running") != NULL)
		_exit(42);
	_exit(43);
}

Test(journal, others_have_their_hands_on_it)
{
	for (size_t i = 0; i < TOUCHES; i++) {
		struct journal *j;
		struct record r;
		struct err e = { 0 };
		unsigned got[8];
		size_t bad, n;
		char where[160];

		unlink(path);
		j = open_journal();
		for (unsigned k = 1; k <= 3; k++)
			append(j, k);
		cr_assert_eq(journal_check(j, &e), 0, "%s", e.msg);
		touches[i].touch();
		cr_assert_eq(in_child(stays_refused), 42, "%s", touches[i].id);
		r = record_of(4);
		cr_assert_eq(journal_append(j, &r, &e), -1, "%s",
			     touches[i].id);
		cr_assert_eq(e.status, STATUS_INCOMPLETE);
		cr_assert_not_null(strstr(e.msg, touches[i].said), "%s: %s",
				   touches[i].id, e.msg);
		cr_assert(journal_lost(j));
		cr_assert_eq(journal_close(j, &e), 0);
		snprintf(where, sizeof(where), "%s%s", path, touches[i].where);
		if (*touches[i].where != '\0')
			cr_assert_eq(rename(where, path), 0, "%s",
				     touches[i].id);
		n = read_records(got, 8, &bad, &e);
		cr_assert_geq(n, touches[i].n, "%s", touches[i].id);
		for (unsigned k = 0; k < touches[i].n; k++)
			cr_assert_eq(got[n - touches[i].n + k],
				     touches[i].target[k], "%s", touches[i].id);
		j = open_journal(); /* and it goes on */
		append(j, 5);
		close_journal(j);
	}
}

Test(journal, it_is_looked_at_when_it_is_closed)
{
	struct journal *j = open_journal();
	struct err e = { 0 };

	append(j, 1);
	delete_it();
	cr_assert_eq(journal_close(j, &e), -1);
	cr_assert_not_null(strstr(e.msg, "was deleted while"), "%s", e.msg);
}

/* Without its head it is a journal still; and headers are no bad lines. */
Test(journal, a_headless_one_and_two_in_one)
{
	struct journal *j = open_journal();
	struct buf b;

	append(j, 1);
	append(j, 2);
	close_journal(j);
	read_whole(&b);
	write_file(b.data + strlen(HEADER), b.len - strlen(HEADER));
	expect((unsigned[]){ 1, 2 }, 2, 0);
	j = open_journal();
	append(j, 3);
	close_journal(j);
	expect((unsigned[]){ 1, 2, 3 }, 3, 0);
	buf_add(&b, b.data, b.len);
	write_file(b.data, b.len);
	expect((unsigned[]){ 1, 2, 1, 2 }, 4, 0);
	buf_fini(&b);
}

/* Cut in the header, written on behind that, and cut in the record. */
Test(journal, a_stump_of_both_is_gone_on_with)
{
	struct journal *j = open_journal();
	size_t head = strlen(HEADER);
	struct buf b, cut;

	append(j, 1);
	close_journal(j);
	read_whole(&b);
	buf_init(&cut, 1 << 20);
	for (size_t h = 0; h + 1 < head; h++)
		for (size_t n = head; n + 1 < b.len;
		     n += n > head + 12 ? 8u : 1u) {
			buf_reset(&cut);
			buf_add(&cut, b.data, h);
			buf_putc(&cut, '\n');
			buf_add(&cut, b.data + head, n - head);
			write_file(cut.data, cut.len);
			j = open_journal();
			append(j, 3);
			close_journal(j);
			expect((unsigned[]){ 3 }, 1, h > 0);
		}
	/* All of the head, and the end of a record. */
	write_file(b.data + head, b.len - head - 40);
	j = open_journal();
	append(j, 3);
	close_journal(j);
	expect((unsigned[]){ 3 }, 1, 0);
	buf_fini(&cut);
	buf_fini(&b);
}

/* A bit that flips is found, or was in what does not matter. */
Test(journal, every_flipped_bit_is_found)
{
	struct journal *j = open_journal();
	struct buf b;
	size_t from;
	struct err e = { 0 };

	append(j, 7);
	close_journal(j);
	read_whole(&b);
	from = strlen(HEADER);
	for (size_t i = from; i < b.len - 1; i++) {
		for (int bit = 0; bit < 8; bit++) {
			struct journal_reader *jr;
			struct record r, want = record_of(7);
			int rc;

			b.data[i] ^= (char)(1 << bit);
			write_file(b.data, b.len);
			jr = journal_read_open(dir, &e);
			cr_assert_not_null(jr, "byte %zu: %s", i, e.msg);
			rc = journal_read(jr, &r, &e);
			if (rc == 1)
				cr_assert(r.target == 7 && r.final &&
					      r.text_len == want.text_len &&
					      memcmp(r.text, want.text,
						     r.text_len) == 0 &&
					      strcmp(r.id, want.id) == 0,
					  "byte %zu, bit %d", i, bit);
			journal_read_close(jr);
			b.data[i] ^= (char)(1 << bit);
		}
	}
	buf_fini(&b);
}
