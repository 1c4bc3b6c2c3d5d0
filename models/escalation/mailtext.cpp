// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/mailtext.h"

#include "models/escalation/waymatch.h"

#include <algorithm>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

constexpr qsizetype kLongestClosing = 5; ///< words of a line that ends a letter
constexpr qsizetype kLongestHead = 300;  ///< characters of a line that begins a quotation

struct Line
{
    qsizetype begin = 0, end = 0; ///< without the line's end
    std::vector<TextWord> words;
    bool isBlank = true;
    bool isQuoted = false; ///< behind ">"
    bool isOwn = true;
};

/// The marks of a policy made ready.
struct Marks
{
    /// "On … Dana wrote:" has a name and a date of any length in its gap: the first word and the last count.
    struct Quote
    {
        Way whole;
        std::optional<std::pair<Way, Way>> ends;
    };
    explicit Marks(policy::MailMarks as)
        : written(std::move(as)), closings(waysOf(written.closings)),
          disclaimers(waysOf(written.disclaimers)), resumes(waysOf(written.resumes))
    {
        for (const QString &quote : written.quotes) {
            Quote ready{Way(quote), {}};
            const QStringList ends = ready.whole.written().split(u" .. "_s);
            if (ends.size() >= 2)
                ready.ends.emplace(Way(ends.constFirst()), Way(ends.constLast()));
            quotes.push_back(std::move(ready));
        }
        for (const QString &header : written.headers)
            headers += header.trimmed().toLower();
    }

    policy::MailMarks written;
    std::vector<Quote> quotes;
    std::vector<Way> closings, disclaimers, resumes;
    QStringList headers;
};

/// Those of the last policy are kept: one text after the other is read by them, and making them ready takes
/// much longer than reading a text.
std::shared_ptr<const Marks> readyMarks(const policy::MailMarks &marks)
{
    thread_local std::shared_ptr<const Marks> last;
    if (last == nullptr || !(last->written == marks))
        last = std::make_shared<const Marks>(marks);
    return last;
}

class Mail
{
public:
    Mail(const QString &text, const policy::MailMarks &marks)
        : m_text(text.left(kMostRead)), m_marks(readyMarks(marks))
    {
        readLines();
    }

    QString own()
    {
        for (Line &line : m_lines)
            line.isOwn = !line.isQuoted;
        cutQuotations();
        cutHeads();
        cutSignature();
        cutDisclaimers();
        for (const Line &line : m_lines) {
            if (!line.isOwn)
                std::fill(m_text.begin() + line.begin, m_text.begin() + line.end, u' ');
        }
        return m_text;
    }

private:
    void readLines()
    {
        for (qsizetype begin = 0; begin <= m_text.size();) {
            qsizetype end = m_text.indexOf(u'\n', begin);
            end = end < 0 ? m_text.size() : end;
            const QString written = m_text.mid(begin, end - begin).trimmed();
            Line line{begin, end, {}, written.isEmpty(), written.startsWith(u'>'), true};
            line.words = wordsOf(written.left(kLongestHead));
            m_lines.push_back(std::move(line));
            begin = end + 1;
        }
    }
    QStringView textOf(const Line &line) const
    {
        return QStringView(m_text).mid(line.begin, line.end - line.begin).trimmed();
    }
    size_t nextFilled(size_t from) const
    {
        while (from < m_lines.size() && m_lines[from].isBlank)
            ++from;
        return from;
    }
    void cutFrom(size_t first)
    {
        for (size_t i = first; i < m_lines.size(); ++i)
            m_lines[i].isOwn = false;
    }
    static bool begins(const std::vector<TextWord> &words, const std::vector<Way> &ways)
    {
        return std::ranges::any_of(ways, [&](const Way &way) { return way.fitAt(words) > 0; });
    }
    static bool holds(std::span<const TextWord> words, const Way &way)
    {
        for (size_t i = 0; i < words.size(); ++i) {
            if (way.fitAt(words.subspan(i)) > 0)
                return true;
        }
        return false;
    }
    bool isAttribution(const Line &line) const
    {
        const QStringView text = textOf(line);
        const bool endsSo = text.endsWith(u':') || text.endsWith(u'-');
        return endsSo && !line.words.empty() &&
               std::ranges::any_of(m_marks->quotes, [&](const Marks::Quote &quote) {
                   return quote.ends ? quote.ends->first.fitAt(line.words) > 0 &&
                                           holds(line.words, quote.ends->second)
                                     : holds(line.words, quote.whole);
               });
    }
    void cutQuotations()
    {
        for (size_t i = 0; i < m_lines.size(); ++i) {
            if (!m_lines[i].isOwn || !isAttribution(m_lines[i]))
                continue;
            m_lines[i].isOwn = false;
            const size_t next = nextFilled(i + 1);
            // Answered below what is marked by ">": only the marked lines go.
            if (next >= m_lines.size() || !m_lines[next].isQuoted) {
                cutFrom(i);
                return;
            }
        }
    }
    bool isHeader(const Line &line) const
    {
        const QString text = textOf(line).left(kLongestHead).toString().toLower();
        return std::ranges::any_of(m_marks->headers,
                                   [&](const QString &header) { return text.startsWith(header); });
    }
    /// Two fields of a head in a row begin a forwarded or answered mail.
    void cutHeads()
    {
        for (size_t i = 0; i + 1 < m_lines.size(); ++i) {
            if (isHeader(m_lines[i]) && isHeader(m_lines[i + 1])) {
                cutFrom(i);
                return;
            }
        }
    }
    bool isSignature(const Line &line) const
    {
        const QStringView text = QStringView(m_text).mid(line.begin, line.end - line.begin);
        return text == u"--" || text == u"-- " ||
               (!line.words.empty() && qsizetype(line.words.size()) <= kLongestClosing &&
                std::ranges::any_of(m_marks->closings, [&](const Way &way) {
                    // A closing is the whole line, or the line up to a comma ("Thanks, Ann").
                    const qsizetype fit = way.fitAt(line.words);
                    return fit > 0 && (size_t(fit) == line.words.size() || isComma(line, fit));
                }));
    }
    bool isComma(const Line &line, qsizetype words) const
    {
        const TextWord &last = line.words[size_t(words) - 1];
        const QStringView rest = textOf(line).mid(last.begin + last.length);
        return rest.startsWith(u',') || rest.startsWith(u'!') || rest.startsWith(u'.');
    }
    /// The last closing that has own words above it: a "Thanks" on a line of its own in the middle is no end.
    void cutSignature()
    {
        for (size_t i = 1; i < m_lines.size(); ++i) {
            if (!m_lines[i].isOwn || !isSignature(m_lines[i]) || !isLate(i))
                continue;
            for (size_t below = i; below < m_lines.size(); ++below) {
                if (begins(m_lines[below].words, m_marks->resumes))
                    return;
                m_lines[below].isOwn = false;
            }
            return;
        }
    }
    /// Few own lines stand below a closing; where many do, it was none.
    bool isLate(size_t line) const
    {
        constexpr qsizetype kLongestSignature = 12;
        const auto below = std::count_if(m_lines.begin() + qsizetype(line), m_lines.end(),
                                         [](const Line &each) { return each.isOwn && !each.isBlank; });
        return below <= kLongestSignature;
    }
    void cutDisclaimers()
    {
        for (size_t i = 0; i < m_lines.size();) {
            size_t end = i;
            std::vector<TextWord> words;
            while (end < m_lines.size() && !m_lines[end].isBlank)
                ++end;
            if (end > i)
                words = wordsOf(m_text.mid(m_lines[i].begin, m_lines[end - 1].end - m_lines[i].begin));
            const bool isSmallPrint = holdsAny(words, m_marks->disclaimers);
            for (size_t line = i; line < end && isSmallPrint; ++line)
                m_lines[line].isOwn = false;
            i = end + 1;
        }
    }

    QString m_text;
    std::vector<Line> m_lines;
    std::shared_ptr<const Marks> m_marks;
};

} // namespace

QString plainText(QStringView text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        if (c.isMark())
            continue;
        if (c == u'ß')
            plain += u"ss";
        else if (c == u'’' || c == u'‘')
            plain += u'\'';
        else if (c.unicode() < 0x80 || c.decompositionTag() != QChar::Canonical)
            plain += c.toLower();
        else
            plain += c.decomposition().front().toLower();
    }
    return plain;
}

qsizetype elisionOf(QStringView plain)
{
    const qsizetype at = plain.indexOf(u'\'');
    return at > 0 && at <= 2 && plain.size() > at + 2 ? at + 1 : 0;
}

namespace {

/// Whether a character between two letters or digits belongs to their word: an apostrophe, a dot.
bool isInner(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    return (c == u'\'' || c == u'’' || c == u'.') && at > 0 && at + 1 < text.size() &&
           text[at - 1].isLetterOrNumber() && text[at + 1].isLetterOrNumber();
}

void addWord(std::vector<TextWord> &words, const QString &text, TextWord word)
{
    word.plain = plainText(QStringView(text).mid(word.begin, word.length));
    if (const qsizetype elided = elisionOf(word.plain); elided > 0 && word.plain.size() == word.length) {
        TextWord front = word;
        front.length = elided;
        front.plain = word.plain.left(elided - 1);
        words.push_back(std::move(front));
        word.begin += elided;
        word.length -= elided;
        word.plain = word.plain.mid(elided);
    }
    words.push_back(std::move(word));
}

} // namespace

std::vector<TextWord> wordsOf(const QString &text)
{
    std::vector<TextWord> words;
    TextWord next;
    const qsizetype size = std::min(text.size(), kMostRead);
    for (qsizetype at = 0; at < size;) {
        if (!text[at].isLetterOrNumber()) {
            static const QString ends = u".!?;:"_s;
            const bool isBreak = text[at] == u'\n' && at + 1 < size && text[at + 1] == u'\n';
            if (ends.contains(text[at]) || isBreak)
                ++next.sentence;
            if (text[at] == u',')
                ++next.clause;
            ++at;
            continue;
        }
        next.begin = at;
        while (at < size && (text[at].isLetterOrNumber() || text[at].isMark() || isInner(text, at)))
            ++at;
        next.length = at - next.begin;
        addWord(words, text, next);
    }
    return words;
}

QString ownText(const QString &text, const policy::MailMarks &marks)
{
    return Mail(text, marks).own();
}

} // namespace muster::escalation
