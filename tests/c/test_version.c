#include "apptunnel_test.h"

#include <stdio.h>

void test_version(void)
{
    CHECK_EQUAL(apptunnel_abi_version(), APPTUNNEL_ABI_VERSION);

    unsigned parts[3] = {0};
    char rest = '\0';
    CHECK_EQUAL(sscanf(apptunnel_version(), "%u.%u.%u%c", &parts[0], &parts[1], &parts[2], &rest), 3);
    CHECK_EQUAL(parts[0], APPTUNNEL_VERSION_MAJOR);
    CHECK_EQUAL(parts[1], APPTUNNEL_VERSION_MINOR);
    CHECK_EQUAL(parts[2], APPTUNNEL_VERSION_PATCH);
    CHECK(apptunnel_version() == apptunnel_version());
}
