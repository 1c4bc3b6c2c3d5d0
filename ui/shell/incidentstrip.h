// SPDX-License-Identifier: GPL-3.0-or-later
// Running incidents as chips under the top bar, wherever the person is; takes no room while there is none.
#pragma once

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace muster::ui {

class ChipLabel;

struct IncidentChip
{
    QString key;   ///< comes back with chosen()
    QString text;  ///< "SEV1 Checkout down · update in 04:12"
    QString badge; ///< a channel of Theme::badge
    QString icon;  ///< the shape that goes with it
    bool operator==(const IncidentChip &) const = default;
};

class IncidentStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit IncidentStrip(QWidget *parent = nullptr);

    /// Chips of the same keys in the same order change their text in place: nothing jumps under the pointer.
    void setChips(const std::vector<IncidentChip> &chips);

signals:
    void chosen(const QString &key);

private:
    QHBoxLayout *m_row = nullptr;
    std::vector<std::pair<QString, ChipLabel *>> m_chips;
};

} // namespace muster::ui
