// SPDX-License-Identifier: GPL-3.0-or-later
// How the import page is put together; what it does is in importpage.cpp.
#include "ui/importer/importpage.h"
#include "ui/importer/mappingtable.h"
#include "ui/importer/valuetable.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QProgressBar>

namespace muster::ui {

using namespace Qt::StringLiterals;

void ImportPage::buildHead(QBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    auto *back = new QPushButton(tr("Back to the queue"), this);
    back->setObjectName(u"import.back"_s);
    back->setToolTip(tr("Esc"));
    connect(back, &QPushButton::clicked, this, &ImportPage::left);
    row->addWidget(new ToneLabel(tr("Import tickets"), ToneLabel::Tone::Text, ToneLabel::Face::Title), 1);
    row->addWidget(back);
    column.addLayout(row);
    auto *file = new QHBoxLayout;
    m_choose = new QPushButton(tr("Choose file…"), this);
    m_choose->setObjectName(u"import.choose"_s);
    m_fileName = new ToneLabel(ToneLabel::Tone::Dim);
    m_fileName->setObjectName(u"import.file"_s);
    connect(m_choose, &QPushButton::clicked, this, &ImportPage::chooseFile);
    m_choose->hide();
    file->addWidget(m_choose);
    file->addWidget(m_fileName, 1);
    column.addLayout(file);
    m_about = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small);
    m_about->setObjectName(u"import.about"_s);
    column.addWidget(m_about);
}

void ImportPage::buildMapping(QBoxLayout &column)
{
    m_mapping = new QWidget(this);
    auto *inner = new QVBoxLayout(m_mapping);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(Theme::gap);
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Mapping"), m_mapping);
    m_maps = new QComboBox(m_mapping);
    m_maps->setObjectName(u"import.map"_s);
    m_maps->setAccessibleName(tr("Mapping"));
    label->setBuddy(m_maps);
    m_maps->addItem(tr("Own mapping"), QString());
    for (const QString &key : intake::shippedMaps()) {
        const auto map = intake::shippedMap(key);
        m_maps->addItem(map ? map->title : key, key);
    }
    connect(m_maps, &QComboBox::activated, this, [this] { useMap(m_maps->currentData().toString()); });
    row->addWidget(label);
    row->addWidget(m_maps);
    row->addStretch(1);
    inner->addLayout(row);
    m_table = new MappingTable(m_mapping);
    connect(m_table, &MappingTable::changed, this, &ImportPage::showReady);
    inner->addWidget(m_table, 1);
    m_values = new ValueTable(m_mapping);
    inner->addWidget(m_values);
    column.addWidget(m_mapping, 1);
    m_mapping->hide();
    m_start = new EmptyState(u"import"_s, tr("Drop a file here"),
                             tr("CSV, JSON or JSON Lines. Importing twice changes nothing."), this);
    m_start->addStep(tr("Choose a file"), u"import.first"_s, [this] { chooseFile(); });
    m_start->addStep(tr("Load the sample"), u"import.sample"_s, [this] { emit sampleWanted(); });
    column.addWidget(m_start, 1);
}

void ImportPage::buildFoot(QBoxLayout &column)
{
    m_bar = new QProgressBar(this);
    m_bar->setObjectName(u"import.progress"_s);
    m_bar->setAccessibleName(tr("Import progress"));
    m_bar->hide();
    column.addWidget(m_bar);
    m_state = new ToneLabel(ToneLabel::Tone::Text);
    m_state->setObjectName(u"import.state"_s);
    m_state->setWordWrap(true);
    column.addWidget(m_state);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    const auto button = [this, row](const QString &name, const QString &text) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(u"import."_s + name);
        made->hide();
        row->addWidget(made);
        return made;
    };
    m_rejects = button(u"rejects"_s, tr("Open the rejected rows"));
    m_notes = button(u"notes"_s, tr("Open the notes"));
    m_cancel = button(u"cancel"_s, tr("Stop"));
    m_try = button(u"dryRun"_s, tr("Try without saving"));
    m_import = button(u"start"_s, tr("Import"));
    m_done = button(u"done"_s, tr("Show the queue"));
    setKind(m_import, ButtonKind::Primary);
    setKind(m_done, ButtonKind::Primary);
    column.addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_desk.cancelImport(); });
    connect(m_try, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_import, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_done, &QPushButton::clicked, this, &ImportPage::left);
}

} // namespace muster::ui
