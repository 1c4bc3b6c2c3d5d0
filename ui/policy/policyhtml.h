// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of rich text that a policy is read in. Pure apart from the theme's colours.
#pragma once

#include <QString>
#include <QStringList>

namespace muster::ui::html {

QString dim(const QString &text);     ///< escapes
QString heading(const QString &text); ///< escapes
/// Takes rich text.
QString cell(const QString &rich, const char *tag = "td");
QString row(const QStringList &rich, const char *tag = "td");
QString table(const QString &rows);
QString list(const QStringList &lines); ///< escapes; says where there is none

} // namespace muster::ui::html
