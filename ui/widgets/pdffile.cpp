// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pdffile.h"

#include "ui/theme/theme.h"

#include <QFont>
#include <QPdfWriter>
#include <QTextDocument>

namespace muster::ui {
namespace {

void writePdf(const QString &markdown, const QString &title, const QFont &font, QIODevice &file)
{
    QPdfWriter writer(&file);
    writer.setTitle(title);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout::Millimeter);
    QTextDocument document;
    document.setDefaultFont(font);
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    document.print(&writer);
}

} // namespace

FileWriter::Content pdfOf(const QString &markdown, const QString &title)
{
    QFont font = theme().ui;
    font.setPointSizeF(10);
    return [markdown, title, font](QIODevice &file) { writePdf(markdown, title, font, file); };
}

} // namespace muster::ui
