#include "apptunnel_test.h"

#include <stdlib.h>

static void open_files(void);
static void refuse_arguments(void);
static void refuse_files(void);
static void open_and_count(void *argument);
static void count(void *argument);

void test_bundle(void)
{
    open_files();
    refuse_arguments();
    refuse_files();

    struct test_file file = test_read("examples/files/chain.pem");
    test_threads(open_and_count, &file);
    free(file.data);

    apptunnel_bundle *bundle = test_open("examples/files/chain.pem", NULL);
    test_threads(count, bundle);
    apptunnel_bundle_free(bundle);

    CHECK_EQUAL(apptunnel_bundle_certificate_count(NULL), 0);
    apptunnel_bundle_free(NULL);
}

static void open_files(void)
{
    const struct {
        const char *path;
        const char *password;
        size_t certificates;
    } files[] = {
        {"examples/files/good.p12", "sentry", 3},        {"examples/files/chain.pem", NULL, 3},
        {"examples/files/chain.pem", "not needed", 3},   {"examples/files/chain.p7b", NULL, 3},
        {"examples/files/leaf.cer", NULL, 1},            {"examples/files/leaf.crt", "", 1},
        {"examples/files/duplicates.p12", "sentry", 5},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        apptunnel_bundle *bundle = test_open(files[i].path, files[i].password);
        CHECK_EQUAL(apptunnel_bundle_certificate_count(bundle), files[i].certificates);
        apptunnel_bundle_free(bundle);
    }
}

static void refuse_arguments(void)
{
    struct test_file file = test_read("examples/files/chain.pem");
    apptunnel_bundle *bundle = NULL;

    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(file.data, file.length, NULL, 0, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(NULL, 1, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(NULL, SIZE_MAX, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(file.data, file.length, NULL, 1, &bundle, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_bundle_open(file.data, SIZE_MAX, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_bundle_open(file.data, (size_t)PTRDIFF_MAX + 1, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_bundle_open(file.data, file.length, "password", SIZE_MAX, &bundle, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_bundle_open(file.data, file.length, NOT_UTF8, &bundle, error));
    CHECK(bundle == NULL);

    free(file.data);
}

static void refuse_files(void)
{
    static const struct {
        apptunnel_status status;
        const char *path;
    } files[] = {
        {apptunnel_status_UnsupportedAlgorithm, "tests/fixtures/containers/p12-mac-unknown.p12"},
        {apptunnel_status_LimitExceeded, "tests/fixtures/containers/p12-huge-mac-2-40.p12"},
    };
    apptunnel_bundle *bundle = NULL;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct test_file unread = test_read(files[i].path);
        REFUSED(files[i].status, apptunnel_bundle_open(unread.data, unread.length, TEXT("Passwort-1"), &bundle, error));
        free(unread.data);
    }

    struct test_file file = test_read("examples/files/good.p12");

    REFUSED(apptunnel_status_Empty, apptunnel_bundle_open(NULL, 0, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_Empty, apptunnel_bundle_open(file.data, 0, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_NotACertificateFile,
            apptunnel_bundle_open((const uint8_t *)"certificate", 11, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_PasswordRequired, apptunnel_bundle_open(file.data, file.length, NULL, 0, &bundle, error));
    REFUSED(apptunnel_status_WrongPassword, apptunnel_bundle_open(file.data, file.length, TEXT(""), &bundle, error));
    REFUSED(apptunnel_status_WrongPassword, apptunnel_bundle_open(file.data, file.length, TEXT("Sentry"), &bundle, error));
    REFUSED(apptunnel_status_WrongPassword,
            apptunnel_bundle_open(file.data, file.length, TEXT("sentry\0"), &bundle, error));
    REFUSED(apptunnel_status_Corrupt, apptunnel_bundle_open(file.data, file.length - 1, TEXT("sentry"), &bundle, error));
    CHECK(bundle == NULL);

    free(file.data);
}

static void open_and_count(void *argument)
{
    const struct test_file *file = argument;
    apptunnel_bundle *bundle = NULL;
    WORKS(apptunnel_bundle_open(file->data, file->length, NULL, 0, &bundle, error));
    CHECK_EQUAL(apptunnel_bundle_certificate_count(bundle), 3);
    apptunnel_bundle_free(bundle);
}

static void count(void *argument)
{
    CHECK_EQUAL(apptunnel_bundle_certificate_count(argument), 3);
}
