/* Runs the tests of the C ABI, all or those that are named: tests [NAME...]
 *
 * Reads files by their path from the root of the checkout: run it there. */

#include "apptunnel_test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/* The Makefile defines TESTS as TEST(bundle) TEST(error) and so on, one for each file. */
#define TEST(name) void test_##name(void);
TESTS
#undef TEST

static const struct {
    const char *name;
    void (*run)(void);
} tests[] = {
#define TEST(name) {#name, test_##name},
    TESTS
#undef TEST
};

static atomic_ulong passed;
static atomic_ulong failed;

int main(int argc, char **argv)
{
    unsigned good = 0;
    unsigned bad = 0;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        bool wanted = argc < 2;
        for (int argument = 1; argument < argc; argument++) {
            wanted = wanted || strcmp(argv[argument], tests[i].name) == 0;
        }
        if (!wanted) {
            continue;
        }
        atomic_store(&passed, 0);
        atomic_store(&failed, 0);
        tests[i].run();
        printf("%-12s %5lu checks passed, %lu failed\n", tests[i].name, atomic_load(&passed), atomic_load(&failed));
        if (atomic_load(&failed) == 0 && atomic_load(&passed) > 0) {
            good++;
        } else {
            bad++;
        }
    }
    printf("%u passed, %u failed\n", good, bad);
    return good > 0 && bad == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

struct test_file test_read(const char *path)
{
    struct test_file file = {NULL, 0};
    FILE *stream = fopen(path, "rb");
    long length = -1;
    if (stream != NULL && fseek(stream, 0, SEEK_END) == 0) {
        length = ftell(stream);
        rewind(stream);
    }
    if (length >= 0) {
        file.length = (size_t)length;
        /* Exactly as long as the file, so that tools see a read behind it. */
        file.data = malloc(file.length);
    }
    if (file.data == NULL || fread(file.data, 1, file.length, stream) != file.length) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    fclose(stream);
    return file;
}

apptunnel_bundle *test_open(const char *path, const char *password)
{
    struct test_file file = test_read(path);
    apptunnel_bundle *bundle = NULL;
    WORKS(apptunnel_bundle_open(file.data, file.length, password, password == NULL ? 0 : strlen(password), NULL, &bundle, error));
    free(file.data);
    return bundle;
}

bool test_is(apptunnel_text text, const char *string)
{
    return text.data != NULL && text.length == strlen(string) && memcmp(text.data, string, text.length) == 0;
}

struct thread {
    pthread_t id;
    pthread_barrier_t *start;
    void (*body)(void *argument);
    void *argument;
};

static void *begin(void *pointer)
{
    const struct thread *thread = pointer;
    pthread_barrier_wait(thread->start);
    thread->body(thread->argument);
    return NULL;
}

void test_threads(void (*body)(void *argument), void *argument)
{
    struct thread threads[8];
    const size_t count = sizeof threads / sizeof *threads;
    pthread_barrier_t start;
    if (pthread_barrier_init(&start, NULL, (unsigned)count) != 0) {
        abort();
    }
    for (size_t i = 0; i < count; i++) {
        threads[i] = (struct thread){.start = &start, .body = body, .argument = argument};
        if (pthread_create(&threads[i].id, NULL, begin, &threads[i]) != 0) {
            abort();
        }
    }
    for (size_t i = 0; i < count; i++) {
        pthread_join(threads[i].id, NULL);
    }
    pthread_barrier_destroy(&start);
}

void test_check(bool good, const char *condition, const char *file, int line)
{
    if (good) {
        atomic_fetch_add(&passed, 1);
        return;
    }
    atomic_fetch_add(&failed, 1);
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
}

void test_equal(long long got, long long wanted, const char *what, const char *file, int line)
{
    test_check(got == wanted, what, file, line);
    if (got != wanted) {
        fprintf(stderr, "    is %lld, not %lld\n", got, wanted);
    }
}

static void show(apptunnel_text text, const char *wanted)
{
    fprintf(stderr, "    is %.*s, not %s\n", text.data == NULL ? 4 : (int)text.length, text.data == NULL ? "NULL" : text.data,
            wanted == NULL ? "NULL" : wanted);
}

void test_text(apptunnel_text got, const char *wanted, const char *what, const char *file, int line)
{
    const bool same = wanted == NULL ? got.data == NULL && got.length == 0 : test_is(got, wanted);
    test_check(same, what, file, line);
    if (!same) {
        show(got, wanted);
    }
}

void test_contains(apptunnel_text got, const char *wanted, const char *what, const char *file, int line)
{
    const size_t length = strlen(wanted);
    bool found = false;
    for (size_t i = 0; got.data != NULL && !found && i + length <= got.length; i++) {
        found = memcmp(got.data + i, wanted, length) == 0;
    }
    test_check(found, what, file, line);
    if (!found) {
        show(got, wanted);
    }
}

void test_works(apptunnel_status got, apptunnel_error *error, const char *what, const char *file, int line)
{
    test_equal(got, apptunnel_status_Ok, what, file, line);
    test_check(error == NULL, "no error is made", file, line);
    if (error != NULL) {
        show(apptunnel_error_message(error), NULL);
        apptunnel_error_free(error);
    }
}

void test_refused(apptunnel_status got, apptunnel_error *error, apptunnel_status wanted, const char *what, const char *file,
                  int line)
{
    test_equal(got, wanted, what, file, line);
    test_equal(apptunnel_error_status(error), wanted, "the status of the error", file, line);
    test_check(apptunnel_error_kind(error).length > 0, "the error has a kind", file, line);
    test_check(apptunnel_error_message(error).length > 0, "the error has a message", file, line);
    apptunnel_error_free(error);
}
