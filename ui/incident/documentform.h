// SPDX-License-Identifier: GPL-3.0-or-later
// A document of an incident, edited as Markdown in the place of the timeline: the post-mortem or the
// executive brief. It begins with what the record says; saving keeps it in the record, and it can be taken
// along as Markdown or PDF. Its draft is kept. Window thread; owned by the war room.
#pragma once

#include "models/views/desk.h"
#include "models/views/incidentdocuments.h"
#include "ui/incident/roomview.h"

#include <QWidget>

class QPlainTextEdit;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class ToneLabel;

class DocumentForm final : public QWidget
{
    Q_OBJECT
public:
    DocumentForm(views::Desk &desk, QWidget *parent);
    ~DocumentForm() override;

    void setDialogs(std::shared_ptr<Dialogs> dialogs);
    /// `document` is "post_mortem" or "brief". Opens with the draft, else with what was written last, else
    /// with what the record says.
    void open(const RoomView &view, const QString &document, const views::Affected &affected);
    bool isOpen() const { return m_open; }
    void close();
    void fail(const QString &sentence); ///< it was refused: the text is still there
    void done();                        ///< it is in the record

signals:
    void written(const muster::incident::DocumentWritten &document);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QString fromRecord() const;
    void fill();
    void showOpenPoints();
    void save();
    void exportFile();
    void say(const QString &sentence, bool isWrong);

    std::shared_ptr<Dialogs> m_dialogs;
    DraftKeeper *m_keeper;
    bool m_open = false, m_saving = false;
    QString m_document;
    incident::Incident m_incident;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    views::NameOf m_nameOf;
    views::Affected m_affected;
    Instant m_now{};
    ToneLabel *m_title, *m_points, *m_told;
    QPlainTextEdit *m_text;
};

/// Writes Markdown as a PDF of A4 pages. What went wrong, as a sentence; empty where it worked.
QString writePdf(const QString &markdown, const QString &title, const QString &path);

} // namespace muster::ui
