// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/textlimit.h"

#include <QPlainTextEdit>
#include <QTextCursor>
#include <QTextDocument>

namespace muster::ui {

TextLimit::TextLimit(QPlainTextEdit *field, int most) : QObject(field), m_field(field), m_most(most)
{
    connect(field->document(), &QTextDocument::contentsChange, this,
            [this](int at, int, int added) { m_addedEnd = at + added; });
    connect(field, &QPlainTextEdit::textChanged, this, &TextLimit::hold);
}

void TextLimit::hold()
{
    const int length = m_field->document()->characterCount() - 1; // it counts the end of the last line too
    if (length <= m_most)
        return;
    const int end = std::min(m_addedEnd, length);
    int begin = end - (length - m_most);
    if (begin > 0 && m_field->document()->characterAt(begin).isLowSurrogate())
        --begin; // no half of a character stays
    QTextCursor cursor(m_field->document());
    cursor.joinPreviousEditBlock(); // Ctrl+Z takes back both
    cursor.setPosition(std::max(0, begin));
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    cursor.endEditBlock();
}

} // namespace muster::ui
