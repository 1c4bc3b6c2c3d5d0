// SPDX-License-Identifier: GPL-3.0-or-later
// The package of an escalation, written section by section over the whole window: filled from the ticket,
// with what is missing beside it. Ctrl+Enter keeps it in the record, Esc puts it off, what was typed stays;
// it is given away as PDF, Markdown or a text for a chat, to whom may see it. Window thread.
#pragma once

#include "models/views/escalationpackage.h"
#include "ui/widgets/filewriter.h"
#include "ui/widgets/overlayframe.h"

#include <QPointer>

class QComboBox;
class QListWidget;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class PackageFields;
class ToneLabel;

class PackageForm final : public OverlayFrame
{
    Q_OBJECT
public:
    PackageForm(views::Desk &desk, views::EscalationDesk &escalations, QWidget *host);

    /// How a place for a file is asked for; without it there is no saving as a file.
    void setDialogs(std::shared_ptr<Dialogs> dialogs);
    /// Asks what is known already of a ticket, and goes on with it.
    using Learn =
        std::function<void(const views::TicketDetail &, std::function<void(const views::KnownCase &)>)>;
    void setLearn(Learn learn) { m_learn = std::move(learn); }
    /// Opens with the draft, else with what was kept last, else with what the ticket says. `led` is readable.
    void open(const views::LedEscalation &led, const views::TicketDetail &detail,
              const views::KnownCase &known, const views::PersonNameOf &nameOf);
    bool isOpen() const { return isVisible(); }
    void close();

signals:
    void told(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// From the ticket as it is now, where it is the same form still.
    void fillFrom(const views::TicketDetail &detail, const views::KnownCase &known);
    using Give = void (PackageForm::*)();
    void build();
    QWidget *buildMissing();
    QWidget *buildButtons();
    void showRestriction();
    void restore();
    void changed();
    void showMissing();
    void jumpToNext();
    void take(const views::LedEscalation &changed);
    void fill();
    void keep();
    void give(Give how); ///< where whoever sits here may still see it
    void copy();
    void save();
    void writeFile(const QString &path);
    void noteGiven(const QString &form);
    QString path() const;
    void say(const QString &sentence, bool isWrong);
    void place();

    views::Desk &m_desk;
    views::EscalationDesk &m_escalations;
    QWidget *m_host;
    DraftKeeper *m_keeper;
    FileWriter m_files{nullptr};
    std::shared_ptr<Dialogs> m_dialogs;
    views::LedEscalation m_led;
    views::PackageStart m_start;
    Learn m_learn;
    views::PersonNameOf m_nameOf;
    QString m_caseNumber;
    quint64 m_opened = 0; ///< counts: an answer to a form that is gone says nothing
    bool m_isFilling = false, m_isBusy = false;
    QPointer<QWidget> m_before;
    ToneLabel *m_title, *m_restricted, *m_complete, *m_note;
    QComboBox *m_path;
    QListWidget *m_missing;
    PackageFields *m_fields;
    QWidget *m_saveButton = nullptr;
};

} // namespace muster::ui
