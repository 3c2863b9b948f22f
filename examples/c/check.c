/* Says whether a certificate file may be uploaded, through the C ABI.
 *
 * usage: check FILE PASSWORD SECONDS [HOSTNAME [ANCHORS]]
 *   PASSWORD  '-' for none
 *   SECONDS   instant to check for, in seconds since 1970-01-01T00:00:00Z
 *
 * Exit status: 0 accepted, 1 refused, 2 could not be looked at. */

#include "read_file.h"

#include <apptunnel.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(apptunnel_error *error);
static void print_text(const char *before, apptunnel_text text);
static void print_report(const apptunnel_report *report);

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 6) {
        fprintf(stderr, "usage: check FILE PASSWORD SECONDS [HOSTNAME [ANCHORS]]\n");
        return 2;
    }
    if (apptunnel_abi_version() != APPTUNNEL_ABI_VERSION) {
        fprintf(stderr, "check: the header is of another version than the library %s\n", apptunnel_version());
        return 2;
    }

    const char *password = strcmp(argv[2], "-") == 0 ? NULL : argv[2];
    char *rest = NULL;
    const int64_t at = strtoll(argv[3], &rest, 10);
    if (rest == argv[3] || *rest != '\0') {
        fprintf(stderr, "check: SECONDS is a number, not %s\n", argv[3]);
        return 2;
    }
    int status = 2;
    apptunnel_error *error = NULL;
    apptunnel_bundle *bundle = NULL;
    apptunnel_bundle *anchors = NULL;
    apptunnel_report *report = NULL;
    apptunnel_upload_options *options = apptunnel_upload_options_new();
    struct file file = {NULL, 0};
    struct file anchor_file = {NULL, 0};

    if (read_file(argv[1], &file) != 0) {
        goto done;
    }
    if (apptunnel_bundle_open(file.data, file.length, password, password == NULL ? 0 : strlen(password), NULL, &bundle,
                              &error) != apptunnel_status_Ok) {
        status = fail(error);
        goto done;
    }
    if (argc > 4 && apptunnel_upload_options_set_server_name(options, argv[4], strlen(argv[4]), &error) !=
                        apptunnel_status_Ok) {
        status = fail(error);
        goto done;
    }
    if (argc > 5) {
        if (read_file(argv[5], &anchor_file) != 0) {
            goto done;
        }
        if (apptunnel_bundle_open(anchor_file.data, anchor_file.length, NULL, 0, NULL, &anchors, &error) !=
                apptunnel_status_Ok ||
            apptunnel_upload_options_add_anchors(options, anchors, &error) != apptunnel_status_Ok) {
            status = fail(error);
            goto done;
        }
    }
    if (apptunnel_upload_check(bundle, options, at, &report, &error) != apptunnel_status_Ok) {
        status = fail(error);
        goto done;
    }

    printf("%zu certificates\n", apptunnel_bundle_certificate_count(bundle));
    print_report(report);
    status = apptunnel_report_is_accepted(report) ? 0 : 1;

done:
    apptunnel_report_free(report);
    apptunnel_upload_options_free(options);
    apptunnel_bundle_free(anchors);
    apptunnel_bundle_free(bundle);
    apptunnel_error_free(error);
    free(anchor_file.data);
    free(file.data);
    return status;
}

static void print_report(const apptunnel_report *report)
{
    const size_t count = apptunnel_report_finding_count(report);
    for (size_t i = 0; i < count; i++) {
        const char *severity = "info";
        switch (apptunnel_report_finding_severity(report, i)) {
        case apptunnel_severity_Error:
            severity = "error";
            break;
        case apptunnel_severity_Warning:
            severity = "warning";
            break;
        default:
            break;
        }
        printf("%-7s ", severity);
        print_text("", apptunnel_report_finding_code(report, i));
        if (apptunnel_report_finding_subject(report, i) == apptunnel_subject_Certificate) {
            printf(", certificate [%lld]", (long long)apptunnel_report_finding_certificate(report, i));
        } else {
            print_text(", ", apptunnel_report_finding_subject_name(report, i));
        }
        print_text("\n        ", apptunnel_report_finding_message(report, i));
        print_text("\n        ", apptunnel_report_finding_remedy(report, i));
        print_text(" (", apptunnel_report_finding_reference(report, i));
        printf(")\n");
    }
    print_text("", apptunnel_report_json(report));
    printf("\n");
}

static void print_text(const char *before, apptunnel_text text)
{
    printf("%s%.*s", before, (int)text.length, text.data == NULL ? "" : text.data);
}

static int fail(apptunnel_error *error)
{
    const apptunnel_text kind = apptunnel_error_kind(error);
    const apptunnel_text message = apptunnel_error_message(error);
    fprintf(stderr, "check: %.*s: %.*s\n", (int)kind.length, kind.data, (int)message.length, message.data);
    return 2;
}
