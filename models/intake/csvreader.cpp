// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/csvreader.h"

#include <QBuffer>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

constexpr qsizetype kLongestCell = 2 * 1024 * 1024;
constexpr qsizetype kLongestRow = 8 * 1024 * 1024;
constexpr qsizetype kKept = 4 * 1024;
/// Going back over open quotes stops here, so that a hostile file cannot make reading quadratic.
constexpr qint64 kMostWentBack = 64 * 1024 * 1024;

bool isLineEnd(int c)
{
    return c == '\n' || c == '\r' || c == ByteSource::kEnd;
}

/// The bytes up to and with the first line end.
qsizetype firstLine(const QByteArray &raw)
{
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\n')
            return i + 1;
        if (raw[i] == '\r')
            return i + 1 < raw.size() && raw[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return raw.size();
}

} // namespace

CsvReader::CsvReader(ByteSource &source, Encoding encoding, char separator)
    : m_source(source), m_encoding(encoding), m_separator(separator)
{}

int CsvReader::take()
{
    const int c = m_source.take();
    if (c != ByteSource::kEnd)
        m_raw += char(c);
    return c;
}

void CsvReader::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

bool CsvReader::skipBlankLines()
{
    while (m_source.peek() == '\n' || m_source.peek() == '\r')
        m_source.take();
    return m_source.peek() != ByteSource::kEnd;
}

void CsvReader::readQuoted()
{
    const qint64 opened = m_source.line();
    take();
    for (;;) {
        const int c = take();
        if (c == ByteSource::kEnd) {
            fail(u"the quote opened in line %1, column %2, is never closed"_s.arg(opened).arg(m_cells.size() +
                                                                                              1));
            return;
        }
        if (c == '"') {
            if (m_source.peek() != '"')
                break;
            take();
        }
        if (m_cell.size() >= kLongestCell || m_raw.size() >= kLongestRow) {
            fail(
                u"column %1 is longer than 2 MiB, or the row longer than 8 MiB; most often a closing quote is missing"_s
                    .arg(m_cells.size() + 1));
            return;
        }
        m_cell += char(c);
    }
    if (m_source.peek() != m_separator && !isLineEnd(m_source.peek()))
        fail(u"column %1 goes on after its closing quote; a quote inside a quoted field is written twice"_s
                 .arg(m_cells.size() + 1));
}

void CsvReader::readCell()
{
    m_cell.clear();
    if (m_source.peek() == '"')
        readQuoted();
    while (m_problem.isEmpty() && m_source.peek() != m_separator && !isLineEnd(m_source.peek())) {
        if (m_raw.size() >= kLongestRow)
            fail(u"the row is longer than 8 MiB"_s);
        else
            m_cell += char(take());
    }
    addCell();
}

void CsvReader::addCell()
{
    m_cells += decoded(m_cell, m_encoding);
    const qsizetype broken = m_damage.isEmpty() ? firstBroken(m_cell, m_encoding) : -1;
    if (broken < 0)
        return;
    const QByteArray before = m_cell.first(broken).right(30);
    m_damage = u"column %1 holds the byte 0x%2 after \"%3\", which is no character in %4; mend it and import "
               "the row again"_s.arg(m_cells.size())
                   .arg(uchar(m_cell[broken]), 2, 16, QLatin1Char('0'))
                   .arg(decoded(before, m_encoding).remove(QChar::ReplacementCharacter).simplified(),
                        encodingName(m_encoding));
}

/// Goes to the line after the one where the row began.
void CsvReader::recover(CsvRow &row)
{
    const qsizetype first = firstLine(m_raw);
    const QByteArray after = m_raw.sliced(first);
    const bool hasLineEnd = first > 0 && (m_raw[first - 1] == '\n' || m_raw[first - 1] == '\r');
    if (hasLineEnd && m_wentBack + after.size() <= kMostWentBack) {
        m_wentBack += after.size();
        m_source.putBack(after, row.line + 1);
        m_raw.truncate(first);
    } else {
        while (!isLineEnd(m_source.peek())) {
            const int c = m_source.take();
            if (m_raw.size() < kKept)
                m_raw += char(c);
        }
    }
    row.cells.clear();
    row.problem = m_problem;
}

void CsvReader::finish(CsvRow &row)
{
    row.cells = m_cells;
    row.damage = m_damage;
    if (!m_problem.isEmpty())
        recover(row);
    while (m_raw.endsWith('\n') || m_raw.endsWith('\r'))
        m_raw.chop(1);
    row.text = m_raw.first(std::min(m_raw.size(), kKept));
    if (row.problem.isEmpty() && m_source.peek() == '\r')
        m_source.take();
    if (row.problem.isEmpty() && m_source.peek() == '\n')
        m_source.take();
}

std::optional<CsvRow> CsvReader::next()
{
    if (!skipBlankLines())
        return {};
    CsvRow row;
    row.line = m_source.line();
    m_raw.clear();
    m_cells.clear();
    m_problem.clear();
    m_damage.clear();
    for (;;) {
        readCell();
        if (!m_problem.isEmpty() || m_source.peek() != m_separator)
            break;
        take();
    }
    finish(row);
    return row;
}

char guessSeparator(const QByteArray &start)
{
    char best = ',';
    qsizetype bestScore = 0;
    for (const char separator : {',', ';', '\t', '|'}) {
        QByteArray bytes = start;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        ByteSource source(buffer, Encoding::Utf8);
        CsvReader reader(source, Encoding::Utf8, separator);
        const auto header = reader.next();
        if (!header || header->cells.size() < 2)
            continue;
        qsizetype even = 1;
        for (int i = 0; i < 20; ++i) {
            const auto row = reader.next();
            if (row && row->cells.size() == header->cells.size())
                ++even;
        }
        const qsizetype score = even * (header->cells.size() - 1);
        if (score > bestScore) {
            best = separator;
            bestScore = score;
        }
    }
    return best;
}

} // namespace muster::intake
