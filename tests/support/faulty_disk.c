/* A disk that fails from a chosen write on: loaded before the C library, so that SQLite and Python meet it.

   Only what is done to files below one folder is counted and refused. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[4096];
static volatile long counted, fails_at; /* fails_at 0: only count */
static int fault, with_reads;

/* From now on count the writes below `below`; the one of number `at` and all later ones fail with `error`. */
void disk_begin(const char *below, long at, int error, int reads_too) {
    strncpy(folder, below, sizeof folder - 1);
    counted = 0;
    fails_at = at;
    fault = error;
    with_reads = reads_too;
}

/* The disk is well again; return how many writes there were. */
long disk_end(void) {
    folder[0] = 0;
    return counted;
}

static int is_below(const char *path) {
    return folder[0] && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_file_below(int handle) {
    char name[64], path[4096];
    long size;
    if (!folder[0]) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
    size = syscall(SYS_readlinkat, AT_FDCWD, name, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return is_below(path);
}

static int refused(void) {
    long number = __sync_add_and_fetch(&counted, 1);
    if (!fails_at || number < fails_at) return 0;
    errno = fault;
    return 1;
}

static int read_refused(void) {
    if (!with_reads || !fails_at || counted < fails_at) return 0;
    errno = fault;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRITES(type, name, declared, given) \
    type name declared { return is_file_below(handle) && refused() ? -1 : REAL(name) given; }
#define READS(type, name, declared, given) \
    type name declared { return is_file_below(handle) && read_refused() ? -1 : REAL(name) given; }
#define NAMES(name, declared, given) \
    int name declared { return is_below(path) && refused() ? -1 : REAL(name) given; }

WRITES(ssize_t, write, (int handle, const void *from, size_t size), (handle, from, size))
WRITES(ssize_t, writev, (int handle, const struct iovec *from, int size), (handle, from, size))
WRITES(ssize_t, pwrite, (int handle, const void *from, size_t size, off_t at), (handle, from, size, at))
WRITES(ssize_t, pwrite64, (int handle, const void *from, size_t size, off64_t at), (handle, from, size, at))
WRITES(int, ftruncate, (int handle, off_t size), (handle, size))
WRITES(int, ftruncate64, (int handle, off64_t size), (handle, size))
WRITES(int, fsync, (int handle), (handle))
WRITES(int, fdatasync, (int handle), (handle))
WRITES(ssize_t, sendfile64, (int handle, int from, off64_t *at, size_t size), (handle, from, at, size))
READS(ssize_t, read, (int handle, void *into, size_t size), (handle, into, size))
READS(ssize_t, pread, (int handle, void *into, size_t size, off_t at), (handle, into, size, at))
READS(ssize_t, pread64, (int handle, void *into, size_t size, off64_t at), (handle, into, size, at))
NAMES(rename, (const char *path, const char *to), (path, to))
NAMES(unlink, (const char *path), (path))
NAMES(mkdir, (const char *path, mode_t mode), (path, mode))

static int opening_refused(const char *path, int flags) {
    if (!is_below(path)) return 0;
    return flags & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC) ? refused() : read_refused();
}

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        mode_t mode; \
        va_start(more, flags); \
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        return opening_refused(path, flags) ? -1 : REAL(name)(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
