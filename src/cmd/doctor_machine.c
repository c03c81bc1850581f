/*
 * What a chart and a request need of the machine itself. Programs are asked
 * by running them, as a file in PATH may be broken; a missing one is a
 * warning, because measuring goes on without charts.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "cmd/access.h"
#include "cmd/doctor.h"

enum { LINE_MAX_BYTES = 256 };

static const double DISK_LOW_MIB = 100, MIB = 1024 * 1024;

/* The first line that a program prints into line; false when it fails. */
static bool
says(const char *command, char line[LINE_MAX_BYTES])
{
	FILE *f = popen(command, "r");

	line[0] = '\0';
	if (f == NULL)
		return false;
	if (fgets(line, LINE_MAX_BYTES, f) == NULL)
		line[0] = '\0';
	while (fgetc(f) != EOF)
		; /* or it dies of a closed pipe */
	line[strcspn(line, "\r\n")] = '\0';
	return pclose(f) == 0;
}

static void
charts(struct doctor *d)
{
	char line[LINE_MAX_BYTES];

	if (says("gnuplot --version 2>/dev/null", line))
		doctor_note(d, DOCTOR_GNUPLOT, DOCTOR_OK, WORDS_DOCTOR_TEXT,
			    WORDS_ARGS(words_str("text", line)));
	else
		doctor_note(d, DOCTOR_GNUPLOT, DOCTOR_WARN,
			    WORDS_DOCTOR_NO_GNUPLOT, NULL);
	if (!says("fc-list :lang=zh family 2>/dev/null", line))
		doctor_note(d, DOCTOR_FONT, DOCTOR_WARN,
			    WORDS_DOCTOR_NO_FC_LIST, NULL);
	else if (line[0] == '\0')
		doctor_note(d, DOCTOR_FONT, DOCTOR_WARN, WORDS_DOCTOR_NO_FONT,
			    NULL);
	else
		doctor_note(d, DOCTOR_FONT, DOCTOR_OK, WORDS_DOCTOR_TEXT,
			    WORDS_ARGS(words_str("text", line)));
}

static void
disk(struct doctor *d)
{
	struct statvfs v;
	double free_mib;

	if (access(".", W_OK) != 0 || statvfs(".", &v) != 0) {
		doctor_note(d, DOCTOR_DISK, DOCTOR_FAIL, WORDS_DOCTOR_NO_DISK,
			    WORDS_ARGS(words_str("why", strerror(errno))));
		return;
	}
	free_mib = (double)v.f_bavail * (double)v.f_frsize / MIB;
	doctor_note(
	    d, DOCTOR_DISK, free_mib < DISK_LOW_MIB ? DOCTOR_WARN : DOCTOR_OK,
	    WORDS_DOCTOR_DISK, WORDS_ARGS(words_fixed("mib", free_mib, 0)));
}

static void
bundle(struct doctor *d)
{
	static const char *const usual[] = {
		"/etc/ssl/certs/ca-certificates.crt",
		"/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem", NULL
	};
	const char *named = access_way().ca_file;
	size_t i = 0;

	if (named != NULL) {
		bool there = access(named, R_OK) == 0;

		doctor_note(d, DOCTOR_CA, there ? DOCTOR_OK : DOCTOR_FAIL,
			    there ? WORDS_DOCTOR_TEXT : WORDS_DOCTOR_CA_NAMED,
			    WORDS_ARGS(words_str("text", named)));
		return;
	}
	while (usual[i] != NULL && access(usual[i], R_OK) != 0)
		i++;
	doctor_note(d, DOCTOR_CA, usual[i] != NULL ? DOCTOR_OK : DOCTOR_WARN,
		    usual[i] != NULL ? WORDS_DOCTOR_TEXT : WORDS_DOCTOR_NO_CA,
		    WORDS_ARGS(words_str("text", usual[i])));
}

/* Name and host: what stands before an @ is a password. */
static void
proxy(struct doctor *d)
{
	static const char *const names[] = { "https_proxy", "HTTPS_PROXY",
					     "http_proxy",  "all_proxy",
					     "ALL_PROXY",   NULL };
	bool any = false;

	for (size_t i = 0; names[i] != NULL; i++) {
		const char *v = getenv(names[i]);
		const char *host;

		if (v == NULL || *v == '\0')
			continue;
		any = true;
		host = strstr(v, "://") == NULL ? v : strstr(v, "://") + 3;
		if (strrchr(host, '@') != NULL)
			host = strrchr(host, '@') + 1;
		doctor_note(
		    d, DOCTOR_PROXY, DOCTOR_OK, WORDS_DOCTOR_PROXY,
		    WORDS_ARGS(words_str("name", names[i]),
			       words_str("host",
					 arena_strndup(&d->arena, host,
						       strcspn(host, "/?#")))));
	}
	if (!any)
		doctor_note(d, DOCTOR_PROXY, DOCTOR_OK, WORDS_CARD_NONE, NULL);
}

void
doctor_machine(struct doctor *d)
{
	charts(d);
	disk(d);
	bundle(d);
	proxy(d);
}
