/*
 * A pair as JSON, whose keys are a contract (docs/man/scrubjay.1), and in text.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/pair.h"
#include "cli/print.h"
#include "cli/wrap.h"

const char *cli_pair_words(unsigned bit)
{
    static const char *const words[CLI_PAIR_BITS] = {
        "excludes1",
        "excludes2",
        "code the second first",
        "code the first first",
        "the first asks for the second",
        "the second asks for the first",
        "code the second also",
        "code the first also",
    };
    return words[bit];
}

const char *cli_pair_verdict_str(cli_pair_verdict verdict)
{
    static const char *const words[] = {"none", "unknown", "instruction", "modifier",
                                        "conflict"};
    return words[verdict];
}

static const char *code_of(const cli_pair *pair, int k)
{
    return pair->codes[k].code;
}

/* Which code bears the note, and which it names. */
static int binder_of(const sj_pair_rule *rule)
{
    return rule->from_b ? 1 : 0;
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *rule_object(const cli_pair *pair, const sj_pair_rule *rule)
{
    json_t *object = json_object();
    const char *kind = sj_note_kind_name((sj_note_kind)rule->kind);
    int binder = binder_of(rule);
    cli_json_set(object, "kind", cli_json_word(kind ? kind : ""));
    cli_json_set(object, "node", cli_json_word(rule->node_display));
    cli_json_set(object, "text", cli_json_text(rule->text, strlen(rule->text)));
    cli_json_set(object, "ref", cli_json_word(rule->reference_text));
    cli_json_set(object, "binds", cli_json_word(code_of(pair, binder)));
    cli_json_set(object, "names", cli_json_word(code_of(pair, 1 - binder)));
    cli_json_set(object, "inferred", json_boolean(rule->marks & SJ_MARK_INFERRED));
    if (rule->marks & SJ_MARK_CARRIED)
        cli_json_set(object, "carried", json_true());
    cli_json_citation(object, &rule->source);
    return object;
}

static json_t *edit_list(const sj_edit_set *set)
{
    json_t *list = json_array();
    for (uint32_t i = 0; sj_edit_at(i); i++)
        if (sj_edit_set_has(set, sj_edit_at(i)->edit))
            cli_json_push(list, json_string(sj_edit_at(i)->id));
    return list;
}

void cli_pair_json(const cli_pair *pair)
{
    json_t *object = json_object(), *codes = json_array(), *statuses = json_array();
    json_t *says = json_array(), *rules = json_array();
    for (int k = 0; k < 2; k++) {
        const cli_reply *reply = &pair->codes[k];
        cli_json_push(codes, reply->code[0]
                                 ? json_string(reply->code)
                                 : cli_json_text(reply->query, reply->query_len));
        cli_json_push(statuses, json_string(sj_code_status_str(
                                    (sj_code_status)reply->answer.status)));
    }
    for (unsigned bit = 0; bit < CLI_PAIR_BITS; bit++)
        if (pair->says >> bit & 1)
            cli_json_push(says, json_string(cli_pair_words(bit)));
    for (size_t i = 0; i < pair->rule_count; i++)
        cli_json_push(rules, rule_object(pair, &pair->rules[i]));
    cli_json_set(object, "codes", codes);
    cli_json_set(object, "system",
                 pair->same_system ? json_string(sj_system_name(pair->codes[0].system))
                                   : json_null());
    cli_json_set(object, "as_of", cli_json_date(pair->as_of));
    cli_json_set(object, "status", statuses);
    cli_json_set(object, "verdict", json_string(cli_pair_verdict_str(pair->verdict)));
    cli_json_set(object, "says", says);
    cli_json_set(object, "edits", edit_list(&pair->edits));
    cli_json_set(object, "rules", rules);
    if (pair->lines.asked)
        cli_line_pair_json(object, pair);
    cli_json_set(object, "no_data", edit_list(&pair->no_data));
    cli_json_print(object);
}

/* ---- text ------------------------------------------------------------------------ */

static void print_code(const cli_reply *reply)
{
    const sj_descriptor *words = &reply->words;
    cli_wrap wrap;
    cli_wrap_begin(&wrap, stdout, 0, 10, reply->code);
    if (!reply->code[0])
        cli_wrap_addn(&wrap, reply->query, reply->query_len);
    cli_wrap_add(&wrap, reply->has_system ? sj_system_name(reply->system) : "-");
    cli_wrap_add(&wrap, sj_code_status_str((sj_code_status)reply->answer.status));
    if (cli_is_known(reply))
        cli_wrap_addn(&wrap, words->long_text, words->long_len);
    cli_wrap_end(&wrap);
}

static void print_rule(const cli_pair *pair, const sj_pair_rule *rule)
{
    int binder = binder_of(rule);
    cli_wrap wrap;
    printf("\n  %s at %s: binds %s, names %s by %s%s\n", cli_note_words(rule->kind),
           rule->node_display, code_of(pair, binder), code_of(pair, 1 - binder),
           rule->reference_text, rule->marks & SJ_MARK_INFERRED ? " (inferred)" : "");
    cli_wrap_text(stdout, 4, 0, "", rule->text);
    if (!rule->source.file)
        return;
    cli_wrap_begin(&wrap, stdout, 4, 0, "");
    cli_wrap_add(&wrap, rule->source.release ? rule->source.release : "");
    cli_wrap_add(&wrap, rule->source.file);
    if (rule->source.row) {
        char line[24];
        (void)snprintf(line, sizeof line, "line %" PRIu32, rule->source.row);
        cli_wrap_add(&wrap, line);
    }
    cli_wrap_end(&wrap);
}

static const char *verdict_sentence(const cli_pair *pair)
{
    switch (pair->verdict) {
    case CLI_PAIR_CONFLICT:
        return "conflict: they may not stand together";
    case CLI_PAIR_MODIFIER:
        return "modifier: together only with a modifier that tells them apart";
    case CLI_PAIR_INSTRUCTION:
        return "instruction: a note asks for both, or for an order";
    case CLI_PAIR_UNKNOWN:
        return "unknown: no table in the image could judge the pair";
    case CLI_PAIR_NONE:
        break;
    }
    return pair->says & SJ_PAIR_EXCLUDES2
               ? "none: not included in each other, but both may be coded"
               : "none: nothing speaks against the two";
}

static void print_set(const char *label, const sj_edit_set *set)
{
    cli_wrap wrap;
    if ((set->bits[0] | set->bits[1]) == 0)
        return;
    cli_wrap_begin(&wrap, stdout, 0, 10, label);
    for (uint32_t i = 0; sj_edit_at(i); i++)
        if (sj_edit_set_has(set, sj_edit_at(i)->edit))
            cli_wrap_add(&wrap, sj_edit_at(i)->id);
    cli_wrap_end(&wrap);
}

void cli_pair_text(const cli_pair *pair)
{
    char as_of[SJ_DATE_CAP];
    sj_date_format(pair->as_of, as_of);
    print_code(&pair->codes[0]);
    print_code(&pair->codes[1]);
    printf("%s    %s\n", as_of, verdict_sentence(pair));
    print_set("edits", &pair->edits);
    print_set("no data", &pair->no_data);
    for (size_t i = 0; i < pair->rule_count; i++)
        print_rule(pair, &pair->rules[i]);
    if (pair->lines.asked)
        cli_line_pair_text(pair);
}
