#include "apptunnel_test.h"

static void read_error(void);
static void read_subjects(void);
static void read_absent(const apptunnel_report *report, size_t index);
static void read_chain(void);
static void read_json(void *argument);

/* The check of a file for nothing in particular. NULL and a failed check if it does not come about. */
static apptunnel_report *report_of(const char *path, const char *password, const apptunnel_upload_options *options,
                                   int64_t at)
{
    apptunnel_bundle *bundle = test_open(path, password);
    apptunnel_report *report = NULL;
    WORKS(apptunnel_upload_check(bundle, options, at, &report, error));
    /* The report is its own. */
    apptunnel_bundle_free(bundle);
    return report;
}

void test_report(void)
{
    read_error();
    read_subjects();
    read_chain();

    apptunnel_report *report = report_of("examples/files/chain.pem", NULL, NULL, AT);
    CHECK(apptunnel_report_is_accepted(report));
    CHECK_EQUAL(apptunnel_report_finding_severity(report, 0), apptunnel_severity_Info);
    read_absent(report, apptunnel_report_finding_count(report));
    read_absent(report, SIZE_MAX);
    /* JSON is made when it is first asked for: here by eight at once. */
    test_threads(read_json, report);
    apptunnel_report_free(report);

    CHECK(!apptunnel_report_is_accepted(NULL));
    CHECK_EQUAL(apptunnel_report_finding_count(NULL), 0);
    CHECK_TEXT(apptunnel_report_json(NULL), NULL);
    CHECK_TEXT(apptunnel_report_text(NULL), NULL);
    CHECK_EQUAL(apptunnel_report_certificate_count(NULL), 0);
    CHECK_EQUAL(apptunnel_report_certificate_role(NULL, 0), apptunnel_role_None);
    CHECK_EQUAL(apptunnel_report_chain_length(NULL), 0);
    CHECK_EQUAL(apptunnel_report_chain(NULL, 0), -1);
    CHECK_EQUAL(apptunnel_report_apple_trust_result(NULL), apptunnel_trust_result_None);
    CHECK_EQUAL(apptunnel_report_apple_os_status(NULL), 0);
    CHECK_TEXT(apptunnel_report_apple_os_status_name(NULL), NULL);
    CHECK_TEXT(apptunnel_report_apple_release(NULL), NULL);
    read_absent(NULL, 0);
    apptunnel_report_free(NULL);
}

/* Every field of one finding. */
static void read_error(void)
{
    apptunnel_report *report = report_of("examples/files/leaf.cer", NULL, NULL, AT);
    CHECK(!apptunnel_report_is_accepted(report));
    CHECK_EQUAL(apptunnel_report_finding_count(report), 4);
    CHECK_EQUAL(apptunnel_report_finding_severity(report, 1), apptunnel_severity_Error);
    CHECK_TEXT(apptunnel_report_finding_code(report, 1), "upload.no-chain");
    CHECK_TEXT(apptunnel_report_finding_basis(report, 1), "ivanti-table");
    CHECK_TEXT(apptunnel_report_finding_certainty(report, 1), "documented");
    CHECK_CONTAINS(apptunnel_report_finding_message(report, 1), "no CA certificate");
    CHECK(apptunnel_report_finding_remedy(report, 1).length > 0);
    CHECK_CONTAINS(apptunnel_report_finding_reference(report, 1), "Setting Up AppTunnel");
    CHECK_EQUAL(apptunnel_report_finding_subject(report, 1), apptunnel_subject_Certificate);
    CHECK_EQUAL(apptunnel_report_finding_certificate(report, 1), 0);
    CHECK_TEXT(apptunnel_report_finding_subject_name(report, 1),
               "63d45a0070dd17a283e9a0743740a9f5fc5dc006bca7d9da2acdcdfb66791593");
    apptunnel_report_free(report);
}

/* The chain of the file, and what an Apple device says of it. */
static void read_chain(void)
{
    apptunnel_report *report = report_of("examples/files/wrong-order.pem", NULL, NULL, AT);
    CHECK_EQUAL(apptunnel_report_certificate_count(report), apptunnel_report_chain_length(report));
    for (size_t i = 0; i < apptunnel_report_chain_length(report); i++) {
        const int64_t index = apptunnel_report_chain(report, i);
        CHECK(index >= 0);
        const apptunnel_role role = apptunnel_report_certificate_role(report, (size_t)index);
        CHECK_EQUAL(role, i == 0 ? apptunnel_role_Leaf : i == 1 ? apptunnel_role_Intermediate : apptunnel_role_Root);
    }
    CHECK_EQUAL(apptunnel_report_chain(report, SIZE_MAX), -1);
    CHECK_EQUAL(apptunnel_report_certificate_role(report, SIZE_MAX), apptunnel_role_None);
    CHECK_EQUAL(apptunnel_report_apple_trust_result(report), apptunnel_trust_result_Proceed);
    CHECK_EQUAL(apptunnel_report_apple_os_status(report), 0);
    CHECK_TEXT(apptunnel_report_apple_os_status_name(report), NULL);
    CHECK_TEXT(apptunnel_report_apple_release(report), "ios:26");
    apptunnel_report_free(report);

    report = report_of("examples/files/rsa-1024.p12", "sentry", NULL, AT);
    CHECK_EQUAL(apptunnel_report_apple_trust_result(report), apptunnel_trust_result_Recoverable);
    CHECK_EQUAL(apptunnel_report_apple_os_status(report), -67735);
    CHECK_TEXT(apptunnel_report_apple_os_status_name(report), "errSecUnsupportedKeySize");
    CHECK_TEXT(apptunnel_report_finding_apple_key(report, 0), "KeySize");
    CHECK_EQUAL(apptunnel_report_finding_os_status(report, 0), -67735);
    apptunnel_report_free(report);

    report = report_of("examples/files/duplicates.p12", "sentry", NULL, AT);
    size_t duplicates = 0;
    for (size_t i = 0; i < apptunnel_report_certificate_count(report); i++) {
        duplicates += apptunnel_report_certificate_role(report, i) == apptunnel_role_Duplicate;
    }
    CHECK_EQUAL(duplicates, 2);
    apptunnel_report_free(report);
}

/* The subject of the first finding with this code: kind, name and certificate. */
static void subject_of(const apptunnel_report *report, const char *code, apptunnel_subject kind, const char *name)
{
    const size_t count = apptunnel_report_finding_count(report);
    for (size_t i = 0; i < count; i++) {
        if (test_is(apptunnel_report_finding_code(report, i), code)) {
            CHECK_EQUAL(apptunnel_report_finding_subject(report, i), kind);
            CHECK_TEXT(apptunnel_report_finding_subject_name(report, i), name);
            CHECK_EQUAL(apptunnel_report_finding_certificate(report, i), -1);
            return;
        }
    }
    CHECK_CONTAINS(apptunnel_report_json(report), code);
    CHECK(!"there is such a finding");
}

static void read_subjects(void)
{
    apptunnel_report *report = report_of("examples/files/weak-encryption.p12", "sentry", NULL, AT);
    subject_of(report, "contents.weak-encryption", apptunnel_subject_File, NULL);
    CHECK_EQUAL(apptunnel_report_finding_severity(report, 0), apptunnel_severity_Warning);
    apptunnel_report_free(report);

    report = report_of("examples/files/key-mismatch.p12", "sentry", NULL, AT);
    subject_of(report, "key.mismatch", apptunnel_subject_PrivateKey, NULL);
    apptunnel_report_free(report);

    report = report_of("tests/fixtures/containers/pem-two-keys.pem", NULL, NULL, AT);
    subject_of(report, "contents.not-taken", apptunnel_subject_Block, "second private key");
    apptunnel_report_free(report);

    apptunnel_upload_options *options = apptunnel_upload_options_new();
    apptunnel_bundle *root = test_open("examples/files/root.pem", NULL);
    WORKS(apptunnel_upload_options_add_anchors(options, root, error));
    apptunnel_bundle_free(root);
    /* In 2049 the root has expired. */
    report = report_of("examples/files/no-root.p12", "sentry", options, INT64_C(2500000000));
    subject_of(report, "trust.anchor-not-valid", apptunnel_subject_Field, "/anchors/0");
    apptunnel_report_free(report);
    apptunnel_upload_options_free(options);
}

static void read_absent(const apptunnel_report *report, size_t index)
{
    CHECK_EQUAL(apptunnel_report_finding_severity(report, index), apptunnel_severity_None);
    CHECK_EQUAL(apptunnel_report_finding_subject(report, index), apptunnel_subject_None);
    CHECK_EQUAL(apptunnel_report_finding_certificate(report, index), -1);
    CHECK_TEXT(apptunnel_report_finding_subject_name(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_code(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_basis(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_certainty(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_message(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_remedy(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_reference(report, index), NULL);
    CHECK_TEXT(apptunnel_report_finding_apple_key(report, index), NULL);
    CHECK_EQUAL(apptunnel_report_finding_os_status(report, index), 0);
}

static void read_json(void *argument)
{
    const apptunnel_text json = apptunnel_report_json(argument);
    CHECK_CONTAINS(json, "\"2026-06-01T00:00:00Z\"");
    CHECK_CONTAINS(apptunnel_report_text(argument), "Verdict: accepted");
    /* The same text each time. */
    CHECK(apptunnel_report_json(argument).data == json.data);
    CHECK_TEXT(apptunnel_report_finding_code(argument, 0), "contents.summary");
}
