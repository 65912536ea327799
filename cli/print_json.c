/*
 * Answers as JSON. Keys and their order are a contract (docs/man/scrubjay.1); flags
 * ("inferred", "carried", "noc") are there only when they are set.
 */
#include <string.h>

#include "cli/json.h"
#include "cli/print.h"

static void set_status(json_t *object, const char *key, sj_code_status status)
{
    cli_json_set(object, key, json_string(sj_code_status_str(status)));
}

static void set_marks(json_t *object, uint8_t marks)
{
    if (marks & SJ_MARK_INFERRED)
        cli_json_set(object, "inferred", json_true());
    if (marks & SJ_MARK_CARRIED)
        cli_json_set(object, "carried", json_true());
}

/* "code" to the flags: what every answer about a code begins with. */
static void set_standing(json_t *object, const cli_reply *reply)
{
    const sj_answer *answer = &reply->answer;
    cli_json_set(object, "code", cli_json_word(reply->code));
    cli_json_set(object, "system",
                 reply->has_system ? json_string(sj_system_name(reply->system))
                                   : json_null());
    cli_json_set(object, "as_of", cli_json_date(reply->as_of));
    set_status(object, "status", (sj_code_status)answer->status);
    set_marks(object, answer->marks);
    if (answer->flags & SJ_FLAG_NOC)
        cli_json_set(object, "noc", json_true());
    if (answer->status != SJ_CODE_UNKNOWN)
        return;
    if (reply->last_known == SJ_CODE_NONE)
        cli_json_set(object, "last_known", json_null());
    else
        set_status(object, "last_known", reply->last_known);
    if (reply->has_last_interval) {
        json_t *interval = json_object();
        cli_json_set(interval, "from", cli_json_date(reply->last_interval.from));
        cli_json_set(interval, "to", cli_json_date(reply->last_interval.to));
        cli_json_set(object, "last_known_interval", interval);
    }
}

static void set_words(json_t *object, const cli_reply *reply)
{
    const sj_descriptor *words = &reply->words;
    bool known = cli_is_known(reply);
    cli_json_set(object, "short",
                 known ? cli_json_text(words->short_text, words->short_len)
                       : json_null());
    cli_json_set(object, "long",
                 known ? cli_json_text(words->long_text, words->long_len)
                       : json_null());
    cli_json_set(object, "parent", cli_json_word(reply->parent));
}

static void set_validity(json_t *object, const cli_reply *reply)
{
    json_t *list = json_array();
    for (size_t i = 0; i < reply->validity_count; i++) {
        const sj_interval *interval = &reply->validity[i];
        json_t *item = json_object();
        cli_json_set(item, "from", cli_json_date(interval->from));
        cli_json_set(item, "to", cli_json_date(interval->to));
        set_status(item, "status", (sj_code_status)interval->status);
        set_marks(item, interval->marks);
        cli_json_push(list, item);
    }
    cli_json_set(object, "validity", list);
}

static void set_suggestions(json_t *object, const cli_reply *reply)
{
    json_t *suggest = json_object(), *codes = json_array();
    for (size_t i = 0; i < reply->near_miss_count; i++)
        cli_json_push(codes, json_string(reply->near_misses[i]));
    cli_json_set(suggest, "prefix", cli_json_word(reply->prefix));
    cli_json_set(suggest, "codes", codes);
    cli_json_set(object, "suggest", suggest);
}

static void set_source(json_t *object, const cli_reply *reply)
{
    if (!reply->has_source) {
        cli_json_set(object, "source", json_null());
        return;
    }
    json_t *source = json_object();
    const char *file = reply->source.file, *label = reply->release.label;
    cli_json_set(source, "file", cli_json_text(file, strlen(file)));
    cli_json_set(source, "release", cli_json_text(label, strlen(label)));
    cli_json_set(object, "source", source);
}

void cli_json_reply(const cli_reply *reply)
{
    json_t *object = json_object();
    cli_json_set(object, "query", cli_json_text(reply->query, reply->query_len));
    set_standing(object, reply);
    if (reply->answer.status == SJ_CODE_NOT_FOUND) {
        set_suggestions(object, reply);
    } else {
        set_words(object, reply);
        set_validity(object, reply);
    }
    set_source(object, reply);
    cli_line_data_json(object, &reply->lines);
    cli_json_print(object);
}

static json_t *codes_of(sj_system system, const sj_entry *entries, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        char shown[SJ_CODE_CAP];
        sj_display(system, entries[i].code, entries[i].len, shown);
        cli_json_push(list, json_string(shown));
    }
    return list;
}

static json_t *division(const sj_division *of)
{
    if (!of->id || !of->id[0])
        return json_null();
    json_t *object = json_object();
    cli_json_set(object, "id", cli_json_word(of->id));
    cli_json_set(object, "title", cli_json_text(of->title, strlen(of->title)));
    return object;
}

static json_t *note_object(const sj_image *image, const sj_note *note, sj_date as_of)
{
    json_t *object = json_object(), *refs = json_array();
    const char *kind = sj_note_kind_name((sj_note_kind)note->kind);
    cli_json_set(object, "kind", cli_json_word(kind ? kind : ""));
    cli_json_set(object, "node", cli_json_word(cli_node_of(note)));
    cli_json_set(object, "text", cli_json_text(note->text, note->text_len));
    for (uint32_t n = 0; n < note->references; n++) {
        const char *reference = sj_note_reference(image, note->index, n, as_of);
        if (reference)
            cli_json_push(refs, cli_json_text(reference, strlen(reference)));
    }
    cli_json_set(object, "refs", refs);
    cli_json_set(object, "inferred", json_boolean(note->marks & SJ_MARK_INFERRED));
    if (note->marks & SJ_MARK_CARRIED)
        cli_json_set(object, "carried", json_true());
    return object;
}

static json_t *notes_of(const sj_image *image, const cli_reply *reply,
                        const cli_family *family)
{
    if (!family->has_notes) /* [] would say that there are none */
        return json_null();
    json_t *list = json_array();
    for (size_t i = 0; i < family->note_count; i++)
        cli_json_push(list, note_object(image, &family->notes[i], reply->as_of));
    return list;
}

void cli_json_tree(const sj_image *image, const cli_reply *reply,
                   const cli_family *family)
{
    json_t *object = json_object();
    set_standing(object, reply);
    cli_json_set(object, "chapter", division(&family->chapter));
    cli_json_set(object, "block", division(&family->block));
    cli_json_set(object, "ancestors",
                 codes_of(reply->system, family->ancestors, family->ancestor_count));
    cli_json_set(object, "parent", cli_json_word(reply->parent));
    cli_json_set(object, "children",
                 codes_of(reply->system, family->children, family->child_count));
    cli_json_set(object, "notes", notes_of(image, reply, family));
    cli_json_print(object);
}

void cli_json_citation(json_t *object, const sj_citation *from)
{
    if (!from->file)
        return;
    json_t *source = json_object();
    const char *release = from->release ? from->release : "";
    cli_json_set(source, "file", cli_json_text(from->file, strlen(from->file)));
    cli_json_set(source, "release", cli_json_word(release));
    if (from->row)
        cli_json_set(source, "row", cli_json_count(from->row));
    cli_json_set(object, "source", source);
}

void cli_json_edit(const sj_edit_info *edit)
{
    json_t *object = json_object();
    cli_json_set(object, "edit", json_string(edit->id));
    cli_json_set(object, "name", json_string(edit->name));
    cli_json_set(object, "severity",
                 json_string(sj_severity_str((sj_severity)edit->severity)));
    cli_json_set(object, "meaning", json_string(edit->meaning));
    cli_json_set(object, "remedy", json_string(edit->remedy));
    cli_json_set(object, "inputs", json_string(edit->inputs));
    cli_json_set(object, "citation", json_string(edit->citation));
    cli_json_set(object, "carc", cli_json_word(edit->carc));
    cli_json_set(object, "judged", json_boolean(edit->judged));
    cli_json_print(object);
}

void cli_json_entry(const sj_entry *entry, sj_date as_of, const sj_descriptor *words)
{
    json_t *object = json_object();
    sj_system system = (sj_system)entry->answer.system;
    char shown[SJ_CODE_CAP];
    sj_display(system, entry->code, entry->len, shown);
    cli_json_set(object, "code", json_string(shown));
    cli_json_set(object, "system", json_string(sj_system_name(system)));
    cli_json_set(object, "as_of", cli_json_date(as_of));
    set_status(object, "status", (sj_code_status)entry->answer.status);
    set_marks(object, entry->answer.marks);
    cli_json_set(object, "short", cli_json_text(words->short_text, words->short_len));
    cli_json_print(object);
}
