/* Reads a file into memory, for the examples. */

#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct file {
    uint8_t *data;
    size_t length;
};

/* 0, or -1 if the file cannot be read. `free` its data in both cases. */
static inline int read_file(const char *path, struct file *file)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        perror(path);
        return -1;
    }
    size_t room = 0;
    for (;;) {
        if (file->length == room) {
            room = room == 0 ? 65536 : room * 2;
            uint8_t *larger = realloc(file->data, room);
            if (larger == NULL) {
                break;
            }
            file->data = larger;
        }
        const size_t got = fread(file->data + file->length, 1, room - file->length, stream);
        if (got == 0) {
            break;
        }
        file->length += got;
    }
    const int failed = ferror(stream) || file->length == room;
    fclose(stream);
    return failed ? -1 : 0;
}
