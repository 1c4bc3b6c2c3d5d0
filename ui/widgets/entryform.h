// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the text of an entry right, or takes the entry's content out for good; asks why, and before a
// redaction asks twice and says what stays. Lies over the page. What could not be saved stays in the form.
// Window thread; owned by the queue page.
#pragma once

#include "models/base/id.h"
#include "ui/widgets/overlayframe.h"

#include <QPointer>

#include <functional>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class ToneLabel;

class EntryForm final : public OverlayFrame
{
    Q_OBJECT
public:
    enum class Task : quint8
    {
        Correct,
        Redact
    };
    struct Entry
    {
        FactId fact;
        QString about; ///< "Reply of Mira Okafor"
        QString when;  ///< in full: "2026-11-20 13:50:04 UTC"
        QString text;  ///< as it reads now
    };
    using Done = std::function<void(const QString &text, const QString &reason)>;

    explicit EntryForm(QWidget *host);

    /// What was typed for the same entry and not saved is there again.
    void open(Task task, const Entry &entry, Done done);
    bool isOpen() const { return isVisible(); }
    void refuse(const QString &sentence); ///< not saved; the form stays
    void finish();                        ///< saved; what was typed is no longer needed
    void close();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void submit();
    void present();
    void place();
    QString missing() const;

    QWidget *m_host;
    Task m_task = Task::Correct;
    Entry m_entry;
    Done m_done;
    ToneLabel *m_title, *m_before, *m_stays, *m_note;
    QPlainTextEdit *m_text;
    QLineEdit *m_reason;
    QPushButton *m_ok;
    QPointer<QWidget> m_focus;
    bool m_isSure = false; ///< asked once already
    bool m_isBusy = false;
};

} // namespace muster::ui
