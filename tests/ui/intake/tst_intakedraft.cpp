// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/intakedraft.h"

#include <QRegularExpression>
#include <QTest>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;

class TestIntakeDraft : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void aDraftReadsBackAsItWasWritten();
    void anEmptyDraftTakesNoRoom();
    void damagedDraftsOpenAnEmptyForm();
    void tagsAreSingleAndLowerCase();
};

void TestIntakeDraft::aDraftReadsBackAsItWasWritten()
{
    IntakeDraft draft;
    draft.fields.subject = u"Login \"loop\"\n\twith 🦊"_s;
    draft.fields.description = u"مشكلة"_s;
    draft.fields.contactEmail = u"a@example.org"_s;
    draft.fields.priority = u"P2"_s;
    draft.fields.impact = u"Everyone"_s;
    draft.fields.tags = {u"billing"_s, u"login"_s};
    draft.customerName = u"Fabrikam"_s;
    draft.newCustomer = {u"enterprise"_s, u"120k EUR"_s};
    QVERIFY(readDraft(writeDraft(draft)) == draft);
}

void TestIntakeDraft::anEmptyDraftTakesNoRoom()
{
    IntakeDraft preset;
    preset.fields.channel = u"email"_s;
    QVERIFY(writeDraft(preset).isEmpty());
}

void TestIntakeDraft::damagedDraftsOpenAnEmptyForm()
{
    for (const QByteArray &text : {QByteArray("{\"subject\":"), QByteArray("[1,2]"), QByteArray("\xff\xfe"),
                                   QByteArray("{\"subject\":7,\"customer\":\"?\"}")})
        QVERIFY(readDraft(text) == IntakeDraft{});
}

void TestIntakeDraft::tagsAreSingleAndLowerCase()
{
    QCOMPARE(tagsFromText(u" Login, billing;login  EU-West "_s),
             (QStringList{u"billing"_s, u"eu-west"_s, u"login"_s}));
}

QTEST_GUILESS_MAIN(TestIntakeDraft)
#include "tst_intakedraft.moc"
