// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/intakeform.h"

#include "models/views/casetext.h"
#include "ui/intake/customerfield.h"
#include "ui/intake/prioritychooser.h"
#include "ui/intake/similarpanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>

namespace muster::ui {

using namespace Qt::StringLiterals;

IntakeForm::IntakeForm(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_keeper(new DraftKeeper(desk, this))
{
    m_keeper->setKey(u"draft:new"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::gap * 2, Theme::gap * 2, Theme::gap * 2, Theme::gap * 2);
    column->setSpacing(Theme::gap);
    buildHead(*column);
    auto *sides = new QSplitter(Qt::Horizontal, this);
    sides->setChildrenCollapsible(false);
    sides->addWidget(buildFields());
    buildTail();
    sides->addWidget(buildSimilar());
    sides->setStretchFactor(0, 3);
    sides->setStretchFactor(1, 2);
    sides->setSizes({6000, 4000}); // shares; pixels follow the window
    column->addWidget(sides, 1);
    column->addWidget(buildFoot());
    connectSimilar();
    connect(m_keeper, &DraftKeeper::saved, this, [this] { m_draftNote->setText(tr("Draft saved")); });
    connect(m_keeper, &DraftKeeper::failed, this, &IntakeForm::fail);
}

IntakeForm::~IntakeForm()
{
    m_keeper->flush();
}

void IntakeForm::setPolicy(std::shared_ptr<const policy::CompiledPolicy> policy)
{
    if (policy == m_policy || !policy)
        return;
    m_policy = std::move(policy);
    m_customer->setTiers(m_policy->policy().tiers);
    m_priorities->setPolicy(m_policy->policy());
    rebuildPolicyFields();
}

void IntakeForm::open()
{
    if (draft().isEmpty())
        setDraft(readDraft(m_keeper->stored()));
    m_isOpened = true;
    whenAnswered(m_desk.customers(), this, [this](const Result<std::vector<customer::Customer>> &known) {
        if (known)
            m_customer->setCustomers(*known);
        else
            fail(tr("The customers could not be read: %1").arg(views::sentence(known.error().detail)));
        showMissing(false);
        askSimilar(); // whose report it is may be known only now
    });
    showMissing(false);
}

void IntakeForm::takeFocus()
{
    m_customer->edit()->setFocus(Qt::OtherFocusReason);
}

QString IntakeForm::valueOf(const QString &key) const
{
    QWidget *field = m_fields.value(key);
    if (const auto *line = qobject_cast<QLineEdit *>(field))
        return line->text().trimmed();
    if (const auto *text = qobject_cast<QPlainTextEdit *>(field))
        return text->toPlainText().trimmed();
    if (const auto *box = qobject_cast<QComboBox *>(field))
        return box->currentData().toString();
    return {};
}

void IntakeForm::setValue(const QString &key, const QString &value)
{
    QWidget *field = m_fields.value(key);
    if (auto *line = qobject_cast<QLineEdit *>(field))
        line->setText(value);
    else if (auto *text = qobject_cast<QPlainTextEdit *>(field))
        text->setPlainText(value);
    else if (auto *box = qobject_cast<QComboBox *>(field))
        box->setCurrentIndex(std::max(0, box->findData(value)));
}

IntakeDraft IntakeForm::draft() const
{
    IntakeDraft draft;
    ticket::TicketCreated &fields = draft.fields;
    fields.subject = valueOf(u"subject"_s);
    fields.description = valueOf(u"description"_s);
    fields.contactName = valueOf(u"contact_name"_s);
    fields.contactEmail = valueOf(u"contact_email"_s);
    fields.impact = valueOf(u"impact"_s);
    fields.environment = valueOf(u"environment"_s);
    fields.steps = valueOf(u"steps"_s);
    fields.channel = valueOf(u"channel"_s);
    fields.tags = tagsFromText(valueOf(u"tags"_s));
    fields.priority = m_priorities->priority();
    draft.cause = m_cause;
    draft.causeNumber = m_causeNumber;
    draft.customerName = m_customer->name();
    draft.newCustomer = m_customer->isNew() ? m_customer->fresh() : NewCustomer{};
    if (const customer::Customer *known = m_customer->known()) {
        fields.customer = known->id;
        fields.tier = known->tier;
    } else {
        fields.tier = draft.newCustomer.tier;
    }
    return draft;
}

void IntakeForm::setDraft(const IntakeDraft &draft)
{
    m_filling = true;
    const ticket::TicketCreated &fields = draft.fields;
    setValue(u"subject"_s, fields.subject);
    setValue(u"description"_s, fields.description);
    setValue(u"contact_name"_s, fields.contactName);
    setValue(u"contact_email"_s, fields.contactEmail);
    setValue(u"impact"_s, fields.impact);
    setValue(u"environment"_s, fields.environment);
    setValue(u"steps"_s, fields.steps);
    setValue(u"channel"_s, fields.channel);
    setValue(u"tags"_s, fields.tags.join(u' '));
    m_priorities->setPriority(fields.priority);
    m_customer->setName(draft.customerName, draft.newCustomer);
    m_cause = draft.cause;
    m_causeNumber = draft.causeNumber;
    m_similar->setCause(m_causeNumber);
    m_filling = false;
    edited();
}

QString IntakeForm::fieldName(const QString &key) const
{
    return m_names.value(key, key);
}

QStringList IntakeForm::missing() const
{
    if (!m_policy)
        return {};
    ticket::TicketCreated fields = draft().fields;
    // A name that is not known yet stands for the customer that is made with the ticket.
    if (fields.customer.isNull() && m_customer->isNew())
        fields.customer = CustomerId::derived(Instant{}, {u"new"});
    QStringList names;
    for (const QString &key : ticket::missingFields(fields, m_policy->policy()))
        names.append(fieldName(key));
    return names;
}

void IntakeForm::edited()
{
    // Before the form is opened nothing in it is a person's: building its fields must not wipe the draft on
    // disk.
    if (m_filling || !m_policy || !m_isOpened)
        return;
    const IntakeDraft now = draft();
    m_draftNote->clear();
    m_keeper->change(writeDraft(now));
    m_priorities->setSuggestion(ticket::suggestPriority(now.fields, m_policy->policy()));
    showMissing(false);
    askSimilar();
}

void IntakeForm::showMissing(bool asked)
{
    const QStringList names = missing();
    if (names.isEmpty()) {
        m_missing->setTone(ToneLabel::Tone::Green);
        m_missing->setText(tr("Everything asked for is there."));
    } else {
        m_missing->setTone(asked ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
        m_missing->setText(tr("Still missing: %1").arg(names.join(u", "_s)));
    }
    m_create->setAccessibleDescription(m_missing->text());
}

void IntakeForm::fail(const QString &sentence)
{
    m_busy = false;
    m_create->setEnabled(true);
    m_missing->setTone(ToneLabel::Tone::Red);
    m_missing->setText(sentence);
}

void IntakeForm::create()
{
    if (m_busy || !m_policy)
        return;
    if (!missing().isEmpty()) {
        showMissing(true);
        ticket::TicketCreated fields = draft().fields;
        for (const QString &key : ticket::missingFields(fields, m_policy->policy())) {
            QWidget *field = m_fields.value(key);
            if (field && !(key == u"customer" && m_customer->isNew())) {
                (key == u"priority" ? field->findChild<QAbstractButton *>() : field)
                    ->setFocus(Qt::OtherFocusReason);
                return;
            }
        }
        return;
    }
    const auto change = m_customer->change();
    if (m_customer->isNew() && !change)
        return fail(views::sentence(change.error().detail));
    m_busy = true;
    m_create->setEnabled(false);
    if (!m_customer->isNew())
        return submit(m_customer->known()->id);
    customer::CustomerChanged fresh = *change;
    const ticket::TicketCreated fields = draft().fields;
    if (!fields.contactName.isEmpty() || !fields.contactEmail.isEmpty())
        fresh.contacts = {customer::Contact{fields.contactName, fields.contactEmail, {}, {}}};
    whenAnswered(m_desk.saveCustomer(std::nullopt, fresh), this, [this](const Result<CustomerId> &saved) {
        if (saved)
            submit(*saved);
        else
            fail(tr("The customer could not be saved: %1").arg(views::sentence(saved.error().detail)));
    });
}

void IntakeForm::submit(CustomerId customer)
{
    ticket::CreateTicket command{draft().fields, true};
    command.fields.customer = customer;
    const TicketId id = m_cause.isNull() ? TicketId{} : TicketId::random(m_desk.now());
    std::vector<ticket::TicketOrder> orders{{id, command, {}}};
    if (!m_cause.isNull())
        orders.push_back({id, ticket::LinkTicket{m_cause, ticket::LinkKind::CausedBy, false}, {}});
    whenAnswered(m_desk.submit(std::move(orders)), this, [this](const Result<views::Receipt> &done) {
        if (!done)
            return fail(tr("The ticket could not be saved: %1").arg(views::sentence(done.error().detail)));
        if (!done->failures.empty() || done->tickets.empty())
            return fail(done->failures.empty() ? tr("The ticket was not made.")
                                               : views::sentence(done->failures.front().error.detail));
        discard();
        m_busy = false;
        m_create->setEnabled(true);
        emit created(done->tickets.front(),
                     done->caseNumbers.empty() ? QString() : done->caseNumbers.front());
    });
}

void IntakeForm::discard()
{
    setDraft({});
    m_keeper->forget();
    m_draftNote->clear();
    takeFocus();
}

void IntakeForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return create();
    if (event->key() == Qt::Key_Escape) {
        m_keeper->flush();
        emit left();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace muster::ui
