// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/knownpanel.h"

#include "models/views/casetext.h"
#include "models/views/knownquestion.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/knownlist.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using views::KnownLine;

namespace {

constexpr int kMostSimilar = 12;

KnownLine sentence(const QString &text)
{
    KnownLine line;
    line.title = text;
    return line;
}

KnownLine heading(const QString &text, const QString &foot)
{
    KnownLine line = sentence(text);
    line.kind = KnownLine::Kind::Heading;
    line.foot = foot;
    return line;
}

} // namespace

KnownPanel::KnownPanel(QWidget *parent)
    : QWidget(parent), m_repeats(new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Bold, this)),
      m_keys(new ToneLabel(tr("Enter opens, Space links as the same cause or takes the link back."),
                           ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_list(new KnownList(this))
{
    m_repeats->setObjectName(u"ticket.repeats"_s);
    m_repeats->setElided(Qt::ElideRight);
    m_repeats->hide();
    m_keys->setWordWrap(true);
    m_list->setObjectName(u"ticket.known"_s);
    m_list->setAccessibleName(tr("Known issues, tickets of one cause, similar tickets"));
    auto *column = columnLayout(this, Theme::gap / 2);
    column->addWidget(m_repeats);
    column->addWidget(m_list, 1);
    column->addWidget(m_keys);
    setFocusProxy(m_list);
    connect(m_list, &KnownList::left, this, &KnownPanel::left);
}

void KnownPanel::setDesk(views::KnowledgeDesk *desk)
{
    m_desk = desk;
    if (desk)
        connect(desk, &views::KnowledgeDesk::knowledgeChanged, this, &KnownPanel::ask);
}

void KnownPanel::present(const views::TicketDetail &detail, Instant now)
{
    const bool isOther = m_question.ticket != detail.ticket.id;
    m_question = views::questionOf(detail);
    m_question.limit = kMostSimilar;
    m_now = now;
    if (isOther) {
        m_similar.reset();
        m_causes.clear();
        m_repeats->hide();
        m_list->show({sentence(tr("Looking …"))});
    }
    ask();
}

void KnownPanel::clear()
{
    m_question = {};
    m_similar.reset();
    m_causes.clear();
    ++m_asked;
}

void KnownPanel::ask()
{
    if (!m_desk || m_question.ticket.isNull())
        return;
    const quint64 asked = ++m_asked;
    whenAnswered(m_desk->oneCause(m_question.ticket), this,
                 [this, asked](const Result<std::vector<views::CauseGroup>> &causes) {
                     if (asked == m_asked && causes)
                         m_causes = *causes;
                 });
    // The one thread that answers keeps the order: the causes are here before this is.
    whenAnswered(
        m_desk->similarTo(m_question), this, [this, asked](const Result<views::SimilarAnswer> &found) {
            if (asked != m_asked)
                return;
            if (!found)
                return m_list->show({sentence(
                    tr("What is known could not be read: %1").arg(views::sentence(found.error().detail)))});
            m_similar = *found;
            fill();
        });
}

void KnownPanel::fill()
{
    std::vector<KnownLine> lines = views::causeLines(m_causes, m_question.ticket, m_now);
    std::vector<KnownLine> similar = views::similarLines(*m_similar);
    std::erase_if(similar, [&](const KnownLine &each) { // no ticket stands there twice
        return each.kind == KnownLine::Kind::Ticket &&
               std::ranges::find(lines, each.id, &KnownLine::id) != lines.end();
    });
    const auto firstTicket = std::ranges::find(similar, KnownLine::Kind::Ticket, &KnownLine::kind);
    std::vector<KnownLine> all;
    if (firstTicket != similar.begin()) {
        all.push_back(heading(tr("Known issues"), tr("By what the ticket says; Shift+K links the first")));
        std::move(similar.begin(), firstTicket, std::back_inserter(all));
    }
    std::ranges::move(lines, std::back_inserter(all));
    if (firstTicket != similar.end()) {
        all.push_back(heading(tr("Similar tickets"), tr("Open and solved, by the words in common")));
        std::move(firstTicket, similar.end(), std::back_inserter(all));
    }
    if (all.empty())
        all.push_back(sentence(tr("Nothing similar is known. Shift+L names a cause.")));
    m_list->show(std::move(all));
    const QString repeats = views::repeatsText(*m_similar);
    m_repeats->setText(repeats);
    m_repeats->setTone(m_similar->repeats.isMany ? ToneLabel::Tone::Red : ToneLabel::Tone::Amber);
    m_repeats->setVisible(!repeats.isEmpty());
    emit shown();
}

void KnownPanel::takeFocus()
{
    m_list->chooseFirst();
    m_list->setFocus(Qt::OtherFocusReason);
}

std::vector<KnownLine> KnownPanel::likely() const
{
    return m_similar ? views::similarLines(*m_similar) : std::vector<KnownLine>();
}

const views::FittingIssue *KnownPanel::issue() const
{
    return m_similar && !m_similar->issues.empty() ? &m_similar->issues.front() : nullptr;
}

} // namespace muster::ui
