// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queueempty.h"

#include "ui/widgets/emptystate.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

QueueEmpty::QueueEmpty(QWidget *parent)
    : QWidget(parent), m_state(new EmptyState(u"inbox"_s, tr("Reading the queue"), {}, this))
{
    setFocusPolicy(Qt::ClickFocus);
    setObjectName(u"queue.empty"_s);
    setAccessibleName(tr("Nothing to show"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_state);
}

void QueueEmpty::addStep(const QString &text, const QString &actionId)
{
    m_state->addStep(text, u"queue.empty."_s + actionId, [this, actionId] { emit stepWanted(actionId); });
}

void QueueEmpty::present(Kind kind, const QString &detail)
{
    if (kind == m_kind && detail == m_detail)
        return; // buttons that are made anew would lose the focus
    m_kind = kind;
    m_detail = detail;
    m_state->clearSteps();
    switch (kind) {
    case Kind::Loading:
        m_state->setContent(u"inbox"_s, tr("Reading the queue"), {});
        break;
    case Kind::Failed:
        m_state->setContent(u"alert"_s, tr("The queue could not be read"),
                            tr("%1 Nothing is lost; the file was not changed.").arg(detail));
        addStep(tr("Try again"), u"queue.reload"_s);
        break;
    case Kind::NoTickets:
        m_state->setContent(u"inbox"_s, tr("No tickets yet"),
                            tr("Write the first one, import a file, or load the sample."));
        addStep(tr("New ticket"), u"ticket.new"_s);
        addStep(tr("Import file"), u"import.open"_s);
        addStep(tr("Load the sample"), u"import.sample"_s);
        break;
    case Kind::AllDone:
        m_state->setContent(u"check"_s, tr("Nothing is open"),
                            tr("Every ticket is closed. Search finds them."));
        addStep(tr("New ticket"), u"ticket.new"_s);
        break;
    case Kind::NothingFitsMistaken:
        m_state->setContent(u"filter"_s, tr("No ticket fits this filter"),
                            tr("The filter has a mistake; only the rest of it was taken: %1").arg(detail));
        addStep(tr("Clear filter"), u"queue.clear_filter"_s);
        break;
    case Kind::NothingFits:
        m_state->setContent(u"filter"_s, tr("No ticket fits this filter"), detail);
        addStep(tr("Clear filter"), u"queue.clear_filter"_s);
        break;
    }
}

} // namespace muster::ui
