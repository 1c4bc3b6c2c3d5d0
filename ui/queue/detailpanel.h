// SPDX-License-Identifier: GPL-3.0-or-later
// One ticket in full: head, clocks with their reasons, conversation, history, fields, and where one writes.
// Asks the desk again when the ticket changes; a late answer to an old question is dropped. Window thread;
// owned by the page.
#pragma once

#include "models/views/desk.h"

#include <QTimer>
#include <QWidget>

class QTabWidget;

namespace muster::ui {

class ClocksPanel;
class Composer;
class ConversationView;
class FieldsForm;
class HistoryView;
class KnownPanel;
class IconLabel;
class PlaybookPanel;
class TicketHeader;
class ToneLabel;

class DetailPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit DetailPanel(views::Desk &desk, QWidget *parent = nullptr);

    void open(TicketId ticket);
    /// Marks the words that found this ticket in its conversation, until another one is opened.
    void showWords(const QString &words);
    void reload();
    void showNewest(); ///< reads it again and goes to the end of the conversation
    void tick(Instant now);
    TicketId ticket() const { return m_ticket; }
    /// Null until the desk answered.
    const views::TicketDetail *detail() const { return m_detail ? &*m_detail : nullptr; }
    Composer &composer() const { return *m_composer; }
    TicketHeader &header() const { return *m_header; }
    KnownPanel &known() const { return *m_known; }
    void showKnown();           ///< goes to what is known already of it
    FactId chosenEntry() const; ///< in the history, while one is in there; null otherwise
    void takeFocus();
    /// Goes to the first step that is to be done, once the desk has answered.
    void showPlaybook();
    /// Where it is not in the list beside, a line says so: commands still mean this ticket.
    void setInView(bool isInView);
    void acknowledge(const QString &agentName);

signals:
    void loaded();
    void fieldsWanted(const muster::ticket::FieldsChanged &fields);
    void stepTickWanted(const QString &step, bool done);
    void stepWanted(const QString &step); ///< what the program can do for it
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void ask();
    void present(const views::TicketDetail &detail);
    QWidget *buildNextStep();
    void presentPlaybook(Instant now);
    void presentIssue();

    views::Desk &m_desk;
    TicketId m_ticket;
    std::optional<views::TicketDetail> m_detail;
    quint64 m_question = 0;
    QTimer m_wait; ///< j held down must not ask for every ticket on the way
    bool m_acknowledgeWhenLoaded = false, m_playbookWhenLoaded = false;
    QString m_agentName;
    TicketHeader *m_header;
    ToneLabel *m_trouble, *m_outOfView;
    ClocksPanel *m_clocks;
    ConversationView *m_conversation;
    HistoryView *m_history;
    FieldsForm *m_fields;
    PlaybookPanel *m_playbook;
    KnownPanel *m_known;
    ToneLabel *m_issue; ///< the known issue that is linked or fits
    QWidget *m_next;    ///< the most pressing step, above the tabs
    IconLabel *m_nextIcon;
    ToneLabel *m_nextText;
    QTabWidget *m_tabs;
    Composer *m_composer;
};

} // namespace muster::ui
