// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the fields of a package.
#include "models/views/casetext.h"
#include "ui/escalation/packagefields.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QComboBox>
#include <QPlainTextEdit>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Kind = policy::PackageSection::Kind;

QString PackageFields::text(const Field &field) const
{
    if (const auto *box = qobject_cast<QComboBox *>(field.edit))
        return box->currentData().toString();
    if (const auto *when = qobject_cast<WhenField *>(field.edit))
        return when->fixedText();
    return static_cast<QPlainTextEdit *>(field.edit)->toPlainText();
}

void PackageFields::setText(const Field &field, const QString &text)
{
    if (auto *box = qobject_cast<QComboBox *>(field.edit))
        box->setCurrentIndex(std::max(0, box->findData(text)));
    else if (auto *when = qobject_cast<WhenField *>(field.edit))
        when->setText(text);
    else
        static_cast<QPlainTextEdit *>(field.edit)->setPlainText(text);
}

void PackageFields::setContent(const escalation::PackageWritten &content)
{
    m_kept = content.deadline;
    QJsonObject texts;
    for (const Field &field : m_fields) {
        QString text;
        switch (field.section.kind) {
        case Kind::Severity:
            text = content.severity;
            break;
        case Kind::Time:
            text = content.deadline ? fixedWhen(*content.deadline) : QString();
            break;
        case Kind::Tried:
            text = escalation::triedText(content.tried);
            break;
        case Kind::Text:
        case Kind::Lines:
            if (const auto found = content.texts.find(field.section.key); found != content.texts.end())
                text = found->second;
            break;
        }
        texts.insert(field.section.key, text);
    }
    setTyped(texts);
}

escalation::PackageWritten PackageFields::content() const
{
    escalation::PackageWritten made;
    for (const Field &field : m_fields) {
        const QString typed = text(field).trimmed();
        switch (field.section.kind) {
        case Kind::Severity:
            made.severity = typed;
            break;
        case Kind::Time:
            made.deadline = timeOf(*static_cast<WhenField *>(field.edit));
            break;
        case Kind::Tried:
            made.tried = escalation::triedLines(typed);
            break;
        case Kind::Text:
        case Kind::Lines:
            if (!typed.isEmpty())
                made.texts.insert_or_assign(field.section.key, typed);
            break;
        }
    }
    return made;
}

std::optional<Instant> PackageFields::timeOf(const WhenField &field) const
{
    if (const auto at = field.at())
        return *at;
    const bool isKept = m_kept && field.fixedText() == fixedWhen(*m_kept);
    return isKept ? m_kept : std::nullopt;
}

QString PackageFields::wrong() const
{
    for (const Field &field : m_fields) {
        const auto *when = qobject_cast<WhenField *>(field.edit);
        if (when && !when->isEmpty() && !timeOf(*when))
            return tr("%1: %2").arg(field.section.name, views::sentence(when->at().error().detail));
    }
    return {};
}

QJsonObject PackageFields::typed() const
{
    QJsonObject texts;
    for (const Field &field : m_fields)
        texts.insert(field.section.key, text(field));
    return texts;
}

void PackageFields::setTyped(const QJsonObject &typed)
{
    m_filling = true;
    for (const Field &field : m_fields)
        setText(field, typed.value(field.section.key).toString());
    m_filling = false;
    fitHeights();
    emit changed();
}

} // namespace muster::ui
