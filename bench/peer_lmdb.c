/*
 * LMDB: a database file, one read transaction held open, the answer copied out of the
 * mapped page.
 */
#include "bench/loops.h"
#include "bench/peers.h"
#include "bench/scratch.h"

#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct lmdb {
    char path[SCRATCH_PATH];
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi dbi;
    sj_answer absent;
} lmdb;

static void drop(void *peer)
{
    lmdb *self = peer;
    if (self->txn)
        mdb_txn_abort(self->txn);
    if (self->env)
        mdb_env_close(self->env);
    scratch_remove(self->path);
    free(self);
}

static int fill(lmdb *self, const bench_keys *keys)
{
    int failed = mdb_env_create(&self->env);
    failed = failed ? failed : mdb_env_set_mapsize(self->env, (size_t)64 << 20);
    failed = failed ? failed : mdb_env_open(self->env, self->path, MDB_NOTLS, 0600);
    failed = failed ? failed : mdb_txn_begin(self->env, NULL, 0, &self->txn);
    failed = failed ? failed : mdb_dbi_open(self->txn, NULL, 0, &self->dbi);
    for (size_t i = 0; !failed && i < keys->count; i++) {
        MDB_val key = {keys->lengths[i], keys->cells + i * BENCH_CELL};
        MDB_val value = {sizeof keys->answers[i], &keys->answers[i]};
        failed = mdb_put(self->txn, self->dbi, &key, &value, MDB_APPEND);
    }
    if (!failed) {
        failed = mdb_txn_commit(self->txn);
        self->txn = NULL;
    }
    return failed ? failed : mdb_txn_begin(self->env, NULL, MDB_RDONLY, &self->txn);
}

static void *build(const bench_keys *keys)
{
    lmdb *self = calloc(1, sizeof *self);
    if (!self || !scratch_make(self->path)) {
        free(self);
        return NULL;
    }
    self->absent = keys->absent;
    int failed = fill(self, keys);
    if (failed) {
        fprintf(stderr, "bench: LMDB: %s\n", mdb_strerror(failed));
        drop(self);
        return NULL;
    }
    return self;
}

static sj_answer find(void *peer, const char *code, size_t len)
{
    lmdb *self = peer;
    MDB_val key = {len, (void *)(uintptr_t)code}, value;
    sj_answer answer = self->absent;
    if (mdb_get(self->txn, self->dbi, &key, &value) == 0)
        memcpy(&answer, value.mv_data, sizeof answer);
    return answer;
}

static uint64_t each(void *peer, const bench_probes *probes)
{
    return bench_loop_each(peer, probes, find);
}

static uint64_t chain(void *peer, const bench_probes *probes)
{
    return bench_loop_chain(peer, probes, find);
}

static uint64_t batch(void *peer, const bench_probes *probes)
{
    return bench_loop_batch(peer, probes, find);
}

static size_t size_bytes(const void *peer)
{
    const lmdb *self = peer;
    MDB_envinfo info;
    MDB_stat stat;
    if (mdb_env_info(self->env, &info) || mdb_env_stat(self->env, &stat))
        return 0;
    return (info.me_last_pgno + 1) * stat.ms_psize;
}

const bench_peer bench_lmdb = {
    .name = "LMDB",
    .build = build,
    .each = each,
    .chain = chain,
    .batch = batch,
    .size_bytes = size_bytes,
    .drop = drop,
};
