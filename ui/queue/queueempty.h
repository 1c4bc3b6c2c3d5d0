// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in place of the table while there is nothing in it: why, and the next step. Window thread;
// owned by the queue page.
#pragma once

#include <QWidget>

namespace muster::ui {

class EmptyState;

class QueueEmpty final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind : quint8
    {
        Loading,
        Failed,
        NoTickets,
        AllDone,
        NothingFits,
        NothingFitsMistaken ///< and a part of the filter is not understood
    };

    explicit QueueEmpty(QWidget *parent = nullptr);
    /// `detail` is the error's sentence, or the filter that nothing fits.
    void present(Kind kind, const QString &detail = {});
    Kind kind() const { return m_kind; }

signals:
    void stepWanted(const QString &actionId);

private:
    void addStep(const QString &text, const QString &actionId);

    Kind m_kind = Kind::Loading;
    QString m_detail;
    EmptyState *m_state;
};

} // namespace muster::ui
