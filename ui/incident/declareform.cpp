// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/declareform.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 640;

} // namespace

DeclareForm::DeclareForm(views::Desk &desk, QWidget *host)
    : OverlayFrame(host), m_desk(desk), m_host(host), m_keeper(new DraftKeeper(desk, this)),
      m_severities(new QButtonGroup(this)), m_severityRow(new QHBoxLayout),
      m_definition(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_linked(new ToneLabel(ToneLabel::Tone::Blue, ToneLabel::Face::Ui, this)),
      m_told(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)), m_title(new QLineEdit(this)),
      m_scope(new QLineEdit(this)),
      m_report(new WhenField(u"declare.report"_s, tr("First report"), views::WhenSide::Past, this)),
      m_began(new WhenField(u"declare.when"_s, tr("Declared"), views::WhenSide::Past, this)),
      m_lead(new QCheckBox(tr("I lead it until somebody takes over"), this)),
      m_declare(makeButton(tr("Declare"), ButtonKind::Danger, u"declare.done"_s, this))
{
    setObjectName(u"declare"_s);
    setAccessibleName(tr("Declare an incident"));
    auto *column = columnLayout(this, Theme::gap, Theme::gap * 2);
    column->addWidget(
        new ToneLabel(tr("Declare an incident"), ToneLabel::Tone::Text, ToneLabel::Face::Title, this));
    m_severityRow->setSpacing(Theme::gap);
    column->addLayout(m_severityRow);
    m_definition->setWordWrap(true);
    m_definition->setObjectName(u"declare.definition"_s);
    column->addWidget(m_definition);
    m_title->setObjectName(u"declare.title"_s);
    m_title->setPlaceholderText(tr("What is wrong, as customers see it"));
    m_title->setMinimumHeight(36);
    m_title->setMaxLength(200);
    m_scope->setObjectName(u"declare.scope"_s);
    m_scope->setPlaceholderText(tr("Who is hit, and how: may follow later"));
    m_scope->setMaxLength(2000);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::gap * 2);
    form->setVerticalSpacing(Theme::gap);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Affected"), m_scope);
    form->addRow(tr("First report"), m_report);
    form->addRow(tr("Declared"), m_began);
    column->addLayout(form);
    m_report->hideName();
    m_began->hideName();
    m_lead->setObjectName(u"declare.lead"_s);
    column->addWidget(m_lead);
    m_linked->setObjectName(u"declare.linked"_s);
    column->addWidget(m_linked);
    auto *row = new QHBoxLayout;
    m_told->setObjectName(u"declare.told"_s);
    m_told->setWordWrap(true);
    row->addWidget(m_told, 1);
    auto *cancel = makeButton(tr("Not now"), ButtonKind::Normal, u"declare.cancel"_s, this);
    row->addWidget(cancel);
    row->addWidget(m_declare);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &DeclareForm::close);
    connect(m_declare, &QPushButton::clicked, this, &DeclareForm::declare);
    for (QLineEdit *edit : {m_title, m_scope}) {
        connect(edit, &QLineEdit::textEdited, this, &DeclareForm::keep);
        connect(edit, &QLineEdit::returnPressed, this, &DeclareForm::declare);
    }
    for (WhenField *field : {m_report, m_began}) {
        connect(field, &WhenField::entered, this, &DeclareForm::declare);
        connect(field, &WhenField::left, this, &DeclareForm::close);
    }
    connect(m_severities, &QButtonGroup::idToggled, this, [this] { showDefinition(); });
    m_host->installEventFilter(this);
    hide();
}

void DeclareForm::setRules(std::shared_ptr<const policy::CompiledPolicy> policy)
{
    m_policy = std::move(policy);
    buildSeverities();
}

void DeclareForm::buildSeverities()
{
    for (QAbstractButton *button : m_severities->buttons())
        delete button;
    const auto &severities = m_policy->policy().incidents.severities;
    for (int i = 0; i < int(severities.size()); ++i) {
        const policy::Severity &severity = severities[size_t(i)];
        auto *button = makeButton(u"%1  %2"_s.arg(severity.key, severity.name), ButtonKind::Normal,
                                  u"declare.severity."_s + severity.key, this);
        button->setCheckable(true);
        button->setToolTip(severity.definition);
        m_severities->addButton(button, i);
        m_severityRow->addWidget(button, 1);
    }
    if (auto *highest = m_severities->button(0))
        highest->setChecked(true);
}

void DeclareForm::showDefinition()
{
    const auto &severities = m_policy->policy().incidents.severities;
    const int chosen = m_severities->checkedId();
    m_definition->setText(chosen < 0 ? QString() : severities[size_t(chosen)].definition);
}

void DeclareForm::open(const std::vector<TicketId> &tickets, const QString &title)
{
    if (!m_policy)
        return;
    m_tickets = tickets;
    m_saving = false;
    if (!isVisible())
        m_before = m_host->window()->focusWidget();
    m_keeper->setKey(u"draft.declare"_s);
    restore();
    if (m_title->text().isEmpty())
        m_title->setText(title);
    m_linked->setText(tickets.size() == 1 ? tr("1 ticket will be linked")
                                          : tr("%1 tickets will be linked").arg(tickets.size()));
    m_linked->setVisible(!tickets.empty());
    m_report->setNow(m_desk.now());
    m_began->setNow(m_desk.now());
    m_report->setText({});
    m_began->setText({});
    m_lead->setChecked(true);
    if (auto *highest = m_severities->button(0))
        highest->setChecked(true);
    showDefinition();
    m_told->setTone(ToneLabel::Tone::Dim);
    m_told->setText(tr("Enter declares it. Times may stay empty: then it is now."));
    place();
    show();
    raise();
    m_title->setFocus(Qt::PopupFocusReason);
    m_title->selectAll();
}

void DeclareForm::close()
{
    m_keeper->flush();
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void DeclareForm::keep()
{
    m_keeper->change(canonicalJson({{u"title"_s, m_title->text()}, {u"scope"_s, m_scope->text()}}));
}

void DeclareForm::restore()
{
    const auto draft = parseJsonObject(m_keeper->stored());
    m_title->setText(draft ? draft->value(u"title"_s).toString() : QString());
    m_scope->setText(draft ? draft->value(u"scope"_s).toString() : QString());
}

Result<std::optional<Instant>> DeclareForm::when(const WhenField *field) const
{
    if (field->isEmpty())
        return std::optional<Instant>();
    const auto at = field->at();
    if (!at)
        return at.error();
    return std::optional<Instant>(*at);
}

void DeclareForm::declare()
{
    if (m_saving)
        return;
    const policy::IncidentRules &rules = m_policy->policy().incidents;
    const QString title = m_title->text().simplified();
    if (title.isEmpty()) {
        m_title->setFocus(Qt::OtherFocusReason);
        return fail(tr("Say in a few words what is wrong; that is all it needs."));
    }
    const auto report = when(m_report), began = when(m_began);
    if (!report)
        return fail(tr("First report: %1").arg(views::sentence(report.error().detail)));
    if (!began)
        return fail(tr("Declared: %1").arg(views::sentence(began.error().detail)));
    incident::Declare command;
    command.fields.title = title;
    command.fields.severity = rules.severities[size_t(std::max(0, m_severities->checkedId()))].key;
    command.fields.scope.text = m_scope->text().simplified();
    command.fields.firstReportAt = *report;
    command.tickets = m_tickets;
    if (const QString role = incident::leadingRole(rules, command.fields.severity);
        m_lead->isChecked() && !role.isEmpty() && !m_desk.me().isNull())
        command.roles.emplace_back(role, m_desk.me());
    m_saving = true;
    m_keeper->flush();
    emit declared({IncidentId{}, std::move(command), *began});
}

void DeclareForm::fail(const QString &sentence)
{
    m_saving = false;
    m_told->setTone(ToneLabel::Tone::Red);
    m_told->setText(sentence);
}

void DeclareForm::done()
{
    m_saving = false;
    m_title->clear();
    m_scope->clear();
    m_keeper->forget();
    hide();
}

void DeclareForm::place()
{
    const int width = std::min(kWidth, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    adjustSize();
    move((m_host->width() - width) / 2,
         std::max(Theme::gap, std::min(96, (m_host->height() - height()) / 2)));
}

void DeclareForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return declare();
    if (event->key() == Qt::Key_Escape)
        return close();
    OverlayFrame::keyPressEvent(event);
}

bool DeclareForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
