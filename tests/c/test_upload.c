#include "apptunnel_test.h"

static void check_files(const apptunnel_bundle *bundle);
static void change_options(const apptunnel_bundle *bundle, const apptunnel_bundle *root);
static void ask_devices(const apptunnel_bundle *root);
static void refuse_arguments(const apptunnel_bundle *bundle, const apptunnel_bundle *root);
static void check_alone(void *argument);

struct shared {
    const apptunnel_bundle *bundle;
    const apptunnel_upload_options *options;
};

void test_upload(void)
{
    apptunnel_bundle *bundle = test_open("examples/files/chain.pem", NULL);
    apptunnel_bundle *root = test_open("examples/files/root.pem", NULL);
    check_files(bundle);
    change_options(bundle, root);
    ask_devices(root);
    refuse_arguments(bundle, root);

    apptunnel_upload_options *options = apptunnel_upload_options_new();
    WORKS(apptunnel_upload_options_set_server_name(options, TEXT("other.example.org"), error));
    WORKS(apptunnel_upload_options_add_anchors(options, root, error));
    struct shared shared = {bundle, options};
    test_threads(check_alone, &shared);

    apptunnel_upload_options_free(options);
    apptunnel_upload_options_free(NULL);
    apptunnel_bundle_free(root);
    apptunnel_bundle_free(bundle);
}

/* Whether the check accepts the file. */
static bool accepts(const apptunnel_bundle *bundle, const apptunnel_upload_options *options, int64_t at)
{
    apptunnel_report *report = NULL;
    WORKS(apptunnel_upload_check(bundle, options, at, &report, error));
    const bool accepted = apptunnel_report_is_accepted(report);
    apptunnel_report_free(report);
    return accepted;
}

/* Whether the check finds this. */
static bool finds(const apptunnel_bundle *bundle, const apptunnel_upload_options *options, int64_t at, const char *code)
{
    apptunnel_report *report = NULL;
    WORKS(apptunnel_upload_check(bundle, options, at, &report, error));
    bool found = false;
    for (size_t i = 0; i < apptunnel_report_finding_count(report); i++) {
        found = found || test_is(apptunnel_report_finding_code(report, i), code);
    }
    apptunnel_report_free(report);
    return found;
}

static void check_files(const apptunnel_bundle *bundle)
{
    CHECK(accepts(bundle, NULL, AT));
    apptunnel_bundle *leaf = test_open("examples/files/leaf.cer", NULL);
    CHECK(!accepts(leaf, NULL, AT));
    CHECK(finds(leaf, NULL, AT, "upload.no-chain"));
    apptunnel_bundle_free(leaf);

    /* Long before and after, and the first and last instants that a report can be written of. */
    CHECK(finds(bundle, NULL, 0, "validity.not-yet-valid"));
    CHECK(finds(bundle, NULL, INT64_C(-1), "validity.not-yet-valid"));
    CHECK(finds(bundle, NULL, INT64_C(-62167219200), "validity.not-yet-valid"));
    CHECK(finds(bundle, NULL, INT64_C(253402300799), "validity.expired"));
}

static void change_options(const apptunnel_bundle *bundle, const apptunnel_bundle *root)
{
    apptunnel_upload_options *options = apptunnel_upload_options_new();
    CHECK(accepts(bundle, options, AT));
    CHECK(finds(bundle, options, AT, "trust.anchor-needed"));

    WORKS(apptunnel_upload_options_set_server_name(options, TEXT("other.example.org"), error));
    CHECK(finds(bundle, options, AT, "trust.name-not-covered"));
    WORKS(apptunnel_upload_options_set_server_name(options, TEXT("sentry.example.com"), error));
    CHECK(!finds(bundle, options, AT, "trust.name-not-covered"));
    WORKS(apptunnel_upload_options_set_server_name(options, TEXT("192.0.2.1"), error));
    CHECK(finds(bundle, options, AT, "trust.name-not-covered"));
    WORKS(apptunnel_upload_options_set_server_name(options, NULL, 0, error));
    CHECK(!finds(bundle, options, AT, "trust.name-not-covered"));

    CHECK(!finds(bundle, options, AT, "validity.expires-soon"));
    WORKS(apptunnel_upload_options_set_expires_within_days(options, UINT32_MAX, error));
    CHECK(finds(bundle, options, AT, "validity.expires-soon"));
    WORKS(apptunnel_upload_options_set_expires_within_days(options, 0, error));
    CHECK(!finds(bundle, options, AT, "validity.expires-soon"));

    /* As often as one likes. */
    WORKS(apptunnel_upload_options_add_anchors(options, root, error));
    WORKS(apptunnel_upload_options_add_anchors(options, root, error));
    CHECK(!finds(bundle, options, AT, "trust.anchor-needed"));

    apptunnel_bundle *group = test_open("examples/files/group.cer", NULL);
    CHECK(!accepts(group, options, AT));
    WORKS(apptunnel_upload_options_set_store(options, APPTUNNEL_STORE_GROUP, error));
    CHECK(accepts(group, options, AT));
    WORKS(apptunnel_upload_options_set_store(options, APPTUNNEL_STORE_TLS_SERVER, error));
    CHECK(!accepts(group, options, AT));
    apptunnel_bundle_free(group);

    apptunnel_upload_options_free(options);
}

/* Which release is asked, by whom its root is trusted, and within which limits. */
static void ask_devices(const apptunnel_bundle *root)
{
    apptunnel_bundle *bundle = test_open("examples/files/rsa-1024.p12", "sentry");
    apptunnel_upload_options *options = apptunnel_upload_options_new();
    WORKS(apptunnel_upload_options_add_anchor(options, apptunnel_bundle_certificate(root, 0), error));
    CHECK(finds(bundle, options, AT, "article-103769.key-size"));
    for (uint32_t origin = APPTUNNEL_ORIGIN_SYSTEM; origin <= APPTUNNEL_ORIGIN_APP; origin++) {
        WORKS(apptunnel_upload_options_set_origin(options, origin, error));
        apptunnel_report *report = NULL;
        WORKS(apptunnel_upload_check(bundle, options, AT, &report, error));
        const char *const names[] = {"\"root\":\"system\"", "\"root\":\"user\"", "\"root\":\"app\""};
        CHECK_CONTAINS(apptunnel_report_json(report), names[origin]);
        apptunnel_report_free(report);
    }
    apptunnel_report *report = NULL;
    WORKS(apptunnel_upload_options_set_release(options, TEXT("macos:10.14"), error));
    WORKS(apptunnel_upload_check(bundle, options, AT, &report, error));
    CHECK_TEXT(apptunnel_report_apple_release(report), "macos:10.14");
    CHECK_EQUAL(apptunnel_report_apple_os_status(report), 0);
    apptunnel_report_free(report);

    apptunnel_string *matrix = NULL;
    WORKS(apptunnel_upload_matrix(bundle, options, AT, &matrix, error));
    CHECK_CONTAINS(apptunnel_string_text(matrix), "\"platform\":\"macos\"");
    apptunnel_string_free(matrix);
    WORKS(apptunnel_upload_matrix(bundle, NULL, AT, &matrix, error));
    CHECK_CONTAINS(apptunnel_string_text(matrix), "\"platform\":\"ios\"");
    apptunnel_string_free(matrix);
    matrix = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_matrix(NULL, options, AT, &matrix, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_matrix(bundle, options, AT, NULL, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_matrix(bundle, options, INT64_MAX, &matrix, error));
    WORKS(apptunnel_upload_options_set_store(options, APPTUNNEL_STORE_GROUP, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_matrix(bundle, options, AT, &matrix, error));
    CHECK(matrix == NULL);

    apptunnel_budget *budget = apptunnel_budget_new();
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_SIGNATURES, 0, error));
    WORKS(apptunnel_upload_options_set_store(options, APPTUNNEL_STORE_TLS_SERVER, error));
    WORKS(apptunnel_upload_options_set_budget(options, budget, error));
    apptunnel_budget_free(budget);
    CHECK(finds(bundle, options, AT, "upload.budget-spent"));

    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_origin(options, APPTUNNEL_ORIGIN_DEVICE, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_origin(NULL, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_release(options, TEXT("ios:1"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_release(options, NULL, 0, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_budget(options, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_add_anchor(options, NULL, error));
    apptunnel_upload_options_free(options);
    apptunnel_bundle_free(bundle);
}

static void refuse_arguments(const apptunnel_bundle *bundle, const apptunnel_bundle *root)
{
    apptunnel_upload_options *options = apptunnel_upload_options_new();
    apptunnel_report *report = NULL;

    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_store(NULL, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_store(options, 2, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_store(options, UINT32_MAX, error));

    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_server_name(NULL, TEXT("a.example"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_server_name(options, NULL, 1, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_upload_options_set_server_name(options, NOT_UTF8, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_server_name(options, TEXT(""), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_server_name(options, TEXT("a.example\0"), error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_upload_options_set_server_name(options, TEXT("https://a.example"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_options_set_server_name(options, "a.example", SIZE_MAX, error));

    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_set_expires_within_days(NULL, 30, error));

    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_add_anchors(NULL, root, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_options_add_anchors(options, NULL, error));

    /* What was refused has changed nothing. */
    CHECK(accepts(bundle, options, AT));

    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_check(NULL, options, AT, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_upload_check(bundle, options, AT, NULL, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_check(bundle, options, INT64_MIN, &report, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_upload_check(bundle, options, INT64_MAX, &report, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_upload_check(bundle, options, INT64_C(-62167219201), &report, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_upload_check(bundle, options, INT64_C(253402300800), &report, error));
    CHECK(report == NULL);

    apptunnel_upload_options_free(options);
}

static void check_alone(void *argument)
{
    const struct shared *shared = argument;
    CHECK(finds(shared->bundle, shared->options, AT, "trust.name-not-covered"));
    CHECK(!finds(shared->bundle, shared->options, AT, "trust.anchor-needed"));
    CHECK(!accepts(shared->bundle, NULL, 0));
}
