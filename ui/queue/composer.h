// SPDX-License-Identifier: GPL-3.0-or-later
// Where a reply, an internal note, or what a customer said elsewhere is written. Each ticket's drafts are
// kept on disk while one types; what could not be sent stays in the field. Window thread; owned by the detail
// panel.
#pragma once

#include "models/views/desk.h"

#include <QWidget>

class QPushButton;
class QPlainTextEdit;
class QTabBar;

namespace muster::ui {

class DraftKeeper;
class ToneLabel;
class WhenField;

class Composer final : public QWidget
{
    Q_OBJECT
public:
    enum class Mode : quint8
    {
        Reply,
        Note,
        Customer
    };

    explicit Composer(views::Desk &desk, QWidget *parent = nullptr);
    ~Composer() override;

    /// Turns to another ticket; drafts of both are kept. A null id empties it.
    void setTicket(TicketId ticket);
    void setContact(const QString &name) { m_contact = name; } ///< whose words "From customer" holds
    void compose(Mode mode);                                   ///< and takes the focus
    /// Opens the field that says when it happened, or leaves it again.
    void turnWhen();
    void tick(Instant now);
    Mode mode() const;
    /// An acknowledgement for the person to read over; an own draft is not overwritten.
    void prefill(const QString &text);
    void send(std::optional<ticket::Status> then = std::nullopt);
    bool isEmpty() const;

signals:
    void edited(bool isEmpty); ///< by the person who sits here
    void sent(const muster::views::Receipt &receipt);
    void thenWanted(); ///< asks which status is to follow the reply
    void acknowledgementWanted();
    void left(); ///< Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString draftKey() const;
    bool isBusy() const { return !m_sending.isEmpty() && m_sending == draftKey(); }
    void turnMode();
    void restore();
    void typed();
    void showState();
    void fillIn(const QByteArray &draft);
    void closeWhen();
    /// When it happened; null where nothing is said about it. Not understood: tells so and is BadInput.
    Result<std::optional<Instant>> occurredAt();
    ticket::TicketCommand command(std::optional<ticket::Status> then) const;

    views::Desk &m_desk;
    DraftKeeper *m_keeper;
    QTabBar *m_tabs;
    QPlainTextEdit *m_edit;
    QPushButton *m_send, *m_then, *m_acknowledge;
    WhenField *m_when;
    ToneLabel *m_note;
    TicketId m_ticket;
    QString m_contact;
    bool m_acknowledgement = false, m_filling = false;
    QString m_sending; ///< the draft that is on its way to the disk
};

} // namespace muster::ui
