#include "arguments.h"

#include <stdlib.h>

struct file {
    apptunnel_bundle *bundle;
    const apptunnel_certificate *leaf;
    const apptunnel_certificate *others[2];
    int64_t begins;
    int64_t ends;
};

/* A leaf, its issuing CA and its root. */
static struct file open_file(const char *path)
{
    apptunnel_bundle *bundle = test_open(path, "sentry");
    const apptunnel_certificate *leaf = apptunnel_bundle_certificate(bundle, 0);
    return (struct file){bundle,
                         leaf,
                         {apptunnel_bundle_certificate(bundle, 1), apptunnel_bundle_certificate(bundle, 2)},
                         apptunnel_certificate_not_before(leaf),
                         apptunnel_certificate_not_after(leaf)};
}

static apptunnel_certificate_pair *pair_of(const struct file *primary, const struct file *reserve)
{
    apptunnel_certificate_pair *pair = NULL;
    WORKS(apptunnel_certificate_pair_new(primary->leaf, primary->others, 2, &pair, error));
    if (reserve != NULL) {
        WORKS(apptunnel_certificate_pair_set_reserve(pair, reserve->leaf, reserve->others, 2, error));
    }
    return pair;
}

static void check_active(const apptunnel_certificate_pair *pair, int64_t at, apptunnel_slot shown, bool is_valid,
                         apptunnel_active_reason reason)
{
    CHECK_EQUAL(apptunnel_certificate_pair_shown(pair, at), shown);
    CHECK_EQUAL(apptunnel_certificate_pair_is_valid(pair, at), is_valid);
    CHECK_EQUAL(apptunnel_certificate_pair_reason(pair, at), reason);
}

static int64_t next(const apptunnel_certificate_pair *pair, int64_t at)
{
    int64_t next = 0;
    WORKS(apptunnel_certificate_pair_next_transition(pair, at, &next, error));
    return next;
}

static int64_t outage(const apptunnel_certificate_pair *pair)
{
    int64_t outage = 0;
    WORKS(apptunnel_certificate_pair_outage_at(pair, AT, &outage, error));
    return outage;
}

static void show_one(const struct file *good);
static void show_two(const struct file *good, const struct file *expired, const struct file *later);
static void change_devices(const struct file *good, const struct file *sha1);
static void check_pair(const struct file *good, const struct file *expired);
static void forecast(const struct file *good);
static void of_fleet(void);
static void refuse_arguments(const struct file *good);
static void ask_alone(void *argument);

void test_second_certificate(void)
{
    struct file good = open_file("examples/files/good.p12");
    struct file expired = open_file("examples/files/expired.p12");
    struct file later = open_file("examples/files/not-yet-valid.p12");
    struct file sha1 = open_file("examples/files/sha1.p12");
    show_one(&good);
    show_two(&good, &expired, &later);
    change_devices(&good, &sha1);
    check_pair(&good, &expired);
    forecast(&good);
    of_fleet();
    refuse_arguments(&good);

    apptunnel_certificate_pair *pair = pair_of(&good, &later);
    test_threads(ask_alone, pair);
    apptunnel_certificate_pair_free(pair);
    apptunnel_certificate_pair_free(NULL);
    apptunnel_bundle_free(sha1.bundle);
    apptunnel_bundle_free(later.bundle);
    apptunnel_bundle_free(expired.bundle);
    apptunnel_bundle_free(good.bundle);
}

static void show_one(const struct file *good)
{
    apptunnel_certificate_pair *pair = pair_of(good, NULL);
    check_active(pair, good->begins - 1, apptunnel_slot_Primary, false, apptunnel_active_reason_NoneYetValid);
    check_active(pair, good->begins, apptunnel_slot_Primary, true, apptunnel_active_reason_PrimaryValid);
    check_active(pair, good->ends, apptunnel_slot_Primary, true, apptunnel_active_reason_PrimaryValid);
    check_active(pair, good->ends + 1, apptunnel_slot_Primary, false, apptunnel_active_reason_NoReserve);
    CHECK_EQUAL(next(pair, AT), good->ends + 1);
    CHECK_EQUAL(next(pair, good->ends + 1), APPTUNNEL_NO_INSTANT);
    CHECK_EQUAL(apptunnel_certificate_pair_coverage_gap(pair), 0);
    CHECK_EQUAL(outage(pair), good->ends + 1);
    int64_t days = 0;
    WORKS(apptunnel_certificate_pair_days_until_outage(pair, good->ends + 1 - 30 * 86400, &days, error));
    CHECK_EQUAL(days, 30);
    WORKS(apptunnel_certificate_pair_days_until_outage(pair, good->ends + 1000, &days, error));
    CHECK_EQUAL(days, 0);

    apptunnel_text_list *pins = NULL;
    WORKS(apptunnel_certificate_pair_pinned_set(pair, &pins, error));
    CHECK_EQUAL(apptunnel_text_list_count(pins), 1);
    const apptunnel_text pin = apptunnel_text_list_text(pins, 0);
    const apptunnel_text sha256 = apptunnel_certificate_sha256(good->leaf);
    CHECK(pin.length == 64 && sha256.length == 64 && memcmp(pin.data, sha256.data, 64) == 0);
    apptunnel_text_list_free(pins);
    apptunnel_certificate_pair_free(pair);
}

static void show_two(const struct file *good, const struct file *expired, const struct file *later)
{
    apptunnel_certificate_pair *pair = pair_of(good, later);
    check_active(pair, good->ends + 1, apptunnel_slot_Reserve, true, apptunnel_active_reason_PrimaryExpired);
    check_active(pair, later->ends + 1, apptunnel_slot_Primary, false, apptunnel_active_reason_BothExpired);
    CHECK_EQUAL(outage(pair), later->ends + 1);
    CHECK_EQUAL(apptunnel_certificate_pair_coverage_gap(pair), 0);
    apptunnel_text_list *pins = NULL;
    WORKS(apptunnel_certificate_pair_pinned_set(pair, &pins, error));
    CHECK_EQUAL(apptunnel_text_list_count(pins), 2);
    apptunnel_text_list_free(pins);
    /* Without the reserve again. */
    WORKS(apptunnel_certificate_pair_set_reserve(pair, NULL, NULL, 0, error));
    CHECK_EQUAL(outage(pair), good->ends + 1);
    apptunnel_certificate_pair_free(pair);

    pair = pair_of(expired, later);
    check_active(pair, AT, apptunnel_slot_None, false, apptunnel_active_reason_CoverageGap);
    CHECK_EQUAL(apptunnel_certificate_pair_coverage_gap(pair), later->begins - expired->ends);
    CHECK_EQUAL(next(pair, AT), later->begins);
    apptunnel_certificate_pair_free(pair);

    pair = pair_of(later, good);
    check_active(pair, AT, apptunnel_slot_Reserve, true, apptunnel_active_reason_PrimaryNotYetValid);
    WORKS(apptunnel_certificate_pair_set_reserve_before_primary(pair, false, error));
    check_active(pair, AT, apptunnel_slot_Primary, false, apptunnel_active_reason_PrimaryNotYetValid);
    WORKS(apptunnel_certificate_pair_set_reserve_before_primary(pair, true, error));
    check_active(pair, AT, apptunnel_slot_Reserve, true, apptunnel_active_reason_PrimaryNotYetValid);
    apptunnel_certificate_pair_free(pair);
}

static void change_devices(const struct file *good, const struct file *sha1)
{
    apptunnel_certificate_pair *pair = pair_of(good, NULL);
    WORKS(apptunnel_certificate_pair_set_server_name(pair, TEXT("other.example.org"), error));
    CHECK_EQUAL(outage(pair), AT);
    WORKS(apptunnel_certificate_pair_set_server_name(pair, TEXT("sentry.example.com"), error));
    CHECK_EQUAL(outage(pair), good->ends + 1);
    WORKS(apptunnel_certificate_pair_set_server_name(pair, NULL, 0, error));
    CHECK_EQUAL(outage(pair), good->ends + 1);

    /* Devices that have another root, then none that is known, then the right one besides. */
    apptunnel_bundle *group = test_open("examples/files/group.cer", NULL);
    const apptunnel_certificate *other = apptunnel_bundle_certificate(group, 0);
    WORKS(apptunnel_certificate_pair_add_anchor(pair, other, APPTUNNEL_ORIGIN_DEVICE, error));
    CHECK_EQUAL(outage(pair), AT);
    WORKS(apptunnel_certificate_pair_clear_anchors(pair, error));
    CHECK_EQUAL(outage(pair), good->ends + 1);
    WORKS(apptunnel_certificate_pair_add_anchor(pair, other, APPTUNNEL_ORIGIN_DEVICE, error));
    WORKS(apptunnel_certificate_pair_add_anchor(pair, good->others[1], APPTUNNEL_ORIGIN_USER, error));
    CHECK_EQUAL(outage(pair), good->ends + 1);
    apptunnel_bundle_free(group);

    apptunnel_budget *budget = apptunnel_budget_new();
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_SIGNATURES, 0, error));
    WORKS(apptunnel_certificate_pair_set_budget(pair, budget, error));
    CHECK_EQUAL(outage(pair), AT);
    apptunnel_budget_free(budget);
    apptunnel_certificate_pair_free(pair);

    /* Refused since iOS 13. */
    pair = pair_of(sha1, NULL);
    CHECK_EQUAL(outage(pair), AT);
    WORKS(apptunnel_certificate_pair_set_release(pair, TEXT("ios:12.0"), error));
    CHECK_EQUAL(outage(pair), sha1->ends + 1);
    apptunnel_certificate_pair_free(pair);
}

static void check_pair(const struct file *good, const struct file *expired)
{
    apptunnel_certificate_pair *pair = pair_of(good, NULL);
    apptunnel_report *report = NULL;
    WORKS(apptunnel_certificate_pair_check(pair, NULL, 0, NULL, 0, AT, &report, error));
    CHECK(apptunnel_report_is_accepted(report));
    CHECK_EQUAL(apptunnel_report_finding_count(report), 1);
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "second-certificate.missing");
    CHECK_EQUAL(apptunnel_report_finding_severity(report, 0), apptunnel_severity_Warning);
    CHECK_EQUAL(apptunnel_report_finding_subject(report, 0), apptunnel_subject_Field);
    CHECK_TEXT(apptunnel_report_finding_subject_name(report, 0), "/reserve");
    CHECK_CONTAINS(apptunnel_report_json(report), "\"code\":\"second-certificate.missing\"");
    apptunnel_report_free(report);

    /* The key of the second certificate is an RSA key. */
    WORKS(apptunnel_certificate_pair_set_reserve(pair, expired->leaf, expired->others, 2, error));
    const char *const selections[] = {
        "{\"protocols\": [\"TLSv1.2\"], \"suites\": [\"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\"]}",
        "{\"protocols\": [\"TLSv1.2\"], \"suites\": [\"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256\"]}",
    };
    size_t counts[2];
    for (size_t i = 0; i < 2; i++) {
        WORKS(apptunnel_certificate_pair_check(pair, selections[i], strlen(selections[i]), TEXT("/certificates"), AT, &report,
                                               error));
        CHECK_TEXT(apptunnel_report_finding_code(report, 0), "second-certificate.expired");
        CHECK_TEXT(apptunnel_report_finding_subject_name(report, 0), "/certificates/reserve");
        counts[i] = apptunnel_report_finding_count(report);
        if (i == 1) {
            CHECK_CONTAINS(apptunnel_report_json(report), "second-certificate.key-without-suite");
        }
        apptunnel_report_free(report);
    }
    CHECK_EQUAL(counts[1], counts[0] + 1);

    report = NULL;
    for (size_t i = 2; i < sizeof bad_texts / sizeof *bad_texts; i++) {
        REFUSED(bad_texts[i].as_json, apptunnel_certificate_pair_check(pair, bad_texts[i].text, bad_texts[i].length, NULL, 0, AT,
                                                                       &report, error));
    }
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_check(pair, NULL, 1, NULL, 0, AT, &report, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_certificate_pair_check(pair, TEXT("{}"), NULL, 0, AT, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_check(pair, NULL, 0, NULL, 1, AT, &report, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_certificate_pair_check(pair, NULL, 0, NOT_UTF8, AT, &report, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_certificate_pair_check(pair, NULL, 0, "/", SIZE_MAX, AT, &report, error));
    BAD_INSTANTS(apptunnel_certificate_pair_check(pair, NULL, 0, NULL, 0, at, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_check(NULL, NULL, 0, NULL, 0, AT, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_check(pair, NULL, 0, NULL, 0, AT, NULL, error));
    CHECK(report == NULL);
    apptunnel_certificate_pair_free(pair);
}

static bool foretells(const apptunnel_certificate_pair *pair, const apptunnel_forecast_options *options, const char *code)
{
    apptunnel_string *json = NULL;
    WORKS(apptunnel_certificate_pair_forecast(pair, AT, AT + INT64_C(365) * 86400, options, &json, error));
    const apptunnel_text text = apptunnel_string_text(json);
    const size_t length = strlen(code);
    bool found = false;
    for (size_t i = 0; i + length <= text.length; i++) {
        found = found || memcmp(text.data + i, code, length) == 0;
    }
    apptunnel_string_free(json);
    return found;
}

static void forecast(const struct file *good)
{
    apptunnel_certificate_pair *pair = pair_of(good, NULL);
    CHECK(foretells(pair, NULL, "{\"events\":[{\"at\":\"2026-12-03T23:59:59Z\","));
    CHECK(foretells(pair, NULL, "\"forecast.outage\""));
    CHECK(foretells(pair, NULL, "in 7 days"));

    apptunnel_forecast_options *options = apptunnel_forecast_options_new();
    CHECK(foretells(pair, options, "in 7 days"));
    CHECK(!foretells(pair, options, "in 5 days"));
    const uint32_t days[] = {5, UINT32_MAX};
    WORKS(apptunnel_forecast_options_set_notices(options, days, 2, false, error));
    CHECK(!foretells(pair, options, "in 7 days"));
    CHECK(foretells(pair, options, "in 5 days"));
    CHECK(!foretells(pair, options, "expired on"));
    WORKS(apptunnel_forecast_options_set_notices(options, NULL, 0, true, error));
    CHECK(!foretells(pair, options, "in 5 days"));
    CHECK(foretells(pair, options, "expired on"));

    struct test_file crl = test_read("tests/fixtures/containers/der-crl.crl");
    CHECK(!foretells(pair, options, "\"/crls/0\""));
    WORKS(apptunnel_forecast_options_add_crl(options, crl.data, crl.length, error));
    CHECK(foretells(pair, options, "\"/crls/0\""));

    REFUSED(apptunnel_status_NullArgument, apptunnel_forecast_options_set_notices(NULL, days, 2, true, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_forecast_options_set_notices(options, NULL, 1, true, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_forecast_options_set_notices(options, days, SIZE_MAX, true, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_forecast_options_add_crl(NULL, crl.data, crl.length, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_forecast_options_add_crl(options, NULL, 1, error));
    REFUSED(apptunnel_status_Corrupt, apptunnel_forecast_options_add_crl(options, NULL, 0, error));
    REFUSED(apptunnel_status_Corrupt, apptunnel_forecast_options_add_crl(options, crl.data, crl.length - 1, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_forecast_options_add_crl(options, crl.data, SIZE_MAX, error));
    apptunnel_string *json = NULL;
    BAD_INSTANTS(apptunnel_certificate_pair_forecast(pair, at, AT, options, &json, error));
    BAD_INSTANTS(apptunnel_certificate_pair_forecast(pair, AT, at, options, &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_forecast(NULL, AT, AT, options, &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_forecast(pair, AT, AT, options, NULL, error));
    CHECK(json == NULL);
    free(crl.data);
    apptunnel_forecast_options_free(options);
    apptunnel_forecast_options_free(NULL);
    apptunnel_certificate_pair_free(pair);
}

static void of_fleet(void)
{
    struct test_file file = test_read("examples/files/fleet.json");
    apptunnel_fleet *fleet = NULL;
    WORKS(apptunnel_fleet_from_json((const char *)file.data, file.length, &fleet, error));
    free(file.data);

    apptunnel_certificate_pair *pair = NULL;
    WORKS(apptunnel_fleet_certificate_pair(fleet, TEXT("Europe"), &pair, error));
    CHECK_EQUAL(next(pair, AT), 1783296000);
    check_active(pair, 1783296000, apptunnel_slot_Reserve, true, apptunnel_active_reason_PrimaryExpired);
    CHECK_EQUAL(outage(pair), 1811894400);
    apptunnel_certificate_pair_free(pair);

    pair = NULL;
    BAD_NAMES(apptunnel_fleet_certificate_pair(fleet, text, length, &pair, error));
    /* Self-signed, and not there. */
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_certificate_pair(fleet, TEXT("Lab"), &pair, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_certificate_pair(fleet, TEXT("Africa"), &pair, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_certificate_pair(NULL, TEXT("Europe"), &pair, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_certificate_pair(fleet, TEXT("Europe"), NULL, error));
    CHECK(pair == NULL);
    apptunnel_fleet_free(fleet);
}

static void refuse_arguments(const struct file *good)
{
    apptunnel_certificate_pair *pair = NULL;
    BAD_ARRAYS(const apptunnel_certificate *, apptunnel_certificate_pair_new(good->leaf, array, count, &pair, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_new(NULL, NULL, 0, &pair, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_new(good->leaf, NULL, 0, NULL, error));
    CHECK(pair == NULL);

    pair = pair_of(good, NULL);
    BAD_ARRAYS(const apptunnel_certificate *, apptunnel_certificate_pair_set_reserve(pair, good->leaf, array, count, error));
    BAD_NAMES(length == 0 && text == NULL ? apptunnel_certificate_pair_set_server_name(pair, NULL, 1, error)
                                          : apptunnel_certificate_pair_set_server_name(pair, text, length, error));
    BAD_NAMES(apptunnel_certificate_pair_set_release(pair, text, length, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_certificate_pair_add_anchor(pair, good->leaf, 4, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_certificate_pair_add_anchor(pair, good->leaf, UINT32_MAX, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_add_anchor(pair, NULL, APPTUNNEL_ORIGIN_USER, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_budget(pair, NULL, error));

    /* No pair. */
    apptunnel_budget *budget = apptunnel_budget_new();
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_reserve(NULL, good->leaf, NULL, 0, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_reserve(pair, NULL, good->others, 2, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_reserve_before_primary(NULL, true, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_add_anchor(NULL, good->leaf, 0, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_clear_anchors(NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_server_name(NULL, NULL, 0, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_release(NULL, TEXT("ios:18.4"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_set_budget(NULL, budget, error));
    apptunnel_budget_free(budget);

    /* What was refused has changed nothing. */
    CHECK_EQUAL(outage(pair), good->ends + 1);
    check_active(pair, good->ends + 1, apptunnel_slot_Primary, false, apptunnel_active_reason_NoReserve);

    check_active(NULL, AT, apptunnel_slot_None, false, apptunnel_active_reason_None);
    for (size_t i = 0; i < sizeof bad_instants / sizeof *bad_instants; i++) {
        check_active(pair, bad_instants[i], apptunnel_slot_None, false, apptunnel_active_reason_None);
    }
    CHECK_EQUAL(apptunnel_certificate_pair_coverage_gap(NULL), 0);

    int64_t number = 7;
    apptunnel_text_list *pins = NULL;
    BAD_INSTANTS(apptunnel_certificate_pair_next_transition(pair, at, &number, error));
    BAD_INSTANTS(apptunnel_certificate_pair_outage_at(pair, at, &number, error));
    BAD_INSTANTS(apptunnel_certificate_pair_days_until_outage(pair, at, &number, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_next_transition(NULL, AT, &number, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_next_transition(pair, AT, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_outage_at(NULL, AT, &number, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_outage_at(pair, AT, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_days_until_outage(NULL, AT, &number, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_days_until_outage(pair, AT, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_pinned_set(NULL, &pins, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_pair_pinned_set(pair, NULL, error));
    CHECK_EQUAL(number, 7);
    CHECK(pins == NULL);
    apptunnel_certificate_pair_free(pair);
}

static void ask_alone(void *argument)
{
    const apptunnel_certificate_pair *pair = argument;
    check_active(pair, AT, apptunnel_slot_Primary, true, apptunnel_active_reason_PrimaryValid);
    CHECK(outage(pair) > AT);
    CHECK(foretells(pair, NULL, "\"forecast.switch\""));
}
