// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/findingslist.h"

#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using comms::Finding;

namespace {

bool holds(const Finding &finding)
{
    return finding.weight == comms::Weight::Hold;
}

} // namespace

FindingsList::FindingsList(QLineEdit *subject, QPlainTextEdit *text, QWidget *parent)
    : QListWidget(parent), m_subject(subject), m_text(text)
{
    setAccessibleName(tr("What the check found"));
    setWordWrap(true);
    setMaximumHeight(150);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemActivated, this, [this] { jumpTo(currentRow()); });
    connect(this, &QListWidget::itemClicked, this, [this] { jumpTo(currentRow()); });
}

void FindingsList::present(std::vector<Finding> findings)
{
    const int row = currentRow();
    m_findings = std::move(findings);
    clear();
    for (const Finding &finding : m_findings) {
        auto *item = new QListWidgetItem(finding.what + u' ' + finding.mend, this);
        item->setIcon(holds(finding) ? theme().icon(u"alert"_s, theme().red)
                                     : theme().icon(u"info"_s, theme().amber));
    }
    setCurrentRow(std::min(row, count() - 1));
    setVisible(!m_findings.empty());
    mark();
}

void FindingsList::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const Finding &finding : m_findings) {
        if (finding.part != comms::Part::Text || finding.length == 0)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_text->textCursor();
        mark.cursor.setPosition(int(finding.begin));
        mark.cursor.setPosition(int(finding.begin + finding.length), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(holds(finding) ? theme().red : theme().amber);
        mark.format.setBackground(holds(finding) ? theme().redFill : theme().amberFill);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
}

QStringList FindingsList::held() const
{
    QStringList names;
    for (const Finding &finding : m_findings) {
        const QString name = comms::findingName(finding.kind);
        if (holds(finding) && !names.contains(name))
            names += name;
    }
    return names;
}

void FindingsList::goToPlaceholder()
{
    const auto open = std::ranges::find(m_findings, comms::FindingKind::Placeholder, &Finding::kind);
    if (open != m_findings.end() && open->part == comms::Part::Text)
        jumpTo(int(open - m_findings.begin()));
}

void FindingsList::jumpTo(int row)
{
    if (row < 0 || size_t(row) >= m_findings.size())
        return;
    const Finding &finding = m_findings[size_t(row)];
    if (finding.part == comms::Part::Subject) {
        m_subject->setFocus(Qt::OtherFocusReason);
        return m_subject->setSelection(int(finding.begin), int(finding.length));
    }
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(finding.length == 0 ? int(m_text->toPlainText().size()) : int(finding.begin));
    cursor.setPosition(cursor.position() + int(finding.length), QTextCursor::KeepAnchor);
    m_text->setTextCursor(cursor);
    m_text->setFocus(Qt::OtherFocusReason);
}

} // namespace muster::ui
