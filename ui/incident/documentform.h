// SPDX-License-Identifier: GPL-3.0-or-later
// A document of an incident, edited as Markdown in the place of the timeline: the post-mortem or the
// executive brief. It begins with what the record says; saving keeps it in the record, and it can be taken
// along as Markdown or PDF. Its draft is kept. Window thread; owned by the war room.
#pragma once

#include "models/views/incidentdocuments.h"
#include "ui/incident/writingform.h"

class QPlainTextEdit;

namespace muster::ui {

class DocumentForm final : public WritingForm
{
    Q_OBJECT
public:
    DocumentForm(views::Desk &desk, QWidget *parent);
    ~DocumentForm() override;

    /// `document` is "post_mortem" or "brief". Opens with the draft, else with what was written last, else
    /// with what the record says.
    void open(const RoomView &view, const QString &document, const views::Affected &affected);

signals:
    void written(muster::IncidentId incident, const muster::incident::DocumentWritten &document);

protected:
    void submit() override;

private:
    void build();
    QString fromRecord() const;
    void fill();
    void showOpenPoints();
    void exportFile();
    void writeFile(const QString &path);

    bool m_filling = false;
    QString m_document;
    views::Affected m_affected;
    ToneLabel *m_title, *m_points;
    QPlainTextEdit *m_text;
};

} // namespace muster::ui
