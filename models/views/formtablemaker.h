// SPDX-License-Identifier: GPL-3.0-or-later
// Makes rows and fields of a form's tables out of the tree of a policy's text, and notes where the text has
// another shape. Base of what makes each form; internal to models/views.
#pragma once

#include "models/policy/documenttree.h"
#include "models/views/policyforms.h"

#include <optional>

namespace muster::views {

class FormTableMaker
{
public:
    explicit FormTableMaker(const policy::DocNode &root) : m_root(root) {}

    /// Where the text has another shape than a form can show.
    std::optional<qsizetype> closedAt() const { return m_closedAt; }

protected:
    using DocNode = policy::DocNode;
    using Kind = FormField::Kind;

    static std::vector<FormChoice> roleChoices(const QStringList &keys);
    static FormField field(Kind kind, const QString &key, const QString &title, const QString &help,
                           bool mayBeEmpty = false);
    static FormField numberField(const QString &key, const QString &title, const QString &help, int least,
                                 int most, bool mayBeEmpty = false);
    static FormField choiceField(Kind kind, const QString &key, const QString &title, const QString &help,
                                 std::vector<FormChoice> choices);
    static FormField flagField(const QString &key, const QString &title, const QString &help,
                               const QString &otherwise);
    const DocNode *part(const QString &path) const;
    /// Maps of a list; none where it is not there.
    std::vector<const DocNode *> entries(const QString &path);
    QStringList wordsOf(const DocNode *node);
    QString wordAt(const DocNode &map, const QString &key);
    /// Keys and names of a list's entries.
    std::vector<FormChoice> named(const QString &path);
    FormField tierField();
    FormField priorityField();
    static FormField needed(FormField made);
    static QString freeKey(const FormTable &table, const QString &stem);
    /// One row an entry of the list, one column a field.
    FormTable listTable(const QString &key, const QString &title, const QString &list,
                        std::vector<FormField> fields);
    /// One row a field, of one map.
    FormTable settings(const QString &key, const QString &title, const QString &path,
                       std::vector<FormField> fields, const QStringList &order);

private:
    void close(qsizetype at); ///< the first place counts
    const DocNode &m_root;
    std::optional<qsizetype> m_closedAt;
};

} // namespace muster::views
