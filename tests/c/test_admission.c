#include "arguments.h"

#include <stdlib.h>

/* An identity certificate of anna@example.com, and its CA. */
static const char identity[] = "-----BEGIN CERTIFICATE-----\n"
                               "MIIBVjCB/KADAgECAgECMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCURldmljZSBD\n"
                               "QTAeFw0yNjAxMDEwMDAwMDBaFw00NTAxMDEwMDAwMDBaMA8xDTALBgNVBAMMBEFu\n"
                               "bmEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT9reJlaspA08epOXjQNMirK1vL\n"
                               "8U1kAd5pi2o3vIccGHgNsTWypvw6nsN6BBptUEkurYKhcmaDijlYpVP9vVVio0Qw\n"
                               "QjArBgNVHREEJDAioCAGCisGAQQBgjcUAgOgEgwQYW5uYUBleGFtcGxlLmNvbTAT\n"
                               "BgNVHSUEDDAKBggrBgEFBQcDAjAKBggqhkjOPQQDAgNJADBGAiEAiImnFzBfxJ7a\n"
                               "lwup4jY1ika2NYCVB/iyQjnfYvsoHksCIQDklERK+tpTU21B1yPpFgKM1PpWPidi\n"
                               "55ho26NT0JxXCw==\n"
                               "-----END CERTIFICATE-----\n"
                               "-----BEGIN CERTIFICATE-----\n"
                               "MIIBKTCB0KADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCURldmljZSBD\n"
                               "QTAeFw0yNjAxMDEwMDAwMDBaFw00NTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCURl\n"
                               "dmljZSBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAa1BZJyj5wJbJxnDa5G\n"
                               "VSldX/NcVUzLenE/w3yAK3VYlIUC4zOMUHjpwUOMEfwlJOnHaa89Q4VBmQdhLyJH\n"
                               "hEGjEzARMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAIxbDCC6\n"
                               "1MqLkyi9vE5wSMjAlqQuJdaTaUFaE9C/KEbIAiA+UtdmKiwCzanodTZGWlso3/oW\n"
                               "PSZjiemSot2RHWmWVQ==\n"
                               "-----END CERTIFICATE-----\n";

enum { MAIL = APPTUNNEL_TRAFFIC_ACTIVE_SYNC, TUNNEL = APPTUNNEL_TRAFFIC_APP_TUNNEL };

static apptunnel_admission_options *options_of(uint32_t mode, const apptunnel_certificate *trusted, uint32_t crl_check)
{
    apptunnel_admission_options *options = NULL;
    WORKS(apptunnel_admission_options_new(mode, &trusted, trusted == NULL ? 0 : 1, crl_check, &options, error));
    return options;
}

static apptunnel_admission_decision *decide(const apptunnel_admission_options *options, const apptunnel_certificate *presented,
                                         uint32_t traffic, uint32_t standing)
{
    apptunnel_admission_decision *decision = NULL;
    WORKS(apptunnel_admission_authenticate(options, &presented, presented == NULL ? 0 : 1, traffic, standing, AT, &decision,
                                                 error));
    return decision;
}

/* Whether a managed device with this certificate gets a tunnel; otherwise `code` is a reason. */
static void admits(const apptunnel_admission_options *options, const apptunnel_certificate *presented, const char *code)
{
    apptunnel_admission_decision *decision = decide(options, presented, TUNNEL, APPTUNNEL_STANDING_MANAGED);
    CHECK_EQUAL(apptunnel_admission_decision_is_admitted(decision), code == NULL);
    if (code != NULL) {
        CHECK_TEXT(apptunnel_report_finding_code(apptunnel_admission_decision_report(decision), 0), code);
    }
    apptunnel_admission_decision_free(decision);
}

static void modes(const apptunnel_bundle *bundle);
static void standings(const apptunnel_bundle *bundle);
static void crls(void);
static void of_fleet(const apptunnel_bundle *bundle);
static void refuse_arguments(const apptunnel_bundle *bundle);
static void decide_alone(void *argument);

struct shared {
    const apptunnel_admission_options *options;
    const apptunnel_certificate *presented;
};

void test_admission(void)
{
    apptunnel_bundle *bundle = NULL;
    WORKS(apptunnel_bundle_open((const uint8_t *)identity, sizeof identity - 1, NULL, 0, NULL, &bundle, error));
    modes(bundle);
    standings(bundle);
    crls();
    of_fleet(bundle);
    refuse_arguments(bundle);

    apptunnel_admission_options *options =
        options_of(APPTUNNEL_MODE_KERBEROS, apptunnel_bundle_certificate(bundle, 1), APPTUNNEL_CRL_CHECK_OFF);
    struct shared shared = {options, apptunnel_bundle_certificate(bundle, 0)};
    test_threads(decide_alone, &shared);
    apptunnel_admission_options_free(options);
    apptunnel_bundle_free(bundle);
    apptunnel_admission_options_free(NULL);
    apptunnel_admission_decision_free(NULL);
}

static void modes(const apptunnel_bundle *bundle)
{
    const apptunnel_certificate *anna = apptunnel_bundle_certificate(bundle, 0);
    const apptunnel_certificate *ca = apptunnel_bundle_certificate(bundle, 1);

    apptunnel_admission_options *options = options_of(APPTUNNEL_MODE_PASS_THROUGH, NULL, APPTUNNEL_CRL_CHECK_OFF);
    admits(options, NULL, "admission.pass-through-app-tunnel");
    apptunnel_admission_decision *decision = decide(options, NULL, MAIL, APPTUNNEL_STANDING_MANAGED);
    CHECK(apptunnel_admission_decision_is_admitted(decision));
    CHECK_EQUAL(apptunnel_report_finding_count(apptunnel_admission_decision_report(decision)), 0);
    apptunnel_admission_decision_free(decision);
    apptunnel_admission_options_free(options);

    options = options_of(APPTUNNEL_MODE_GROUP_CERTIFICATE, ca, APPTUNNEL_CRL_CHECK_OFF);
    admits(options, ca, NULL);
    admits(options, anna, NULL);
    admits(options, NULL, "admission.no-certificate");
    apptunnel_admission_options_free(options);

    options = options_of(APPTUNNEL_MODE_IDENTITY_CERTIFICATES, ca, APPTUNNEL_CRL_CHECK_OFF);
    decision = decide(options, anna, TUNNEL, APPTUNNEL_STANDING_MANAGED);
    CHECK(apptunnel_admission_decision_is_admitted(decision));
    CHECK_TEXT(apptunnel_admission_decision_user(decision), NULL);
    apptunnel_admission_decision_free(decision);
    apptunnel_admission_options_free(options);

    options = options_of(APPTUNNEL_MODE_KERBEROS, ca, APPTUNNEL_CRL_CHECK_OFF);
    decision = decide(options, anna, TUNNEL, APPTUNNEL_STANDING_MANAGED);
    CHECK(apptunnel_admission_decision_is_admitted(decision));
    CHECK_TEXT(apptunnel_admission_decision_user(decision), "anna@example.com");
    apptunnel_string *json = NULL;
    WORKS(apptunnel_admission_decision_json(decision, &json, error));
    CHECK_CONTAINS(apptunnel_string_text(json), "{\"is_admitted\":true,\"path\":[{");
    CHECK_CONTAINS(apptunnel_string_text(json), "\"user\":\"anna@example.com\"");
    apptunnel_string_free(json);
    json = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_decision_json(NULL, &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_decision_json(decision, NULL, error));
    CHECK(json == NULL);
    apptunnel_admission_decision_free(decision);

    /* Limits of a budget. */
    apptunnel_budget *budget = apptunnel_budget_new();
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_PATH_LENGTH, 0, error));
    WORKS(apptunnel_admission_options_set_budget(options, budget, error));
    admits(options, anna, "admission.too-many-certificates");
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_set_budget(options, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_set_budget(NULL, budget, error));
    apptunnel_budget_free(budget);
    apptunnel_admission_options_free(options);

    CHECK(!apptunnel_admission_decision_is_admitted(NULL));
    CHECK_TEXT(apptunnel_admission_decision_user(NULL), NULL);
    CHECK(apptunnel_admission_decision_report(NULL) == NULL);
}

static void standings(const apptunnel_bundle *bundle)
{
    const struct {
        uint32_t standing;
        bool allows;
        bool is_admitted;
        const char *code;
    } table[] = {
        {APPTUNNEL_STANDING_UNMANAGED, false, false, "admission.unmanaged-blocked"},
        {APPTUNNEL_STANDING_UNMANAGED, true, true, "admission.unmanaged-allowed"},
        {APPTUNNEL_STANDING_UNMANAGED_ALLOWED, false, true, "admission.allowed-by-administrator"},
        {APPTUNNEL_STANDING_UNMANAGED_BLOCKED, true, false, "admission.blocked-by-administrator"},
        {APPTUNNEL_STANDING_NEW, false, false, "admission.new-device-blocked"},
        {APPTUNNEL_STANDING_NEW, true, true, "admission.new-device-allowed"},
    };
    apptunnel_admission_options *options =
        options_of(APPTUNNEL_MODE_IDENTITY_CERTIFICATES, apptunnel_bundle_certificate(bundle, 1), APPTUNNEL_CRL_CHECK_OFF);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        WORKS(apptunnel_admission_options_allow_unmanaged(options, table[i].allows, error));
        WORKS(apptunnel_admission_options_allow_new(options, table[i].allows, error));
        apptunnel_admission_decision *decision =
            decide(options, apptunnel_bundle_certificate(bundle, 0), TUNNEL, table[i].standing);
        CHECK_EQUAL(apptunnel_admission_decision_is_admitted(decision), table[i].is_admitted);
        CHECK_TEXT(apptunnel_report_finding_code(apptunnel_admission_decision_report(decision), 0), table[i].code);
        apptunnel_admission_decision_free(decision);
    }
    apptunnel_admission_options_free(options);
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_allow_unmanaged(NULL, true, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_allow_new(NULL, true, error));
}

/* A leaf of the Example Issuing CA, which has published a CRL. */
static void crls(void)
{
    apptunnel_bundle *bundle = test_open("tests/fixtures/containers/p7-crl.p7b", NULL);
    struct test_file crl = test_read("tests/fixtures/containers/der-crl.crl");
    const apptunnel_certificate *leaf = apptunnel_bundle_certificate(bundle, 0);
    const apptunnel_certificate *issuing = apptunnel_bundle_certificate(bundle, 1);
    const uint32_t checks[] = {APPTUNNEL_CRL_CHECK_OFF, APPTUNNEL_CRL_CHECK_OR_ADMIT, APPTUNNEL_CRL_CHECK_OR_REFUSE};
    const char *const codes[] = {"", "admission.revocation-unknown-admitted", "admission.revocation-unknown-refused"};
    for (size_t i = 0; i < 3; i++) {
        apptunnel_admission_options *options = options_of(APPTUNNEL_MODE_GROUP_CERTIFICATE, issuing, checks[i]);
        apptunnel_admission_decision *without = decide(options, leaf, TUNNEL, APPTUNNEL_STANDING_MANAGED);
        WORKS(apptunnel_admission_options_add_crl(options, crl.data, crl.length, error));
        apptunnel_admission_decision *with = decide(options, leaf, TUNNEL, APPTUNNEL_STANDING_MANAGED);
        const apptunnel_report *reasons[] = {apptunnel_admission_decision_report(without),
                                             apptunnel_admission_decision_report(with)};
        bool told[2] = {false, false};
        for (size_t k = 0; k < 2; k++) {
            for (size_t index = 0; index < apptunnel_report_finding_count(reasons[k]); index++) {
                told[k] = told[k] || test_is(apptunnel_report_finding_code(reasons[k], index), codes[i]);
            }
        }
        CHECK_EQUAL(told[0], i > 0);
        CHECK(!told[1]);
        apptunnel_admission_decision_free(with);
        apptunnel_admission_decision_free(without);

        REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_add_crl(NULL, crl.data, crl.length, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_add_crl(options, NULL, 1, error));
        REFUSED(apptunnel_status_Corrupt, apptunnel_admission_options_add_crl(options, NULL, 0, error));
        REFUSED(apptunnel_status_Corrupt, apptunnel_admission_options_add_crl(options, crl.data, crl.length - 1, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_add_crl(options, crl.data, SIZE_MAX, error));
        apptunnel_admission_options_free(options);
    }
    free(crl.data);
    apptunnel_bundle_free(bundle);
}

static void of_fleet(const apptunnel_bundle *bundle)
{
    struct test_file file = test_read("examples/files/fleet.json");
    apptunnel_fleet *fleet = NULL;
    WORKS(apptunnel_fleet_from_json((const char *)file.data, file.length, &fleet, error));
    free(file.data);
    apptunnel_certificate_list *groups = NULL;
    WORKS(apptunnel_fleet_certificates(fleet, APPTUNNEL_STORE_GROUP, AT, &groups, error));
    enum { ADMIT = APPTUNNEL_CRL_CHECK_OR_ADMIT, REFUSE = APPTUNNEL_CRL_CHECK_OR_REFUSE };

    /* By the group certificate of the store. */
    apptunnel_admission_options *options = NULL;
    WORKS(apptunnel_fleet_admission_options(fleet, TEXT("Asia"), REFUSE, NULL, NULL, 0, &options, error));
    admits(options, apptunnel_certificate_list_certificate(groups, 0), NULL);
    apptunnel_admission_options_free(options);
    apptunnel_certificate_list_free(groups);

    /* By a CA that the caller has. The profile looks at CRLs, and there is none. */
    const apptunnel_certificate *anna = apptunnel_bundle_certificate(bundle, 0);
    const apptunnel_certificate *ca = apptunnel_bundle_certificate(bundle, 1);
    const apptunnel_text names[] = {{TEXT("Example Device CA")}, {TEXT("Another CA")}};
    const apptunnel_certificate *const cas[] = {ca, anna};
    WORKS(apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, names, cas, 2, &options, error));
    admits(options, anna, NULL);
    apptunnel_admission_options_free(options);
    WORKS(apptunnel_fleet_admission_options(fleet, TEXT("Europe"), REFUSE, names, cas, 1, &options, error));
    admits(options, anna, "admission.revocation-unknown-refused");
    apptunnel_admission_options_free(options);

    options = NULL;
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, names + 1, cas, 1, &options, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, NULL, NULL, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), APPTUNNEL_CRL_CHECK_OFF, names, cas, 2, &options, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Africa"), ADMIT, names, cas, 2, &options, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_fleet_admission_options(NULL, TEXT("Europe"), ADMIT, names, cas, 2, &options, error));
    const apptunnel_text twice[] = {names[0], names[0]};
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, twice, cas, 2, &options, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, names, cas, 2, NULL, error));
    BAD_NAMES(apptunnel_fleet_admission_options(fleet, text, length, ADMIT, names, cas, 2, &options, error));
    for (size_t i = 0; i < sizeof bad_texts / sizeof *bad_texts; i++) {
        const apptunnel_text bad_name[] = {{bad_texts[i].text, bad_texts[i].length}};
        REFUSED(bad_texts[i].as_name,
                apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, bad_name, cas, 1, &options, error));
    }
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, NULL, cas, 1, &options, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, names, cas, SIZE_MAX, &options, error));
    const apptunnel_certificate *const no_cas[] = {NULL};
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, names, NULL, 1, &options, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_fleet_admission_options(fleet, TEXT("Europe"), ADMIT, names, no_cas, 1, &options, error));
    CHECK(options == NULL);
    apptunnel_fleet_free(fleet);
}

static void refuse_arguments(const apptunnel_bundle *bundle)
{
    const apptunnel_certificate *const certificates[] = {apptunnel_bundle_certificate(bundle, 1),
                                                         apptunnel_bundle_certificate(bundle, 1)};
    apptunnel_admission_options *options = NULL;
    BAD_ARRAYS(const apptunnel_certificate *,
               apptunnel_admission_options_new(APPTUNNEL_MODE_KERBEROS, array, count, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_new(0, certificates, 1, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_new(1, NULL, 0, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_new(1, certificates, 2, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_new(4, certificates, 1, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_new(UINT32_MAX, NULL, 0, 0, &options, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_admission_options_new(2, certificates, 2, 3, &options, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_admission_options_new(2, certificates, 2, 0, NULL, error));
    CHECK(options == NULL);

    WORKS(apptunnel_admission_options_new(2, certificates, 2, 0, &options, error));
    apptunnel_admission_decision *decision = NULL;
    BAD_ARRAYS(const apptunnel_certificate *,
               apptunnel_admission_authenticate(options, array, count, TUNNEL, 0, AT, &decision, error));
    BAD_INSTANTS(apptunnel_admission_authenticate(options, certificates, 1, TUNNEL, 0, at, &decision, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_admission_authenticate(options, certificates, 1, 2, 0, AT, &decision, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_admission_authenticate(options, certificates, 1, TUNNEL, 5, AT, &decision, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_admission_authenticate(NULL, certificates, 1, TUNNEL, 0, AT, &decision, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_admission_authenticate(options, certificates, 1, TUNNEL, 0, AT, NULL, error));
    CHECK(decision == NULL);
    apptunnel_admission_options_free(options);
}

static void decide_alone(void *argument)
{
    const struct shared *shared = argument;
    admits(shared->options, shared->presented, NULL);
    admits(shared->options, NULL, "admission.no-certificate");
}
