/* Arguments that no function takes. */

#pragma once

#include "apptunnel_test.h"

static const struct {
    const char *text;
    size_t length;
    apptunnel_status as_name;
    apptunnel_status as_json;
} bad_texts[] = {
    {NULL, 0, apptunnel_status_NullArgument, apptunnel_status_NullArgument},
    {NULL, 1, apptunnel_status_NullArgument, apptunnel_status_NullArgument},
    {"", 0, apptunnel_status_InvalidArgument, apptunnel_status_InvalidJson},
    {"1\n1", 3, apptunnel_status_InvalidArgument, apptunnel_status_InvalidJson},
    {"\"a\0b", 4, apptunnel_status_InvalidArgument, apptunnel_status_InvalidJson},
    {"a\xff", 2, apptunnel_status_InvalidUtf8, apptunnel_status_InvalidUtf8},
    {"a", SIZE_MAX, apptunnel_status_InvalidArgument, apptunnel_status_InvalidArgument},
};

static const int64_t bad_instants[] = {INT64_MIN, INT64_C(-62167219201), INT64_C(253402300800), INT64_MAX};

#define BAD_TEXTS(wanted, call)                                                                                             \
    for (size_t bad = 0; bad < sizeof bad_texts / sizeof *bad_texts; bad++) {                                               \
        const char *text = bad_texts[bad].text;                                                                             \
        const size_t length = bad_texts[bad].length;                                                                        \
        REFUSED(bad_texts[bad].wanted, call);                                                                               \
    }

/* The call refuses every bad name. It names them `text` and `length`. */
#define BAD_NAMES(call) BAD_TEXTS(as_name, call)

/* The call refuses every bad JSON. It names them `text` and `length`. */
#define BAD_JSON(call) BAD_TEXTS(as_json, call)

/* The call refuses every instant that a report cannot be written of. It names them `at`. */
#define BAD_INSTANTS(call)                                                                                                  \
    for (size_t bad = 0; bad < sizeof bad_instants / sizeof *bad_instants; bad++) {                                         \
        const int64_t at = bad_instants[bad];                                                                               \
        REFUSED(apptunnel_status_InvalidArgument, call);                                                                    \
    }

/* The call refuses arrays that are not there or larger than memory, and NULL in an array. It names them `array` and `count`. */
#define BAD_ARRAYS(type, call)                                                                                              \
    do {                                                                                                                    \
        type const no_handle[] = {NULL};                                                                                    \
        type const *array = NULL;                                                                                           \
        size_t count = 1;                                                                                                   \
        REFUSED(apptunnel_status_NullArgument, call);                                                                       \
        array = no_handle;                                                                                                  \
        REFUSED(apptunnel_status_NullArgument, call);                                                                       \
        count = SIZE_MAX;                                                                                                   \
        REFUSED(apptunnel_status_InvalidArgument, call);                                                                    \
        count = SIZE_MAX / sizeof *array;                                                                                   \
        REFUSED(apptunnel_status_InvalidArgument, call);                                                                    \
    } while (0)
