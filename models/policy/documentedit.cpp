// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/documentedit.h"

#include "models/policy/documenttree.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

const QString kOnlyText = u"what stands here has a form that only the text shows"_s;

bool isPlain(const QString &text)
{
    static const QStringList words{u"null"_s, u"Null"_s, u"NULL"_s};
    if (text.isEmpty() || !text.front().isLetterOrNumber() || text.back().isSpace() || words.contains(text))
        return false;
    return std::ranges::all_of(text, [](QChar c) {
        return c.isLetterOrNumber() || c == u' ' || QStringView(u"-_./()+%'’–").contains(c);
    });
}

QByteArray quoted(const QString &text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\t')
            out += u"\\t"_s;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            out += u"\\x%1"_s.arg(int(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return (out + u'"').toUtf8();
}

QByteArray written(const QString &text)
{
    return isPlain(text) ? text.toUtf8() : quoted(text);
}

QByteArray written(const DocValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return written(*text);
    QByteArrayList parts;
    for (const QString &each : std::get<QStringList>(value))
        parts += written(each);
    return '[' + parts.join(", ") + ']';
}

DocNode scalar(const QString &text)
{
    DocNode node;
    node.kind = DocNode::Kind::Scalar;
    node.value = text;
    return node;
}

DocNode nodeOf(const DocValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return scalar(*text);
    DocNode node;
    node.kind = DocNode::Kind::List;
    const QStringList &words = std::get<QStringList>(value);
    node.children.reserve(size_t(words.size()));
    for (const QString &each : words)
        node.children.push_back(scalar(each));
    return node;
}

template <typename Vector> void eraseAt(Vector &from, qsizetype at)
{
    from.erase(from.begin() + at);
}

/// Changes text and tree side by side.
class Editor
{
public:
    Editor(const QByteArray &text, const DocNode &root)
        : m_text(text), m_root(root), m_expected(root), m_eol(text.contains("\r\n") ? "\r\n" : "\n")
    {}

    void operator()(const SetValue &edit)
    {
        const auto [owner, key] = split(edit.path);
        const DocNode *map = partAt(m_root, owner);
        if (map == nullptr || map->kind != DocNode::Kind::Map)
            return refuse(0, u"there is no map under %1"_s.arg(owner));
        DocNode &expected = twin(owner);
        if (const int at = map->indexOf(key); at >= 0) {
            setChild(*map, size_t(at), edit.value);
            expected.children[size_t(at)] = nodeOf(edit.value);
            return;
        }
        const int behind = placeFor(*map, key, edit.order);
        putPair(*map, behind, key, edit.value);
        expected.keys.insert(expected.keys.begin() + behind + 1, scalar(key));
        expected.children.insert(expected.children.begin() + behind + 1, nodeOf(edit.value));
    }
    void operator()(const RemovePart &edit)
    {
        const auto [owner, last] = split(edit.path);
        const DocNode *node = partAt(m_root, owner);
        if (node == nullptr || partAt(m_root, edit.path) == nullptr)
            return refuse(0, u"there is nothing under %1"_s.arg(edit.path));
        DocNode &expected = twin(owner);
        const bool isEntry = node->kind == DocNode::Kind::List;
        const qsizetype at = isEntry ? last.toInt() : node->indexOf(last);
        if (isEntry)
            removeEntries(*node, size_t(at), 1);
        else
            removePair(*node, size_t(at));
        if (!isEntry)
            eraseAt(expected.keys, at);
        eraseAt(expected.children, at);
    }
    void operator()(const InsertEntry &edit)
    {
        const DocNode *list = partAt(m_root, edit.list);
        if (list == nullptr || list->kind != DocNode::Kind::List)
            return refuse(0, u"there is no list under %1"_s.arg(edit.list));
        const auto at = size_t(std::clamp<qsizetype>(edit.at, 0, qsizetype(list->children.size())));
        putEntry(*list, at, entryText(*list, edit.fields));
        DocNode entry;
        entry.kind = DocNode::Kind::Map;
        entry.keys.reserve(edit.fields.size());
        entry.children.reserve(edit.fields.size());
        for (const auto &[key, value] : edit.fields) {
            entry.keys.push_back(scalar(key));
            entry.children.push_back(nodeOf(value));
        }
        DocNode &expected = twin(edit.list);
        expected.children.insert(expected.children.begin() + qsizetype(at), std::move(entry));
    }
    /// The text, if it says what was asked for.
    Result<QByteArray> take()
    {
        // From the back, so that what stands in front keeps its place.
        std::ranges::stable_sort(m_splices, std::ranges::greater(), &Splice::from);
        for (const Splice &each : m_splices)
            m_text.replace(each.from, each.to - each.from, each.with);
        const auto read = readTree(m_text);
        if (!m_refused && (!read || !saysTheSame(*read, m_expected)))
            refuse(m_splices.empty() ? 0 : m_splices.back().from, kOnlyText);
        if (m_refused)
            return *m_refused;
        return std::move(m_text);
    }

private:
    struct Splice
    {
        qsizetype from, to;
        QByteArray with;
    };
    void refuse(qsizetype at, const QString &why)
    {
        if (!m_refused)
            m_refused = Error{Fault::BadInput, u"line %1: %2"_s.arg(lineAt(m_text, at)).arg(why)};
    }
    void splice(qsizetype from, qsizetype to, const QByteArray &with)
    {
        m_splices.push_back({from, to, with});
    }
    /// "a.b[2]" is "a.b" and "2", "a.b" is "a" and "b".
    static std::pair<QString, QString> split(const QString &path)
    {
        if (path.endsWith(u']')) {
            const qsizetype at = path.lastIndexOf(u'[');
            return {path.left(at), path.mid(at + 1).chopped(1)};
        }
        const qsizetype at = path.lastIndexOf(u'.');
        return {path.left(std::max<qsizetype>(0, at)), path.mid(at + 1)};
    }
    DocNode &twin(const QString &path) { return const_cast<DocNode &>(*partAt(m_expected, path)); }
    static int placeFor(const DocNode &map, const QString &key, const QStringList &order)
    {
        for (qsizetype i = order.indexOf(key) - 1; i >= 0; --i) {
            if (const int at = map.indexOf(order[i]); at >= 0)
                return at;
        }
        return int(map.keys.size()) - 1;
    }

    qsizetype lineStart(qsizetype i) const { return i == 0 ? 0 : m_text.lastIndexOf('\n', i - 1) + 1; }
    /// Where the next line begins; the end of the text where there is none.
    qsizetype nextLine(qsizetype i) const
    {
        const qsizetype end = m_text.indexOf('\n', i);
        return end < 0 ? m_text.size() : end + 1;
    }
    /// A whole line behind the one in which `end` stands.
    void putLine(qsizetype end, const QByteArray &line)
    {
        const qsizetype at = nextLine(end);
        const bool isOpen = at == m_text.size() && !m_text.endsWith('\n');
        splice(at, at, isOpen ? m_eol + line : line + m_eol);
    }
    /// What stands before `i` in its line, where that is nothing but spaces and perhaps a dash.
    QByteArray margin(qsizetype i, bool hasDash)
    {
        QByteArray before = m_text.mid(lineStart(i), i - lineStart(i));
        QByteArray rest = before.trimmed();
        if (hasDash && rest == "-")
            rest.clear();
        else if (hasDash)
            rest = "?";
        if (!rest.isEmpty())
            refuse(i, kOnlyText);
        return before;
    }

    /// Whether a remark stands between `from` and the end of what begins behind it, outside of its values: it
    /// would go with them.
    bool holdsComment(qsizetype from, const DocNode &node) const
    {
        const auto isRemark = [this](qsizetype begin, qsizetype end) {
            return m_text.mid(begin, std::max<qsizetype>(0, end - begin)).contains('#');
        };
        if (isRemark(from, node.start))
            return true;
        qsizetype at = node.start;
        for (size_t i = 0; i < node.children.size(); ++i) {
            const qsizetype begins = i < node.keys.size() ? node.keys[i].start : node.children[i].start;
            if (isRemark(at, begins) ||
                holdsComment(i < node.keys.size() ? node.keys[i].end : begins, node.children[i]))
                return true;
            at = node.children[i].end;
        }
        return !node.children.empty() && isRemark(at, node.end);
    }

    void setChild(const DocNode &map, size_t at, const DocValue &value)
    {
        const DocNode &old = map.children[at];
        const auto *words = std::get_if<QStringList>(&value);
        const bool isWords = old.kind == DocNode::Kind::List && !old.children.empty() &&
                             std::ranges::all_of(old.children, [](const DocNode &each) {
                                 return each.kind == DocNode::Kind::Scalar;
                             });
        if (words != nullptr && !words->isEmpty() && isWords)
            return setWords(old, *words);
        const bool isBelow = old.kind == DocNode::Kind::Null ||
                             lineAt(m_text, old.start) != lineAt(m_text, map.keys[at].end) ||
                             lineAt(m_text, old.start) != lineAt(m_text, old.end);
        if (old.start == old.end) // nothing is written
            return splice(old.start, old.start, ' ' + written(value));
        if (isBelow && !old.isFlow && holdsComment(map.keys[at].end, old))
            return refuse(old.start, kOnlyText);
        if (isBelow && !old.isFlow)
            return splice(m_text.indexOf(':', map.keys[at].end) + 1, old.end, ' ' + written(value));
        const auto *word = std::get_if<QString>(&value);
        const bool wasQuoted = m_text[old.start] == '"' && word != nullptr;
        splice(old.start, old.end, wasQuoted ? quoted(*word) : written(value));
    }
    /// Only the words that differ; those that stay keep the way they are written.
    void setWords(const DocNode &list, const QStringList &words)
    {
        QStringList old;
        for (const DocNode &each : list.children)
            old += each.value;
        qsizetype same = 0, tail = 0;
        while (same < std::min(old.size(), words.size()) && old[same] == words[same])
            ++same;
        while (tail < std::min(old.size(), words.size()) - same &&
               old[old.size() - 1 - tail] == words[words.size() - 1 - tail])
            ++tail;
        const QStringList fresh = words.mid(same, words.size() - same - tail);
        const qsizetype gone = old.size() - same - tail;
        for (qsizetype i = 0; i < std::min(gone, fresh.size()); ++i) {
            const DocNode &node = list.children[size_t(same + i)];
            splice(node.start, node.end, written(fresh[i]));
        }
        if (fresh.size() > gone)
            putWords(list, size_t(same + gone), fresh.mid(gone));
        if (gone > fresh.size())
            removeEntries(list, size_t(same + fresh.size()), size_t(gone - fresh.size()));
    }
    void putWords(const DocNode &list, size_t at, const QStringList &words)
    {
        QByteArrayList texts;
        for (const QString &each : words)
            texts += written(each);
        putEntries(list, at, texts);
    }
    void putPair(const DocNode &map, int behind, const QString &key, const DocValue &value)
    {
        const QByteArray pair = key.toUtf8() + ": " + written(value);
        if (map.isFlow) {
            const qsizetype at = behind < 0 ? map.start + 1 : map.children[size_t(behind)].end;
            const QByteArray tail = behind < 0 && !map.keys.empty() ? ", " : "";
            return splice(at, at, (behind < 0 ? "" : ", ") + pair + tail);
        }
        if (behind < 0 || map.keys.empty())
            return refuse(map.start, kOnlyText);
        const qsizetype column = map.keys.front().start - lineStart(map.keys.front().start);
        putLine(map.children[size_t(behind)].end, QByteArray(column, ' ') + pair);
    }
    QByteArray entryText(const DocNode &list, const DocFields &fields) const
    {
        const bool isFlow = list.isFlow || list.children.empty() || list.children.back().isFlow ||
                            list.children.back().kind != DocNode::Kind::Map;
        QByteArrayList pairs;
        for (const auto &[key, value] : fields)
            pairs += key.toUtf8() + ": " + written(value);
        if (isFlow)
            return '{' + pairs.join(", ") + '}';
        const DocNode &near = list.children.back();
        return pairs.join(m_eol + QByteArray(near.start - lineStart(near.start), ' '));
    }
    void putEntry(const DocNode &list, size_t at, const QByteArray &text) { putEntries(list, at, {text}); }
    void putEntries(const DocNode &list, size_t at, const QByteArrayList &texts)
    {
        if (list.isFlow) {
            const QByteArray joined = texts.join(", ");
            if (list.children.empty())
                return splice(list.start + 1, list.start + 1, joined);
            if (at == 0)
                return splice(list.children[0].start, list.children[0].start, joined + ", ");
            const qsizetype behind = list.children[at - 1].end;
            return splice(behind, behind, ", " + joined);
        }
        const DocNode &near = list.children[at == 0 ? 0 : at - 1];
        const QByteArray dash = margin(near.start, true);
        const QByteArray lines = dash + texts.join(m_eol + dash);
        if (at == 0)
            return splice(lineStart(near.start), lineStart(near.start), lines + m_eol);
        putLine(near.end, lines);
    }
    void removeEntries(const DocNode &list, size_t first, size_t count)
    {
        if (list.isFlow)
            return removeFlow(list, list.children, first, count);
        if (count == list.children.size()) { // brackets stand for the empty list
            qsizetype colon = list.start;
            while (colon > 0 && m_text[colon - 1] != ':')
                --colon;
            if (holdsComment(lineStart(colon), list))
                return refuse(list.start, kOnlyText);
            return splice(colon, list.end, " []");
        }
        for (size_t i = first; i < first + count; ++i) {
            margin(list.children[i].start, true);
            splice(lineStart(list.children[i].start), nextLine(list.children[i].end), {});
        }
    }
    void removePair(const DocNode &map, size_t at)
    {
        const qsizetype start = map.keys[at].start;
        if (map.isFlow)
            return removeFlow(map, map.keys, at, 1);
        margin(start, false);
        if (map.keys.size() == 1)
            return refuse(start, u"nothing would be left here"_s);
        splice(lineStart(start), nextLine(map.children[at].end), {});
    }
    /// With the commas that go with them. `heads`: the keys of a map, the entries of a list.
    void removeFlow(const DocNode &owner, const std::vector<DocNode> &heads, size_t first, size_t count)
    {
        const size_t next = first + count;
        const qsizetype end = owner.children[next - 1].end;
        if (first > 0)
            splice(owner.children[first - 1].end, end, {});
        else
            splice(heads[0].start, next < heads.size() ? heads[next].start : end, {});
    }

    QByteArray m_text;
    const DocNode &m_root;
    DocNode m_expected;
    QByteArray m_eol;
    std::vector<Splice> m_splices;
    std::optional<Error> m_refused;
};

} // namespace

Result<QByteArray> changedText(QByteArray text, const std::vector<DocEdit> &edits)
{
    for (const DocEdit &edit : edits) {
        const auto root = readTree(text);
        if (!root)
            return root.error();
        Editor editor(text, *root);
        std::visit(editor, edit);
        auto changed = editor.take();
        if (!changed)
            return changed.error();
        text = *std::move(changed);
    }
    return text;
}

} // namespace muster::policy
