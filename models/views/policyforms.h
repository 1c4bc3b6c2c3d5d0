// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a policy as forms: tables whose cells each stand for one place of the policy's text. A form is
// read from the text and changes the text; it keeps nothing of its own. Pure; words for people are
// translated.
#pragma once

#include "models/base/result.h"
#include "models/policy/documentedit.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace muster::views {

struct FormChoice
{
    QString key, name;
    bool operator==(const FormChoice &) const = default;
};

/// What a cell takes, and how that is checked. A value is a list of words; of most kinds it has one, and it
/// is empty where nothing is written.
struct FormField
{
    enum class Kind : quint8
    {
        None, ///< nothing can be said here
        Text,
        Key, ///< letters, digits, - and _
        Choice,
        Choices, ///< several; empty: every one
        Length,  ///< round the clock: "30m"
        Due,     ///< as "4h", "8bh", "3bd", or "immediate"
        Number,
        Limit, ///< "15", or "25%" of those that count
        Share, ///< "45%"
        Flag,  ///< "true" or "false"
        Words, ///< as many as one likes
        Step   ///< of the matrix: level and time ("level-2", "4h"); empty: none
    };
    Kind kind = Kind::None;
    QString key; ///< in the map of its row; of the matrix: the tier
    QString title, help;
    bool mayBeEmpty = false;
    int least = 0, most = 0; ///< of a number
    std::vector<FormChoice> choices;
    QString otherwise; ///< what holds where nothing is written
    bool operator==(const FormField &) const = default;
};

struct FormCell
{
    FormField::Kind kind = FormField::Kind::None;
    size_t field = 0; ///< of the table's
    QStringList value;
    bool operator==(const FormCell &) const = default;
};

struct FormRow
{
    QString key, title;
    QString path; ///< of the map that its cells are in: "escalation.levels[1]"
    std::vector<FormCell> cells;
    bool operator==(const FormRow &) const = default;
};

struct FormTable
{
    QString key, title;
    QString list; ///< path of the list that its rows are entries of; empty: none is added or removed
    QStringList columns;
    std::vector<FormField> fields;
    std::vector<FormRow> rows;
    QStringList order;        ///< of the keys in a row's map
    policy::DocFields newRow; ///< what a new one begins with
    bool operator==(const FormTable &) const = default;

    const FormField &fieldOf(const FormCell &cell) const { return fields[cell.field]; }
};

struct PolicyForm
{
    QString key; ///< "levels", "matrix", …
    std::vector<FormTable> tables;
    QString closed;         ///< why it cannot be shown, a sentence; empty: it can
    int line = 0;           ///< of what stands against it
    bool isShipped = false; ///< the policy has no such section yet: the first change puts it in
};

QStringList policyFormKeys();
QString policyFormTitle(const QString &key);

PolicyForm readPolicyForm(const QByteArray &policyText, const QString &key);

/// What is wrong with a value for that field and what would be right, a sentence; empty where nothing is.
QString wrongIn(const FormField &field, const QStringList &value);

struct FormPlace
{
    size_t table = 0, row = 0, column = 0;
};
/// The policy's text with that cell changed, and nothing else but what has to go with it. BadInput says what
/// is in the way. `form` was read from this text.
Result<QByteArray> changeCell(const QByteArray &policyText, const PolicyForm &form, FormPlace place,
                              const QStringList &value);
/// With one row more, behind the others.
Result<QByteArray> addRow(const QByteArray &policyText, const PolicyForm &form, size_t table);
Result<QByteArray> removeRow(const QByteArray &policyText, const PolicyForm &form, size_t table, size_t row);

} // namespace muster::views
