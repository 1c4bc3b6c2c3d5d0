// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recordpanel.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QString moment(Instant at)
{
    return views::absoluteText(at, QTimeZone::utc());
}

QString entriesText(qint64 entries)
{
    return entries == 1 ? RecordPanel::tr("1 entry")
                        : RecordPanel::tr("%1 entries").arg(QLocale::c().toString(entries));
}

QString lineOf(const views::SetAside &aside)
{
    const QString again =
        aside.until ? RecordPanel::tr(" Judged again at %1.").arg(moment(*aside.until)) : QString();
    return u"%1  %2\n%3.%4"_s.arg(moment(aside.takenAt), aside.what, aside.reason, again);
}

} // namespace

RecordPanel::RecordPanel(QWidget *window, views::RecordKeeper &keeper, std::unique_ptr<Dialogs> dialogs)
    : Overlay(window, Place::Middle, QSize(880, 620), tr("The record of this desk")), m_keeper(keeper),
      m_dialogs(std::move(dialogs))
{
    setObjectName(u"recordPanel"_s);
    auto *header = new SectionHeader(tr("The record of this desk"), this);
    QPushButton *done = makeButton(tr("Close"), ButtonKind::Normal, u"recordClose"_s, this);
    header->addButton(done);
    connect(done, &QPushButton::clicked, this, &RecordPanel::close);
    m_file = makeLabel({}, TextKind::Mono, this);
    m_file->setObjectName(u"recordFile"_s);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = makeDimLabel({}, TextKind::Normal, this);
    m_facts->setObjectName(u"recordFacts"_s);
    m_outcome = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this);
    m_outcome->setWordWrap(true);
    m_outcome->setObjectName(u"recordOutcome"_s);
    m_heading = makeLabel({}, TextKind::Bold, this);
    m_list = new QListWidget(this);
    m_list->setObjectName(u"recordList"_s);
    m_list->setAccessibleName(tr("What was found and what was set aside"));
    m_list->setWordWrap(true);
    m_list->setAlternatingRowColors(false);
    column()->addWidget(header);
    column()->addWidget(m_file);
    column()->addWidget(m_facts);
    column()->addWidget(makeButtons());
    column()->addWidget(m_outcome);
    column()->addWidget(m_heading);
    column()->addWidget(m_list, 1);
}

RecordPanel::~RecordPanel() = default;

QWidget *RecordPanel::makeButtons()
{
    auto *line = new QWidget(this);
    auto *cells = rowLayout(line, Theme::gap);
    m_check = makeButton(tr("Check every entry"), ButtonKind::Primary, u"recordCheck"_s, line);
    m_backUp = makeButton(tr("Back up now"), ButtonKind::Normal, u"recordBackUp"_s, line);
    m_export = makeButton(tr("Export as JSON Lines"), ButtonKind::Normal, u"recordExport"_s, line);
    for (QPushButton *button : {m_check, m_backUp, m_export}) {
        button->setAutoDefault(true);
        cells->addWidget(button);
    }
    cells->addStretch(1);
    connect(m_check, &QPushButton::clicked, this, &RecordPanel::check);
    connect(m_backUp, &QPushButton::clicked, this, &RecordPanel::backUp);
    connect(m_export, &QPushButton::clicked, this, &RecordPanel::exportRecord);
    return line;
}

QWidget *RecordPanel::prepare()
{
    m_problems.clear();
    m_notes.clear();
    m_outcome->clear();
    reload();
    return m_check;
}

void RecordPanel::reload()
{
    whenAnswered(m_keeper.record(), this, [this](const Result<views::Record> &record) { show(record); });
}

void RecordPanel::show(const Result<views::Record> &record)
{
    if (!record)
        return end(views::sentence(record.error().detail), false);
    m_file->setText(record->file);
    const QString copy =
        record->lastBackup.isEmpty()
            ? tr("no backup yet")
            : tr("last backup %1")
                  .arg(moment(fromMillis(QFileInfo(record->lastBackup).lastModified().toMSecsSinceEpoch())));
    m_facts->setText(u"%1 · %2 · %3"_s.arg(
        entriesText(record->entries),
        QLocale::c().formattedDataSize(record->bytes, 1, QLocale::DataSizeSIFormat), copy));
    m_setAside = record->setAside;
    m_setAsideCount = record->setAsideCount;
    fillList();
}

void RecordPanel::fillList()
{
    m_list->clear();
    const QStringList found = m_problems + m_notes;
    m_list->addItems(found);
    for (const views::SetAside &aside : m_setAside)
        m_list->addItem(lineOf(aside));
    const QString aside =
        m_setAsideCount == 0
            ? tr("Nothing was set aside: every entry that came could be taken.")
            : tr("Set aside, kept, and applied nowhere: %1 that came from outside").arg(m_setAsideCount);
    m_heading->setText(found.isEmpty() ? aside : tr("What the check found:"));
    if (!found.isEmpty() && m_setAsideCount > 0)
        m_list->insertItem(int(found.size()), aside + u':');
    m_list->setVisible(m_list->count() > 0);
}

void RecordPanel::begin(const QString &sentence)
{
    m_outcome->setText(sentence);
    m_outcome->setTone(ToneLabel::Tone::Text);
    m_pressed = qobject_cast<QPushButton *>(QApplication::focusWidget());
    for (QPushButton *button : {m_check, m_backUp, m_export})
        button->setEnabled(false);
}

void RecordPanel::end(const QString &sentence, bool isGood)
{
    m_outcome->setText(sentence);
    m_outcome->setTone(isGood ? ToneLabel::Tone::Green : ToneLabel::Tone::Red);
    for (QPushButton *button : {m_check, m_backUp, m_export})
        button->setEnabled(true);
    if (isOpen() && m_pressed)
        m_pressed->setFocus();
    m_pressed = nullptr;
}

void RecordPanel::check()
{
    begin(tr("Checking every entry. You can go on working; this window may be closed."));
    whenAnswered(m_keeper.check(), this, [this](const Result<views::RecordCheck> &done) {
        if (!done)
            return end(views::sentence(done.error().detail), false);
        m_problems = done->problems;
        m_notes.clear();
        for (const QString &note : done->notes)
            m_notes += views::sentence(note);
        fillList();
        if (!m_problems.isEmpty())
            return end(
                tr("Problems: %1. Each says what mends it; nothing was changed.").arg(m_problems.size()),
                false);
        end(tr("Checked: %1. Each is as it was written, and everything shown follows from them.")
                .arg(entriesText(done->entries)),
            true);
    });
}

void RecordPanel::backUp()
{
    begin(tr("Copying."));
    whenAnswered(m_keeper.backUp(), this, [this](const Result<QString> &copy) {
        if (copy)
            reload();
        end(copy ? tr("Copied to %1").arg(*copy) : views::sentence(copy.error().detail), bool(copy));
    });
}

void RecordPanel::exportRecord()
{
    m_dialogs->saveFile({tr("Export the record"), {}, tr("JSON Lines (*.jsonl)"), u"muster-record.jsonl"_s},
                        [this](const QString &path) {
                            if (path.isEmpty())
                                return;
                            begin(tr("Writing."));
                            whenAnswered(
                                m_keeper.exportTo(path), this, [this, path](const Result<qint64> &written) {
                                    end(written ? tr("%1 written to %2. Whoever has the file can read them.")
                                                      .arg(entriesText(*written), path)
                                                : views::sentence(written.error().detail),
                                        bool(written));
                                });
                        });
}

} // namespace muster::ui
