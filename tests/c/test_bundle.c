#include "apptunnel_test.h"

#include <stdlib.h>

static void open_files(void);
static void read_fields(void);
static void read_absent(const apptunnel_bundle *bundle, size_t index);
static void refuse_arguments(void);
static void refuse_files(void);
static void open_and_count(void *argument);
static void count(void *argument);

void test_bundle(void)
{
    open_files();
    read_fields();
    refuse_arguments();
    refuse_files();

    struct test_file file = test_read("examples/files/chain.pem");
    test_threads(open_and_count, &file);
    free(file.data);

    apptunnel_bundle *bundle = test_open("examples/files/chain.pem", NULL);
    test_threads(count, bundle);
    apptunnel_bundle_free(bundle);

    CHECK_EQUAL(apptunnel_bundle_certificate_count(NULL), 0);
    CHECK_EQUAL(apptunnel_bundle_key_count(NULL), 0);
    CHECK_EQUAL(apptunnel_bundle_dropped_count(NULL), 0);
    CHECK_TEXT(apptunnel_bundle_format(NULL), NULL);
    CHECK_TEXT(apptunnel_bundle_encoding(NULL), NULL);
    CHECK_TEXT(apptunnel_bundle_certificate_encryption(NULL), NULL);
    CHECK_TEXT(apptunnel_bundle_key_encryption(NULL), NULL);
    CHECK_TEXT(apptunnel_bundle_mac(NULL), NULL);
    read_absent(NULL, 0);
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

    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(file.data, file.length, NULL, 0, NULL, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(NULL, 1, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(NULL, SIZE_MAX, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_open(file.data, file.length, NULL, 1, NULL, &bundle, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_bundle_open(file.data, SIZE_MAX, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_bundle_open(file.data, (size_t)PTRDIFF_MAX + 1, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_bundle_open(file.data, file.length, "password", SIZE_MAX, NULL, &bundle, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_bundle_open(file.data, file.length, NOT_UTF8, NULL, &bundle, error));
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
        REFUSED(files[i].status, apptunnel_bundle_open(unread.data, unread.length, TEXT("Passwort-1"), NULL, &bundle, error));
        free(unread.data);
    }

    struct test_file file = test_read("examples/files/good.p12");

    REFUSED(apptunnel_status_Empty, apptunnel_bundle_open(NULL, 0, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_Empty, apptunnel_bundle_open(file.data, 0, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_NotACertificateFile,
            apptunnel_bundle_open((const uint8_t *)"certificate", 11, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_PasswordRequired, apptunnel_bundle_open(file.data, file.length, NULL, 0, NULL, &bundle, error));
    REFUSED(apptunnel_status_WrongPassword, apptunnel_bundle_open(file.data, file.length, TEXT(""), NULL, &bundle, error));
    REFUSED(apptunnel_status_WrongPassword, apptunnel_bundle_open(file.data, file.length, TEXT("Sentry"), NULL, &bundle, error));
    REFUSED(apptunnel_status_WrongPassword,
            apptunnel_bundle_open(file.data, file.length, TEXT("sentry\0"), NULL, &bundle, error));
    REFUSED(apptunnel_status_Corrupt, apptunnel_bundle_open(file.data, file.length - 1, TEXT("sentry"), NULL, &bundle, error));
    CHECK(bundle == NULL);

    free(file.data);
}

static void open_and_count(void *argument)
{
    const struct test_file *file = argument;
    apptunnel_bundle *bundle = NULL;
    WORKS(apptunnel_bundle_open(file->data, file->length, NULL, 0, NULL, &bundle, error));
    CHECK_EQUAL(apptunnel_bundle_certificate_count(bundle), 3);
    apptunnel_bundle_free(bundle);
}

static void count(void *argument)
{
    CHECK_EQUAL(apptunnel_bundle_certificate_count(argument), 3);
}

static void read_fields(void)
{
    apptunnel_bundle *bundle = test_open("examples/files/good.p12", "sentry");
    CHECK_TEXT(apptunnel_bundle_format(bundle), "pkcs12");
    CHECK_TEXT(apptunnel_bundle_encoding(bundle), "der");
    CHECK_TEXT(apptunnel_bundle_certificate_encryption(bundle), "PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC");
    CHECK_TEXT(apptunnel_bundle_key_encryption(bundle), "PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC");
    CHECK_TEXT(apptunnel_bundle_mac(bundle), "HMAC-SHA256");
    CHECK_EQUAL(apptunnel_bundle_key_count(bundle), 1);
    CHECK_TEXT(apptunnel_bundle_key_type(bundle, 0), "RSA-2048");
    CHECK_EQUAL(apptunnel_bundle_key_spki_sha256(bundle, 0).length, 64);
    CHECK_EQUAL(apptunnel_bundle_key_owner(bundle, 0), 0);
    const apptunnel_bytes secret = apptunnel_bundle_key_secret_der(bundle, 0);
    /* A SEQUENCE with a length of two bytes. */
    CHECK(secret.length > 1000 && secret.data[0] == 0x30 && secret.data[1] == 0x82);
    CHECK_EQUAL(apptunnel_bundle_dropped_count(bundle), 0);
    CHECK_TEXT(apptunnel_certificate_subject(apptunnel_bundle_certificate(bundle, 0)), "CN=sentry.example.com");
    read_absent(bundle, 3);
    read_absent(bundle, SIZE_MAX);

    apptunnel_string *json = NULL;
    WORKS(apptunnel_bundle_json(bundle, &json, error));
    CHECK_CONTAINS(apptunnel_string_text(json), "\"format\":\"pkcs12\"");
    apptunnel_string_free(json);
    json = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_json(NULL, &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_bundle_json(bundle, NULL, error));
    CHECK(json == NULL);
    apptunnel_bundle_free(bundle);

    bundle = test_open("tests/fixtures/containers/pem-two-keys.pem", NULL);
    CHECK_TEXT(apptunnel_bundle_format(bundle), "pem");
    CHECK_EQUAL(apptunnel_bundle_dropped_count(bundle), 1);
    CHECK_TEXT(apptunnel_bundle_dropped_what(bundle, 0), "second private key");
    CHECK(apptunnel_bundle_dropped_reason(bundle, 0).length > 0);
    apptunnel_bundle_free(bundle);

    bundle = test_open("examples/files/key-mismatch.p12", "sentry");
    CHECK_EQUAL(apptunnel_bundle_key_owner(bundle, 0), -1);
    apptunnel_bundle_free(bundle);
}

static void read_absent(const apptunnel_bundle *bundle, size_t index)
{
    CHECK(apptunnel_bundle_certificate(bundle, index) == NULL);
    CHECK_TEXT(apptunnel_bundle_certificate_friendly_name(bundle, index), NULL);
    CHECK_TEXT(apptunnel_bundle_key_type(bundle, index), NULL);
    CHECK_TEXT(apptunnel_bundle_key_spki_sha256(bundle, index), NULL);
    CHECK_EQUAL(apptunnel_bundle_key_owner(bundle, index), -1);
    CHECK(apptunnel_bundle_key_secret_der(bundle, index).data == NULL);
    CHECK_TEXT(apptunnel_bundle_dropped_what(bundle, index), NULL);
    CHECK_TEXT(apptunnel_bundle_dropped_reason(bundle, index), NULL);
}
