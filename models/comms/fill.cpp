// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/fill.h"

#include "models/comms/placeholder.h"

namespace muster::comms {
namespace {

QString filled(const QString &text, const Record &record, std::vector<Span> &open)
{
    QString made;
    qsizetype from = 0;
    for (const PlaceholderUse &use : placeholdersIn(text)) {
        made += QStringView(text).mid(from, use.span.begin - from);
        from = use.span.end;
        if (const auto value = record.values.find(use.key); value != record.values.end()) {
            made += value->second;
            continue;
        }
        const Placeholder *known = placeholder(use.key);
        const qsizetype begin = made.size();
        made += u'[' + (known != nullptr ? known->label : use.key) + u']';
        open.push_back({begin, made.size()});
    }
    made += QStringView(text).mid(from);
    return made;
}

} // namespace

Draft fill(const Template &chosen, const Record &record)
{
    Draft draft;
    draft.subject = filled(chosen.subject, record, draft.openInSubject);
    draft.body = filled(chosen.body(), record, draft.openInBody);
    return draft;
}

} // namespace muster::comms
