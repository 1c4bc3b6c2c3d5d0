// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/conversationview.h"

#include "models/views/casetext.h"
#include "models/views/conversationmodel.h"
#include "models/views/markedtext.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bidi.h"

#include <QEvent>
#include <QScrollBar>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

struct ConversationText
{
    Q_DECLARE_TR_FUNCTIONS(ConversationText)
};

struct Tone
{
    QColor edge, ground;
};

Tone toneOf(ticket::MessageKind kind)
{
    const Theme &look = theme();
    switch (kind) {
    case ticket::MessageKind::Customer:
        return {look.blue, look.panel};
    case ticket::MessageKind::Reply:
        return {look.green, look.panel};
    case ticket::MessageKind::Note:
        return {look.amber, look.amberFill};
    case ticket::MessageKind::AutoReply:
        return {look.grey, look.panel};
    }
    return {look.grey, look.panel};
}

QString bodyHtml(const ticket::Message &message)
{
    if (message.redacted)
        return u"<i>"_s +
               ConversationText::tr("Redacted. That it was here, and who redacted it, stays in the history.")
                   .toHtmlEscaped() +
               u"</i>"_s;
    const auto paragraph = [](const QString &text) { return text.toHtmlEscaped().replace(u'\n', u"<br>"_s); };
    QString body = paragraph(message.text);
    if (message.struckText) {
        body += u"<br><span style='color:%1'>%2 <s>%3</s></span>"_s.arg(
            theme().dim.name(), ConversationText::tr("Corrected; before:").toHtmlEscaped(),
            paragraph(*message.struckText));
    }
    return body;
}

QString blockHtml(const ticket::Message &message, Instant now)
{
    const Tone tone = toneOf(message.kind);
    QString when = views::utcAndLocal(message.at, now, localZone());
    if (!message.isImported && message.recorded - message.at > std::chrono::minutes(1))
        when += ConversationText::tr(", written down %1")
                    .arg(views::utcAndLocal(message.recorded, now, localZone()));
    const QString head = u"<b style='color:%1'>%2</b>&nbsp; %3 &nbsp;<span style='color:%4'>%5</span>"_s.arg(
        tone.edge.name(), views::messageKindTitle(message.kind).toHtmlEscaped(),
        isolated(message.from).toHtmlEscaped(), theme().dim.name(), when.toHtmlEscaped());
    return u"<table width='100%' cellspacing='0' cellpadding='0' style='margin-bottom:10px'><tr>"
           "<td width='3' bgcolor='%1'></td>"
           "<td bgcolor='%2' style='padding:4px 10px 6px 10px'>%3<br>%4</td></tr></table>"_s.arg(
               tone.edge.name(), tone.ground.name(), head, bodyHtml(message));
}

} // namespace

QString conversationHtml(const ticket::Ticket &ticket, Instant now)
{
    QString html;
    if (!ticket.description.isEmpty()) {
        ticket::Message first;
        first.kind = ticket::MessageKind::Customer;
        first.from = ticket.contactName;
        first.text = ticket.description;
        first.at = first.recorded = ticket.createdAt;
        html += blockHtml(first, now);
    }
    for (const ticket::Message &message : ticket.messages)
        html += blockHtml(message, now);
    if (html.isEmpty())
        html = u"<p style='color:%1'>%2</p>"_s.arg(
            theme().dim.name(),
            ConversationText::tr("Nothing was written yet. R replies, N adds an internal note.")
                .toHtmlEscaped());
    return html;
}

ConversationView::ConversationView(QWidget *parent) : QTextBrowser(parent)
{
    setObjectName(u"ticket.conversation"_s);
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setStyleSheet(u"QTextBrowser { border: none; }"_s); // the tabs above are frame enough
    setOpenLinks(false);
    setTabChangesFocus(true);
}

QVariant ConversationView::loadResource(int, const QUrl &)
{
    return {}; // nothing of a ticket's text is ever fetched
}

void ConversationView::present(const views::TicketDetail &detail, Instant now)
{
    const bool same = detail.ticket.id == m_ticket.id;
    if (same && detail.ticket == m_ticket)
        return;
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    const int place = verticalScrollBar()->value();
    m_ticket = detail.ticket;
    m_now = now;
    render();
    if (!same && showFirstMark())
        return;
    const bool toEnd = std::exchange(m_wantsNewest, false) || !same || atEnd;
    verticalScrollBar()->setValue(toEnd ? verticalScrollBar()->maximum() : place);
}

void ConversationView::showNewest()
{
    m_wantsNewest = true;
}

void ConversationView::clear()
{
    m_ticket = {};
    setHtml({});
}

void ConversationView::setWords(const QString &words)
{
    m_words = words;
    markWords();
    showFirstMark();
}

void ConversationView::markWords()
{
    QList<ExtraSelection> marks;
    for (const views::MarkedSpan &place : views::wordPlaces(toPlainText(), m_words)) {
        ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(int(place.at));
        mark.cursor.setPosition(int(place.at + place.length), QTextCursor::KeepAnchor);
        mark.format.setBackground(theme().mark());
        mark.format.setForeground(theme().text);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

/// A third from the top, so that what was said before it is on view; false where nothing is marked.
bool ConversationView::showFirstMark()
{
    const QList<ExtraSelection> marks = extraSelections();
    if (marks.isEmpty())
        return false;
    QTextCursor at = marks.first().cursor;
    at.setPosition(at.selectionStart());
    const int top = cursorRect(at).top() + verticalScrollBar()->value();
    verticalScrollBar()->setValue(top - viewport()->height() / 3);
    return true;
}

void ConversationView::render()
{
    m_rendering = true;
    setFont(theme().ui);
    setHtml(conversationHtml(m_ticket, m_now));
    markWords();
    m_rendering = false;
}

void ConversationView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_rendering || !m_ticket.exists)
        return;
    const int place = verticalScrollBar()->value();
    render();
    verticalScrollBar()->setValue(place);
}

} // namespace muster::ui
