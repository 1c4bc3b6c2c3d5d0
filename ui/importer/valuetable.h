// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the file that are no status and no priority here, with a box each for what they become. Window
// thread; owned by the import page.
#pragma once

#include "models/policy/policy.h"
#include "ui/importer/boxtable.h"
#include "ui/importer/importmap.h"

namespace muster::ui {

class ValueTable final : public BoxTable
{
    Q_OBJECT
public:
    explicit ValueTable(QWidget *parent = nullptr);
    /// What was chosen for a word that is still there stays chosen. Hidden where there is none.
    void setValues(std::vector<MappedValue> values, const std::vector<policy::Priority> &priorities);
    const std::vector<MappedValue> &values() const { return m_values; }
    bool isTouched() const; ///< something was chosen

private:
    QComboBox *boxFor(const MappedValue &value, const std::vector<policy::Priority> &priorities);

    std::vector<MappedValue> m_values;
};

} // namespace muster::ui
