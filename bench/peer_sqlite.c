/*
 * SQLite: a database file, one prepared statement, one read transaction held open and
 * the file mapped, so that no lookup pays for a lock or a read call.
 */
#include "bench/loops.h"
#include "bench/peers.h"
#include "bench/scratch.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct sqlite {
    char path[SCRATCH_PATH];
    sqlite3 *db;
    sqlite3_stmt *select;
    sj_answer absent;
} sqlite;

static void drop(void *peer)
{
    sqlite *self = peer;
    sqlite3_finalize(self->select);
    sqlite3_close(self->db);
    scratch_remove(self->path);
    free(self);
}

static int insert_all(sqlite *self, const bench_keys *keys)
{
    sqlite3_stmt *insert = NULL;
    int status = sqlite3_prepare_v2(self->db, "INSERT INTO code VALUES (?1, ?2)", -1,
                                    &insert, NULL);
    for (size_t i = 0; status == SQLITE_OK && i < keys->count; i++) {
        sqlite3_bind_text(insert, 1, keys->cells + i * BENCH_CELL, keys->lengths[i],
                          SQLITE_STATIC);
        sqlite3_bind_blob(insert, 2, &keys->answers[i], (int)sizeof keys->answers[i],
                          SQLITE_STATIC);
        status = sqlite3_step(insert) == SQLITE_DONE ? sqlite3_reset(insert)
                                                     : sqlite3_errcode(self->db);
    }
    sqlite3_finalize(insert);
    return status;
}

static int fill(sqlite *self, const bench_keys *keys)
{
    char file[SCRATCH_PATH + 16];
    snprintf(file, sizeof file, "%s/codes.db", self->path);
    int status = sqlite3_open(file, &self->db);
    if (status == SQLITE_OK)
        status = sqlite3_exec(self->db,
                              "PRAGMA mmap_size=67108864;"
                              "PRAGMA locking_mode=EXCLUSIVE;"
                              "BEGIN;"
                              "CREATE TABLE code (code TEXT PRIMARY KEY, answer BLOB)"
                              " WITHOUT ROWID;",
                              NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = insert_all(self, keys);
    if (status == SQLITE_OK)
        status = sqlite3_exec(self->db, "COMMIT; BEGIN;", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_prepare_v3(self->db, "SELECT answer FROM code WHERE code = ?1",
                                    -1, SQLITE_PREPARE_PERSISTENT, &self->select, NULL);
    return status;
}

static void *build(const bench_keys *keys)
{
    sqlite *self = calloc(1, sizeof *self);
    if (!self || !scratch_make(self->path)) {
        free(self);
        return NULL;
    }
    self->absent = keys->absent;
    if (fill(self, keys) != SQLITE_OK) {
        fprintf(stderr, "bench: SQLite: %s\n", sqlite3_errmsg(self->db));
        drop(self);
        return NULL;
    }
    return self;
}

static sj_answer find(void *peer, const char *code, size_t len)
{
    sqlite *self = peer;
    sj_answer answer = self->absent;
    sqlite3_bind_text(self->select, 1, code, (int)len, SQLITE_STATIC);
    if (sqlite3_step(self->select) == SQLITE_ROW)
        memcpy(&answer, sqlite3_column_blob(self->select, 0), sizeof answer);
    sqlite3_reset(self->select);
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

static size_t pragma(sqlite3 *db, const char *text)
{
    sqlite3_stmt *ask = NULL;
    size_t value = 0;
    if (sqlite3_prepare_v2(db, text, -1, &ask, NULL) == SQLITE_OK &&
        sqlite3_step(ask) == SQLITE_ROW)
        value = (size_t)sqlite3_column_int64(ask, 0);
    sqlite3_finalize(ask);
    return value;
}

static size_t size_bytes(const void *peer)
{
    const sqlite *self = peer;
    return pragma(self->db, "PRAGMA page_count") * pragma(self->db, "PRAGMA page_size");
}

const bench_peer bench_sqlite = {
    .name = "SQLite",
    .build = build,
    .each = each,
    .chain = chain,
    .batch = batch,
    .size_bytes = size_bytes,
    .drop = drop,
};
