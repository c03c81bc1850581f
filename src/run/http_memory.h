/*
 * http_memory: libcurl's memory (private to http).
 *
 * For each request libcurl takes a receive buffer of 16 KiB and dozens of
 * small blocks, and gives them all back. A general allocator merges such
 * neighbours and splits them again every time; here a block given back waits
 * for the next of its size.
 */
#ifndef RUN_HTTP_MEMORY_H
#define RUN_HTTP_MEMORY_H

/*
 * curl_global_init with this memory: 0, or -1 when libcurl refuses. The
 * blocks of the calling thread, one in a process, wait; other threads (name
 * look-ups) take and give back by malloc and free.
 */
int http_memory_open(void);

/* curl_global_cleanup, and what waits is freed. */
void http_memory_close(void);

#endif
