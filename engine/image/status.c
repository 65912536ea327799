/*
 * Words for statuses, and the library's version.
 */
#include <scrubjay/scrubjay.h>

#ifndef SCRUBJAY_VERSION /* the build states it */
#define SCRUBJAY_VERSION "0.1.0"
#endif

const char *sj_status_str(sj_status status)
{
    switch (status) { /* no default: a new status draws a warning */
    case SJ_OK:
        return "ok";
    case SJ_NOT_FOUND:
        return "not found";
    case SJ_E_ARG:
        return "bad argument";
    case SJ_E_NOMEM:
        return "out of memory";
    case SJ_E_IO:
        return "input error";
    case SJ_E_FORMAT:
        return "not an image";
    case SJ_E_CORRUPT:
        return "damaged image";
    }
    return "unknown status";
}

const char *sj_code_status_str(sj_code_status status)
{
    switch (status) {
    case SJ_CODE_NONE:
        return "none";
    case SJ_CODE_NOT_FOUND:
        return "not_found";
    case SJ_CODE_UNKNOWN:
        return "unknown";
    case SJ_CODE_INACTIVE:
        return "inactive";
    case SJ_CODE_HEADER:
        return "header";
    case SJ_CODE_BILLABLE:
        return "billable";
    }
    return "none";
}

const char *sj_version(void)
{
    return SCRUBJAY_VERSION;
}
