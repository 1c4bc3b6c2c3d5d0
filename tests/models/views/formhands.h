// SPDX-License-Identifier: GPL-3.0-or-later
// A policy with sections of its own, and what a change of one cell of its forms makes of it.
#pragma once

#include "models/policy/policyreader.h"
#include "models/policy/sections.h"
#include "models/views/policyforms.h"

#include <QTest>

namespace muster::test {

using namespace Qt::StringLiterals;
using views::FormPlace;
using views::FormTable;
using views::PolicyForm;

inline QByteArray plain()
{
    return policy::presetText(u"playbook-p0-p3"_s);
}

/// With sections of its own.
inline QByteArray whole()
{
    QByteArray text = plain();
    for (const QString &key : {u"escalation"_s, u"assignment"_s, u"thresholds"_s})
        text += '\n' + policy::sectionText(key);
    return text;
}

inline policy::Policy read(const QByteArray &text)
{
    const policy::ReadPolicy read = policy::readPolicy(text, u"p"_s);
    if (!read.policy)
        qFatal("%s", qPrintable(read.problems.empty() ? u"?"_s : read.problems.front().text()));
    return *read.policy;
}

/// The cell under a row and a column, by their titles or keys.
inline FormPlace place(const PolicyForm &form, const QString &table, const QString &row,
                       const QString &column)
{
    for (size_t t = 0; t < form.tables.size(); ++t) {
        const FormTable &in = form.tables[t];
        for (size_t r = 0; r < in.rows.size() && in.key == table; ++r) {
            for (size_t c = 0; c < in.rows[r].cells.size(); ++c) {
                if ((in.rows[r].key == row || in.rows[r].title == row) &&
                    in.fieldOf(in.rows[r].cells[c]).key == column)
                    return {t, r, c};
            }
        }
    }
    qFatal("there is no %s %s %s", qPrintable(table), qPrintable(row), qPrintable(column));
}

inline QByteArray changed(const QByteArray &text, const QString &formKey, const QString &table,
                          const QString &row, const QString &column, const QStringList &value)
{
    const PolicyForm form = views::readPolicyForm(text, formKey);
    const auto done = views::changeCell(text, form, place(form, table, row, column), value);
    return done ? *done : "refused: " + done.error().detail.toUtf8();
}

} // namespace muster::test
