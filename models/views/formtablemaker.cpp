// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/formtablemaker.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

struct FormText
{
    Q_DECLARE_TR_FUNCTIONS(FormText)
};

} // namespace

std::vector<FormChoice> FormTableMaker::roleChoices(const QStringList &keys)
{
    const std::map<QString, QString> names{{u"admin"_s, FormText::tr("Administrator")},
                                           {u"lead"_s, FormText::tr("Team lead")},
                                           {u"agent"_s, FormText::tr("Agent")},
                                           {u"observer"_s, FormText::tr("Observer")},
                                           {u"automation"_s, FormText::tr("Automation")}};
    std::vector<FormChoice> choices;
    choices.reserve(size_t(keys.size()));
    for (const QString &key : keys)
        choices.push_back({key, names.at(key)});
    return choices;
}

FormField FormTableMaker::field(Kind kind, const QString &key, const QString &title, const QString &help,
                                bool mayBeEmpty)
{
    FormField made;
    made.kind = kind;
    made.key = key;
    made.title = title;
    made.help = help;
    made.mayBeEmpty = mayBeEmpty;
    return made;
}

FormField FormTableMaker::numberField(const QString &key, const QString &title, const QString &help,
                                      int least, int most, bool mayBeEmpty)
{
    FormField made = field(Kind::Number, key, title, help, mayBeEmpty);
    made.least = least;
    made.most = most;
    return made;
}

FormField FormTableMaker::choiceField(Kind kind, const QString &key, const QString &title,
                                      const QString &help, std::vector<FormChoice> choices)
{
    FormField made = field(kind, key, title, help, kind == Kind::Choices);
    made.choices = std::move(choices);
    return made;
}

FormField FormTableMaker::flagField(const QString &key, const QString &title, const QString &help,
                                    const QString &otherwise)
{
    FormField made = field(Kind::Flag, key, title, help, true);
    made.otherwise = otherwise;
    return made;
}

const policy::DocNode *FormTableMaker::part(const QString &path) const
{
    return policy::partAt(m_root, path);
}

void FormTableMaker::close(qsizetype at)
{
    if (!m_closedAt)
        m_closedAt = at;
}

QStringList FormTableMaker::wordsOf(const DocNode *node)
{
    if (node == nullptr || node->kind == DocNode::Kind::Null)
        return {};
    if (node->kind == DocNode::Kind::Scalar)
        return {node->value};
    QStringList words;
    if (node->kind != DocNode::Kind::List)
        close(node->start);
    for (const DocNode &each : node->children) {
        if (each.kind != DocNode::Kind::Scalar)
            close(each.start);
        words += each.value;
    }
    return words;
}

QString FormTableMaker::wordAt(const DocNode &map, const QString &key)
{
    return wordsOf(map.child(key)).value(0);
}

std::vector<const policy::DocNode *> FormTableMaker::entries(const QString &path)
{
    std::vector<const DocNode *> maps;
    const DocNode *list = part(path);
    if (list == nullptr)
        return maps;
    if (list->kind != DocNode::Kind::List && list->kind != DocNode::Kind::Null)
        close(list->start);
    maps.reserve(list->children.size());
    for (const DocNode &each : list->children) {
        if (each.kind != DocNode::Kind::Map)
            close(each.start);
        else
            maps.push_back(&each);
    }
    return maps;
}

std::vector<FormChoice> FormTableMaker::named(const QString &path)
{
    const std::vector<const DocNode *> maps = entries(path);
    std::vector<FormChoice> choices;
    choices.reserve(maps.size() + 1); // callers put one more behind
    for (const DocNode *each : maps) {
        const QString key = wordAt(*each, u"key"_s), name = wordAt(*each, u"name"_s);
        choices.push_back({key, name.isEmpty() ? key : name});
    }
    return choices;
}

FormField FormTableMaker::tierField()
{
    FormField made = choiceField(Kind::Choices, u"tiers"_s, FormText::tr("Tiers"), {}, named(u"tiers"_s));
    made.otherwise = FormText::tr("Every one");
    return made;
}

FormField FormTableMaker::priorityField()
{
    std::vector<FormChoice> choices = named(u"priorities"_s);
    for (FormChoice &each : choices) {
        if (each.name != each.key)
            each.name = each.key + u' ' + each.name;
    }
    FormField made =
        choiceField(Kind::Choices, u"priorities"_s, FormText::tr("Priorities"), {}, std::move(choices));
    made.otherwise = FormText::tr("Every one");
    return made;
}

FormField FormTableMaker::needed(FormField made)
{
    made.mayBeEmpty = false;
    return made;
}

QString FormTableMaker::freeKey(const FormTable &table, const QString &stem)
{
    for (size_t i = table.rows.size() + 1;; ++i) {
        const QString key = stem + QString::number(i);
        if (std::ranges::find(table.rows, key, &FormRow::key) == table.rows.end())
            return key;
    }
}

FormTable FormTableMaker::listTable(const QString &key, const QString &title, const QString &list,
                                    std::vector<FormField> fields)
{
    FormTable table;
    table.key = key;
    table.title = title;
    table.list = list;
    table.order = {u"key"_s};
    for (const FormField &each : fields) {
        table.order += each.key;
        table.columns += each.title;
    }
    const std::vector<const DocNode *> maps = entries(list);
    table.rows.reserve(maps.size());
    for (size_t i = 0; i < maps.size(); ++i) {
        FormRow row{wordAt(*maps[i], u"key"_s), {}, u"%1[%2]"_s.arg(list).arg(i), {}};
        row.title = row.key.isEmpty() ? QString::number(i + 1) : row.key;
        row.cells.reserve(fields.size());
        for (size_t k = 0; k < fields.size(); ++k)
            row.cells.push_back({fields[k].kind, k, wordsOf(maps[i]->child(fields[k].key))});
        table.rows.push_back(std::move(row));
    }
    table.fields = std::move(fields);
    return table;
}

FormTable FormTableMaker::settings(const QString &key, const QString &title, const QString &path,
                                   std::vector<FormField> fields, const QStringList &order)
{
    FormTable table;
    table.key = key;
    table.title = title;
    table.columns = {QString()};
    table.order = order;
    const DocNode *map = part(path);
    if (map == nullptr || map->kind != DocNode::Kind::Map) {
        close(map == nullptr ? 0 : map->start);
        return table;
    }
    table.rows.reserve(fields.size());
    for (size_t k = 0; k < fields.size(); ++k)
        table.rows.push_back({fields[k].key,
                              fields[k].title,
                              path,
                              {{fields[k].kind, k, wordsOf(map->child(fields[k].key))}}});
    table.fields = std::move(fields);
    return table;
}

} // namespace muster::views
