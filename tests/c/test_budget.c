#include "apptunnel_test.h"

#include <stdlib.h>

void test_budget(void)
{
    apptunnel_budget *budget = apptunnel_budget_new();
    /* Each limit is its own: a number goes into one and comes out of it alone. */
    for (uint32_t limit = 0; limit <= APPTUNNEL_LIMIT_INSTANTS; limit++) {
        CHECK(apptunnel_budget_get(budget, limit) > 0);
        WORKS(apptunnel_budget_set(budget, limit, 1000 + limit, error));
    }
    for (uint32_t limit = 0; limit <= APPTUNNEL_LIMIT_INSTANTS; limit++) {
        CHECK_EQUAL(apptunnel_budget_get(budget, limit), 1000 + limit);
    }
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_SCRYPT_COST, UINT64_MAX, error));
    CHECK(apptunnel_budget_get(budget, APPTUNNEL_LIMIT_SCRYPT_COST) == UINT64_MAX);
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_PATHS, UINT64_MAX, error));
    CHECK(apptunnel_budget_get(budget, APPTUNNEL_LIMIT_PATHS) == SIZE_MAX);
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_budget_set(budget, APPTUNNEL_LIMIT_INSTANTS + 1, 1, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_budget_set(budget, UINT32_MAX, 1, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_budget_set(NULL, APPTUNNEL_LIMIT_PATHS, 1, error));
    CHECK_EQUAL(apptunnel_budget_get(budget, UINT32_MAX), 0);
    CHECK_EQUAL(apptunnel_budget_get(NULL, APPTUNNEL_LIMIT_PATHS), 0);

    /* It holds. */
    struct test_file file = test_read("examples/files/good.p12");
    apptunnel_bundle *bundle = NULL;
    apptunnel_budget_free(budget);
    budget = apptunnel_budget_new();
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_KDF_ITERATIONS, 2047, error));
    REFUSED(apptunnel_status_LimitExceeded,
            apptunnel_bundle_open(file.data, file.length, TEXT("sentry"), budget, &bundle, error));
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_KDF_ITERATIONS, 100000, error));
    WORKS(apptunnel_bundle_open(file.data, file.length, TEXT("sentry"), budget, &bundle, error));
    apptunnel_bundle_free(bundle);
    free(file.data);

    /* No limit at all is no fault: strings in pieces, deeply nested, are still read. */
    file = test_read("tests/fixtures/containers/p12-ber-nested.p12");
    bundle = NULL;
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_ASN1_DEPTH, UINT64_MAX, error));
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_SAFE_CONTENTS_DEPTH, UINT64_MAX, error));
    WORKS(apptunnel_bundle_open(file.data, file.length, TEXT("Passwort-1"), budget, &bundle, error));
    CHECK(apptunnel_bundle_certificate_count(bundle) > 0);
    apptunnel_bundle_free(bundle);
    free(file.data);

    apptunnel_budget_free(budget);
    apptunnel_budget_free(NULL);
}
