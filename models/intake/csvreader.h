// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a separated-values file after RFC 4180, one at a time. A row that is not well formed comes out with
// its problem and its bytes, and reading goes on with the line after the one where it began, so that one
// stray quote costs one row and not the rest of the file.
#pragma once

#include "models/intake/bytesource.h"

#include <QStringList>

#include <optional>

namespace muster::intake {

struct CsvRow
{
    qint64 line = 0; ///< the first physical line of the row, from 1
    QStringList cells;
    QByteArray text; ///< as it stood, at most 4 KiB, without its line end
    QString problem; ///< empty for a good row; else a sentence, and `cells` is empty
    QString damage;  ///< where bytes of a row are no characters: a sentence; `cells` holds U+FFFD there
};

class CsvReader
{
public:
    CsvReader(ByteSource &source, Encoding encoding, char separator);

    /// The next row that is not blank; nothing at the end.
    std::optional<CsvRow> next();

private:
    bool skipBlankLines();
    void readCell();
    void readQuoted();
    int take();
    void fail(const QString &problem);
    void addCell();
    void finish(CsvRow &row);
    void recover(CsvRow &row);

    ByteSource &m_source;
    Encoding m_encoding;
    char m_separator;
    QByteArray m_raw; ///< of this row, for the reject file and for going back
    QByteArray m_cell;
    QStringList m_cells;
    QString m_problem, m_damage;
    qint64 m_wentBack = 0;
};

/// The separator of , ; tab | that cuts the rows of `start` most evenly; a comma where none does.
char guessSeparator(const QByteArray &start);

} // namespace muster::intake
