#include "apptunnel_test.h"

static void read_plain(void *argument);
static void read_apples(void);
static void read_absent(size_t index);
static void read_json(void);
static void find_each(void);

void test_rule(void)
{
    /* The catalogue is made when it is first asked for: here by eight at once. */
    test_threads(read_plain, NULL);
    read_apples();
    find_each();
    read_json();
    read_absent(apptunnel_rule_count());
    read_absent(SIZE_MAX);
}

static size_t found(const char *code)
{
    const int64_t index = apptunnel_rule_find(code, strlen(code));
    CHECK(index >= 0);
    return (size_t)index;
}

/* A rule that is not Apple's. */
static void read_plain(void *argument)
{
    (void)argument;
    const size_t rule = found("upload.no-chain");
    CHECK_TEXT(apptunnel_rule_code(rule), "upload.no-chain");
    CHECK_TEXT(apptunnel_rule_section(rule), "The upload check");
    CHECK_EQUAL(apptunnel_rule_severity(rule), apptunnel_severity_Error);
    CHECK_TEXT(apptunnel_rule_basis(rule), "ivanti-table");
    CHECK_TEXT(apptunnel_rule_certainty(rule), "documented");
    CHECK_CONTAINS(apptunnel_rule_summary(rule), "chain");
    CHECK_CONTAINS(apptunnel_rule_remedy(rule), ".");
    CHECK_CONTAINS(apptunnel_rule_reference(rule), "Setting Up AppTunnel");
    CHECK_TEXT(apptunnel_rule_apple_scope(rule), NULL);
    CHECK_TEXT(apptunnel_rule_apple_cut_off(rule), NULL);
    CHECK_TEXT(apptunnel_rule_apple_since(rule), NULL);
    CHECK_TEXT(apptunnel_rule_apple_key(rule), NULL);
    CHECK_TEXT(apptunnel_rule_apple_class(rule), NULL);
    CHECK_EQUAL(apptunnel_rule_apple_os_status(rule), 0);
    CHECK_TEXT(apptunnel_rule_apple_os_status_name(rule), NULL);
    CHECK_EQUAL(apptunnel_rule_apple_cssm(rule), 0);
}

/* Numbers and names are those of Apple's headers. */
static void read_apples(void)
{
    const size_t name = found("apple.name.no-san-match");
    CHECK_TEXT(apptunnel_rule_section(name), "Apple devices");
    CHECK_TEXT(apptunnel_rule_basis(name), "apple-source");
    CHECK_TEXT(apptunnel_rule_apple_key(name), "SSLHostname");
    CHECK_TEXT(apptunnel_rule_apple_class(name), "recoverable");
    CHECK_EQUAL(apptunnel_rule_apple_os_status(name), -67602);
    CHECK_TEXT(apptunnel_rule_apple_os_status_name(name), "errSecHostNameMismatch");
    CHECK_EQUAL(apptunnel_rule_apple_cssm(name), 0x80012400);
    CHECK_TEXT(apptunnel_rule_apple_since(name), NULL);
    CHECK_TEXT(apptunnel_rule_apple_cut_off(name), "");
    CHECK(apptunnel_rule_apple_scope(name).length > 0);

    const size_t key = found("apple.key.rsa-lt-2048");
    CHECK_TEXT(apptunnel_rule_apple_since(key), "iOS 13, macOS 10.15");
    CHECK_TEXT(apptunnel_rule_apple_key(key), "KeySize");
    CHECK_CONTAINS(apptunnel_rule_apple_cut_off(found("apple.validity.other-825d")), "2019");
}

static void read_absent(size_t index)
{
    CHECK_TEXT(apptunnel_rule_code(index), NULL);
    CHECK_TEXT(apptunnel_rule_section(index), NULL);
    CHECK_EQUAL(apptunnel_rule_severity(index), apptunnel_severity_None);
    CHECK_TEXT(apptunnel_rule_basis(index), NULL);
    CHECK_TEXT(apptunnel_rule_certainty(index), NULL);
    CHECK_TEXT(apptunnel_rule_summary(index), NULL);
    CHECK_TEXT(apptunnel_rule_remedy(index), NULL);
    CHECK_TEXT(apptunnel_rule_reference(index), NULL);
    CHECK_TEXT(apptunnel_rule_apple_scope(index), NULL);
    CHECK_TEXT(apptunnel_rule_apple_cut_off(index), NULL);
    CHECK_TEXT(apptunnel_rule_apple_since(index), NULL);
    CHECK_TEXT(apptunnel_rule_apple_key(index), NULL);
    CHECK_TEXT(apptunnel_rule_apple_class(index), NULL);
    CHECK_EQUAL(apptunnel_rule_apple_os_status(index), 0);
    CHECK_TEXT(apptunnel_rule_apple_os_status_name(index), NULL);
    CHECK_EQUAL(apptunnel_rule_apple_cssm(index), 0);
}

/* Each code stands once: it is found where it stands. */
static void find_each(void)
{
    CHECK(apptunnel_rule_count() > 200);
    for (size_t rule = 0; rule < apptunnel_rule_count(); rule++) {
        const apptunnel_text code = apptunnel_rule_code(rule);
        CHECK_EQUAL(apptunnel_rule_find(code.data, code.length), rule);
        CHECK(apptunnel_rule_severity(rule) != apptunnel_severity_None);
        CHECK(apptunnel_rule_summary(rule).length > 0 && apptunnel_rule_remedy(rule).length > 0);
        CHECK_EQUAL(apptunnel_rule_apple_key(rule).data == NULL, apptunnel_rule_apple_os_status(rule) == 0);
    }
    CHECK_EQUAL(apptunnel_rule_find(TEXT("upload.no-chai")), -1);
    CHECK_EQUAL(apptunnel_rule_find(TEXT("")), -1);
    CHECK_EQUAL(apptunnel_rule_find(NOT_UTF8), -1);
    CHECK_EQUAL(apptunnel_rule_find(NULL, 0), -1);
    CHECK_EQUAL(apptunnel_rule_find(NULL, 1), -1);
    CHECK_EQUAL(apptunnel_rule_find("upload.no-chain", SIZE_MAX), -1);
}

static void read_json(void)
{
    apptunnel_string *json = NULL;
    WORKS(apptunnel_rule_catalogue_json(&json, error));
    CHECK_CONTAINS(apptunnel_string_text(json), "{\"section\":\"The upload check\",\"code\":\"");
    CHECK_CONTAINS(apptunnel_string_text(json),
                   "\"check\":{\"key\":\"SSLHostname\",\"class\":\"recoverable\",\"os_status\":{\"name\":"
                   "\"errSecHostNameMismatch\",\"number\":-67602},\"cssm\":2147558400}");
    apptunnel_string_free(json);
    REFUSED(apptunnel_status_NullArgument, apptunnel_rule_catalogue_json(NULL, error));
}
