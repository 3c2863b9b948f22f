/* Says whether a Sentry profile may be saved, through the C ABI.
 *
 * usage: profile FILE
 *   FILE  a profile or a draft of one in JSON, such as examples/profile.json
 *
 * Exit status: 0 accepted, 1 refused, 2 could not be looked at. */

#include "read_file.h"

#include <apptunnel.h>

#include <stdio.h>
#include <stdlib.h>

static void print(FILE *stream, const char *before, apptunnel_text text);

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: profile FILE\n");
        return 2;
    }
    if (apptunnel_abi_version() != APPTUNNEL_ABI_VERSION) {
        fprintf(stderr, "profile: the header is of another version than the library %s\n", apptunnel_version());
        return 2;
    }

    int status = 2;
    apptunnel_error *error = NULL;
    apptunnel_profile_draft *draft = NULL;
    apptunnel_profile *profile = NULL;
    apptunnel_report *report = NULL;
    struct file file = {NULL, 0};

    if (read_file(argv[1], &file) != 0) {
        goto done;
    }
    if (apptunnel_profile_draft_from_json((const char *)file.data, file.length, &draft, &error) != apptunnel_status_Ok ||
        apptunnel_profile_draft_check(draft, &report, &profile, &error) != apptunnel_status_Ok) {
        print(stderr, "profile: ", apptunnel_error_kind(error));
        print(stderr, ": ", apptunnel_error_message(error));
        fprintf(stderr, "\n");
        goto done;
    }

    print(stdout, "", apptunnel_report_text(report));
    status = apptunnel_report_is_accepted(report) ? 0 : 1;
    /* There is a profile only if no finding is an error. */
    for (size_t i = 0; i < apptunnel_profile_service_count(profile); i++) {
        print(stdout, "service ", apptunnel_profile_service_type(profile, i));
        /* ActiveSync has no name. */
        const apptunnel_text name = apptunnel_profile_service_name(profile, i);
        print(stdout, name.data == NULL ? "" : " ", name);
        printf("\n");
    }

done:
    apptunnel_report_free(report);
    apptunnel_profile_free(profile);
    apptunnel_profile_draft_free(draft);
    apptunnel_error_free(error);
    free(file.data);
    return status;
}

static void print(FILE *stream, const char *before, apptunnel_text text)
{
    fprintf(stream, "%s%.*s", before, (int)text.length, text.data == NULL ? "" : text.data);
}
