// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/flowpanel.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QCheckBox>
#include <QToolButton>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::AskState;
using incident::StepState;

namespace {

constexpr int kBoxWidth = 26; ///< of a tick alone, with the room for its focus

QString iconOf(StepState::Place place)
{
    switch (place) {
    case StepState::Place::Done:
        return u"met"_s;
    case StepState::Place::Here:
        return u"play"_s;
    case StepState::Place::Ahead:
        break;
    }
    return u"open"_s;
}

Ink inkOf(StepState::Place place)
{
    return place == StepState::Place::Done   ? Ink::Green
           : place == StepState::Place::Here ? Ink::Blue
                                             : Ink::Dim;
}

QString missingOf(const StepState &step)
{
    QStringList missing;
    for (const AskState &ask : step.asks) {
        if (ask.ask.isRequired && !ask.isMet)
            missing += ask.missing.isEmpty() ? ask.ask.text : ask.missing;
    }
    return missing.join(u"; "_s);
}

bool isLate(const AskState &ask, Instant now)
{
    return !ask.isMet && ask.due && *ask.due <= now;
}

/// "Comms lead · by 14:30 UTC"; nothing once it is done.
QString whoseText(const AskState &ask, const RoomView &view)
{
    if (ask.isMet)
        return {};
    QStringList parts;
    if (const policy::IncidentRole *role = view.rules().role(ask.ask.role))
        parts += role->name;
    if (ask.due)
        parts += (isLate(ask, view.now) ? FlowPanel::tr("overdue since %1") : FlowPanel::tr("by %1"))
                     .arg(views::utcText(*ask.due, view.now));
    return parts.join(u" · "_s);
}

} // namespace

FlowPanel::FlowPanel(QWidget *parent) : QWidget(parent), m_column(columnLayout(this, Theme::gap))
{
    setObjectName(u"incident.flow"_s);
    setAccessibleName(tr("Steps"));
    m_column->addWidget(new SectionHeader(tr("Steps"), this));
}

void FlowPanel::present(const RoomView &view)
{
    auto steps = incident::flowOf(view.incident(), view.rules());
    for (StepState &step : steps) {
        for (AskState &ask : step.asks)
            ask.missing = views::withNames(ask.missing, view.rules(), view.nameOf);
    }
    QHash<QString, QString> whose;
    QSet<QString> late;
    for (const StepState &step : steps) {
        for (const AskState &ask : step.asks) {
            whose.insert(ask.ask.key, whoseText(ask, view));
            if (isLate(ask, view.now))
                late.insert(ask.ask.key);
        }
    }
    if (steps == m_steps && late == m_late && whose == m_whose)
        return;
    m_steps = std::move(steps);
    m_whose = std::move(whose);
    m_late = std::move(late);
    build(m_steps);
}

std::vector<AskState> FlowPanel::asks() const
{
    const auto here = std::ranges::find(m_steps, StepState::Place::Here, &StepState::place);
    return here == m_steps.end() ? std::vector<AskState>() : here->asks;
}

void FlowPanel::clear()
{
    m_steps.clear();
    m_whose.clear();
    m_late.clear();
    delete std::exchange(m_list, nullptr);
}

/// What is asked for, beneath it whose it is and until when, at its right the way to do it.
QLayout *FlowPanel::buildAsk(const AskState &ask)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    if (ask.ask.kind == policy::Ask::Kind::Check) {
        auto *line = new QHBoxLayout;
        line->setSpacing(0);
        auto *box = new QCheckBox(m_list); // whose own text would not be wrapped
        box->setFixedWidth(kBoxWidth);
        box->setAccessibleName(ask.ask.text);
        box->setObjectName(u"incident.ask."_s + ask.ask.key);
        box->setChecked(ask.isMet);
        connect(box, &QCheckBox::clicked, this,
                [this, key = ask.ask.key](bool done) { emit tickWanted(key, done); });
        auto *text = new ToneLabel(ask.ask.text, ask.isMet ? ToneLabel::Tone::Dim : ToneLabel::Tone::Text,
                                   ToneLabel::Face::Ui, m_list);
        text->setWordWrap(true);
        line->addWidget(box, 0, Qt::AlignTop);
        line->addWidget(text, 1);
        column->addLayout(line);
    } else {
        column->addLayout(buildLine(ask));
    }
    if (const QString whose = m_whose.value(ask.ask.key); !whose.isEmpty()) {
        auto *text =
            new ToneLabel(whose, m_late.contains(ask.ask.key) ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim,
                          ToneLabel::Face::Small, m_list);
        text->setObjectName(u"incident.whose."_s + ask.ask.key);
        text->setContentsMargins(Theme::gap * 3, 0, 0, 0);
        column->addWidget(text);
    }
    return column;
}

QLayout *FlowPanel::buildLine(const AskState &ask)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(Theme::gap);
    const bool alarm = !ask.isMet && ask.ask.isRequired;
    line->addWidget(new IconLabel(ask.isMet ? u"check"_s
                                  : alarm   ? u"alert"_s
                                            : u"open"_s,
                                  16,
                                  ask.isMet ? Ink::Green
                                  : alarm   ? Ink::Amber
                                            : Ink::Dim,
                                  m_list),
                    0, Qt::AlignTop);
    auto *text = new ToneLabel(ask.isMet || ask.missing.isEmpty() ? ask.ask.text : ask.missing,
                               ask.isMet ? ToneLabel::Tone::Dim
                               : alarm   ? ToneLabel::Tone::Amber
                                         : ToneLabel::Tone::Text,
                               ToneLabel::Face::Ui, m_list);
    text->setObjectName(u"incident.ask."_s + ask.ask.key);
    text->setToolTip(ask.ask.text);
    text->setWordWrap(true);
    line->addWidget(text, 1);
    if (!ask.isMet) {
        auto *act = makeIconButton(u"chevron-right"_s, tr("Do it: %1").arg(ask.ask.text),
                                   u"incident.do."_s + ask.ask.key, m_list);
        connect(act, &QToolButton::clicked, this, [this, wanted = ask.ask] { emit askWanted(wanted); });
        line->addWidget(act, 0, Qt::AlignTop);
    }
    return line;
}

void FlowPanel::build(const std::vector<StepState> &steps)
{
    const QWidget *had = window()->focusWidget();
    const QString focused = had && m_list && m_list->isAncestorOf(had) ? had->objectName() : QString();
    delete m_list;
    m_list = new QWidget(this);
    auto *column = columnLayout(m_list, Theme::gap / 2);
    m_next.clear();
    m_missing.clear();
    for (size_t i = 0; i < steps.size(); ++i) {
        const StepState &step = steps[i];
        const bool here = step.place == StepState::Place::Here;
        auto *row = new QHBoxLayout;
        row->setSpacing(Theme::gap);
        row->addWidget(new IconLabel(iconOf(step.place), 16, inkOf(step.place), m_list));
        auto *name = new ToneLabel(step.name, here ? ToneLabel::Tone::Text : ToneLabel::Tone::Dim,
                                   here ? ToneLabel::Face::Bold : ToneLabel::Face::Ui, m_list);
        name->setObjectName(u"incident.step."_s + step.key);
        name->setToolTip(step.goal);
        row->addWidget(name, 1);
        column->addLayout(row);
        if (!here)
            continue;
        auto *inner = new QVBoxLayout;
        inner->setContentsMargins(Theme::gap * 3, 0, 0, Theme::gap);
        inner->setSpacing(Theme::gap / 2);
        auto *goal = new ToneLabel(step.goal, ToneLabel::Tone::Dim, ToneLabel::Face::Small, m_list);
        goal->setWordWrap(true);
        inner->addWidget(goal);
        for (const AskState &ask : step.asks)
            inner->addLayout(buildAsk(ask));
        m_missing = missingOf(step);
        if (i + 1 < steps.size()) {
            m_next = steps[i + 1].key;
            auto *on = makeButton(tr("Go on: %1").arg(steps[i + 1].name),
                                  m_missing.isEmpty() ? ButtonKind::Primary : ButtonKind::Normal,
                                  u"incident.next"_s, m_list);
            connect(on, &QPushButton::clicked, this, &FlowPanel::nextWanted);
            inner->addWidget(on, 0, Qt::AlignLeft);
        }
        column->addLayout(inner);
    }
    m_column->addWidget(m_list);
    m_list->show();
    if (!focused.isEmpty()) {
        if (auto *again = m_list->findChild<QWidget *>(focused))
            again->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace muster::ui
