// SPDX-License-Identifier: GPL-3.0-or-later
// Where the text of an update comes from: a template filled from the record, or the draft that was left.
#include "models/base/json.h"
#include "models/comms/fill.h"
#include "models/views/casetext.h"
#include "ui/incident/updateform.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

void UpdateForm::fillTemplates()
{
    m_offered.clear();
    m_template->clear();
    for (const comms::Template &each : comms::shippedTemplates()) {
        if (!each.audiences.contains(audience()))
            continue;
        m_offered.push_back(&each);
        m_template->addItem(each.name);
    }
    m_template->addItem(tr("No template"));
    // The first one begins, the second goes on; a resolved incident has its own.
    const bool isFirst = std::ranges::none_of(
        m_incident.updates, [this](const incident::SentUpdate &sent) { return sent.audience == audience(); });
    const QString wanted = !incident::isRunning(m_incident.status) ? u"resol"_s
                           : isFirst                               ? QString()
                                                                   : u"progress"_s;
    for (size_t i = 0; !wanted.isEmpty() && i < m_offered.size(); ++i) {
        if (m_offered[i]->key.contains(wanted)) {
            m_template->setCurrentIndex(int(i));
            return;
        }
    }
    m_template->setCurrentIndex(0);
}

/// As the record says now. What was there is a Ctrl+Z away.
void UpdateForm::useTemplate()
{
    const auto chosen = size_t(std::max(0, m_template->currentIndex()));
    const bool isTemplate = chosen < m_offered.size();
    m_when->setTone(ToneLabel::Tone::Dim);
    m_when->setText(isTemplate ? m_offered[chosen]->when : QString());
    m_filling = true;
    suggestPromise();
    m_filling = false;
    m_begun.reset();
    m_wait.start();
    if (!isTemplate)
        return;
    comms::RecordFrame frame;
    frame.audience = audience();
    frame.time = time();
    frame.nameOf = m_nameOf;
    frame.nextBy = promise();
    frame.customers = m_customers;
    frame.tiers = m_tiers;
    frame.sender = m_nameOf(m_desk.me());
    const comms::Draft draft =
        comms::fill(*m_offered[chosen], comms::recordOf(m_incident, m_policy->policy().incidents, frame));
    put(draft.subject, draft.body);
}

/// Not as if somebody had typed it: it is no draft.
void UpdateForm::put(const QString &subject, const QString &text)
{
    m_filling = true;
    // Not setText: Ctrl+Z brings back what a template took the place of.
    m_subject->selectAll();
    m_subject->insert(subject);
    QTextCursor all(m_text->document());
    all.select(QTextCursor::Document);
    all.insertText(text);
    m_text->moveCursor(QTextCursor::End);
    m_filling = false;
}

void UpdateForm::suggestPromise()
{
    const auto every = m_policy->policy().incidents.cadenceFor(audience(), m_incident.severity,
                                                               incident::statusName(m_incident.status));
    const bool isRunning = incident::isRunning(m_incident.status);
    if (!every || !isRunning)
        return m_promise->setText({});
    // On the minute: nobody promises seconds.
    const Instant by = std::chrono::floor<std::chrono::minutes>(m_now + *every);
    m_promise->setText(fixedWhen(by));
}

/// With the template it was begun with and since when: what the record said then may be otherwise by now.
void UpdateForm::keep()
{
    if (!m_begun)
        m_begun = m_now;
    const auto chosen = size_t(std::max(0, m_template->currentIndex()));
    m_keeper->change(
        canonicalJson({{u"subject"_s, m_subject->text()},
                       {u"text"_s, m_text->toPlainText()},
                       {u"promise"_s, m_promise->fixedText()},
                       {u"template"_s, chosen < m_offered.size() ? m_offered[chosen]->key : QString()},
                       {u"begun"_s, toMillis(*m_begun)}}));
}

bool UpdateForm::restore()
{
    const auto draft = parseJsonObject(m_keeper->stored());
    if (!draft || draft->value(u"text"_s).toString().isEmpty())
        return false;
    const auto begunWith =
        std::ranges::find(m_offered, draft->value(u"template"_s).toString(), &comms::Template::key);
    m_template->setCurrentIndex(int(begunWith - m_offered.begin())); // the last is "No template"
    m_begun = draft->contains(u"begun"_s) ? fromMillis(draft->value(u"begun"_s).toInteger()) : m_now;
    put(draft->value(u"subject"_s).toString(), draft->value(u"text"_s).toString());
    m_filling = true;
    const QString promised = draft->value(u"promise"_s).toString();
    m_promise->setText(promised);
    if (!promised.isEmpty() && !promise())
        suggestPromise(); // its time has passed since
    m_filling = false;
    tellDraft();
    check();
    return true;
}

const incident::SentUpdate *UpdateForm::overtaking() const
{
    const auto later = std::ranges::find_if(m_incident.updates, [this](const incident::SentUpdate &sent) {
        return m_begun && sent.audience == audience() && sent.at > *m_begun;
    });
    return later == m_incident.updates.end() ? nullptr : &*later;
}

/// A draft that an update overtook is told in amber.
void UpdateForm::tellDraft()
{
    const QString begun = views::utcText(*m_begun, m_now);
    const incident::SentUpdate *later = overtaking();
    const bool isOvertaken = later != nullptr;
    m_when->setTone(isOvertaken ? ToneLabel::Tone::Amber : ToneLabel::Tone::Dim);
    m_when->setText(
        isOvertaken ? tr("Your draft from %1: an update went out at %2, after it was begun. Choose the "
                         "template again to start from what the record says now.")
                          .arg(begun, views::utcText(later->at, m_now))
                    : tr("Your draft from %1 goes on. Choose the template again to start anew.").arg(begun));
}

} // namespace muster::ui
