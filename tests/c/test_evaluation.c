#include "apptunnel_test.h"

static void read_accepted(void *argument);
static void read_refused(void);
static void read_absent(const apptunnel_evaluation *evaluation, size_t path);

/* What iOS says of a file of three certificates whose root MDM installed. */
static apptunnel_evaluation *evaluation_of(const char *path, const char *password, uint32_t rule_set)
{
    apptunnel_bundle *bundle = test_open(path, password);
    const apptunnel_certificate *const others[] = {apptunnel_bundle_certificate(bundle, 1),
                                                   apptunnel_bundle_certificate(bundle, 2)};
    apptunnel_evaluator *evaluator = NULL;
    apptunnel_evaluation *evaluation = NULL;
    WORKS(apptunnel_evaluator_new(rule_set, AT, &evaluator, error));
    WORKS(apptunnel_evaluator_add_anchor(evaluator, others[1], APPTUNNEL_ORIGIN_USER, error));
    WORKS(apptunnel_evaluator_evaluate(evaluator, apptunnel_bundle_certificate(bundle, 0), others, 2, &evaluation, error));
    /* The evaluation is its own. */
    apptunnel_evaluator_free(evaluator);
    apptunnel_bundle_free(bundle);
    return evaluation;
}

void test_evaluation(void)
{
    apptunnel_evaluation *evaluation = evaluation_of("examples/files/good.p12", "sentry", APPTUNNEL_RULE_SET_APPLE);
    test_threads(read_accepted, evaluation);
    read_absent(evaluation, apptunnel_evaluation_path_count(evaluation));
    read_absent(evaluation, SIZE_MAX);
    apptunnel_string *string = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluation_json(evaluation, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluation_json(NULL, &string, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluation_explain(evaluation, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_evaluation_explain(NULL, &string, error));
    CHECK(string == NULL);
    apptunnel_evaluation_free(evaluation);
    read_refused();

    evaluation = evaluation_of("examples/files/good.p12", "sentry", APPTUNNEL_RULE_SET_RFC5280);
    CHECK(apptunnel_evaluation_is_accepted(evaluation));
    CHECK_EQUAL(apptunnel_evaluation_trust_result(evaluation), apptunnel_trust_result_None);
    WORKS(apptunnel_evaluation_explain(evaluation, &string, error));
    CHECK_TEXT(apptunnel_string_text(string), "");
    apptunnel_string_free(string);
    apptunnel_evaluation_free(evaluation);

    read_absent(NULL, 0);
    CHECK(!apptunnel_evaluation_is_accepted(NULL));
    CHECK_EQUAL(apptunnel_evaluation_trust_result(NULL), apptunnel_trust_result_None);
    CHECK_EQUAL(apptunnel_evaluation_os_status(NULL), 0);
    CHECK_TEXT(apptunnel_evaluation_os_status_name(NULL), NULL);
    CHECK_TEXT(apptunnel_evaluation_budget_spent(NULL), NULL);
    CHECK_EQUAL(apptunnel_evaluation_path_count(NULL), 0);
    apptunnel_evaluation_free(NULL);
    CHECK_TEXT(apptunnel_string_text(NULL), NULL);
    apptunnel_string_free(NULL);
}

static void read_accepted(void *argument)
{
    const apptunnel_evaluation *evaluation = argument;
    CHECK(apptunnel_evaluation_is_accepted(evaluation));
    /* The user decided to trust the root. */
    CHECK_EQUAL(apptunnel_evaluation_trust_result(evaluation), apptunnel_trust_result_Proceed);
    CHECK_EQUAL(apptunnel_evaluation_os_status(evaluation), 0);
    CHECK_TEXT(apptunnel_evaluation_os_status_name(evaluation), NULL);
    CHECK_TEXT(apptunnel_evaluation_budget_spent(evaluation), NULL);
    CHECK(apptunnel_evaluation_path_is_accepted(evaluation, 0));
    CHECK(apptunnel_evaluation_path_is_complete(evaluation, 0));
    CHECK_EQUAL(apptunnel_evaluation_path_length(evaluation, 0), 3);
    CHECK_TEXT(apptunnel_certificate_subject(apptunnel_evaluation_path_certificate(evaluation, 0, 0)),
               "CN=sentry.example.com");
    CHECK(apptunnel_certificate_is_self_issued(apptunnel_evaluation_path_certificate(evaluation, 0, 2)));
    CHECK(apptunnel_evaluation_path_certificate(evaluation, 0, 3) == NULL);
    CHECK(apptunnel_report_is_accepted(apptunnel_evaluation_path_report(evaluation, 0)));

    apptunnel_string *json = NULL;
    WORKS(apptunnel_evaluation_json(evaluation, &json, error));
    CHECK_CONTAINS(apptunnel_string_text(json), "\"verdict\":\"accepted\"");
    CHECK_CONTAINS(apptunnel_string_text(json), "\"role\":\"root\"");
    apptunnel_string_free(json);
}

static void read_refused(void)
{
    apptunnel_evaluation *evaluation = evaluation_of("examples/files/rsa-1024.p12", "sentry", APPTUNNEL_RULE_SET_APPLE);
    CHECK(!apptunnel_evaluation_is_accepted(evaluation));
    CHECK_EQUAL(apptunnel_evaluation_trust_result(evaluation), apptunnel_trust_result_Recoverable);
    CHECK_EQUAL(apptunnel_evaluation_os_status(evaluation), -67735);
    CHECK_TEXT(apptunnel_evaluation_os_status_name(evaluation), "errSecUnsupportedKeySize");
    CHECK(!apptunnel_evaluation_path_is_accepted(evaluation, 0));

    const apptunnel_report *report = apptunnel_evaluation_path_report(evaluation, 0);
    CHECK(!apptunnel_report_is_accepted(report));
    CHECK_EQUAL(apptunnel_report_finding_subject(report, 0), apptunnel_subject_Certificate);
    CHECK_EQUAL(apptunnel_report_finding_certificate(report, 0), 0);
    CHECK_CONTAINS(apptunnel_report_json(report), "\"verdict\":\"refused\"");
    CHECK_CONTAINS(apptunnel_report_text(report), "1024 bits");

    apptunnel_string *words = NULL;
    WORKS(apptunnel_evaluation_explain(evaluation, &words, error));
    CHECK_CONTAINS(apptunnel_string_text(words), "iOS 13");
    apptunnel_string_free(words);
    apptunnel_evaluation_free(evaluation);
}

static void read_absent(const apptunnel_evaluation *evaluation, size_t path)
{
    CHECK(!apptunnel_evaluation_path_is_accepted(evaluation, path));
    CHECK(!apptunnel_evaluation_path_is_complete(evaluation, path));
    CHECK_EQUAL(apptunnel_evaluation_path_length(evaluation, path), 0);
    CHECK(apptunnel_evaluation_path_certificate(evaluation, path, 0) == NULL);
    CHECK(apptunnel_evaluation_path_report(evaluation, path) == NULL);
}
