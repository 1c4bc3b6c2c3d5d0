// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the page, and the one that records from wherever one is.
#include "ui/actions/actionregistry.h"
#include "ui/knowledge/knowledgepage.h"
#include "ui/widgets/knownlist.h"
#include "ui/widgets/searchfield.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

void KnowledgePage::registerActions(ActionRegistry &registry)
{
    const QString group = tr("Knowledge");
    registry.add({u"knowledge.record"_s,
                  tr("Record known issue"),
                  group,
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)},
                  Scope::Everywhere,
                  u"knowledge"_s,
                  tr("From the ticket or incident in front, else a new one."),
                  false},
                 this, [this] { record(m_source ? m_source() : IssueSource()); });
    const auto add = [&](const QString &id, const QString &text, const QKeySequence &key, QWidget *context,
                         std::function<void()> run, const QString &help = {}) {
        registry.add({id, text, group, {key}, Scope::Page, {}, help, false}, context, std::move(run));
    };
    add(u"knowledge.search"_s, tr("Search known issues"), Qt::Key_Slash, this,
        [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    add(u"knowledge.change"_s, tr("Change the known issue"), Qt::Key_E, this, [this] { m_change->click(); });
    add(
        u"knowledge.close"_s, tr("It is fixed, or open again"), Qt::Key_S, this, [this] { turnState(); },
        tr("Asks since when, or in which version."));
    add(u"knowledge.origin"_s, tr("Where the known issue came from"), Qt::Key_O, this,
        [this] { openOrigin(); });
    add(u"knowledge.tickets"_s, tr("Go to the tickets of the known issue"), Qt::Key_Return, m_list, [this] {
        m_tickets->chooseFirst();
        if (m_tickets->chosen())
            m_tickets->setFocus(Qt::ShortcutFocusReason);
    });
    add(u"knowledge.ticket"_s, tr("Open the ticket"), Qt::Key_Return, m_tickets, [this] { openTicket(); });
}

} // namespace muster::ui
