// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/documentform.h"

#include "models/incident/flow.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/pdffile.h"
#include "ui/widgets/tonelabel.h"

#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

DocumentForm::DocumentForm(views::Desk &desk, QWidget *parent) : WritingForm(u"document"_s, desk, parent)
{
    build();
}

DocumentForm::~DocumentForm() = default;

void DocumentForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap);
    m_title = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Title, this);
    m_title->setObjectName(u"document.title"_s);
    m_points = new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, this);
    m_points->setObjectName(u"document.points"_s);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"document.text"_s);
    m_text->setAccessibleName(tr("Text in Markdown"));
    m_text->setTabChangesFocus(true);
    watch({m_text});
    column->addWidget(m_title);
    column->addWidget(m_points);
    column->addWidget(m_text, 1);
    column->addWidget(m_told);
    auto *row = new QHBoxLayout;
    auto *anew = makeButton(tr("Fill from the record"), ButtonKind::Quiet, u"document.fill"_s, this);
    auto *later = makeButton(tr("Later"), ButtonKind::Quiet, u"document.later"_s, this);
    auto *take = makeButton(tr("Save as PDF or Markdown"), ButtonKind::Normal, u"document.export"_s, this);
    auto *keep = makeButton(tr("Keep in the record"), ButtonKind::Primary, u"document.save"_s, this);
    keep->setToolTip(tr("Ctrl+Enter"));
    row->addWidget(anew);
    row->addStretch(1);
    for (QPushButton *button : {later, take, keep})
        row->addWidget(button);
    column->addLayout(row);
    connect(anew, &QPushButton::clicked, this, &DocumentForm::fill);
    connect(later, &QPushButton::clicked, this, &DocumentForm::close);
    connect(take, &QPushButton::clicked, this, &DocumentForm::exportFile);
    connect(keep, &QPushButton::clicked, this, &DocumentForm::submit);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (m_filling)
            return;
        m_keeper->change(m_text->toPlainText().toUtf8());
        showOpenPoints();
    });
}

void DocumentForm::open(const RoomView &view, const QString &document, const views::Affected &affected)
{
    opened(view);
    m_document = document;
    m_affected = affected;
    const bool isBrief = document == u"brief"_s;
    m_title->setText(
        (isBrief ? tr("Executive brief of %1") : tr("Post-mortem of %1")).arg(m_incident.number));
    m_keeper->setKey(u"draft.incident.%1.%2"_s.arg(m_incident.id.toString(), document));
    const auto kept = m_incident.documents.find(document);
    const QString draft = QString::fromUtf8(m_keeper->stored());
    m_filling = true;
    // A brief begins anew each time: it says what changed since the last one.
    m_text->setPlainText(!draft.isEmpty()                                 ? draft
                         : kept != m_incident.documents.end() && !isBrief ? kept->second.text
                                                                          : fromRecord());
    m_filling = false;
    showOpenPoints();
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->moveCursor(QTextCursor::Start);
}

QString DocumentForm::fromRecord() const
{
    const views::DocumentFrame frame{m_policy->policy().incidents, m_nameOf, m_affected, m_now, localZone()};
    if (m_document != u"brief"_s)
        return views::postMortemDraft(m_incident, frame);
    const auto before = m_incident.documents.find(m_document);
    return views::executiveBrief(m_incident, frame,
                                 before == m_incident.documents.end() ? nullptr : &before->second);
}

/// As one step that Ctrl+Z takes back: what was typed is not lost.
void DocumentForm::fill()
{
    QTextCursor cursor(m_text->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(fromRecord());
    say(tr("Filled from the record. Ctrl+Z brings back what stood there."), false);
    m_text->setFocus(Qt::OtherFocusReason);
}

void DocumentForm::showOpenPoints()
{
    const int open = incident::openPlaces(m_text->toPlainText());
    m_points->setText(open == 0   ? QString()
                      : open == 1 ? tr("1 place is still to be written: TODO")
                                  : tr("%1 places are still to be written: TODO").arg(open));
    m_points->setVisible(open > 0);
}

void DocumentForm::submit()
{
    if (isSaving())
        return;
    beginSaving();
    m_keeper->flush();
    emit written(m_incident.id, {m_document, m_text->toPlainText().trimmed()});
}

void DocumentForm::exportFile()
{
    const QString name =
        m_incident.number + (m_document == u"brief"_s ? u"-brief.pdf"_s : u"-post-mortem.pdf"_s);
    askPlace({m_title->text(), {}, tr("PDF (*.pdf);;Markdown (*.md)"), name},
             [this](const QString &path) { writeFile(path); });
}

void DocumentForm::writeFile(const QString &path)
{
    const auto written = [this, path](const QString &problem) {
        if (problem.isEmpty())
            say(tr("It is in %1.").arg(path), false);
        else
            say(problem + u' ' + tr("The text is still here."), true);
    };
    const QString text = m_text->toPlainText();
    if (path.endsWith(u".md"_s, Qt::CaseInsensitive))
        return files().write(path, text.toUtf8(), written);
    say(tr("Writing."), false);
    files().write(path, pdfOf(text, m_title->text()), written);
}

} // namespace muster::ui
