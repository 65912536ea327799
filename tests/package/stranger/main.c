/*
 * A stranger's program: opens the image it is given, or the one inside it, and asks a
 * few codes. What it prints is compared with the file `expected`.
 */
#include <scrubjay/scrubjay.h>
#include <stdio.h>
#include <string.h>

#ifdef EMBEDDED
extern const unsigned char sample_image[];
extern const unsigned long sample_image_size;
#endif

static void ask(const sj_image *image, sj_system system, const char *code,
                const char *date)
{
    sj_date as_of;
    sj_answer answer;
    sj_descriptor text = {.short_text = "-"};
    if (!sj_date_parse(date, strlen(date), &as_of))
        return;
    sj_lookup(image, system, code, strlen(code), as_of, &answer);
    if (answer.id != SJ_NO_CODE)
        sj_descriptor_get(image, answer.id, as_of, &text);
    printf("%s %s %s: %s, %s\n", sj_system_name(system), code, date,
           sj_code_status_str((sj_code_status)answer.status), text.short_text);
}

int main(int argc, char **argv)
{
    sj_image *image = NULL;
    sj_error err = {.what = "wrong usage"};
    sj_status status = SJ_E_ARG;

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts(sj_version());
        return 0;
    }
#ifdef EMBEDDED
    if (argc == 1)
        status =
            sj_image_open_memory(sample_image, sample_image_size, NULL, &image, &err);
#endif
    if (argc == 2)
        status = sj_image_open(argv[1], NULL, &image, &err);
    if (status != SJ_OK) {
        fprintf(stderr, "%s: %s\n", sj_status_str(status), err.what);
        return 1;
    }
    ask(image, SJ_ICD10CM, "E11.9", "2024-10-01");
    ask(image, SJ_ICD10CM, "e11", "2024-10-01");
    ask(image, SJ_ICD10CM, "E11.8Z", "2024-10-01");
    ask(image, SJ_POS, "11", "2025-01-15");
    sj_image_close(image);
    return 0;
}
