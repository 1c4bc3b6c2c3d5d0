// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picker.h"

#include <QRegularExpression>
#include <QTest>

using namespace muster::ui;
using namespace Qt::StringLiterals;

class TestPicker : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void typedWordsNarrowThePickerInAnyOrder();
};

void TestPicker::typedWordsNarrowThePickerInAnyOrder()
{
    const std::vector<PickerEntry> entries{{u"waiting"_s, u"Waiting on customer"_s, {}, false},
                                           {u"on_hold"_s, u"On hold"_s, {}, false}};
    QCOMPARE(matching(entries, u"customer wait"_s).size(), size_t(1));
    QCOMPARE(matching(entries, u"on"_s).front().key, u"on_hold"_s); // what begins so comes first
    QVERIFY(matching(entries, u"zzz"_s).empty());
}

QTEST_GUILESS_MAIN(TestPicker)
#include "tst_picker.moc"
