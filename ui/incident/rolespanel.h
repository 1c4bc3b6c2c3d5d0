// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds which role of an incident; a required role that nobody holds is the loudest line. Window thread.
#pragma once

#include "ui/incident/roomview.h"

#include <QWidget>

class QVBoxLayout;

namespace muster::ui {

class RolesPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit RolesPanel(QWidget *parent = nullptr);

    void present(const RoomView &view);
    void clear();

signals:
    void takeWanted(const QString &role);        ///< by who sits here
    void assignWanted(const QString &role);      ///< to somebody who is still to be chosen
    void acknowledgeWanted(const QString &role); ///< of a hand-over to who sits here

private:
    struct Line
    {
        QString role, name, duty, holder, awaited;
        bool isRequired = false, isMine = false, awaitsMe = false;
        bool operator==(const Line &) const = default;
    };
    static std::vector<Line> linesOf(const RoomView &view);
    void build();
    void addLine(const Line &line, QVBoxLayout &column);

    std::vector<Line> m_lines;
    QStringList m_warnings;
    bool m_all = false; ///< also the roles that nobody needs now
    QVBoxLayout *m_column;
    QWidget *m_list = nullptr;
};

} // namespace muster::ui
