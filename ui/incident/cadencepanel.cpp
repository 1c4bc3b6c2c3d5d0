// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/cadencepanel.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QGridLayout>
#include <QPushButton>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::CadenceClock;

namespace {

ToneLabel::Tone toneOf(CadenceClock::State state)
{
    switch (state) {
    case CadenceClock::State::Overdue:
        return ToneLabel::Tone::Red;
    case CadenceClock::State::Warning:
        return ToneLabel::Tone::Amber;
    case CadenceClock::State::Running:
        return ToneLabel::Tone::Green;
    case CadenceClock::State::Stopped:
        break;
    }
    return ToneLabel::Tone::Dim;
}

QString dueText(const CadenceClock *clock, Instant now)
{
    if (!clock || clock->state == CadenceClock::State::Stopped)
        return CadencePanel::tr("no clock");
    const QString left = views::countdownText(clock->due < now ? now - clock->due : clock->due - now);
    return clock->due < now ? CadencePanel::tr("overdue %1").arg(left) : CadencePanel::tr("in %1").arg(left);
}

QString briefText(const incident::Incident &incident, Instant now)
{
    const auto written = incident.documents.find(u"brief"_s);
    return written == incident.documents.end()
               ? CadencePanel::tr("not written yet")
               : CadencePanel::tr("written %1").arg(views::relativeText(written->second.at, now));
}

QString lastText(const incident::Incident &incident, const CadenceClock *clock, const QString &audience,
                 Instant now)
{
    QStringList parts;
    const auto last =
        std::find_if(incident.updates.rbegin(), incident.updates.rend(),
                     [&](const incident::SentUpdate &each) { return each.audience == audience; });
    parts += last == incident.updates.rend()
                 ? CadencePanel::tr("not told yet")
                 : CadencePanel::tr("told %1").arg(views::relativeText(last->at, now));
    if (clock && clock->state != CadenceClock::State::Stopped) {
        const QString at = views::clockTimeText(clock->due, now, QTimeZone::utc());
        parts += clock->isPromised ? CadencePanel::tr("promised %1 UTC").arg(at)
                                   : CadencePanel::tr("due %1 UTC").arg(at);
    }
    return parts.join(u" · "_s);
}

const CadenceClock *clockOf(const std::vector<CadenceClock> &clocks, const QString &audience)
{
    const auto clock = std::ranges::find(clocks, audience, &CadenceClock::audience);
    return clock == clocks.end() ? nullptr : &*clock;
}

} // namespace

CadencePanel::CadencePanel(QWidget *parent) : QWidget(parent), m_column(columnLayout(this, Theme::gap))
{
    setObjectName(u"incident.cadence"_s);
    setAccessibleName(tr("Updates"));
    m_column->addWidget(new SectionHeader(tr("Updates"), this));
}

void CadencePanel::present(const RoomView &view)
{
    QStringList audiences;
    for (const policy::Audience &audience : view.rules().audiences)
        audiences += audience.key;
    if (audiences != m_audiences || !m_list) {
        m_audiences = audiences;
        build(view);
    }
    tick(view);
}

void CadencePanel::clear()
{
    m_audiences.clear();
    m_lines.clear();
    m_kept = nullptr;
    m_brief = nullptr;
    delete std::exchange(m_list, nullptr);
}

void CadencePanel::build(const RoomView &view)
{
    delete m_list;
    m_lines.clear();
    m_list = new QWidget(this);
    auto *column = columnLayout(m_list, Theme::gap);
    for (const policy::Audience &audience : view.rules().audiences) {
        QPushButton *write =
            addLine(*column, audience.key, audience.name, tr("Write an update to: %1").arg(audience.name));
        connect(write, &QPushButton::clicked, this, [this, key = audience.key] { emit writeWanted(key); });
    }
    m_brief = new QWidget(m_list);
    auto *briefColumn = columnLayout(m_brief, 0);
    QPushButton *write =
        addLine(*briefColumn, u"brief"_s, tr("Executive brief"), tr("Write the executive brief"));
    connect(write, &QPushButton::clicked, this, &CadencePanel::briefWanted);
    column->addWidget(m_brief);
    m_kept = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, m_list);
    m_kept->setObjectName(u"incident.adherence"_s);
    m_kept->setWordWrap(true);
    column->addWidget(m_kept);
    m_column->addWidget(m_list);
    m_list->show();
}

QPushButton *CadencePanel::addLine(QVBoxLayout &column, const QString &key, const QString &name,
                                   const QString &accessible)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::gap);
    grid->setVerticalSpacing(0);
    Line line{key, new ElidedLabel({}, m_list),
              new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Mono, m_list)};
    line.last->setInk(Ink::Dim);
    line.last->setFont(theme().uiSmall);
    line.due->setObjectName(u"incident.due."_s + key);
    line.due->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *write = makeButton(tr("Write"), ButtonKind::Quiet, u"incident.write."_s + key, m_list);
    write->setAccessibleName(accessible);
    grid->addWidget(new ElidedLabel(name, m_list), 0, 0);
    grid->addWidget(line.due, 0, 1);
    grid->addWidget(write, 0, 2, 2, 1);
    grid->addWidget(line.last, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    column.addLayout(grid);
    m_lines.push_back(line);
    return write;
}

void CadencePanel::tick(const RoomView &view)
{
    auto clocks = incident::cadenceOf(view.incident(), view.rules(), view.now);
    const auto brief = incident::briefClock(view.incident(), view.rules(), view.now);
    if (brief)
        clocks.push_back(*brief);
    if (m_brief)
        m_brief->setVisible(brief.has_value());
    for (const Line &line : m_lines) {
        const CadenceClock *clock = clockOf(clocks, line.audience);
        line.due->setText(dueText(clock, view.now));
        line.due->setTone(clock ? toneOf(clock->state) : ToneLabel::Tone::Dim);
        line.last->setText(line.audience == u"brief"
                               ? briefText(view.incident(), view.now)
                               : lastText(view.incident(), clock, line.audience, view.now));
    }
    const incident::Adherence kept = incident::adherenceOf(view.incident(), view.rules(), view.now);
    if (!m_kept)
        return;
    if (kept.kept + kept.late == 0)
        m_kept->setText({});
    else if (kept.late == 0)
        m_kept->setText(kept.kept == 1 ? tr("1 promise kept, none late")
                                       : tr("%1 promises kept, none late").arg(kept.kept));
    else
        m_kept->setText(tr("%1 kept, %2 late; the latest by %3")
                            .arg(kept.kept)
                            .arg(kept.late)
                            .arg(views::spokenLength(kept.worst)));
}

} // namespace muster::ui
