// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/policyeditor.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace muster::ui {

PolicyEditor::PolicyEditor(QWidget *parent) : QPlainTextEdit(parent), m_numbers(new QWidget(this))
{
    setObjectName(u"policy.text"_s);
    setAccessibleName(tr("Text of the policy"));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true); // YAML is indented by spaces
    m_numbers->installEventFilter(this);
    connect(this, &QPlainTextEdit::updateRequest, this, [this] { m_numbers->update(); });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &PolicyEditor::arrange);
    look();
}

void PolicyEditor::look()
{
    m_looking = true;
    setFont(theme().mono);
    m_looking = false;
    arrange();
    mark();
}

void PolicyEditor::arrange()
{
    const int digits = std::max(3, int(QString::number(blockCount()).size()));
    const int wide = fontMetrics().horizontalAdvance(u'0') * digits + 2 * Theme::gap;
    setViewportMargins(wide, 0, 0, 0);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), wide, inside.height());
}

void PolicyEditor::setProblems(const std::vector<policy::Problem> &problems)
{
    m_problems = problems;
    mark();
    m_numbers->update();
}

void PolicyEditor::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const policy::Problem &problem : m_problems) {
        const QTextBlock block = document()->findBlockByNumber(problem.line - 1);
        if (!block.isValid())
            continue;
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.format.setBackground(problem.isWarning ? theme().amberFill : theme().redFill);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(line);
    }
    setExtraSelections(marks);
}

void PolicyEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    QTextCursor cursor(block.isValid() ? block : document()->lastBlock());
    cursor.setPosition(cursor.block().position() +
                       std::clamp(column - 1, 0, std::max(0, cursor.block().length() - 1)));
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

void PolicyEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    arrange();
}

void PolicyEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_looking)
        look();
}

void PolicyEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit left();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool PolicyEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_numbers && event->type() == QEvent::Paint) {
        paintNumbers();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void PolicyEditor::paintNumbers()
{
    const Theme &t = theme();
    QPainter painter(m_numbers);
    painter.fillRect(m_numbers->rect(), t.raised);
    painter.setFont(t.mono);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > m_numbers->height())
            break;
        const int line = block.blockNumber() + 1;
        const auto problem = std::ranges::find(m_problems, line, &policy::Problem::line);
        painter.setPen(problem == m_problems.end() ? t.dim : problem->isWarning ? t.amber : t.red);
        painter.drawText(QRectF(0, box.top(), m_numbers->width() - Theme::gap, box.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
    }
}

} // namespace muster::ui
