#include "apptunnel_test.h"

static void read_error(void *argument);

void test_error(void)
{
    CHECK_EQUAL(apptunnel_error_status(NULL), apptunnel_status_NullArgument);
    CHECK_TEXT(apptunnel_error_kind(NULL), NULL);
    CHECK_TEXT(apptunnel_error_message(NULL), NULL);
    apptunnel_error_free(NULL);

    apptunnel_bundle *bundle = NULL;
    apptunnel_error *error = NULL;
    CHECK_EQUAL(apptunnel_bundle_open(NULL, 1, NULL, 0, NULL, &bundle, &error), apptunnel_status_NullArgument);
    read_error(error);
    test_threads(read_error, error);

    /* The next call leaves the first error as it is. */
    apptunnel_error *next = NULL;
    CHECK_EQUAL(apptunnel_bundle_open(NULL, 0, NULL, 0, NULL, &bundle, &next), apptunnel_status_Empty);
    CHECK(next != error);
    read_error(error);
    CHECK_TEXT(apptunnel_error_kind(next), "empty");
    apptunnel_error_free(next);
    apptunnel_error_free(error);
}

static void read_error(void *argument)
{
    CHECK_EQUAL(apptunnel_error_status(argument), apptunnel_status_NullArgument);
    CHECK_TEXT(apptunnel_error_kind(argument), "null-argument");
    CHECK_TEXT(apptunnel_error_message(argument), "file must not be NULL");
}
