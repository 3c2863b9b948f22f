/* Shares a file, options and a report between threads: what is not being changed needs no lock.
 *
 * usage: threads FILE PASSWORD SECONDS
 *   PASSWORD  '-' for none
 *   SECONDS   instant to check for, in seconds since 1970-01-01T00:00:00Z
 *
 * Exit status: 0 if every thread comes to the same report, 1 if not, 2 if the file could not be looked at. */

#include "read_file.h"

#include <apptunnel.h>

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define THREADS 8

/* What all threads use. Nobody changes it. */
struct shared {
    const apptunnel_bundle *bundle;
    const apptunnel_upload_options *options;
    const apptunnel_report *report;
    int64_t at;
};

static bool compare(const struct shared *shared);

static void *run(void *argument)
{
    return compare(argument) ? argument : NULL;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: threads FILE PASSWORD SECONDS\n");
        return 2;
    }
    const char *password = strcmp(argv[2], "-") == 0 ? NULL : argv[2];
    const int64_t at = strtoll(argv[3], NULL, 10);
    int status = 2;
    struct file file = {NULL, 0};
    apptunnel_bundle *bundle = NULL;
    apptunnel_report *report = NULL;
    apptunnel_upload_options *options = apptunnel_upload_options_new();

    if (read_file(argv[1], &file) != 0 ||
        apptunnel_bundle_open(file.data, file.length, password, password == NULL ? 0 : strlen(password), NULL, &bundle, NULL) !=
            apptunnel_status_Ok ||
        apptunnel_upload_options_set_expires_within_days(options, 3650, NULL) != apptunnel_status_Ok ||
        apptunnel_upload_check(bundle, options, at, &report, NULL) != apptunnel_status_Ok) {
        fprintf(stderr, "threads: %s could not be looked at\n", argv[1]);
        goto done;
    }

    printf("%zu bytes of JSON, the first message has %zu\n", apptunnel_report_json(report).length,
           apptunnel_report_finding_message(report, 0).length);
    struct shared shared = {bundle, options, report, at};
    pthread_t threads[THREADS];
    int started = 0;
    while (started < THREADS && pthread_create(&threads[started], NULL, run, &shared) == 0) {
        started++;
    }
    int agreed = 0;
    for (int i = 0; i < started; i++) {
        void *result = NULL;
        pthread_join(threads[i], &result);
        agreed += result != NULL;
    }
    printf("%d of %d threads came to the same report\n", agreed, THREADS);
    status = agreed == THREADS ? 0 : 1;

done:
    apptunnel_report_free(report);
    apptunnel_upload_options_free(options);
    apptunnel_bundle_free(bundle);
    free(file.data);
    return status;
}

static bool same(apptunnel_text a, apptunnel_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* Checks the shared file once more, and whether that says what the shared report says. */
static bool compare(const struct shared *shared)
{
    apptunnel_report *own = NULL;
    if (apptunnel_upload_check(shared->bundle, shared->options, shared->at, &own, NULL) != apptunnel_status_Ok) {
        return false;
    }
    const size_t count = apptunnel_report_finding_count(own);
    bool agreed = count > 0 && apptunnel_report_finding_count(shared->report) == count;
    for (size_t i = 0; agreed && i < count; i++) {
        agreed = same(apptunnel_report_finding_message(own, i), apptunnel_report_finding_message(shared->report, i));
    }
    agreed = agreed && same(apptunnel_report_json(own), apptunnel_report_json(shared->report));
    apptunnel_report_free(own);
    return agreed;
}
