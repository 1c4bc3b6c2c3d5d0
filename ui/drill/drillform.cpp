// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drill/drillform.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {

DrillForm::DrillForm(QWidget *window, std::vector<drill::Script> drills,
                     std::function<QString(const QString &)> roleName)
    : Overlay(window, Place::Middle, QSize(620, 560), tr("Start a drill")), m_drills(std::move(drills)),
      m_roleName(std::move(roleName))
{
    setObjectName(u"drillForm"_s);
    auto *header = new SectionHeader(tr("Start a drill"), this);
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonKind::Normal, u"drillCancel"_s, this);
    header->addButton(cancel);
    m_drill = new QComboBox(this);
    m_drill->setObjectName(u"drillChoice"_s);
    m_drill->setAccessibleName(tr("Drill"));
    for (const drill::Script &each : m_drills)
        m_drill->addItem(each.name, each.key);
    m_summary = makeDimLabel({}, TextKind::Normal, this);
    m_speed = new QComboBox(this);
    m_speed->setObjectName(u"drillSpeed"_s);
    m_speed->setAccessibleName(tr("Speed of the clock"));
    for (const int speed : {1, 5, 10, 30, 60})
        m_speed->addItem(speed == 1 ? tr("1× real time") : tr("%1× real time").arg(speed), speed);
    m_speed->setCurrentIndex(2);
    m_roleBox = new QWidget(this);
    m_roleColumn = columnLayout(m_roleBox, Theme::gap / 2);
    m_start = makeButton(tr("Start"), ButtonKind::Primary, u"drillStart"_s, this);
    m_start->setAutoDefault(true);
    column()->addWidget(header);
    column()->addWidget(m_drill);
    column()->addWidget(m_summary);
    column()->addWidget(m_speed);
    column()->addWidget(
        makeLabel(tr("Roles that you play; the program plays the others"), TextKind::Bold, this));
    column()->addWidget(m_roleBox);
    column()->addStretch(1);
    column()->addWidget(
        makeDimLabel(tr("It opens in a window and a file of its own; nothing of it gets into your "
                        "workspace or its figures."),
                     TextKind::Small, this));
    column()->addWidget(m_start, 0, Qt::AlignRight);
    connect(cancel, &QPushButton::clicked, this, &DrillForm::close);
    connect(m_drill, &QComboBox::currentIndexChanged, this, &DrillForm::showDrill);
    connect(m_start, &QPushButton::clicked, this, [this] {
        const DrillChoice chosen = choice();
        close();
        emit startWanted(chosen);
    });
    showDrill();
}

QWidget *DrillForm::prepare()
{
    return m_drill;
}

void DrillForm::showDrill()
{
    const int index = m_drill->currentIndex();
    qDeleteAll(m_roles);
    m_roles.clear();
    if (index < 0)
        return;
    const drill::Script &chosen = m_drills[size_t(index)];
    m_summary->setText(chosen.summary);
    for (const QString &role : chosen.roles()) {
        auto *box = new QCheckBox(m_roleName(role), m_roleBox);
        box->setObjectName(u"drillRole."_s + role);
        box->setProperty("role", role);
        box->setChecked(m_roles.empty()); // whoever leads
        m_roleColumn->addWidget(box);
        m_roles.push_back(box);
    }
}

DrillChoice DrillForm::choice() const
{
    DrillChoice chosen{m_drill->currentData().toString(), m_speed->currentData().toInt(), {}};
    for (const QCheckBox *box : m_roles) {
        if (box->isChecked())
            chosen.roles += box->property("role").toString();
    }
    return chosen;
}

} // namespace muster::ui
