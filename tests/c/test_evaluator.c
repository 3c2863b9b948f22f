#include "apptunnel_test.h"

#include <stdlib.h>

static void evaluate_rule_sets(void);
static void set_what_counts(void);
static void set_what_apple_asks(void);
static void look_at_crls(void);
static void ask_every_release(void);
static void refuse_arguments(void);
static void evaluate_alone(void *argument);

/* A chain of three: leaf, issuing CA, root. */
struct chain {
    apptunnel_bundle *bundle;
    const apptunnel_certificate *leaf;
    const apptunnel_certificate *others[2];
    apptunnel_evaluator *evaluator;
};

static struct chain chain_of(const char *path, const char *password, uint32_t rule_set, int64_t at)
{
    struct chain chain = {test_open(path, password), NULL, {NULL, NULL}, NULL};
    chain.leaf = apptunnel_bundle_certificate(chain.bundle, 0);
    chain.others[0] = apptunnel_bundle_certificate(chain.bundle, 1);
    chain.others[1] = apptunnel_bundle_certificate(chain.bundle, 2);
    WORKS(apptunnel_evaluator_new(rule_set, at, &chain.evaluator, error));
    WORKS(apptunnel_evaluator_add_anchor(chain.evaluator, chain.others[1], APPTUNNEL_ORIGIN_USER, error));
    return chain;
}

static struct chain good_chain(uint32_t rule_set)
{
    return chain_of("examples/files/good.p12", "sentry", rule_set, AT);
}

static void free_chain(struct chain *chain)
{
    apptunnel_evaluator_free(chain->evaluator);
    apptunnel_bundle_free(chain->bundle);
}

static apptunnel_evaluation *evaluate(const struct chain *chain)
{
    apptunnel_evaluation *evaluation = NULL;
    WORKS(apptunnel_evaluator_evaluate(chain->evaluator, chain->leaf, chain->others, 2, &evaluation, error));
    return evaluation;
}

static bool accepts(const struct chain *chain)
{
    apptunnel_evaluation *evaluation = evaluate(chain);
    const bool accepted = apptunnel_evaluation_is_accepted(evaluation);
    apptunnel_evaluation_free(evaluation);
    return accepted;
}

/* Whether the best path has a finding with this code. */
static bool finds(const struct chain *chain, const char *code)
{
    apptunnel_evaluation *evaluation = evaluate(chain);
    const apptunnel_report *report = apptunnel_evaluation_path_report(evaluation, 0);
    bool found = false;
    for (size_t i = 0; i < apptunnel_report_finding_count(report); i++) {
        found = found || test_is(apptunnel_report_finding_code(report, i), code);
    }
    apptunnel_evaluation_free(evaluation);
    return found;
}

void test_evaluator(void)
{
    evaluate_rule_sets();
    set_what_counts();
    set_what_apple_asks();
    look_at_crls();
    ask_every_release();
    refuse_arguments();

    struct chain chain = good_chain(APPTUNNEL_RULE_SET_APPLE);
    test_threads(evaluate_alone, &chain);
    free_chain(&chain);
    apptunnel_evaluator_free(NULL);
}

static void evaluate_alone(void *argument)
{
    CHECK(accepts(argument));
}

static void evaluate_rule_sets(void)
{
    for (uint32_t rule_set = APPTUNNEL_RULE_SET_RFC5280; rule_set <= APPTUNNEL_RULE_SET_APPLE_BASIC_X509; rule_set++) {
        struct chain chain = good_chain(rule_set);
        CHECK(accepts(&chain));
        WORKS(apptunnel_evaluator_set_server_name(chain.evaluator, TEXT("other.example.org"), error));
        CHECK_EQUAL(accepts(&chain), rule_set == APPTUNNEL_RULE_SET_APPLE_BASIC_X509);
        free_chain(&chain);
    }
    /* Of iOS 13, a key of 1,024 bits is refused; before, not. */
    struct chain short_key = chain_of("examples/files/rsa-1024.p12", "sentry", APPTUNNEL_RULE_SET_APPLE, AT);
    CHECK(!accepts(&short_key));
    WORKS(apptunnel_evaluator_set_release(short_key.evaluator, TEXT("ios:12.4"), error));
    CHECK(accepts(&short_key));
    WORKS(apptunnel_evaluator_set_release(short_key.evaluator, TEXT("macos:10.15"), error));
    CHECK(!accepts(&short_key));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_release(short_key.evaluator, TEXT("ios:9"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_release(short_key.evaluator, TEXT("android:9"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_set_release(short_key.evaluator, NULL, 0, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_evaluator_set_release(short_key.evaluator, NOT_UTF8, error));
    free_chain(&short_key);
}

static void set_what_counts(void)
{
    struct chain chain = good_chain(APPTUNNEL_RULE_SET_RFC5280);
    apptunnel_evaluator *evaluator = chain.evaluator;
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_release(evaluator, TEXT("ios:18"), error));

    WORKS(apptunnel_evaluator_set_server_name(evaluator, TEXT("other.example.org"), error));
    CHECK(finds(&chain, "rfc9525.server-name"));
    WORKS(apptunnel_evaluator_set_server_name(evaluator, TEXT("sentry.example.com"), error));
    CHECK(accepts(&chain));
    WORKS(apptunnel_evaluator_set_server_name(evaluator, NULL, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_server_name(evaluator, TEXT("https://a"), error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_evaluator_set_server_name(evaluator, NOT_UTF8, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_set_server_name(NULL, TEXT("a.example"), error));

    for (uint32_t purpose = 0; purpose <= APPTUNNEL_KEY_PURPOSE_C2PA_TIMESTAMPING; purpose++) {
        WORKS(apptunnel_evaluator_set_purpose(evaluator, purpose, APPTUNNEL_STRICTNESS_STRICT_LEAF, error));
        CHECK_EQUAL(accepts(&chain), purpose == APPTUNNEL_KEY_PURPOSE_ANY || purpose == APPTUNNEL_KEY_PURPOSE_SERVER);
    }
    WORKS(apptunnel_evaluator_set_purpose(evaluator, APPTUNNEL_KEY_PURPOSE_SERVER, APPTUNNEL_STRICTNESS_STRICT, error));
    WORKS(apptunnel_evaluator_set_purpose(evaluator, APPTUNNEL_KEY_PURPOSE_ANY, APPTUNNEL_STRICTNESS_LAX, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_purpose(evaluator, 6, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_purpose(evaluator, 0, 3, error));

    WORKS(apptunnel_evaluator_set_policies(evaluator, true, true, true, error));
    CHECK(!accepts(&chain));
    WORKS(apptunnel_evaluator_set_policies(evaluator, false, false, false, error));
    WORKS(apptunnel_evaluator_add_initial_policy(evaluator, TEXT("2.23.140.1.2.1"), error));
    WORKS(apptunnel_evaluator_add_initial_policy(evaluator, TEXT("1.3.6.1.4.1.11129.2.5.3"), error));
    CHECK(accepts(&chain));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_add_initial_policy(evaluator, TEXT("policy"), error));

    WORKS(apptunnel_evaluator_set_max_intermediates(evaluator, 0, error));
    CHECK(finds(&chain, "path.too-long"));
    WORKS(apptunnel_evaluator_set_max_intermediates(evaluator, SIZE_MAX, error));
    CHECK(accepts(&chain));

    /* What was found good once is remembered, and the answers stay. */
    for (size_t bound = SIZE_MAX; bound > 0; bound = bound > 10 ? 10 : bound - 10) {
        WORKS(apptunnel_evaluator_set_signature_cache(evaluator, bound, error));
        CHECK(accepts(&chain) && accepts(&chain));
        WORKS(apptunnel_evaluator_set_server_name(evaluator, TEXT("other.example.org"), error));
        CHECK(finds(&chain, "rfc9525.server-name"));
        WORKS(apptunnel_evaluator_set_server_name(evaluator, NULL, 0, error));
    }
    WORKS(apptunnel_evaluator_set_signature_cache(evaluator, 0, error));
    CHECK(accepts(&chain));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_set_signature_cache(NULL, 10, error));

    apptunnel_budget *budget = apptunnel_budget_new();
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_SIGNATURES, 1, error));
    WORKS(apptunnel_evaluator_set_budget(evaluator, budget, error));
    apptunnel_budget_free(budget);
    apptunnel_evaluation *evaluation = evaluate(&chain);
    CHECK(!apptunnel_evaluation_is_accepted(evaluation));
    CHECK_TEXT(apptunnel_evaluation_budget_spent(evaluation), "signatures");
    apptunnel_evaluation_free(evaluation);
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_set_budget(evaluator, NULL, error));
    free_chain(&chain);

    /* Long after the root has expired: whether that counts is for the caller to say. */
    chain = chain_of("examples/files/good.p12", "sentry", APPTUNNEL_RULE_SET_RFC5280, INT64_C(4000000000));
    WORKS(apptunnel_evaluator_add_trusted_leaf(chain.evaluator, chain.others[1], error));
    chain.leaf = chain.others[1];
    WORKS(apptunnel_evaluator_set_require_self_signed(chain.evaluator, true, error));
    CHECK(!finds(&chain, "path.not-self-signed"));
    free_chain(&chain);

    chain = good_chain(APPTUNNEL_RULE_SET_RFC5280);
    for (uint32_t checks = 0; checks <= APPTUNNEL_ANCHOR_CHECKS_CONSTRAINTS_AND_VALIDITY; checks++) {
        WORKS(apptunnel_evaluator_set_anchor_checks(chain.evaluator, checks, error));
        CHECK(accepts(&chain));
    }
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_anchor_checks(chain.evaluator, 4, error));
    WORKS(apptunnel_evaluator_add_trusted_leaf(chain.evaluator, chain.leaf, error));
    WORKS(apptunnel_evaluator_set_require_self_signed(chain.evaluator, true, error));
    CHECK(accepts(&chain));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_trusted_leaf(chain.evaluator, NULL, error));
    free_chain(&chain);

    chain = chain_of("examples/files/sha1.p12", "sentry", APPTUNNEL_RULE_SET_RFC5280, AT);
    CHECK(!accepts(&chain));
    WORKS(apptunnel_evaluator_allow_sha1(chain.evaluator, error));
    CHECK(accepts(&chain));
    free_chain(&chain);
}

static void set_what_apple_asks(void)
{
    struct chain chain = good_chain(APPTUNNEL_RULE_SET_APPLE);
    apptunnel_evaluator *evaluator = chain.evaluator;
    const uint8_t sha256[32] = {0};

    for (uint32_t list = 0; list <= APPTUNNEL_HASH_REVOKED_CERTIFICATE; list++) {
        struct chain other = good_chain(APPTUNNEL_RULE_SET_APPLE);
        WORKS(apptunnel_evaluator_add_hash(other.evaluator, list, sha256, 32, error));
        /* A pin that nobody has is missed; the other lists do not name this chain. */
        CHECK_EQUAL(accepts(&other), list != APPTUNNEL_HASH_PINNED_CA_KEY && list != APPTUNNEL_HASH_PINNED_LEAF_KEY);
        free_chain(&other);
    }
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_add_hash(evaluator, 7, sha256, 32, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_add_hash(evaluator, 0, sha256, 31, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_hash(evaluator, 0, NULL, 32, error));

    WORKS(apptunnel_evaluator_set_key_usage(evaluator, 1, error));
    WORKS(apptunnel_evaluator_set_transparency_off(evaluator, true, error));
    WORKS(apptunnel_evaluator_set_transparency_off(evaluator, false, error));
    WORKS(apptunnel_evaluator_add_excepted_domain(evaluator, TEXT(".example.com"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_excepted_domain(evaluator, NULL, 0, error));
    WORKS(apptunnel_evaluator_set_served_timestamps(evaluator, sha256, 32, NULL, 0, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_set_served_timestamps(evaluator, NULL, 1, NULL, 0, error));
    WORKS(apptunnel_evaluator_set_log_list(evaluator, TEXT("{\"operators\": []}"), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_evaluator_set_log_list(evaluator, TEXT("{"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_set_log_list(evaluator, NULL, 0, error));
    CHECK(accepts(&chain));

    const int64_t none = APPTUNNEL_NO_INSTANT;
    WORKS(apptunnel_evaluator_add_date_limit(evaluator, sha256, 32, none, none, false, error));
    WORKS(apptunnel_evaluator_add_date_limit(evaluator, sha256, 32, 0, AT, true, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_add_date_limit(evaluator, sha256, 31, none, none, false, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_add_date_limit(evaluator, sha256, 32, INT64_MIN, none, false, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_add_date_limit(evaluator, sha256, 32, none, INT64_MAX, false, error));

    for (uint32_t setting = 0; setting <= APPTUNNEL_TRUST_SETTING_UNSPECIFIED; setting++) {
        struct chain other = good_chain(APPTUNNEL_RULE_SET_APPLE);
        WORKS(apptunnel_evaluator_add_trust_setting(other.evaluator, other.others[1], setting, error));
        /* An entry takes the place of the one by which MDM installed the root. */
        CHECK_EQUAL(accepts(&other), setting == APPTUNNEL_TRUST_SETTING_TRUST_ROOT);
        free_chain(&other);
    }
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_add_trust_setting(evaluator, chain.leaf, 4, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_trust_setting(evaluator, NULL, 0, error));

    WORKS(apptunnel_evaluator_set_pinning_required(evaluator, true, error));
    CHECK(!accepts(&chain));
    WORKS(apptunnel_evaluator_set_pinning_required(evaluator, false, error));
    free_chain(&chain);

    /* Without the root, and with it said that one stands above. */
    apptunnel_bundle *bundle = test_open("examples/files/no-root.p12", "sentry");
    chain = (struct chain){bundle, apptunnel_bundle_certificate(bundle, 0), {NULL, NULL}, NULL};
    chain.others[0] = chain.others[1] = apptunnel_bundle_certificate(bundle, 1);
    WORKS(apptunnel_evaluator_new(APPTUNNEL_RULE_SET_APPLE, AT, &chain.evaluator, error));
    CHECK(!accepts(&chain));
    WORKS(apptunnel_evaluator_set_missing_root(chain.evaluator, APPTUNNEL_ORIGIN_USER, error));
    CHECK(accepts(&chain));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_set_missing_root(chain.evaluator, APPTUNNEL_ORIGIN_DEVICE, error));
    free_chain(&chain);
}

static void look_at_crls(void)
{
    struct chain chain = good_chain(APPTUNNEL_RULE_SET_RFC5280);
    apptunnel_evaluator *evaluator = chain.evaluator;
    for (uint32_t scope = APPTUNNEL_REVOCATION_SCOPE_OFF; scope <= APPTUNNEL_REVOCATION_SCOPE_CHAIN; scope++) {
        WORKS(apptunnel_evaluator_set_revocation(evaluator, scope, true, error));
        CHECK_EQUAL(accepts(&chain), scope == APPTUNNEL_REVOCATION_SCOPE_OFF);
    }
    CHECK(finds(&chain, "rfc5280.revocation-unknown"));
    WORKS(apptunnel_evaluator_set_revocation(evaluator, APPTUNNEL_REVOCATION_SCOPE_CHAIN, false, error));
    CHECK(accepts(&chain));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_revocation(evaluator, 3, false, error));

    WORKS(apptunnel_evaluator_set_crl_options(evaluator, -1, true, 3, error));
    WORKS(apptunnel_evaluator_set_crl_options(evaluator, INT64_MAX, false, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_crl_options(evaluator, -2, true, 3, error));
    WORKS(apptunnel_evaluator_set_crl_options(evaluator, -1, true, 16, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_crl_options(evaluator, -1, true, 17, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_set_crl_options(evaluator, -1, true, SIZE_MAX, error));

    const uint8_t no_crl[] = {0x30, 0x00};
    REFUSED(apptunnel_status_Corrupt, apptunnel_evaluator_add_crl(evaluator, no_crl, sizeof no_crl, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_crl(evaluator, NULL, 1, error));

    apptunnel_string *status = NULL;
    WORKS(apptunnel_evaluator_revocation_status(evaluator, chain.leaf, chain.others[0], chain.others, 2, &status, error));
    CHECK_CONTAINS(apptunnel_string_text(status), "\"status\":\"unknown\"");
    apptunnel_string_free(status);
    status = NULL;
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_revocation_status(evaluator, NULL, chain.others[0], NULL, 0, &status, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_revocation_status(evaluator, chain.leaf, NULL, NULL, 0, &status, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_revocation_status(NULL, chain.leaf, chain.leaf, NULL, 0, &status, error));
    CHECK(status == NULL);
    free_chain(&chain);
}

static void ask_every_release(void)
{
    struct chain chain = chain_of("examples/files/rsa-1024.p12", "sentry", APPTUNNEL_RULE_SET_APPLE, AT);
    apptunnel_string *matrix = NULL;
    WORKS(apptunnel_evaluator_matrix(chain.evaluator, TEXT("ios"), chain.leaf, chain.others, 2, &matrix, error));
    CHECK_CONTAINS(apptunnel_string_text(matrix), "\"from\":\"ios:13");
    apptunnel_string_free(matrix);
    matrix = NULL;
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_matrix(chain.evaluator, TEXT("android"), chain.leaf, chain.others, 2, &matrix, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_matrix(NULL, TEXT("ios"), chain.leaf, chain.others, 2, &matrix, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_matrix(chain.evaluator, TEXT("ios"), NULL, chain.others, 2, &matrix, error));
    CHECK(matrix == NULL);
    free_chain(&chain);
}

static void refuse_arguments(void)
{
    apptunnel_evaluator *evaluator = NULL;
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_new(5, AT, &evaluator, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_new(UINT32_MAX, AT, &evaluator, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_new(0, INT64_MAX, &evaluator, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_new(0, AT, NULL, error));
    CHECK(evaluator == NULL);

    struct chain chain = good_chain(APPTUNNEL_RULE_SET_RFC5280);
    apptunnel_evaluation *evaluation = NULL;
    const apptunnel_certificate *const nothing[] = {chain.others[0], NULL};
    evaluator = chain.evaluator;
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_evaluate(NULL, chain.leaf, NULL, 0, &evaluation, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_evaluate(evaluator, NULL, NULL, 0, &evaluation, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_evaluate(evaluator, chain.leaf, NULL, 1, &evaluation, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_evaluate(evaluator, chain.leaf, nothing, 2, &evaluation, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_evaluate(evaluator, chain.leaf, nothing, SIZE_MAX, &evaluation, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_evaluator_evaluate(evaluator, chain.leaf, nothing, SIZE_MAX / 8 + 2, &evaluation, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_evaluator_evaluate(evaluator, chain.leaf, chain.others, 2, NULL, error));
    CHECK(evaluation == NULL);

    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_add_anchor(evaluator, chain.leaf, 4, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_anchor(evaluator, NULL, 0, error));
    WORKS(apptunnel_evaluator_add_anchors(evaluator, chain.bundle, APPTUNNEL_ORIGIN_DEVICE, error));
    WORKS(apptunnel_evaluator_add_anchors(evaluator, chain.bundle, APPTUNNEL_ORIGIN_SYSTEM, error));
    WORKS(apptunnel_evaluator_add_anchors(evaluator, chain.bundle, APPTUNNEL_ORIGIN_APP, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_evaluator_add_anchors(evaluator, chain.bundle, 4, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluator_add_anchors(evaluator, NULL, 0, error));
    free_chain(&chain);
}
