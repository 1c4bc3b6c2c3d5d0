// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/windowhands.h"
#include "ui/queue/ticketheader.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ui;

class TestTicketHeader final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        loadFonts();
        applyTheme(*qApp, Mode::Dark);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void theArrStandsWholeHoweverLongTheNamesAre()
    {
        views::TicketDetail detail;
        detail.customer.name = u"Vereinigte Nordwind Spedition und Lagerhaus"_s;
        detail.customer.arr = customer::Money{1'200'000'00, u"EUR"_s};
        detail.ticket.subject = u"Export stuck"_s;
        detail.ticket.contactName = u"Maximiliane Oberhuber-Schlatter"_s;
        detail.ticket.contactEmail = u"maximiliane.oberhuber@nordwind.example"_s;
        TicketHeader header;
        header.present(detail);
        header.resize(360, 160);
        header.show();
        const auto *arr = header.findChild<ToneLabel *>(u"ticket.arr"_s);
        QVERIFY(arr != nullptr);
        QVERIFY2(arr->text().contains(u"EUR 1,200,000"_s), qPrintable(arr->text()));
        QVERIFY(arr->width() >= arr->sizeHint().width());
        const auto *customer = header.findChild<ToneLabel *>(u"ticket.customer"_s);
        QVERIFY(customer->width() < customer->sizeHint().width()); // the names give way
        QVERIFY(customer->geometry().right() < arr->geometry().left());
        test::savePicture(header, u"ticket-header-narrow"_s);
    }

    void whereNothingIsKnownNothingStands()
    {
        TicketHeader header;
        header.present({});
        QCOMPARE(header.findChild<ToneLabel *>(u"ticket.customer"_s)->text(), u"No customer"_s);
        QCOMPARE(header.findChild<ToneLabel *>(u"ticket.arr"_s)->text(), QString());
        QVERIFY(header.findChild<ToneLabel *>(u"ticket.contact"_s)->isHidden());
    }
};

QTEST_MAIN(TestTicketHeader)
#include "tst_ticketheader.moc"
