// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/incidentstrip.h"

#include "ui/theme/theme.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/layouts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {

IncidentStrip::IncidentStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"incidentStrip"_s);
    setAccessibleName(tr("Running incidents"));
    m_row = rowLayout(this, Theme::gap);
    m_row->setContentsMargins(16, 6, 16, 6);
    m_row->addStretch(1);
    hide();
}

void IncidentStrip::setChips(const std::vector<IncidentChip> &chips)
{
    const bool same = std::equal(chips.begin(), chips.end(), m_chips.begin(), m_chips.end(),
                                 [](const IncidentChip &a, const auto &b) { return a.key == b.first; });
    if (!same) {
        for (const auto &[key, chip] : m_chips)
            chip->deleteLater();
        m_chips.clear();
        for (const IncidentChip &chip : chips) {
            auto *label = new ChipLabel(chip.text, chip.badge, chip.icon, this);
            label->setObjectName(u"incident."_s + chip.key);
            label->setClickable(true);
            connect(label, &ChipLabel::clicked, this, [this, key = chip.key] { emit chosen(key); });
            m_row->insertWidget(int(m_chips.size()), label);
            m_chips.emplace_back(chip.key, label);
        }
    }
    for (size_t i = 0; i < chips.size(); ++i)
        m_chips[i].second->setChip(chips[i].text, chips[i].badge, chips[i].icon);
    setVisible(!chips.empty());
}

} // namespace muster::ui
