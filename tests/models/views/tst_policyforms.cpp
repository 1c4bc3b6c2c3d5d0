// SPDX-License-Identifier: GPL-3.0-or-later
// Levels, matrix, assignment and limits of a policy as forms: read from the text, and written back as exactly
// that change of the policy.
#include "tests/models/views/formhands.h"

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::views;

namespace {

/// Something else that the field takes; the same where there is nothing else.
QStringList otherValue(const FormField &field, const QStringList &value)
{
    using Kind = FormField::Kind;
    switch (field.kind) {
    case Kind::None:
        return value;
    case Kind::Text:
        return {u"Another: one, \"quoted\" # and {more}"_s};
    case Kind::Key:
        return {u"pt"_s};
    case Kind::Choice:
    case Kind::Choices:
        for (const FormChoice &each : field.choices) {
            if (!value.contains(each.key))
                return {each.key};
        }
        return value;
    case Kind::Length:
        return {u"77m"_s};
    case Kind::Due:
        return {u"7bh"_s};
    case Kind::Number:
        return {QString::number(field.least + 5)};
    case Kind::Limit:
        return {u"77"_s};
    case Kind::Share:
        return {u"77%"_s};
    case Kind::Flag:
        return value.isEmpty() ? QStringList{field.otherwise == u"true" ? u"false"_s : u"true"_s}
                               : QStringList();
    case Kind::Words:
        return value + QStringList{u"one more"_s, u"and: another"_s};
    case Kind::Step:
        return {field.choices.back().key, u"77m"_s};
    }
    return value;
}

/// What stands behind a section in the texts here.
QByteArray following(const QString &section)
{
    return section == u"escalation"   ? "assignment:\n"
           : section == u"assignment" ? "thresholds:\n"
                                      : "none:\n";
}

int linesThatDiffer(const QByteArray &before, const QByteArray &after)
{
    const QList<QByteArray> old = before.split('\n'), fresh = after.split('\n');
    int count = 0;
    for (qsizetype i = 0; i < std::max(old.size(), fresh.size()); ++i)
        count += old.value(i) == fresh.value(i) ? 0 : 1;
    return count;
}

} // namespace

class TestPolicyForms final : public QObject
{
    Q_OBJECT
private slots:
    void everyFormIsReadFromAPolicyWithAndWithoutItsOwnSections()
    {
        for (const QString &key : policyFormKeys()) {
            const PolicyForm own = readPolicyForm(whole(), key), shipped = readPolicyForm(plain(), key);
            QVERIFY2(own.closed.isEmpty() && shipped.closed.isEmpty(),
                     qPrintable(own.closed + shipped.closed));
            QVERIFY(!own.isShipped && shipped.isShipped);
            QCOMPARE(own.tables, shipped.tables);
            QVERIFY(!own.tables.empty());
            QVERIFY(!policyFormTitle(key).isEmpty());
        }
    }

    void writingAValueAsItIsLeavesTheTextAlone()
    {
        for (const QByteArray &text : {whole(), plain()}) {
            for (const QString &key : policyFormKeys()) {
                const PolicyForm form = readPolicyForm(text, key);
                for (size_t t = 0; t < form.tables.size(); ++t) {
                    for (size_t r = 0; r < form.tables[t].rows.size(); ++r) {
                        for (size_t c = 0; c < form.tables[t].rows[r].cells.size(); ++c) {
                            const FormCell &cell = form.tables[t].rows[r].cells[c];
                            if (cell.kind == FormField::Kind::None)
                                continue;
                            const auto same = changeCell(text, form, {t, r, c}, cell.value);
                            QVERIFY2(same && *same == text,
                                     qPrintable(key + u' ' + form.tables[t].rows[r].title + u' ' +
                                                form.tables[t].fieldOf(cell).key +
                                                (same ? QString() : same.error().detail)));
                        }
                    }
                }
            }
        }
    }

    void everyCellTakesAnotherValueAndNothingElseMoves_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("step"); // reading a text takes a while
        QTest::newRow("playbook") << whole() << 3;
        QByteArray handbook = policy::presetText(u"handbook-p1-p4"_s);
        for (const QString &key : {u"escalation"_s, u"assignment"_s, u"thresholds"_s})
            handbook += '\n' + policy::sectionText(key);
        QTest::newRow("handbook") << handbook << 7;
    }
    void everyCellTakesAnotherValueAndNothingElseMoves()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, step);
        int cells = 0;
        for (const QString &key : policyFormKeys()) {
            const PolicyForm form = readPolicyForm(text, key);
            QVERIFY2(form.closed.isEmpty(), qPrintable(form.closed));
            for (size_t t = 0; t < form.tables.size(); ++t) {
                const FormTable &table = form.tables[t];
                if (table.key == u"words") // they come into the text first
                    continue;
                for (size_t r = 0; r < table.rows.size(); ++r) {
                    for (size_t c = 0; c < table.rows[r].cells.size(); ++c) {
                        const FormCell &cell = table.rows[r].cells[c];
                        const QStringList value = otherValue(table.fieldOf(cell), cell.value);
                        if (value == cell.value || ++cells % step != 0)
                            continue;
                        const QString at =
                            u"%1 %2 %3"_s.arg(key, table.rows[r].title, table.fieldOf(cell).key);
                        const auto after = changeCell(text, form, {t, r, c}, value);
                        QVERIFY2(after, qPrintable(at + (after ? QString() : after.error().detail)));
                        PolicyForm expected = form;
                        expected.tables[t].rows[r].cells[c].value = value;
                        const PolicyForm fresh = readPolicyForm(*after, key);
                        QVERIFY2(fresh.closed.isEmpty(), qPrintable(at + fresh.closed));
                        const FormField &changed = table.fieldOf(cell);
                        if (changed.key != u"counts" && changed.key != u"name" && key != u"matrix" &&
                            changed.key != u"above")
                            QVERIFY2(fresh.tables == expected.tables,
                                     qPrintable(at)); // what others go by stays out
                        QVERIFY2(fresh.tables[t].rows[r].cells[c].value == value, qPrintable(at));
                        QVERIFY2(std::abs(after->count('\n') - text.count('\n')) <= 1, qPrintable(at));
                        // What stands around its section, byte by byte.
                        const QString section =
                            key == u"assignment" || key == u"thresholds" ? key : u"escalation"_s;
                        const qsizetype from = text.indexOf("\n" + section.toUtf8() + ":\n");
                        const qsizetype next = text.indexOf("\n\n" + following(section), from);
                        QVERIFY2(after->startsWith(text.left(from)), qPrintable(at));
                        QVERIFY2(next < 0 || after->endsWith(text.mid(next)), qPrintable(at));
                    }
                }
            }
        }
        QVERIFY2(cells > 120, qPrintable(QString::number(cells)));
    }

    void aTextOverSeveralLinesStaysWhereItIsConfirmed()
    {
        QByteArray text = whole();
        text.replace("when: The first step up, and worry about a promised time.",
                     "when: >\n        The first step up, and\n        worry about a promised time.");
        QCOMPARE(read(text).escalation.levels[0].when.trimmed(),
                 u"The first step up, and worry about a promised time."_s);
        QCOMPARE(changed(text, u"levels"_s, u"levels"_s, u"level-1"_s, u"when"_s,
                         {u"The first step up, and worry about a promised time."_s}),
                 text);
        const QByteArray after =
            changed(text, u"levels"_s, u"levels"_s, u"level-1"_s, u"when"_s, {u"First"_s});
        QVERIFY(after.contains("      when: First\n      respond: 1h\n"));
        QCOMPARE(read(after).escalation.levels[0].when, u"First"_s);
    }

    void oneCellOfTheMatrixIsOneLineOfTheText()
    {
        const QByteArray text = whole();
        const QByteArray after =
            changed(text, u"matrix"_s, u"matrix"_s, u"outage"_s, u"enterprise"_s, {u"level-4"_s, u"30m"_s});
        QCOMPARE(linesThatDiffer(text, after), 1);
        policy::Policy expected = read(text);
        expected.escalation.matrix[0].level = u"level-4"_s;
        expected.escalation.matrix[0].within = sla::Target{sla::Target::Kind::RoundTheClock, 1'800'000, {}};
        QVERIFY(read(after) == expected);
    }

    void aCellOfTheMatrixComesAndGoes()
    {
        const QByteArray text = whole();
        const QByteArray more = changed(text, u"matrix"_s, u"matrix"_s, u"security"_s, u"professional"_s,
                                        {u"level-3"_s, u"2bd"_s});
        const policy::Policy with = read(more);
        const policy::MatrixCell *cell = with.escalation.cell(u"professional"_s, u"security"_s);
        QVERIFY(cell != nullptr && cell->tier == u"professional" && cell->level == u"level-3");
        QCOMPARE(more.split('\n').size(), text.split('\n').size() + 1);
        QVERIFY(more.indexOf("tier: professional, situation: security") <
                more.indexOf("tier: starter, situation: outage")); // beside those of its tier
        QCOMPARE(changed(more, u"matrix"_s, u"matrix"_s, u"security"_s, u"professional"_s, {}), text);
        // A line for every tier stands behind those of its own kind.
        const QByteArray every =
            changed(text, u"matrix"_s, u"matrix"_s, u"outage"_s, {}, {u"level-1"_s, u"1d"_s});
        QCOMPARE(read(every).escalation.cell(u"unheard-of"_s, u"outage"_s)->level, u"level-1"_s);
    }

    void theFirstChangePutsTheSectionInAsItHolds()
    {
        const QByteArray after = changed(plain(), u"matrix"_s, u"matrix"_s, u"outage"_s, u"enterprise"_s,
                                         {u"level-4"_s, u"immediate"_s});
        QVERIFY(after.startsWith(plain()));
        policy::Policy expected = read(plain());
        expected.escalation.matrix[0].level = u"level-4"_s;
        QVERIFY(read(after) == expected);
        QVERIFY(after.contains("# What makes a ticket ready."));
    }

    void aLevelIsChangedCellByCell()
    {
        QByteArray text = whole();
        policy::Policy expected = read(text);
        const auto change = [&](const QString &column, const QStringList &value) {
            const QByteArray after = changed(text, u"levels"_s, u"levels"_s, u"level-2"_s, column, value);
            QVERIFY2(linesThatDiffer(text, after) <= 1 || after.count('\n') != text.count('\n'),
                     qPrintable(column));
            text = after;
        };
        policy::EscalationLevel &level = expected.escalation.levels[1];
        change(u"name"_s, {u"Head of \"platform\": 2nd"_s});
        level.name = u"Head of \"platform\": 2nd"_s;
        change(u"respond"_s, {u"immediate"_s});
        level.respond.reset();
        change(u"roles"_s, {u"lead"_s, u"admin"_s});
        level.people.roles = QStringList{u"lead"_s, u"admin"_s};
        change(u"skills"_s, {});
        level.people.skills.clear();
        change(u"authority"_s, {u"all"_s});
        level.authority.clear();
        level.mayApproveAll = true;
        change(u"when"_s, {});
        level.when.clear();
        QVERIFY(read(text) == expected);
    }

    void limitsAreAddedChangedAndTakenAway()
    {
        const QByteArray text = whole();
        const PolicyForm form = readPolicyForm(text, u"thresholds"_s);
        auto more = addRow(text, form, 1);
        QVERIFY(more);
        QCOMPARE(read(*more).thresholds.limits.size(), size_t(4));
        QByteArray after =
            changed(*more, u"thresholds"_s, u"limits"_s, u"limit-4"_s, u"counts"_s, {u"older"_s});
        after = changed(after, u"thresholds"_s, u"limits"_s, u"limit-4"_s, u"tiers"_s, {u"enterprise"_s});
        const policy::Threshold added = read(after).thresholds.limits[3]; // the age goes with it
        QVERIFY(added.counts == policy::Threshold::Counts::Older &&
                added.tiers == QStringList{u"enterprise"_s});
        QCOMPARE(added.than, Millis(std::chrono::hours(30 * 24)));
        after = changed(after, u"thresholds"_s, u"limits"_s, u"limit-4"_s, u"counts"_s, {u"all"_s});
        QVERIFY(read(after).thresholds.limits[3].counts == policy::Threshold::Counts::All);
        // A number in place of a share takes the least with it.
        const QByteArray number =
            changed(text, u"thresholds"_s, u"limits"_s, u"at-risk"_s, u"above"_s, {u"40"_s});
        QCOMPARE(read(number).thresholds.limits[1].above, 40);
        QCOMPARE(linesThatDiffer(text, number), 1);

        QByteArray fewer = text;
        for (int i = 0; i < 3; ++i) {
            const auto less = removeRow(fewer, readPolicyForm(fewer, u"thresholds"_s), 1, 0);
            QVERIFY2(less, less ? "" : qPrintable(less.error().detail));
            fewer = *less;
        }
        QVERIFY(read(fewer).thresholds.limits.empty());
        const auto again = addRow(fewer, readPolicyForm(fewer, u"thresholds"_s), 1);
        QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
        QCOMPARE(read(*again).thresholds.limits.size(), size_t(1));
    }

    void assignmentIsChanged()
    {
        const QByteArray text = whole();
        QByteArray after =
            changed(text, u"assignment"_s, u"settings"_s, u"automatic"_s, u"automatic"_s, {u"true"_s});
        after = changed(after, u"assignment"_s, u"settings"_s, u"most"_s, u"most"_s, {u"7"_s});
        after = changed(after, u"assignment"_s, u"settings"_s, u"roles"_s, u"roles"_s, {u"agent"_s});
        after = changed(after, u"assignment"_s, u"needs"_s, u"1"_s, u"must"_s, {u"true"_s});
        after =
            changed(after, u"assignment"_s, u"languages"_s, u"2"_s, u"words"_s, {u"der"_s, u"nicht wahr"_s});
        policy::Policy expected = read(text);
        expected.assignment.isAutomatic = true;
        expected.assignment.most = 7;
        expected.assignment.roles = QStringList{u"agent"_s};
        expected.assignment.needs[0].must = true;
        expected.assignment.languages[1].words = QStringList{u"der"_s, u"nicht wahr"_s};
        QVERIFY(read(after) == expected);
        const auto more = addRow(after, readPolicyForm(after, u"assignment"_s), 1);
        QVERIFY(more);
        QCOMPARE(read(*more).assignment.needs.size(), size_t(3));
    }

    void triggersAreSwitchedAndTheirFiguresChanged()
    {
        const QByteArray text = whole();
        const policy::Policy before = read(text);
        QByteArray after =
            changed(text, u"triggers"_s, u"triggers"_s, u"security_words"_s, u"active"_s, {u"false"_s});
        QCOMPARE(linesThatDiffer(text, after), 1);
        QVERIFY(read(after).escalation.trigger(u"security_words"_s) == nullptr);
        QCOMPARE(read(after).escalation.triggers.size(), before.escalation.triggers.size() - 1);
        const PolicyForm off = readPolicyForm(after, u"triggers"_s);
        QCOMPARE(off.tables[0].rows.size(), before.escalation.triggers.size()); // it can be switched on again
        QCOMPARE(changed(after, u"triggers"_s, u"triggers"_s, u"security_words"_s, u"active"_s, {u"true"_s}),
                 text);

        after = changed(text, u"triggers"_s, u"situations"_s, u"outage"_s, u"ranks"_s, {u"1"_s, u"2"_s});
        after =
            changed(after, u"triggers"_s, u"situations"_s, u"sla_breach"_s, u"clocks"_s, {u"resolution"_s});
        after = changed(after, u"triggers"_s, u"repeats"_s, u"count"_s, u"count"_s, {u"5"_s});
        after = changed(after, u"triggers"_s, u"repeats"_s, u"within"_s, u"within"_s, {u"7d"_s});
        after = changed(after, u"triggers"_s, u"repeats"_s, u"alike"_s, u"alike"_s, {u"60%"_s});
        policy::Policy expected = before;
        expected.escalation.situations[0].ranks = {1, 2};
        expected.escalation.situations[2].clocks = QStringList{u"resolution"_s};
        expected.escalation.repeats = {5, Millis(std::chrono::hours(7 * 24)), 60};
        QVERIFY(read(after) == expected);
    }

    void wordsComeIntoTheTextWithTheirFirstChange()
    {
        const QByteArray text = whole();
        const PolicyForm form = readPolicyForm(text, u"triggers"_s);
        const FormPlace at = place(form, u"words"_s, u"security.en"_s, u"ways"_s);
        QStringList words = form.tables[at.table].rows[at.row].cells[at.column].value;
        QVERIFY(words.size() > 20);
        words.insert(1, u"zero day"_s);
        words.removeLast();
        const auto after = changeCell(text, form, at, words);
        QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
        policy::Policy expected = read(text);
        for (policy::WordList &each : expected.escalation.words.security) {
            if (each.language == u"en")
                each.ways = words;
        }
        QVERIFY(read(*after) == expected);
        QVERIFY(after->contains("    # Words by which a ticket's text shows"));
        // Another one is a line of the list alone.
        words.insert(2, u"leak: *all*"_s);
        const auto next = changeCell(*after, readPolicyForm(*after, u"triggers"_s), at, words);
        QVERIFY2(next, next ? "" : qPrintable(next.error().detail));
        QCOMPARE(next->count('\n'), after->count('\n') + 1);
    }

    void wordsComeIntoASectionOfAnotherMargin()
    {
        QByteArrayList lines = policy::sectionText(u"escalation"_s).split('\n');
        for (QByteArray &line : lines) {
            if (line.startsWith(' '))
                line.prepend("  ");
        }
        const QByteArray text = policy::presetText(u"playbook-p0-p3"_s) + '\n' + lines.join('\n');
        const PolicyForm form = readPolicyForm(text, u"triggers"_s);
        QVERIFY2(form.closed.isEmpty(), qPrintable(form.closed));
        const auto after =
            changeCell(text, form, place(form, u"words"_s, u"security.en"_s, u"ways"_s), {u"zero day"_s});
        QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
        QVERIFY(after->contains("\n    words:\n"));
        policy::Policy expected = read(text);
        for (policy::WordList &each : expected.escalation.words.security) {
            if (each.language == u"en")
                each.ways = QStringList{u"zero day"_s};
        }
        QVERIFY(read(*after) == expected);
    }
};

QTEST_GUILESS_MAIN(TestPolicyForms)
#include "tst_policyforms.moc"
