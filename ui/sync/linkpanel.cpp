// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/linkpanel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QGridLayout>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

ToneLabel *wrapping(ToneLabel::Tone tone, ToneLabel::Face face, const QString &name, QWidget *parent)
{
    auto *label = new ToneLabel(tone, face, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// A long name of a machine may go on in the next line behind each of its stops.
QString breakable(QString text)
{
    return text.replace(u'.', u".\u200b"_s).replace(u':', u":\u200b"_s);
}

std::pair<Ink, ToneLabel::Tone> lookOf(const QString &badge)
{
    if (badge == u"red"_s)
        return {Ink::Red, ToneLabel::Tone::Red};
    if (badge == u"amber"_s)
        return {Ink::Amber, ToneLabel::Tone::Amber};
    if (badge == u"green"_s)
        return {Ink::Green, ToneLabel::Tone::Text};
    if (badge == u"blue"_s)
        return {Ink::Blue, ToneLabel::Tone::Text};
    return {Ink::Dim, ToneLabel::Tone::Text};
}

} // namespace

LinkPanel::LinkPanel(QWidget *parent)
    : QWidget(parent), m_icon(new IconLabel(u"desk"_s, 22, Ink::Dim, this)),
      m_headline(wrapping(ToneLabel::Tone::Text, ToneLabel::Face::Title, u"link.headline"_s, this)),
      m_written(wrapping(ToneLabel::Tone::Text, ToneLabel::Face::Bold, u"link.written"_s, this)),
      m_seen(wrapping(ToneLabel::Tone::Text, ToneLabel::Face::Ui, u"link.seen"_s, this)),
      m_trouble(wrapping(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, u"link.trouble"_s, this)),
      m_clock(wrapping(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, u"link.clock"_s, this)),
      m_outcome(wrapping(ToneLabel::Tone::Text, ToneLabel::Face::Ui, u"link.outcome"_s, this)),
      m_lines(new QWidget(this)), m_grid(new QGridLayout(m_lines))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(2 * Theme::gap);
    m_grid->setVerticalSpacing(Theme::gap / 2);
    m_grid->setColumnStretch(1, 1);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::gap);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_headline, 1);
    auto *column = columnLayout(this, Theme::gap, 2 * Theme::gap);
    column->addLayout(head);
    for (QWidget *each : {m_written, m_seen, m_trouble, m_clock})
        column->addWidget(each);
    column->addSpacing(Theme::gap / 2);
    column->addWidget(buildButtons());
    column->addWidget(m_outcome);
    column->addSpacing(Theme::gap / 2);
    column->addWidget(m_lines);
    column->addWidget(buildRefused());
    column->addStretch(1);
    m_outcome->hide();
}

QWidget *LinkPanel::buildButtons()
{
    auto *field = new QWidget(this);
    auto *grid = new QGridLayout(field);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::gap);
    const auto make = [field](const QString &text, const QString &name) {
        return makeButton(text, ButtonKind::Normal, name, field);
    };
    m_buttons.tryNow = make(tr("Try now"), u"team.try"_s);
    m_buttons.join = make(tr("Join a team"), u"team.join"_s);
    m_buttons.exportBundle = make(tr("Export a bundle"), u"team.export"_s);
    m_buttons.importBundle = make(tr("Import a bundle"), u"team.import"_s);
    m_buttons.refused = make(tr("Show what was refused"), u"team.refused"_s);
    grid->addWidget(m_buttons.tryNow, 0, 0);
    grid->addWidget(m_buttons.join, 0, 1);
    grid->addWidget(m_buttons.exportBundle, 1, 0);
    grid->addWidget(m_buttons.importBundle, 1, 1);
    return field;
}

QWidget *LinkPanel::buildRefused()
{
    auto *line = new QWidget(this);
    auto *column = columnLayout(line, Theme::gap);
    m_refused = wrapping(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, u"link.refused"_s, line);
    column->addWidget(m_refused);
    column->addWidget(m_buttons.refused, 0, Qt::AlignLeft);
    setRefused(0, true);
    return line;
}

void LinkPanel::present(const views::LinkStatus &status, Instant now, const QTimeZone &zone)
{
    const views::LinkWords words = views::linkWords(status, now, zone);
    const views::LinkChip chip = views::linkChip(status, now, zone);
    const auto [ink, tone] = lookOf(chip.badge);
    m_icon->setIcon(chip.icon, ink);
    m_headline->setText(words.headline);
    m_headline->setTone(tone);
    m_written->setText(words.written);
    m_seen->setText(words.seen);
    m_trouble->setText(words.trouble);
    m_trouble->setVisible(!words.trouble.isEmpty());
    m_clock->setText(words.clock);
    m_clock->setVisible(!words.clock.isEmpty());
    m_trouble->setTone(status.state == views::LinkState::Refused ? ToneLabel::Tone::Red
                                                                 : ToneLabel::Tone::Amber);
    showLines(views::linkLines(status, now, zone));
}

void LinkPanel::showLines(const std::vector<views::LinkLine> &lines)
{
    m_lines->setVisible(!lines.empty());
    while (m_rows.size() < lines.size()) {
        const int row = int(m_rows.size());
        auto *name = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, m_lines);
        auto *value = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, m_lines);
        value->setObjectName(u"link.value"_s);
        value->setWordWrap(true);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row, 1);
        m_rows.emplace_back(name, value);
    }
    for (size_t i = 0; i < lines.size(); ++i) {
        const auto &[name, value] = m_rows[i];
        name->setText(lines[i].name);
        value->setText(breakable(lines[i].value));
        value->setAccessibleName(u"%1: %2"_s.arg(lines[i].name, lines[i].value));
        value->setTone(lines[i].isWarning ? ToneLabel::Tone::Amber : ToneLabel::Tone::Text);
    }
}

void LinkPanel::setRefused(qint64 count, bool isAlone)
{
    m_refused->setVisible(count > 0 || !isAlone); // nothing came where nobody else is
    m_refused->setText(count == 0 ? tr("Nothing was refused: every entry that came could be taken.")
                       : count == 1
                           ? tr("1 entry that came was refused. It is kept and applied nowhere.")
                           : tr("%1 entries that came were refused. They are kept and applied nowhere.")
                                 .arg(QLocale().toString(count)));
    m_refused->setTone(count == 0 ? ToneLabel::Tone::Dim : ToneLabel::Tone::Amber);
    m_buttons.refused->setVisible(count > 0);
}

void LinkPanel::say(const QString &sentence, bool isGood)
{
    m_outcome->setText(sentence);
    m_outcome->setTone(isGood ? ToneLabel::Tone::Text : ToneLabel::Tone::Red);
    m_outcome->setVisible(!sentence.isEmpty());
}

} // namespace muster::ui
