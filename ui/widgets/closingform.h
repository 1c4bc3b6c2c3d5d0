// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for root cause, workaround (where there is one) and prevention before a ticket closes, and names what
// is missing. Lies over the page; its draft is kept. Window thread;
// owned by the queue page.
#pragma once

#include "models/views/desk.h"
#include "ui/widgets/overlayframe.h"

#include <QPointer>

#include <functional>

class QPushButton;
class QPlainTextEdit;

namespace muster::ui {

class DraftKeeper;
class ToneLabel;

class ClosingForm final : public OverlayFrame
{
    Q_OBJECT
public:
    using Done = std::function<void(const ticket::ClosingNote &note)>;

    ClosingForm(views::Desk &desk, QWidget *host);

    /// `draftKey` tells whose note this is; `required` is the policy's word.
    void open(const QString &title, const QString &draftKey, bool required, Done done);
    void close();
    bool isOpen() const { return isVisible(); }
    ticket::ClosingNote note() const;
    QStringList missing() const;
    /// Once the ticket is closed: the draft is no longer needed.
    void forget();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPlainTextEdit *addField(const QString &key, const QString &name, const QString &hint);
    void finish();
    void place();
    void restore();
    void typed();

    QWidget *m_host;
    DraftKeeper *m_keeper;
    ToneLabel *m_title, *m_missing;
    QPlainTextEdit *m_cause, *m_workaround, *m_prevention;
    QPushButton *m_close;
    Done m_done;
    QPointer<QWidget> m_before;
    bool m_required = true;
};

} // namespace muster::ui
