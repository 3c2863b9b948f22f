#include "arguments.h"

#include <stdlib.h>

/* Does what is refused, and sees that the fleet is as it was. */
#define LEAVES(fleet, ...)                                                                                                  \
    do {                                                                                                                    \
        apptunnel_string *before = saved(fleet);                                                                            \
        __VA_ARGS__;                                                                                                        \
        apptunnel_string *after = saved(fleet);                                                                             \
        CHECK(same(before, after));                                                                                         \
        apptunnel_string_free(after);                                                                                       \
        apptunnel_string_free(before);                                                                                      \
    } while (0)

/* The fleet refuses the call, first of all by this rule, and is as it was. */
#define DENIED(fleet, code, call)                                                                                           \
    LEAVES(fleet, {                                                                                                         \
        REFUSED(apptunnel_status_Refused, call);                                                                            \
        apptunnel_error *refusal = NULL;                                                                                    \
        apptunnel_error **error = &refusal;                                                                                 \
        (void)(call);                                                                                                       \
        CHECK_TEXT(apptunnel_report_finding_code(apptunnel_error_report(refusal), 0), code);                                \
        apptunnel_error_free(refusal);                                                                                      \
    })

/* What the call makes as a text, is this. The call names it `out`. */
#define GIVES(wanted, call)                                                                                                 \
    do {                                                                                                                    \
        apptunnel_string *string = NULL;                                                                                    \
        apptunnel_string **out = &string;                                                                                   \
        WORKS(call);                                                                                                        \
        CHECK_TEXT(apptunnel_string_text(string), wanted);                                                                  \
        apptunnel_string_free(string);                                                                                      \
    } while (0)

/* What the call makes as a list, are these texts with a semicolon after each. The call names it `out`. */
#define LISTS(wanted, call)                                                                                                 \
    do {                                                                                                                    \
        apptunnel_text_list *texts = NULL;                                                                                  \
        apptunnel_text_list **out = &texts;                                                                                 \
        WORKS(call);                                                                                                        \
        char joined[500];                                                                                                   \
        CHECK_TEXT(join(texts, joined), wanted);                                                                            \
        apptunnel_text_list_free(texts);                                                                                    \
    } while (0)

static apptunnel_string *saved(const apptunnel_fleet *fleet)
{
    apptunnel_string *json = NULL;
    WORKS(apptunnel_fleet_json(fleet, &json, error));
    return json;
}

static bool same(const apptunnel_string *one, const apptunnel_string *other)
{
    const apptunnel_text a = apptunnel_string_text(one);
    const apptunnel_text b = apptunnel_string_text(other);
    return a.length > 0 && a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* The texts with a semicolon after each, written to `joined`. */
static apptunnel_text join(const apptunnel_text_list *texts, char joined[500])
{
    const size_t count = apptunnel_text_list_count(texts);
    joined[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const apptunnel_text text = apptunnel_text_list_text(texts, i);
        strncat(joined, text.data, text.length);
        strcat(joined, ";");
    }
    CHECK_TEXT(apptunnel_text_list_text(texts, count), NULL);
    CHECK_TEXT(apptunnel_text_list_text(texts, SIZE_MAX), NULL);
    return (apptunnel_text){joined, strlen(joined)};
}

static apptunnel_fleet *example(void)
{
    struct test_file file = test_read("examples/files/fleet.json");
    apptunnel_fleet *fleet = NULL;
    WORKS(apptunnel_fleet_from_json((const char *)file.data, file.length, &fleet, error));
    free(file.data);
    return fleet;
}

static void save_and_load(void);
static void upload(void);
static void list_certificates(const apptunnel_fleet *fleet);
static void edit_profiles(apptunnel_fleet *fleet);
static void assign_sentrys(apptunnel_fleet *fleet);
static void rank_spaces(apptunnel_fleet *fleet);
static void edit_devices(apptunnel_fleet *fleet);
static void distribute(apptunnel_fleet *fleet);
static void set_roots(apptunnel_fleet *fleet);
static void check_fleet(const apptunnel_fleet *fleet);
static void read_alone(void *argument);

void test_fleet(void)
{
    save_and_load();
    upload();
    void (*const edits[])(apptunnel_fleet *) = {edit_profiles, assign_sentrys, rank_spaces, edit_devices, distribute, set_roots};
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        apptunnel_fleet *fleet = example();
        edits[i](fleet);
        apptunnel_fleet_free(fleet);
    }
    apptunnel_fleet *fleet = example();
    list_certificates(fleet);
    check_fleet(fleet);
    test_threads(read_alone, fleet);
    apptunnel_fleet_free(fleet);

    CHECK_EQUAL(apptunnel_text_list_count(NULL), 0);
    CHECK_TEXT(apptunnel_text_list_text(NULL, 0), NULL);
    apptunnel_text_list_free(NULL);
    apptunnel_fleet_free(NULL);
}

static void save_and_load(void)
{
    apptunnel_fleet *empty = apptunnel_fleet_new();
    apptunnel_fleet *fleet = example();
    apptunnel_fleet *copy = NULL;
    WORKS(apptunnel_fleet_clone(fleet, &copy, error));
    apptunnel_string *json = saved(fleet);
    apptunnel_string *of_copy = saved(copy);
    apptunnel_string *of_empty = saved(empty);
    CHECK(same(json, of_copy));
    CHECK(!same(json, of_empty));

    /* What is written is read again. */
    const apptunnel_text text_of_fleet = apptunnel_string_text(json);
    apptunnel_fleet *again = NULL;
    WORKS(apptunnel_fleet_from_json(text_of_fleet.data, text_of_fleet.length, &again, error));
    apptunnel_string *of_again = saved(again);
    CHECK(same(json, of_again));

    /* A copy is changed alone. */
    WORKS(apptunnel_fleet_delete_sentry(copy, TEXT("sentry-new"), error));
    LISTS("sentry-asia-1;sentry-eu-1;sentry-eu-2;sentry-new;sentry-partners-1;sentry-us-1;",
          apptunnel_fleet_sentrys(fleet, out, error));
    LISTS("sentry-asia-1;sentry-eu-1;sentry-eu-2;sentry-partners-1;sentry-us-1;", apptunnel_fleet_sentrys(copy, out, error));

    apptunnel_fleet *none = NULL;
    BAD_TEXTS(as_json, apptunnel_fleet_from_json(text, length, &none, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_from_json(TEXT("{\"version\": 1}"), NULL, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_fleet_from_json(TEXT("{\"version\": 2}"), &none, error));
    apptunnel_error *failure = NULL;
    CHECK_EQUAL(apptunnel_fleet_from_json(TEXT("{\"version\": 1, \"sentrys\": {\"a\": {\"profile\": \"b\"}}}"), &none, &failure),
                apptunnel_status_InvalidJson);
    CHECK_CONTAINS(apptunnel_error_message(failure), "/sentrys/a/profile: ");
    CHECK(apptunnel_error_report(failure) == NULL);
    apptunnel_error_free(failure);
    CHECK(none == NULL);

    apptunnel_string *nothing = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_json(NULL, &nothing, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_json(fleet, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_clone(NULL, &none, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_clone(fleet, NULL, error));
    CHECK(none == NULL && nothing == NULL);

    apptunnel_string_free(of_again);
    apptunnel_string_free(of_empty);
    apptunnel_string_free(of_copy);
    apptunnel_string_free(json);
    apptunnel_fleet_free(again);
    apptunnel_fleet_free(copy);
    apptunnel_fleet_free(fleet);
    apptunnel_fleet_free(empty);
}

/* Uploads a file, and says whether the report that comes back finds something. */
static bool upload_finds(apptunnel_fleet *fleet, uint32_t store, const char *name, bool confirm, const apptunnel_bundle *bundle)
{
    apptunnel_report *report = NULL;
    WORKS(apptunnel_fleet_upload(fleet, store, name, strlen(name), APPTUNNEL_PLACE_MAIN_PAGE, confirm, bundle, NULL, AT, &report,
                                 error));
    const bool found = apptunnel_report_finding_count(report) > 0;
    CHECK(apptunnel_report_is_accepted(report));
    apptunnel_report_free(report);
    return found;
}

static void upload(void)
{
    apptunnel_fleet *fleet = apptunnel_fleet_new();
    apptunnel_bundle *good = test_open("examples/files/good.p12", "sentry");
    apptunnel_bundle *no_root = test_open("examples/files/no-root.p12", "sentry");
    apptunnel_bundle *expired = test_open("examples/files/expired.p12", "sentry");
    apptunnel_bundle *pem = test_open("examples/files/chain.pem", NULL);
    apptunnel_bundle *keyless = test_open("examples/files/chain.p7b", NULL);
    apptunnel_bundle *group = test_open("examples/files/group.cer", NULL);
    apptunnel_report *report = NULL;
    enum { MAIN = APPTUNNEL_PLACE_MAIN_PAGE, INSIDE = APPTUNNEL_PLACE_PROFILE };
    enum { TLS = APPTUNNEL_STORE_TLS_SERVER, GROUP = APPTUNNEL_STORE_GROUP };

    upload_finds(fleet, TLS, "good", false, good);
    CHECK(upload_finds(fleet, TLS, "no root", true, no_root));
    upload_finds(fleet, TLS, "pem", false, pem);
    upload_finds(fleet, GROUP, "group", false, group);
    upload_finds(fleet, GROUP, "good", true, group);

    DENIED(fleet, "fleet.name-taken",
           apptunnel_fleet_upload(fleet, TLS, TEXT("good"), MAIN, true, good, NULL, AT, &report, error));
    DENIED(fleet, "fleet.upload-unconfirmed",
           apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, false, no_root, NULL, AT, &report, error));
    DENIED(fleet, "fleet.upload-refused",
           apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, true, expired, NULL, AT, &report, error));
    DENIED(fleet, "fleet.format-without-key",
           apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, true, keyless, NULL, AT, &report, error));
    DENIED(fleet, "fleet.pkcs12-only",
           apptunnel_fleet_upload(fleet, TLS, TEXT("new"), INSIDE, true, pem, NULL, AT, &report, error));

    /* The options count, and what the check found comes with the refusal. */
    apptunnel_upload_options *options = apptunnel_upload_options_new();
    WORKS(apptunnel_upload_options_set_server_name(options, TEXT("other.example.org"), error));
    apptunnel_error *failure = NULL;
    CHECK_EQUAL(apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, false, good, options, AT, &report, &failure),
                apptunnel_status_Refused);
    const apptunnel_report *found = apptunnel_error_report(failure);
    CHECK_TEXT(apptunnel_report_finding_code(found, 0), "fleet.upload-unconfirmed");
    CHECK_TEXT(apptunnel_report_finding_code(found, 1), "trust.name-not-covered");
    apptunnel_error_free(failure);
    apptunnel_upload_options_free(options);

    LEAVES(fleet, {
        BAD_NAMES(apptunnel_fleet_upload(fleet, TLS, text, length, MAIN, true, good, NULL, AT, &report, error));
        BAD_INSTANTS(apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, true, good, NULL, at, &report, error));
        REFUSED(apptunnel_status_NullArgument,
                apptunnel_fleet_upload(NULL, TLS, TEXT("new"), MAIN, true, good, NULL, AT, &report, error));
        REFUSED(apptunnel_status_NullArgument,
                apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, true, NULL, NULL, AT, &report, error));
        REFUSED(apptunnel_status_NullArgument,
                apptunnel_fleet_upload(fleet, TLS, TEXT("new"), MAIN, true, good, NULL, AT, NULL, error));
        REFUSED(apptunnel_status_InvalidArgument,
                apptunnel_fleet_upload(fleet, 2, TEXT("new"), MAIN, true, good, NULL, AT, &report, error));
        REFUSED(apptunnel_status_InvalidArgument,
                apptunnel_fleet_upload(fleet, TLS, TEXT("new"), UINT32_MAX, true, good, NULL, AT, &report, error));
    });
    CHECK(report == NULL);

    /* Names are of their store. */
    WORKS(apptunnel_fleet_delete_certificate(fleet, TLS, TEXT("good"), error));
    DENIED(fleet, "fleet.not-found", apptunnel_fleet_delete_certificate(fleet, TLS, TEXT("good"), error));
    WORKS(apptunnel_fleet_delete_certificate(fleet, GROUP, TEXT("good"), error));
    LEAVES(fleet, {
        BAD_NAMES(apptunnel_fleet_delete_certificate(fleet, TLS, text, length, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_delete_certificate(NULL, TLS, TEXT("pem"), error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_delete_certificate(fleet, 7, TEXT("pem"), error));
    });

    apptunnel_bundle_free(group);
    apptunnel_bundle_free(keyless);
    apptunnel_bundle_free(pem);
    apptunnel_bundle_free(expired);
    apptunnel_bundle_free(no_root);
    apptunnel_bundle_free(good);
    apptunnel_fleet_free(fleet);
}

static void list_certificates(const apptunnel_fleet *fleet)
{
    enum { TLS = APPTUNNEL_STORE_TLS_SERVER, GROUP = APPTUNNEL_STORE_GROUP };
    apptunnel_certificate_list *list = NULL;
    WORKS(apptunnel_fleet_certificates(fleet, TLS, AT, &list, error));
    CHECK_EQUAL(apptunnel_certificate_list_count(list), 6);
    CHECK_TEXT(apptunnel_certificate_list_name(list, 1), "eu.sentry.example.com 2025");
    CHECK_TEXT(apptunnel_certificate_subject(apptunnel_certificate_list_certificate(list, 1)), "CN=eu.sentry.example.com");
    CHECK_EQUAL(apptunnel_certificate_not_after(apptunnel_certificate_list_certificate(list, 1)), 1783295999);
    CHECK_EQUAL(apptunnel_certificate_list_days_left(list, 1), 34);
    CHECK_EQUAL(apptunnel_certificate_list_other_count(list, 1), 2);
    CHECK_TEXT(apptunnel_certificate_subject(apptunnel_certificate_list_other(list, 1, 0)), "CN=Example Sentry CA,O=Example");
    CHECK_TEXT(apptunnel_certificate_subject(apptunnel_certificate_list_other(list, 1, 1)), "CN=Example Private Root,O=Example");
    CHECK_EQUAL(apptunnel_certificate_list_user_count(list, 1), 1);
    CHECK_TEXT(apptunnel_certificate_list_user(list, 1, 0), "Europe");
    CHECK_TEXT(apptunnel_certificate_list_name(list, 4), "spare 2025");
    CHECK_EQUAL(apptunnel_certificate_list_days_left(list, 4), -152);
    CHECK_EQUAL(apptunnel_certificate_list_user_count(list, 4), 0);

    CHECK(apptunnel_certificate_list_other(list, 1, 2) == NULL);
    CHECK(apptunnel_certificate_list_other(list, 1, SIZE_MAX) == NULL);
    CHECK_TEXT(apptunnel_certificate_list_user(list, 1, 1), NULL);
    CHECK_TEXT(apptunnel_certificate_list_user(list, 1, SIZE_MAX), NULL);
    for (size_t i = 0; i < 3; i++) {
        const apptunnel_certificate_list *const lists[] = {list, list, NULL};
        const size_t indexes[] = {6, SIZE_MAX, 0};
        CHECK_TEXT(apptunnel_certificate_list_name(lists[i], indexes[i]), NULL);
        CHECK(apptunnel_certificate_list_certificate(lists[i], indexes[i]) == NULL);
        CHECK_EQUAL(apptunnel_certificate_list_other_count(lists[i], indexes[i]), 0);
        CHECK(apptunnel_certificate_list_other(lists[i], indexes[i], 0) == NULL);
        CHECK_EQUAL(apptunnel_certificate_list_days_left(lists[i], indexes[i]), APPTUNNEL_NO_INSTANT);
        CHECK_EQUAL(apptunnel_certificate_list_user_count(lists[i], indexes[i]), 0);
        CHECK_TEXT(apptunnel_certificate_list_user(lists[i], indexes[i], 0), NULL);
    }
    CHECK_EQUAL(apptunnel_certificate_list_count(NULL), 0);

    apptunnel_string *json = NULL;
    WORKS(apptunnel_certificate_list_json(list, &json, error));
    CHECK_CONTAINS(apptunnel_string_text(json), "\"not_after\":\"2026-07-05T23:59:59Z\",\"days_left\":34,\"used_by\":[\"Europe\"]");
    apptunnel_string_free(json);
    json = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_list_json(NULL, &json, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_list_json(list, NULL, error));
    CHECK(json == NULL);
    apptunnel_certificate_list_free(list);
    apptunnel_certificate_list_free(NULL);

    WORKS(apptunnel_fleet_certificates(fleet, GROUP, AT, &list, error));
    CHECK_EQUAL(apptunnel_certificate_list_count(list), 1);
    CHECK_TEXT(apptunnel_certificate_list_name(list, 0), "Field devices");
    CHECK_EQUAL(apptunnel_certificate_list_other_count(list, 0), 0);
    apptunnel_certificate_list_free(list);

    list = NULL;
    BAD_INSTANTS(apptunnel_fleet_certificates(fleet, TLS, at, &list, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_certificates(fleet, 2, AT, &list, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_certificates(NULL, TLS, AT, &list, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_certificates(fleet, TLS, AT, NULL, error));
    CHECK(list == NULL);

    LISTS("Europe;", apptunnel_fleet_profiles_using(fleet, TLS, TEXT("eu.sentry.example.com 2026"), out, error));
    LISTS("Asia;", apptunnel_fleet_profiles_using(fleet, GROUP, TEXT("Field devices"), out, error));
    LISTS("", apptunnel_fleet_profiles_using(fleet, TLS, TEXT("Field devices"), out, error));
    apptunnel_text_list *names = NULL;
    BAD_NAMES(apptunnel_fleet_profiles_using(fleet, TLS, text, length, &names, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_profiles_using(fleet, 2, TEXT("a"), &names, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_profiles_using(NULL, TLS, TEXT("a"), &names, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_profiles_using(fleet, TLS, TEXT("a"), NULL, error));
    CHECK(names == NULL);
}

static void edit_profiles(apptunnel_fleet *fleet)
{
    LISTS("Americas;Asia;Europe;Lab;Partners;", apptunnel_fleet_profiles(fleet, out, error));
    apptunnel_string *lab = NULL;
    WORKS(apptunnel_fleet_profile_json(fleet, TEXT("Lab"), &lab, error));
    const apptunnel_text profile = apptunnel_string_text(lab);
    CHECK_CONTAINS(profile, "\"external_host\":\"lab.sentry.example.com\"");

    DENIED(fleet, "fleet.name-taken", apptunnel_fleet_add_profile(fleet, profile.data, profile.length, error));
    DENIED(fleet, "fleet.profile-needed", apptunnel_fleet_delete_profile(fleet, TEXT("Lab"), error));
    DENIED(fleet, "fleet.profile-assigned", apptunnel_fleet_delete_profile(fleet, TEXT("Partners"), error));
    DENIED(fleet, "fleet.not-found", apptunnel_fleet_delete_profile(fleet, TEXT("Africa"), error));
    DENIED(fleet, "fleet.certificate-in-use",
           apptunnel_fleet_delete_certificate(fleet, APPTUNNEL_STORE_TLS_SERVER, TEXT("eu.sentry.example.com 2026"), error));
    DENIED(fleet, "fleet.group-certificate-in-use",
           apptunnel_fleet_delete_certificate(fleet, APPTUNNEL_STORE_GROUP, TEXT("Field devices"), error));

    /* Takes over the name of Europe, and then its own again. */
    DENIED(fleet, "fleet.name-taken",
           apptunnel_fleet_replace_profile(fleet, TEXT("Europe"), profile.data, profile.length, error));
    DENIED(fleet, "fleet.not-found",
           apptunnel_fleet_replace_profile(fleet, TEXT("Africa"), profile.data, profile.length, error));
    WORKS(apptunnel_fleet_set_device_group(fleet, TEXT("Engineers"), TEXT("{}"), error));
    WORKS(apptunnel_fleet_delete_profile(fleet, TEXT("Lab"), error));
    WORKS(apptunnel_fleet_replace_profile(fleet, TEXT("Europe"), profile.data, profile.length, error));
    LISTS("Americas;Asia;Lab;Partners;", apptunnel_fleet_profiles(fleet, out, error));
    CHECK_TEXT(apptunnel_fleet_sentry_profile(fleet, TEXT("sentry-eu-1")), "Lab");

    /* A certificate that is not there. */
    struct test_file other = test_read("examples/profile.json");
    DENIED(fleet, "fleet.certificate-missing",
           apptunnel_fleet_add_profile(fleet, (const char *)other.data, other.length, error));
    free(other.data);

    apptunnel_fleet *empty = apptunnel_fleet_new();
    WORKS(apptunnel_fleet_add_profile(empty, profile.data, profile.length, error));
    apptunnel_string *again = NULL;
    WORKS(apptunnel_fleet_profile_json(empty, TEXT("Lab"), &again, error));
    CHECK(same(again, lab));
    apptunnel_string_free(again);
    apptunnel_fleet_free(empty);

    apptunnel_string *none = NULL;
    apptunnel_text_list *names = NULL;
    LEAVES(fleet, {
        BAD_JSON(apptunnel_fleet_add_profile(fleet, text, length, error));
        BAD_JSON(apptunnel_fleet_replace_profile(fleet, TEXT("Lab"), text, length, error));
        BAD_NAMES(apptunnel_fleet_replace_profile(fleet, text, length, profile.data, profile.length, error));
        BAD_NAMES(apptunnel_fleet_delete_profile(fleet, text, length, error));
        BAD_NAMES(apptunnel_fleet_profile_json(fleet, text, length, &none, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_profile_json(fleet, TEXT("Europe"), &none, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_profile_json(fleet, TEXT("Lab"), NULL, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_profile_json(NULL, TEXT("Lab"), &none, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_profiles(NULL, &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_profiles(fleet, NULL, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_delete_profile(NULL, TEXT("Lab"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_add_profile(NULL, profile.data, profile.length, error));
        REFUSED(apptunnel_status_NullArgument,
                apptunnel_fleet_replace_profile(NULL, TEXT("Lab"), profile.data, profile.length, error));
    });
    CHECK(none == NULL && names == NULL);
    apptunnel_string_free(lab);
}

static void assign_sentrys(apptunnel_fleet *fleet)
{
    WORKS(apptunnel_fleet_register_sentry(fleet, TEXT("sentry-lab"), error));
    CHECK_TEXT(apptunnel_fleet_sentry_profile(fleet, TEXT("sentry-lab")), NULL);
    DENIED(fleet, "fleet.name-taken", apptunnel_fleet_register_sentry(fleet, TEXT("sentry-lab"), error));
    DENIED(fleet, "fleet.not-configured", apptunnel_fleet_reassign(fleet, TEXT("sentry-lab"), TEXT("Lab"), error));
    DENIED(fleet, "fleet.not-configured", apptunnel_fleet_unassign(fleet, TEXT("sentry-lab"), error));
    DENIED(fleet, "fleet.not-found", apptunnel_fleet_assign(fleet, TEXT("sentry-lab"), TEXT("Africa"), error));
    WORKS(apptunnel_fleet_assign(fleet, TEXT("sentry-lab"), TEXT("Lab"), error));
    LISTS("sentry-lab;", apptunnel_fleet_sentrys_with(fleet, TEXT("Lab"), out, error));
    DENIED(fleet, "fleet.one-profile", apptunnel_fleet_assign(fleet, TEXT("sentry-lab"), TEXT("Asia"), error));
    WORKS(apptunnel_fleet_reassign(fleet, TEXT("sentry-lab"), TEXT("Europe"), error));
    CHECK_TEXT(apptunnel_fleet_sentry_profile(fleet, TEXT("sentry-lab")), "Europe");
    LISTS("sentry-eu-1;sentry-eu-2;sentry-lab;", apptunnel_fleet_sentrys_with(fleet, TEXT("Europe"), out, error));
    DENIED(fleet, "fleet.sentry-configured", apptunnel_fleet_delete_sentry(fleet, TEXT("sentry-lab"), error));
    WORKS(apptunnel_fleet_unassign(fleet, TEXT("sentry-lab"), error));
    WORKS(apptunnel_fleet_delete_sentry(fleet, TEXT("sentry-lab"), error));
    DENIED(fleet, "fleet.not-found", apptunnel_fleet_delete_sentry(fleet, TEXT("sentry-lab"), error));
    LISTS("", apptunnel_fleet_sentrys_with(fleet, TEXT("Lab"), out, error));

    apptunnel_text_list *names = NULL;
    LEAVES(fleet, {
        BAD_NAMES(apptunnel_fleet_register_sentry(fleet, text, length, error));
        BAD_NAMES(apptunnel_fleet_assign(fleet, text, length, TEXT("Lab"), error));
        BAD_NAMES(apptunnel_fleet_assign(fleet, TEXT("sentry-new"), text, length, error));
        BAD_NAMES(apptunnel_fleet_reassign(fleet, text, length, TEXT("Lab"), error));
        BAD_NAMES(apptunnel_fleet_reassign(fleet, TEXT("sentry-eu-1"), text, length, error));
        BAD_NAMES(apptunnel_fleet_unassign(fleet, text, length, error));
        BAD_NAMES(apptunnel_fleet_delete_sentry(fleet, text, length, error));
        BAD_NAMES(apptunnel_fleet_sentrys_with(fleet, text, length, &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_register_sentry(NULL, TEXT("a"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_assign(NULL, TEXT("a"), TEXT("b"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_reassign(NULL, TEXT("a"), TEXT("b"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_unassign(NULL, TEXT("a"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_delete_sentry(NULL, TEXT("a"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_sentrys(NULL, &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_sentrys(fleet, NULL, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_sentrys_with(NULL, TEXT("Lab"), &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_sentrys_with(fleet, TEXT("Lab"), NULL, error));
    });
    CHECK(names == NULL);
    for (size_t i = 0; i < sizeof bad_texts / sizeof *bad_texts; i++) {
        CHECK_TEXT(apptunnel_fleet_sentry_profile(fleet, bad_texts[i].text, bad_texts[i].length), NULL);
    }
    CHECK_TEXT(apptunnel_fleet_sentry_profile(fleet, TEXT("sentry-lab")), NULL);
    CHECK_TEXT(apptunnel_fleet_sentry_profile(NULL, TEXT("sentry-eu-1")), NULL);
}

static void rank_spaces(apptunnel_fleet *fleet)
{
    WORKS(apptunnel_fleet_add_space(fleet, TEXT("France"), 0, error));
    WORKS(apptunnel_fleet_add_space(fleet, TEXT("Spain"), SIZE_MAX, error));
    LISTS("France;Germany;Japan;Spain;Default Space;", apptunnel_fleet_spaces(fleet, out, error));
    WORKS(apptunnel_fleet_move_space(fleet, TEXT("France"), 2, error));
    LISTS("Germany;Japan;France;Spain;Default Space;", apptunnel_fleet_spaces(fleet, out, error));
    WORKS(apptunnel_fleet_move_space(fleet, TEXT("France"), SIZE_MAX, error));
    WORKS(apptunnel_fleet_rename_space(fleet, TEXT("Japan"), TEXT("Asia"), error));
    LISTS("Germany;Asia;Spain;France;Default Space;", apptunnel_fleet_spaces(fleet, out, error));
    GIVES("{\"space\":\"Asia\",\"profiles\":[\"Asia\"]}",
          apptunnel_fleet_device_group_json(fleet, TEXT("Field service Japan"), out, error));
    WORKS(apptunnel_fleet_delete_space(fleet, TEXT("Spain"), error));
    LISTS("Germany;Asia;France;Default Space;", apptunnel_fleet_spaces(fleet, out, error));

    DENIED(fleet, "fleet.name-taken", apptunnel_fleet_add_space(fleet, TEXT("France"), 0, error));
    DENIED(fleet, "fleet.name-taken", apptunnel_fleet_rename_space(fleet, TEXT("France"), TEXT("Germany"), error));
    DENIED(fleet, "fleet.not-found", apptunnel_fleet_move_space(fleet, TEXT("Spain"), 0, error));
    DENIED(fleet, "fleet.default-space", apptunnel_fleet_move_space(fleet, TEXT("Default Space"), 0, error));
    DENIED(fleet, "fleet.default-space", apptunnel_fleet_rename_space(fleet, TEXT("Default Space"), TEXT("Spain"), error));
    DENIED(fleet, "fleet.default-space", apptunnel_fleet_delete_space(fleet, TEXT("Default Space"), error));
    DENIED(fleet, "fleet.space-in-use", apptunnel_fleet_delete_space(fleet, TEXT("Germany"), error));

    apptunnel_text_list *names = NULL;
    LEAVES(fleet, {
        BAD_NAMES(apptunnel_fleet_add_space(fleet, text, length, 0, error));
        BAD_NAMES(apptunnel_fleet_move_space(fleet, text, length, 0, error));
        BAD_NAMES(apptunnel_fleet_rename_space(fleet, text, length, TEXT("Spain"), error));
        BAD_NAMES(apptunnel_fleet_rename_space(fleet, TEXT("France"), text, length, error));
        BAD_NAMES(apptunnel_fleet_delete_space(fleet, text, length, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_add_space(fleet, TEXT("Default Space"), 0, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_add_space(NULL, TEXT("Spain"), 0, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_move_space(NULL, TEXT("France"), 0, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_rename_space(NULL, TEXT("France"), TEXT("Spain"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_delete_space(NULL, TEXT("France"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_spaces(NULL, &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_spaces(fleet, NULL, error));
    });
    CHECK(names == NULL);
}

static void edit_devices(apptunnel_fleet *fleet)
{
    WORKS(apptunnel_fleet_set_device_group(fleet, TEXT("Drivers"), TEXT("{\"profiles\": [\"Europe\"]}"), error));
    LISTS("Drivers;Engineers;Field service Japan;Partner tablets;Sales Europe;Sales Germany;Service Germany;Warehouse;",
          apptunnel_fleet_device_groups(fleet, out, error));
    GIVES("{\"profiles\":[\"Europe\"]}", apptunnel_fleet_device_group_json(fleet, TEXT("Drivers"), out, error));
    WORKS(apptunnel_fleet_set_device(fleet, TEXT("Phone 7"), TEXT("{\"groups\": [\"Drivers\"]}"), error));
    LISTS("Phone 7;iPad of the showroom;", apptunnel_fleet_devices(fleet, out, error));
    GIVES("{\"groups\":[\"Drivers\"]}", apptunnel_fleet_device_json(fleet, TEXT("Phone 7"), out, error));

    DENIED(fleet, "fleet.device-group-in-use", apptunnel_fleet_delete_device_group(fleet, TEXT("Drivers"), error));
    DENIED(fleet, "fleet.ticked", apptunnel_fleet_delete_device_group(fleet, TEXT("Warehouse"), error));
    DENIED(fleet, "fleet.ticked", apptunnel_fleet_delete_device(fleet, TEXT("iPad of the showroom"), error));
    DENIED(fleet, "fleet.not-found", apptunnel_fleet_delete_device(fleet, TEXT("Phone 8"), error));
    DENIED(fleet, "fleet.not-found",
           apptunnel_fleet_set_device_group(fleet, TEXT("New"), TEXT("{\"profiles\": [\"Africa\"]}"), error));
    DENIED(fleet, "fleet.other-space",
           apptunnel_fleet_set_device(fleet, TEXT("New"), TEXT("{\"groups\": [\"Sales Germany\"]}"), error));
    WORKS(apptunnel_fleet_delete_device(fleet, TEXT("Phone 7"), error));
    WORKS(apptunnel_fleet_delete_device_group(fleet, TEXT("Drivers"), error));

    apptunnel_string *json = NULL;
    apptunnel_text_list *names = NULL;
    LEAVES(fleet, {
        BAD_NAMES(apptunnel_fleet_set_device_group(fleet, text, length, TEXT("{}"), error));
        BAD_NAMES(apptunnel_fleet_delete_device_group(fleet, text, length, error));
        BAD_NAMES(apptunnel_fleet_device_group_json(fleet, text, length, &json, error));
        BAD_NAMES(apptunnel_fleet_set_device(fleet, text, length, TEXT("{}"), error));
        BAD_NAMES(apptunnel_fleet_delete_device(fleet, text, length, error));
        BAD_NAMES(apptunnel_fleet_device_json(fleet, text, length, &json, error));
        REFUSED(apptunnel_status_InvalidJson, apptunnel_fleet_set_device_group(fleet, TEXT("a"), TEXT("{\"x\":1}"), error));
        BAD_JSON(apptunnel_fleet_set_device_group(fleet, TEXT("a"), text, length, error));
        BAD_JSON(apptunnel_fleet_set_device(fleet, TEXT("a"), text, length, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_device_group_json(fleet, TEXT("Drivers"), &json, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_device_json(fleet, TEXT("Phone 7"), &json, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_set_device_group(NULL, TEXT("a"), TEXT("{}"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_delete_device_group(NULL, TEXT("a"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_set_device(NULL, TEXT("a"), TEXT("{}"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_delete_device(NULL, TEXT("a"), error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_device_group_json(NULL, TEXT("Engineers"), &json, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_device_group_json(fleet, TEXT("Engineers"), NULL, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_device_json(NULL, TEXT("iPad of the showroom"), &json, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_device_json(fleet, TEXT("iPad of the showroom"), NULL, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_device_groups(NULL, &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_device_groups(fleet, NULL, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_devices(NULL, &names, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_devices(fleet, NULL, error));
    });
    CHECK(json == NULL && names == NULL);
}

#define WAREHOUSE "{\"device_groups\":[\"Warehouse\"]}"
#define GERMANY "{\"device_groups\":[\"Service Germany\"]}"

static void distribute(apptunnel_fleet *fleet)
{
    apptunnel_pending *pending = NULL;
    CHECK_EQUAL(apptunnel_fleet_other_spaces(fleet), APPTUNNEL_OTHER_SPACES_APPLY_AND_ALLOW_EDIT);
    GIVES("{\"device_groups\":[\"Sales Germany\"]}", apptunnel_fleet_ticked_json(fleet, TEXT("Germany"), out, error));
    GIVES("null", apptunnel_fleet_ticked_json(fleet, TEXT("Japan"), out, error));
    CHECK(apptunnel_fleet_is_root_distributed_to_group(fleet, TEXT("Sales Germany")));
    CHECK(!apptunnel_fleet_is_root_distributed_to_group(fleet, TEXT("Service Germany")));
    CHECK(apptunnel_fleet_is_root_distributed_to_device(fleet, TEXT("iPad of the showroom")));

    /* The administrator of Germany, in Germany alone. */
    LEAVES(fleet, WORKS(apptunnel_fleet_propose_in_space(fleet, TEXT("Germany"), TEXT("Germany"), TEXT(GERMANY), &pending, error)));
    CHECK_CONTAINS(apptunnel_pending_warning(pending), "Germany");
    CHECK_EQUAL(apptunnel_pending_summary_count(pending), 1);
    CHECK_TEXT(apptunnel_pending_summary(pending, 0), "Ticked: 1 device group, 0 devices.");
    CHECK_TEXT(apptunnel_pending_summary(pending, 1), NULL);
    CHECK_TEXT(apptunnel_pending_summary(pending, SIZE_MAX), NULL);
    WORKS(apptunnel_fleet_confirm(fleet, pending, error));
    GIVES(GERMANY, apptunnel_fleet_ticked_json(fleet, TEXT("Germany"), out, error));
    DENIED(fleet, "fleet.changed-since", apptunnel_fleet_confirm(fleet, pending, error));
    apptunnel_pending_free(pending);
    WORKS(apptunnel_fleet_propose_in_space(fleet, NULL, 0, TEXT("Germany"), NULL, 0, &pending, error));
    WORKS(apptunnel_fleet_confirm(fleet, pending, error));
    apptunnel_pending_free(pending);
    GIVES("null", apptunnel_fleet_ticked_json(fleet, TEXT("Germany"), out, error));

    pending = NULL;
    DENIED(fleet, "fleet.own-space-only",
           apptunnel_fleet_propose_in_space(fleet, TEXT("Japan"), TEXT("Germany"), TEXT(GERMANY), &pending, error));
    DENIED(fleet, "fleet.own-space-only",
           apptunnel_fleet_propose(fleet, TEXT("Germany"), TEXT("{}"), APPTUNNEL_OTHER_SPACES_APPLY, &pending, error));
    DENIED(fleet, "fleet.other-space",
           apptunnel_fleet_propose_in_space(fleet, NULL, 0, TEXT("Japan"), TEXT(GERMANY), &pending, error));
    CHECK(pending == NULL);

    /* A global administrator, by the name of the Default Space or by none. */
    const uint32_t choices[] = {APPTUNNEL_OTHER_SPACES_APPLY_AND_ALLOW_EDIT, APPTUNNEL_OTHER_SPACES_APPLY,
                                APPTUNNEL_OTHER_SPACES_DO_NOT_APPLY};
    for (size_t i = 0; i < 3; i++) {
        WORKS(apptunnel_fleet_propose(fleet, TEXT("Default Space"), TEXT(WAREHOUSE), choices[i], &pending, error));
        CHECK_EQUAL(apptunnel_pending_summary_count(pending), i == 0 ? 3 : 2);
        WORKS(apptunnel_fleet_confirm(fleet, pending, error));
        apptunnel_pending_free(pending);
        CHECK_EQUAL(apptunnel_fleet_other_spaces(fleet), choices[i]);
    }
    GIVES(WAREHOUSE, apptunnel_fleet_ticked_json(fleet, NULL, 0, out, error));
    GIVES(WAREHOUSE, apptunnel_fleet_ticked_json(fleet, TEXT("Default Space"), out, error));
    CHECK(!apptunnel_fleet_is_root_distributed_to_device(fleet, TEXT("iPad of the showroom")));
    pending = NULL;
    DENIED(fleet, "fleet.edit-not-allowed",
           apptunnel_fleet_propose_in_space(fleet, TEXT("Germany"), TEXT("Germany"), TEXT(GERMANY), &pending, error));
    DENIED(fleet, "fleet.not-delegated",
           apptunnel_fleet_propose_in_space(fleet, NULL, 0, TEXT("Germany"), TEXT(GERMANY), &pending, error));

    apptunnel_string *json = NULL;
    LEAVES(fleet, {
        BAD_JSON(apptunnel_fleet_propose(fleet, NULL, 0, text, length, 0, &pending, error));
        BAD_NAMES(apptunnel_fleet_propose_in_space(fleet, NULL, 0, text, length, TEXT("{}"), &pending, error));
        REFUSED(apptunnel_status_InvalidUtf8, apptunnel_fleet_propose(fleet, NOT_UTF8, TEXT("{}"), 0, &pending, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_propose(fleet, NULL, 1, TEXT("{}"), 0, &pending, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_propose(fleet, TEXT(""), TEXT("{}"), 0, &pending, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_propose(fleet, NULL, 0, TEXT("{}"), 3, &pending, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_propose(NULL, NULL, 0, TEXT("{}"), 0, &pending, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_propose(fleet, NULL, 0, TEXT("{}"), 0, NULL, error));
        REFUSED(apptunnel_status_NullArgument,
                apptunnel_fleet_propose_in_space(NULL, NULL, 0, TEXT("Japan"), NULL, 0, &pending, error));
        REFUSED(apptunnel_status_NullArgument,
                apptunnel_fleet_propose_in_space(fleet, NULL, 0, TEXT("Japan"), NULL, 0, NULL, error));
        REFUSED(apptunnel_status_InvalidArgument,
                apptunnel_fleet_propose_in_space(fleet, NULL, 0, TEXT("Default Space"), NULL, 0, &pending, error));
        REFUSED(apptunnel_status_InvalidUtf8,
                apptunnel_fleet_propose_in_space(fleet, NOT_UTF8, TEXT("Japan"), NULL, 0, &pending, error));
        REFUSED(apptunnel_status_InvalidJson,
                apptunnel_fleet_propose_in_space(fleet, NULL, 0, TEXT("Japan"), TEXT(""), &pending, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_confirm(fleet, NULL, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_ticked_json(fleet, TEXT("Spain"), &json, error));
        REFUSED(apptunnel_status_InvalidUtf8, apptunnel_fleet_ticked_json(fleet, NOT_UTF8, &json, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_ticked_json(fleet, "a", SIZE_MAX, &json, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_ticked_json(NULL, NULL, 0, &json, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_ticked_json(fleet, NULL, 0, NULL, error));
    });
    CHECK(pending == NULL && json == NULL);
    WORKS(apptunnel_fleet_propose(fleet, NULL, 0, TEXT("{}"), 0, &pending, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_confirm(NULL, pending, error));
    apptunnel_pending_free(pending);

    CHECK_TEXT(apptunnel_pending_warning(NULL), NULL);
    CHECK_EQUAL(apptunnel_pending_summary_count(NULL), 0);
    CHECK_TEXT(apptunnel_pending_summary(NULL, 0), NULL);
    apptunnel_pending_free(NULL);
    CHECK_EQUAL(apptunnel_fleet_other_spaces(NULL), APPTUNNEL_OTHER_SPACES_DO_NOT_APPLY);
    CHECK(!apptunnel_fleet_is_root_distributed_to_group(NULL, TEXT("Warehouse")));
    CHECK(!apptunnel_fleet_is_root_distributed_to_device(NULL, TEXT("iPad of the showroom")));
    for (size_t i = 0; i < sizeof bad_texts / sizeof *bad_texts; i++) {
        CHECK(!apptunnel_fleet_is_root_distributed_to_group(fleet, bad_texts[i].text, bad_texts[i].length));
        CHECK(!apptunnel_fleet_is_root_distributed_to_device(fleet, bad_texts[i].text, bad_texts[i].length));
    }
}

static void set_roots(apptunnel_fleet *fleet)
{
    apptunnel_bundle *bundle = test_open("examples/files/root.pem", NULL);
    const apptunnel_certificate *root = apptunnel_bundle_certificate(bundle, 0);
    apptunnel_certificate *old = NULL;
    WORKS(apptunnel_fleet_root_certificate(fleet, 0, &old, error));
    CHECK_TEXT(apptunnel_certificate_subject(old), "CN=Example Private Root,O=Example");

    const apptunnel_certificate *roots[101] = {old, root, old};
    WORKS(apptunnel_fleet_set_root_certificates(fleet, roots, 3, error));
    CHECK_EQUAL(apptunnel_fleet_root_certificate_count(fleet), 2);
    apptunnel_certificate *second = NULL;
    WORKS(apptunnel_fleet_root_certificate(fleet, 1, &second, error));
    CHECK_TEXT(apptunnel_certificate_subject(second), "CN=Example Root CA,O=Example");
    apptunnel_certificate_free(second);

    apptunnel_certificate *none = NULL;
    for (size_t i = 0; i < 101; i++) {
        roots[i] = root;
    }
    DENIED(fleet, "fleet.too-many", apptunnel_fleet_set_root_certificates(fleet, roots, 101, error));
    LEAVES(fleet, {
        BAD_ARRAYS(const apptunnel_certificate *, apptunnel_fleet_set_root_certificates(fleet, array, count, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_set_root_certificates(NULL, roots, 1, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_root_certificate(fleet, 2, &none, error));
        REFUSED(apptunnel_status_InvalidArgument, apptunnel_fleet_root_certificate(fleet, SIZE_MAX, &none, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_root_certificate(NULL, 0, &none, error));
        REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_root_certificate(fleet, 0, NULL, error));
    });
    CHECK(none == NULL);
    WORKS(apptunnel_fleet_set_root_certificates(fleet, NULL, 0, error));
    CHECK_EQUAL(apptunnel_fleet_root_certificate_count(fleet), 0);
    CHECK_EQUAL(apptunnel_fleet_root_certificate_count(NULL), 0);
    apptunnel_certificate_free(old);
    apptunnel_bundle_free(bundle);
}

static size_t count_findings(const apptunnel_fleet *fleet, const apptunnel_check_options *options)
{
    apptunnel_report *report = NULL;
    WORKS(apptunnel_fleet_check(fleet, options, AT, &report, error));
    const size_t count = apptunnel_report_finding_count(report);
    apptunnel_report_free(report);
    return count;
}

static void check_fleet(const apptunnel_fleet *fleet)
{
    apptunnel_report *report = NULL;
    WORKS(apptunnel_fleet_check(fleet, NULL, AT, &report, error));
    CHECK(!apptunnel_report_is_accepted(report));
    CHECK_CONTAINS(apptunnel_report_json(report), "\"losses\":[{");
    CHECK_CONTAINS(apptunnel_report_text(report), "Devices without the tunnel:");

    /* Service Germany is not ticked: lost at once. The American certificate ends on 2026-06-19. */
    size_t service = SIZE_MAX;
    size_t showroom = SIZE_MAX;
    const size_t losses = apptunnel_report_loss_count(report);
    for (size_t i = 0; i < losses; i++) {
        if (test_is(apptunnel_report_loss_devices(report, i), "Service Germany")) {
            service = i;
        }
        if (test_is(apptunnel_report_loss_devices(report, i), "iPad of the showroom") &&
            test_is(apptunnel_report_loss_profile(report, i), "Americas")) {
            showroom = i;
        }
    }
    CHECK(service < losses && showroom < losses);
    CHECK_EQUAL(apptunnel_report_loss_from(report, service), AT);
    CHECK_TEXT(apptunnel_report_loss_profile(report, service), "Europe");
    CHECK(apptunnel_report_loss_is_of_group(report, service));
    CHECK_TEXT(apptunnel_report_loss_code(report, service), "fleet.root-not-distributed");
    CHECK(apptunnel_report_loss_reason(report, service).length > 0);
    CHECK_EQUAL(apptunnel_report_loss_from(report, showroom), 1781913600);
    CHECK_TEXT(apptunnel_report_loss_code(report, showroom), "fleet.devices-will-refuse");
    CHECK(!apptunnel_report_loss_is_of_group(report, showroom));
    for (size_t i = 0; i < 3; i++) {
        const apptunnel_report *const reports[] = {report, report, NULL};
        const size_t indexes[] = {losses, SIZE_MAX, 0};
        CHECK_EQUAL(apptunnel_report_loss_from(reports[i], indexes[i]), APPTUNNEL_NO_INSTANT);
        CHECK_TEXT(apptunnel_report_loss_profile(reports[i], indexes[i]), NULL);
        CHECK_TEXT(apptunnel_report_loss_devices(reports[i], indexes[i]), NULL);
        CHECK(!apptunnel_report_loss_is_of_group(reports[i], indexes[i]));
        CHECK_TEXT(apptunnel_report_loss_code(reports[i], indexes[i]), NULL);
        CHECK_TEXT(apptunnel_report_loss_reason(reports[i], indexes[i]), NULL);
    }
    CHECK_EQUAL(apptunnel_report_loss_count(NULL), 0);
    apptunnel_report_free(report);

    /* Reports that are of no fleet. */
    apptunnel_bundle *bundle = test_open("examples/files/good.p12", "sentry");
    WORKS(apptunnel_upload_check(bundle, NULL, AT, &report, error));
    CHECK_EQUAL(apptunnel_report_loss_count(report), 0);
    CHECK_TEXT(apptunnel_report_loss_profile(report, 0), NULL);
    apptunnel_report_free(report);
    apptunnel_bundle_free(bundle);

    apptunnel_check_options *options = apptunnel_check_options_new();
    const size_t by_default = count_findings(fleet, NULL);
    CHECK_EQUAL(count_findings(fleet, options), by_default);
    WORKS(apptunnel_check_options_set_notices(options, NULL, 0, error));
    CHECK(count_findings(fleet, options) < by_default);
    const uint32_t days[] = {1000, UINT32_MAX};
    WORKS(apptunnel_check_options_set_notices(options, days, 2, error));
    CHECK(count_findings(fleet, options) > by_default);
    WORKS(apptunnel_check_options_set_release(options, TEXT("ios:12.0"), error));
    CHECK(count_findings(fleet, options) > 0);
    apptunnel_budget *budget = apptunnel_budget_new();
    WORKS(apptunnel_budget_set(budget, APPTUNNEL_LIMIT_SIGNATURES, 0, error));
    WORKS(apptunnel_check_options_set_budget(options, budget, error));
    WORKS(apptunnel_fleet_check(fleet, options, AT, &report, error));
    CHECK_CONTAINS(apptunnel_report_json(report), "apple.chain.missing-issuer");
    apptunnel_report_free(report);

    report = NULL;
    BAD_NAMES(apptunnel_check_options_set_release(options, text, length, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_check_options_set_release(NULL, TEXT("ios:18.4"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_check_options_set_notices(NULL, days, 2, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_check_options_set_notices(options, NULL, 1, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_check_options_set_notices(options, days, SIZE_MAX, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_check_options_set_budget(NULL, budget, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_check_options_set_budget(options, NULL, error));
    BAD_INSTANTS(apptunnel_fleet_check(fleet, options, at, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_check(NULL, options, AT, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_fleet_check(fleet, options, AT, NULL, error));
    CHECK(report == NULL);
    apptunnel_budget_free(budget);
    apptunnel_check_options_free(options);
    apptunnel_check_options_free(NULL);
}

static void read_alone(void *argument)
{
    const apptunnel_fleet *fleet = argument;
    CHECK_TEXT(apptunnel_fleet_sentry_profile(fleet, TEXT("sentry-us-1")), "Americas");
    LISTS("Americas;Asia;Europe;Lab;Partners;", apptunnel_fleet_profiles(fleet, out, error));
    apptunnel_report *report = NULL;
    WORKS(apptunnel_fleet_check(fleet, NULL, AT, &report, error));
    CHECK(apptunnel_report_loss_count(report) > 0);
    apptunnel_report_free(report);
}
