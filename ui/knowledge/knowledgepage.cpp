// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/knowledgepage.h"

#include "models/views/casetext.h"
#include "models/views/knownlines.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/knownlist.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tonelabel.h"

#include <QStackedWidget>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using knowledge::KnownIssue;

KnowledgePage::KnowledgePage(views::Desk &desk, views::KnowledgeDesk &knowledge, QWidget *parent)
    : Page(parent), m_desk(desk), m_knowledge(knowledge)
{
    setObjectName(u"knowledge"_s);
    build();
    m_stack->setCurrentIndex(1);
    connect(&m_knowledge, &views::KnowledgeDesk::knowledgeChanged, this, &KnowledgePage::load);
}

QString KnowledgePage::pageKey() const
{
    return u"knowledge"_s;
}
QString KnowledgePage::pageTitle() const
{
    return tr("Knowledge");
}
QString KnowledgePage::pageIcon() const
{
    return u"knowledge"_s;
}

void KnowledgePage::takeFocus()
{
    if (m_form && m_form->isOpen())
        return;
    m_list->chooseFirst();
    m_list->setFocus(Qt::OtherFocusReason);
}

AskForm &KnowledgePage::form()
{
    if (!m_form)
        m_form = new AskForm(m_desk, this);
    return *m_form;
}

void KnowledgePage::load()
{
    whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &known) {
        if (!known)
            return;
        for (const people::Person &each : *known)
            m_names.insert(each.id, each.name);
    });
    whenAnswered(m_knowledge.knownIssues(), this, [this](const Result<std::vector<KnownIssue>> &known) {
        if (!known) {
            emit notice(
                tr("The known issues could not be read: %1").arg(views::sentence(known.error().detail)), {});
            return;
        }
        m_issues = *known;
        present();
    });
}

bool KnowledgePage::isShown(const KnownIssue &issue) const
{
    const QString all =
        QStringList{issue.number, issue.title, issue.symptoms, issue.workaround, issue.fixedIn}
            .join(u'\n')
            .toCaseFolded();
    const QStringList words = m_words.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&](const QString &word) { return all.contains(word); });
}

void KnowledgePage::present()
{
    std::vector<views::KnownLine> lines;
    for (const KnownIssue &each : m_issues) {
        if (isShown(each))
            lines.push_back(views::issueLine(each));
    }
    if (lines.empty()) {
        views::KnownLine told;
        told.title = tr("No known issue has these words");
        lines.push_back(told);
    }
    m_list->show(std::move(lines));
    m_stack->setCurrentIndex(m_issues.empty() ? 1 : 0);
    if (!m_wanted.isNull())
        show(m_wanted);
    if (!chosen())
        m_list->chooseFirst();
    presentChosen();
}

void KnowledgePage::show(knowledge::KnownIssueId issue)
{
    m_wanted = issue;
    const auto &lines = m_list->lines();
    const auto place = std::ranges::find(lines, idCast<SubjectId>(issue), &views::KnownLine::id);
    if (place == lines.end())
        return;
    m_wanted = {};
    m_list->setCurrentIndex(m_list->model()->index(int(place - lines.begin()), 0));
}

const KnownIssue *KnowledgePage::chosen() const
{
    const views::KnownLine *line = m_list->chosen();
    const auto place =
        line == nullptr
            ? m_issues.end()
            : std::ranges::find(m_issues, idCast<knowledge::KnownIssueId>(line->id), &KnownIssue::id);
    return place == m_issues.end() ? nullptr : &*place;
}

void KnowledgePage::presentChosen()
{
    const KnownIssue *issue = chosen();
    const quint64 asked = ++m_asked;
    for (QWidget *part : {static_cast<QWidget *>(m_change), static_cast<QWidget *>(m_close),
                          static_cast<QWidget *>(m_toOrigin)})
        part->setEnabled(issue != nullptr);
    if (issue == nullptr) {
        for (ToneLabel *each : {m_title, m_state, m_workaround, m_symptoms, m_origin, m_counts})
            each->clear();
        return m_tickets->show({});
    }
    const Instant now = m_desk.now();
    const bool isFixed = issue->state == knowledge::State::Fixed;
    m_title->setText(issue->title);
    m_state->setText(isFixed ? tr("%1 · fixed: %2").arg(issue->number, issue->fixedIn)
                             : tr("%1 · open").arg(issue->number));
    m_state->setTone(isFixed ? ToneLabel::Tone::Green : ToneLabel::Tone::Blue);
    m_workaround->setText(issue->workaround.isEmpty() ? tr("No way round it is known.")
                                                      : tr("Way round it: %1").arg(issue->workaround));
    m_symptoms->setText(issue->symptoms.isEmpty() ? tr("Found by the words of its title alone.")
                                                  : tr("Reported as:\n%1").arg(issue->symptoms));
    m_origin->setText(tr("Recorded %1 by %2")
                          .arg(views::utcAndLocal(issue->recordedAt, now, localZone()),
                               m_names.value(issue->recordedBy, tr("somebody"))));
    m_close->setText(isFixed ? tr("Open again") : tr("It is fixed"));
    m_toOrigin->setVisible(!issue->origin.id.isNull());
    whenAnswered(m_knowledge.ticketsOf(issue->id), this,
                 [this, asked](const Result<views::CauseGroup> &group) {
                     if (asked == m_asked && group)
                         presentTickets(*group);
                 });
}

void KnowledgePage::presentTickets(const views::CauseGroup &group)
{
    const Instant now = m_desk.now();
    m_counts->setText(group.tickets.empty() ? tr("No ticket is linked to it yet")
                                            : views::countsText(views::countsOf(group, now)));
    std::vector<views::KnownLine> lines = views::causeLines({group}, {}, now);
    lines.erase(lines.begin()); // its heading says what stands above
    m_tickets->show(std::move(lines));
}

void KnowledgePage::withChosen(const std::function<void(const KnownIssue &)> &run)
{
    if (const KnownIssue *issue = chosen())
        run(*issue);
    else
        emit told(tr("No known issue is chosen."));
}

void KnowledgePage::order(const knowledge::Order &wanted, const std::function<void(const QString &)> &done)
{
    whenAnswered(
        m_knowledge.submit(wanted), this, [this, wanted, done](const Result<knowledge::Receipt> &given) {
            done(given ? QString() : given.error().detail);
            if (!given)
                return;
            m_wanted = given->issue;
            const auto *recorded = std::get_if<knowledge::Record>(&wanted.command);
            if (recorded == nullptr)
                return load();
            emit told(tr("%1 is recorded").arg(given->number));
            if (recorded->fields.origin.kind != u"ticket")
                return load();
            const ticket::LinkTicket link{idCast<SubjectId>(given->issue), ticket::LinkKind::CausedBy, false};
            whenAnswered(m_desk.submit({{idCast<TicketId>(recorded->fields.origin.id), link, {}}}), this,
                         [this](const Result<views::Receipt> &linked) {
                             if (!linked)
                                 emit told(tr("The ticket could not be linked to it: %1")
                                               .arg(views::sentence(linked.error().detail)));
                             load();
                         });
        });
}

void KnowledgePage::record(const IssueSource &source)
{
    emit raiseWanted();
    form().open(recordAsk(source, [this](const auto &wanted, const auto &done) { order(wanted, done); }));
}

void KnowledgePage::turnState()
{
    withChosen([this](const KnownIssue &issue) {
        if (issue.state == knowledge::State::Open)
            return form().open(
                closeAsk(issue, [this](const auto &wanted, const auto &done) { order(wanted, done); }));
        order({issue.id, knowledge::Reopen{}}, [this](const QString &refusal) {
            if (!refusal.isEmpty())
                emit told(views::sentence(refusal));
        });
    });
}

void KnowledgePage::openOrigin()
{
    withChosen([this](const KnownIssue &issue) {
        if (issue.origin.id.isNull())
            emit told(tr("%1 was not recorded from a ticket or an incident.").arg(issue.number));
        else if (issue.origin.kind == u"incident")
            emit incidentWanted(idCast<IncidentId>(issue.origin.id));
        else
            emit ticketWanted(idCast<TicketId>(issue.origin.id));
    });
}

void KnowledgePage::openTicket()
{
    if (const views::KnownLine *line = m_tickets->chosen())
        emit ticketWanted(idCast<TicketId>(line->id));
}

} // namespace muster::ui
