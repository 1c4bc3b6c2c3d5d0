// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/partstext.h"

#include "ui/theme/theme.h"

#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr auto kShown = "partsShown";

} // namespace

void showParts(QTextBrowser &browser, const std::vector<views::TextPart> &parts)
{
    const Theme &look = theme();
    QString text;
    for (const views::TextPart &part : parts) {
        text += u"<p style='margin-bottom:2px; color:%1'><b>%2</b></p>"_s.arg(look.dim.name(),
                                                                              part.title.toHtmlEscaped());
        for (const QString &line : part.lines)
            text += u"<p style='margin-top:0; margin-bottom:4px; white-space:pre-wrap'>%1</p>"_s.arg(
                line.toHtmlEscaped());
    }
    if (browser.property(kShown).toString() == text)
        return;
    browser.setProperty(kShown, text);
    browser.setHtml(text);
}

} // namespace muster::ui
