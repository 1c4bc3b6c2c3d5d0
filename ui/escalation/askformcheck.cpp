// SPDX-License-Identifier: GPL-3.0-or-later
// Words that go out: made of the other fields until somebody writes into them, and checked while one types.
#include "ui/escalation/askform.h"
#include "ui/widgets/findingslist.h"

#include <QFormLayout>
#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

QPlainTextEdit *AskForm::checkedText() const
{
    return m_fields->findChild<QPlainTextEdit *>(u"ask.text"_s);
}

void AskForm::addFindings()
{
    m_findings = new FindingsList(nullptr, checkedText(), m_fields);
    m_findings->setObjectName(u"ask.findings"_s);
    m_form->addRow(QString(), m_findings);
}

void AskForm::compose()
{
    if (!m_ask.compose)
        return;
    QPlainTextEdit *text = checkedText();
    const QString made = m_ask.compose(answers());
    const QString stands = text->toPlainText();
    if (stands != made && (stands.isEmpty() || stands == m_composed)) {
        const QSignalBlocker quiet(text);
        text->setPlainText(made);
    }
    m_composed = made;
}

void AskForm::check()
{
    if (!m_findings)
        return;
    m_findings->present(m_ask.check(answers()));
    if (QWidget *reason = m_fields->findChild<QWidget *>(u"ask.reason"_s))
        m_form->setRowVisible(reason, !m_findings->held().isEmpty());
}

} // namespace muster::ui
