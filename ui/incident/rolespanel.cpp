// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/rolespanel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNameBesideButtons =
    112; ///< px that a column of 300 with a scroll bar leaves beside two buttons

} // namespace

RolesPanel::RolesPanel(QWidget *parent) : QWidget(parent), m_column(columnLayout(this, Theme::gap))
{
    setObjectName(u"incident.roles"_s);
    setAccessibleName(tr("Roles"));
    m_column->addWidget(new SectionHeader(tr("Roles"), this));
}

std::vector<RolesPanel::Line> RolesPanel::linesOf(const RoomView &view)
{
    const policy::Severity *severity = view.rules().severity(view.incident().severity);
    const bool isRunning = incident::isRunning(view.incident().status);
    const QStringList required = severity && isRunning ? severity->roles : QStringList();
    std::vector<Line> lines;
    for (const policy::IncidentRole &role : view.rules().roles) {
        const PersonId holder = incident::holderOf(view.incident(), role.key);
        const PersonId awaited = incident::awaitedFor(view.incident(), role.key);
        lines.push_back({role.key, role.name, role.duty, holder.isNull() ? QString() : view.nameOf(holder),
                         awaited.isNull() ? QString() : view.nameOf(awaited), required.contains(role.key),
                         !holder.isNull() && holder == view.me, !awaited.isNull() && awaited == view.me});
    }
    // What the severity needs first, then what somebody holds, then the rest; the policy's order within.
    const auto rank = [](const Line &line) {
        return line.isRequired ? 0 : line.holder.isEmpty() && line.awaited.isEmpty() ? 2 : 1;
    };
    std::ranges::stable_sort(lines, {}, rank);
    return lines;
}

void RolesPanel::present(const RoomView &view)
{
    auto lines = linesOf(view);
    QStringList warnings = incident::roleWarnings(view.incident(), view.rules(), view.nameOf);
    if (lines == m_lines && warnings == m_warnings)
        return;
    m_lines = std::move(lines);
    m_warnings = std::move(warnings);
    build();
}

void RolesPanel::clear()
{
    m_lines.clear();
    delete std::exchange(m_list, nullptr);
}

void RolesPanel::build()
{
    const QWidget *had = window()->focusWidget();
    const QString focused = had && m_list && m_list->isAncestorOf(had) ? had->objectName() : QString();
    delete m_list;
    m_list = new QWidget(this);
    auto *column = columnLayout(m_list, Theme::gap / 2);
    int others = 0;
    for (const Line &line : m_lines) {
        const bool isQuiet = !line.isRequired && line.holder.isEmpty() && line.awaited.isEmpty();
        others += isQuiet ? 1 : 0;
        if (m_all || !isQuiet)
            addLine(line, *column);
    }
    if (others > 0) {
        auto *more = makeButton(m_all ? tr("Fewer roles") : tr("%1 more roles").arg(others),
                                ButtonKind::Quiet, u"incident.moreRoles"_s, m_list);
        connect(more, &QPushButton::clicked, this, [this] {
            m_all = !m_all;
            QMetaObject::invokeMethod(this, &RolesPanel::build, Qt::QueuedConnection);
        });
        column->addWidget(more, 0, Qt::AlignLeft);
    }
    for (const QString &warning : m_warnings) {
        auto *label = new ToneLabel(warning, ToneLabel::Tone::Amber, ToneLabel::Face::Small, m_list);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_column->addWidget(m_list);
    m_list->show();
    if (!focused.isEmpty()) {
        if (auto *again = m_list->findChild<QWidget *>(focused))
            again->setFocus(Qt::OtherFocusReason);
    }
}

void RolesPanel::addLine(const Line &line, QVBoxLayout &column)
{
    auto *block = new QVBoxLayout;
    block->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *name = new ElidedLabel(line.name, m_list);
    name->setToolTip(line.duty);
    name->setInk(line.isRequired ? Ink::Text : Ink::Dim);
    auto *holder = new ElidedLabel({}, m_list);
    holder->setObjectName(u"incident.holder."_s + line.role);
    const bool empty = line.holder.isEmpty();
    QString text = empty ? line.isRequired ? tr("nobody yet") : tr("nobody") : line.holder;
    if (!line.awaited.isEmpty())
        text += tr(" → %1").arg(line.awaited);
    holder->setText(text);
    holder->setInk(empty && line.isRequired ? Ink::Red : !line.awaited.isEmpty() ? Ink::Amber : Ink::Dim);
    // A long name has the whole width: no name is cut off by its buttons.
    const bool isLong = name->fontMetrics().horizontalAdvance(line.name) > kNameBesideButtons;
    (isLong ? block : words)->addWidget(name);
    words->addWidget(holder);
    row->addLayout(words, 1);
    const auto button = [&](const QString &caption, ButtonKind kind, const QString &what, auto signal) {
        auto *made = makeButton(caption, kind, u"incident."_s + what + u'.' + line.role, m_list);
        made->setAccessibleName(u"%1: %2"_s.arg(line.name, caption));
        connect(made, &QPushButton::clicked, this,
                [this, signal, role = line.role] { emit(this->*signal)(role); });
        row->addWidget(made);
    };
    if (line.awaitsMe)
        button(tr("Take over"), ButtonKind::Primary, u"acknowledge"_s, &RolesPanel::acknowledgeWanted);
    else if (!line.isMine)
        button(tr("Take"), empty && line.isRequired ? ButtonKind::Danger : ButtonKind::Quiet, u"take"_s,
               &RolesPanel::takeWanted);
    button(empty ? tr("Assign") : tr("Hand over"), ButtonKind::Quiet, u"assign"_s, &RolesPanel::assignWanted);
    block->addLayout(row);
    column.addLayout(block);
}

} // namespace muster::ui
