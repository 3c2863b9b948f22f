#include "apptunnel_test.h"

#include <stdlib.h>

static void read_fields(void *argument);
static void read_absent(const apptunnel_certificate *certificate);
static void make_own(const apptunnel_certificate *lent);

void test_certificate(void)
{
    apptunnel_bundle *bundle = test_open("examples/files/chain.pem", NULL);
    const apptunnel_certificate *leaf = apptunnel_bundle_certificate(bundle, 0);
    /* Texts are made when one is first asked for: here by eight at once. */
    test_threads(read_fields, (void *)(uintptr_t)leaf);
    make_own(leaf);

    const apptunnel_certificate *issuing = apptunnel_bundle_certificate(bundle, 1);
    CHECK(apptunnel_certificate_is_ca(issuing));
    CHECK(!apptunnel_certificate_has_server_auth(issuing));
    CHECK(!apptunnel_certificate_is_self_issued(issuing));
    CHECK_EQUAL(apptunnel_certificate_name_count(issuing), 0);

    apptunnel_bundle *root = test_open("examples/files/root.pem", NULL);
    const apptunnel_certificate *self_issued = apptunnel_bundle_certificate(root, 0);
    CHECK(apptunnel_certificate_is_self_issued(self_issued));
    CHECK_EQUAL(apptunnel_certificate_ca_issuer_count(self_issued), 0);
    apptunnel_bundle_free(root);
    apptunnel_bundle_free(bundle);

    read_absent(NULL);
    apptunnel_certificate_free(NULL);
}

static void read_fields(void *argument)
{
    const apptunnel_certificate *leaf = argument;
    CHECK_TEXT(apptunnel_certificate_sha256(leaf), "63d45a0070dd17a283e9a0743740a9f5fc5dc006bca7d9da2acdcdfb66791593");
    CHECK_TEXT(apptunnel_certificate_subject(leaf), "CN=sentry.example.com");
    CHECK_CONTAINS(apptunnel_certificate_issuer(leaf), "Issuing CA");
    CHECK(apptunnel_certificate_serial(leaf).length > 0);
    CHECK_TEXT(apptunnel_certificate_key(leaf), "RSA-2048");
    CHECK_TEXT(apptunnel_certificate_signature_algorithm(leaf), "sha256WithRSAEncryption");
    CHECK_EQUAL(apptunnel_certificate_name_count(leaf), 1);
    CHECK_TEXT(apptunnel_certificate_name(leaf, 0), "sentry.example.com");
    CHECK_TEXT(apptunnel_certificate_name(leaf, 1), NULL);
    CHECK_TEXT(apptunnel_certificate_name(leaf, SIZE_MAX), NULL);
    CHECK_TEXT(apptunnel_certificate_ca_issuer(leaf, SIZE_MAX), NULL);

    const int64_t first = apptunnel_certificate_not_before(leaf);
    const int64_t last = apptunnel_certificate_not_after(leaf);
    CHECK(first < AT && AT < last);
    CHECK(apptunnel_certificate_is_valid_at(leaf, first));
    CHECK(apptunnel_certificate_is_valid_at(leaf, last));
    CHECK(!apptunnel_certificate_is_valid_at(leaf, first - 1));
    CHECK(!apptunnel_certificate_is_valid_at(leaf, last + 1));
    CHECK(!apptunnel_certificate_is_valid_at(leaf, INT64_MIN));
    CHECK(!apptunnel_certificate_is_valid_at(leaf, INT64_MAX));

    CHECK(!apptunnel_certificate_is_ca(leaf));
    CHECK(apptunnel_certificate_has_server_auth(leaf));
    CHECK_EQUAL(apptunnel_certificate_subject_key_id(leaf).length, 20);
    CHECK_EQUAL(apptunnel_certificate_authority_key_id(leaf).length, 20);
    /* A SEQUENCE. */
    CHECK_EQUAL(apptunnel_certificate_spki(leaf).data[0], 0x30);
}

static void read_absent(const apptunnel_certificate *certificate)
{
    CHECK(apptunnel_certificate_der(certificate).data == NULL);
    CHECK_TEXT(apptunnel_certificate_sha256(certificate), NULL);
    CHECK_TEXT(apptunnel_certificate_subject(certificate), NULL);
    CHECK_TEXT(apptunnel_certificate_issuer(certificate), NULL);
    CHECK_TEXT(apptunnel_certificate_serial(certificate), NULL);
    CHECK_TEXT(apptunnel_certificate_key(certificate), NULL);
    CHECK_TEXT(apptunnel_certificate_signature_algorithm(certificate), NULL);
    CHECK_EQUAL(apptunnel_certificate_not_before(certificate), APPTUNNEL_NO_INSTANT);
    CHECK_EQUAL(apptunnel_certificate_not_after(certificate), APPTUNNEL_NO_INSTANT);
    CHECK(!apptunnel_certificate_is_valid_at(certificate, AT));
    CHECK(apptunnel_certificate_spki(certificate).data == NULL);
    CHECK_EQUAL(apptunnel_certificate_name_count(certificate), 0);
    CHECK_TEXT(apptunnel_certificate_name(certificate, 0), NULL);
    CHECK_EQUAL(apptunnel_certificate_ca_issuer_count(certificate), 0);
    CHECK_TEXT(apptunnel_certificate_ca_issuer(certificate, 0), NULL);
    CHECK(!apptunnel_certificate_is_ca(certificate));
    CHECK(!apptunnel_certificate_is_self_issued(certificate));
    CHECK(!apptunnel_certificate_has_server_auth(certificate));
    CHECK(apptunnel_certificate_subject_key_id(certificate).data == NULL);
    CHECK(apptunnel_certificate_authority_key_id(certificate).data == NULL);
}

/* From DER and as a copy, each its own. */
static void make_own(const apptunnel_certificate *lent)
{
    const apptunnel_bytes der = apptunnel_certificate_der(lent);
    apptunnel_certificate *own = NULL;
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_from_der(der.data, der.length, NULL, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_from_der(NULL, 1, &own, error));
    REFUSED(apptunnel_status_InvalidArgument, apptunnel_certificate_from_der(der.data, SIZE_MAX, &own, error));
    REFUSED(apptunnel_status_Corrupt, apptunnel_certificate_from_der(NULL, 0, &own, error));
    REFUSED(apptunnel_status_Corrupt, apptunnel_certificate_from_der(der.data, der.length - 1, &own, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_clone(NULL, &own, error));
    REFUSED(apptunnel_status_NullArgument, apptunnel_certificate_clone(lent, NULL, error));
    CHECK(own == NULL);

    WORKS(apptunnel_certificate_from_der(der.data, der.length, &own, error));
    apptunnel_certificate *copy = NULL;
    WORKS(apptunnel_certificate_clone(own, &copy, error));
    apptunnel_certificate_free(own);
    read_fields(copy);
    apptunnel_certificate_free(copy);
}
