// SPDX-License-Identifier: GPL-3.0-or-later
// A policy changed by its forms, by keys alone: what is chosen there stands in the text, is checked, undone
// and adopted as if it had been typed.
#include "models/policy/policyreader.h"
#include "models/policy/sections.h"
#include "tests/ui/policy/policyhands.h"
#include "ui/policy/formtable.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

namespace {

struct FormFixture final : PolicyFixture
{
    using PolicyFixture::PolicyFixture;

    FormTable *table(int index = 0) const { return part<FormTable>(u"policy.formTable%1"_s.arg(index)); }
    QString hint() const { return part<QLabel>(u"policy.formHint"_s)->text(); }
    QString text() const { return editor()->toPlainText(); }
    policy::Policy read() const
    {
        const policy::ReadPolicy read = policy::readPolicy(text().toUtf8(), u"p"_s);
        if (!read.policy)
            qFatal("%s", qPrintable(read.problems.front().text()));
        return *read.policy;
    }
    QString cell(int row, int column, int index = 0) const
    {
        const QAbstractItemModel *model = table(index)->QTableView::model();
        return model->index(row, column).data().toString();
    }
    void go(int row, int column, int index = 0) const
    {
        table(index)->setFocus();
        table(index)->setCurrentIndex(table(index)->QTableView::model()->index(row, column));
    }
    /// The editor that opens over a cell.
    template <typename T> T *opened() const
    {
        T *found = nullptr;
        [&] { QTRY_VERIFY((found = window->findChild<T *>(u"policy.formEditor"_s)) != nullptr); }();
        return found;
    }
};

} // namespace

class TestPolicyForm final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void aCellOfTheMatrixIsChosenByKeysAndAdopted()
    {
        FormFixture it;
        it.press(Qt::Key_M);
        QTRY_COMPARE(it.focus(), it.table());
        QAbstractItemModelTester tester(it.table()->QTableView::model());
        QCOMPARE(it.cell(0, 0), u"Director of support or engineering, at once"_s);
        QVERIFY(it.hint().startsWith(u"Enterprise."_s));
        it.takeWhole(u"policy-form-matrix"_s);
        it.press(Qt::Key_Return);
        QVERIFY(it.opened<QWidget>()->isVisible());
        it.take(u"policy-form-matrix-cell"_s);
        it.press(Qt::Key_Down); // the next level
        it.press(Qt::Key_Tab);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"45"_s);
        it.press(Qt::Key_Return); // no length of time: it stays open and says so
        const auto *wrong = it.part<QLabel>(u"policy.formWrong"_s);
        QVERIFY(wrong->isVisible() && wrong->text().contains(u"no length of time"_s));
        it.take(u"policy-form-matrix-wrong"_s);
        it.type(u"m"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.cell(0, 0), u"Executive, within 45 min"_s);
        QTRY_COMPARE(it.focus(), it.table());
        // The section stands in the text now as it holds, with that change alone.
        policy::Policy expected = *policy::readPolicy(playbook(), u"p"_s).policy;
        expected.escalation.matrix[0].level = u"level-4"_s;
        expected.escalation.matrix[0].within = sla::Target{sla::Target::Kind::RoundTheClock, 2'700'000, {}};
        QVERIFY(it.read() == expected);
        QVERIFY(it.text().startsWith(QString::fromUtf8(playbook())));
        QVERIFY(it.state().contains(u"kept as a draft"_s));
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(it.heard.questions.size(), 1);
        QVERIFY2(it.heard.questions[0].contains(u"Executive, within 45 min"_s),
                 qPrintable(it.heard.questions[0]));
        QTRY_VERIFY(it.desk.policyText.contains("timeline: 45m"));
    }

    void aChangeIsTakenBackFromTheFormAndTriedOnTheQueue()
    {
        FormFixture it;
        const QString before = it.text();
        it.press(Qt::Key_M);
        QTRY_COMPARE(it.focus(), it.table());
        it.go(5, 1); // security at a professional customer: as every other tier
        QCOMPARE(it.cell(5, 1), u"As every other tier"_s);
        it.press(Qt::Key_F2);
        it.opened<QWidget>();
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.cell(5, 1), u"Support team lead, at once"_s);
        it.press(Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(it.desk.triedPolicies, QByteArrayList{it.text().toUtf8()});
        it.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(it.text(), before);
        QCOMPARE(it.cell(5, 1), u"As every other tier"_s);
        it.press(Qt::Key_Y, Qt::ControlModifier);
        QTRY_VERIFY(it.text() != before);
        it.go(5, 1);
        it.press(Qt::Key_F2);
        it.opened<QWidget>();
        it.press(Qt::Key_Home);
        it.press(Qt::Key_Escape); // leaves it as it was
        QTRY_COMPARE(it.focus(), it.table());
        QCOMPARE(it.cell(5, 1), u"Support team lead, at once"_s);
    }

    void aClickOnAWayLeadsIntoIt()
    {
        FormFixture it;
        it.press(Qt::Key_E);
        QTRY_COMPARE(it.focus(), it.editor());
        auto *ways = it.part<QTabBar>(u"policy.ways"_s);
        const auto click = [&](int way) {
            QTest::mouseClick(ways, Qt::LeftButton, {}, ways->tabRect(way).center());
        };
        click(2);
        QTRY_COMPARE(it.focus(), it.table()); // not a button that begins another draft
        click(1);
        QTRY_COMPARE(it.focus(), it.table());
        click(0);
        QTRY_COMPARE(it.focus(), it.editor());
        // A cell that is open when its form goes keeps what was chosen, and the next change stands beside it.
        click(2);
        it.go(5, 1);
        it.press(Qt::Key_F2);
        it.opened<QWidget>();
        it.press(Qt::Key_Down);
        click(1);
        QTRY_COMPARE(it.focus(), it.table());
        QVERIFY(it.window->findChild<QWidget *>(u"policy.formEditor"_s) == nullptr ||
                !it.window->findChild<QWidget *>(u"policy.formEditor"_s)->isVisible());
        it.go(0, 0);
        it.press(Qt::Key_F2);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"First in line"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.read().escalation.levels[0].name, u"First in line"_s);
        click(2);
        QTRY_COMPARE(it.cell(5, 1), u"First in line, at once"_s);
    }

    void aLookAtACellChangesNothing()
    {
        FormFixture it;
        it.press(Qt::Key_T);
        QTRY_COMPARE(it.focus(), it.table());
        it.go(3, 3);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.window->findChild<QComboBox *>(u"policy.formChoice"_s) != nullptr);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.text().contains(u"active: false"_s));
        const QString text = it.text().replace(u"active: false"_s, u"active: no # for now"_s);
        it.editor()->setPlainText(text);
        QTRY_COMPARE(it.cell(3, 3), u"No"_s);
        for (const Qt::Key way : {Qt::Key_Return, Qt::Key_Escape}) {
            it.go(3, 3);
            it.press(Qt::Key_Return);
            QTRY_VERIFY(it.window->findChild<QComboBox *>(u"policy.formChoice"_s) != nullptr);
            it.press(Qt::Key_L); // chooses in the list; it does not lead to the levels
            QCOMPARE(it.part<QTabBar>(u"policy.ways"_s)->currentIndex(), 3);
            it.press(way);
            QTRY_COMPARE(it.focus(), it.table());
            QCOMPARE(it.text(), text);
        }
    }

    void levelsAreChangedCellByCell()
    {
        FormFixture it;
        it.press(Qt::Key_L);
        QTRY_COMPARE(it.focus(), it.table());
        it.takeWhole(u"policy-form-levels"_s);
        it.go(1, 0);
        it.press(Qt::Key_Return);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"Head of engineering"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.read().escalation.levels[1].name, u"Head of engineering"_s);
        it.go(1, 2);
        it.press(Qt::Key_Return);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"soon"_s);
        it.press(Qt::Key_Return); // not kept: the sentence stands below, the field is still open
        QVERIFY2(it.hint().contains(u"\"soon\" is no length of time"_s), qPrintable(it.hint()));
        QVERIFY(it.part<QLineEdit>(u"policy.formLine"_s)->hasFocus());
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"8bh"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.cell(1, 2), u"8 working hours"_s);
        it.go(1, 3); // what it may approve
        it.press(Qt::Key_Return);
        it.opened<QWidget>();
        it.take(u"policy-form-levels-choices"_s);
        it.press(Qt::Key_Space); // the first authority
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.read().escalation.levels[1].authority.contains(u"reprioritise"_s));
        it.go(1, 5); // skills
        it.press(Qt::Key_Return);
        it.opened<QWidget>();
        it.press(Qt::Key_End, Qt::ControlModifier);
        it.press(Qt::Key_Return);
        it.type(u"cto, deputy"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(it.read().escalation.levels[1].people.skills,
                     (QStringList{u"engineering manager"_s, u"cto, deputy"_s}));
        QCOMPARE(it.desk.policyText, playbook()); // nothing was adopted by Ctrl+Enter in the field
        QVERIFY(it.heard.questions.isEmpty());
    }

    void limitsAreAddedAndTakenAway()
    {
        FormFixture it;
        it.press(Qt::Key_I);
        QTRY_COMPARE(it.focus(), it.table());
        it.takeWhole(u"policy-form-limits"_s);
        it.go(0, 0, 1);
        it.press(Qt::Key_Insert);
        QTRY_COMPARE(it.read().thresholds.limits.size(), size_t(4));
        QCOMPARE(it.table(1)->currentIndex().row(), 3);
        it.go(3, 1, 1);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.window->findChild<QComboBox *>(u"policy.formChoice"_s) != nullptr);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.read().thresholds.limits[3].counts == policy::Threshold::Counts::Unassigned);
        it.go(0, 3, 1);
        it.press(Qt::Key_F2);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"40"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.read().thresholds.limits[0].above, 40);
        it.go(1, 0, 1);
        it.press(Qt::Key_Delete);
        QTRY_COMPARE(it.read().thresholds.limits.size(), size_t(3));
        QCOMPARE(it.read().thresholds.limits[1].key, u"old"_s);
        it.part<QPushButton>(u"policy.formRemove1"_s)->click();
        QTRY_COMPARE(it.read().thresholds.limits.size(), size_t(2));
        it.part<QTabWidget>(u"policy.tabs"_s)->setCurrentIndex(0); // nothing is removed that is not on view
        it.press(Qt::Key_Delete);
        QVERIFY(it.registry->trigger(u"policy.form.remove"_s));
        QCOMPARE(it.read().thresholds.limits.size(), size_t(2));
    }

    void triggersAreSwitchedOffAndWordsWritten()
    {
        FormFixture it;
        it.press(Qt::Key_T);
        QTRY_COMPARE(it.focus(), it.table());
        it.takeWhole(u"policy-form-triggers"_s);
        it.press(Qt::Key_Up); // there is nothing above
        QCOMPARE(it.focus(), it.table());
        for (int i = 0; i < 7; ++i)
            it.press(Qt::Key_Down);
        QCOMPARE(it.focus(), it.table(1)); // the next table follows
        it.press(Qt::Key_Up);
        QCOMPARE(it.focus(), it.table());
        QCOMPARE(it.table()->currentIndex().row(), 6);
        it.go(3, 3); // words of security: is it on?
        QCOMPARE(it.cell(3, 3), u"Yes"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.window->findChild<QComboBox *>(u"policy.formChoice"_s) != nullptr);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.cell(3, 3), u"No"_s);
        QVERIFY(it.read().escalation.trigger(u"security_words"_s) == nullptr);
        it.go(0, 0, 3); // security, English
        it.press(Qt::Key_F2);
        it.opened<QWidget>();
        it.take(u"policy-form-triggers-words"_s);
        it.press(Qt::Key_Home, Qt::ControlModifier);
        it.type(u"zero day"_s);
        it.press(Qt::Key_Return);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!it.read().escalation.words.security.empty() &&
                    it.read().escalation.words.security[0].ways.contains(u"zero day"_s));
        QVERIFY(it.heard.questions.isEmpty());
    }

    void assignmentHasItsSettingsAndLists()
    {
        FormFixture it;
        it.press(Qt::Key_A);
        QTRY_COMPARE(it.focus(), it.table());
        it.takeWhole(u"policy-form-assignment"_s);
        it.press(Qt::Key_Return); // given away without a person
        QTRY_VERIFY(it.window->findChild<QComboBox *>(u"policy.formChoice"_s) != nullptr);
        it.press(Qt::Key_Up);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.read().assignment.isAutomatic);
        it.press(Qt::Key_Tab); // past the table: Tab leaves it
        QVERIFY(it.focus() != it.table());
    }

    void aTextThatTheFormCannotShowSaysWhereToMendIt()
    {
        FormFixture it;
        QVERIFY(it.registry->trigger(u"policy.section.escalation"_s));
        it.replace(u"levels:\n"_s, u"levels: [\n"_s);
        it.press(Qt::Key_Escape); // out of the text
        it.press(Qt::Key_L);
        auto *toText = it.part<QPushButton>(u"policy.formToText"_s);
        QTRY_VERIFY(toText->isVisible());
        QVERIFY(it.part<QLabel>(u"policy.formHead"_s)->text().contains(u"The form is closed: line"_s));
        it.takeWhole(u"policy-form-closed"_s);
        QCOMPARE(it.focus(), toText);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.focus(), it.editor());
        QVERIFY(it.editor()->textCursor().blockNumber() > 10);
    }

    void theFormsStandInLightAndOnALargeScreen()
    {
        for (const QSize size : {QSize(1192, 748), QSize(1832, 1028)}) {
            FormFixture it(Mode::Light, size);
            int way = 0;
            for (const Qt::Key key : {Qt::Key_L, Qt::Key_M, Qt::Key_T, Qt::Key_A, Qt::Key_I}) {
                it.press(key);
                QTRY_COMPARE(it.focus(), it.table());
                QCOMPARE(it.part<QTabBar>(u"policy.ways"_s)->currentIndex(), ++way);
                it.takeWhole(u"policy-form-light-%1-%2"_s.arg(way).arg(size.width()));
            }
        }
    }
};

QTEST_MAIN(TestPolicyForm)
#include "tst_policyform.moc"
