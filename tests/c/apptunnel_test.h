/* What every test of the C ABI uses: checks, files of the checkout, threads.
 *
 * A file test_<type>.c has one `void test_<type>(void)`; the Makefile finds it, and main.c runs it. It calls every function
 * of its type: as meant, with NULL, with wrong lengths, texts, indexes and numbers, and from several threads. Where a
 * failing check makes the rest senseless, it returns. */

#pragma once

#include <apptunnel.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* 2026-06-01T00:00:00Z, when the files of examples/files have the faults they are named after. */
#define AT INT64_C(1780272000)

/* Counts a check, and says where it failed. The test goes on. */
#define CHECK(condition) test_check(condition, #condition, __FILE__, __LINE__)

/* Two integers are equal. */
#define CHECK_EQUAL(got, wanted) test_equal((long long)(got), (long long)(wanted), #got, __FILE__, __LINE__)

/* A text of the library is this string, or, for NULL, there is no text. */
#define CHECK_TEXT(got, wanted) test_text(got, wanted, #got, __FILE__, __LINE__)

/* A text of the library has this string in it. */
#define CHECK_CONTAINS(got, wanted) test_contains(got, wanted, #got, __FILE__, __LINE__)

/* Does a call that takes an error. It names its last argument `error`, which is made here:
 *
 *     WORKS(apptunnel_bundle_open(data, length, NULL, 0, NULL, &bundle, error));
 *
 * The call works and makes no error. */
#define WORKS(call)                                                                                                         \
    do {                                                                                                                    \
        apptunnel_error *test_made = NULL;                                                                                  \
        apptunnel_error **error = &test_made;                                                                               \
        const apptunnel_status test_got = (call);                                                                           \
        test_works(test_got, test_made, #call, __FILE__, __LINE__);                                                         \
    } while (0)

/* The call fails with this status: once with an error, of the same status and with a message, and once without. */
#define REFUSED(wanted, call)                                                                                               \
    do {                                                                                                                    \
        apptunnel_error *test_made = NULL;                                                                                  \
        apptunnel_error **error = &test_made;                                                                               \
        const apptunnel_status test_first = (call);                                                                         \
        test_refused(test_first, test_made, wanted, #call, __FILE__, __LINE__);                                             \
        error = NULL;                                                                                                       \
        const apptunnel_status test_second = (call);                                                                        \
        test_equal(test_second, wanted, #call " without an error", __FILE__, __LINE__);                                     \
    } while (0)

/* As two arguments: a string literal and its length. */
#define TEXT(literal) (literal), (sizeof(literal) - 1)

/* As two arguments: a text that is not UTF-8. */
#define NOT_UTF8 "a\xff", 2

struct test_file {
    uint8_t *data;
    size_t length;
};

/* A file of the checkout, by its path from there. Ends the program if it cannot be read. `free` its data. */
struct test_file test_read(const char *path);

/* The same file, opened. NULL and a failed check if it does not open. A password of NULL is none. */
apptunnel_bundle *test_open(const char *path, const char *password);

/* Whether a text of the library is this string. */
bool test_is(apptunnel_text text, const char *string);

/* Runs `body` in eight threads that begin together, each with the same argument. */
void test_threads(void (*body)(void *argument), void *argument);

/* What the macros call. */
void test_check(bool passed, const char *condition, const char *file, int line);
void test_equal(long long got, long long wanted, const char *what, const char *file, int line);
void test_text(apptunnel_text got, const char *wanted, const char *what, const char *file, int line);
void test_contains(apptunnel_text got, const char *wanted, const char *what, const char *file, int line);
void test_works(apptunnel_status got, apptunnel_error *error, const char *what, const char *file, int line);
void test_refused(apptunnel_status got, apptunnel_error *error, apptunnel_status wanted, const char *what, const char *file,
                  int line);
