/* What a caller sees when the library fails inside a call: a status or the value for nothing, and handles that are still
 * good. Needs a library built with --cfg apptunnel_induce_panic; the Makefile leaves this file out otherwise. */

#include "apptunnel_test.h"

/* In no header. While it is true, every call panics inside the boundary. */
void apptunnel_induce_panic(bool panics);

/* What a call comes to that panics. */
#define IN_PANIC(result, call)                                                                                              \
    do {                                                                                                                    \
        apptunnel_induce_panic(true);                                                                                       \
        (result) = (call);                                                                                                  \
        apptunnel_induce_panic(false);                                                                                      \
    } while (0)

static void fail_with_status(apptunnel_bundle *bundle, apptunnel_upload_options *options);
static void fail_with_value(const apptunnel_bundle *bundle, const apptunnel_report *report);

void test_panic(void)
{
    apptunnel_bundle *bundle = test_open("examples/files/chain.pem", NULL);
    apptunnel_upload_options *options = apptunnel_upload_options_new();
    apptunnel_report *report = NULL;
    WORKS(apptunnel_upload_check(bundle, options, AT, &report, error));

    fail_with_status(bundle, options);
    fail_with_value(bundle, report);

    /* Nothing is freed while freeing fails, so all is still good. */
    apptunnel_induce_panic(true);
    apptunnel_report_free(report);
    apptunnel_upload_options_free(options);
    apptunnel_bundle_free(bundle);
    apptunnel_induce_panic(false);
    CHECK_EQUAL(apptunnel_bundle_certificate_count(bundle), 3);
    CHECK(apptunnel_report_is_accepted(report));
    WORKS(apptunnel_upload_options_set_store(options, APPTUNNEL_STORE_TLS_SERVER, error));
    apptunnel_report_free(report);
    apptunnel_upload_options_free(options);
    apptunnel_bundle_free(bundle);
}

static void fail_with_status(apptunnel_bundle *bundle, apptunnel_upload_options *options)
{
    apptunnel_status status;
    apptunnel_error *made = NULL;
    apptunnel_report *report = NULL;
    IN_PANIC(status, apptunnel_upload_check(bundle, options, AT, &report, &made));
    CHECK_EQUAL(status, apptunnel_status_Panic);
    CHECK(report == NULL);
    CHECK_EQUAL(apptunnel_error_status(made), apptunnel_status_Panic);
    CHECK_TEXT(apptunnel_error_kind(made), "panic");
    CHECK_CONTAINS(apptunnel_error_message(made), "please report it");
    apptunnel_error_free(made);

    IN_PANIC(status, apptunnel_upload_check(bundle, options, AT, &report, NULL));
    CHECK_EQUAL(status, apptunnel_status_Panic);
    WORKS(apptunnel_upload_check(bundle, options, AT, &report, error));
    CHECK(apptunnel_report_is_accepted(report));
    apptunnel_report_free(report);
}

static void fail_with_value(const apptunnel_bundle *bundle, const apptunnel_report *report)
{
    size_t count = 1;
    IN_PANIC(count, apptunnel_bundle_certificate_count(bundle));
    CHECK_EQUAL(count, 0);
    apptunnel_text text = {"text", 4};
    IN_PANIC(text, apptunnel_report_json(report));
    CHECK_TEXT(text, NULL);
    int64_t index = 0;
    IN_PANIC(index, apptunnel_report_finding_certificate(report, 0));
    CHECK_EQUAL(index, -1);
    apptunnel_severity severity;
    IN_PANIC(severity, apptunnel_report_finding_severity(report, 0));
    CHECK_EQUAL(severity, apptunnel_severity_None);
    apptunnel_upload_options *options;
    IN_PANIC(options, apptunnel_upload_options_new());
    CHECK(options == NULL);
}
