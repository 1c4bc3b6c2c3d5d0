// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/filteredit.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QInputMethodEvent>

namespace muster::ui {

void FilterEdit::setProblems(const std::vector<views::FilterProblem> &problems)
{
    if (problems == m_problems)
        return;
    m_problems = problems;
    // QLineEdit has no formats of its own; those of an input method's event stay until the next one.
    QList<QInputMethodEvent::Attribute> formats;
    for (const views::FilterProblem &problem : m_problems) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(theme().red);
        formats.append(
            {QInputMethodEvent::TextFormat, int(problem.at) - cursorPosition(), int(problem.length), format});
    }
    QInputMethodEvent event(QString(), formats);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace muster::ui
