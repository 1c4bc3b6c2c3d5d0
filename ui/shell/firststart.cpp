// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/firststart.h"

#include "models/people/person.h"
#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QStyle>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kCardWidth = 760;
constexpr int kLongestName = 100;

QStringList zoneNames()
{
    QStringList names;
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids)
        names.append(QString::fromLatin1(id));
    return names;
}

QComboBox *makeZoneBox(const QByteArray &zone)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(zoneNames());
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->setCurrentText(QString::fromLatin1(zone));
    return box;
}

void markWrong(QWidget *edit, bool wrong)
{
    if (edit->property("wrong").toBool() == wrong)
        return;
    edit->setProperty("wrong", wrong);
    edit->style()->unpolish(edit);
    edit->style()->polish(edit);
}

} // namespace

FirstStart::FirstStart(const QByteArray &zone, std::vector<PresetChoice> presets, QWidget *parent)
    : QWidget(parent), m_presets(std::move(presets)), m_zone(makeZoneBox(zone))
{
    setObjectName(u"firstStart"_s);
    setAccessibleName(tr("First start"));
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    columnLayout(this, 0)->addWidget(area);
    auto *card = new QWidget;
    card->setFixedWidth(kCardWidth);
    auto *rows = columnLayout(card, Theme::gap, 3 * Theme::gap);
    rows->addWidget(makeLabel(tr("Who works at this desk?"), TextKind::Title, card));
    rows->addWidget(
        makeDimLabel(tr("Your name stands beside what you enter. All of it can be changed later."),
                     TextKind::Normal, card));
    rows->addSpacing(Theme::gap);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * Theme::gap);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, 130);
    grid->setColumnStretch(1, 1);
    buildPerson(grid);
    buildPresets(card, grid);
    rows->addLayout(grid);
    auto *start = makeButton(tr("Start"), ButtonKind::Primary, u"firstStartAccept"_s, card);
    start->setMinimumWidth(140);
    start->setAutoDefault(true);
    start->setToolTip(tr("Ctrl+Enter"));
    m_join = makeButton(tr("Join a team instead"), ButtonKind::Normal, u"firstStartJoin"_s, card);
    m_join->setToolTip(tr("With an invitation: the team has its people and its policy. Ctrl+J"));
    m_join->hide();
    connect(m_join, &QPushButton::clicked, this, &FirstStart::joinWanted);
    rows->addSpacing(Theme::gap);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_join);
    foot->addStretch(1);
    foot->addWidget(start);
    rows->addLayout(foot);
    connect(start, &QPushButton::clicked, this, &FirstStart::submit);
    auto *middle = new QWidget;
    auto *down = columnLayout(middle, 0, Theme::gap);
    down->addStretch(1);
    down->addWidget(card, 0, Qt::AlignHCenter);
    down->addStretch(2);
    area->setWidget(middle);
    setFocusProxy(m_name);
    QWidget *before = m_name;
    for (QWidget *next : std::initializer_list<QWidget *>{m_role, m_email, m_zone, m_hours,
                                                          m_preset->button(0), m_sample, m_join, start}) {
        setTabOrder(before, next);
        before = next;
    }
}

FirstStart::Field FirstStart::addField(QGridLayout *grid, const QString &label, QWidget *edit,
                                       const QString &hint)
{
    const int row = grid->rowCount();
    auto *caption = makeLabel(label, TextKind::Normal, nullptr);
    caption->setBuddy(edit);
    edit->setAccessibleName(label);
    auto *remark = makeDimLabel(hint, TextKind::Small, nullptr);
    remark->setObjectName(edit->objectName() + u"Remark"_s);
    remark->setMinimumHeight(24);
    remark->setAlignment(Qt::AlignTop);
    grid->addWidget(caption, row, 0, Qt::AlignVCenter);
    grid->addWidget(edit, row, 1);
    grid->addWidget(remark, row + 1, 1);
    return {edit, remark, hint};
}

void FirstStart::buildPerson(QGridLayout *grid)
{
    m_name = new QLineEdit;
    m_name->setObjectName(u"firstName"_s);
    m_name->setMaxLength(kLongestName);
    m_role = new QComboBox;
    m_role->setObjectName(u"firstRole"_s);
    const std::pair<QString, QString> roles[] = {{u"agent"_s, tr("Agent")},
                                                 {u"lead"_s, tr("Lead")},
                                                 {u"admin"_s, tr("Admin")},
                                                 {u"observer"_s, tr("Observer")}};
    for (const auto &[key, text] : roles)
        m_role->addItem(text, key);
    m_email = new QLineEdit;
    m_email->setObjectName(u"firstEmail"_s);
    m_zone->setObjectName(u"firstZone"_s);
    m_hours = new QLineEdit(u"Mon–Fri 09:00–17:00"_s);
    m_hours->setObjectName(u"firstHours"_s);
    m_nameField = addField(grid, tr("Name"), m_name, {});
    addField(grid, tr("Role"), m_role, tr("A title only: it limits nothing."));
    m_emailField = addField(grid, tr("E-mail"), m_email, tr("May be left empty."));
    m_zoneField = addField(grid, tr("Time zone"), m_zone, tr("Type a part of its name, as in Berlin."));
    m_hoursField = addField(grid, tr("Working hours"), m_hours,
                            tr("Days and times, as in Mon–Thu 09:00–17:00, Fri 09:00–14:00."));
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &text) { check(m_nameField, nameProblem(text)); });
    connect(m_email, &QLineEdit::textChanged, this,
            [this](const QString &text) { check(m_emailField, emailProblem(text)); });
    connect(m_zone, &QComboBox::currentTextChanged, this,
            [this](const QString &text) { check(m_zoneField, zoneProblem(text)); });
    connect(m_hours, &QLineEdit::textChanged, this,
            [this](const QString &text) { check(m_hoursField, hoursProblem(text)); });
    for (QLineEdit *edit : {m_name, m_email, m_hours})
        connect(edit, &QLineEdit::returnPressed, this, &FirstStart::submit);
}

void FirstStart::buildPresets(QWidget *parent, QGridLayout *grid)
{
    m_preset = new QButtonGroup(this);
    auto *box = new QWidget(parent);
    auto *choices = columnLayout(box, Theme::gap);
    for (size_t i = 0; i < m_presets.size(); ++i) {
        auto *choice = new QWidget(box);
        auto *rows = columnLayout(choice, 2);
        auto *radio = new QRadioButton(m_presets[i].title, choice);
        radio->setObjectName(u"firstPreset."_s + m_presets[i].key);
        radio->setAccessibleDescription(m_presets[i].summary);
        radio->setChecked(i == 0);
        m_preset->addButton(radio, int(i));
        QLabel *summary = makeDimLabel(m_presets[i].summary, TextKind::Small, choice);
        summary->setContentsMargins(30, 0, 0, 0);
        summary->setWordWrap(false);
        rows->addWidget(radio);
        rows->addWidget(summary);
        choices->addWidget(choice);
    }
    const int row = grid->rowCount();
    QLabel *caption = makeLabel(tr("Policy"), TextKind::Normal, parent);
    caption->setContentsMargins(0, 6, 0, 0);
    grid->addWidget(caption, row, 0, Qt::AlignTop);
    grid->addWidget(box, row, 1);
    m_sample = new QCheckBox(tr("Load the sample: 2,000 tickets to try things on"), parent);
    m_sample->setObjectName(u"firstSample"_s);
    grid->setRowMinimumHeight(row + 1, Theme::gap);
    grid->addWidget(m_sample, row + 2, 1);
}

void FirstStart::offerJoining()
{
    m_join->show();
}

QString FirstStart::nameProblem(const QString &name)
{
    return name.trimmed().isEmpty() ? tr("Your name is missing.") : QString();
}

QString FirstStart::emailProblem(const QString &email)
{
    const QString text = email.trimmed();
    const qsizetype at = text.indexOf(u'@');
    const bool shaped =
        at > 0 && at == text.lastIndexOf(u'@') && at < text.size() - 1 && !text.contains(u' ');
    return text.isEmpty() || shaped ? QString()
                                    : tr("This is not an address: one has the form name@example.com.");
}

QString FirstStart::zoneProblem(const QString &zone)
{
    // QTimeZone takes any few letters as a zone of its own; only the listed ones are places.
    static const QStringList known = zoneNames();
    if (known.contains(zone.trimmed()))
        return {};
    return tr("There is no zone of that name. Choose one from the list.");
}

QString FirstStart::hoursProblem(const QString &hours)
{
    const auto parsed = people::parseHours(hours);
    return parsed ? QString() : views::sentence(parsed.error().detail);
}

void FirstStart::check(const Field &field, const QString &problem)
{
    markWrong(field.edit, !problem.isEmpty());
    field.edit->setAccessibleDescription(problem.isEmpty() ? field.hint : problem);
    field.remark->setText(problem.isEmpty() ? field.hint : problem);
    QPalette palette = field.remark->palette();
    palette.setColor(QPalette::PlaceholderText, problem.isEmpty() ? theme().dim : theme().red);
    field.remark->setPalette(palette);
}

bool FirstStart::checkAll()
{
    const std::pair<const Field *, QString> all[] = {{&m_nameField, nameProblem(m_name->text())},
                                                     {&m_emailField, emailProblem(m_email->text())},
                                                     {&m_zoneField, zoneProblem(m_zone->currentText())},
                                                     {&m_hoursField, hoursProblem(m_hours->text())}};
    QWidget *first = nullptr;
    for (const auto &[field, problem] : all) {
        check(*field, problem);
        if (!problem.isEmpty() && first == nullptr)
            first = field->edit;
    }
    if (first != nullptr)
        first->setFocus(Qt::OtherFocusReason);
    return first == nullptr;
}

FirstStartValues FirstStart::values() const
{
    FirstStartValues v;
    v.name = m_name->text().simplified();
    v.role = m_role->currentData().toString();
    v.email = m_email->text().trimmed();
    v.zone = m_zone->currentText().trimmed();
    v.hours = people::parseHours(m_hours->text()).value_or({});
    const int chosen = m_preset->checkedId();
    v.preset = chosen >= 0 && chosen < int(m_presets.size()) ? m_presets[size_t(chosen)].key : QString();
    v.loadSample = m_sample->isChecked();
    return v;
}

void FirstStart::submit()
{
    if (!isEnabled() || !checkAll())
        return;
    setEnabled(false); // a second Enter must not make a second person
    emit accepted(values());
}

void FirstStart::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        return submit();
    const bool isJoin = event->key() == Qt::Key_J && event->modifiers() == Qt::ControlModifier;
    if (isJoin && !m_join->isHidden())
        return m_join->click();
    QWidget::keyPressEvent(event);
}

void FirstStart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_name->setFocus();
}

} // namespace muster::ui
