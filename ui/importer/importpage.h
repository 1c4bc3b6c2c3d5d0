// SPDX-License-Identifier: GPL-3.0-or-later
// Brings in tickets from a file: choose or drop it, see how it is read, map its columns, try it out, import
// it, see what came of it and where to go next. Window thread; owned by the queue page.
#pragma once

#include "models/views/desk.h"
#include "ui/importer/importmap.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QProgressBar;
class QPushButton;

namespace muster::ui {

class EmptyState;
class MappingTable;
class ToneLabel;
class ValueTable;

class ImportPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ImportPage(views::Desk &desk, QWidget *parent = nullptr);

    /// The one in force: its priorities are what words of a file become.
    void setPolicy(std::shared_ptr<const policy::CompiledPolicy> policy);
    /// Looks into the file off the window's thread and shows how it would be read.
    void openFile(const QString &file);
    /// Without a mapping page: a file whose map is known, such as the sample.
    void importNow(const QString &file);
    void takeFocus();
    bool isRunning() const { return m_running; }

public slots:
    void chooseFile();
    void start(bool dryRun);

signals:
    void left(); ///< back to the queue
    void sampleWanted();
    void finished(qint64 created);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHead(QBoxLayout &column);
    void buildMapping(QBoxLayout &column);
    void buildFoot(QBoxLayout &column);
    void showPeek(const QString &file, const Result<intake::Peek> &peek);
    void useMap(const QString &key);
    void showReady();
    void showValues();
    void showProgress(const views::ImportProgress &progress);
    void showOutcome(const views::ImportProgress &progress);
    void fail(const QString &sentence);

    views::Desk &m_desk;
    QString m_file;
    intake::Peek m_peek;
    intake::FieldMap m_map;
    bool m_running = false, m_dryRun = false;
    quint64 m_question = 0;
    ToneLabel *m_fileName = nullptr, *m_about = nullptr, *m_state = nullptr;
    EmptyState *m_start = nullptr;
    QComboBox *m_maps = nullptr;
    MappingTable *m_table = nullptr;
    ValueTable *m_values = nullptr;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    QWidget *m_mapping = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_choose = nullptr, *m_try = nullptr, *m_import = nullptr, *m_cancel = nullptr,
                *m_rejects = nullptr, *m_notes = nullptr, *m_done = nullptr;
    QString m_rejectFile, m_noteFile;
};

} // namespace muster::ui
