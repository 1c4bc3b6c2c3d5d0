// SPDX-License-Identifier: GPL-3.0-or-later
// What an admin does to the team, by hand and keys, over a team that is a fake and says so.
#include "tests/ui/sync/faketeam.h"
#include "ui/sync/adminform.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

/// Answers as the test wants it to.
class Answers final : public ui::Dialogs
{
public:
    void confirm(const ui::Question &question, std::function<void(bool)> then) override
    {
        asked += question.title;
        then(says);
    }
    void openFile(const ui::FileQuestion &, std::function<void(const QString &)> then) override { then({}); }
    void saveFile(const ui::FileQuestion &, std::function<void(const QString &)> then) override { then({}); }
    QStringList asked;
    bool says = false;
};

struct Form
{
    Form()
    {
        host.resize(1000, 700);
        host.show();
        views::TeamPage page;
        views::TeamDevice mine, theirs;
        mine.device = DeviceId::random(fromMillis(1));
        mine.name = u"laptop"_s;
        mine.personName = u"Sam"_s;
        mine.role = u"admin"_s;
        mine.isMine = true;
        theirs.device = other;
        theirs.name = u"desk 7"_s;
        theirs.personName = u"Ana Ruiz"_s;
        theirs.role = u"agent"_s;
        page.devices = {mine, theirs};
        form.open(page);
    }
    template <typename T> T *part(const char *name) { return form.findChild<T *>(QString::fromLatin1(name)); }

    QWidget host;
    test::FakeTeam team;
    Answers dialogs;
    DeviceId other = DeviceId::random(fromMillis(2));
    ui::AdminForm form{team, dialogs, &host};
};

} // namespace

class TestAdminForm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Mode::Dark); }

    void aNameAndARoleMakeAnInvitation()
    {
        Form it;
        QSignalSpy changed(&it.form, &ui::AdminForm::changed);
        QTest::keyClicks(it.part<QLineEdit>("admin.name"), u"Zoe O'Neill"_s);
        it.part<QComboBox>("admin.role")->setCurrentIndex(1);
        QTest::keyClick(it.part<QLineEdit>("admin.name"), Qt::Key_Return);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(it.team.asked, QStringList{u"Zoe O'Neill as lead"_s});
        QVERIFY(it.part<QPlainTextEdit>("admin.text")->toPlainText().contains(u"INVITATION"));
        QVERIFY(it.part<QPushButton>("admin.copy")->isVisible());
    }

    void withoutANameItSaysSoInPlace()
    {
        Form it;
        QTest::mouseClick(it.part<QPushButton>("admin.invite"), Qt::LeftButton);
        QVERIFY(it.team.asked.isEmpty());
        QVERIFY(it.form.isOpen());
    }

    void anInvitationIsNotLeftLyingInTheForm()
    {
        Form it;
        QTest::keyClicks(it.part<QLineEdit>("admin.name"), u"Zoe"_s);
        QTest::keyClick(it.part<QLineEdit>("admin.name"), Qt::Key_Return);
        QTRY_VERIFY(!it.part<QPlainTextEdit>("admin.text")->toPlainText().isEmpty());
        QTest::keyClick(&it.form, Qt::Key_Escape);
        QVERIFY(!it.form.isOpen());
        QVERIFY(it.part<QPlainTextEdit>("admin.text")->toPlainText().isEmpty());
    }

    void takingADeskOutIsAskedTwice()
    {
        Form it;
        auto *set = it.part<QPushButton>("admin.set");
        QTest::mouseClick(set, Qt::LeftButton); // without a reason
        QVERIFY(it.dialogs.asked.isEmpty());
        QTest::keyClicks(it.part<QLineEdit>("admin.reason"), u"The laptop was stolen"_s);
        QTest::mouseClick(set, Qt::LeftButton);
        QCOMPARE(it.dialogs.asked.size(), 1);
        QVERIFY(it.team.asked.isEmpty());
        it.dialogs.says = true;
        QTest::mouseClick(set, Qt::LeftButton);
        QTRY_COMPARE(it.team.asked, QStringList{it.other.toString() + u" is none: The laptop was stolen"_s});
    }

    void aRefusalIsSaidInWords()
    {
        Form it;
        it.team.trouble = u"only an admin changes the team"_s;
        QTest::keyClicks(it.part<QLineEdit>("admin.name"), u"Zoe"_s);
        QTest::keyClick(it.part<QLineEdit>("admin.name"), Qt::Key_Return);
        QTRY_VERIFY(it.part<QWidget>("admin.note")->isVisible());
        QVERIFY(it.part<QPlainTextEdit>("admin.text")->toPlainText().isEmpty());
    }
};

QTEST_MAIN(TestAdminForm)
#include "tst_adminform.moc"
