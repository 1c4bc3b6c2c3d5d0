// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/fault.h"

int main()
{
    return 0;
}
