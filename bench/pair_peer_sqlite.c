/*
 * SQLite: a table by both columns and first day, one prepared statement, one read
 * transaction held open and the file mapped.
 */
#include "bench/pair_peers.h"
#include "bench/scratch.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct sqlite {
    char path[SCRATCH_PATH];
    sqlite3 *db;
    sqlite3_stmt *select;
} sqlite;

static void drop(void *peer)
{
    sqlite *self = peer;
    sqlite3_finalize(self->select);
    sqlite3_close(self->db);
    scratch_remove(self->path);
    free(self);
}

static int insert_all(sqlite *self, const bench_pair_row *rows, size_t count)
{
    sqlite3_stmt *insert = NULL;
    int status = sqlite3_prepare_v2(
        self->db, "INSERT OR IGNORE INTO pair VALUES (?1, ?2, ?3, ?4, ?5)", -1, &insert,
        NULL);
    for (size_t i = 0; status == SQLITE_OK && i < count; i++) {
        sqlite3_bind_int64(insert, 1, rows[i].column1);
        sqlite3_bind_int64(insert, 2, rows[i].column2);
        sqlite3_bind_int64(insert, 3, rows[i].from);
        sqlite3_bind_int64(insert, 4, rows[i].to);
        sqlite3_bind_int64(insert, 5, rows[i].indicator);
        status = sqlite3_step(insert) == SQLITE_DONE ? sqlite3_reset(insert)
                                                     : sqlite3_errcode(self->db);
    }
    sqlite3_finalize(insert);
    return status;
}

static int fill(sqlite *self, const bench_pair_row *rows, size_t count)
{
    char file[SCRATCH_PATH + 16];
    snprintf(file, sizeof file, "%s/pairs.db", self->path);
    int status = sqlite3_open(file, &self->db);
    if (status == SQLITE_OK)
        status = sqlite3_exec(self->db,
                              "PRAGMA mmap_size=1073741824;"
                              "PRAGMA locking_mode=EXCLUSIVE;"
                              "PRAGMA synchronous=OFF;"
                              "BEGIN;"
                              "CREATE TABLE pair (a INTEGER, b INTEGER, f INTEGER,"
                              " t INTEGER, i INTEGER, PRIMARY KEY (a, b, f))"
                              " WITHOUT ROWID;",
                              NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = insert_all(self, rows, count);
    if (status == SQLITE_OK)
        status = sqlite3_exec(self->db, "COMMIT; BEGIN;", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_prepare_v3(self->db,
                                    "SELECT i FROM pair WHERE a = ?1 AND b = ?2"
                                    " AND f <= ?3 AND t >= ?3",
                                    -1, SQLITE_PREPARE_PERSISTENT, &self->select, NULL);
    return status;
}

static void *build(const bench_pair_row *rows, size_t count)
{
    sqlite *self = calloc(1, sizeof *self);
    if (!self || !scratch_make(self->path)) {
        free(self);
        return NULL;
    }
    if (fill(self, rows, count) != SQLITE_OK) {
        fprintf(stderr, "bench: SQLite: %s\n", sqlite3_errmsg(self->db));
        drop(self);
        return NULL;
    }
    return self;
}

static int64_t ask(void *peer, const bench_pair_probe *probes, size_t count)
{
    sqlite *self = peer;
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sqlite3_bind_int64(self->select, 1, probes[i].column1);
        sqlite3_bind_int64(self->select, 2, probes[i].column2);
        sqlite3_bind_int64(self->select, 3, probes[i].day);
        sum += sqlite3_step(self->select) == SQLITE_ROW
                   ? sqlite3_column_int64(self->select, 0)
                   : -1;
        sqlite3_reset(self->select);
    }
    return sum;
}

static size_t pragma(sqlite3 *db, const char *text)
{
    sqlite3_stmt *question = NULL;
    size_t value = 0;
    if (sqlite3_prepare_v2(db, text, -1, &question, NULL) == SQLITE_OK &&
        sqlite3_step(question) == SQLITE_ROW)
        value = (size_t)sqlite3_column_int64(question, 0);
    sqlite3_finalize(question);
    return value;
}

static size_t size_bytes(const void *peer)
{
    const sqlite *self = peer;
    return pragma(self->db, "PRAGMA page_count") * pragma(self->db, "PRAGMA page_size");
}

const bench_pair_peer bench_pairs_sqlite = {
    .name = "SQLite",
    .build = build,
    .ask = ask,
    .size_bytes = size_bytes,
    .drop = drop,
};
