// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/updateform.h"

#include "models/views/casetext.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/findingslist.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRestMs = 150;

} // namespace

UpdateForm::UpdateForm(views::Desk &desk, QWidget *parent) : WritingForm(u"update"_s, desk, parent)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(kRestMs);
    connect(&m_wait, &QTimer::timeout, this, &UpdateForm::check);
    build();
}

UpdateForm::~UpdateForm() = default;

void UpdateForm::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_save->setVisible(dialogs != nullptr);
    WritingForm::setDialogs(std::move(dialogs));
}

void UpdateForm::open(const RoomView &view, const QString &audience, const QString &text)
{
    opened(view);
    m_audience->clear();
    for (const policy::Audience &each : view.rules().audiences)
        m_audience->addItem(each.name, each.key);
    m_audience->setCurrentIndex(std::max(0, m_audience->findData(audience)));
    m_promise->setNow(m_now);
    m_reason->clear();
    chooseAudience();
    if (!text.isEmpty())
        m_text->appendPlainText(text);
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->moveCursor(QTextCursor::End);
    check();
    if (text.isEmpty())
        m_list->goToPlaceholder();
}

void UpdateForm::setAffected(const views::Affected &affected)
{
    m_customers = affected.tickets > 0 ? std::optional(int(affected.customers.size())) : std::nullopt;
    m_tiers = views::tiersText(affected.tiers);
}

void UpdateForm::present(const RoomView &view)
{
    if (!isOpen() || view.incident().id != m_incident.id || view.incident() == m_incident)
        return;
    m_incident = view.incident();
    check();
    if (overtaking())
        tellDraft();
}

void UpdateForm::tick(Instant now)
{
    if (!isOpen())
        return;
    m_now = now;
    m_promise->setNow(now);
}

const std::vector<comms::Finding> &UpdateForm::findings() const
{
    return m_list->findings();
}

void UpdateForm::chooseAudience()
{
    const policy::Audience *chosen = m_policy->policy().incidents.audience(audience());
    const bool needsApproval = chosen && chosen->needsApproval && leader() != m_desk.me();
    m_approved->setVisible(needsApproval);
    m_approved->setChecked(false);
    m_approved->setEnabled(!leader().isNull());
    m_approved->setText(leader().isNull() ? tr("It needs the approval of who leads, and nobody does yet")
                                          : tr("%1, who leads, has approved it").arg(m_nameOf(leader())));
    fillTemplates();
    m_keeper->setKey(u"draft.incident.%1.update.%2"_s.arg(m_incident.id.toString(), audience()));
    if (!restore())
        useTemplate();
    m_text->document()->clearUndoRedoStacks(); // what others are told is not a Ctrl+Z away
    m_subject->setText(m_subject->text());     // the same for it
}

void UpdateForm::typed()
{
    if (!m_filling) {
        keep();
        emit edited();
    }
    m_wait.start();
}

void UpdateForm::check()
{
    m_wait.stop();
    if (!isOpen())
        return;
    const comms::CheckContext context{m_incident, m_policy->policy().incidents, time(), m_people,
                                      m_customers};
    m_list->present(comms::check({audience(), m_subject->text(), m_text->toPlainText(), promise()}, context));
    m_reason->setVisible(!m_list->held().isEmpty());
    if (isSaving())
        return;
    if (m_text->document()->characterCount() > kMostText) // with the end of the last line
        say(tr("That is the most an update may have: %1 characters. What comes beyond is left out.")
                .arg(QLocale().toString(kMostText)),
            true);
    else
        say(findings().empty() ? tr("The check found nothing to mend.") : QString(), false);
}

std::optional<Instant> UpdateForm::promise() const
{
    if (m_promise->isEmpty())
        return std::nullopt;
    const auto at = m_promise->at();
    return at ? std::optional(*at) : std::nullopt;
}

comms::TimeFrame UpdateForm::time() const
{
    return {m_now, localZone()};
}

QString UpdateForm::audience() const
{
    return m_audience->currentData().toString();
}

PersonId UpdateForm::leader() const
{
    for (const policy::IncidentRole &role : m_policy->policy().incidents.roles) {
        if (role.isLeading && !incident::holderOf(m_incident, role.key).isNull())
            return incident::holderOf(m_incident, role.key);
    }
    return {};
}

std::optional<incident::UpdateSent> UpdateForm::update(const QString &via)
{
    check();
    if (!m_promise->isEmpty() && !promise()) {
        say(views::sentence(m_promise->at().error().detail), true);
        return std::nullopt;
    }
    const QStringList names = m_list->held();
    const QString reason = m_reason->text().simplified();
    if (!names.isEmpty() && reason.isEmpty()) {
        say(tr("It is held: mend what is marked, or write why it goes out all the same."), true);
        m_reason->setFocus(Qt::OtherFocusReason);
        return std::nullopt;
    }
    incident::UpdateSent sent;
    sent.audience = audience();
    sent.subject = m_subject->text().simplified();
    sent.text = m_text->toPlainText().trimmed();
    sent.nextBy = promise();
    sent.via = via;
    if (leader() == m_desk.me() || m_approved->isChecked())
        sent.approvedBy = leader();
    for (const QString &name : names)
        sent.waivers.push_back({name, reason});
    return sent;
}

void UpdateForm::send()
{
    if (isSaving())
        return;
    const auto sending = update(u"copied"_s);
    if (!sending)
        return;
    copy();
    hand(*sending);
}

void UpdateForm::hand(const incident::UpdateSent &update)
{
    beginSaving();
    m_keeper->flush();
    emit sent(m_incident.id, update);
}

void UpdateForm::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    say(tr("Copied."), false);
}

void UpdateForm::saveFile()
{
    if (isSaving() || !update(u"file"_s))
        return;
    const QString name = u"%1-%2.txt"_s.arg(m_incident.number, audience());
    askPlace({tr("Save the update"), {}, tr("Text (*.txt)"), name},
             [this](const QString &path) { writeFile(path); });
}

/// What is written is what the record will say was sent.
void UpdateForm::writeFile(const QString &path)
{
    const auto sending = update(u"file"_s);
    if (isSaving() || !sending)
        return;
    beginSaving();
    const QByteArray content = (m_subject->text() + u"\n\n"_s + m_text->toPlainText() + u'\n').toUtf8();
    files().write(path, content, [this, sending, id = m_incident.id](const QString &problem) {
        if (id != m_incident.id || !isSaving())
            return; // somebody went on to another incident meanwhile: the draft is kept
        if (problem.isEmpty())
            hand(*sending);
        else
            fail(problem + u' ' + tr("The text is still here."));
    });
}

void UpdateForm::clear()
{
    put({}, {});
}

} // namespace muster::ui
