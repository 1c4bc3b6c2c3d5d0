// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/importreport.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qsizetype kMost = 64 * 1024 * 1024;

QByteArray csvField(QByteArray text)
{
    return '"' + text.replace('"', "\"\"") + '"';
}

void add(QByteArray &rows, qint64 line, const QByteArray &second, const QByteArray &third)
{
    if (rows.size() < kMost)
        rows += QByteArray::number(line) + ',' + csvField(second) + ',' + csvField(third) + '\n';
}

/// The path where it was written; empty where there is nothing to write, or where it failed (`error`).
QString written(const QString &path, const QByteArray &heading, const QByteArray &rows, QString &error)
{
    if (rows.isEmpty())
        return {};
    QSaveFile out(path);
    const QByteArray content = heading + rows;
    if (out.open(QIODevice::WriteOnly) && out.write(content) == content.size() && out.commit())
        return path;
    error = u"the report on what did not come in as it stood could not be written to %1: %2"_s.arg(
        path, out.errorString());
    return {};
}

} // namespace

void ImportReport::reject(const intake::RejectedRow &row)
{
    add(m_rejected, row.line, row.reason.toUtf8(), row.text);
}

void ImportReport::note(const intake::IncomingTicket &ticket, const QStringList &notes)
{
    for (const QString &note : notes)
        add(m_notes, ticket.line, ticket.source.toUtf8(), note.toUtf8());
}

void ImportReport::write(const QString &sourceFile, views::ImportProgress &progress) const
{
    progress.rejectFile =
        written(sourceFile + u".rejected.csv"_s, "line,reason,row\n", m_rejected, progress.error);
    progress.noteFile = written(sourceFile + u".notes.csv"_s, "line,ticket,note\n", m_notes, progress.error);
}

} // namespace muster::store
