// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/importpage.h"

#include "models/views/casetext.h"
#include "ui/importer/mappingtable.h"
#include "ui/importer/valuetable.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QUrl>
#include <QtConcurrentRun>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QString outcomeText(const views::ImportProgress &progress, bool dryRun)
{
    const QLocale locale;
    QString text =
        (dryRun
             ? ImportPage::tr("Would bring in %1 new and change %2; %3 are here already, %4 cannot be read.")
             : ImportPage::tr("%1 new tickets, %2 changed; %3 were here already, %4 could not be read."))
            .arg(locale.toString(progress.created), locale.toString(progress.updated),
                 locale.toString(progress.unchanged), locale.toString(progress.rejected));
    if (!progress.rejectFile.isEmpty())
        text += u' ' + ImportPage::tr("Line, reason and row of each are in %1.").arg(progress.rejectFile);
    if (progress.inPart > 0)
        text += u' ' + (progress.inPart == 1
                            ? ImportPage::tr("%n was understood in part.", nullptr, 1)
                            : ImportPage::tr("%n were understood in part.", nullptr, int(progress.inPart)));
    if (!progress.noteFile.isEmpty())
        text += u' ' + ImportPage::tr("What was left out stands in %1.").arg(progress.noteFile);
    return text;
}

} // namespace

ImportPage::ImportPage(views::Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    setAcceptDrops(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::gap * 2, Theme::gap * 2, Theme::gap * 2, Theme::gap * 2);
    column->setSpacing(Theme::gap);
    buildHead(*column);
    buildMapping(*column);
    buildFoot(*column);
    connect(&m_desk, &views::Desk::importProgress, this, &ImportPage::showProgress);
    connect(m_rejects, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_rejectFile)); });
    connect(m_notes, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_noteFile)); });
}

void ImportPage::takeFocus()
{
    (m_done->isVisible()     ? m_done
     : m_import->isVisible() ? m_import
     : m_choose->isVisible() ? m_choose
                             : m_start->findChild<QPushButton *>())
        ->setFocus(Qt::OtherFocusReason);
}

void ImportPage::chooseFile()
{
    if (m_running)
        return;
    auto *dialog = new QFileDialog(this, tr("Choose a file with tickets"), QFileInfo(m_file).path(),
                                   tr("Tickets (*.csv *.tsv *.txt *.json *.jsonl *.ndjson);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportPage::openFile);
    dialog->open();
}

void ImportPage::openFile(const QString &file)
{
    if (m_running)
        return;
    const quint64 question = ++m_question;
    m_fileName->setText(tr("Looking into %1 …").arg(QFileInfo(file).fileName()));
    whenAnswered(QtConcurrent::run([file] { return intake::peek(file); }), this,
                 [this, file, question](const Result<intake::Peek> &peek) {
                     if (question == m_question)
                         showPeek(file, peek);
                 });
}

void ImportPage::showPeek(const QString &file, const Result<intake::Peek> &peek)
{
    m_bar->hide();
    m_done->hide();
    m_rejects->hide();
    m_notes->hide();
    m_fileName->setTone(ToneLabel::Tone::Text);
    m_fileName->setText(file);
    if (!peek) {
        m_file.clear();
        m_mapping->hide();
        m_start->show();
        m_about->clear();
        m_try->hide();
        m_import->hide();
        return fail(
            tr("This file cannot be read: %1 Choose another one.").arg(views::sentence(peek.error().detail)));
    }
    m_choose->show();
    m_file = file;
    m_peek = *peek;
    m_about->setText(peekSentence(m_peek));
    m_mapping->show();
    m_start->hide();
    m_try->show();
    m_import->show();
    useMap(m_peek.guessedMap);
    if (unmapped(m_table->mapping()).isEmpty())
        m_import->setFocus(Qt::OtherFocusReason);
    else
        m_table->focusMissing();
}

void ImportPage::useMap(const QString &key)
{
    m_map = mapFor(key, m_peek);
    m_maps->setCurrentIndex(std::max(0, m_maps->findData(m_map.key)));
    m_table->setMapping(m_peek, mappedFields(m_map));
    showReady();
}

void ImportPage::setPolicy(std::shared_ptr<const policy::CompiledPolicy> policy)
{
    m_policy = std::move(policy);
    showValues();
}

void ImportPage::showValues()
{
    if (!m_policy)
        return;
    const std::vector<policy::Priority> &priorities = m_policy->policy().priorities;
    QStringList keys;
    for (const policy::Priority &priority : priorities)
        keys.append(priority.key);
    m_values->setValues(unknownValues(m_peek, m_map, m_table->mapping(), keys), priorities);
}

void ImportPage::showReady()
{
    showValues();
    const QStringList missing = unmapped(m_table->mapping());
    m_state->setTone(missing.isEmpty() ? ToneLabel::Tone::Green : ToneLabel::Tone::Amber);
    m_state->setText(missing.isEmpty() ? tr("Ready. “Try without saving” tells what an import would change.")
                                       : tr("A column is still needed for: %1").arg(missing.join(u", "_s)));
    m_try->setEnabled(missing.isEmpty() && !m_running);
    m_import->setEnabled(missing.isEmpty() && !m_running);
}

void ImportPage::importNow(const QString &file)
{
    if (m_running)
        return;
    ++m_question;
    m_file = file;
    m_fileName->setText(QFileInfo(file).fileName());
    m_mapping->hide();
    m_running = true;
    m_dryRun = false;
    showProgress({});
    m_desk.startImport(file, {}, {}, false);
}

void ImportPage::start(bool dryRun)
{
    if (m_running || m_file.isEmpty() || !unmapped(m_table->mapping()).isEmpty())
        return;
    m_running = true;
    m_dryRun = dryRun;
    showProgress({});
    // An untouched shipped map goes by its key: then it is also the newer one after an update of the program.
    const bool untouched = intake::shippedMaps().contains(m_map.key) &&
                           m_table->mapping() == mappedFields(m_map) && !m_values->isTouched();
    m_desk.startImport(m_file, untouched ? m_map.key : QString(),
                       untouched ? QByteArray() : mapJson(m_map, m_table->mapping(), m_values->values()),
                       dryRun);
}

void ImportPage::showProgress(const views::ImportProgress &progress)
{
    if (!m_running)
        return;
    if (progress.done || !progress.error.isEmpty())
        return showOutcome(progress);
    m_bar->show();
    m_bar->setRange(0, progress.bytesTotal > 0 ? 1000 : 0);
    if (progress.bytesTotal > 0)
        m_bar->setValue(int(progress.bytesDone * 1000 / progress.bytesTotal));
    const QLocale locale;
    m_state->setTone(ToneLabel::Tone::Text);
    m_state->setText((m_dryRun ? tr("Trying without saving: %1 new, %2 changed, %3 already here, %4 rejected")
                               : tr("Importing: %1 new, %2 changed, %3 already here, %4 rejected"))
                         .arg(locale.toString(progress.created), locale.toString(progress.updated),
                              locale.toString(progress.unchanged), locale.toString(progress.rejected)));
    m_cancel->show();
    m_start->hide();
    for (QPushButton *button : {m_choose, m_try, m_import})
        button->setEnabled(false);
}

void ImportPage::showOutcome(const views::ImportProgress &progress)
{
    m_running = false;
    m_bar->hide();
    m_cancel->hide();
    m_choose->setEnabled(true);
    m_try->setEnabled(true);
    m_import->setEnabled(true);
    m_rejectFile = progress.rejectFile;
    m_rejects->setVisible(!m_rejectFile.isEmpty());
    m_noteFile = progress.noteFile;
    m_notes->setVisible(!m_noteFile.isEmpty());
    if (!progress.error.isEmpty())
        return fail(m_dryRun
                        ? tr("The trial stopped: %1 Nothing was saved.").arg(views::sentence(progress.error))
                        : tr("The import stopped: %1 What came in before that is saved; importing again goes "
                             "on from there.")
                              .arg(views::sentence(progress.error)));
    m_state->setTone(progress.rejected > 0 ? ToneLabel::Tone::Amber : ToneLabel::Tone::Green);
    m_state->setText(outcomeText(progress, m_dryRun));
    m_import->setVisible(m_dryRun);
    m_try->setVisible(m_dryRun);
    m_done->setVisible(!m_dryRun);
    takeFocus();
    if (!m_dryRun)
        emit finished(progress.created);
}

void ImportPage::fail(const QString &sentence)
{
    m_state->setTone(ToneLabel::Tone::Red);
    m_state->setText(sentence);
}

void ImportPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!m_running && urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void ImportPage::dropEvent(QDropEvent *event)
{
    openFile(event->mimeData()->urls().front().toLocalFile());
}

void ImportPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit left(); // a running import goes on; its progress is here when one comes back
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace muster::ui
