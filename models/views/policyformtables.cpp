// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/policyformtables.h"

#include "models/sla/clocks.h"
#include "models/views/formtablemaker.h"
#include "models/views/queuemodel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using policy::DocNode;
using Kind = FormField::Kind;

struct FormText
{
    Q_DECLARE_TR_FUNCTIONS(FormText)
};

/// Makes the tables of one form.
class Tables final : public FormTableMaker
{
public:
    using FormTableMaker::FormTableMaker;

    std::vector<FormTable> levels()
    {
        std::vector<FormChoice> may = named(u"escalation.authorities"_s);
        may.push_back({u"all"_s, FormText::tr("Everything")});
        FormField authority = choiceField(
            Kind::Choices, u"authority"_s, FormText::tr("May approve"),
            FormText::tr("What it may approve beside what the levels below may."), std::move(may));
        authority.otherwise = FormText::tr("What those below may");
        FormTable table = listTable(
            u"levels"_s, FormText::tr("Levels, the lowest first"), u"escalation.levels"_s,
            {field(Kind::Text, u"name"_s, FormText::tr("Name"), FormText::tr("What people read.")),
             field(Kind::Text, u"when"_s, FormText::tr("When"), FormText::tr("In one sentence."), true),
             field(Kind::Due, u"respond"_s, FormText::tr("Answers within"), {}), std::move(authority),
             choiceField(Kind::Choices, u"roles"_s, FormText::tr("Roles that act"),
                         FormText::tr("Who acts at it, by role in the team."),
                         roleChoices({u"admin"_s, u"lead"_s, u"agent"_s, u"observer"_s, u"automation"_s})),
             field(Kind::Words, u"skills"_s, FormText::tr("Skills that act"),
                   FormText::tr("Who acts at it, by a skill."), true)});
        table.newRow = {{u"key"_s, freeKey(table, u"level-"_s)},
                        {u"name"_s, FormText::tr("New level")},
                        {u"respond"_s, u"4h"_s},
                        {u"roles"_s, QStringList{u"lead"_s}}};
        FormTable atOnce = settings(
            u"settings"_s, FormText::tr("What at once means"), u"escalation"_s,
            {field(Kind::Length, u"at_once"_s, FormText::tr("Overdue after"),
                   FormText::tr("What is to be answered or escalated at once is overdue after so long."))},
            {u"key"_s, u"title"_s, u"version"_s, u"at_once"_s});
        return {std::move(table), std::move(atOnce)};
    }

    std::vector<FormTable> matrix()
    {
        std::vector<FormChoice> columns = named(u"tiers"_s);
        columns.push_back(
            {{}, columns.empty() ? FormText::tr("Every tier") : FormText::tr("Every other tier")});
        const std::vector<FormChoice> levels = named(u"escalation.levels"_s);
        FormTable table;
        table.key = u"matrix"_s;
        table.title = FormText::tr("To which level, and how long after it began at the latest");
        table.order = {u"tier"_s, u"situation"_s, u"level"_s, u"timeline"_s};
        table.fields.reserve(columns.size());
        for (const FormChoice &tier : columns) {
            FormField cell = choiceField(Kind::Step, tier.key, tier.name, {}, levels);
            cell.mayBeEmpty = true;
            cell.otherwise =
                tier.key.isEmpty() ? FormText::tr("Does not escalate") : FormText::tr("As every other tier");
            table.columns += tier.name;
            table.fields.push_back(std::move(cell));
        }
        const std::vector<const DocNode *> cells = entries(u"escalation.matrix"_s);
        const std::vector<FormChoice> situations = named(u"escalation.situations"_s);
        table.rows.reserve(situations.size());
        for (const FormChoice &situation : situations) {
            FormRow row{situation.key, situation.name, {}, {}};
            row.cells.reserve(columns.size());
            for (size_t i = 0; i < columns.size(); ++i) {
                FormCell cell{Kind::Step, i, {}};
                for (const DocNode *each : cells) {
                    if (wordAt(*each, u"tier"_s) == columns[i].key &&
                        wordAt(*each, u"situation"_s) == situation.key)
                        cell.value = {wordAt(*each, u"level"_s), wordAt(*each, u"timeline"_s)};
                }
                row.cells.push_back(std::move(cell));
            }
            table.rows.push_back(std::move(row));
        }
        return {std::move(table)};
    }

    std::vector<FormTable> triggers()
    {
        std::vector<FormTable> tables;
        const std::vector<FormChoice> situations = named(u"escalation.situations"_s);
        FormTable acts =
            listTable(u"triggers"_s, FormText::tr("What escalates by itself"), u"escalation.triggers"_s,
                      {field(Kind::Text, u"name"_s, FormText::tr("Name"), FormText::tr("What people read.")),
                       choiceField(Kind::Choice, u"situation"_s, FormText::tr("Situation"), {}, situations),
                       tierField(),
                       flagField(u"active"_s, FormText::tr("Is on"),
                                 FormText::tr("Off, people alone escalate it."), u"true"_s)});
        acts.newRow = {{u"key"_s, freeKey(acts, u"trigger-"_s)},
                       {u"name"_s, FormText::tr("New trigger")},
                       {u"situation"_s, situations.empty() ? QString() : situations.front().key}};
        tables.push_back(std::move(acts));
        tables.push_back(situationTable());
        tables.push_back(settings(u"repeats"_s, FormText::tr("When a report is the same again"),
                                  u"escalation.repeats"_s,
                                  {numberField(u"count"_s, FormText::tr("Reports"),
                                               FormText::tr("So many make it the same again."), 2, 1000),
                                   field(Kind::Length, u"within"_s, FormText::tr("Within"),
                                         FormText::tr("Older ones than this do not count.")),
                                   field(Kind::Share, u"alike"_s, FormText::tr("Alike by"),
                                         FormText::tr("How much their texts have in common at least."))},
                                  {u"count"_s, u"within"_s, u"alike"_s}));
        tables.push_back(wordTable());
        return tables;
    }

    std::vector<FormTable> assignment()
    {
        std::vector<FormTable> tables;
        tables.push_back(settings(
            u"settings"_s, FormText::tr("Who takes tickets"), u"assignment"_s,
            {flagField(u"automatic"_s, FormText::tr("Given away without a person"),
                       FormText::tr("A ticket that nobody owns goes to whoever fits best."), u"false"_s),
             field(Kind::Length, u"after"_s, FormText::tr("Without an owner for"),
                   FormText::tr("Before it is given away.")),
             needed(choiceField(Kind::Choices, u"roles"_s, FormText::tr("Roles that take tickets"), {},
                                roleChoices({u"admin"_s, u"lead"_s, u"agent"_s}))),
             numberField(u"most"_s, FormText::tr("Open tickets of one person at most"),
                         FormText::tr("Those that wait for the customer do not count."), 1, 10'000)},
            {u"key"_s, u"title"_s, u"version"_s, u"automatic"_s, u"after"_s, u"roles"_s, u"most"_s}));
        FormTable needs = listTable(
            u"needs"_s, FormText::tr("Skills that tickets ask for"), u"assignment.needs"_s,
            {field(Kind::Text, u"skill"_s, FormText::tr("Skill"), FormText::tr("As people have it.")),
             field(Kind::Words, u"words"_s, FormText::tr("Words"), FormText::tr("In subject or description."),
                   true),
             field(Kind::Words, u"tags"_s, FormText::tr("Tags"), {}, true), tierField(), priorityField(),
             flagField(u"must"_s, FormText::tr("Must have it"),
                       FormText::tr("Who has it not is left out; otherwise who has it comes first."),
                       u"false"_s)});
        needs.newRow = {{u"skill"_s, FormText::tr("new skill")}, {u"tags"_s, QStringList{u"new-tag"_s}}};
        tables.push_back(std::move(needs));
        FormTable languages = listTable(
            u"languages"_s, FormText::tr("Languages of tickets"), u"assignment.languages"_s,
            {field(Kind::Key, u"language"_s, FormText::tr("Language"), FormText::tr("As in de or en.")),
             field(Kind::Text, u"skill"_s, FormText::tr("Skill"),
                   FormText::tr("Of those who speak it; without one it is everybody's."), true),
             field(Kind::Words, u"words"_s, FormText::tr("Words that show it"),
                   FormText::tr("Frequent words of the language."))});
        languages.newRow = {{u"language"_s, u"xx"_s}, {u"words"_s, QStringList{u"word"_s}}};
        tables.push_back(std::move(languages));
        return tables;
    }

    std::vector<FormTable> thresholds()
    {
        std::vector<FormTable> tables;
        tables.push_back(settings(
            u"settings"_s, FormText::tr("When a limit is told"), u"thresholds"_s,
            {field(Kind::Length, u"hold"_s, FormText::tr("Above for"),
                   FormText::tr("Before it is told; back for as long before it is over.")),
             numberField(u"clear"_s, FormText::tr("Over at, in percent of the limit"), {}, 0, 100, true)},
            {u"key"_s, u"title"_s, u"version"_s, u"hold"_s, u"clear"_s}));
        FormTable limits = listTable(
            u"limits"_s, FormText::tr("Limits of open tickets"), u"thresholds.limits"_s,
            {field(Kind::Text, u"name"_s, FormText::tr("Name"), FormText::tr("What people read.")),
             choiceField(Kind::Choice, u"counts"_s, FormText::tr("Which count"), {},
                         {{u"all"_s, FormText::tr("All open ones")},
                          {u"unassigned"_s, FormText::tr("Without an owner")},
                          {u"at_risk"_s, FormText::tr("At risk or missed")},
                          {u"older"_s, FormText::tr("Open for longer")}}),
             field(Kind::Length, u"than"_s, FormText::tr("Than"),
                   FormText::tr("Of those that are open for longer."), true),
             field(Kind::Limit, u"above"_s, FormText::tr("More than"), {}),
             numberField(u"least"_s, FormText::tr("Of at least"),
                         FormText::tr("Open tickets from which on a share says anything."), 1, 1'000'000,
                         true),
             priorityField(), tierField(), field(Kind::Words, u"tags"_s, FormText::tr("Tags"), {}, true)});
        limits.newRow = {{u"key"_s, freeKey(limits, u"limit-"_s)},
                         {u"name"_s, FormText::tr("New limit")},
                         {u"counts"_s, u"all"_s},
                         {u"above"_s, u"100"_s}};
        tables.push_back(std::move(limits));
        return tables;
    }

private:
    /// What each kind of situation asks of a ticket.
    FormTable situationTable()
    {
        std::vector<FormChoice> ranks, clocks;
        FormField priorities = needed(priorityField());
        ranks.reserve(priorities.choices.size());
        clocks.reserve(sla::kClockKinds.size());
        for (const FormChoice &each : priorities.choices)
            ranks.push_back({QString::number(ranks.size() + 1), each.name});
        for (const sla::ClockKind kind : sla::kClockKinds)
            clocks.push_back({sla::clockName(kind), clockTitle(kind)});
        FormField clockField = choiceField(Kind::Choices, u"clocks"_s, FormText::tr("Of"),
                                           FormText::tr("The promises that count."), std::move(clocks));
        clockField.otherwise = FormText::tr("Every clock");
        FormTable table = listTable(
            u"situations"_s, FormText::tr("Situations"), u"escalation.situations"_s,
            {field(Kind::Text, u"name"_s, FormText::tr("Name"), FormText::tr("What people read.")),
             needed(choiceField(Kind::Choices, u"ranks"_s, FormText::tr("Of"),
                                FormText::tr("The priorities that count, by their place in the list."),
                                std::move(ranks))),
             field(Kind::Text, u"moment"_s, FormText::tr("Begins"), FormText::tr("In a few words."), true)});
        table.list.clear();
        table.fields.push_back(std::move(priorities));
        table.fields.push_back(std::move(clockField));
        table.fields.push_back(field(Kind::None, {}, FormText::tr("Of"), {}));
        constexpr size_t kPriorities = 3, kClocks = 4, kNone = 5;
        for (FormRow &row : table.rows) {
            const DocNode &map = *part(row.path);
            const QString kind = wordAt(map, u"kind"_s);
            size_t of = kNone;
            if (kind == u"priority")
                of = map.child(u"priorities"_s) != nullptr ? kPriorities : 1;
            else if (kind == u"sla_breach")
                of = kClocks;
            row.cells[1] = {table.fields[of].kind, of, wordsOf(map.child(table.fields[of].key))};
        }
        return table;
    }
    /// By language, one a row; with how a subject asks for it.
    FormTable wordTable()
    {
        FormTable table;
        table.key = u"words"_s;
        table.title = FormText::tr("Words by which a ticket shows it");
        table.order = {u"ways"_s, u"except"_s};
        table.columns = {FormText::tr("Words"), FormText::tr("But not")};
        const QString help = FormText::tr(
            "leak* is every word that begins so, .. leaves room for up to three words, a|b is either.");
        table.fields = {field(Kind::Words, u"ways"_s, FormText::tr("Words"), help),
                        field(Kind::Words, u"except"_s, FormText::tr("But not"), help, true),
                        field(Kind::Words, u"request"_s, FormText::tr("Words of a subject"), help, true),
                        field(Kind::None, {}, {}, {})};
        const QString words = u"escalation.words"_s;
        const std::pair<QString, QString> topics[]{{u"security"_s, FormText::tr("Security, %1")},
                                                   {u"revenue"_s, FormText::tr("Revenue, %1")}};
        for (const auto &[key, title] : topics) {
            const QString path = words + u'.' + key;
            const DocNode *languages = part(path);
            for (size_t i = 0; languages != nullptr && i < languages->keys.size(); ++i) {
                const QString language = languages->keys[i].value;
                const DocNode &map = languages->children[i];
                table.rows.push_back({key + u'.' + language,
                                      title.arg(language),
                                      path + u'.' + language,
                                      {{Kind::Words, 0, wordsOf(map.child(u"ways"_s))},
                                       {Kind::Words, 1, wordsOf(map.child(u"except"_s))}}});
            }
        }
        if (const DocNode *map = part(words); map != nullptr)
            table.rows.push_back(
                {u"request"_s,
                 FormText::tr("A request in the subject"),
                 words,
                 {{Kind::Words, 2, wordsOf(map->child(u"request"_s))}, {Kind::None, 3, {}}}});
        return table;
    }
};

} // namespace

QString sectionOfForm(const QString &form)
{
    return form == u"assignment" || form == u"thresholds" ? form : u"escalation"_s;
}

FormTables formTables(const DocNode &root, const QString &form)
{
    Tables made(root);
    FormTables all;
    if (form == u"levels")
        all.tables = made.levels();
    else if (form == u"matrix")
        all.tables = made.matrix();
    else if (form == u"triggers")
        all.tables = made.triggers();
    else if (form == u"assignment")
        all.tables = made.assignment();
    else
        all.tables = made.thresholds();
    all.closedAt = made.closedAt();
    return all;
}

} // namespace muster::views
