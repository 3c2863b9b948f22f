/* apptunnel: reads any uploaded certificate file and says whether Apple devices will trust it.
 * SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * Handles are pointers to opaque types. A handle is live from when it was given until it is freed. A function that gives one
 * says which function frees it; that takes NULL. A pointer to a const handle that a function returns is lent: it belongs to
 * the handle it was asked of, is gone with it or when that is changed, and is not freed. So are text and bytes. A pointer to
 * const is not changed. A handle that is not changed may be used by several threads at once.
 *
 * Calls that can fail return a status, and write their result only if that is apptunnel_status_Ok; a status says whether the
 * call worked, and a report what is wrong with a certificate. NULL and an index that is too high are no faults of a field:
 * the answer is then the one that stands for "none". An instant outside the years 0 to 9999 is an invalid argument. No
 * function keeps a pointer it was passed. Where memory cannot be had, the process ends, as in any program in Rust.
 *
 * "# Safety" says what the caller must see to; all else is checked. */

#pragma once

/* Generated from src/ffi by cbindgen. Do not edit; run: cbindgen --output include/apptunnel.h */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __clang__
#pragma clang attribute push(__attribute__((enum_extensibility(open))), apply_to = enum)
#endif

// Pass through: by user name and password, for ActiveSync only.
#define APPTUNNEL_MODE_PASS_THROUGH 0

// Group certificate: a device presents it, or a certificate that chains to it.
#define APPTUNNEL_MODE_GROUP_CERTIFICATE 1

// Identity certificate: a device presents one that chains to a root.
#define APPTUNNEL_MODE_IDENTITY_CERTIFICATES 2

// Identity certificate whose NT Principal Name names the user for a Kerberos ticket.
#define APPTUNNEL_MODE_KERBEROS 3

// CRLs are not looked at.
#define APPTUNNEL_CRL_CHECK_OFF 0

// CRLs are looked at, and a device that no usable CRL is about is let in.
#define APPTUNNEL_CRL_CHECK_OR_ADMIT 1

// CRLs are looked at, and a device that no usable CRL is about is kept out.
#define APPTUNNEL_CRL_CHECK_OR_REFUSE 2

// E-mail by ActiveSync.
#define APPTUNNEL_TRAFFIC_ACTIVE_SYNC 0

// A tunnel to a service.
#define APPTUNNEL_TRAFFIC_APP_TUNNEL 1

// N-MDM manages the device.
#define APPTUNNEL_STANDING_MANAGED 0

// N-MDM does not know the device, and nobody decided about it.
#define APPTUNNEL_STANDING_UNMANAGED 1

// N-MDM does not know the device, and an administrator has allowed it.
#define APPTUNNEL_STANDING_UNMANAGED_ALLOWED 2

// N-MDM does not know the device, and an administrator has blocked it.
#define APPTUNNEL_STANDING_UNMANAGED_BLOCKED 3

// The Sentry has never seen the device, and cannot reach UEM.
#define APPTUNNEL_STANDING_NEW 4

// The root is in Apple's store.
#define APPTUNNEL_ORIGIN_SYSTEM 0

// The user, an administrator or MDM installed the root.
#define APPTUNNEL_ORIGIN_USER 1

// An app set the root for its own connections.
#define APPTUNNEL_ORIGIN_APP 2

// The root is on the device: in Apple's store if that holds it, otherwise installed. For anchors alone.
#define APPTUNNEL_ORIGIN_DEVICE 3

// Bytes of one input file.
#define APPTUNNEL_LIMIT_INPUT_BYTES 0

// Certificates taken from one file.
#define APPTUNNEL_LIMIT_CERTIFICATES 1

// Private keys read from one file.
#define APPTUNNEL_LIMIT_PRIVATE_KEYS 2

// Levels of ASN.1 nesting.
#define APPTUNNEL_LIMIT_ASN1_DEPTH 3

// Levels of SafeContents inside SafeContents in a PKCS#12 file.
#define APPTUNNEL_LIMIT_SAFE_CONTENTS_DEPTH 4

// Key derivation iterations spent on one file.
#define APPTUNNEL_LIMIT_KDF_ITERATIONS 5

// Bytes of memory that scrypt may ask for.
#define APPTUNNEL_LIMIT_SCRYPT_MEMORY 6

// scrypt's cost N·r·p spent on one file.
#define APPTUNNEL_LIMIT_SCRYPT_COST 7

// Parts of one file that are decrypted.
#define APPTUNNEL_LIMIT_DECRYPTIONS 8

// Signature checks in one evaluation.
#define APPTUNNEL_LIMIT_SIGNATURES 9

// Certificates put on candidate paths in one evaluation.
#define APPTUNNEL_LIMIT_PATH_STEPS 10

// Candidate paths looked at in one evaluation.
#define APPTUNNEL_LIMIT_PATHS 11

// Certificates on one path, leaf and anchor included.
#define APPTUNNEL_LIMIT_PATH_LENGTH 12

// Comparisons of names with name constraints in one evaluation.
#define APPTUNNEL_LIMIT_NAME_COMPARISONS 13

// Nodes of the policy graph of one path.
#define APPTUNNEL_LIMIT_POLICY_NODES 14

// Dates of certificates at which a forecast asks a device.
#define APPTUNNEL_LIMIT_INSTANTS 15

// Stands for a date that is not of the years 1 to 9999.
#define APPTUNNEL_NO_INSTANT -4611686018427387904

// Path validation as in RFC 5280 section 6.
#define APPTUNNEL_RULE_SET_RFC5280 0

// That, and what sections 4.1 and 4.2 ask of the look of certificates.
#define APPTUNNEL_RULE_SET_RFC5280_WITH_PROFILE 1

// That, and the CA/Browser Forum's profile.
#define APPTUNNEL_RULE_SET_WEB_PKI 2

// What an Apple device says of a TLS server, or of a client if that is the purpose.
#define APPTUNNEL_RULE_SET_APPLE 3

// What an Apple device says of a chain, without the rules for TLS.
#define APPTUNNEL_RULE_SET_APPLE_BASIC_X509 4

// Trusted, if it is self-signed.
#define APPTUNNEL_TRUST_SETTING_TRUST_ROOT 0

// Trusted, if it is not self-signed.
#define APPTUNNEL_TRUST_SETTING_TRUST_AS_ROOT 1

// Refused wherever it stands on a path.
#define APPTUNNEL_TRUST_SETTING_DENY 2

// Neither trusted nor refused.
#define APPTUNNEL_TRUST_SETTING_UNSPECIFIED 3

// A key that needs no Certificate Transparency.
#define APPTUNNEL_HASH_EXCEPTED_KEY 0

// A key of which the app asks that a CA has it, or another such key.
#define APPTUNNEL_HASH_PINNED_CA_KEY 1

// A key of which the app asks that the leaf has it, or another such key.
#define APPTUNNEL_HASH_PINNED_LEAF_KEY 2

// A key on Apple's revoked list.
#define APPTUNNEL_HASH_REVOKED_KEY 3

// A key on Apple's distrusted list, which can be overridden.
#define APPTUNNEL_HASH_DISTRUSTED_KEY 4

// A leaf certificate on the allow list of a listed CA.
#define APPTUNNEL_HASH_ALLOWED_LEAF 5

// A certificate that the Valid database or a stapled OCSP response calls revoked.
#define APPTUNNEL_HASH_REVOKED_CERTIFICATE 6

// Nobody's revocation status is asked for.
#define APPTUNNEL_REVOCATION_SCOPE_OFF 0

// The leaf's is.
#define APPTUNNEL_REVOCATION_SCOPE_LEAF 1

// That of every certificate below the anchor is.
#define APPTUNNEL_REVOCATION_SCOPE_CHAIN 2

// Of an anchor, name and key count.
#define APPTUNNEL_ANCHOR_CHECKS_NAME_AND_KEY 0

// Name and key, and the constraints in its certificate.
#define APPTUNNEL_ANCHOR_CHECKS_CONSTRAINTS 1

// Name and key, and its validity period.
#define APPTUNNEL_ANCHOR_CHECKS_VALIDITY 2

// All of these.
#define APPTUNNEL_ANCHOR_CHECKS_CONSTRAINTS_AND_VALIDITY 3

// Extended key usage is not looked at.
#define APPTUNNEL_KEY_PURPOSE_ANY 0

// TLS server authentication.
#define APPTUNNEL_KEY_PURPOSE_SERVER 1

// TLS client authentication.
#define APPTUNNEL_KEY_PURPOSE_CLIENT 2

// Messaging Layer Security for RCS (GSMA RCC.16).
#define APPTUNNEL_KEY_PURPOSE_RCS_MLS_CLIENT 3

// Claim signing of a manifest of content credentials (C2PA).
#define APPTUNNEL_KEY_PURPOSE_C2PA_MANIFEST 4

// Time stamping of content credentials (C2PA).
#define APPTUNNEL_KEY_PURPOSE_C2PA_TIMESTAMPING 5

// Extended key usage may be absent or name any, as in RFC 5280.
#define APPTUNNEL_STRICTNESS_LAX 0

// The leaf must name the purpose.
#define APPTUNNEL_STRICTNESS_STRICT_LEAF 1

// That, and naming any is not enough for a CA either; for clients a CA must name the purpose.
#define APPTUNNEL_STRICTNESS_STRICT 2

// Do not apply to other spaces.
#define APPTUNNEL_OTHER_SPACES_DO_NOT_APPLY 0

// Apply to devices in other spaces.
#define APPTUNNEL_OTHER_SPACES_APPLY 1

// Apply to devices in other spaces, and allow Space Admin to edit the distribution.
#define APPTUNNEL_OTHER_SPACES_APPLY_AND_ALLOW_EDIT 2

// On the page Sentry Certificates: .p7b, .p12, .pfx, .pem, .der, .crt and .cer.
#define APPTUNNEL_PLACE_MAIN_PAGE 0

// Inside a profile: for a TLS server certificate .p12 only.
#define APPTUNNEL_PLACE_PROFILE 1

// A `*` in a rule of an app stands for any run of characters.
#define APPTUNNEL_STAR_MATCH_ANY 0

// A `*` in a rule of an app stands for any run of characters but dots. Which of the two a device follows is not known.
#define APPTUNNEL_STAR_MATCH_LABEL 1

// The order of the client decides among the suites and groups that both sides have. Which of the two a Sentry follows is not
// known.
#define APPTUNNEL_PREFERENCE_CLIENT 0

// The order of the server decides.
#define APPTUNNEL_PREFERENCE_SERVER 1

// The store TLS Server Certificates: the Sentry shows the certificate to devices.
#define APPTUNNEL_STORE_TLS_SERVER 0

// The store Group Certificates: the Sentry knows devices by the certificate.
#define APPTUNNEL_STORE_GROUP 1

// Version of the C ABI. Goes up when a function is removed or changed.
#define APPTUNNEL_ABI_VERSION 1

// Major version of the library of the header.
#define APPTUNNEL_VERSION_MAJOR 0

// Minor version of the library of the header.
#define APPTUNNEL_VERSION_MINOR 1

// Patch version of the library of the header.
#define APPTUNNEL_VERSION_PATCH 0

// Whether a call worked, and if not, why. New values may be added; numbers are never reused.
typedef enum apptunnel_status {
  // The call worked.
  apptunnel_status_Ok = 0,
  // A pointer that must not be NULL is NULL.
  apptunnel_status_NullArgument = 1,
  // A text is not UTF-8.
  apptunnel_status_InvalidUtf8 = 2,
  // An argument has a value it cannot have.
  apptunnel_status_InvalidArgument = 3,
  // The library failed. The handles that took part are still good; please report it.
  apptunnel_status_Panic = 4,
  // A text is not JSON, or not of the schema.
  apptunnel_status_InvalidJson = 5,
  // The file is encrypted and the password does not fit.
  apptunnel_status_WrongPassword = 10,
  // The file is encrypted and no password was given.
  apptunnel_status_PasswordRequired = 11,
  // The file uses an algorithm that the library does not know.
  apptunnel_status_UnsupportedAlgorithm = 12,
  // The file, certificate or CRL is damaged.
  apptunnel_status_Corrupt = 13,
  // The file is of another kind.
  apptunnel_status_NotACertificateFile = 14,
  // The file asks for more work or memory than allowed.
  apptunnel_status_LimitExceeded = 15,
  // The file is empty.
  apptunnel_status_Empty = 16,
  // The console does not do what it was asked, and nothing has changed. The report of the error says why.
  apptunnel_status_Refused = 20,
} apptunnel_status;

// Apple's `SecTrustResultType`. New values may be added.
typedef enum apptunnel_trust_result {
  // No Apple device was asked.
  apptunnel_trust_result_None = 0,
  // There is no certificate to evaluate.
  apptunnel_trust_result_Invalid = 1,
  // Trusted, by a decision of the user or an administrator.
  apptunnel_trust_result_Proceed = 2,
  // Refused by a decision of the user or an administrator.
  apptunnel_trust_result_Deny = 3,
  // Trusted, and nobody decided anything.
  apptunnel_trust_result_Unspecified = 4,
  // Not trusted, and a user or an app may override it.
  apptunnel_trust_result_Recoverable = 5,
  // Not trusted, and nothing overrides it.
  apptunnel_trust_result_Fatal = 6,
} apptunnel_trust_result;

// How bad a finding is. New values may be added.
typedef enum apptunnel_severity {
  // There is no such finding.
  apptunnel_severity_None = 0,
  // It will not work, or the console refuses it.
  apptunnel_severity_Error = 1,
  // It works today or for some devices.
  apptunnel_severity_Warning = 2,
  // Good to know.
  apptunnel_severity_Info = 3,
} apptunnel_severity;

// What a finding is about. New values may be added.
typedef enum apptunnel_subject {
  // There is no such finding.
  apptunnel_subject_None = 0,
  // The file as a whole.
  apptunnel_subject_File = 1,
  // One certificate of the file, or of a path.
  apptunnel_subject_Certificate = 2,
  // The private key of the file.
  apptunnel_subject_PrivateKey = 3,
  // A part of the file that was not taken.
  apptunnel_subject_Block = 4,
  // A field of what was asked for.
  apptunnel_subject_Field = 5,
} apptunnel_subject;

// What a certificate is among the others of its file. New values may be added.
typedef enum apptunnel_role {
  // There is no such certificate.
  apptunnel_role_None = 0,
  // The server's own certificate, or the lowest one there is.
  apptunnel_role_Leaf = 1,
  // A CA certificate on the leaf's chain that another CA has signed.
  apptunnel_role_Intermediate = 2,
  // A self-signed CA certificate on the leaf's chain.
  apptunnel_role_Root = 3,
  // The same certificate stands earlier in the file.
  apptunnel_role_Duplicate = 4,
  // Above the leaf, on another chain than the one that was chosen.
  apptunnel_role_Alternate = 5,
  // Not above the leaf.
  apptunnel_role_Unrelated = 6,
} apptunnel_role;

// Which of the two certificates. New values may be added.
typedef enum apptunnel_slot {
  // Neither is valid, and which one is shown is not known; or nothing was asked.
  apptunnel_slot_None = 0,
  // The primary one.
  apptunnel_slot_Primary = 1,
  // The second one.
  apptunnel_slot_Reserve = 2,
} apptunnel_slot;

// Why the Sentry shows what it shows. New values may be added.
typedef enum apptunnel_active_reason {
  // Nothing was asked.
  apptunnel_active_reason_None = 0,
  // The primary certificate is valid.
  apptunnel_active_reason_PrimaryValid = 1,
  // The primary one has expired, and the second one is valid: the Sentry has switched.
  apptunnel_active_reason_PrimaryExpired = 2,
  // Both have expired.
  apptunnel_active_reason_BothExpired = 3,
  // The primary one has expired, and there is no second one.
  apptunnel_active_reason_NoReserve = 4,
  // The primary one is not yet valid, and the second one is.
  apptunnel_active_reason_PrimaryNotYetValid = 5,
  // The primary one has expired, and the second one is not yet valid.
  apptunnel_active_reason_CoverageGap = 6,
  // The primary one is not yet valid, and no second one is.
  apptunnel_active_reason_NoneYetValid = 7,
} apptunnel_active_reason;

// Whether a device is let in, and why. Immutable; may be used by several threads at once.
typedef struct apptunnel_admission_decision apptunnel_admission_decision;

// The settings by which a Sentry lets devices in, and the CRLs that are at hand. May be used by several threads at once, but not
// while one of them changes it.
typedef struct apptunnel_admission_options apptunnel_admission_options;

// Limits on the work and memory that one call may spend. May be used by several threads at once, but not while one of them
// changes it.
typedef struct apptunnel_budget apptunnel_budget;

// A certificate file, opened. Immutable; may be used by several threads at once.
typedef struct apptunnel_bundle apptunnel_bundle;

// One certificate. Immutable; may be used by several threads at once.
typedef struct apptunnel_certificate apptunnel_certificate;

// The certificates of a store, in order of their names. Immutable; may be used by several threads at once.
typedef struct apptunnel_certificate_list apptunnel_certificate_list;

// The primary certificate of a profile, its second one if there is one, and the devices that connect. May be used by several
// threads at once, but not while one of them changes it.
typedef struct apptunnel_certificate_pair apptunnel_certificate_pair;

// What the check of a fleet asks for. May be used by several threads at once, but not while one of them changes it.
typedef struct apptunnel_check_options apptunnel_check_options;

// Why a call failed. Immutable; may be used by several threads at once.
typedef struct apptunnel_error apptunnel_error;

// What an evaluation found. Immutable; may be used by several threads at once.
typedef struct apptunnel_evaluation apptunnel_evaluation;

// Evaluates certificates under one rule set at one instant. May be used by several threads at once, but not while one of
// them changes it.
typedef struct apptunnel_evaluator apptunnel_evaluator;

// What the console holds: certificate stores, profiles, Sentrys, spaces, devices, and the distribution of the root. There is
// no private key in it. May be used by several threads at once, but not while one of them changes it.
//
// An operation either does what it says, or gives `apptunnel_status_Refused` and leaves the fleet as it was.
typedef struct apptunnel_fleet apptunnel_fleet;

// What a forecast looks at besides the certificates. May be used by several threads at once, but not while one of them changes
// it.
typedef struct apptunnel_forecast_options apptunnel_forecast_options;

// What each Apple client gets from a server. Immutable; may be used by several threads at once.
typedef struct apptunnel_handshake_matrix apptunnel_handshake_matrix;

// A change of the distribution that waits for its confirmation. Immutable; may be used by several threads at once.
typedef struct apptunnel_pending apptunnel_pending;

// A Sentry profile as it is typed in: any text in any field. May be used by several threads at once, but not while one of them
// changes it.
typedef struct apptunnel_profile_draft apptunnel_profile_draft;

// A Sentry profile that can be saved. Immutable; may be used by several threads at once.
typedef struct apptunnel_profile apptunnel_profile;

// The answer to a check. Immutable; may be used by several threads at once.
typedef struct apptunnel_report apptunnel_report;

// Where a request of an app goes, and why. Immutable; may be used by several threads at once.
typedef struct apptunnel_route apptunnel_route;

// Text that the caller owns, mostly JSON. Immutable; may be used by several threads at once.
typedef struct apptunnel_string apptunnel_string;

// Texts that the caller owns. Immutable; may be used by several threads at once.
typedef struct apptunnel_text_list apptunnel_text_list;

// What a server brings to a handshake. May be used by several threads at once, but not while one of them changes it.
typedef struct apptunnel_tls_server apptunnel_tls_server;

// What an uploaded file is for. May be used by several threads at once, but not while one of them changes it.
typedef struct apptunnel_upload_options apptunnel_upload_options;

// UTF-8 text that belongs to the handle it was asked of and lives as long as that. Not terminated by NUL. Its two fields are
// part of the ABI, and no third is ever added.
typedef struct apptunnel_text {
  // First byte. NULL if there is no such text.
  const char *data;
  // Length in bytes.
  size_t length;
} apptunnel_text;

// Bytes that belong to the handle they were asked of and live as long as that. The two fields are part of the ABI, and no third
// is ever added.
typedef struct apptunnel_bytes {
  // First byte. NULL if there are no such bytes.
  const uint8_t *data;
  // How many.
  size_t length;
} apptunnel_bytes;



















#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Options by hand. `mode` is one of `APPTUNNEL_MODE_…`; `trusted` are the `count` certificates that it trusts: none to pass
// through, the group certificate alone, or roots. They may be freed afterwards. `crl_check` is one of `APPTUNNEL_CRL_CHECK_…`.
// Unmanaged devices are blocked, and new ones allowed while UEM cannot be reached.
//
// On success `*out` are options that the caller frees with `apptunnel_admission_options_free`. Otherwise `*out` is left alone, and
// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `trusted` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_admission_options_new(uint32_t mode,
                                                      const struct apptunnel_certificate *const *trusted,
                                                      size_t count,
                                                      uint32_t crl_check,
                                                      struct apptunnel_admission_options **out,
                                                      struct apptunnel_error **error);

// The options of a profile of the fleet. `without_crl` says what becomes of a device that no usable CRL is about, if the profile
// looks at CRLs: `APPTUNNEL_CRL_CHECK_OR_ADMIT` or `APPTUNNEL_CRL_CHECK_OR_REFUSE`.
//
// `cas` are the `count` CA certificates of identity certificates that are at hand, and `ca_names` the names by which profiles
// name them. They may be freed afterwards. Fails with `apptunnel_status_InvalidArgument` if there is no such profile, it names
// a certificate that is not found, or a field for the user that is not read.
//
// On success `*out` are options that the caller frees with `apptunnel_admission_options_free`. Otherwise `*out` is left alone, and
// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `ca_names` points to `count`
// texts and `cas` to `count` certificates that are live, or they are NULL and the count is 0. `out` points to memory for
// one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_admission_options(const struct apptunnel_fleet *fleet,
                                                        const char *profile,
                                                        size_t profile_length,
                                                        uint32_t without_crl,
                                                        const struct apptunnel_text *ca_names,
                                                        const struct apptunnel_certificate *const *cas,
                                                        size_t count,
                                                        struct apptunnel_admission_options **out,
                                                        struct apptunnel_error **error);

// Says whether devices that N-MDM does not manage are let in, if nobody decided about them.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_admission_options_allow_unmanaged(struct apptunnel_admission_options *options,
                                                                  bool allow,
                                                                  struct apptunnel_error **error);

// Says whether devices that the Sentry has never seen are let in while UEM cannot be reached.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_admission_options_allow_new(struct apptunnel_admission_options *options,
                                                            bool allow,
                                                            struct apptunnel_error **error);

// Limits the work. The budget may be freed afterwards.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `budget` is NULL or live.
enum apptunnel_status apptunnel_admission_options_set_budget(struct apptunnel_admission_options *options,
                                                             const struct apptunnel_budget *budget,
                                                             struct apptunnel_error **error);

// Adds a CRL in DER (RFC 5280 section 5) that a CA has published. The bytes are copied.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `der` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_admission_options_add_crl(struct apptunnel_admission_options *options,
                                                          const uint8_t *der,
                                                          size_t length,
                                                          struct apptunnel_error **error);

// Frees options. NULL is allowed.
//
// # Safety
// `options` is NULL or live, and is not used afterwards.
void apptunnel_admission_options_free(struct apptunnel_admission_options *options);

// Decides about a device at one instant, in seconds since 1970-01-01T00:00:00Z.
//
// `presented` are the `count` certificates of the device, its own first; there may be none. `traffic` is what it asks for, one of
// `APPTUNNEL_TRAFFIC_…`, and `standing` what the Sentry knows of it, one of `APPTUNNEL_STANDING_…`.
//
// On success `*out` is a decision that the caller frees with `apptunnel_admission_decision_free`. Otherwise `*out` is left alone,
// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `options` is live. `presented` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to
// memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_admission_authenticate(const struct apptunnel_admission_options *options,
                                                       const struct apptunnel_certificate *const *presented,
                                                       size_t count,
                                                       uint32_t traffic,
                                                       uint32_t standing,
                                                       int64_t at,
                                                       struct apptunnel_admission_decision **out,
                                                       struct apptunnel_error **error);

// Whether the device is let in. False if `decision` is NULL.
//
// # Safety
// `decision` is NULL or live.
bool apptunnel_admission_decision_is_admitted(const struct apptunnel_admission_decision *decision);

// The user that the certificate names. NULL if there is none, or the mode does not ask for one. Lives as long as `decision`.
//
// # Safety
// `decision` is NULL or live.
struct apptunnel_text apptunnel_admission_decision_user(const struct apptunnel_admission_decision *decision);

// Every reason, the most severe first. Belongs to `decision` and lives as long.
//
// # Safety
// `decision` is NULL or live.
const struct apptunnel_report *apptunnel_admission_decision_report(const struct apptunnel_admission_decision *decision);

// The decision as JSON by the published schema `admission-decision`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `decision` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_admission_decision_json(const struct apptunnel_admission_decision *decision,
                                                        struct apptunnel_string **out,
                                                        struct apptunnel_error **error);

// Frees a decision. NULL is allowed.
//
// # Safety
// `decision` is NULL or live, and is not used afterwards.
void apptunnel_admission_decision_free(struct apptunnel_admission_decision *decision);

// The default limits. NULL if the library failed.
//
// The caller frees them with `apptunnel_budget_free`.
struct apptunnel_budget *apptunnel_budget_new(void);

// Sets one limit: `which` is one of `APPTUNNEL_LIMIT_…`.
//
// # Safety
// `budget` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_budget_set(struct apptunnel_budget *budget,
                                           uint32_t which,
                                           uint64_t value,
                                           struct apptunnel_error **error);

// One limit. 0 if there is no such limit.
//
// # Safety
// `budget` is NULL or live.
uint64_t apptunnel_budget_get(const struct apptunnel_budget *budget, uint32_t which);

// Frees a budget. NULL is allowed.
//
// # Safety
// `budget` is NULL or live, and is not used afterwards.
void apptunnel_budget_free(struct apptunnel_budget *budget);

// Opens a certificate file by its content: .p12, .pfx, .p7b, .pem, .der, .crt or .cer.
//
// `password` is UTF-8. NULL with length 0 is no password; not NULL with length 0 is the empty password. File and
// password are copied as far as they are needed; the copy of the password is wiped. `budget` limits the work; NULL is the
// default one.
//
// On success `*out` is a bundle that the caller frees with `apptunnel_bundle_free`. Otherwise `*out` is left alone,
// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`. The status tells a
// wrong password from a missing one, an unsupported algorithm, damage, another kind of file, and a limit of the budget.
//
// # Safety
// `file` points to `file_length` bytes and `password` to `password_length` bytes, or they are NULL and the length is
// 0. `budget` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_bundle_open(const uint8_t *file,
                                            size_t file_length,
                                            const char *password,
                                            size_t password_length,
                                            const struct apptunnel_budget *budget,
                                            struct apptunnel_bundle **out,
                                            struct apptunnel_error **error);

// What kind of file it is: a word of `Format` in the published schema `bundle`, such as `pkcs12`. More may come. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_format(const struct apptunnel_bundle *bundle);

// How the bytes are written: `der`, `ber`, `pem` or `base64`; more may come. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_encoding(const struct apptunnel_bundle *bundle);

// How the certificates are encrypted, such as `PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC`, or `none`. NULL if there are none.
// Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_certificate_encryption(const struct apptunnel_bundle *bundle);

// How the first private key is encrypted, in the same words. NULL if there is none. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_key_encryption(const struct apptunnel_bundle *bundle);

// How the integrity of the file is protected, such as `HMAC-SHA256`. NULL if it is not. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_mac(const struct apptunnel_bundle *bundle);

// The number of certificates in the file, duplicates included. 0 if `bundle` is NULL.
//
// # Safety
// `bundle` is NULL or live.
size_t apptunnel_bundle_certificate_count(const struct apptunnel_bundle *bundle);

// One certificate, in file order. NULL if there is no such certificate. Belongs to `bundle` and lives as long.
//
// # Safety
// `bundle` is NULL or live.
const struct apptunnel_certificate *apptunnel_bundle_certificate(const struct apptunnel_bundle *bundle, size_t index);

// The name of a certificate in the file (PKCS#9 friendlyName). NULL if it has none. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_certificate_friendly_name(const struct apptunnel_bundle *bundle, size_t index);

// The number of private keys in the file. The first is the one that counts.
//
// # Safety
// `bundle` is NULL or live.
size_t apptunnel_bundle_key_count(const struct apptunnel_bundle *bundle);

// Type and size of a key, such as `RSA-2048` or `EC-P256`. NULL if there is no such key. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_key_type(const struct apptunnel_bundle *bundle, size_t index);

// SHA-256 of the SubjectPublicKeyInfo of its public key, as lower-case hex. NULL if there is no such key. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_key_spki_sha256(const struct apptunnel_bundle *bundle,
                                                       size_t index);

// The index of the first certificate with the public key of this private key. -1 if there is none.
//
// # Safety
// `bundle` is NULL or live.
int64_t apptunnel_bundle_key_owner(const struct apptunnel_bundle *bundle, size_t index);

// The private key itself, a PrivateKeyInfo in DER (RFC 5208). NULL if there is no such key. Lives as long as `bundle`.
// It is wiped when the bundle is freed; a copy is for the caller to wipe.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_bytes apptunnel_bundle_key_secret_der(const struct apptunnel_bundle *bundle, size_t index);

// The number of parts of the file that were not taken.
//
// # Safety
// `bundle` is NULL or live.
size_t apptunnel_bundle_dropped_count(const struct apptunnel_bundle *bundle);

// What such a part is and where, as in `CRL bag`. NULL if there is no such part. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_dropped_what(const struct apptunnel_bundle *bundle, size_t index);

// Why it was not taken. NULL if there is no such part. Lives as long as `bundle`.
//
// # Safety
// `bundle` is NULL or live.
struct apptunnel_text apptunnel_bundle_dropped_reason(const struct apptunnel_bundle *bundle, size_t index);

// The bundle as JSON without its bytes and secrets, by the published schema `bundle`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `bundle` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_bundle_json(const struct apptunnel_bundle *bundle,
                                            struct apptunnel_string **out,
                                            struct apptunnel_error **error);

// Frees a bundle and wipes its keys. NULL is allowed.
//
// # Safety
// `bundle` is NULL or live, and is not used afterwards.
void apptunnel_bundle_free(struct apptunnel_bundle *bundle);

// Reads one certificate in DER (RFC 5280 section 4.1). The bytes are copied.
//
// On success `*out` is a certificate that the caller frees with `apptunnel_certificate_free`. Otherwise `*out` is left
// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `der` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
// too, or is NULL.
enum apptunnel_status apptunnel_certificate_from_der(const uint8_t *der,
                                                     size_t length,
                                                     struct apptunnel_certificate **out,
                                                     struct apptunnel_error **error);

// The same certificate once more, for a caller that needs it longer than the handle it was lent from.
//
// On success `*out` is a certificate that the caller frees with `apptunnel_certificate_free`. Otherwise `*out` is left
// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `certificate` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_certificate_clone(const struct apptunnel_certificate *certificate,
                                                  struct apptunnel_certificate **out,
                                                  struct apptunnel_error **error);

// The certificate in DER, as it was read. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_bytes apptunnel_certificate_der(const struct apptunnel_certificate *certificate);

// SHA-256 of its DER, as lower-case hex. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_sha256(const struct apptunnel_certificate *certificate);

// Subject in the form of RFC 4514, empty if the certificate has none. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_subject(const struct apptunnel_certificate *certificate);

// Issuer in the form of RFC 4514. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_issuer(const struct apptunnel_certificate *certificate);

// Serial number as lower-case hex, as it is encoded. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_serial(const struct apptunnel_certificate *certificate);

// First instant of validity, in seconds since 1970-01-01T00:00:00Z. `APPTUNNEL_NO_INSTANT` if it is not a date of the years
// 1 to 9999, or `certificate` is NULL.
//
// # Safety
// `certificate` is NULL or live.
int64_t apptunnel_certificate_not_before(const struct apptunnel_certificate *certificate);

// Last instant of validity, in seconds since 1970-01-01T00:00:00Z. `APPTUNNEL_NO_INSTANT` if it is not a date of the years
// 1 to 9999, or `certificate` is NULL.
//
// # Safety
// `certificate` is NULL or live.
int64_t apptunnel_certificate_not_after(const struct apptunnel_certificate *certificate);

// Whether the instant, in seconds since 1970-01-01T00:00:00Z, is within the validity period, both ends included. False if
// `certificate` is NULL or `at` is not of the years 0 to 9999.
//
// # Safety
// `certificate` is NULL or live.
bool apptunnel_certificate_is_valid_at(const struct apptunnel_certificate *certificate,
                                       int64_t at);

// Key type and size, such as `RSA-2048` or `EC-P256`. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_key(const struct apptunnel_certificate *certificate);

// The SubjectPublicKeyInfo in DER. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_bytes apptunnel_certificate_spki(const struct apptunnel_certificate *certificate);

// Signature algorithm, such as `sha256WithRSAEncryption`, or its OID. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_signature_algorithm(const struct apptunnel_certificate *certificate);

// The number of subject alternative names: DNS names and IP addresses.
//
// # Safety
// `certificate` is NULL or live.
size_t apptunnel_certificate_name_count(const struct apptunnel_certificate *certificate);

// One of them. NULL if there is no such name. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_name(const struct apptunnel_certificate *certificate, size_t index);

// The number of places where the certificate of the issuer is published (RFC 5280 section 4.2.2.1).
//
// # Safety
// `certificate` is NULL or live.
size_t apptunnel_certificate_ca_issuer_count(const struct apptunnel_certificate *certificate);

// One of them. NULL if there is no such place. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_text apptunnel_certificate_ca_issuer(const struct apptunnel_certificate *certificate, size_t index);

// Whether its basic constraints make it a CA certificate.
//
// # Safety
// `certificate` is NULL or live.
bool apptunnel_certificate_is_ca(const struct apptunnel_certificate *certificate);

// Whether subject and issuer are the same name.
//
// # Safety
// `certificate` is NULL or live.
bool apptunnel_certificate_is_self_issued(const struct apptunnel_certificate *certificate);

// Whether its extended key usage names server authentication.
//
// # Safety
// `certificate` is NULL or live.
bool apptunnel_certificate_has_server_auth(const struct apptunnel_certificate *certificate);

// Subject key identifier. NULL if there is none. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_bytes apptunnel_certificate_subject_key_id(const struct apptunnel_certificate *certificate);

// Key identifier of the authority key identifier. NULL if there is none. Lives as long as `certificate`.
//
// # Safety
// `certificate` is NULL or live.
struct apptunnel_bytes apptunnel_certificate_authority_key_id(const struct apptunnel_certificate *certificate);

// Frees a certificate. NULL is allowed. A certificate that belongs to another handle is not freed.
//
// # Safety
// `certificate` is NULL or live, and is not used afterwards.
void apptunnel_certificate_free(struct apptunnel_certificate *certificate);

// The status of the call that failed. `apptunnel_status_NullArgument` if `error` is NULL.
//
// # Safety
// `error` is NULL or live.
enum apptunnel_status apptunnel_error_status(const struct apptunnel_error *error);

// Stable name of what went wrong, such as `wrong-password`. Lives as long as `error`.
//
// # Safety
// `error` is NULL or live.
struct apptunnel_text apptunnel_error_kind(const struct apptunnel_error *error);

// What is wrong, where, and what to do, for people. Lives as long as `error`.
//
// # Safety
// `error` is NULL or live.
struct apptunnel_text apptunnel_error_message(const struct apptunnel_error *error);

// Why an operation was refused, finding by finding: the reasons first, then what the check of an uploaded file found. NULL
// unless the status is `apptunnel_status_Refused`. Belongs to `error` and lives as long.
//
// # Safety
// `error` is NULL or live.
const struct apptunnel_report *apptunnel_error_report(const struct apptunnel_error *error);

// Frees an error. NULL is allowed.
//
// # Safety
// `error` is NULL or live, and is not used afterwards.
void apptunnel_error_free(struct apptunnel_error *error);

// Whether one path was accepted. False if `evaluation` is NULL.
//
// # Safety
// `evaluation` is NULL or live.
bool apptunnel_evaluation_is_accepted(const struct apptunnel_evaluation *evaluation);

// The result that an Apple device reports. `apptunnel_trust_result_None` if the rules are not Apple's.
//
// # Safety
// `evaluation` is NULL or live.
enum apptunnel_trust_result apptunnel_evaluation_trust_result(const struct apptunnel_evaluation *evaluation);

// The error that an Apple device reports (`OSStatus`). 0 if there is none, or the rules are not Apple's.
//
// # Safety
// `evaluation` is NULL or live.
int32_t apptunnel_evaluation_os_status(const struct apptunnel_evaluation *evaluation);

// The name of that error in Apple's headers, such as `errSecNotTrusted`. NULL if there is none. Lives as long as
// `evaluation`.
//
// # Safety
// `evaluation` is NULL or live.
struct apptunnel_text apptunnel_evaluation_os_status_name(const struct apptunnel_evaluation *evaluation);

// Which limit of the budget ended the search, such as `paths`. NULL if none did. Lives for ever.
//
// # Safety
// `evaluation` is NULL or live.
struct apptunnel_text apptunnel_evaluation_budget_spent(const struct apptunnel_evaluation *evaluation);

// The number of paths that were looked at. The first is the best.
//
// # Safety
// `evaluation` is NULL or live.
size_t apptunnel_evaluation_path_count(const struct apptunnel_evaluation *evaluation);

// Whether the path reaches an anchor and no finding is an error. False if there is no such path.
//
// # Safety
// `evaluation` is NULL or live.
bool apptunnel_evaluation_path_is_accepted(const struct apptunnel_evaluation *evaluation, size_t path);

// Whether the path ends in an anchor or is a trusted leaf. False if there is no such path.
//
// # Safety
// `evaluation` is NULL or live.
bool apptunnel_evaluation_path_is_complete(const struct apptunnel_evaluation *evaluation, size_t path);

// The number of certificates on a path, leaf and anchor included. 0 if there is no such path.
//
// # Safety
// `evaluation` is NULL or live.
size_t apptunnel_evaluation_path_length(const struct apptunnel_evaluation *evaluation, size_t path);

// One certificate of a path, from the leaf up. NULL if there is no such certificate. Belongs to `evaluation` and lives as
// long.
//
// # Safety
// `evaluation` is NULL or live.
const struct apptunnel_certificate *apptunnel_evaluation_path_certificate(const struct apptunnel_evaluation *evaluation,
                                                                          size_t path,
                                                                          size_t index);

// What is wrong with a path. The index of a certificate counts from the leaf up. NULL if there is no such path. Belongs to
// `evaluation` and lives as long.
//
// # Safety
// `evaluation` is NULL or live.
const struct apptunnel_report *apptunnel_evaluation_path_report(const struct apptunnel_evaluation *evaluation,
                                                                size_t path);

// For people: which releases of the platform accept the chain and which reject it and why, for each way in which the root
// may have come to be trusted. Empty if the rules are not Apple's. Evaluates for every release, which takes a while.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `evaluation` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_evaluation_explain(const struct apptunnel_evaluation *evaluation,
                                                   struct apptunnel_string **out,
                                                   struct apptunnel_error **error);

// The evaluation as JSON: by the published schema `evaluation`, or if the rules are Apple's, by the schema `trust-evaluation`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `evaluation` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_evaluation_json(const struct apptunnel_evaluation *evaluation,
                                                struct apptunnel_string **out,
                                                struct apptunnel_error **error);

// Frees an evaluation. NULL is allowed.
//
// # Safety
// `evaluation` is NULL or live, and is not used afterwards.
void apptunnel_evaluation_free(struct apptunnel_evaluation *evaluation);

// An evaluator that trusts nobody yet, at one instant in seconds since 1970-01-01T00:00:00Z. `rule_set` is one of
// `APPTUNNEL_RULE_SET_…`; Apple's are of the newest release that is known. What is not set is not asked.
//
// On success `*out` is an evaluator that the caller frees with `apptunnel_evaluator_free`. Otherwise `*out` is left alone,
// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_evaluator_new(uint32_t rule_set,
                                              int64_t at,
                                              struct apptunnel_evaluator **out,
                                              struct apptunnel_error **error);

// Looks at the paths from a leaf to an anchor over an unordered pool of `count` other certificates, until one is accepted.
// The certificates may be freed afterwards.
//
// On success `*out` is an evaluation that the caller frees with `apptunnel_evaluation_free`; whether the leaf is trusted is
// in it. Otherwise `*out` is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
// `apptunnel_error_free`.
//
// # Safety
// `evaluator` and `leaf` are live. `others` points to `count` certificates that are live, or is NULL and the count is 0.
// `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_evaluator_evaluate(const struct apptunnel_evaluator *evaluator,
                                                   const struct apptunnel_certificate *leaf,
                                                   const struct apptunnel_certificate *const *others,
                                                   size_t count,
                                                   struct apptunnel_evaluation **out,
                                                   struct apptunnel_error **error);

// What every release of one of Apple's systems says, for each way in which the root may have come to be trusted, as JSON by
// the published schema `trust-matrix`. `platform` is `ios`, `ipados`, `tvos`, `watchos`, `visionos` or `macos`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// As for `apptunnel_evaluator_evaluate`. `platform` points to `platform_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_matrix(const struct apptunnel_evaluator *evaluator,
                                                 const char *platform,
                                                 size_t platform_length,
                                                 const struct apptunnel_certificate *leaf,
                                                 const struct apptunnel_certificate *const *others,
                                                 size_t count,
                                                 struct apptunnel_string **out,
                                                 struct apptunnel_error **error);

// What the CRLs of the evaluator say of one certificate and its issuer, whether or not there is a path to an anchor, as JSON:
// a `RevocationSummary` of the published schema `evaluation`. The issuer counts as an anchor.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `evaluator`, `subject` and `issuer` are live. `others` points to `count` certificates that are live, or is NULL and the
// count is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_evaluator_revocation_status(const struct apptunnel_evaluator *evaluator,
                                                            const struct apptunnel_certificate *subject,
                                                            const struct apptunnel_certificate *issuer,
                                                            const struct apptunnel_certificate *const *others,
                                                            size_t count,
                                                            struct apptunnel_string **out,
                                                            struct apptunnel_error **error);

// Frees an evaluator. NULL is allowed.
//
// # Safety
// `evaluator` is NULL or live, and is not used afterwards.
void apptunnel_evaluator_free(struct apptunnel_evaluator *evaluator);

// Says what the user or an administrator decided about a certificate: one of `APPTUNNEL_TRUST_SETTING_…`. Only Apple's rules ask.
// The certificate may be freed afterwards.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `certificate` is NULL or live.
enum apptunnel_status apptunnel_evaluator_add_trust_setting(struct apptunnel_evaluator *evaluator,
                                                            const struct apptunnel_certificate *certificate,
                                                            uint32_t setting,
                                                            struct apptunnel_error **error);

// Says how a root is trusted that stands above the certificates at hand, where they end below it: `APPTUNNEL_ORIGIN_SYSTEM`,
// `_USER` or `_APP`. Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_missing_root(struct apptunnel_evaluator *evaluator,
                                                           uint32_t origin,
                                                           struct apptunnel_error **error);

// Says which key usage the app asks of the leaf: bit n is bit n of KeyUsage (RFC 5280 section 4.2.1.3). Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_key_usage(struct apptunnel_evaluator *evaluator,
                                                        uint16_t bits,
                                                        struct apptunnel_error **error);

// Says that the device asks for no Certificate Transparency, or that it does. Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_transparency_off(struct apptunnel_evaluator *evaluator,
                                                               bool is_off,
                                                               struct apptunnel_error **error);

// Says which Certificate Transparency logs the device knows: a log list in JSON, Apple's or Google's. Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `json` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_set_log_list(struct apptunnel_evaluator *evaluator,
                                                       const char *json,
                                                       size_t length,
                                                       struct apptunnel_error **error);

// Gives the timestamps that the server sends: the extension_data of the TLS extension signed_certificate_timestamp, and, from
// the stapled OCSP response, the content of the OCTET STRING inside the extension 1.3.6.1.4.1.11129.2.4.5. The bytes are copied.
// Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `tls` points to `tls_length` bytes and `ocsp` to `ocsp_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_set_served_timestamps(struct apptunnel_evaluator *evaluator,
                                                                const uint8_t *tls,
                                                                size_t tls_length,
                                                                const uint8_t *ocsp,
                                                                size_t ocsp_length,
                                                                struct apptunnel_error **error);

// Excepts a domain from Certificate Transparency: a name, or with a leading dot a domain and all names below it. Only Apple's
// rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `domain` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_add_excepted_domain(struct apptunnel_evaluator *evaluator,
                                                              const char *domain,
                                                              size_t length,
                                                              struct apptunnel_error **error);

// Adds a SHA-256 to a list: `list` is one of `APPTUNNEL_HASH_…`. That of a key is the SHA-256 of its SubjectPublicKeyInfo. Only
// Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `sha256` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_add_hash(struct apptunnel_evaluator *evaluator,
                                                   uint32_t list,
                                                   const uint8_t *sha256,
                                                   size_t length,
                                                   struct apptunnel_error **error);

// Says whether the app takes no server that is not pinned by Apple's own database. Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_pinning_required(struct apptunnel_evaluator *evaluator,
                                                               bool required,
                                                               struct apptunnel_error **error);

// Limits notBefore of the leafs below a CA, as the Valid database does: not earlier than `not_before` and not later than
// `not_after`, in seconds since 1970-01-01T00:00:00Z; `APPTUNNEL_NO_INSTANT` is no limit. `ca` is the SHA-256 of the CA
// certificate. Only Apple's rules ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `ca` points to `ca_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_add_date_limit(struct apptunnel_evaluator *evaluator,
                                                         const uint8_t *ca,
                                                         size_t ca_length,
                                                         int64_t not_before,
                                                         int64_t not_after,
                                                         bool overridable,
                                                         struct apptunnel_error **error);

// Says whose revocation status is asked for: one of `APPTUNNEL_REVOCATION_SCOPE_…`; and whether a status that CRLs do not tell is an
// error.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_revocation(struct apptunnel_evaluator *evaluator,
                                                         uint32_t scope,
                                                         bool unknown_is_failure,
                                                         struct apptunnel_error **error);

// Says which CRLs are accepted: how many seconds ago they may have been issued, or -1 for no such limit; whether they may be
// indirect; and how many CRL signers' paths may be validated one for the sake of another, 16 at most. Without: no limit,
// true, 3.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_crl_options(struct apptunnel_evaluator *evaluator,
                                                          int64_t max_age,
                                                          bool indirect,
                                                          size_t signer_depth,
                                                          struct apptunnel_error **error);

// Adds a CRL in DER (RFC 5280 section 5). The bytes are copied.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `der` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_add_crl(struct apptunnel_evaluator *evaluator,
                                                  const uint8_t *der,
                                                  size_t length,
                                                  struct apptunnel_error **error);

// Says whose rules decide: a system and its release, such as `ios:18.4`. For Apple's rule sets alone.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `release` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_set_release(struct apptunnel_evaluator *evaluator,
                                                      const char *release,
                                                      size_t length,
                                                      struct apptunnel_error **error);

// Says what counts of an anchor: one of `APPTUNNEL_ANCHOR_CHECKS_…`. Apple's rules ask what they ask.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_anchor_checks(struct apptunnel_evaluator *evaluator,
                                                            uint32_t checks,
                                                            struct apptunnel_error **error);

// Accepts signatures by SHA-1. Apple's rules are not changed.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_allow_sha1(struct apptunnel_evaluator *evaluator,
                                                     struct apptunnel_error **error);

// Adds a trust anchor. `origin` is one of `APPTUNNEL_ORIGIN_…`; only Apple's rules ask. The certificate may be freed afterwards.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `certificate` is NULL or live.
enum apptunnel_status apptunnel_evaluator_add_anchor(struct apptunnel_evaluator *evaluator,
                                                     const struct apptunnel_certificate *certificate,
                                                     uint32_t origin,
                                                     struct apptunnel_error **error);

// Adds every certificate of a bundle to the trust anchors. The bundle may be freed afterwards.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `bundle` is NULL or live.
enum apptunnel_status apptunnel_evaluator_add_anchors(struct apptunnel_evaluator *evaluator,
                                                      const struct apptunnel_bundle *bundle,
                                                      uint32_t origin,
                                                      struct apptunnel_error **error);

// Trusts a leaf as it is, without a path. The certificate may be freed afterwards.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `certificate` is NULL or live.
enum apptunnel_status apptunnel_evaluator_add_trusted_leaf(struct apptunnel_evaluator *evaluator,
                                                           const struct apptunnel_certificate *certificate,
                                                           struct apptunnel_error **error);

// Says whether leaves that are trusted as they are must be self-signed all the same. Without, they need not.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_require_self_signed(struct apptunnel_evaluator *evaluator,
                                                                  bool required,
                                                                  struct apptunnel_error **error);

// Says which name the client asked for: a DNS name or an IP address in UTF-8. NULL with length 0: none.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_set_server_name(struct apptunnel_evaluator *evaluator,
                                                          const char *name,
                                                          size_t length,
                                                          struct apptunnel_error **error);

// Says what the leaf is used for: one of `APPTUNNEL_KEY_PURPOSE_…`; and how exactly extended key usage must name that: one of
// `APPTUNNEL_STRICTNESS_…`, which counts for TLS servers and clients.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_purpose(struct apptunnel_evaluator *evaluator,
                                                      uint32_t purpose,
                                                      uint32_t strictness,
                                                      struct apptunnel_error **error);

// Adds a policy to the user-initial-policy-set (RFC 5280 section 6.1.1 (c)): an object identifier with dots. Before the first,
// every policy is in the set.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `policy` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_evaluator_add_initial_policy(struct apptunnel_evaluator *evaluator,
                                                             const char *policy,
                                                             size_t length,
                                                             struct apptunnel_error **error);

// Sets initial-explicit-policy, initial-policy-mapping-inhibit and initial-any-policy-inhibit (RFC 5280 section 6.1.1 (e) to (g)).
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_policies(struct apptunnel_evaluator *evaluator,
                                                       bool explicit_,
                                                       bool inhibit_mapping,
                                                       bool inhibit_any,
                                                       struct apptunnel_error **error);

// Says how many CA certificates may stand between leaf and anchor.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_max_intermediates(struct apptunnel_evaluator *evaluator,
                                                                size_t count,
                                                                struct apptunnel_error **error);

// Limits the work of an evaluation. The budget may be freed afterwards.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `budget` is NULL or live.
enum apptunnel_status apptunnel_evaluator_set_budget(struct apptunnel_evaluator *evaluator,
                                                     const struct apptunnel_budget *budget,
                                                     struct apptunnel_error **error);

// Lets the evaluator remember up to `bound` signatures that it found good, for evaluations that meet the same certificates again.
// Each takes about 80 bytes. 0: none, as without. The answers are the same.
//
// # Safety
// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_evaluator_set_signature_cache(struct apptunnel_evaluator *evaluator,
                                                              size_t bound,
                                                              struct apptunnel_error **error);

// An empty fleet. NULL if the library failed.
//
// The caller frees it with `apptunnel_fleet_free`.
struct apptunnel_fleet *apptunnel_fleet_new(void);

// Reads a fleet from JSON by the published schema `fleet`, as `apptunnel_fleet_json` writes it. What no operation allows is not
// read: the message of the error says where it stands, as a JSON pointer (RFC 6901) or as line and column.
//
// On success `*out` is a fleet that the caller frees with `apptunnel_fleet_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `json` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
// too, or is NULL.
enum apptunnel_status apptunnel_fleet_from_json(const char *json,
                                                size_t length,
                                                struct apptunnel_fleet **out,
                                                struct apptunnel_error **error);

// The fleet as JSON by the published schema `fleet`, to be kept.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_json(const struct apptunnel_fleet *fleet,
                                           struct apptunnel_string **out,
                                           struct apptunnel_error **error);

// The same fleet once more, to try changes on. Certificates and profiles are not copied.
//
// On success `*out` is a fleet that the caller frees with `apptunnel_fleet_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_clone(const struct apptunnel_fleet *fleet,
                                            struct apptunnel_fleet **out,
                                            struct apptunnel_error **error);

// Frees a fleet. NULL is allowed.
//
// # Safety
// `fleet` is NULL or live, and is not used afterwards.
void apptunnel_fleet_free(struct apptunnel_fleet *fleet);

// How many certificates there are.
//
// # Safety
// `list` is NULL or live.
size_t apptunnel_certificate_list_count(const struct apptunnel_certificate_list *list);

// The name of a certificate. NULL if there is no such certificate. Lives as long as `list`.
//
// # Safety
// `list` is NULL or live.
struct apptunnel_text apptunnel_certificate_list_name(const struct apptunnel_certificate_list *list, size_t index);

// The certificate itself. NULL if there is no such certificate. Belongs to `list` and lives as long.
//
// # Safety
// `list` is NULL or live.
const struct apptunnel_certificate *apptunnel_certificate_list_certificate(const struct apptunnel_certificate_list *list,
                                                                           size_t index);

// How many other certificates came in its file.
//
// # Safety
// `list` is NULL or live.
size_t apptunnel_certificate_list_other_count(const struct apptunnel_certificate_list *list, size_t index);

// One of them, in file order. NULL if there is no such certificate. Belongs to `list` and lives as long.
//
// # Safety
// `list` is NULL or live.
const struct apptunnel_certificate *apptunnel_certificate_list_other(const struct apptunnel_certificate_list *list,
                                                                     size_t index,
                                                                     size_t position);

// Whole days that are left, rounded down; less than 0 once it has expired. `APPTUNNEL_NO_INSTANT` if its last instant is not a
// date of the years 1 to 9999, or there is no such certificate.
//
// # Safety
// `list` is NULL or live.
int64_t apptunnel_certificate_list_days_left(const struct apptunnel_certificate_list *list,
                                             size_t index);

// How many profiles use it.
//
// # Safety
// `list` is NULL or live.
size_t apptunnel_certificate_list_user_count(const struct apptunnel_certificate_list *list, size_t index);

// The name of one of these profiles, in order. NULL if there is no such profile. Lives as long as `list`.
//
// # Safety
// `list` is NULL or live.
struct apptunnel_text apptunnel_certificate_list_user(const struct apptunnel_certificate_list *list,
                                                      size_t index,
                                                      size_t position);

// The list as a JSON array of objects with `name`, `subject`, `sha256`, `others_sha256`, `not_after`, `days_left` and
// `used_by`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `list` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_certificate_list_json(const struct apptunnel_certificate_list *list,
                                                      struct apptunnel_string **out,
                                                      struct apptunnel_error **error);

// Frees a list. NULL is allowed.
//
// # Safety
// `list` is NULL or live, and is not used afterwards.
void apptunnel_certificate_list_free(struct apptunnel_certificate_list *list);

// The newest release that is known; notices 60, 45, 30, 14, 7 and 1 days before a certificate expires; the default budget. NULL
// if the library failed.
//
// The caller frees them with `apptunnel_check_options_free`.
struct apptunnel_check_options *apptunnel_check_options_new(void);

// Says whose rules decide: a system and its release, such as `ios:18.4`.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `release` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_check_options_set_release(struct apptunnel_check_options *options,
                                                          const char *release,
                                                          size_t length,
                                                          struct apptunnel_error **error);

// Says how many days before a certificate expires that is worth a finding, in any order. The largest is how far the check looks
// ahead.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `days` points to `count` numbers, or is NULL and the count is 0.
enum apptunnel_status apptunnel_check_options_set_notices(struct apptunnel_check_options *options,
                                                          const uint32_t *days,
                                                          size_t count,
                                                          struct apptunnel_error **error);

// Limits the work for each chain. The budget may be freed afterwards.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `budget` is NULL or live.
enum apptunnel_status apptunnel_check_options_set_budget(struct apptunnel_check_options *options,
                                                         const struct apptunnel_budget *budget,
                                                         struct apptunnel_error **error);

// Frees options. NULL is allowed.
//
// # Safety
// `options` is NULL or live, and is not used afterwards.
void apptunnel_check_options_free(struct apptunnel_check_options *options);

// Checks everything at one instant, in seconds since 1970-01-01T00:00:00Z: every profile, every certificate, what Apple devices
// say of each chain, and which devices lose the tunnel. `options` may be NULL: the ones of `apptunnel_check_options_new`.
//
// On success `*out` is a report that the caller frees with `apptunnel_report_free`; what is wrong is in it, and who loses the
// tunnel. Otherwise `*out` is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
// `apptunnel_error_free`.
//
// # Safety
// `fleet` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_check(const struct apptunnel_fleet *fleet,
                                            const struct apptunnel_check_options *options,
                                            int64_t at,
                                            struct apptunnel_report **out,
                                            struct apptunnel_error **error);

// How many losses the report of a fleet has: devices that have no tunnel, or will have none, the earliest first. 0 for other
// reports.
//
// # Safety
// `report` is NULL or live.
size_t apptunnel_report_loss_count(const struct apptunnel_report *report);

// From when on, in seconds since 1970-01-01T00:00:00Z; the instant of the report if they have none now.
// `APPTUNNEL_NO_INSTANT` if there is no such loss.
//
// # Safety
// `report` is NULL or live.
int64_t apptunnel_report_loss_from(const struct apptunnel_report *report, size_t index);

// The profile whose tunnel they lose. NULL if there is no such loss. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_loss_profile(const struct apptunnel_report *report, size_t index);

// The name of the device group or device. NULL if there is no such loss. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_loss_devices(const struct apptunnel_report *report, size_t index);

// Whether it is a device group, and not one device.
//
// # Safety
// `report` is NULL or live.
bool apptunnel_report_loss_is_of_group(const struct apptunnel_report *report, size_t index);

// The stable name of the rule that is broken, such as `fleet.root-not-distributed`. NULL if there is no such loss. Lives as long
// as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_loss_code(const struct apptunnel_report *report,
                                                 size_t index);

// Why, in one sentence. NULL if there is no such loss. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_loss_reason(const struct apptunnel_report *report, size_t index);

// Adds a device group, or puts it in the place of the one with this name. `group` is JSON: a `DeviceGroup` of the published
// schema `fleet`. Refused if its space or a profile does not exist, or it moves to another space while it has devices or is
// ticked.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes and `group` to `group_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_set_device_group(struct apptunnel_fleet *fleet,
                                                       const char *name,
                                                       size_t name_length,
                                                       const char *group,
                                                       size_t group_length,
                                                       struct apptunnel_error **error);

// Deletes a device group. Refused if there is no such group, it has devices, or it is ticked in a distribution.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_delete_device_group(struct apptunnel_fleet *fleet,
                                                          const char *name,
                                                          size_t name_length,
                                                          struct apptunnel_error **error);

// The names of the device groups, in order.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_device_groups(const struct apptunnel_fleet *fleet,
                                                    struct apptunnel_text_list **out,
                                                    struct apptunnel_error **error);

// One device group as JSON: a `DeviceGroup` of the published schema `fleet`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_device_group_json(const struct apptunnel_fleet *fleet,
                                                        const char *name,
                                                        size_t name_length,
                                                        struct apptunnel_string **out,
                                                        struct apptunnel_error **error);

// Adds a device, or puts it in the place of the one with this name. `device` is JSON: a `Device` of the published schema `fleet`.
// Refused if its space, a group or a profile does not exist, a group is in another space, or it moves to another space while
// it is ticked.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes and `device` to `device_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_set_device(struct apptunnel_fleet *fleet,
                                                 const char *name,
                                                 size_t name_length,
                                                 const char *device,
                                                 size_t device_length,
                                                 struct apptunnel_error **error);

// Deletes a device. Refused if there is no such device, or it is ticked in a distribution.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_delete_device(struct apptunnel_fleet *fleet,
                                                    const char *name,
                                                    size_t name_length,
                                                    struct apptunnel_error **error);

// The names of the devices that are named, in order.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_devices(const struct apptunnel_fleet *fleet,
                                              struct apptunnel_text_list **out,
                                              struct apptunnel_error **error);

// One device as JSON: a `Device` of the published schema `fleet`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_device_json(const struct apptunnel_fleet *fleet,
                                                  const char *name,
                                                  size_t name_length,
                                                  struct apptunnel_string **out,
                                                  struct apptunnel_error **error);

// Proposes a change of the distribution. Nothing changes before `apptunnel_fleet_confirm`.
//
// `admin` is the space in which the administrator has a role; NULL with length 0 is the Default Space, whose administrators
// change everything. `ticked` is JSON, a `Ticked` of the published schema `fleet`: which devices and device groups, of every
// space. `other_spaces` is one of `APPTUNNEL_OTHER_SPACES_…`. Refused if the administrator may not make the change, or what is
// ticked does not exist.
//
// On success `*out` is a change that the caller frees with `apptunnel_pending_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `admin` points to `admin_length` bytes and `ticked` to `ticked_length` bytes, or they are NULL and the
// length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_propose(const struct apptunnel_fleet *fleet,
                                              const char *admin,
                                              size_t admin_length,
                                              const char *ticked,
                                              size_t ticked_length,
                                              uint32_t other_spaces,
                                              struct apptunnel_pending **out,
                                              struct apptunnel_error **error);

// Proposes a change of the distribution in one delegated space. Nothing changes before `apptunnel_fleet_confirm`.
//
// `admin` is as for `apptunnel_fleet_propose`. `ticked` is JSON, a `Ticked` of the published schema `fleet`: which devices and
// device groups of this space. NULL with length 0: the space inherits the distribution of the Default Space again. Refused if
// the administrator may not make the change, what is ticked does not exist or is in another space, or the configuration
// does not apply to that space.
//
// On success `*out` is a change that the caller frees with `apptunnel_pending_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `admin` points to `admin_length` bytes, `space` to `space_length` bytes and `ticked` to `ticked_length`
// bytes, or they are NULL and the length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_propose_in_space(const struct apptunnel_fleet *fleet,
                                                       const char *admin,
                                                       size_t admin_length,
                                                       const char *space,
                                                       size_t space_length,
                                                       const char *ticked,
                                                       size_t ticked_length,
                                                       struct apptunnel_pending **out,
                                                       struct apptunnel_error **error);

// Makes a change that was proposed, now that its warning was answered with yes. Refused if the distribution or the spaces have
// changed since, or what is ticked no longer exists. `pending` is not freed.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `pending` is NULL or live.
enum apptunnel_status apptunnel_fleet_confirm(struct apptunnel_fleet *fleet,
                                              const struct apptunnel_pending *pending,
                                              struct apptunnel_error **error);

// The text of the warning, for people. Lives as long as `pending`.
//
// # Safety
// `pending` is NULL or live.
struct apptunnel_text apptunnel_pending_warning(const struct apptunnel_pending *pending);

// How many lines the summary of the distribution has.
//
// # Safety
// `pending` is NULL or live.
size_t apptunnel_pending_summary_count(const struct apptunnel_pending *pending);

// One of them, for people. NULL if there is no such line. Lives as long as `pending`.
//
// # Safety
// `pending` is NULL or live.
struct apptunnel_text apptunnel_pending_summary(const struct apptunnel_pending *pending, size_t index);

// Frees a change, confirmed or not. NULL is allowed.
//
// # Safety
// `pending` is NULL or live, and is not used afterwards.
void apptunnel_pending_free(struct apptunnel_pending *pending);

// Sets the roots that the configuration distributes. Doubles are left out. The certificates may be freed afterwards. Refused if
// there are too many.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `roots` points to `count` certificates that are live, or is NULL and the count is 0.
enum apptunnel_status apptunnel_fleet_set_root_certificates(struct apptunnel_fleet *fleet,
                                                            const struct apptunnel_certificate *const *roots,
                                                            size_t count,
                                                            struct apptunnel_error **error);

// How many roots the configuration distributes.
//
// # Safety
// `fleet` is NULL or live.
size_t apptunnel_fleet_root_certificate_count(const struct apptunnel_fleet *fleet);

// One of them.
//
// On success `*out` is a certificate that the caller frees with `apptunnel_certificate_free`. Otherwise `*out` is left
// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_root_certificate(const struct apptunnel_fleet *fleet,
                                                       size_t index,
                                                       struct apptunnel_certificate **out,
                                                       struct apptunnel_error **error);

// What is ticked in a space as JSON, a `Ticked` of the published schema `fleet`; or `null` if the space inherits the
// distribution of the Default Space. `space` of NULL with length 0 is the Default Space.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `space` points to `space_length` bytes, or is NULL and the length is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_ticked_json(const struct apptunnel_fleet *fleet,
                                                  const char *space,
                                                  size_t space_length,
                                                  struct apptunnel_string **out,
                                                  struct apptunnel_error **error);

// What becomes of other spaces: one of `APPTUNNEL_OTHER_SPACES_…`.
//
// # Safety
// `fleet` is NULL or live.
uint32_t apptunnel_fleet_other_spaces(const struct apptunnel_fleet *fleet);

// Whether the root is distributed to a device group. False if there is no such group.
//
// # Safety
// `fleet` is NULL or live. `name` points to `name_length` bytes, or is NULL and the length is 0.
bool apptunnel_fleet_is_root_distributed_to_group(const struct apptunnel_fleet *fleet,
                                                  const char *name,
                                                  size_t name_length);

// Whether the root is distributed to a device, by itself or through a group. False if there is no such device.
//
// # Safety
// `fleet` is NULL or live. `name` points to `name_length` bytes, or is NULL and the length is 0.
bool apptunnel_fleet_is_root_distributed_to_device(const struct apptunnel_fleet *fleet,
                                                   const char *name,
                                                   size_t name_length);

// Adds a profile from JSON by the published schema `profile`. It is assigned to no Sentry yet. Refused if it has errors, its
// name is taken, a certificate that it names is not in its store, or there are too many.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `profile` points to `profile_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_add_profile(struct apptunnel_fleet *fleet,
                                                  const char *profile,
                                                  size_t profile_length,
                                                  struct apptunnel_error **error);

// Saves a profile again that was edited, as JSON by the published schema `profile`. `name` is the name it had; if that was
// changed, Sentrys and devices follow. Refused if it has errors, there is no profile of that name, the new name is taken, or a
// certificate that it names is not in its store.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes and `profile` to `profile_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_replace_profile(struct apptunnel_fleet *fleet,
                                                      const char *name,
                                                      size_t name_length,
                                                      const char *profile,
                                                      size_t profile_length,
                                                      struct apptunnel_error **error);

// Deletes a profile. Refused if there is none of that name, it is assigned to a Sentry, or devices need it.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_delete_profile(struct apptunnel_fleet *fleet,
                                                     const char *name,
                                                     size_t name_length,
                                                     struct apptunnel_error **error);

// The names of the profiles, in order.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_profiles(const struct apptunnel_fleet *fleet,
                                               struct apptunnel_text_list **out,
                                               struct apptunnel_error **error);

// One profile as JSON by the published schema `profile`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_profile_json(const struct apptunnel_fleet *fleet,
                                                   const char *name,
                                                   size_t name_length,
                                                   struct apptunnel_string **out,
                                                   struct apptunnel_error **error);

// A Sentry has registered. It is unconfigured. Refused if the name is taken.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_register_sentry(struct apptunnel_fleet *fleet,
                                                      const char *name,
                                                      size_t name_length,
                                                      struct apptunnel_error **error);

// Assigns a profile to an unconfigured Sentry. Refused if there is no such Sentry or profile, or the Sentry has a profile.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `sentry` points to `sentry_length` bytes and `profile` to `profile_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_assign(struct apptunnel_fleet *fleet,
                                             const char *sentry,
                                             size_t sentry_length,
                                             const char *profile,
                                             size_t profile_length,
                                             struct apptunnel_error **error);

// Assigns another profile to a configured Sentry, in the place of the one it has. Refused if there is no such Sentry or
// profile, or the Sentry is unconfigured.
//
// # Safety
// As for `apptunnel_fleet_assign`.
enum apptunnel_status apptunnel_fleet_reassign(struct apptunnel_fleet *fleet,
                                               const char *sentry,
                                               size_t sentry_length,
                                               const char *profile,
                                               size_t profile_length,
                                               struct apptunnel_error **error);

// Takes the profile from a Sentry, which becomes unconfigured. Refused if there is no such Sentry, or it is unconfigured
// already.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `sentry` points to `sentry_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_unassign(struct apptunnel_fleet *fleet,
                                               const char *sentry,
                                               size_t sentry_length,
                                               struct apptunnel_error **error);

// Deletes an unconfigured Sentry. Refused if there is no such Sentry, or it has a profile.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_delete_sentry(struct apptunnel_fleet *fleet,
                                                    const char *name,
                                                    size_t name_length,
                                                    struct apptunnel_error **error);

// The names of the Sentrys, in order.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_sentrys(const struct apptunnel_fleet *fleet,
                                              struct apptunnel_text_list **out,
                                              struct apptunnel_error **error);

// The names of the Sentrys that have a profile, in order.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `out` points to memory for
// one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_sentrys_with(const struct apptunnel_fleet *fleet,
                                                   const char *profile,
                                                   size_t profile_length,
                                                   struct apptunnel_text_list **out,
                                                   struct apptunnel_error **error);

// The profile that a Sentry has. NULL if it is unconfigured, or there is no such Sentry. Lives until `fleet` is changed or
// freed.
//
// # Safety
// `fleet` is NULL or live. `name` points to `name_length` bytes, or is NULL and the length is 0.
struct apptunnel_text apptunnel_fleet_sentry_profile(const struct apptunnel_fleet *fleet,
                                                     const char *name,
                                                     size_t name_length);

// Adds a delegated space at a rank, 0 for the first. Past the end it becomes the last before the Default Space. Refused if the
// name is taken.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_add_space(struct apptunnel_fleet *fleet,
                                                const char *name,
                                                size_t name_length,
                                                size_t rank,
                                                struct apptunnel_error **error);

// Gives a delegated space another rank, 0 for the first. Past the end it becomes the last before the Default Space. Refused if
// there is no such space, or it is the Default Space.
//
// # Safety
// As for `apptunnel_fleet_add_space`.
enum apptunnel_status apptunnel_fleet_move_space(struct apptunnel_fleet *fleet,
                                                 const char *name,
                                                 size_t name_length,
                                                 size_t rank,
                                                 struct apptunnel_error **error);

// Renames a delegated space. What is in it follows. Refused if there is no such space, it is the Default Space, or the new
// name is taken.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes and `new_name` to `new_name_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_rename_space(struct apptunnel_fleet *fleet,
                                                   const char *name,
                                                   size_t name_length,
                                                   const char *new_name,
                                                   size_t new_name_length,
                                                   struct apptunnel_error **error);

// Deletes a delegated space, and with it what is ticked there. Refused if there is no such space, it is the Default Space, or
// devices or device groups are in it.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_delete_space(struct apptunnel_fleet *fleet,
                                                   const char *name,
                                                   size_t name_length,
                                                   struct apptunnel_error **error);

// The names of the spaces in ranked order, the Default Space last.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_spaces(const struct apptunnel_fleet *fleet,
                                             struct apptunnel_text_list **out,
                                             struct apptunnel_error **error);

// Checks an opened file at one instant, in seconds since 1970-01-01T00:00:00Z, and stores its certificates under a name. The
// private key is not stored.
//
// `store` is one of `APPTUNNEL_STORE_…`, `place` one of `APPTUNNEL_PLACE_…`; `confirm` says that the administrator has read the
// warnings and wants the certificate stored all the same. `options` may be NULL; `store` counts instead of theirs, and
// where they name no roots, those of the fleet are taken. Refused if the check finds an error, or a warning and it is not
// confirmed; if the file is of a format that cannot be used; if the name is taken. What the check found is in the report of
// the error.
//
// On success `*out` is what the check found, which the caller frees with `apptunnel_report_free`. Otherwise `*out` is left
// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live, and no other thread uses it. `bundle` is live, and `options` is NULL or live. `name` points to
// `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_upload(struct apptunnel_fleet *fleet,
                                             uint32_t store,
                                             const char *name,
                                             size_t name_length,
                                             uint32_t place,
                                             bool confirm,
                                             const struct apptunnel_bundle *bundle,
                                             const struct apptunnel_upload_options *options,
                                             int64_t at,
                                             struct apptunnel_report **out,
                                             struct apptunnel_error **error);

// Deletes a certificate. Refused if there is none of that name, or a profile uses it. `store` is one of `APPTUNNEL_STORE_…`.
//
// # Safety
// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `name_length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_fleet_delete_certificate(struct apptunnel_fleet *fleet,
                                                         uint32_t store,
                                                         const char *name,
                                                         size_t name_length,
                                                         struct apptunnel_error **error);

// The certificates of a store, one of `APPTUNNEL_STORE_…`, at one instant in seconds since 1970-01-01T00:00:00Z, from which the
// days that are left are counted.
//
// On success `*out` is a list that the caller frees with `apptunnel_certificate_list_free`; later changes of the fleet do not
// change it. Otherwise `*out` is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
// `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_certificates(const struct apptunnel_fleet *fleet,
                                                   uint32_t store,
                                                   int64_t at,
                                                   struct apptunnel_certificate_list **out,
                                                   struct apptunnel_error **error);

// The names of the profiles that use a certificate, in order: as the first or the second TLS server certificate, or as the
// group certificate. `store` is one of `APPTUNNEL_STORE_…`.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_profiles_using(const struct apptunnel_fleet *fleet,
                                                     uint32_t store,
                                                     const char *name,
                                                     size_t name_length,
                                                     struct apptunnel_text_list **out,
                                                     struct apptunnel_error **error);

// Reads a profile from JSON of the published schema `profile` or the schema `profile-draft`, and checks it.
//
// On success `*out` is a profile that the caller frees with `apptunnel_profile_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`. If the profile has errors, the
// status is `apptunnel_status_Refused`, and the report of the error says which.
//
// # Safety
// `json` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
// too, or is NULL.
enum apptunnel_status apptunnel_profile_from_json(const char *json,
                                                  size_t length,
                                                  struct apptunnel_profile **out,
                                                  struct apptunnel_error **error);

// The whole profile as JSON, by the published schema `profile`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `profile` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_profile_json(const struct apptunnel_profile *profile,
                                             struct apptunnel_string **out,
                                             struct apptunnel_error **error);

// Its name. Lives as long as `profile`.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_name(const struct apptunnel_profile *profile);

// What it is for: `active_sync_basic`, `certificates` or `kerberos`. NULL if `profile` is. Lives for ever.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_kind(const struct apptunnel_profile *profile);

// The name or address by which devices reach its Sentry. Lives as long as `profile`.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_external_host(const struct apptunnel_profile *profile);

// The port by which they do. 0 if `profile` is NULL.
//
// # Safety
// `profile` is NULL or live.
uint16_t apptunnel_profile_external_port(const struct apptunnel_profile *profile);

// How devices authenticate: `pass_through`, `group_certificate` or `identity_certificate`. NULL if `profile` is. Lives for ever.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_device_authentication(const struct apptunnel_profile *profile);

// The number of uploaded TLS server certificates that it uses.
//
// # Safety
// `profile` is NULL or live.
size_t apptunnel_profile_tls_certificate_count(const struct apptunnel_profile *profile);

// The name of one of them: the first, then the reserve. NULL if there are fewer. Lives as long as `profile`.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_tls_certificate(const struct apptunnel_profile *profile, size_t index);

// The name of the group certificate by which it knows devices. NULL if it has none. Lives as long as `profile`.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_group_certificate(const struct apptunnel_profile *profile);

// The number of CAs whose identity certificates it takes from devices.
//
// # Safety
// `profile` is NULL or live.
size_t apptunnel_profile_trusted_ca_count(const struct apptunnel_profile *profile);

// The name of the certificate of one of them. NULL if there are fewer. Lives as long as `profile`.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_trusted_ca(const struct apptunnel_profile *profile, size_t index);

// The number of its services.
//
// # Safety
// `profile` is NULL or live.
size_t apptunnel_profile_service_count(const struct apptunnel_profile *profile);

// The type of a service, such as `custom_http`, `any_tcp` or `active_sync`. NULL if there is no such service. Lives for ever.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_service_type(const struct apptunnel_profile *profile,
                                                     size_t index);

// The name of a service. NULL if there is no such service, and for ActiveSync, which has none. Lives as long as `profile`.
//
// # Safety
// `profile` is NULL or live.
struct apptunnel_text apptunnel_profile_service_name(const struct apptunnel_profile *profile,
                                                     size_t index);

// The index of the service with this name. -1 if there is none.
//
// # Safety
// `profile` is NULL or live. `name` points to `length` bytes, or is NULL and the length is 0.
int64_t apptunnel_profile_service_find(const struct apptunnel_profile *profile, const char *name, size_t length);

// The number of its AppTunnel rules of apps.
//
// # Safety
// `profile` is NULL or live.
size_t apptunnel_profile_app_rule_count(const struct apptunnel_profile *profile);

// The index of the first earlier rule that matches every request that a rule of an app matches, so that the rule is never
// reached. -1 if there is none. `star` is `APPTUNNEL_STAR_MATCH_ANY` or `APPTUNNEL_STAR_MATCH_LABEL`.
//
// # Safety
// `profile` is NULL or live.
int64_t apptunnel_profile_shadowing_rule(const struct apptunnel_profile *profile,
                                         size_t rule,
                                         uint32_t star);

// What was found when it was checked: warnings, and what is good to know. NULL if `profile` is. Belongs to `profile` and lives
// as long.
//
// # Safety
// `profile` is NULL or live.
const struct apptunnel_report *apptunnel_profile_report(const struct apptunnel_profile *profile);

// Where a request of an app goes: by the first rule that matches, and directly if none does.
//
// `app` is the identifier of the app in UTF-8. NULL with length 0: not known, so that only the rules for every app match.
// `host` and `port` are what the app asks for, `tunnel` is how many tunnels of the service came before, and `star` is
// `APPTUNNEL_STAR_MATCH_ANY` or `APPTUNNEL_STAR_MATCH_LABEL`.
//
// On success `*out` is a route that the caller frees with `apptunnel_route_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `profile` is live. `app` points to `app_length` bytes and `host` to `host_length` bytes, or they are NULL and the length
// is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_profile_route(const struct apptunnel_profile *profile,
                                              const char *app,
                                              size_t app_length,
                                              const char *host,
                                              size_t host_length,
                                              uint16_t port,
                                              size_t tunnel,
                                              uint32_t star,
                                              struct apptunnel_route **out,
                                              struct apptunnel_error **error);

// What to mind when `after` takes the place of `before` on a Sentry.
//
// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `before` and `after` are live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_profile_check_change(const struct apptunnel_profile *before,
                                                     const struct apptunnel_profile *after,
                                                     struct apptunnel_report **out,
                                                     struct apptunnel_error **error);

// Frees a profile. NULL is allowed.
//
// # Safety
// `profile` is NULL or live, and is not used afterwards.
void apptunnel_profile_free(struct apptunnel_profile *profile);

// An empty draft. NULL if the library failed.
//
// The caller frees it with `apptunnel_profile_draft_free`.
struct apptunnel_profile_draft *apptunnel_profile_draft_new(void);

// Reads a draft from JSON of the published schema `profile-draft`, or a profile of the schema `profile`. Whether its fields
// are right is for `apptunnel_profile_draft_check` to say.
//
// On success `*out` is a draft that the caller frees with `apptunnel_profile_draft_free`. Otherwise `*out` is left alone, and
// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `json` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
// too, or is NULL.
enum apptunnel_status apptunnel_profile_draft_from_json(const char *json,
                                                        size_t length,
                                                        struct apptunnel_profile_draft **out,
                                                        struct apptunnel_error **error);

// A profile as it would be typed in, so that it can be changed. The profile may be freed afterwards.
//
// On success `*out` is a draft that the caller frees with `apptunnel_profile_draft_free`. Otherwise `*out` is left alone, and
// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `profile` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_profile_draft_from_profile(const struct apptunnel_profile *profile,
                                                           struct apptunnel_profile_draft **out,
                                                           struct apptunnel_error **error);

// Sets one field, or everything below it, to a JSON value. What stands above it in the pointer is made. An element of a list is
// replaced, or added at the index after the last or at `-`. `null` leaves a field out.
//
// `pointer` is a JSON pointer (RFC 6901) such as `/global/name` or `/services/0/server_list`. If the draft has no such
// field, or the field does not hold such a value, the status is `apptunnel_status_InvalidJson` and the draft is as before.
//
// # Safety
// `draft` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL. `pointer`
// points to `pointer_length` bytes and `json` to `json_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_profile_draft_set(struct apptunnel_profile_draft *draft,
                                                  const char *pointer,
                                                  size_t pointer_length,
                                                  const char *json,
                                                  size_t json_length,
                                                  struct apptunnel_error **error);

// Sets one field to a text, as it was typed in. Numbers are taken as text too.
//
// All else is as in `apptunnel_profile_draft_set`.
//
// # Safety
// `draft` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL. `pointer`
// points to `pointer_length` bytes and `text` to `text_length` bytes, or they are NULL and the length is 0.
enum apptunnel_status apptunnel_profile_draft_set_text(struct apptunnel_profile_draft *draft,
                                                       const char *pointer,
                                                       size_t pointer_length,
                                                       const char *text,
                                                       size_t text_length,
                                                       struct apptunnel_error **error);

// Leaves one field out, or takes one element out of a list: those after it move up. An empty pointer empties the draft.
//
// # Safety
// `draft` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL. `pointer`
// points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_profile_draft_clear(struct apptunnel_profile_draft *draft,
                                                    const char *pointer,
                                                    size_t length,
                                                    struct apptunnel_error **error);

// What a field holds, as JSON; `null` if it is left out. With an empty pointer the whole draft, by the published schema
// `profile-draft`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `draft` is live. `pointer` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one
// pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_profile_draft_get(const struct apptunnel_profile_draft *draft,
                                                  const char *pointer,
                                                  size_t length,
                                                  struct apptunnel_string **out,
                                                  struct apptunnel_error **error);

// The whole draft as JSON, by the published schema `profile-draft`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `draft` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_profile_draft_json(const struct apptunnel_profile_draft *draft,
                                                   struct apptunnel_string **out,
                                                   struct apptunnel_error **error);

// Checks every field, and the fields against each other. Each finding has the JSON pointer of its field.
//
// On success `*out_report` is a report that the caller frees with `apptunnel_report_free`, and `*out_profile` is a profile
// that the caller frees with `apptunnel_profile_free`, or NULL if a finding is an error. Either of the two may be NULL where
// it is of no use. Otherwise both are left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
// `apptunnel_error_free`.
//
// # Safety
// `draft` is live. `out_report`, `out_profile` and `error` each point to memory for one pointer, or are NULL.
enum apptunnel_status apptunnel_profile_draft_check(const struct apptunnel_profile_draft *draft,
                                                    struct apptunnel_report **out_report,
                                                    struct apptunnel_profile **out_profile,
                                                    struct apptunnel_error **error);

// The number of fields that the console shows for this draft. 0 if `draft` is NULL.
//
// # Safety
// `draft` is NULL or live.
size_t apptunnel_profile_draft_visible_field_count(const struct apptunnel_profile_draft *draft);

// The JSON pointer of one of these fields, in alphabetical order. NULL if there are fewer. Lives until `draft` is changed or
// freed.
//
// # Safety
// `draft` is NULL or live.
struct apptunnel_text apptunnel_profile_draft_visible_field(const struct apptunnel_profile_draft *draft,
                                                            size_t index);

// Frees a draft. NULL is allowed.
//
// # Safety
// `draft` is NULL or live, and is not used afterwards.
void apptunnel_profile_draft_free(struct apptunnel_profile_draft *draft);

// The number of fields that a profile can have.
size_t apptunnel_profile_field_count(void);

// The JSON pointer of a field into a draft or a profile, in which `*` stands for any index. NULL if there is no such field.
// Lives for ever.
struct apptunnel_text apptunnel_profile_field_pointer(size_t index);

// Its label in the console, as far as it is known. NULL if there is no such field. Lives for ever.
struct apptunnel_text apptunnel_profile_field_label(size_t index);

// What is asked of it, in one sentence. NULL if there is no such field. Lives for ever.
struct apptunnel_text apptunnel_profile_field_constraint(size_t index);

// When the console shows it, in one sentence. NULL if there is no such field. Lives for ever.
struct apptunnel_text apptunnel_profile_field_visibility(size_t index);

// What it is if nothing is entered. NULL if it stays empty or has to be entered. Lives for ever.
struct apptunnel_text apptunnel_profile_field_default(size_t index);

// How sure the library is of what is asked, in the words of `apptunnel_report_finding_certainty`. NULL if there is no such
// field. Lives for ever.
struct apptunnel_text apptunnel_profile_field_certainty(size_t index);

// Where it is written down. NULL if there is no such field. Lives for ever.
struct apptunnel_text apptunnel_profile_field_source(size_t index);

// Whether no finding is an error. False if `report` is NULL.
//
// # Safety
// `report` is NULL or live.
bool apptunnel_report_is_accepted(const struct apptunnel_report *report);

// The number of findings. 0 if `report` is NULL.
//
// # Safety
// `report` is NULL or live.
size_t apptunnel_report_finding_count(const struct apptunnel_report *report);

// How bad the finding is. `apptunnel_severity_None` if there is no such finding.
//
// # Safety
// `report` is NULL or live.
enum apptunnel_severity apptunnel_report_finding_severity(const struct apptunnel_report *report, size_t index);

// The stable name of the rule, such as `upload.no-chain`. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_code(const struct apptunnel_report *report, size_t index);

// Whose rule it is, such as `ivanti-table`, `apple-ht210176`, `apple-source` or `library`; more may come. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_basis(const struct apptunnel_report *report,
                                                     size_t index);

// How sure the library is of the rule: `certain`, `probable`, `documented`, `observed`, `recalled` or `decided`; more may
// come. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_certainty(const struct apptunnel_report *report,
                                                         size_t index);

// What is wrong, in one sentence. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_message(const struct apptunnel_report *report, size_t index);

// What to do about it, in one sentence. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_remedy(const struct apptunnel_report *report, size_t index);

// Where the rule is written down. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_reference(const struct apptunnel_report *report, size_t index);

// The index of the certificate that the finding is about: in the file, or on the path from the leaf up. -1 if it is about
// something else.
//
// # Safety
// `report` is NULL or live.
int64_t apptunnel_report_finding_certificate(const struct apptunnel_report *report,
                                             size_t index);

// What kind of thing the finding is about. `apptunnel_subject_None` if there is no such finding.
//
// # Safety
// `report` is NULL or live.
enum apptunnel_subject apptunnel_report_finding_subject(const struct apptunnel_report *report, size_t index);

// Which one the finding is about: the SHA-256 of a certificate in lower-case hex, the description of a block, or the JSON
// pointer of a field. NULL if the kind says it all. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_subject_name(const struct apptunnel_report *report,
                                                            size_t index);

// The error that an Apple device gives because of this (`OSStatus`), if no other is ranked before it. 0 if it gives none.
//
// # Safety
// `report` is NULL or live.
int32_t apptunnel_report_finding_os_status(const struct apptunnel_report *report,
                                           size_t index);

// The key in the details of Apple's trust object, such as `SSLHostname`. NULL if there is none. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_finding_apple_key(const struct apptunnel_report *report,
                                                         size_t index);

// The number of certificates that an upload report is about, in file order. 0 for other reports.
//
// # Safety
// `report` is NULL or live.
size_t apptunnel_report_certificate_count(const struct apptunnel_report *report);

// What the certificate is among the others. `apptunnel_role_None` if there is no such certificate.
//
// # Safety
// `report` is NULL or live.
enum apptunnel_role apptunnel_report_certificate_role(const struct apptunnel_report *report, size_t index);

// The number of certificates on the chain of an upload report, the leaf included. 0 if there is no leaf, and for other
// reports.
//
// # Safety
// `report` is NULL or live.
size_t apptunnel_report_chain_length(const struct apptunnel_report *report);

// The index in the file of a certificate on the chain. Position 0 is the leaf. -1 if the chain is shorter.
//
// # Safety
// `report` is NULL or live.
int64_t apptunnel_report_chain(const struct apptunnel_report *report, size_t position);

// What an Apple device says of the chain of an upload report. `apptunnel_trust_result_None` if none was asked.
//
// # Safety
// `report` is NULL or live.
enum apptunnel_trust_result apptunnel_report_apple_trust_result(const struct apptunnel_report *report);

// The error that it gives (`OSStatus`). 0 if the chain is trusted, if there is no certificate for it, or if none was asked.
//
// # Safety
// `report` is NULL or live.
int32_t apptunnel_report_apple_os_status(const struct apptunnel_report *report);

// The name of that error in Apple's headers, such as `errSecNotTrusted`. NULL if there is none. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_apple_os_status_name(const struct apptunnel_report *report);

// The release that was asked, such as `ios:18.4`. NULL if none was asked. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_apple_release(const struct apptunnel_report *report);

// The whole report as JSON: of an upload by the published schema `report`, of a fleet by the schema `fleet-report`, and any
// other by the schema `finding-list`. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_json(const struct apptunnel_report *report);

// The whole report for people, in several lines. Lives as long as `report`.
//
// # Safety
// `report` is NULL or live.
struct apptunnel_text apptunnel_report_text(const struct apptunnel_report *report);

// Frees a report. NULL is allowed. A report that belongs to another handle is not freed.
//
// # Safety
// `report` is NULL or live, and is not used afterwards.
void apptunnel_report_free(struct apptunnel_report *report);

// Where the request goes: `direct`, `tunnel` for the Sentry of the profile, or `other_sentry`. NULL if `route` is. Lives for
// ever.
//
// # Safety
// `route` is NULL or live.
struct apptunnel_text apptunnel_route_to(const struct apptunnel_route *route);

// The index of the rule that matches. -1 if none does.
//
// # Safety
// `route` is NULL or live.
int64_t apptunnel_route_rule(const struct apptunnel_route *route);

// The service that the rule names. NULL if none matches. Lives as long as `route`.
//
// # Safety
// `route` is NULL or live.
struct apptunnel_text apptunnel_route_service(const struct apptunnel_route *route);

// The other Sentry that the request goes through. NULL if it goes elsewhere. Lives as long as `route`.
//
// # Safety
// `route` is NULL or live.
struct apptunnel_text apptunnel_route_sentry(const struct apptunnel_route *route);

// The name or address of the server behind the Sentry of the profile, without brackets. NULL if the request goes elsewhere.
// Lives as long as `route`.
//
// # Safety
// `route` is NULL or live.
struct apptunnel_text apptunnel_route_host(const struct apptunnel_route *route);

// The port of that server. 0 if the request goes elsewhere.
//
// # Safety
// `route` is NULL or live.
uint16_t apptunnel_route_port(const struct apptunnel_route *route);

// Where the request goes and why, for people: a line for each rule that does not match, then the one that does. Lives as long
// as `route`.
//
// # Safety
// `route` is NULL or live.
struct apptunnel_text apptunnel_route_text(const struct apptunnel_route *route);

// The same as JSON, by the published schema `route`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `route` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_route_json(const struct apptunnel_route *route,
                                           struct apptunnel_string **out,
                                           struct apptunnel_error **error);

// Frees a route. NULL is allowed.
//
// # Safety
// `route` is NULL or live, and is not used afterwards.
void apptunnel_route_free(struct apptunnel_route *route);

// The number of rules in the catalogue.
size_t apptunnel_rule_count(void);

// The index of the rule with this code, such as `upload.no-chain`. -1 if there is none.
//
// # Safety
// `code` points to `length` bytes, or is NULL and the length is 0.
int64_t apptunnel_rule_find(const char *code, size_t length);

// The code of a rule. NULL if there is no such rule. Lives for ever.
struct apptunnel_text apptunnel_rule_code(size_t index);

// The part of the catalogue that it stands in, such as `The upload check`. NULL if there is no such rule. Lives for ever.
struct apptunnel_text apptunnel_rule_section(size_t index);

// How bad a breach is. `apptunnel_severity_None` if there is no such rule.
enum apptunnel_severity apptunnel_rule_severity(size_t index);

// Whose rule it is, in the words of `apptunnel_report_finding_basis`. NULL if there is no such rule. Lives for ever.
struct apptunnel_text apptunnel_rule_basis(size_t index);

// How sure the library is of it, in the words of `apptunnel_report_finding_certainty`. NULL if there is no such rule. Lives
// for ever.
struct apptunnel_text apptunnel_rule_certainty(size_t index);

// What it asks for, in one sentence. NULL if there is no such rule. Lives for ever.
struct apptunnel_text apptunnel_rule_summary(size_t index);

// What to do about a breach, in one sentence. NULL if there is no such rule. Lives for ever.
struct apptunnel_text apptunnel_rule_remedy(size_t index);

// Where it is written down. NULL if there is no such rule. Lives for ever.
struct apptunnel_text apptunnel_rule_reference(size_t index);

// The certificates and anchors that a rule of Apple devices is about. NULL for the others. Lives for ever.
struct apptunnel_text apptunnel_rule_apple_scope(size_t index);

// Which certificates a rule of Apple devices holds for by their dates; empty for all. NULL for the others. Lives for ever.
struct apptunnel_text apptunnel_rule_apple_cut_off(size_t index);

// The first releases with a rule of Apple devices, such as `iOS 13, macOS 10.15`. NULL if every release that is known has it,
// and for the others. Lives for ever.
struct apptunnel_text apptunnel_rule_apple_since(size_t index);

// The key that an Apple device reports in the details of a trust, such as `SSLHostname`. NULL if it reports none, and for
// other rules. Lives for ever.
struct apptunnel_text apptunnel_rule_apple_key(size_t index);

// Whether a user or an app may override the device: `recoverable`, `fatal` or `deny`. NULL if the rule has no key. Lives for
// ever.
struct apptunnel_text apptunnel_rule_apple_class(size_t index);

// The error that the device gives (`OSStatus`), if no other is ranked before it. 0 if the rule has no key.
int32_t apptunnel_rule_apple_os_status(size_t index);

// The name of that error in Apple's headers, such as `errSecNotTrusted`. NULL if the rule has no key. Lives for ever.
struct apptunnel_text apptunnel_rule_apple_os_status_name(size_t index);

// The status code of the certificate that the device gives (`CSSMERR_…`). 0 if the rule has no key.
uint32_t apptunnel_rule_apple_cssm(size_t index);

// The whole catalogue as JSON, by the published schema `rules`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_rule_catalogue_json(struct apptunnel_string **out,
                                                    struct apptunnel_error **error);

// A pair without a second certificate, for devices of which nothing is known. `others` are the `count` other certificates of the
// file of `primary`, in any order. The certificates may be freed afterwards.
//
// On success `*out` is a pair that the caller frees with `apptunnel_certificate_pair_free`. Otherwise `*out` is left alone, and
// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `primary` is live. `others` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to
// memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_new(const struct apptunnel_certificate *primary,
                                                     const struct apptunnel_certificate *const *others,
                                                     size_t count,
                                                     struct apptunnel_certificate_pair **out,
                                                     struct apptunnel_error **error);

// The two certificates of a profile of the fleet, with its external host as the name that devices ask for, and the roots that
// the fleet distributes as anchors. Fails with `apptunnel_status_InvalidArgument` if there is no such profile, or it has no
// uploaded certificate.
//
// On success `*out` is a pair that the caller frees with `apptunnel_certificate_pair_free`. Otherwise `*out` is left alone, and
// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `out` points to memory for
// one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_fleet_certificate_pair(const struct apptunnel_fleet *fleet,
                                                       const char *profile,
                                                       size_t profile_length,
                                                       struct apptunnel_certificate_pair **out,
                                                       struct apptunnel_error **error);

// Sets the second certificate, with the `count` other certificates of its file in any order. `reserve` of NULL: there is none.
// The certificates may be freed afterwards.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `reserve` is NULL or live. `others` points to `count` certificates that are live, or is NULL and the count is 0.
enum apptunnel_status apptunnel_certificate_pair_set_reserve(struct apptunnel_certificate_pair *pair,
                                                             const struct apptunnel_certificate *reserve,
                                                             const struct apptunnel_certificate *const *others,
                                                             size_t count,
                                                             struct apptunnel_error **error);

// Says whether the Sentry shows the second certificate while the primary one is not yet valid and the second one is. Without,
// it does.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_set_reserve_before_primary(struct apptunnel_certificate_pair *pair,
                                                                            bool is_shown,
                                                                            struct apptunnel_error **error);

// Adds a root that the devices have. `origin` is one of `APPTUNNEL_ORIGIN_…`. The certificate may be freed afterwards. As long as
// there is none, the topmost CA certificates are taken for the roots, as if MDM distributed those.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `certificate` is NULL or live.
enum apptunnel_status apptunnel_certificate_pair_add_anchor(struct apptunnel_certificate_pair *pair,
                                                            const struct apptunnel_certificate *certificate,
                                                            uint32_t origin,
                                                            struct apptunnel_error **error);

// Takes every root from the devices.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_clear_anchors(struct apptunnel_certificate_pair *pair,
                                                               struct apptunnel_error **error);

// Says by which name devices reach the Sentry: a DNS name or an IP address in UTF-8. NULL with length 0: not checked.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_certificate_pair_set_server_name(struct apptunnel_certificate_pair *pair,
                                                                 const char *name,
                                                                 size_t length,
                                                                 struct apptunnel_error **error);

// Says whose rules decide: a system and its release, such as `ios:18.4`. Without, the newest iOS that is known.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `release` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_certificate_pair_set_release(struct apptunnel_certificate_pair *pair,
                                                             const char *release,
                                                             size_t length,
                                                             struct apptunnel_error **error);

// Limits the work. The budget may be freed afterwards.
//
// # Safety
// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `budget` is NULL or live.
enum apptunnel_status apptunnel_certificate_pair_set_budget(struct apptunnel_certificate_pair *pair,
                                                            const struct apptunnel_budget *budget,
                                                            struct apptunnel_error **error);

// Frees a pair. NULL is allowed.
//
// # Safety
// `pair` is NULL or live, and is not used afterwards.
void apptunnel_certificate_pair_free(struct apptunnel_certificate_pair *pair);

// The certificate that the Sentry shows at an instant, in seconds since 1970-01-01T00:00:00Z. `apptunnel_slot_None` too if `pair`
// is NULL or `at` is not of the years 0 to 9999.
//
// # Safety
// `pair` is NULL or live.
enum apptunnel_slot apptunnel_certificate_pair_shown(const struct apptunnel_certificate_pair *pair,
                                                     int64_t at);

// Whether the certificate that it shows is in its validity period. False too if `pair` is NULL or `at` is not of the years 0 to
// 9999.
//
// # Safety
// `pair` is NULL or live.
bool apptunnel_certificate_pair_is_valid(const struct apptunnel_certificate_pair *pair,
                                         int64_t at);

// Why it shows that. `apptunnel_active_reason_None` if `pair` is NULL or `at` is not of the years 0 to 9999.
//
// # Safety
// `pair` is NULL or live.
enum apptunnel_active_reason apptunnel_certificate_pair_reason(const struct apptunnel_certificate_pair *pair,
                                                               int64_t at);

// The next instant after `at` at which shown certificate, validity or reason change, in seconds since 1970-01-01T00:00:00Z.
//
// On success `*out` is that instant, or `APPTUNNEL_NO_INSTANT` if all stays as it is. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `pair` is live. `out` points to memory for one number; `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_next_transition(const struct apptunnel_certificate_pair *pair,
                                                                 int64_t at,
                                                                 int64_t *out,
                                                                 struct apptunnel_error **error);

// For how many seconds neither certificate is valid between the two. 0 if there is no such gap, or no second certificate.
//
// # Safety
// `pair` is NULL or live.
int64_t apptunnel_certificate_pair_coverage_gap(const struct apptunnel_certificate_pair *pair);

// What a client that pins the Sentry's certificate needs: SHA-256 of the DER of both certificates, as lower-case hex.
//
// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `pair` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_pinned_set(const struct apptunnel_certificate_pair *pair,
                                                            struct apptunnel_text_list **out,
                                                            struct apptunnel_error **error);

// The first second, `from` or later, at which devices do not accept what the Sentry shows, in seconds since
// 1970-01-01T00:00:00Z.
//
// On success `*out` is that instant, or `APPTUNNEL_NO_INSTANT` if there is no end in sight. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `pair` is live. `out` points to memory for one number; `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_outage_at(const struct apptunnel_certificate_pair *pair,
                                                           int64_t from,
                                                           int64_t *out,
                                                           struct apptunnel_error **error);

// Whole days from `now` to that second, rounded down: 0 on the last day and afterwards.
//
// On success `*out` is that number, or -1 if there is no end in sight. Otherwise `*out` is left alone, and if `error` is not
// NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `pair` is live. `out` points to memory for one number; `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_days_until_outage(const struct apptunnel_certificate_pair *pair,
                                                                   int64_t now,
                                                                   int64_t *out,
                                                                   struct apptunnel_error **error);

// Checks the pair at one instant, in seconds since 1970-01-01T00:00:00Z: what the Sentry shows, and the second certificate against
// the primary one.
//
// `selection` is what is selected for connections from devices, as JSON: a `Selection` of the published schema `profile`. NULL
// with length 0: not known. `pointer` is the JSON pointer (RFC 6901) to the pair, to which findings add `/primary` or
// `/reserve`. NULL with length 0: empty.
//
// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `pair` is live. `selection` points to `selection_length` bytes and `pointer` to `pointer_length` bytes, or they are NULL and
// the length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_check(const struct apptunnel_certificate_pair *pair,
                                                       const char *selection,
                                                       size_t selection_length,
                                                       const char *pointer,
                                                       size_t pointer_length,
                                                       int64_t at,
                                                       struct apptunnel_report **out,
                                                       struct apptunnel_error **error);

// Notices 60, 45, 30, 14, 7 and 1 days before a certificate expires and when it has; no CRLs. NULL if the library failed.
//
// The caller frees them with `apptunnel_forecast_options_free`.
struct apptunnel_forecast_options *apptunnel_forecast_options_new(void);

// Says how many days before a certificate expires somebody is told, in any order; and whether once more when it has expired.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `days` points to `count` numbers, or is NULL and the count is 0.
enum apptunnel_status apptunnel_forecast_options_set_notices(struct apptunnel_forecast_options *options,
                                                             const uint32_t *days,
                                                             size_t count,
                                                             bool on_expiry,
                                                             struct apptunnel_error **error);

// Adds a CRL in DER (RFC 5280 section 5) by which the Sentry checks devices. The bytes are copied.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `der` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_forecast_options_add_crl(struct apptunnel_forecast_options *options,
                                                         const uint8_t *der,
                                                         size_t length,
                                                         struct apptunnel_error **error);

// Frees options. NULL is allowed.
//
// # Safety
// `options` is NULL or live, and is not used afterwards.
void apptunnel_forecast_options_free(struct apptunnel_forecast_options *options);

// What happens after `from` and no later than `until`, in seconds since 1970-01-01T00:00:00Z, as JSON by the published schema
// `forecast`. `options` may be NULL: the ones of `apptunnel_forecast_options_new`.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `pair` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_certificate_pair_forecast(const struct apptunnel_certificate_pair *pair,
                                                          int64_t from,
                                                          int64_t until,
                                                          const struct apptunnel_forecast_options *options,
                                                          struct apptunnel_string **out,
                                                          struct apptunnel_error **error);

// The text itself. Lives as long as `string`.
//
// # Safety
// `string` is NULL or live.
struct apptunnel_text apptunnel_string_text(const struct apptunnel_string *string);

// Frees a string. NULL is allowed.
//
// # Safety
// `string` is NULL or live, and is not used afterwards.
void apptunnel_string_free(struct apptunnel_string *string);

// How many there are.
//
// # Safety
// `list` is NULL or live.
size_t apptunnel_text_list_count(const struct apptunnel_text_list *list);

// One of them. NULL if there is no such text. Lives as long as `list`.
//
// # Safety
// `list` is NULL or live.
struct apptunnel_text apptunnel_text_list_text(const struct apptunnel_text_list *list, size_t index);

// Frees texts. NULL is allowed.
//
// # Safety
// `list` is NULL or live, and is not used afterwards.
void apptunnel_text_list_free(struct apptunnel_text_list *list);

// The number of protocol versions. They are in order, the oldest first.
size_t apptunnel_tls_version_count(void);

// The Java name of a protocol version, such as `TLSv1.2`. NULL if there is no such version. Lives for ever.
struct apptunnel_text apptunnel_tls_version_name(size_t index);

// How good it is, by this library's own policy: `strong`, `weak` or `broken`. NULL if there is no such version. Lives for ever.
struct apptunnel_text apptunnel_tls_version_strength(size_t index);

// Why, as the end of a sentence. NULL if there is no such version. Lives for ever.
struct apptunnel_text apptunnel_tls_version_reason(size_t index);

// The index of the protocol version with this Java name, in upper or lower case. -1 if there is none.
//
// # Safety
// `name` points to `length` bytes, or is NULL and the length is 0.
int64_t apptunnel_tls_version_find(const char *name, size_t length);

// The number of groups for the exchange of keys that the library knows.
size_t apptunnel_tls_group_count(void);

// The number of a group in IANA's registry TLS Supported Groups. 0 if there is no such index.
uint16_t apptunnel_tls_group(size_t index);

// The name of the group with this number, such as `x25519`. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_group_name(uint16_t group);

// The number of the group with this name, in upper or lower case. 0 if there is none.
//
// # Safety
// `name` points to `length` bytes, or is NULL and the length is 0.
uint16_t apptunnel_tls_group_find(const char *name, size_t length);

// The name of the signature scheme with this number in IANA's registry, such as `rsa_pss_rsae_sha256`. NULL if no Apple client
// offers it. Lives for ever.
struct apptunnel_text apptunnel_tls_signature_scheme_name(uint16_t scheme);

// The number of Apple clients, the oldest first.
size_t apptunnel_tls_client_count(void);

// The index of the client with this id, such as `ios-26`. -1 if there is none.
//
// # Safety
// `id` points to `length` bytes, or is NULL and the length is 0.
int64_t apptunnel_tls_client_find(const char *id, size_t length);

// The stable name of a client: its first release, and the application unless it is Safari. NULL if there is no such client.
// Lives for ever.
struct apptunnel_text apptunnel_tls_client_id(size_t client);

// The releases that it stands for, such as `iOS 15.4-17, macOS 12.3-14`. NULL if there is no such client. Lives for ever.
struct apptunnel_text apptunnel_tls_client_releases(size_t client);

// The kind of application: `safari`, `app_transport_security` or `mail`; more may come. NULL if there is no such client. Lives
// for ever.
struct apptunnel_text apptunnel_tls_client_application(size_t client);

// When it holds the key usage of the server's certificate against the handshake: `not_known`, `tls_1_3_and_curves` or
// `always`. NULL if there is no such client. Lives for ever.
struct apptunnel_text apptunnel_tls_client_key_usage_check(size_t client);

// How sure the library is of it: `observed`, `documented` or `probable`. NULL if there is no such client. Lives for ever.
struct apptunnel_text apptunnel_tls_client_certainty(size_t client);

// Where that is known from. NULL if there is no such client. Lives for ever.
struct apptunnel_text apptunnel_tls_client_source(size_t client);

// The number of protocol versions that it offers, the preferred first. 0 if there is no such client.
size_t apptunnel_tls_client_version_count(size_t client);

// One of them, such as `TLSv1.3`. NULL if there is no such one. Lives for ever.
struct apptunnel_text apptunnel_tls_client_version(size_t client, size_t index);

// The number of cipher suites that it offers, the preferred first. 0 if there is no such client.
size_t apptunnel_tls_client_suite_count(size_t client);

// The number of one of them in IANA's registry. 0 if there is no such one.
uint16_t apptunnel_tls_client_suite(size_t client, size_t index);

// The number of groups that it offers, the preferred first. 0 if there is no such client.
size_t apptunnel_tls_client_group_count(size_t client);

// The number of one of them in IANA's registry. 0 if there is no such one.
uint16_t apptunnel_tls_client_group(size_t client, size_t index);

// The number of signature schemes that it offers, the preferred first. 0 if there is no such client.
size_t apptunnel_tls_client_signature_count(size_t client);

// The number of one of them in IANA's registry. 0 if there is no such one.
uint16_t apptunnel_tls_client_signature(size_t client, size_t index);

// Whether the client connects: `client` is its index in the table of clients. False if there is no such client.
//
// # Safety
// `matrix` is NULL or live.
bool apptunnel_handshake_matrix_is_connected(const struct apptunnel_handshake_matrix *matrix, size_t client);

// The protocol version of the connection, such as `TLSv1.3`. NULL if there is none. Lives for ever.
//
// # Safety
// `matrix` is NULL or live.
struct apptunnel_text apptunnel_handshake_matrix_version(const struct apptunnel_handshake_matrix *matrix,
                                                         size_t client);

// The number of its cipher suite in IANA's registry. 0 if there is no connection.
//
// # Safety
// `matrix` is NULL or live.
uint16_t apptunnel_handshake_matrix_suite(const struct apptunnel_handshake_matrix *matrix, size_t client);

// The number of the group of its key exchange. 0 if there is no connection, if the suite has none, and if the server's groups
// are not known.
//
// # Safety
// `matrix` is NULL or live.
uint16_t apptunnel_handshake_matrix_group(const struct apptunnel_handshake_matrix *matrix,
                                          size_t client);

// The number of the signature scheme of the server. 0 if there is no connection, and where none is negotiated.
//
// # Safety
// `matrix` is NULL or live.
uint16_t apptunnel_handshake_matrix_signature(const struct apptunnel_handshake_matrix *matrix, size_t client);

// The code of the rule because of which the client does not connect. NULL if it does. Lives as long as `matrix`.
//
// # Safety
// `matrix` is NULL or live.
struct apptunnel_text apptunnel_handshake_matrix_failure_code(const struct apptunnel_handshake_matrix *matrix,
                                                              size_t client);

// How sure the library is of that rule. NULL if the client connects. Lives for ever.
//
// # Safety
// `matrix` is NULL or live.
struct apptunnel_text apptunnel_handshake_matrix_failure_certainty(const struct apptunnel_handshake_matrix *matrix,
                                                                   size_t client);

// Why the client does not connect, as a clause without a full stop. NULL if it does. Lives as long as `matrix`.
//
// # Safety
// `matrix` is NULL or live.
struct apptunnel_text apptunnel_handshake_matrix_failure_message(const struct apptunnel_handshake_matrix *matrix,
                                                                 size_t client);

// What is worth knowing of the server besides, as `apptunnel_tls_server_advice` has it. NULL if `matrix` is. Belongs to
// `matrix` and lives as long.
//
// # Safety
// `matrix` is NULL or live.
const struct apptunnel_report *apptunnel_handshake_matrix_report(const struct apptunnel_handshake_matrix *matrix);

// The whole matrix as JSON, by the published schema `handshake-matrix`. Lives as long as `matrix`.
//
// # Safety
// `matrix` is NULL or live.
struct apptunnel_text apptunnel_handshake_matrix_json(const struct apptunnel_handshake_matrix *matrix);

// The whole matrix for people: a table with a line for each client. Lives as long as `matrix`.
//
// # Safety
// `matrix` is NULL or live.
struct apptunnel_text apptunnel_handshake_matrix_text(const struct apptunnel_handshake_matrix *matrix);

// Frees a matrix. NULL is allowed.
//
// # Safety
// `matrix` is NULL or live, and is not used afterwards.
void apptunnel_handshake_matrix_free(struct apptunnel_handshake_matrix *matrix);

// A server with nothing selected, of whose key and groups nothing is known. NULL if the library failed.
//
// The caller frees it with `apptunnel_tls_server_free`.
struct apptunnel_tls_server *apptunnel_tls_server_new(void);

// Selects what a JSON object says, and nothing else: `protocols` is an array of Java names and `suites` one of names of cipher
// suites, the preferred first. It has the form of `incoming` and `outgoing` in a profile.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `selection` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_tls_server_set_selection(struct apptunnel_tls_server *server,
                                                         const char *selection,
                                                         size_t length,
                                                         struct apptunnel_error **error);

// Selects one protocol version more, by its Java name such as `TLSv1.2`.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `version` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_tls_server_add_protocol(struct apptunnel_tls_server *server,
                                                        const char *version,
                                                        size_t length,
                                                        struct apptunnel_error **error);

// Selects one cipher suite more, by its number in IANA's registry. The first is the preferred one.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_tls_server_add_suite(struct apptunnel_tls_server *server,
                                                     uint16_t suite,
                                                     struct apptunnel_error **error);

// Selects every strong cipher suite that one of the selected protocol versions can use, and no other suite.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_tls_server_select_strong(struct apptunnel_tls_server *server,
                                                         struct apptunnel_error **error);

// Says what key the certificate has, where no more is known of it: `RSA-2048` or another number, `EC-P256`, `EC-P384`,
// `EC-P521`, `Ed25519`, `RSASSA-PSS-2048`, or the OID of another algorithm.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `key_type` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_tls_server_set_key_type(struct apptunnel_tls_server *server,
                                                        const char *key_type,
                                                        size_t length,
                                                        struct apptunnel_error **error);

// Says which certificate it shows, whose key usage clients check too. The certificate may be freed afterwards.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `leaf` is NULL or live.
enum apptunnel_status apptunnel_tls_server_set_leaf(struct apptunnel_tls_server *server,
                                                    const struct apptunnel_certificate *leaf,
                                                    struct apptunnel_error **error);

// Says that it accepts one group more for the exchange of keys, by its number in IANA's registry. The first is the preferred
// one. With none, its groups are not known and count as any that a client offers.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_tls_server_add_group(struct apptunnel_tls_server *server,
                                                     uint16_t group,
                                                     struct apptunnel_error **error);

// Says whose order decides: `APPTUNNEL_PREFERENCE_CLIENT`, as at first, or `APPTUNNEL_PREFERENCE_SERVER`.
//
// # Safety
// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_tls_server_set_preference(struct apptunnel_tls_server *server,
                                                          uint32_t preference,
                                                          struct apptunnel_error **error);

// What is selected, as JSON of the form that `apptunnel_tls_server_set_selection` takes.
//
// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_tls_server_selection_json(const struct apptunnel_tls_server *server,
                                                          struct apptunnel_string **out,
                                                          struct apptunnel_error **error);

// Checks what is selected, against the key too if that is known. Findings have the JSON pointers of the selection.
//
// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_tls_server_check(const struct apptunnel_tls_server *server,
                                                 struct apptunnel_report **out,
                                                 struct apptunnel_error **error);

// What is worth knowing of the server although connections come about, whichever client it is. The key or the certificate
// has to be set.
//
// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_tls_server_advice(const struct apptunnel_tls_server *server,
                                                  struct apptunnel_report **out,
                                                  struct apptunnel_error **error);

// Lets it negotiate with every Apple client. The key or the certificate has to be set.
//
// On success `*out` is a matrix that the caller frees with `apptunnel_handshake_matrix_free`. Otherwise `*out` is left alone, and if
// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_tls_server_negotiate(const struct apptunnel_tls_server *server,
                                                     struct apptunnel_handshake_matrix **out,
                                                     struct apptunnel_error **error);

// Frees a server. NULL is allowed.
//
// # Safety
// `server` is NULL or live, and is not used afterwards.
void apptunnel_tls_server_free(struct apptunnel_tls_server *server);

// The number of cipher suites that the library knows.
size_t apptunnel_tls_suite_count(void);

// The number of a cipher suite in IANA's registry TLS Cipher Suites. 0 if there is no such index.
uint16_t apptunnel_tls_suite(size_t index);

// The number of the cipher suite with this name of IANA, OpenSSL or JSSE, in upper or lower case. 0 if there is none.
//
// # Safety
// `name` points to `length` bytes, or is NULL and the length is 0.
uint16_t apptunnel_tls_suite_find(const char *name, size_t length);

// The IANA name of the cipher suite with this number. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_name(uint16_t suite);

// OpenSSL's name of it. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_openssl_name(uint16_t suite);

// The first protocol version that can use it, such as `TLSv1.2`. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_first_version(uint16_t suite);

// The last protocol version that can use it. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_last_version(uint16_t suite);

// How the two sides agree on a secret: `any` in TLS 1.3, `dhe`, `ecdh`, `ecdhe` or `rsa`. NULL if the library does not know it.
// Lives for ever.
struct apptunnel_text apptunnel_tls_suite_key_exchange(uint16_t suite);

// By which kind of key the server authenticates: `any` in TLS 1.3, `anonymous`, `dss`, `ecdsa` or `rsa`. NULL if the library
// does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_authentication(uint16_t suite);

// How records are encrypted, such as `AES_128_GCM`. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_cipher(uint16_t suite);

// How the integrity of records is kept: `aead`, `md5`, `sha1`, `sha256` or `sha384`. NULL if the library does not know it.
// Lives for ever.
struct apptunnel_text apptunnel_tls_suite_mac(uint16_t suite);

// How good it is, by this library's own policy: `strong`, `weak` or `broken`. NULL if the library does not know it. Lives for
// ever.
struct apptunnel_text apptunnel_tls_suite_strength(uint16_t suite);

// Why, as the end of a sentence. NULL if the library does not know it. Lives for ever.
struct apptunnel_text apptunnel_tls_suite_reason(uint16_t suite);

// Whether what was recorded stays secret when the certificate's key becomes known. False if the library does not know it.
bool apptunnel_tls_suite_is_forward_secret(uint16_t suite);

// Whether a server with a key of this type, such as `RSA-2048` or `EC-P256`, can use it. False if the library does not know
// the suite or the type.
//
// # Safety
// `key_type` points to `length` bytes, or is NULL and the length is 0.
bool apptunnel_tls_suite_fits(uint16_t suite,
                              const char *key_type,
                              size_t length);

// Options for a TLS server certificate, with nothing else known. NULL if the library failed.
//
// The caller frees them with `apptunnel_upload_options_free`.
struct apptunnel_upload_options *apptunnel_upload_options_new(void);

// Says which store the file goes into: `APPTUNNEL_STORE_TLS_SERVER` or `APPTUNNEL_STORE_GROUP`.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_upload_options_set_store(struct apptunnel_upload_options *options,
                                                         uint32_t store,
                                                         struct apptunnel_error **error);

// Says by which name devices reach the Sentry: a DNS name or an IP address in UTF-8. NULL with length 0: not known.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `name` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_upload_options_set_server_name(struct apptunnel_upload_options *options,
                                                               const char *name,
                                                               size_t length,
                                                               struct apptunnel_error **error);

// Asks for a warning of certificates with no more than this many days left.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_upload_options_set_expires_within_days(struct apptunnel_upload_options *options,
                                                                       uint32_t days,
                                                                       struct apptunnel_error **error);

// Says whose rules decide: a system and its release, such as `ios:18.4`. Without, the newest iOS that is known.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `release` points to `length` bytes, or is NULL and the length is 0.
enum apptunnel_status apptunnel_upload_options_set_release(struct apptunnel_upload_options *options,
                                                           const char *release,
                                                           size_t length,
                                                           struct apptunnel_error **error);

// Says how the devices came to trust the roots: `APPTUNNEL_ORIGIN_SYSTEM`, `_USER` or `_APP`. Without, Apple's store or, for
// what is not there, MDM.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_upload_options_set_origin(struct apptunnel_upload_options *options,
                                                          uint32_t origin,
                                                          struct apptunnel_error **error);

// Limits the work of the check. The budget may be freed afterwards.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `budget` is NULL or live.
enum apptunnel_status apptunnel_upload_options_set_budget(struct apptunnel_upload_options *options,
                                                          const struct apptunnel_budget *budget,
                                                          struct apptunnel_error **error);

// Adds a certificate to the roots that the devices have. It may be freed afterwards.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `anchor` is NULL or live.
enum apptunnel_status apptunnel_upload_options_add_anchor(struct apptunnel_upload_options *options,
                                                          const struct apptunnel_certificate *anchor,
                                                          struct apptunnel_error **error);

// Adds every certificate of a bundle to the roots that the devices have. The bundle may be freed afterwards.
//
// # Safety
// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
// `anchors` is NULL or live.
enum apptunnel_status apptunnel_upload_options_add_anchors(struct apptunnel_upload_options *options,
                                                           const struct apptunnel_bundle *anchors,
                                                           struct apptunnel_error **error);

// Frees options. NULL is allowed.
//
// # Safety
// `options` is NULL or live, and is not used afterwards.
void apptunnel_upload_options_free(struct apptunnel_upload_options *options);

// Checks an opened file at one instant, in seconds since 1970-01-01T00:00:00Z.
//
// `options` may be NULL: a TLS server certificate with nothing else known. On success `*out` is a report that the
// caller frees with `apptunnel_report_free`; whether the file may be used is in the report. Otherwise `*out` is left
// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `bundle` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_upload_check(const struct apptunnel_bundle *bundle,
                                             const struct apptunnel_upload_options *options,
                                             int64_t at,
                                             struct apptunnel_report **out,
                                             struct apptunnel_error **error);

// What every release of one of Apple's systems says of the chain of an opened file at one instant, as JSON by the published
// schema `trust-matrix`. The system is that of the options' release.
//
// `options` may be NULL. On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out`
// is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`; so it
// is for a file without a certificate for a server.
//
// # Safety
// `bundle` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_upload_matrix(const struct apptunnel_bundle *bundle,
                                              const struct apptunnel_upload_options *options,
                                              int64_t at,
                                              struct apptunnel_string **out,
                                              struct apptunnel_error **error);

// Version of the library, such as `0.1.0`, terminated by NUL. Lives for ever.
const char *apptunnel_version(void);

// Version of the C ABI that the library was built with. Compare it with `APPTUNNEL_ABI_VERSION` of the header.
uint32_t apptunnel_abi_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#ifdef __clang__
#pragma clang attribute pop
#endif
