// SPDX-License-Identifier: GPL-3.0-or-later
// A line edit that underlines the stretches of its text that are not understood. Window thread.
#pragma once

#include "models/views/filterquery.h"

#include <QLineEdit>

namespace muster::ui {

class FilterEdit final : public QLineEdit
{
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;
    void setProblems(const std::vector<views::FilterProblem> &problems);

private:
    std::vector<views::FilterProblem> m_problems;
};

} // namespace muster::ui
