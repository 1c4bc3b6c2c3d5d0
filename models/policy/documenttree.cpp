// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/documenttree.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <optional>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr qsizetype kMostBytes = 1024 * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What the parser meets, as a tree; the ends are not known yet.
class TreeBuilder final : public YAML::EventHandler
{
public:
    explicit TreeBuilder(qsizetype offset) : m_offset(offset) {}
    DocNode take() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        put(made(DocNode::Kind::Null, mark, anchor != 0));
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        DocNode node = made(DocNode::Kind::Alias, mark, true);
        node.value = QString::number(anchor);
        put(std::move(node));
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        DocNode node = made(DocNode::Kind::Scalar, mark, anchor != 0 || (tag != "?" && tag != "!"));
        node.value = QString::fromStdString(value);
        put(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        open(DocNode::Kind::List, mark, tag, anchor, style);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(DocNode::Kind::Map, mark, tag, anchor, style);
    }
    void OnMapEnd() override { close(); }

private:
    DocNode made(DocNode::Kind kind, const YAML::Mark &mark, bool isMarked) const
    {
        DocNode node;
        node.kind = kind;
        node.isMarked = isMarked;
        node.start = node.end = mark.pos + m_offset;
        return node;
    }
    void open(DocNode::Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
              YAML::EmitterStyle::value style)
    {
        DocNode node = made(kind, mark, anchor != 0 || (!tag.empty() && tag != "?"));
        node.isFlow = style == YAML::EmitterStyle::Flow;
        m_open.push_back(std::move(node));
    }
    void close()
    {
        DocNode node = std::move(m_open.back());
        m_open.pop_back();
        put(std::move(node));
    }
    void put(DocNode &&node)
    {
        if (m_open.empty()) {
            m_root = std::move(node);
            return;
        }
        DocNode &into = m_open.back();
        const bool isKey = into.kind == DocNode::Kind::Map && into.keys.size() == into.children.size();
        (isKey ? into.keys : into.children).push_back(std::move(node));
    }

    qsizetype m_offset;
    std::vector<DocNode> m_open;
    DocNode m_root;
};

/// Where each part ends.
class Measure
{
public:
    explicit Measure(const QByteArray &text) : m_text(text) {}

    /// Where the text has a form that is not followed here.
    std::optional<qsizetype> lostAt() const { return m_lostAt; }

    /// `from`: behind what stands before it; `indent`: the column of the key or dash that it belongs to.
    void measure(DocNode &node, qsizetype from, qsizetype indent)
    {
        switch (node.kind) {
        case DocNode::Kind::Null:
            return measureNull(node, from);
        case DocNode::Kind::Alias:
            node.end = wordEnd(node.start);
            return;
        case DocNode::Kind::Scalar:
            return measureScalar(node, indent);
        case DocNode::Kind::List:
        case DocNode::Kind::Map:
            skipMarks(node);
            return node.isFlow ? measureFlow(node) : measureBlock(node);
        }
    }

private:
    qsizetype lost(qsizetype at)
    {
        if (!m_lostAt)
            m_lostAt = at;
        return at;
    }
    char at(qsizetype i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    qsizetype lineStart(qsizetype i) const { return i == 0 ? 0 : m_text.lastIndexOf('\n', i - 1) + 1; }
    qsizetype column(qsizetype i) const { return i - lineStart(i); }
    qsizetype wordEnd(qsizetype i) const
    {
        while (i < m_text.size() && !isSpace(m_text[i]) && !QByteArrayView(",]}").contains(m_text[i]))
            ++i;
        return i;
    }
    void skipMarks(DocNode &node) const
    {
        while (at(node.start) == '&' || at(node.start) == '!') {
            node.start = wordEnd(node.start);
            while (isSpace(at(node.start)))
                ++node.start;
        }
    }
    void measureNull(DocNode &node, qsizetype from) const
    {
        static const QRegularExpression word(u"\\G(~|null|Null|NULL)(?=[\\s,\\]}]|$)"_s);
        const QString ahead = QString::fromLatin1(m_text.mid(node.start, 5));
        const bool isWritten = node.start >= from && word.match(ahead).hasMatch();
        node.start = isWritten ? node.start : from;
        node.end = isWritten ? wordEnd(node.start) : from;
    }
    void measureScalar(DocNode &node, qsizetype indent)
    {
        skipMarks(node);
        const char first = at(node.start);
        if (first == '"' || first == '\'')
            node.end = quotedEnd(node.start, first);
        else if (first == '|' || first == '>')
            node.end = blockTextEnd(node.start, indent);
        else
            node.end = plainEnd(node);
    }
    qsizetype quotedEnd(qsizetype start, char quote)
    {
        for (qsizetype i = start + 1; i < m_text.size(); ++i) {
            if (m_text[i] == '\\' && quote == '"')
                ++i;
            else if (m_text[i] == quote && quote == '\'' && at(i + 1) == quote)
                ++i;
            else if (m_text[i] == quote)
                return i + 1;
        }
        return lost(start);
    }
    /// Lines that are deeper than what the text belongs to, less empty ones at the end.
    qsizetype blockTextEnd(qsizetype start, qsizetype indent) const
    {
        qsizetype end = lineEnd(start);
        for (qsizetype line = end + 1; line < m_text.size(); line = lineEnd(line) + 1) {
            qsizetype first = line;
            while (at(first) == ' ')
                ++first;
            const bool isEmpty = first >= m_text.size() || at(first) == '\n' || at(first) == '\r';
            if (!isEmpty && first - line <= indent)
                break;
            if (!isEmpty)
                end = lineEnd(line);
        }
        return end;
    }
    qsizetype lineEnd(qsizetype i) const
    {
        const qsizetype end = m_text.indexOf('\n', i);
        return end < 0 ? m_text.size() : end;
    }
    /// Plain text stands as its value says, but that a break of the line is told as a space.
    qsizetype plainEnd(const DocNode &node)
    {
        const QByteArray value = node.value.toUtf8();
        qsizetype i = node.start;
        for (qsizetype j = 0; j < value.size();) {
            if (at(i) == value[j] && i < m_text.size()) {
                ++i;
                ++j;
                continue;
            }
            if (!isSpace(value[j]) || !isSpace(at(i)))
                return lost(node.start);
            while (j < value.size() && isSpace(value[j]))
                ++j;
            while (isSpace(at(i)))
                ++i;
        }
        return i;
    }
    qsizetype behindColon(qsizetype i)
    {
        const qsizetype key = i;
        while (isSpace(at(i)))
            ++i;
        if (at(i) != ':')
            return lost(key);
        return i + 1;
    }
    void measureFlow(DocNode &node)
    {
        const bool isMap = node.kind == DocNode::Kind::Map;
        if (at(node.start) != (isMap ? '{' : '[')) // a pair in a list without braces
            node.end = lost(node.start);
        qsizetype i = node.start + 1;
        for (size_t k = 0; k < node.children.size(); ++k) {
            if (isMap) {
                measure(node.keys[k], i, 0);
                i = behindColon(node.keys[k].end);
            }
            measure(node.children[k], i, 0);
            i = node.children[k].end;
        }
        const char close = isMap ? '}' : ']';
        while (!m_lostAt && at(i) != close) {
            if (at(i) == '#')
                i = lineEnd(i);
            else if (!isSpace(at(i)) && at(i) != ',')
                lost(i);
            ++i;
        }
        node.end = i + 1;
    }
    void measureBlock(DocNode &node)
    {
        qsizetype from = node.start;
        const bool isMap = node.kind == DocNode::Kind::Map;
        for (size_t k = 0; k < node.children.size(); ++k) {
            qsizetype indent = column(node.start);
            if (isMap) {
                measure(node.keys[k], from, indent);
                indent = column(node.keys[k].start);
                from = behindColon(node.keys[k].end);
            }
            measure(node.children[k], from, indent);
            from = node.children[k].end;
        }
        if (isMap && !node.keys.empty())
            node.start = node.keys.front().start;
        node.end = from;
    }

    const QByteArray &m_text;
    std::optional<qsizetype> m_lostAt;
};

Error wrongAt(int line, const QString &what)
{
    return {Fault::BadInput, u"line %1: %2"_s.arg(line).arg(what)};
}

struct Step
{
    QString key;
    int index = -1; ///< of a list, where it is no key
};

std::vector<Step> stepsOf(const QString &path)
{
    std::vector<Step> steps;
    const QStringList parts = path.split(u'.', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList pieces = part.split(u'[');
        steps.push_back({pieces.constFirst(), -1});
        for (qsizetype i = 1; i < pieces.size(); ++i)
            steps.push_back({{}, pieces[i].chopped(1).toInt()});
    }
    return steps;
}

} // namespace

int DocNode::indexOf(const QString &key) const
{
    const auto found = std::ranges::find_if(
        keys, [&](const DocNode &each) { return each.kind == Kind::Scalar && each.value == key; });
    return found == keys.end() ? -1 : int(found - keys.begin());
}

const DocNode *DocNode::child(const QString &key) const
{
    const int index = kind == Kind::Map ? indexOf(key) : -1;
    return index < 0 ? nullptr : &children[size_t(index)];
}

const DocNode *partAt(const DocNode &root, const QString &path)
{
    const DocNode *at = &root;
    for (const Step &step : stepsOf(path)) {
        if (step.index < 0)
            at = at->child(step.key);
        else
            at = at->kind == DocNode::Kind::List && size_t(step.index) < at->children.size()
                     ? &at->children[size_t(step.index)]
                     : nullptr;
        if (at == nullptr)
            return nullptr;
    }
    return at;
}

bool saysTheSame(const DocNode &left, const DocNode &right)
{
    return left.kind == right.kind && left.value == right.value && left.isMarked == right.isMarked &&
           std::ranges::equal(left.keys, right.keys, saysTheSame) &&
           std::ranges::equal(left.children, right.children, saysTheSame);
}

int lineAt(const QByteArray &text, qsizetype position)
{
    return int(QByteArrayView(text).first(std::min(position, text.size())).count('\n')) + 1;
}

Result<DocNode> readTree(const QByteArray &yaml)
{
    if (yaml.size() > kMostBytes)
        return wrongAt(1, u"the text has more than %1 bytes"_s.arg(kMostBytes));
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder(yaml);
    if (decoder.hasError() || yaml.contains('\0'))
        return wrongAt(1, u"the text is not UTF-8"_s);
    try {
        std::istringstream stream(yaml.toStdString());
        YAML::Parser parser(stream);
        TreeBuilder builder(yaml.startsWith("\xEF\xBB\xBF") ? 3 : 0);
        parser.HandleNextDocument(builder);
        DocNode root = builder.take();
        Measure measure(yaml);
        measure.measure(root, 0, -1);
        if (const auto lost = measure.lostAt())
            return wrongAt(lineAt(yaml, *lost), u"what stands here has a form that only the text shows"_s);
        return root;
    } catch (const YAML::Exception &failure) {
        return wrongAt(std::max(0, failure.mark.line) + 1,
                       u"the YAML cannot be read here: %1"_s.arg(QString::fromStdString(failure.msg)));
    }
}

} // namespace muster::policy
