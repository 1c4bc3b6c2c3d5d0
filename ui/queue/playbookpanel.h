// SPDX-License-Identifier: GPL-3.0-or-later
// The playbook of a ticket's priority as a list to tick off: whose each step is, until when, what did it, and
// the way to do it. Space ticks, Up and Down move, Right does what the program can do. Window thread.
#pragma once

#include "models/views/playbooktext.h"

#include <QScrollArea>

class QVBoxLayout;

namespace muster::ui {

class PlaybookPanel final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PlaybookPanel(QWidget *parent = nullptr);
    ~PlaybookPanel() override;

    void present(std::vector<views::StepLine> lines);
    /// To the first step that is to be done; to the panel itself where there is none.
    void takeFocus();

signals:
    void tickWanted(const QString &step, bool done);
    void doWanted(const QString &step);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Row;
    void build();
    void buildRow(QVBoxLayout &column, const views::StepLine &line);
    void show(const Row &row, const views::StepLine &line);
    void moveFrom(const QObject *box, int by);

    std::vector<views::StepLine> m_lines;
    std::vector<Row> m_rows;
};

} // namespace muster::ui
