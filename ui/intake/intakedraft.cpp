// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/intakedraft.h"

#include "models/base/json.h"

#include <QRegularExpression>

namespace muster::ui {

using namespace Qt::StringLiterals;

bool IntakeDraft::isEmpty() const
{
    IntakeDraft bare;
    bare.fields.channel = fields.channel; // preset, not typed
    return *this == bare;
}

IntakeDraft readDraft(const QByteArray &json)
{
    if (json.isEmpty())
        return {};
    const auto read = parseJsonObject(json);
    if (!read)
        return {};
    const auto text = [&read](QStringView key) { return read->value(key).toString(); };
    IntakeDraft draft;
    ticket::TicketCreated &fields = draft.fields;
    fields.subject = text(u"subject");
    fields.description = text(u"description");
    fields.contactName = text(u"contact_name");
    fields.contactEmail = text(u"contact_email");
    fields.priority = text(u"priority");
    fields.impact = text(u"impact");
    fields.environment = text(u"environment");
    fields.steps = text(u"steps");
    fields.channel = text(u"channel");
    fields.tags = tagsFromText(text(u"tags"));
    fields.customer = CustomerId::parse(text(u"customer")).value_or(CustomerId{});
    draft.customerName = text(u"customer_name");
    draft.cause = SubjectId::parse(text(u"cause")).value_or(SubjectId{});
    draft.causeNumber = text(u"cause_number");
    draft.newCustomer = {text(u"new_tier"), text(u"new_arr")};
    return draft;
}

QByteArray writeDraft(const IntakeDraft &draft)
{
    if (draft.isEmpty())
        return {};
    const ticket::TicketCreated &fields = draft.fields;
    return canonicalJson(QJsonObject{
        {u"subject"_s, fields.subject},
        {u"description"_s, fields.description},
        {u"contact_name"_s, fields.contactName},
        {u"contact_email"_s, fields.contactEmail},
        {u"priority"_s, fields.priority},
        {u"impact"_s, fields.impact},
        {u"environment"_s, fields.environment},
        {u"steps"_s, fields.steps},
        {u"channel"_s, fields.channel},
        {u"tags"_s, fields.tags.join(u' ')},
        {u"customer"_s, fields.customer.isNull() ? QString() : fields.customer.toString()},
        {u"customer_name"_s, draft.customerName},
        {u"new_tier"_s, draft.newCustomer.tier},
        {u"new_arr"_s, draft.newCustomer.arr},
        {u"cause"_s, draft.cause.isNull() ? QString() : draft.cause.toString()},
        {u"cause_number"_s, draft.causeNumber},
    });
}

QStringList tagsFromText(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    QStringList tags = text.toLower().split(between, Qt::SkipEmptyParts);
    tags.sort();
    tags.removeDuplicates();
    return tags;
}

} // namespace muster::ui
