// SPDX-License-Identifier: GPL-3.0-or-later
// A person who agrees to everything and has one place for files.
#pragma once

#include "ui/widgets/dialogs.h"

namespace muster::test {

/// Answers every question with yes, and with the path it was given.
struct Answers final : ui::Dialogs
{
    QString path, asked; ///< `asked`: the title of the last question
    void confirm(const ui::Question &question, std::function<void(bool yes)> then) override
    {
        asked = question.title;
        then(true);
    }
    void openFile(const ui::FileQuestion &, std::function<void(const QString &path)> then) override
    {
        then(path);
    }
    void saveFile(const ui::FileQuestion &, std::function<void(const QString &path)> then) override
    {
        then(path);
    }
};

} // namespace muster::test
