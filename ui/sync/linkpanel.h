// SPDX-License-Identifier: GPL-3.0-or-later
// Where the exchange with the team stands: whether what one writes is safe, whether what one sees is current,
// what one can do, and the line in figures. Only shows; its buttons belong to the page. Window thread.
#pragma once

#include "models/views/linktext.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace muster::ui {

class IconLabel;
class ToneLabel;

class LinkPanel final : public QWidget
{
    Q_OBJECT
public:
    struct Buttons
    {
        QPushButton *tryNow, *join, *exportBundle, *importBundle, *refused;
    };

    explicit LinkPanel(QWidget *parent = nullptr);

    void present(const views::LinkStatus &status, Instant now, const QTimeZone &zone);
    void setRefused(qint64 count, bool isAlone); ///< entries that were set aside
    /// What came of an export or import; an empty sentence takes the line away.
    void say(const QString &sentence, bool isGood);
    const Buttons &buttons() const { return m_buttons; }

private:
    QWidget *buildButtons();
    QWidget *buildRefused();
    void showLines(const std::vector<views::LinkLine> &lines);

    IconLabel *m_icon;
    ToneLabel *m_headline, *m_written, *m_seen, *m_trouble, *m_clock, *m_outcome, *m_refused = nullptr;
    QWidget *m_lines;
    QGridLayout *m_grid;
    std::vector<std::pair<ToneLabel *, ToneLabel *>> m_rows; ///< name and value
    Buttons m_buttons{};
};

} // namespace muster::ui
