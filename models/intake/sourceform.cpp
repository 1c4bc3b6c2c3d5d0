// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/sourceform.h"

#include "models/intake/csvreader.h"

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

constexpr qint64 kLook = 64 * 1024;

bool isBinary(const QByteArray &start)
{
    for (const QByteArrayView mark : {QByteArrayView("PK\x03\x04"), QByteArrayView("%PDF"),
                                      QByteArrayView("\x1f\x8b"), QByteArrayView("SQLite format 3")}) {
        if (start.startsWith(mark))
            return true;
    }
    return start.contains('\0');
}

/// The separator of a first line "sep=;"; 0 where there is none.
char separatorLine(const QByteArray &start)
{
    const QByteArray line = start.left(start.indexOf('\n') + 1).trimmed();
    return line.size() == 5 && line.toLower().startsWith("sep=") ? line[4] : '\0';
}

} // namespace

Result<SourceForm> detectForm(QIODevice &device, const QString &file)
{
    SourceForm form;
    form.encoding = detectEncoding(device);
    QByteArray start = device.read(kLook);
    device.seek(0);
    if (form.encoding == Encoding::Utf16)
        start = QString(QStringDecoder(QStringDecoder::Utf16).decode(start)).toUtf8();
    if (form.encoding == Encoding::Utf8WithBom)
        start.remove(0, 3);
    if (isBinary(start))
        return Error{Fault::BadInput,
                     u"%1 is not a text file; save the sheet as CSV, or the export as JSON"_s.arg(file)};
    if (start.trimmed().isEmpty())
        return Error{Fault::BadInput, u"%1 is empty; there is nothing to import"_s.arg(file)};
    form.json = jsonShape(start);
    if (form.json)
        return form;
    const char stated = separatorLine(start);
    form.hasSeparatorLine = stated != '\0';
    form.separator = form.hasSeparatorLine ? stated : guessSeparator(start);
    return form;
}

} // namespace muster::intake
