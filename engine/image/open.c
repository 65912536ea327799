/*
 * Opening and closing images: where the bytes come from (a mapping, a private copy, the
 * caller's memory). Whether they are an image is for verify.c. Never installs a signal
 * handler: a mapped file must not be truncated, see the header.
 */
#ifndef _FILE_OFFSET_BITS
#define _FILE_OFFSET_BITS                                                              \
    64 /* images beyond 2 GB on 32-bit systems are told, not cut */
#endif

#include "engine/image/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    COPY_ALIGN = 64,          /* of small copies: sections keep theirs */
    HUGE_PAGE = 2 << 20,      /* copies of this size and up are aligned to it */
    POPULATE_BELOW = 1 << 30, /* mappings up to this size are read ahead for checking */
};

static size_t round_up(size_t n, size_t unit)
{
    return (n + unit - 1) / unit * unit;
}

static sj_status fail_io(sj_error *err, int sys_errno, const char *what)
{
    sj_status status = sys_errno == ENOMEM ? SJ_E_NOMEM : SJ_E_IO;
    if (err)
        *err = (sj_error){.off = UINT64_MAX, .sys_errno = sys_errno, .what = what};
    return status;
}

/* ---- options -------------------------------------------------------------------- */

/* A newer caller's struct is longer; what we do not know in it must be unset. */
static bool read_options(const sj_open_options *options, uint32_t *flags)
{
    *flags = 0;
    if (!options)
        return true;
    const uint8_t *bytes = (const uint8_t *)options;
    if (options->size < sizeof *options || options->size > 4096)
        return false;
    for (size_t i = sizeof *options; i < options->size; i++)
        if (bytes[i] != 0)
            return false;
    *flags = options->flags;
    return (*flags & ~(uint32_t)(SJ_OPEN_COPY | SJ_OPEN_STRUCTURE_ONLY)) == 0;
}

static sj_image *new_handle(void)
{
    /* C says that a size is a multiple of the alignment of its type. */
    sj_image *image = aligned_alloc(_Alignof(sj_image), sizeof *image);
    if (image) {
        memset(image, 0, sizeof *image);
        image->store_slot = UINT32_MAX; /* in no store */
    }
    return image;
}

/* ---- bytes of a file ------------------------------------------------------------ */

/* Open for reading; only regular files, which alone can be mapped and have a size. */
static sj_status open_file(const char *path, int *fd, size_t *size, sj_error *err)
{
    do /* O_NONBLOCK: a FIFO is to be refused, not waited for */
        *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    while (*fd < 0 && errno == EINTR);
    if (*fd < 0)
        return fail_io(err, errno, "cannot open the file");
    struct stat info;
    if (fstat(*fd, &info) != 0)
        return fail_io(err, errno, "cannot tell the size of the file");
    if (!S_ISREG(info.st_mode))
        return fail_io(err, S_ISDIR(info.st_mode) ? EISDIR : EINVAL,
                       "not a regular file");
    if ((uintmax_t)info.st_size > SIZE_MAX - HUGE_PAGE)
        return fail_io(err, EFBIG, "file too large for this machine");
    *size = (size_t)info.st_size;
    return SJ_OK;
}

static sj_status map_file(int fd, size_t size, uint32_t flags, sj_image *image,
                          sj_error *err)
{
    int how = MAP_PRIVATE;
#ifdef MAP_POPULATE
    /* One call instead of a fault every few pages, when all will be read anyway. */
    if (!(flags & SJ_OPEN_STRUCTURE_ONLY) && size <= POPULATE_BELOW)
        how |= MAP_POPULATE;
#else
    (void)flags;
#endif
    void *p = mmap(NULL, size, PROT_READ, how, fd, 0);
    if (p == MAP_FAILED)
        return fail_io(err, errno, "cannot map the file");
    image->owned = p;
    image->owned_bytes = size;
    image->mapped = true;
    image->bytes = (view){p, size};
    return SJ_OK;
}

/* Private memory: from 2 MB on aligned to 2 MB, so that the system can give pages of
 * that size, which spare lookups most TLB misses. */
static bool allocate_copy(size_t size, sj_image *image)
{
    if (size < HUGE_PAGE) {
        image->owned = aligned_alloc(COPY_ALIGN, round_up(size, COPY_ALIGN));
        return image->owned != NULL;
    }
    size_t keep = round_up(size, (size_t)sysconf(_SC_PAGESIZE));
    size_t span = keep + HUGE_PAGE; /* no wrap: open_file() bounds the size */
    uint8_t *p =
        mmap(NULL, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return false;
    size_t lead = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
    if (lead > 0)
        munmap(p, lead);
    if (span - lead > keep)
        munmap(p + lead + keep, span - lead - keep);
#ifdef MADV_HUGEPAGE
    madvise(p + lead, keep, MADV_HUGEPAGE); /* a wish: small pages do as well */
#endif
    image->owned = p + lead;
    image->owned_bytes = keep;
    image->mapped = true;
    return true;
}

static sj_status copy_file(int fd, size_t size, sj_image *image, sj_error *err)
{
    if (!allocate_copy(size, image))
        return sji_fail(err, SJ_E_NOMEM, UINT64_MAX, "no memory for a copy");
    uint8_t *to = image->owned;
    size_t done = 0;
    while (done < size) {
        ssize_t n = read(fd, to + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_io(err, errno, "cannot read the file");
        if (n == 0)
            break; /* it shrank meanwhile: its size no longer is the stated one */
        done += (size_t)n;
    }
    if (image->mapped)
        mprotect(to, image->owned_bytes, PROT_READ);
    image->bytes = (view){to, done};
    return SJ_OK;
}

static sj_status load_file(const char *path, uint32_t flags, sj_image *image,
                           sj_error *err)
{
    static const uint8_t nothing[1];
    int fd = -1;
    size_t size = 0;
    sj_status status = open_file(path, &fd, &size, err);
    if (status != SJ_OK)
        goto done;
    if (size == 0)
        image->bytes = (view){nothing, 0}; /* cannot be mapped; refused by claim 1 */
    else if (flags & SJ_OPEN_COPY)
        status = copy_file(fd, size, image, err);
    else
        status = map_file(fd, size, flags, image, err);
done:
    if (fd >= 0)
        close(fd);
    return status;
}

/* ---- the public calls ----------------------------------------------------------- */

/* Verify what `image` holds and hand it out, or close it. */
static sj_status finish(sj_status status, uint32_t flags, sj_image *image,
                        sj_image **out, sj_error *err)
{
    if (status == SJ_OK)
        status = sji_verify_structure(image->bytes, image, err);
    if (status == SJ_OK && !(flags & SJ_OPEN_STRUCTURE_ONLY))
        status = sji_verify_content(image, err);
    if (status != SJ_OK) {
        sj_image_close(image);
        return status;
    }
    *out = image;
    return SJ_OK;
}

sj_status sj_image_open(const char *path, const sj_open_options *options,
                        sj_image **out, sj_error *err)
{
    uint32_t flags;
    if (out)
        *out = NULL;
    if (!path || !out || !read_options(options, &flags))
        return sji_fail(err, SJ_E_ARG, UINT64_MAX, "bad path, options or output");
    sj_image *image = new_handle();
    if (!image)
        return sji_fail(err, SJ_E_NOMEM, UINT64_MAX, "no memory for a handle");
    return finish(load_file(path, flags, image, err), flags, image, out, err);
}

sj_status sj_image_open_memory(const void *bytes, size_t len,
                               const sj_open_options *options, sj_image **out,
                               sj_error *err)
{
    uint32_t flags;
    if (out)
        *out = NULL;
    if (!bytes || (uintptr_t)bytes % 8 != 0 || !out || !read_options(options, &flags))
        return sji_fail(err, SJ_E_ARG, UINT64_MAX, "bad bytes, options or output");
    sj_image *image = new_handle();
    if (!image)
        return sji_fail(err, SJ_E_NOMEM, UINT64_MAX, "no memory for a memory handle");
    image->bytes = (view){bytes, len};
    return finish(SJ_OK, flags, image, out, err);
}

void sj_image_close(sj_image *image)
{
    if (!image)
        return;
    if (image->mapped)
        munmap(image->owned, image->owned_bytes);
    else
        free(image->owned);
    free(image);
}

const uint8_t *sj_image_build_id(const sj_image *image)
{
    return image->bytes.p + SJF_HDR_BUILD_ID;
}

size_t sj_image_size(const sj_image *image)
{
    return image->bytes.n;
}
