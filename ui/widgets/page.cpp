// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

namespace muster::ui {

void Page::onceSeen(const std::function<void()> &run)
{
    if (isVisible())
        run();
    else
        emit raiseWanted();
}

} // namespace muster::ui
