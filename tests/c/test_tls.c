#include "apptunnel_test.h"

static void read_versions(void);
static void read_groups(void);
static void read_suites(void);
static void read_clients(void);
static void select_suites(void);
static void set_certificate(void);
static void set_order(void);
static void check(void);
static void negotiate(void);
static void refuse_arguments(void);

void test_tls(void)
{
    read_versions();
    read_groups();
    read_suites();
    read_clients();
    select_suites();
    set_certificate();
    set_order();
    check();
    negotiate();
    refuse_arguments();
}

/* A server with TLS 1.2 and 1.3 and every strong suite, and a key of this type. */
static apptunnel_tls_server *strong_server(const char *key_type)
{
    apptunnel_tls_server *server = apptunnel_tls_server_new();
    WORKS(apptunnel_tls_server_add_protocol(server, TEXT("TLSv1.2"), error));
    WORKS(apptunnel_tls_server_add_protocol(server, TEXT("tlsv1.3"), error));
    WORKS(apptunnel_tls_server_select_strong(server, error));
    WORKS(apptunnel_tls_server_set_key_type(server, key_type, strlen(key_type), error));
    return server;
}

static apptunnel_handshake_matrix *matrix_of(const apptunnel_tls_server *server)
{
    apptunnel_handshake_matrix *matrix = NULL;
    WORKS(apptunnel_tls_server_negotiate(server, &matrix, error));
    return matrix;
}

static size_t client(const char *id)
{
    const int64_t index = apptunnel_tls_client_find(id, strlen(id));
    CHECK(index >= 0);
    return (size_t)index;
}

static void read_versions(void)
{
    CHECK_EQUAL(apptunnel_tls_version_count(), 6);
    CHECK_TEXT(apptunnel_tls_version_name(0), "SSLv2Hello");
    CHECK_TEXT(apptunnel_tls_version_strength(0), "broken");
    CHECK_TEXT(apptunnel_tls_version_strength(2), "weak");
    CHECK_TEXT(apptunnel_tls_version_name(5), "TLSv1.3");
    CHECK_TEXT(apptunnel_tls_version_strength(5), "strong");
    CHECK_CONTAINS(apptunnel_tls_version_reason(1), "RFC 7568");
    CHECK_EQUAL(apptunnel_tls_version_find(TEXT("tlsv1.2")), 4);
    CHECK_EQUAL(apptunnel_tls_version_find(TEXT("TLSv1.4")), -1);
    CHECK_EQUAL(apptunnel_tls_version_find(NULL, 0), -1);
    CHECK_EQUAL(apptunnel_tls_version_find(NOT_UTF8), -1);
    CHECK_EQUAL(apptunnel_tls_version_find("TLSv1", SIZE_MAX), -1);
    const size_t absent[] = {6, SIZE_MAX};
    for (size_t i = 0; i < 2; i++) {
        CHECK_TEXT(apptunnel_tls_version_name(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_version_strength(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_version_reason(absent[i]), NULL);
    }
}

/* Numbers and names are those of IANA's registries. */
static void read_groups(void)
{
    CHECK_EQUAL(apptunnel_tls_group(0), 0x0017);
    for (size_t i = 0; i < apptunnel_tls_group_count(); i++) {
        const apptunnel_text name = apptunnel_tls_group_name(apptunnel_tls_group(i));
        CHECK_EQUAL(apptunnel_tls_group_find(name.data, name.length), apptunnel_tls_group(i));
    }
    CHECK_EQUAL(apptunnel_tls_group(apptunnel_tls_group_count()), 0);
    CHECK_EQUAL(apptunnel_tls_group(SIZE_MAX), 0);
    CHECK_TEXT(apptunnel_tls_group_name(0x001d), "x25519");
    CHECK_TEXT(apptunnel_tls_group_name(0), NULL);
    CHECK_TEXT(apptunnel_tls_group_name(UINT16_MAX), NULL);
    CHECK_EQUAL(apptunnel_tls_group_find(TEXT("x25519mlkem768")), 0x11ec);
    CHECK_EQUAL(apptunnel_tls_group_find(TEXT("P-256")), 0);
    CHECK_EQUAL(apptunnel_tls_group_find(NULL, 0), 0);
    CHECK_EQUAL(apptunnel_tls_group_find(NOT_UTF8), 0);
    CHECK_EQUAL(apptunnel_tls_group_find("x448", SIZE_MAX), 0);
    CHECK_TEXT(apptunnel_tls_signature_scheme_name(0x0804), "rsa_pss_rsae_sha256");
    CHECK_TEXT(apptunnel_tls_signature_scheme_name(0), NULL);
    CHECK_TEXT(apptunnel_tls_signature_scheme_name(UINT16_MAX), NULL);
}

static void read_suites(void)
{
    CHECK_EQUAL(apptunnel_tls_suite_count(), 136);
    CHECK_EQUAL(apptunnel_tls_suite(0), 0x0001);
    CHECK_EQUAL(apptunnel_tls_suite(136), 0);
    CHECK_EQUAL(apptunnel_tls_suite(SIZE_MAX), 0);

    const uint16_t suite = apptunnel_tls_suite_find(TEXT("ecdhe-rsa-aes128-gcm-sha256"));
    CHECK_EQUAL(suite, 0xc02f);
    CHECK_TEXT(apptunnel_tls_suite_name(suite), "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    CHECK_TEXT(apptunnel_tls_suite_openssl_name(suite), "ECDHE-RSA-AES128-GCM-SHA256");
    CHECK_TEXT(apptunnel_tls_suite_first_version(suite), "TLSv1.2");
    CHECK_TEXT(apptunnel_tls_suite_last_version(suite), "TLSv1.2");
    CHECK_TEXT(apptunnel_tls_suite_key_exchange(suite), "ecdhe");
    CHECK_TEXT(apptunnel_tls_suite_authentication(suite), "rsa");
    CHECK_TEXT(apptunnel_tls_suite_cipher(suite), "AES_128_GCM");
    CHECK_TEXT(apptunnel_tls_suite_mac(suite), "aead");
    CHECK_TEXT(apptunnel_tls_suite_strength(suite), "strong");
    CHECK_CONTAINS(apptunnel_tls_suite_reason(suite), "forward secrecy");
    CHECK(apptunnel_tls_suite_is_forward_secret(suite));
    CHECK(apptunnel_tls_suite_fits(suite, TEXT("RSA-2048")));
    CHECK(!apptunnel_tls_suite_fits(suite, TEXT("EC-P256")));
    CHECK(!apptunnel_tls_suite_fits(suite, TEXT("RSA")));
    CHECK(!apptunnel_tls_suite_fits(suite, NULL, 0));
    CHECK(!apptunnel_tls_suite_fits(suite, NOT_UTF8));
    CHECK(!apptunnel_tls_suite_fits(suite, "RSA-2048", SIZE_MAX));

    const uint16_t old = apptunnel_tls_suite_find(TEXT("SSL_RSA_WITH_3DES_EDE_CBC_SHA"));
    CHECK_EQUAL(old, 0x000a);
    CHECK_TEXT(apptunnel_tls_suite_first_version(old), "SSLv3");
    CHECK_TEXT(apptunnel_tls_suite_key_exchange(old), "rsa");
    CHECK_TEXT(apptunnel_tls_suite_mac(old), "sha1");
    CHECK_TEXT(apptunnel_tls_suite_strength(old), "broken");
    CHECK(!apptunnel_tls_suite_is_forward_secret(old));

    CHECK_EQUAL(apptunnel_tls_suite_find(TEXT("TLS_NULL_WITH_NULL_NULL")), 0);
    CHECK_EQUAL(apptunnel_tls_suite_find(NULL, 0), 0);
    CHECK_EQUAL(apptunnel_tls_suite_find(NULL, 1), 0);
    CHECK_EQUAL(apptunnel_tls_suite_find(NOT_UTF8), 0);
    CHECK_EQUAL(apptunnel_tls_suite_find("AES128-SHA", SIZE_MAX), 0);

    const uint16_t absent[] = {0, UINT16_MAX};
    for (size_t i = 0; i < 2; i++) {
        CHECK_TEXT(apptunnel_tls_suite_name(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_openssl_name(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_first_version(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_last_version(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_key_exchange(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_authentication(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_cipher(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_mac(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_strength(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_suite_reason(absent[i]), NULL);
        CHECK(!apptunnel_tls_suite_is_forward_secret(absent[i]));
        CHECK(!apptunnel_tls_suite_fits(absent[i], TEXT("RSA-2048")));
    }
}

static void read_clients(void)
{
    const size_t safari = client("ios-26");
    CHECK_TEXT(apptunnel_tls_client_id(safari), "ios-26");
    CHECK_TEXT(apptunnel_tls_client_releases(safari), "iOS 26, macOS 26, visionOS 26");
    CHECK_TEXT(apptunnel_tls_client_application(safari), "safari");
    CHECK_TEXT(apptunnel_tls_client_application(client("ios-26-ats")), "app_transport_security");
    CHECK_TEXT(apptunnel_tls_client_key_usage_check(safari), "always");
    CHECK_TEXT(apptunnel_tls_client_key_usage_check(client("ios-15.4")), "tls_1_3_and_curves");
    CHECK_TEXT(apptunnel_tls_client_certainty(safari), "observed");
    CHECK_CONTAINS(apptunnel_tls_client_source(safari), "testssl.sh");
    CHECK_EQUAL(apptunnel_tls_client_version_count(safari), 2);
    CHECK_TEXT(apptunnel_tls_client_version(safari, 0), "TLSv1.3");
    CHECK_TEXT(apptunnel_tls_client_version(safari, 2), NULL);
    CHECK_EQUAL(apptunnel_tls_client_suite_count(safari), 20);
    CHECK_TEXT(apptunnel_tls_suite_name(apptunnel_tls_client_suite(safari, 0)), "TLS_AES_256_GCM_SHA384");
    CHECK_EQUAL(apptunnel_tls_client_suite(safari, 20), 0);
    CHECK_EQUAL(apptunnel_tls_client_group_count(safari), 5);
    CHECK_TEXT(apptunnel_tls_group_name(apptunnel_tls_client_group(safari, 0)), "X25519MLKEM768");
    CHECK_EQUAL(apptunnel_tls_client_group(safari, SIZE_MAX), 0);
    CHECK_EQUAL(apptunnel_tls_client_signature_count(safari), 9);
    CHECK_TEXT(apptunnel_tls_signature_scheme_name(apptunnel_tls_client_signature(safari, 0)), "ecdsa_secp256r1_sha256");
    CHECK_EQUAL(apptunnel_tls_client_signature(safari, 9), 0);

    CHECK_EQUAL(apptunnel_tls_client_find(TEXT("ios-1")), -1);
    CHECK_EQUAL(apptunnel_tls_client_find(NULL, 0), -1);
    CHECK_EQUAL(apptunnel_tls_client_find(NOT_UTF8), -1);
    CHECK_EQUAL(apptunnel_tls_client_find("ios-26", SIZE_MAX), -1);

    const size_t absent[] = {apptunnel_tls_client_count(), SIZE_MAX};
    for (size_t i = 0; i < 2; i++) {
        CHECK_TEXT(apptunnel_tls_client_id(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_client_releases(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_client_application(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_client_key_usage_check(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_client_certainty(absent[i]), NULL);
        CHECK_TEXT(apptunnel_tls_client_source(absent[i]), NULL);
        CHECK_EQUAL(apptunnel_tls_client_version_count(absent[i]), 0);
        CHECK_TEXT(apptunnel_tls_client_version(absent[i], 0), NULL);
        CHECK_EQUAL(apptunnel_tls_client_suite_count(absent[i]), 0);
        CHECK_EQUAL(apptunnel_tls_client_suite(absent[i], 0), 0);
        CHECK_EQUAL(apptunnel_tls_client_group_count(absent[i]), 0);
        CHECK_EQUAL(apptunnel_tls_client_group(absent[i], 0), 0);
        CHECK_EQUAL(apptunnel_tls_client_signature_count(absent[i]), 0);
        CHECK_EQUAL(apptunnel_tls_client_signature(absent[i], 0), 0);
    }
}

static void selection_is(const apptunnel_tls_server *server, const char *wanted)
{
    apptunnel_string *json = NULL;
    WORKS(apptunnel_tls_server_selection_json(server, &json, error));
    CHECK_TEXT(apptunnel_string_text(json), wanted);
    apptunnel_string_free(json);
}

static void select_suites(void)
{
    apptunnel_tls_server *server = apptunnel_tls_server_new();
    selection_is(server, "{\"protocols\":[],\"suites\":[]}");

    WORKS(apptunnel_tls_server_add_protocol(server, TEXT("TLSv1.2"), error));
    WORKS(apptunnel_tls_server_add_suite(server, 0x002f, error));
    const char *one = "{\"protocols\":[\"TLSv1.2\"],\"suites\":[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]}";
    selection_is(server, one);

    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_protocol(server, TEXT("TLSv2"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_suite(server, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_suite(server, UINT16_MAX, error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_tls_server_set_selection(server, TEXT("{"), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_tls_server_set_selection(server, TEXT(""), error));
    REFUSED(apptunnel_status_InvalidJson, apptunnel_tls_server_set_selection(server, TEXT("{\"protocols\":[]}"), error));
    REFUSED(apptunnel_status_InvalidJson,
            apptunnel_tls_server_set_selection(server, TEXT("{\"protocols\":[],\"suites\":[\"AES\"]}"), error));
    selection_is(server, one);

    WORKS(apptunnel_tls_server_set_selection(
        server, TEXT("{\"protocols\":[\"TLSv1.3\"],\"suites\":[\"TLS_AES_128_GCM_SHA256\"]}"), error));
    selection_is(server, "{\"protocols\":[\"TLSv1.3\"],\"suites\":[\"TLS_AES_128_GCM_SHA256\"]}");
    apptunnel_tls_server_free(server);

    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_selection_json(NULL, NULL, error));
}

/* A certificate says more than the type of its key. */
static void set_certificate(void)
{
    apptunnel_bundle *bundle = test_open("examples/files/good.p12", "sentry");
    apptunnel_tls_server *server = strong_server("EC-P256");
    WORKS(apptunnel_tls_server_set_leaf(server, apptunnel_bundle_certificate(bundle, 0), error));
    const apptunnel_text type = apptunnel_bundle_key_type(bundle, 0);
    const bool is_rsa = type.length > 4 && memcmp(type.data, "RSA-", 4) == 0;
    apptunnel_bundle_free(bundle);

    apptunnel_handshake_matrix *matrix = matrix_of(server);
    const size_t safari = client("ios-26");
    CHECK(apptunnel_handshake_matrix_is_connected(matrix, safari));
    CHECK_TEXT(apptunnel_tls_signature_scheme_name(apptunnel_handshake_matrix_signature(matrix, safari)),
               is_rsa ? "rsa_pss_rsae_sha256" : "ecdsa_secp256r1_sha256");
    apptunnel_handshake_matrix_free(matrix);

    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_set_leaf(server, NULL, error));
    apptunnel_tls_server_free(server);
}

static uint16_t suite_of(const apptunnel_tls_server *server)
{
    apptunnel_handshake_matrix *matrix = matrix_of(server);
    const uint16_t suite = apptunnel_handshake_matrix_suite(matrix, client("ios-26"));
    apptunnel_handshake_matrix_free(matrix);
    return suite;
}

static void set_order(void)
{
    apptunnel_tls_server *server = apptunnel_tls_server_new();
    WORKS(apptunnel_tls_server_add_protocol(server, TEXT("TLSv1.2"), error));
    WORKS(apptunnel_tls_server_add_suite(server, 0x002f, error));
    WORKS(apptunnel_tls_server_add_suite(server, 0xc013, error));
    WORKS(apptunnel_tls_server_set_key_type(server, TEXT("RSA-2048"), error));
    CHECK_EQUAL(suite_of(server), 0xc013);
    WORKS(apptunnel_tls_server_set_preference(server, APPTUNNEL_PREFERENCE_SERVER, error));
    CHECK_EQUAL(suite_of(server), 0x002f);
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_set_preference(server, 2, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_set_preference(server, UINT32_MAX, error));
    CHECK_EQUAL(suite_of(server), 0x002f);
    WORKS(apptunnel_tls_server_set_preference(server, APPTUNNEL_PREFERENCE_CLIENT, error));
    CHECK_EQUAL(suite_of(server), 0xc013);
    apptunnel_tls_server_free(server);
}

static void check(void)
{
    apptunnel_tls_server *server = apptunnel_tls_server_new();
    apptunnel_report *report = NULL;
    WORKS(apptunnel_tls_server_check(server, &report, error));
    CHECK(!apptunnel_report_is_accepted(report));
    CHECK_EQUAL(apptunnel_report_finding_count(report), 2);
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "tls.no-suite");
    CHECK_TEXT(apptunnel_report_finding_subject_name(report, 0), "/suites");
    apptunnel_report_free(report);

    /* With the key it is known that no suite is for it. */
    WORKS(apptunnel_tls_server_add_protocol(server, TEXT("TLSv1.2"), error));
    WORKS(apptunnel_tls_server_add_suite(server, 0xc02f, error));
    WORKS(apptunnel_tls_server_check(server, &report, error));
    CHECK_EQUAL(apptunnel_report_finding_count(report), 0);
    apptunnel_report_free(report);
    WORKS(apptunnel_tls_server_set_key_type(server, TEXT("EC-P256"), error));
    WORKS(apptunnel_tls_server_check(server, &report, error));
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "tls.key-without-suite");
    apptunnel_report_free(report);
    apptunnel_bundle *bundle = test_open("examples/files/good.p12", "sentry");
    WORKS(apptunnel_tls_server_set_leaf(server, apptunnel_bundle_certificate(bundle, 0), error));
    WORKS(apptunnel_tls_server_check(server, &report, error));
    CHECK_TEXT(apptunnel_bundle_key_type(bundle, 0), "RSA-2048");
    CHECK_EQUAL(apptunnel_report_finding_count(report), 0);
    apptunnel_report_free(report);
    apptunnel_bundle_free(bundle);
    apptunnel_tls_server_free(server);

    server = strong_server("RSA-2048");
    WORKS(apptunnel_tls_server_add_group(server, 0x001d, error));
    WORKS(apptunnel_tls_server_advice(server, &report, error));
    CHECK(apptunnel_report_is_accepted(report));
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "apple.tls.older-clients");
    apptunnel_report_free(report);
    WORKS(apptunnel_tls_server_add_group(server, 0x0017, error));
    WORKS(apptunnel_tls_server_advice(server, &report, error));
    CHECK_TEXT(apptunnel_report_finding_code(report, 0), "apple.tls.large-hello");
    apptunnel_report_free(report);
    apptunnel_tls_server_free(server);
}

static void read_outcomes(void *argument)
{
    const size_t app = client("ios-26-ats");
    CHECK(apptunnel_handshake_matrix_is_connected(argument, app));
    CHECK_TEXT(apptunnel_handshake_matrix_version(argument, app), "TLSv1.3");
    CHECK_EQUAL(apptunnel_handshake_matrix_suite(argument, app), 0x1302);
    CHECK_EQUAL(apptunnel_handshake_matrix_group(argument, app), 0x001d);
    CHECK_EQUAL(apptunnel_handshake_matrix_signature(argument, app), 0x0804);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_code(argument, app), NULL);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_certainty(argument, app), NULL);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_message(argument, app), NULL);

    const size_t mail = client("mail-16");
    CHECK(!apptunnel_handshake_matrix_is_connected(argument, mail));
    CHECK_TEXT(apptunnel_handshake_matrix_version(argument, mail), NULL);
    CHECK_EQUAL(apptunnel_handshake_matrix_suite(argument, mail), 0);
    CHECK_EQUAL(apptunnel_handshake_matrix_group(argument, mail), 0);
    CHECK_EQUAL(apptunnel_handshake_matrix_signature(argument, mail), 0);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_code(argument, mail), "apple.tls.tls-13-only");
    CHECK_TEXT(apptunnel_handshake_matrix_failure_certainty(argument, mail), "observed");
    CHECK_CONTAINS(apptunnel_handshake_matrix_failure_message(argument, mail), "this client ends with TLS 1.2");

    CHECK_CONTAINS(apptunnel_handshake_matrix_json(argument), "{\"outcomes\":[{\"client\":\"ios-9\"");
    CHECK_CONTAINS(apptunnel_handshake_matrix_text(argument), "Cipher suite");
    CHECK_CONTAINS(apptunnel_report_json(apptunnel_handshake_matrix_report(argument)), "apple.tls.older-clients");
}

static void read_no_outcome(const apptunnel_handshake_matrix *matrix, size_t index)
{
    CHECK(!apptunnel_handshake_matrix_is_connected(matrix, index));
    CHECK_TEXT(apptunnel_handshake_matrix_version(matrix, index), NULL);
    CHECK_EQUAL(apptunnel_handshake_matrix_suite(matrix, index), 0);
    CHECK_EQUAL(apptunnel_handshake_matrix_group(matrix, index), 0);
    CHECK_EQUAL(apptunnel_handshake_matrix_signature(matrix, index), 0);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_code(matrix, index), NULL);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_certainty(matrix, index), NULL);
    CHECK_TEXT(apptunnel_handshake_matrix_failure_message(matrix, index), NULL);
}

static void negotiate(void)
{
    apptunnel_tls_server *server = apptunnel_tls_server_new();
    WORKS(apptunnel_tls_server_add_protocol(server, TEXT("TLSv1.3"), error));
    WORKS(apptunnel_tls_server_select_strong(server, error));
    WORKS(apptunnel_tls_server_set_key_type(server, TEXT("RSA-3072"), error));
    WORKS(apptunnel_tls_server_add_group(server, 0x001d, error));
    apptunnel_handshake_matrix *matrix = matrix_of(server);
    apptunnel_tls_server_free(server);

    /* JSON and text are made when they are first asked for: here by eight at once. */
    test_threads(read_outcomes, matrix);
    read_no_outcome(matrix, apptunnel_tls_client_count());
    read_no_outcome(matrix, SIZE_MAX);
    apptunnel_handshake_matrix_free(matrix);

    read_no_outcome(NULL, 0);
    CHECK(apptunnel_handshake_matrix_report(NULL) == NULL);
    CHECK_TEXT(apptunnel_handshake_matrix_json(NULL), NULL);
    CHECK_TEXT(apptunnel_handshake_matrix_text(NULL), NULL);
    apptunnel_handshake_matrix_free(NULL);
}

static void refuse_arguments(void)
{
    apptunnel_tls_server *server = apptunnel_tls_server_new();
    apptunnel_report *report = NULL;
    apptunnel_string *json = NULL;
    apptunnel_handshake_matrix *matrix = NULL;

    /* Nothing is known of its key yet. */
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_advice(server, &report, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_negotiate(server, &matrix, error));

    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_check(server, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_check(NULL, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_advice(server, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_advice(NULL, &report, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_negotiate(server, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_negotiate(NULL, &matrix, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_selection_json(server, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_selection_json(NULL, &json, error));

    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_set_selection(NULL, TEXT("{}"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_set_selection(server, NULL, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_set_selection(server, "{}", SIZE_MAX, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_tls_server_set_selection(server, NOT_UTF8, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_add_protocol(NULL, TEXT("TLSv1.2"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_add_protocol(server, NULL, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_protocol(server, TEXT(""), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_protocol(server, "TLSv1.2", SIZE_MAX, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_tls_server_add_protocol(server, NOT_UTF8, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_add_suite(NULL, 0x002f, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_select_strong(NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_set_key_type(NULL, TEXT("RSA-2048"), error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_set_key_type(server, NULL, 1, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_set_key_type(server, TEXT("RSA"), error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_set_key_type(server, "RSA-2048", SIZE_MAX, error));
    REFUSED(apptunnel_status_InvalidUtf8, apptunnel_tls_server_set_key_type(server, NOT_UTF8, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_set_leaf(NULL, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_tls_server_add_group(NULL, 0x001d, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_group(server, 0, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_tls_server_add_group(server, UINT16_MAX, error));
    REFUSED(apptunnel_status_NullArgument,
            apptunnel_tls_server_set_preference(NULL, APPTUNNEL_PREFERENCE_SERVER, error));
    CHECK(report == NULL && json == NULL && matrix == NULL);

    apptunnel_tls_server_free(server);
    apptunnel_tls_server_free(NULL);
}
