#include "apptunnel_test.h"

#include <stdlib.h>

static void edit(void);
static void refuse_edits(void);
static void check_drafts(void);
static void show_fields(void);
static void read_profile(void);
static void read_no_profile(void);
static void refuse_profiles(void);
static void route(void);
static void refuse_requests(void);
static void shadow(void);
static void change(void);
static void read_fields(void);

void test_profile(void)
{
    edit();
    refuse_edits();
    check_drafts();
    show_fields();
    read_profile();
    read_no_profile();
    refuse_profiles();
    route();
    refuse_requests();
    shadow();
    change();
    read_fields();
}

/* The profile of the examples. */
static apptunnel_profile_draft *example_draft(void)
{
    struct test_file file = test_read("examples/profile.json");
    apptunnel_profile_draft *draft = NULL;
    WORKS(apptunnel_profile_draft_from_json((const char *)file.data, file.length, &draft, error));
    free(file.data);
    return draft;
}

static apptunnel_profile *checked(const apptunnel_profile_draft *draft)
{
    apptunnel_profile *profile = NULL;
    WORKS(apptunnel_profile_draft_check(draft, NULL, &profile, error));
    CHECK(profile != NULL);
    return profile;
}

static apptunnel_profile *example(void)
{
    apptunnel_profile_draft *draft = example_draft();
    apptunnel_profile *profile = checked(draft);
    apptunnel_profile_draft_free(draft);
    return profile;
}

static void set(apptunnel_profile_draft *draft, const char *pointer, const char *json)
{
    WORKS(apptunnel_profile_draft_set(draft, pointer, strlen(pointer), json, strlen(json), error));
}

static void holds(const apptunnel_profile_draft *draft, const char *pointer, const char *wanted)
{
    apptunnel_string *json = NULL;
    WORKS(apptunnel_profile_draft_get(draft, pointer, strlen(pointer), &json, error));
    CHECK_TEXT(apptunnel_string_text(json), wanted);
    apptunnel_string_free(json);
}

static void draft_is(const apptunnel_profile_draft *draft, const char *wanted)
{
    apptunnel_string *json = NULL;
    WORKS(apptunnel_profile_draft_json(draft, &json, error));
    CHECK_TEXT(apptunnel_string_text(json), wanted);
    apptunnel_string_free(json);
}

static void edit(void)
{
    apptunnel_profile_draft *draft = apptunnel_profile_draft_new();
    draft_is(draft, "{}");
    set(draft, "/kind", "\"certificates\"");
    WORKS(apptunnel_profile_draft_set_text(draft, TEXT("/global/name"), TEXT("\"Europe\" \\ 1"), error));
    WORKS(apptunnel_profile_draft_set_text(draft, TEXT("/global/external_port"), TEXT("443"), error));
    set(draft, "/services/0", "{\"type\":\"ip\"}");
    set(draft, "/services/-", "{\"type\":\"any_tcp\"}");
    set(draft, "/server/incoming/protocols", "[\"TLSv1.2\"]");
    holds(draft, "/global/name", "\"\\\"Europe\\\" \\\\ 1\"");
    holds(draft, "/global/external_port", "\"443\"");
    holds(draft, "/services/1/type", "\"any_tcp\"");
    holds(draft, "/services/2", "null");
    holds(draft, "/global/description", "null");
    WORKS(apptunnel_profile_draft_clear(draft, TEXT("/services/0"), error));
    WORKS(apptunnel_profile_draft_clear(draft, TEXT("/global"), error));
    WORKS(apptunnel_profile_draft_clear(draft, TEXT("/server/incoming"), error));
    set(draft, "/kind", "null");
    holds(draft, "", "{\"services\":[{\"type\":\"any_tcp\"}]}");
    WORKS(apptunnel_profile_draft_set_text(draft, TEXT("/global/name"), TEXT(""), error));
    draft_is(draft, "{\"global\":{\"name\":\"\"},\"services\":[{\"type\":\"any_tcp\"}]}");
    WORKS(apptunnel_profile_draft_clear(draft, TEXT(""), error));
    draft_is(draft, "{}");
    apptunnel_profile_draft_free(draft);
    apptunnel_profile_draft_free(NULL);
}

static void refuse_edits(void)
{
    apptunnel_profile_draft *draft = apptunnel_profile_draft_new();
    apptunnel_string *json = NULL;
    set(draft, "/services/0/name", "\"Wiki\"");

    REFUSED(apptunnel_status_InvalidJson,
            apptunnel_profile_draft_set(draft, TEXT("/global/nmae"), TEXT("\"Europe\""), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_set(draft, TEXT("/global/name"), TEXT("1"), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_set(draft, TEXT("/global/name"), TEXT("Europe"), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_set(draft, TEXT("/global/name"), TEXT(""), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_set(draft, TEXT(""), TEXT("1"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_draft_set(draft, TEXT("kind"), TEXT("null"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_draft_set(draft, TEXT("/services/2"), TEXT("{}"), error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_draft_set(draft, TEXT("/services/0/name/x"), TEXT("{}"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set(NULL, TEXT("/kind"), TEXT("null"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set(draft, NULL, 0, TEXT("null"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set(draft, TEXT("/kind"), NULL, 0, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set(draft, TEXT("/kind"), NULL, 1, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_draft_set(draft, NOT_UTF8, TEXT("null"), error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_draft_set(draft, TEXT("/kind"), NOT_UTF8, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_draft_set(draft, "/kind", SIZE_MAX, TEXT("null"), error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_draft_set(draft, TEXT("/kind"), "null", SIZE_MAX, error));

    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_set_text(draft, TEXT("/global"), TEXT("x"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set_text(NULL, TEXT("/kind"), TEXT("x"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set_text(draft, NULL, 0, TEXT("x"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_set_text(draft, TEXT("/kind"), NULL, 0, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_draft_set_text(draft, TEXT("/kind"), NOT_UTF8, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_draft_set_text(draft, TEXT("/kind"), "x", SIZE_MAX, error));

    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_draft_clear(draft, TEXT("/services/1"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_draft_clear(draft, TEXT("services"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_clear(NULL, TEXT("/kind"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_clear(draft, NULL, 0, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_draft_clear(draft, NOT_UTF8, error));

    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_draft_get(draft, TEXT("services"), &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_get(draft, TEXT("/services"), NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_get(NULL, TEXT("/services"), &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_get(draft, NULL, 0, &json, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_draft_get(draft, NOT_UTF8, &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_json(draft, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_json(NULL, &json, error));
    CHECK(json == NULL);

    draft_is(draft, "{\"services\":[{\"name\":\"Wiki\"}]}");
    apptunnel_profile_draft_free(draft);
}

static void check_drafts(void)
{
    apptunnel_profile_draft *draft = example_draft();
    apptunnel_report *report = NULL;
    apptunnel_profile *profile = NULL;
    WORKS(apptunnel_profile_draft_check(draft, &report, &profile, error));
    CHECK(apptunnel_report_is_accepted(report));
    CHECK_TEXT(apptunnel_profile_name(profile), "Europe");
    apptunnel_report_free(report);

    /* What is typed in again is the same profile. */
    apptunnel_profile_draft *again = NULL;
    WORKS(apptunnel_profile_draft_from_profile(profile, &again, error));
    apptunnel_profile_free(profile);
    holds(again, "/global/name", "\"Europe\"");
    WORKS(apptunnel_profile_draft_check(again, NULL, &profile, error));
    CHECK_EQUAL(apptunnel_profile_service_count(profile), 4);
    apptunnel_profile_free(profile);
    apptunnel_profile_draft_free(again);

    /* A draft with an error is no profile. */
    set(draft, "/global/external_port", "0");
    WORKS(apptunnel_profile_draft_check(draft, &report, &profile, error));
    CHECK(profile == NULL);
    CHECK(!apptunnel_report_is_accepted(report));
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "profile.port");
    CHECK_EQUAL(apptunnel_report_finding_subject(report, 0), apptunnel_subject_Field);
    CHECK_TEXT(apptunnel_report_finding_subject_name(report, 0), "/global/external_port");
    apptunnel_report_free(report);
    report = NULL;
    WORKS(apptunnel_profile_draft_check(draft, NULL, NULL, error));
    WORKS(apptunnel_profile_draft_check(draft, &report, NULL, error));
    CHECK(!apptunnel_report_is_accepted(report));
    apptunnel_report_free(report);
    report = NULL;

    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_check(NULL, &report, &profile, error));
    again = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_from_profile(NULL, &again, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_from_json(TEXT("{}"), NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_draft_from_json(NULL, 0, &again, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_draft_from_json(NOT_UTF8, &again, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_draft_from_json("{}", SIZE_MAX, &again, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_from_json(TEXT(""), &again, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_draft_from_json(TEXT("{\"x\":1}"), &again, error));
    CHECK(report == NULL && profile == NULL && again == NULL);
    apptunnel_profile_draft_free(draft);
}

static bool shows(const apptunnel_profile_draft *draft, const char *pointer)
{
    bool found = false;
    for (size_t i = 0; i < apptunnel_profile_draft_visible_field_count(draft); i++) {
        found = found || test_is(apptunnel_profile_draft_visible_field(draft, i), pointer);
    }
    return found;
}

static void show_in_thread(void *argument)
{
    CHECK(shows(argument, "/server/http_port"));
}

static void show_fields(void)
{
    apptunnel_profile_draft *draft = apptunnel_profile_draft_new();
    CHECK_EQUAL(apptunnel_profile_draft_visible_field_count(draft), 1);
    CHECK_TEXT(apptunnel_profile_draft_visible_field(draft, 0), "/kind");
    set(draft, "/kind", "\"certificates\"");
    test_threads(show_in_thread, draft);
    set(draft, "/server/listener", "\"https_only\"");
    CHECK(!shows(draft, "/server/http_port"));
    CHECK(shows(draft, "/server/https_port"));
    const size_t count = apptunnel_profile_draft_visible_field_count(draft);
    CHECK_TEXT(apptunnel_profile_draft_visible_field(draft, count), NULL);
    CHECK_TEXT(apptunnel_profile_draft_visible_field(draft, SIZE_MAX), NULL);
    apptunnel_profile_draft_free(draft);
    CHECK_EQUAL(apptunnel_profile_draft_visible_field_count(NULL), 0);
    CHECK_TEXT(apptunnel_profile_draft_visible_field(NULL, 0), NULL);
}

static void read_report(void *argument)
{
    const apptunnel_report *report = apptunnel_profile_report(argument);
    CHECK(apptunnel_report_is_accepted(report));
    CHECK_CONTAINS(apptunnel_report_json(report), "\"verdict\":\"accepted\"");
}

static void read_profile(void)
{
    apptunnel_profile *profile = example();
    CHECK_TEXT(apptunnel_profile_name(profile), "Europe");
    CHECK_TEXT(apptunnel_profile_kind(profile), "certificates");
    CHECK_TEXT(apptunnel_profile_external_host(profile), "sentry.example.com");
    CHECK_EQUAL(apptunnel_profile_external_port(profile), 443);
    CHECK_TEXT(apptunnel_profile_device_authentication(profile), "identity_certificate");
    CHECK_EQUAL(apptunnel_profile_tls_certificate_count(profile), 2);
    CHECK_TEXT(apptunnel_profile_tls_certificate(profile, 0), "sentry.example.com 2026");
    CHECK_TEXT(apptunnel_profile_tls_certificate(profile, 1), "sentry.example.com 2027");
    CHECK_TEXT(apptunnel_profile_tls_certificate(profile, 2), NULL);
    CHECK_TEXT(apptunnel_profile_tls_certificate(profile, SIZE_MAX), NULL);
    CHECK_TEXT(apptunnel_profile_group_certificate(profile), NULL);
    CHECK_EQUAL(apptunnel_profile_trusted_ca_count(profile), 1);
    CHECK_TEXT(apptunnel_profile_trusted_ca(profile, 0), "Device CA");
    CHECK_TEXT(apptunnel_profile_trusted_ca(profile, 1), NULL);
    CHECK_EQUAL(apptunnel_profile_service_count(profile), 4);
    CHECK_TEXT(apptunnel_profile_service_type(profile, 0), "active_sync");
    CHECK_TEXT(apptunnel_profile_service_name(profile, 0), NULL);
    CHECK_TEXT(apptunnel_profile_service_type(profile, 3), "custom_tcp");
    CHECK_TEXT(apptunnel_profile_service_name(profile, 3), "TCP_Finance");
    CHECK_TEXT(apptunnel_profile_service_type(profile, 4), NULL);
    CHECK_TEXT(apptunnel_profile_service_name(profile, SIZE_MAX), NULL);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, TEXT("Wiki")), 1);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, TEXT("<ANY>")), 2);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, TEXT("Wik")), -1);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, TEXT("")), -1);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, NULL, 0), -1);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, NOT_UTF8), -1);
    CHECK_EQUAL(apptunnel_profile_service_find(profile, "Wiki", SIZE_MAX), -1);
    CHECK_EQUAL(apptunnel_profile_app_rule_count(profile), 3);
    test_threads(read_report, profile);

    /* What is written reads back as the same. */
    apptunnel_string *json = NULL;
    apptunnel_string *again = NULL;
    apptunnel_profile *copy = NULL;
    WORKS(apptunnel_profile_json(profile, &json, error));
    const apptunnel_text text = apptunnel_string_text(json);
    WORKS(apptunnel_profile_from_json(text.data, text.length, &copy, error));
    WORKS(apptunnel_profile_json(copy, &again, error));
    CHECK_EQUAL(apptunnel_string_text(again).length, text.length);
    CHECK(memcmp(apptunnel_string_text(again).data, text.data, text.length) == 0);
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_json(profile, NULL, error));
    apptunnel_string_free(json);
    apptunnel_string_free(again);
    apptunnel_profile_free(copy);
    apptunnel_profile_free(profile);

    apptunnel_profile_draft *draft = example_draft();
    set(draft, "/global/device_authentication", "{\"mode\":\"group_certificate\",\"group_certificate\":\"Phones\"}");
    profile = checked(draft);
    CHECK_TEXT(apptunnel_profile_group_certificate(profile), "Phones");
    CHECK_EQUAL(apptunnel_profile_trusted_ca_count(profile), 0);
    apptunnel_profile_free(profile);
    apptunnel_profile_draft_free(draft);
}

static void read_no_profile(void)
{
    apptunnel_string *json = NULL;
    CHECK_TEXT(apptunnel_profile_name(NULL), NULL);
    CHECK_TEXT(apptunnel_profile_kind(NULL), NULL);
    CHECK_TEXT(apptunnel_profile_external_host(NULL), NULL);
    CHECK_EQUAL(apptunnel_profile_external_port(NULL), 0);
    CHECK_TEXT(apptunnel_profile_device_authentication(NULL), NULL);
    CHECK_EQUAL(apptunnel_profile_tls_certificate_count(NULL), 0);
    CHECK_TEXT(apptunnel_profile_tls_certificate(NULL, 0), NULL);
    CHECK_TEXT(apptunnel_profile_group_certificate(NULL), NULL);
    CHECK_EQUAL(apptunnel_profile_trusted_ca_count(NULL), 0);
    CHECK_TEXT(apptunnel_profile_trusted_ca(NULL, 0), NULL);
    CHECK_EQUAL(apptunnel_profile_service_count(NULL), 0);
    CHECK_TEXT(apptunnel_profile_service_type(NULL, 0), NULL);
    CHECK_TEXT(apptunnel_profile_service_name(NULL, 0), NULL);
    CHECK_EQUAL(apptunnel_profile_service_find(NULL, TEXT("Wiki")), -1);
    CHECK_EQUAL(apptunnel_profile_app_rule_count(NULL), 0);
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(NULL, 0, APPTUNNEL_STAR_MATCH_ANY), -1);
    CHECK(apptunnel_profile_report(NULL) == NULL);
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_json(NULL, &json, error));
    apptunnel_profile_free(NULL);
}

static void refuse_profiles(void)
{
    apptunnel_profile *profile = NULL;
    apptunnel_error *why = NULL;
    CHECK_EQUAL(apptunnel_profile_from_json(TEXT("{\"kind\":\"certificates\"}"), &profile, &why),
                apptunnel_status_Refused);
    CHECK_TEXT(apptunnel_error_kind(why), "refused");
    const apptunnel_report *report = apptunnel_error_report(why);
    CHECK(!apptunnel_report_is_accepted(report));
    CHECK_EQUAL(apptunnel_report_finding_severity(report, 0), apptunnel_severity_Error);
    CHECK_CONTAINS(apptunnel_report_json(report), "\"/global/name\"");
    apptunnel_error_free(why);

    REFUSED(apptunnel_status_Refused, apptunnel_profile_from_json(TEXT("{}"), &profile, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_from_json(TEXT("{\"x\":1}"), &profile, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_profile_from_json(TEXT(""), &profile, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_profile_from_json(NOT_UTF8, &profile, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_profile_from_json("{}", SIZE_MAX, &profile, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_from_json(NULL, 0, &profile, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_from_json(TEXT("{}"), NULL, error));
    CHECK(profile == NULL);
}

static apptunnel_route *routed(const apptunnel_profile *profile, const char *host, uint16_t port, size_t tunnel)
{
    apptunnel_route *route = NULL;
    WORKS(apptunnel_profile_route(profile, NULL, 0, host, strlen(host), port, tunnel, APPTUNNEL_STAR_MATCH_ANY, &route, error));
    return route;
}

static void read_route(void *argument)
{
    CHECK_TEXT(apptunnel_route_to(argument), "tunnel");
    CHECK_EQUAL(apptunnel_route_rule(argument), 0);
    CHECK_TEXT(apptunnel_route_service(argument), "Wiki");
    CHECK_TEXT(apptunnel_route_sentry(argument), NULL);
    CHECK_TEXT(apptunnel_route_host(argument), "wiki2.corp.example.com");
    CHECK_EQUAL(apptunnel_route_port(argument), 443);
    CHECK_TEXT(apptunnel_route_text(argument),
               "Rule 0 matches: through the service Wiki to wiki2.corp.example.com:443, whose turn it is.");
    apptunnel_string *json = NULL;
    WORKS(apptunnel_route_json(argument, &json, error));
    CHECK_CONTAINS(apptunnel_string_text(json), "\"chosen\":\"round_robin\"");
    apptunnel_string_free(json);
}

static void route(void)
{
    apptunnel_profile_draft *draft = example_draft();
    set(draft, "/app_rules/1/sentry", "\"other.example.com\"");
    set(draft, "/app_rules/2/app", "\"com.example.browser\"");
    apptunnel_profile *profile = checked(draft);
    apptunnel_profile_draft_free(draft);

    apptunnel_route *route = routed(profile, "wiki.example.com", 443, 1);
    test_threads(read_route, route);
    apptunnel_route_free(route);
    route = routed(profile, "wiki.example.com", 443, SIZE_MAX);
    CHECK_TEXT(apptunnel_route_host(route), "wiki2.corp.example.com");
    apptunnel_route_free(route);

    route = routed(profile, "finance.example.com", 443, 0);
    CHECK_TEXT(apptunnel_route_to(route), "other_sentry");
    CHECK_EQUAL(apptunnel_route_rule(route), 1);
    CHECK_TEXT(apptunnel_route_service(route), "TCP_Finance");
    CHECK_TEXT(apptunnel_route_sentry(route), "other.example.com");
    CHECK_TEXT(apptunnel_route_host(route), NULL);
    CHECK_EQUAL(apptunnel_route_port(route), 0);
    apptunnel_route_free(route);

    /* The rule is for an app, and the app is not known. */
    route = routed(profile, "a.b.corp.example.com", 8443, 0);
    CHECK_TEXT(apptunnel_route_to(route), "direct");
    CHECK_EQUAL(apptunnel_route_rule(route), -1);
    CHECK_TEXT(apptunnel_route_service(route), NULL);
    CHECK_TEXT(apptunnel_route_sentry(route), NULL);
    CHECK_TEXT(apptunnel_route_host(route), NULL);
    CHECK_EQUAL(apptunnel_route_port(route), 0);
    CHECK_CONTAINS(apptunnel_route_text(route), "Rule 2 does not match: it is for another app.");
    apptunnel_route_free(route);
    WORKS(apptunnel_profile_route(profile, TEXT("com.example.browser"), TEXT("a.b.corp.example.com"), 8443, 0,
                                  APPTUNNEL_STAR_MATCH_ANY, &route, error));
    CHECK_TEXT(apptunnel_route_host(route), "a.b.corp.example.com");
    CHECK_EQUAL(apptunnel_route_port(route), 8443);
    apptunnel_route_free(route);
    WORKS(apptunnel_profile_route(profile, TEXT("com.example.browser"), TEXT("a.b.corp.example.com"), 8443, 0,
                                  APPTUNNEL_STAR_MATCH_LABEL, &route, error));
    CHECK_TEXT(apptunnel_route_to(route), "direct");
    apptunnel_route_free(route);
    apptunnel_profile_free(profile);

    CHECK_TEXT(apptunnel_route_to(NULL), NULL);
    CHECK_EQUAL(apptunnel_route_rule(NULL), -1);
    CHECK_TEXT(apptunnel_route_service(NULL), NULL);
    CHECK_TEXT(apptunnel_route_sentry(NULL), NULL);
    CHECK_TEXT(apptunnel_route_host(NULL), NULL);
    CHECK_EQUAL(apptunnel_route_port(NULL), 0);
    CHECK_TEXT(apptunnel_route_text(NULL), NULL);
    apptunnel_route_free(NULL);
}

static void refuse_requests(void)
{
    apptunnel_profile *profile = example();
    apptunnel_route *route = NULL;
    apptunnel_string *json = NULL;
    const uint32_t star = APPTUNNEL_STAR_MATCH_ANY;
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_profile_route(NULL, NULL, 0, TEXT("a.example.com"), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_profile_route(profile, NULL, 0, TEXT("a.example.com"), 443, 0, star, NULL, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_profile_route(profile, NULL, 1, TEXT("a.example.com"), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_profile_route(profile, NULL, 0, NULL, 0, 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, TEXT(""), TEXT("a.example.com"), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidUtf8,
            apptunnel_profile_route(profile, NOT_UTF8, TEXT("a.example.com"), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, "app", SIZE_MAX, TEXT("a.example.com"), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, NULL, 0, TEXT(""), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, NULL, 0, TEXT("https://a.example.com"), 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidUtf8,
            apptunnel_profile_route(profile, NULL, 0, NOT_UTF8, 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, NULL, 0, "a.example.com", SIZE_MAX, 443, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, NULL, 0, TEXT("a.example.com"), 0, 0, star, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, NULL, 0, TEXT("a.example.com"), 443, 0, 2, &route, error));
    REFUSED(apptunnel_status_InvalidArgument,
            apptunnel_profile_route(profile, NULL, 0, TEXT("a.example.com"), 443, 0, UINT32_MAX, &route, error));
    CHECK(route == NULL);
    REFUSED(apptunnel_status_NullArgument, apptunnel_route_json(NULL, &json, error));
    route = routed(profile, "a.example.com", 443, 0);
    REFUSED(apptunnel_status_NullArgument, apptunnel_route_json(route, NULL, error));
    apptunnel_route_free(route);
    apptunnel_profile_free(profile);
}

static void read_shadows(void *argument)
{
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, 0, APPTUNNEL_STAR_MATCH_ANY), -1);
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, 3, APPTUNNEL_STAR_MATCH_ANY), 2);
    /* There a * does not stand for two labels. */
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, 3, APPTUNNEL_STAR_MATCH_LABEL), -1);
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, 3, 2), -1);
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, 3, UINT32_MAX), -1);
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, 4, APPTUNNEL_STAR_MATCH_ANY), -1);
    CHECK_EQUAL(apptunnel_profile_shadowing_rule(argument, SIZE_MAX, APPTUNNEL_STAR_MATCH_LABEL), -1);
}

static void shadow(void)
{
    apptunnel_profile_draft *draft = example_draft();
    set(draft, "/app_rules/3",
        "{\"name\":\"Late\",\"url_wildcard\":\"a.b.corp.example.com\",\"service\":\"Wiki\","
        "\"identity_certificate\":\"Identity\"}");
    apptunnel_profile *profile = checked(draft);
    test_threads(read_shadows, profile);
    CHECK_CONTAINS(apptunnel_report_json(apptunnel_profile_report(profile)), "profile.shadowed-rule");
    apptunnel_profile_free(profile);
    apptunnel_profile_draft_free(draft);
}

static void change(void)
{
    apptunnel_profile_draft *draft = example_draft();
    apptunnel_profile *after = checked(draft);
    WORKS(apptunnel_profile_draft_clear(draft, TEXT("/app_rules"), error));
    set(draft, "/services", "[{\"type\":\"active_sync\",\"server_list\":\"mail.corp.example.com:443\",\"tls_enabled\":true}]");
    set(draft, "/global/device_authentication", "{\"mode\":\"group_certificate\",\"group_certificate\":\"Phones\"}");
    apptunnel_profile *before = checked(draft);
    apptunnel_profile_draft_free(draft);

    apptunnel_report *report = NULL;
    WORKS(apptunnel_profile_check_change(before, after, &report, error));
    CHECK_EQUAL(apptunnel_report_finding_count(report), 1);
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "profile.authentication-changed");
    apptunnel_report_free(report);
    WORKS(apptunnel_profile_check_change(after, before, &report, error));
    CHECK_EQUAL(apptunnel_report_finding_count(report), 0);
    apptunnel_report_free(report);
    report = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_check_change(NULL, after, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_check_change(before, NULL, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_profile_check_change(before, after, NULL, error));
    CHECK(report == NULL);
    apptunnel_profile_free(before);
    apptunnel_profile_free(after);
}

static void read_fields(void)
{
    const size_t count = apptunnel_profile_field_count();
    CHECK_EQUAL(count, 65);
    CHECK_TEXT(apptunnel_profile_field_pointer(0), "/kind");
    CHECK_TEXT(apptunnel_profile_field_label(0), "Add Sentry Profile");
    CHECK_TEXT(apptunnel_profile_field_constraint(0), "One of three kinds.");
    CHECK_TEXT(apptunnel_profile_field_visibility(0), "Always.");
    CHECK_TEXT(apptunnel_profile_field_default(0), NULL);
    CHECK_TEXT(apptunnel_profile_field_certainty(0), "documented");
    CHECK(apptunnel_profile_field_source(0).length > 0);
    size_t defaults = 0;
    for (size_t i = 0; i < count; i++) {
        defaults += apptunnel_profile_field_default(i).data != NULL;
        CHECK_CONTAINS(apptunnel_profile_field_pointer(i), "/");
    }
    CHECK(defaults > 0 && defaults < count);
    const size_t absent[] = {count, SIZE_MAX};
    for (size_t i = 0; i < 2; i++) {
        CHECK_TEXT(apptunnel_profile_field_pointer(absent[i]), NULL);
        CHECK_TEXT(apptunnel_profile_field_label(absent[i]), NULL);
        CHECK_TEXT(apptunnel_profile_field_constraint(absent[i]), NULL);
        CHECK_TEXT(apptunnel_profile_field_visibility(absent[i]), NULL);
        CHECK_TEXT(apptunnel_profile_field_default(absent[i]), NULL);
        CHECK_TEXT(apptunnel_profile_field_certainty(absent[i]), NULL);
        CHECK_TEXT(apptunnel_profile_field_source(absent[i]), NULL);
    }
}
