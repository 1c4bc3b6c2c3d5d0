// SPDX-License-Identifier: GPL-3.0-or-later
// One clock for each audience: when it was told last, when it hears next, and the way to write to it; and the
// clock of the executive brief. Window thread.
#pragma once

#include "ui/incident/roomview.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace muster::ui {

class ElidedLabel;
class ToneLabel;

class CadencePanel final : public QWidget
{
    Q_OBJECT
public:
    explicit CadencePanel(QWidget *parent = nullptr);

    void present(const RoomView &view);
    void tick(const RoomView &view);
    void clear();

signals:
    void writeWanted(const QString &audience);
    void briefWanted();

private:
    struct Line
    {
        QString audience; ///< or "brief"
        ElidedLabel *last = nullptr;
        ToneLabel *due = nullptr;
    };
    void build(const RoomView &view);
    QPushButton *addLine(QVBoxLayout &column, const QString &key, const QString &name,
                         const QString &accessible);

    QStringList m_audiences;
    std::vector<Line> m_lines;
    QVBoxLayout *m_column;
    QWidget *m_list = nullptr, *m_brief = nullptr;
    ToneLabel *m_kept = nullptr;
};

} // namespace muster::ui
