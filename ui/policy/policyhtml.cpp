// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/policyhtml.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::ui::html {

QString dim(const QString &text)
{
    return u"<span style='color:%1'>%2</span>"_s.arg(theme().dim.name(), text.toHtmlEscaped());
}

QString heading(const QString &text)
{
    return u"<h3 style='margin-top:18px;margin-bottom:6px'>%1</h3>"_s.arg(text.toHtmlEscaped());
}

QString cell(const QString &rich, const char *tag)
{
    return u"<%1 align='left' style='padding:5px 14px 5px 0'>%2</%1>"_s.arg(QLatin1StringView(tag), rich);
}

QString row(const QStringList &rich, const char *tag)
{
    QString cells;
    for (const QString &each : rich)
        cells += cell(each, tag);
    return u"<tr>%1</tr>"_s.arg(cells);
}

QString table(const QString &rows)
{
    return u"<table cellspacing='0'>%1</table>"_s.arg(rows);
}

QString list(const QStringList &lines)
{
    if (lines.isEmpty())
        return u"<p>%1</p>"_s.arg(dim(QCoreApplication::translate("muster::ui::PolicyText", "None.")));
    QString items;
    for (const QString &line : lines)
        items += u"<li>%1</li>"_s.arg(line.toHtmlEscaped());
    return u"<ul>%1</ul>"_s.arg(items);
}

} // namespace muster::ui::html
