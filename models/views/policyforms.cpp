// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/policyforms.h"

#include "models/policy/sections.h"
#include "models/sla/target.h"
#include "models/views/policyformtables.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using policy::DocNode;
using policy::RemovePart;
using policy::SetValue;
using Kind = FormField::Kind;

struct FormText
{
    Q_DECLARE_TR_FUNCTIONS(FormText)
};

constexpr qsizetype kLongestText = 4000;

/// With the section that the form writes, as it holds, where the policy has none of its own.
QByteArray withSection(const QByteArray &text, const DocNode &root, const QString &section)
{
    if (root.child(section) != nullptr)
        return text;
    return text + (text.endsWith('\n') || text.isEmpty() ? "\n" : "\n\n") + policy::sectionText(section);
}

bool isWordTable(const PolicyForm &form, size_t table)
{
    return form.key == u"triggers" && form.tables.at(table).key == u"words";
}

/// With the words of escalations, as they hold, where the policy's own section has none.
QByteArray withWords(QByteArray text)
{
    const auto root = policy::readTree(text);
    const DocNode *section = root ? root->child(u"escalation"_s) : nullptr;
    if (section == nullptr || section->isFlow || section->child(u"words"_s) != nullptr)
        return text;
    const qsizetype first = section->keys.empty() ? section->start : section->keys.front().start;
    const qsizetype column = first - (text.lastIndexOf('\n', first) + 1);
    const QByteArray words = policy::wordsText(column);
    const qsizetype end = text.indexOf('\n', section->end);
    return end < 0 ? text + '\n' + words : text.insert(end + 1, words);
}

/// The first part with an anchor or a tag, or that stands for one.
const DocNode *firstMarked(const DocNode &node)
{
    if (node.isMarked)
        return &node;
    for (const auto *nodes : {&node.keys, &node.children}) {
        for (const DocNode &each : *nodes) {
            if (const DocNode *found = firstMarked(each))
                return found;
        }
    }
    return nullptr;
}

void close(PolicyForm &form, int line, const QString &what)
{
    form.line = line;
    form.closed =
        FormText::tr("The form is closed: line %1 of the text cannot be shown in it (%2). Mend it there.")
            .arg(line)
            .arg(what);
}

/// By "line 12: what" of the readers.
void close(PolicyForm &form, const Error &error)
{
    const QString line = error.detail.section(u": "_s, 0, 0);
    close(form, std::max(1, line.section(u' ', 1).toInt()), error.detail.section(u": "_s, 1));
}

std::optional<sla::Target> lengthOf(const QString &text)
{
    const auto read = sla::parseTarget(text.trimmed());
    return read && read->kind != sla::Target::Kind::AgreedDate ? std::optional(*read) : std::nullopt;
}

bool isDue(const QString &text)
{
    return text == u"immediate" || lengthOf(text);
}

bool isShareOf(QString text, int least, int most)
{
    if (!text.endsWith(u'%'))
        return false;
    bool isNumber = false;
    const int number = text.chopped(1).trimmed().toInt(&isNumber);
    return isNumber && number >= least && number <= most;
}

bool isNumberFrom(const QString &text, int least, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= least && number <= most;
}

bool isKey(const QString &text)
{
    return text.size() <= 60 && std::ranges::all_of(text, [](QChar c) {
               return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
           });
}

bool isKnown(const FormField &field, const QString &key)
{
    return std::ranges::find(field.choices, key, &FormChoice::key) != field.choices.end();
}

QString dueSentence(const QString &text)
{
    return FormText::tr(
               "\"%1\" is no length of time. Write a number and m, h, d or w as in 30m or 4h, bm or bh "
               "for working time, bd for working days, or immediate.")
        .arg(text.left(40));
}

QString wrongWord(const FormField &field, const QString &text)
{
    switch (field.kind) {
    case Kind::Length: {
        const auto length = lengthOf(text);
        return length && length->kind == sla::Target::Kind::RoundTheClock
                   ? QString()
                   : FormText::tr(
                         "\"%1\" is no length of time. Write a number and m, h, d or w, as in 30m or 3d.")
                         .arg(text.left(40));
    }
    case Kind::Due:
        return isDue(text) ? QString() : dueSentence(text);
    case Kind::Number:
        return isNumberFrom(text, field.least, field.most)
                   ? QString()
                   : FormText::tr("\"%1\" is no number for this. Write one from %2 to %3.")
                         .arg(text.left(40))
                         .arg(field.least)
                         .arg(field.most);
    case Kind::Limit:
        return isNumberFrom(text, 0, 1'000'000) || isShareOf(text, 0, 99)
                   ? QString()
                   : FormText::tr("\"%1\" is no limit. Write a number such as 15, or a share from 0% to 99%.")
                         .arg(text.left(40));
    case Kind::Share:
        return isShareOf(text, 1, 100)
                   ? QString()
                   : FormText::tr("\"%1\" is no share. Write one from 1% to 100%.").arg(text.left(40));
    case Kind::Key:
        return isKey(text)
                   ? QString()
                   : FormText::tr("\"%1\" is no key. Use letters, digits, - and _.").arg(text.left(40));
    case Kind::Text:
        return text.size() <= kLongestText
                   ? QString()
                   : FormText::tr("This has more than %1 characters. Make it shorter.").arg(kLongestText);
    case Kind::None:
    case Kind::Choice:
    case Kind::Choices:
    case Kind::Flag:
    case Kind::Words:
    case Kind::Step:
        break;
    }
    return {};
}

QString wrongStep(const FormField &field, const QStringList &value)
{
    if (!isKnown(field, value.value(0)))
        return FormText::tr("There is no level \"%1\". Choose one of the list.").arg(value.value(0).left(40));
    return isDue(value.value(1)) ? QString() : dueSentence(value.value(1));
}

QStringList tidied(const FormField &field, const QStringList &value)
{
    QStringList words;
    for (const QString &each : value) {
        const QString word = field.kind == Kind::Text ? each.simplified() : each.trimmed();
        if (!word.isEmpty() && !(field.kind == Kind::Words && words.contains(word)))
            words += word;
    }
    return words;
}

using Edits = std::vector<policy::DocEdit>;

policy::DocValue written(const FormField &field, const QStringList &value)
{
    if (field.kind == Kind::Choices && value.contains(u"all"_s)) // all authorities are one word, not a list
        return u"all"_s;
    if (field.kind == Kind::Choices || field.kind == Kind::Words)
        return value;
    return value.constFirst();
}

/// One cell of the matrix is an entry of its list.
Edits stepEdits(const DocNode &root, const FormRow &row, const FormField &field, const QStringList &value)
{
    const QString list = u"escalation.matrix"_s;
    const DocNode *matrix = policy::partAt(root, list);
    qsizetype own = -1, behind = -1;
    const auto says = [](const DocNode &entry, const QString &key, const QString &word) {
        const DocNode *node = entry.child(key);
        return node == nullptr ? word.isEmpty() : node->value == word;
    };
    for (size_t i = 0; matrix != nullptr && i < matrix->children.size(); ++i) {
        const DocNode &entry = matrix->children[i];
        if (!says(entry, u"tier"_s, field.key))
            continue;
        behind = qsizetype(i);
        if (says(entry, u"situation"_s, row.key))
            own = qsizetype(i);
    }
    const QString path = u"%1[%2]"_s.arg(list).arg(own);
    if (value.isEmpty())
        return own < 0 ? Edits{} : Edits{RemovePart{path}};
    if (own >= 0)
        return {SetValue{path + u".level"_s, value[0], {}}, SetValue{path + u".timeline"_s, value[1], {}}};
    policy::DocFields fields;
    if (!field.key.isEmpty())
        fields.emplace_back(u"tier"_s, field.key);
    fields.emplace_back(u"situation"_s, row.key);
    fields.emplace_back(u"level"_s, value[0]);
    fields.emplace_back(u"timeline"_s, value[1]);
    // Beside those of its tier; a tier's first one before those of every tier, which close the list.
    if (behind < 0 && !field.key.isEmpty() && matrix != nullptr) {
        const auto open = std::ranges::find_if(
            matrix->children, [](const DocNode &entry) { return entry.child(u"tier"_s) == nullptr; });
        behind = open - matrix->children.begin() - 1;
    }
    return {policy::InsertEntry{list,
                                behind < 0 && field.key.isEmpty() && matrix != nullptr
                                    ? qsizetype(matrix->children.size())
                                    : behind + 1,
                                std::move(fields)}};
}

/// What has to go with a change of a limit, so that the policy still reads.
void followLimit(Edits &edits, const FormRow &row, const FormTable &table, const FormField &field,
                 const QStringList &value)
{
    const auto valueOf = [&](const QString &key) {
        for (const FormCell &cell : row.cells) {
            if (table.fieldOf(cell).key == key)
                return cell.value;
        }
        return QStringList();
    };
    if (field.key == u"counts" && value.value(0) == u"older" && valueOf(u"than"_s).isEmpty())
        edits.push_back(SetValue{row.path + u".than"_s, u"30d"_s, table.order});
    if (field.key == u"counts" && value.value(0) != u"older" && !valueOf(u"than"_s).isEmpty())
        edits.push_back(RemovePart{row.path + u".than"_s});
    if (field.key == u"above" && !value.value(0).endsWith(u'%') && !valueOf(u"least"_s).isEmpty())
        edits.push_back(RemovePart{row.path + u".least"_s});
}

Edits editsFor(const DocNode &root, const FormTable &table, const FormRow &row, const FormCell &cell,
               const QStringList &value)
{
    const FormField &field = table.fieldOf(cell);
    if (field.kind == Kind::Step)
        return stepEdits(root, row, field, value);
    const QString path = row.path + u'.' + field.key;
    const bool isDefault =
        value.isEmpty() || (field.kind == Kind::Flag && value.constFirst() == field.otherwise);
    if (isDefault)
        return policy::partAt(root, path) == nullptr ? Edits{} : Edits{RemovePart{path}};
    Edits edits{SetValue{path, written(field, value), table.order}};
    followLimit(edits, row, table, field, value);
    return edits;
}

Result<QByteArray> changedBy(const QByteArray &text, const PolicyForm &form, size_t table,
                             const std::function<Edits(const DocNode &)> &edits)
{
    const auto before = policy::readTree(text);
    if (!before)
        return before.error();
    QByteArray whole = withSection(text, *before, sectionOfForm(form.key));
    if (isWordTable(form, table))
        whole = withWords(std::move(whole));
    const auto root = policy::readTree(whole);
    if (!root)
        return root.error();
    const Edits wanted = edits(*root);
    return wanted.empty() ? Result<QByteArray>(text) : policy::changedText(whole, wanted);
}

} // namespace

QStringList policyFormKeys()
{
    return {u"levels"_s, u"matrix"_s, u"triggers"_s, u"assignment"_s, u"thresholds"_s};
}

QString policyFormTitle(const QString &key)
{
    const QStringList titles{FormText::tr("Levels"), FormText::tr("Matrix"), FormText::tr("Triggers"),
                             FormText::tr("Assignment"), FormText::tr("Limits")};
    return titles.value(policyFormKeys().indexOf(key));
}

PolicyForm readPolicyForm(const QByteArray &policyText, const QString &key)
{
    PolicyForm form;
    form.key = key;
    const QString section = sectionOfForm(key);
    const auto before = policy::readTree(policyText);
    if (!before) {
        close(form, before.error());
        return form;
    }
    if (before->kind != DocNode::Kind::Map) {
        close(form, 1, FormText::tr("a policy is a map of keys and values"));
        return form;
    }
    form.isShipped = before->child(section) == nullptr;
    const QByteArray own = withSection(policyText, *before, section);
    const QByteArray whole = key == u"triggers" ? withWords(own) : own;
    const auto root = policy::readTree(whole);
    if (!root) {
        close(form, root.error());
        return form;
    }
    const DocNode *part = root->child(section);
    const DocNode *marked = part == nullptr ? nullptr : firstMarked(*part);
    const FormTables tables = formTables(*root, key);
    const std::optional<qsizetype> at = marked != nullptr ? std::optional(marked->start) : tables.closedAt;
    if (at)
        close(form, policy::lineAt(whole, *at), FormText::tr("it is written in a way of its own"));
    else
        form.tables = tables.tables;
    return form;
}

QString wrongIn(const FormField &field, const QStringList &value)
{
    const QStringList words = tidied(field, value);
    if (words.isEmpty())
        return field.mayBeEmpty ? QString() : FormText::tr("Something has to stand here.");
    if (field.kind == Kind::Step)
        return wrongStep(field, words);
    if (field.kind == Kind::Choice || field.kind == Kind::Choices) {
        for (const QString &word : words) {
            if (!isKnown(field, word))
                return FormText::tr("\"%1\" is not known here. Choose one of the list.").arg(word.left(40));
        }
        return {};
    }
    for (const QString &word : words) {
        if (const QString wrong = wrongWord(field, word); !wrong.isEmpty())
            return wrong;
    }
    return {};
}

Result<QByteArray> changeCell(const QByteArray &policyText, const PolicyForm &form, FormPlace place,
                              const QStringList &value)
{
    const FormTable &table = form.tables.at(place.table);
    const FormRow &row = table.rows.at(place.row);
    const FormCell &cell = row.cells.at(place.column);
    const FormField &field = table.fieldOf(cell);
    if (const QString wrong = wrongIn(field, value); !wrong.isEmpty())
        return Error{Fault::BadInput, wrong};
    const QStringList words = tidied(field, value);
    if (words == tidied(field, cell.value)) // also where it is written in a way of its own
        return policyText;
    return changedBy(policyText, form, place.table,
                     [&](const DocNode &root) { return editsFor(root, table, row, cell, words); });
}

Result<QByteArray> addRow(const QByteArray &policyText, const PolicyForm &form, size_t table)
{
    const FormTable &in = form.tables.at(table);
    return changedBy(policyText, form, table, [&](const DocNode &root) -> Edits {
        const DocNode *list = policy::partAt(root, in.list);
        if (list != nullptr && list->kind == DocNode::Kind::List)
            return {policy::InsertEntry{in.list, qsizetype(list->children.size()), in.newRow}};
        // No list yet: an empty one is put in first.
        return {SetValue{in.list, QStringList(), {}}, policy::InsertEntry{in.list, 0, in.newRow}};
    });
}

Result<QByteArray> removeRow(const QByteArray &policyText, const PolicyForm &form, size_t table, size_t row)
{
    const FormTable &in = form.tables.at(table);
    const QString path = in.rows.at(row).path;
    return changedBy(policyText, form, table, [&](const DocNode &) -> Edits {
        // A list without entries is left out: the readers take none for an empty one.
        return {RemovePart{in.rows.size() == 1 ? in.list : path}};
    });
}

} // namespace muster::views
