// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/issueasks.h"

#include <QCoreApplication>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

struct IssueText
{
    Q_DECLARE_TR_FUNCTIONS(IssueText)
};

std::vector<AskField> fieldsOf(const QString &title, const QString &symptoms, const QString &workaround)
{
    using Kind = AskField::Kind;
    AskField what{u"title"_s, IssueText::tr("What goes wrong"), Kind::Line};
    what.value = title;
    what.hint = IssueText::tr("In one line");
    AskField how{u"symptoms"_s, IssueText::tr("How people report it"), Kind::Text};
    how.value = symptoms;
    how.hint = IssueText::tr("One way of saying it a line: tickets in these words are pointed here");
    AskField way{u"workaround"_s, IssueText::tr("Way round it"), Kind::Text};
    way.value = workaround;
    way.hint = IssueText::tr("What to tell the customer until it is fixed; empty where nothing is known");
    return {what, how, way};
}

} // namespace

Ask recordAsk(const IssueSource &source, const IssueOrder &order)
{
    Ask ask;
    ask.key = u"issue."_s + (source.origin.id.isNull() ? u"new"_s : source.origin.id.toString());
    ask.title = source.number.isEmpty() ? IssueText::tr("Record a known issue")
                                        : IssueText::tr("Record a known issue from %1").arg(source.number);
    ask.yes = IssueText::tr("Record");
    ask.fields = fieldsOf(source.title, source.symptoms, source.workaround);
    ask.order = [order, origin = source.origin](const AskAnswers &given,
                                                const std::function<void(const QString &)> &done) {
        knowledge::Recorded fields;
        fields.title = given.text(u"title"_s);
        fields.symptoms = given.text(u"symptoms"_s);
        fields.workaround = given.text(u"workaround"_s);
        fields.origin = origin;
        order({{}, knowledge::Record{fields}}, done);
    };
    return ask;
}

Ask changeAsk(const knowledge::KnownIssue &issue, const IssueOrder &order)
{
    Ask ask;
    ask.key = u"issue.change."_s + issue.id.toString();
    ask.title = IssueText::tr("Change %1").arg(issue.number);
    ask.yes = IssueText::tr("Save");
    ask.fields = fieldsOf(issue.title, issue.symptoms, issue.workaround);
    ask.order = [order, id = issue.id](const AskAnswers &given,
                                       const std::function<void(const QString &)> &done) {
        order({id, knowledge::Change{given.text(u"title"_s), given.text(u"symptoms"_s),
                                     given.text(u"workaround"_s)}},
              done);
    };
    return ask;
}

Ask closeAsk(const knowledge::KnownIssue &issue, const IssueOrder &order)
{
    Ask ask;
    ask.key = u"issue.close."_s + issue.id.toString();
    ask.title = IssueText::tr("%1 is fixed").arg(issue.number);
    ask.yes = IssueText::tr("Close it");
    AskField since{u"fixed_in"_s, IssueText::tr("Since when, or in which version"), AskField::Kind::Line};
    since.hint = IssueText::tr("2.4.1, or 21 November");
    ask.fields = {since};
    ask.told = [title = issue.title](const AskAnswers &) {
        AskTold told;
        told.text = title;
        return told;
    };
    ask.order = [order, id = issue.id](const AskAnswers &given,
                                       const std::function<void(const QString &)> &done) {
        order({id, knowledge::Close{given.text(u"fixed_in"_s)}}, done);
    };
    return ask;
}

} // namespace muster::ui
