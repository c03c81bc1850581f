/*
 * syncer: group commit. A thread that puts a file's new data on the disk
 * once 64 writes have been noted, 50 ms after the last time at the soonest, or
 * 100 ms after the first at the latest, so that no writer waits for the disk.
 */
#ifndef STORE_SYNCER_H
#define STORE_SYNCER_H

struct syncer;

/* fd is borrowed. NULL with errno when there is no thread to be had. */
struct syncer *syncer_start(int fd);

/* n records have been written. Returns the errno of a sync that failed, or 0.
 */
int syncer_note(struct syncer *s, unsigned n);

/* Make the last sync, free. Returns as syncer_note does; accepts NULL. */
int syncer_stop(struct syncer *s);

/* The file's data on the disk, here and now: 0 or errno. */
int syncer_now(int fd);

#endif
