/* See scratch.h. */
#include "bench/scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool scratch_make(char path[SCRATCH_PATH])
{
    const char *root = getenv("TMPDIR");
    int n = snprintf(path, SCRATCH_PATH, "%s/scrubjay-bench-XXXXXX",
                     root && *root ? root : "/tmp");
    if (n > 0 && n < SCRATCH_PATH && mkdtemp(path))
        return true;
    perror("bench: temporary folder");
    return false;
}

void scratch_remove(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    rmdir(path);
}
