// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/wordreader.h"

#include "models/policy/shipped.h"
#include "models/policy/yamlreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr qsizetype kLongestWay = 400;
constexpr qsizetype kMostWords = 12;

class WordReader
{
public:
    WordReader(YamlReader &yaml, QString field) : m_yaml(yaml), m_field(std::move(field)) {}

    WordLists read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"security"_s, u"revenue"_s, u"denials"_s, u"request"_s, u"mail"_s}))
            return {};
        m_lists.security = lists(node, "security");
        m_lists.revenue = lists(node, "revenue");
        readDenials(node);
        m_lists.request = ways(node, "request", path(u"request"_s));
        readMail(node);
        return std::move(m_lists);
    }

private:
    QString path(const QString &key) const { return m_field.isEmpty() ? key : m_field + u'.' + key; }

    /// The languages of a map that has to be there, each a map with these keys.
    void languages(const YAML::Node &node, const char *key, const QStringList &known,
                   const std::function<void(const QString &, const YAML::Node &, const QString &)> &visit)
    {
        const QString field = path(QString::fromLatin1(key));
        if (!m_yaml.has(node, key, field, u"write the words by language, as in en: {…}"_s))
            return;
        const YAML::Node map = YamlReader::child(node, key);
        if (!m_yaml.isMap(map, field, {}))
            return;
        for (const auto &entry : map) {
            const QString language = m_yaml.key(entry.first, field);
            const QString at = field + u'.' + language;
            if (m_yaml.isMap(entry.second, at, known))
                visit(language, entry.second, at);
        }
    }
    std::vector<WordList> lists(const YAML::Node &node, const char *key)
    {
        std::vector<WordList> read;
        languages(node, key, {u"ways"_s, u"except"_s},
                  [&](const QString &language, const YAML::Node &each, const QString &at) {
                      WordList list{language, ways(each, "ways", at + u".ways"_s),
                                    ways(each, "except", at + u".except"_s)};
                      if (list.ways.isEmpty())
                          m_yaml.wrong(each, at + u".ways"_s, u"the language has no words"_s,
                                       u"list at least one, or leave the language out"_s);
                      read.push_back(std::move(list));
                  });
        return read;
    }
    void readDenials(const YAML::Node &node)
    {
        languages(node, "denials", {u"before"_s, u"after"_s, u"lifted"_s},
                  [&](const QString &language, const YAML::Node &each, const QString &at) {
                      m_lists.denials.push_back({language, ways(each, "before", at + u".before"_s),
                                                 ways(each, "after", at + u".after"_s),
                                                 ways(each, "lifted", at + u".lifted"_s)});
                  });
    }
    void readMail(const YAML::Node &node)
    {
        const QString at = path(u"mail"_s);
        const YAML::Node mail = YamlReader::child(node, "mail");
        if (!m_yaml.has(node, "mail", at, u"say how mail marks what is quoted"_s) ||
            !m_yaml.isMap(mail, at,
                          {u"quotes"_s, u"headers"_s, u"closings"_s, u"disclaimers"_s, u"resumes"_s}))
            return;
        m_lists.mail = {ways(mail, "quotes", at + u".quotes"_s), ways(mail, "headers", at + u".headers"_s),
                        ways(mail, "closings", at + u".closings"_s),
                        ways(mail, "disclaimers", at + u".disclaimers"_s),
                        ways(mail, "resumes", at + u".resumes"_s)};
    }
    QStringList ways(const YAML::Node &node, const char *key, const QString &field)
    {
        QStringList read = m_yaml.texts(node, key, field);
        for (const QString &way : std::as_const(read))
            check(YamlReader::child(node, key), field, way);
        return read;
    }
    void check(const YAML::Node &node, const QString &field, const QString &way)
    {
        const QStringList words = way.split(u' ', Qt::SkipEmptyParts);
        if (way.size() > kLongestWay || words.size() > kMostWords)
            m_yaml.wrong(node, field, u"\"%1…\" is too long"_s.arg(way.left(40)),
                         u"keep a way under %1 words"_s.arg(kMostWords + 1));
        const bool isGap = words.contains(u".."_s);
        if (isGap && (words.constFirst() == u".."_s || words.constLast() == u".."_s))
            m_yaml.wrong(node, field, u"\"%1\" begins or ends with a gap"_s.arg(way.left(60)),
                         u"write a word before and behind \"..\""_s);
        const bool isBlank = std::ranges::any_of(words, [](const QString &word) {
            return word != u".." && std::ranges::none_of(word, [](QChar c) { return c.isLetterOrNumber(); });
        });
        if (isBlank)
            m_yaml.wrong(node, field, u"\"%1\" holds something that is no word"_s.arg(way.left(60)),
                         u"write words, with * behind a beginning and | between choices"_s);
    }

    YamlReader &m_yaml;
    QString m_field;
    WordLists m_lists;
};

} // namespace

WordLists readWordLists(YamlReader &reader, const YAML::Node &node, const QString &field)
{
    return WordReader(reader, field).read(node);
}

const WordLists &shippedWords()
{
    static const auto lists =
        readShipped<WordLists>(u":/escalation/words.yaml"_s, [](YamlReader &reader, const auto &node) {
            return readWordLists(reader, node, {});
        });
    return lists;
}

} // namespace muster::policy
