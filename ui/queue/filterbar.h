// SPDX-License-Identifier: GPL-3.0-or-later
// The filter field with completions, what is wrong with the text explained under it, and how many tickets it
// shows. Window thread; owned by the queue page.
#pragma once

#include "models/views/filterquery.h"
#include "models/views/queuemodel.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QCompleter;
class QStringListModel;

namespace muster::ui {

class FilterEdit;
class ToneLabel;

class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(const views::QueueModel &model, QWidget *parent = nullptr);

    bool hasProblems() const; ///< something of the text is not understood and hides nothing
    QString text() const;
    void setText(const QString &text); ///< and filters at once
    void setCounts(int shown, int total);
    void takeFocus();

signals:
    void filterChanged(const QString &text, const muster::views::FilterQuery &query);
    void saveWanted();
    /// Enter, Down or Esc: the person is done typing.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void complete();

    const views::QueueModel &m_model;
    FilterEdit *m_edit;
    ToneLabel *m_problem, *m_count;
    QPushButton *m_save;
    QCompleter *m_completer;
    QStringListModel *m_completions;
    QTimer m_wait;
    QString m_applied;
};

} // namespace muster::ui
