// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/yamlreader.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr size_t kMostEntries = 2000;

int distance(const QString &left, const QString &right)
{
    std::vector<int> row(size_t(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= left.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (qsizetype j = 1; j <= right.size(); ++j) {
            const int above = row[size_t(j)];
            row[size_t(j)] = std::min(
                {above + 1, row[size_t(j) - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

QString nearest(const QString &word, const QStringList &known)
{
    QString best;
    int least = int(std::max<qsizetype>(2, word.size() / 3)) + 1;
    for (const QString &candidate : known) {
        if (const int far = distance(word.left(60), candidate); far < least) {
            least = far;
            best = candidate;
        }
    }
    return best;
}

void YamlReader::wrongAt(int line, int column, const QString &field, const QString &what,
                         const QString &remedy)
{
    m_problems.push_back({m_file, line, column, field, what, remedy, false});
}

void YamlReader::wrong(const YAML::Node &at, const QString &field, const QString &what, const QString &remedy)
{
    const YAML::Mark mark = at.IsDefined() ? at.Mark() : YAML::Mark::null_mark();
    wrongAt(std::max(0, mark.line) + 1, std::max(0, mark.column) + 1, field, what, remedy);
}

void YamlReader::warn(const YAML::Node &at, const QString &field, const QString &what, const QString &remedy)
{
    wrong(at, field, what, remedy);
    m_problems.back().isWarning = true;
}

bool YamlReader::isMap(const YAML::Node &node, const QString &field, const QStringList &known)
{
    if (!node.IsMap()) {
        wrong(node, field, u"this should be a map of keys and values"_s,
              u"write one \"key: value\" a line, indented under it"_s);
        return false;
    }
    QStringList seen;
    for (const auto &entry : node) {
        const QString name =
            entry.first.IsScalar() ? QString::fromStdString(entry.first.Scalar()) : QString();
        const QString path = field.isEmpty() ? name : field + u'.' + name;
        if (!known.isEmpty() && !known.contains(name)) {
            const QString near = nearest(name, known);
            wrong(entry.first, path, u"there is no key \"%1\" here"_s.arg(name.left(60)),
                  near.isEmpty() ? u"known are: %1"_s.arg(known.join(u", "_s))
                                 : u"perhaps \"%1\" is meant"_s.arg(near));
        }
        if (seen.contains(name))
            wrong(entry.first, path, u"the key \"%1\" stands here twice"_s.arg(name), u"keep one of them"_s);
        seen += name;
    }
    return true;
}

YAML::Node YamlReader::child(const YAML::Node &parent, const char *key)
{
    for (const auto &entry : parent) {
        if (entry.first.IsScalar() && entry.first.Scalar() == key)
            return entry.second;
    }
    return YAML::Node(YAML::NodeType::Undefined);
}

bool YamlReader::has(const YAML::Node &parent, const char *key, const QString &field, const QString &remedy)
{
    if (child(parent, key).IsDefined())
        return true;
    wrong(parent, field, u"the key \"%1\" is missing"_s.arg(QString::fromLatin1(key)), remedy);
    return false;
}

QString YamlReader::text(const YAML::Node &node, const QString &field, qsizetype limit)
{
    if (!node.IsScalar()) {
        wrong(node, field, u"this should be a text"_s,
              u"write it behind the colon; quote it where it holds a colon"_s);
        return {};
    }
    const QString read = QString::fromStdString(node.Scalar()).trimmed();
    if (read.size() > limit)
        wrong(node, field, u"the text has %1 characters"_s.arg(read.size()),
              u"keep it under %1"_s.arg(limit));
    return read;
}

QString YamlReader::optionalText(const YAML::Node &parent, const char *key, const QString &field,
                                 qsizetype limit)
{
    const YAML::Node node = child(parent, key);
    return node.IsDefined() && !node.IsNull() ? text(node, field, limit) : QString();
}

QString YamlReader::key(const YAML::Node &node, const QString &field)
{
    const QString read = text(node, field, 60);
    const bool isKey = !read.isEmpty() && std::ranges::all_of(read, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
    if (!isKey && node.IsScalar())
        wrong(node, field, u"\"%1\" is no key"_s.arg(read.left(60)),
              u"use letters, digits, - and _, as in P1 or enterprise"_s);
    return read;
}

bool YamlReader::flag(const YAML::Node &parent, const char *key, const QString &field, bool otherwise)
{
    const YAML::Node node = child(parent, key);
    if (!node.IsDefined())
        return otherwise;
    const std::string word = node.IsScalar() ? node.Scalar() : std::string();
    if (word == "true" || word == "yes")
        return true;
    if (word != "false" && word != "no")
        wrong(node, field, u"this should be true or false"_s, u"write true or false"_s);
    return false;
}

std::optional<int> YamlReader::number(const YAML::Node &node, const QString &field, int least, int most)
{
    bool ok = false;
    const int read = node.IsScalar() ? QString::fromStdString(node.Scalar()).toInt(&ok) : 0;
    if (ok && read >= least && read <= most)
        return read;
    wrong(node, field, u"this should be a whole number"_s, u"write one from %1 to %2"_s.arg(least).arg(most));
    return std::nullopt;
}

void YamlReader::each(const YAML::Node &node, const QString &field,
                      const std::function<void(const YAML::Node &, const QString &)> &visit)
{
    if (!node.IsSequence()) {
        wrong(node, field, u"this should be a list"_s, u"write one \"- entry\" a line, or [a, b]"_s);
        return;
    }
    if (node.size() > kMostEntries) {
        wrong(node, field, u"the list has %1 entries"_s.arg(node.size()),
              u"keep it under %1"_s.arg(kMostEntries));
        return;
    }
    for (size_t i = 0; i < node.size(); ++i)
        visit(node[i], u"%1[%2]"_s.arg(field).arg(i));
}

QStringList YamlReader::texts(const YAML::Node &parent, const char *key, const QString &field)
{
    QStringList read;
    const YAML::Node node = child(parent, key);
    if (node.IsDefined() && !node.IsNull())
        each(node, field, [&](const YAML::Node &entry, const QString &path) { read += text(entry, path); });
    read.removeAll(QString());
    return read;
}

std::optional<sla::Target> YamlReader::target(const YAML::Node &node, const QString &field)
{
    const QString read = text(node, field, 60);
    if (!node.IsScalar())
        return std::nullopt;
    const auto parsed = sla::parseTarget(read);
    if (parsed)
        return *parsed;
    wrong(
        node, field, u"\"%1\" is no length of time"_s.arg(read.left(40)),
        u"write a number and s, m, h, d, w (round the clock), bs, bm, bh (business time) or bd (business days), as in 4h or 3bd"_s);
    return std::nullopt;
}

std::vector<Problem> YamlReader::take()
{
    std::ranges::stable_sort(m_problems, [](const Problem &left, const Problem &right) {
        return std::pair(left.line, left.column) < std::pair(right.line, right.column);
    });
    return std::move(m_problems);
}

} // namespace muster::policy
