/* apptunnel: reads any uploaded certificate file and says whether Apple devices will trust it.
 * SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * Handles are pointers to opaque types. A function that gives one says which function frees it; that takes NULL. A text is
 * lent: it belongs to the handle it was asked of, and is gone with it. A pointer to const is not changed. Calls that can
 * fail return a status, and write their result only if that is apptunnel_status_Ok; a status says whether the call
 * worked, and a report what is wrong with a certificate. No function keeps a pointer it was passed.
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

// The file is uploaded as TLS server certificate of the Sentry.
#define APPTUNNEL_PURPOSE_TLS_SERVER 0

// The file is uploaded as group certificate.
#define APPTUNNEL_PURPOSE_GROUP 1

// Version of the C ABI. Goes up when a function is removed or changed.
#define APPTUNNEL_ABI_VERSION 1

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
  // The file is encrypted and the password does not fit.
  apptunnel_status_WrongPassword = 10,
  // The file is encrypted and no password was given.
  apptunnel_status_PasswordRequired = 11,
  // The file uses an algorithm that the library does not know.
  apptunnel_status_UnsupportedAlgorithm = 12,
  // The file is damaged.
  apptunnel_status_Corrupt = 13,
  // The file is of another kind.
  apptunnel_status_NotACertificateFile = 14,
  // The file asks for more work or memory than allowed.
  apptunnel_status_LimitExceeded = 15,
  // The file is empty.
  apptunnel_status_Empty = 16,
} apptunnel_status;

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
  // One certificate of the file.
  apptunnel_subject_Certificate = 2,
  // The private key of the file.
  apptunnel_subject_PrivateKey = 3,
  // A part of the file that was not taken.
  apptunnel_subject_Block = 4,
  // A field of what was asked for.
  apptunnel_subject_Field = 5,
} apptunnel_subject;

// A certificate file, opened. Immutable; may be used by several threads at once.
typedef struct apptunnel_bundle apptunnel_bundle;

// Why a call failed. Immutable; may be used by several threads at once.
typedef struct apptunnel_error apptunnel_error;

typedef struct Kind Kind;

// The answer to a check. Immutable; may be used by several threads at once.
typedef struct apptunnel_report apptunnel_report;

// How requests are spread over the servers of a list. Services of TCP take turns in any case.
typedef struct Scheduling Scheduling;

// The type of a service.
typedef struct ServiceType ServiceType;

// Which of the two stores.
//
// ```
// use apptunnel::fleet::Store;
//
// assert_eq!(Store::Group.label(), "Group Certificates");
// ```
typedef struct Store Store;

// What an uploaded file is for. May be used by several threads at once, but not while one of them changes it.
typedef struct apptunnel_upload_context apptunnel_upload_context;

// A field of an identity certificate that names its user.
typedef struct UpnField UpnField;

// UTF-8 text that belongs to the handle it was asked of and lives as long as that. Not terminated by NUL.
typedef struct apptunnel_text {
  // First byte. NULL if there is no such text.
  const char *data;
  // Length in bytes.
  size_t length;
} apptunnel_text;



















#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Opens a certificate file by its content: .p12, .pfx, .p7b, .pem, .der, .crt or .cer.
//
// `password` is UTF-8. NULL with length 0 is no password; not NULL with length 0 is the empty password. File and
// password are copied as far as they are needed; the copy of the password is wiped.
//
// On success `*out` is a bundle that the caller frees with `apptunnel_bundle_free`. Otherwise `*out` is left alone,
// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `file` points to `file_length` bytes and `password` to `password_length` bytes, or they are NULL and the length is
// 0. `out` points to memory for one pointer; `error` does too, or is NULL.
enum apptunnel_status apptunnel_bundle_open(const uint8_t *file,
                                            size_t file_length,
                                            const char *password,
                                            size_t password_length,
                                            struct apptunnel_bundle **out,
                                            struct apptunnel_error **error);

// The number of certificates in the file, duplicates included. 0 if `bundle` is NULL.
//
// # Safety
// `bundle` is NULL or a bundle that was not freed.
size_t apptunnel_bundle_certificate_count(const struct apptunnel_bundle *bundle);

// Frees a bundle. NULL is allowed.
//
// # Safety
// `bundle` is NULL or a bundle that was not freed, and is not used afterwards.
void apptunnel_bundle_free(struct apptunnel_bundle *bundle);

// The status of the call that failed. `apptunnel_status_NullArgument` if `error` is NULL.
//
// # Safety
// `error` is NULL or an error that was not freed.
enum apptunnel_status apptunnel_error_status(const struct apptunnel_error *error);

// Stable name of what went wrong, such as `wrong-password`. Lives as long as `error`.
//
// # Safety
// `error` is NULL or an error that was not freed.
struct apptunnel_text apptunnel_error_kind(const struct apptunnel_error *error);

// What is wrong, where, and what to do, for people. Lives as long as `error`.
//
// # Safety
// `error` is NULL or an error that was not freed.
struct apptunnel_text apptunnel_error_message(const struct apptunnel_error *error);

// Frees an error. NULL is allowed.
//
// # Safety
// `error` is NULL or an error that was not freed, and is not used afterwards.
void apptunnel_error_free(struct apptunnel_error *error);

// Whether no finding is an error. False if `report` is NULL.
//
// # Safety
// `report` is NULL or a report that was not freed.
bool apptunnel_report_is_accepted(const struct apptunnel_report *report);

// The number of findings. 0 if `report` is NULL.
//
// # Safety
// `report` is NULL or a report that was not freed.
size_t apptunnel_report_finding_count(const struct apptunnel_report *report);

// How bad the finding is. `apptunnel_severity_None` if there is no such finding.
//
// # Safety
// `report` is NULL or a report that was not freed.
enum apptunnel_severity apptunnel_report_finding_severity(const struct apptunnel_report *report, size_t index);

// The stable name of the rule, such as `upload.no-chain`. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_code(const struct apptunnel_report *report, size_t index);

// Whose rule it is, such as `ivanti-table`, `apple-ht210176`, `apple-source` or `library`; more may come. Lives as long as
// `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_basis(const struct apptunnel_report *report,
                                                     size_t index);

// How sure the library is of the rule: `certain`, `probable`, `documented`, `observed`, `recalled` or `decided`; more may
// come. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_certainty(const struct apptunnel_report *report,
                                                         size_t index);

// What is wrong, in one sentence. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_message(const struct apptunnel_report *report, size_t index);

// What to do about it, in one sentence. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_remedy(const struct apptunnel_report *report, size_t index);

// Where the rule is written down. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_reference(const struct apptunnel_report *report, size_t index);

// The index in the file of the certificate that the finding is about. -1 if it is about something else.
//
// # Safety
// `report` is NULL or a report that was not freed.
int64_t apptunnel_report_finding_certificate(const struct apptunnel_report *report, size_t index);

// What kind of thing the finding is about. `apptunnel_subject_None` if there is no such finding.
//
// # Safety
// `report` is NULL or a report that was not freed.
enum apptunnel_subject apptunnel_report_finding_subject(const struct apptunnel_report *report, size_t index);

// Which one the finding is about: the SHA-256 of a certificate in lower-case hex, the description of a block, or the JSON
// pointer of a field. NULL if the kind says it all. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_finding_subject_name(const struct apptunnel_report *report,
                                                            size_t index);

// The whole report as JSON, by the published schema. Lives as long as `report`.
//
// # Safety
// `report` is NULL or a report that was not freed.
struct apptunnel_text apptunnel_report_json(const struct apptunnel_report *report);

// Frees a report. NULL is allowed.
//
// # Safety
// `report` is NULL or a report that was not freed, and is not used afterwards.
void apptunnel_report_free(struct apptunnel_report *report);

// A context for a TLS server certificate, with nothing else known. NULL if memory for it cannot be had.
//
// The caller frees it with `apptunnel_upload_context_free`.
struct apptunnel_upload_context *apptunnel_upload_context_new(void);

// Says what the file is uploaded as: `APPTUNNEL_PURPOSE_TLS_SERVER` or `APPTUNNEL_PURPOSE_GROUP`.
//
// # Safety
// `context` is a context that was not freed that no other thread uses. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_upload_context_set_purpose(struct apptunnel_upload_context *context,
                                                           uint32_t purpose,
                                                           struct apptunnel_error **error);

// Says by which name devices reach the Sentry: a DNS name or an IP address in UTF-8. NULL with length 0: not known.
//
// # Safety
// `context` is a context that was not freed that no other thread uses. `name` points to `length` bytes, or is NULL and the length
// is 0. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_upload_context_set_server_name(struct apptunnel_upload_context *context,
                                                               const char *name,
                                                               size_t length,
                                                               struct apptunnel_error **error);

// Asks for a warning of certificates with no more than this many days left.
//
// # Safety
// `context` is a context that was not freed that no other thread uses. `error` points to memory for one pointer, or is NULL.
enum apptunnel_status apptunnel_upload_context_set_expires_within_days(struct apptunnel_upload_context *context,
                                                                       uint32_t days,
                                                                       struct apptunnel_error **error);

// Adds every certificate of a bundle to the roots that the devices have. The bundle may be freed afterwards.
//
// # Safety
// `context` is a context that was not freed that no other thread uses, `anchors` a bundle that was not freed. `error` points to memory for one
// pointer, or is NULL.
enum apptunnel_status apptunnel_upload_context_add_anchors(struct apptunnel_upload_context *context,
                                                           const struct apptunnel_bundle *anchors,
                                                           struct apptunnel_error **error);

// Frees a context. NULL is allowed.
//
// # Safety
// `context` is NULL or a context that was not freed, and is not used afterwards.
void apptunnel_upload_context_free(struct apptunnel_upload_context *context);

// Checks an opened file at one instant, in seconds since 1970-01-01T00:00:00Z.
//
// `context` may be NULL: a TLS server certificate with nothing else known. On success `*out` is a report that the
// caller frees with `apptunnel_report_free`; whether the file may be used is in the report. Otherwise `*out` is left
// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
//
// # Safety
// `bundle` is a bundle that was not freed and `context` a context that was not freed or NULL. `out` points to memory for one pointer; `error`
// does too, or is NULL.
enum apptunnel_status apptunnel_upload_check(const struct apptunnel_bundle *bundle,
                                             const struct apptunnel_upload_context *context,
                                             int64_t at,
                                             struct apptunnel_report **out,
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
