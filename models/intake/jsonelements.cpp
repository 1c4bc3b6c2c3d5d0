// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/jsonelements.h"

#include "models/base/json.h"

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

constexpr qsizetype kLongest = 16 * 1024 * 1024;
constexpr qsizetype kKept = 4 * 1024;

bool isSpace(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Where brackets and strings stand, one byte at a time. A line end inside a string closes it: JSON has none
/// there, and a lost quote then costs one element.
class Nesting
{
public:
    void see(char c)
    {
        if (m_inText && c != '\n') {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inText = false;
            return;
        }
        m_inText = c == '"';
        m_escaped = false;
        if (c == '{' || c == '[')
            ++m_depth;
        else if (c == '}' || c == ']')
            --m_depth;
    }
    int depth() const { return m_depth; }
    bool isInText() const { return m_inText; }

private:
    int m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
};

bool isListKey(const QByteArray &key)
{
    return key == "tickets" || key == "issues";
}

/// Follows the keys of an outer object up to a list under one of our keys.
class ListFinder
{
public:
    /// True with the bracket that opens the list.
    bool see(char c)
    {
        const bool wasInText = m_nesting.isInText();
        const int depth = m_nesting.depth();
        m_nesting.see(c);
        if (m_nesting.isInText() && !wasInText)
            m_text.clear();
        else if (wasInText && m_nesting.isInText())
            m_text += m_text.size() < 64 ? QByteArray(1, c) : QByteArray();
        else if (c == ':' && depth == 1)
            m_key = m_text;
        else if (c == '[' && depth == 1 && isListKey(m_key))
            return true;
        else if (c == ',' && depth == 1)
            m_key.clear();
        return false;
    }
    int depth() const { return m_nesting.depth(); }

private:
    Nesting m_nesting;
    QByteArray m_text, m_key;
};

} // namespace

std::optional<JsonShape> jsonShape(const QByteArray &start)
{
    qsizetype first = start.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (first < start.size() && isSpace(start[first]))
        ++first;
    if (first == start.size() || (start[first] != '[' && start[first] != '{'))
        return {};
    if (start[first] == '[')
        return JsonShape::List;
    ListFinder finder;
    bool hasLineEnd = false;
    for (qsizetype i = first; i < start.size(); ++i) {
        if (finder.see(start[i]))
            return JsonShape::Wrapped;
        if (finder.depth() <= 0)
            return hasLineEnd ? JsonShape::Sequence : JsonShape::Lines;
        hasLineEnd = hasLineEnd || start[i] == '\n';
    }
    return hasLineEnd ? JsonShape::Sequence : JsonShape::Lines;
}

JsonElements::JsonElements(ByteSource &source, Encoding encoding, JsonShape shape)
    : m_source(source), m_encoding(encoding), m_shape(shape)
{}

JsonElement JsonElements::element(qint64 line, const QByteArray &raw, const QString &problem) const
{
    JsonElement made{line, {}, raw.first(std::min(raw.size(), kKept)), problem};
    if (!problem.isEmpty())
        return made;
    if (const qsizetype broken = firstBroken(raw, m_encoding); broken >= 0) {
        made.problem = u"byte %1 of the entry is no character in %2; mend it and import the entry again"_s
                           .arg(broken + 1)
                           .arg(encodingName(m_encoding));
        return made;
    }
    auto parsed = parseJsonObject(
        m_encoding == Encoding::Windows1252 ? decoded(raw, m_encoding).toUtf8() : raw, kLongest);
    if (parsed)
        made.object = std::move(*parsed);
    else
        made.problem = parsed.error().detail;
    return made;
}

std::optional<JsonElement> JsonElements::next()
{
    if (m_isDone)
        return {};
    if (m_shape == JsonShape::Lines)
        return nextLine();
    if (!m_isInList && m_shape != JsonShape::Sequence) {
        m_isInList = enterList();
        if (!m_isInList) {
            m_isDone = true;
            return {};
        }
    }
    return nextBalanced();
}

bool JsonElements::enterList()
{
    ListFinder finder;
    for (;;) {
        const int c = m_source.take();
        if (c == ByteSource::kEnd)
            return false;
        if (m_shape == JsonShape::List ? c == '[' : finder.see(char(c)))
            return true;
    }
}

std::optional<JsonElement> JsonElements::nextLine()
{
    while (isSpace(m_source.peek()))
        m_source.take();
    const qint64 line = m_source.line();
    QByteArray raw;
    bool isTooLong = false;
    while (m_source.peek() != '\n' && m_source.peek() != ByteSource::kEnd) {
        const int c = m_source.take();
        isTooLong = isTooLong || raw.size() >= kLongest;
        if (!isTooLong)
            raw += char(c);
    }
    m_source.take();
    if (raw.isEmpty())
        return {};
    return element(line, raw.trimmed(), isTooLong ? u"the line is longer than 16 MiB"_s : QString());
}

void JsonElements::skipBetween()
{
    while (isSpace(m_source.peek()) || m_source.peek() == ',')
        m_source.take();
}

/// One object or list with all in it, or one bare value.
void JsonElements::takeBalanced(QByteArray &raw, QString &problem)
{
    Nesting nesting;
    for (;;) {
        const int ahead = m_source.peek();
        const bool isBare = nesting.depth() == 0 && !nesting.isInText();
        if (ahead == ByteSource::kEnd) {
            if (!isBare)
                problem = u"the file ends in the middle of this entry"_s;
            return;
        }
        if (isBare && !raw.isEmpty() && (ahead == ',' || ahead == ']' || ahead == '}' || ahead == '\n'))
            return;
        m_source.take();
        nesting.see(char(ahead));
        if (raw.size() >= kLongest)
            problem = u"the entry is longer than 16 MiB"_s;
        else
            raw += char(ahead);
        if (nesting.depth() == 0 && !nesting.isInText() && (ahead == '}' || ahead == ']'))
            return;
    }
}

std::optional<JsonElement> JsonElements::nextBalanced()
{
    skipBetween();
    const qint64 line = m_source.line();
    const int c = m_source.peek();
    if (c == ']' && m_isInList)
        return afterList();
    if (c == ByteSource::kEnd) {
        m_isDone = true;
        if (!m_isInList)
            return {};
        return JsonElement{
            line, {}, {}, u"the file ends before its list is closed; entries may be missing"_s};
    }
    QByteArray raw;
    QString problem;
    takeBalanced(raw, problem);
    if (problem.isEmpty() && !raw.startsWith('{'))
        problem = u"an object { … } is wanted here"_s;
    return element(line, raw, problem);
}

/// What follows the list is named, never dropped in silence; what follows inside the outer object is its
/// business.
std::optional<JsonElement> JsonElements::afterList()
{
    m_isDone = true;
    m_source.take();
    Nesting nesting;
    while (m_shape == JsonShape::Wrapped && nesting.depth() >= 0 && m_source.peek() != ByteSource::kEnd)
        nesting.see(char(m_source.take()));
    while (isSpace(m_source.peek()))
        m_source.take();
    if (m_source.peek() == ByteSource::kEnd)
        return {};
    const qint64 line = m_source.line();
    QByteArray raw;
    while (m_source.peek() != ByteSource::kEnd && raw.size() < kKept)
        raw += char(m_source.take());
    return JsonElement{line, {}, raw, u"this follows the end of the list and was not read"_s};
}

} // namespace muster::intake
