// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queue/fakeworld.h"
#include "ui/queue/attention.h"
#include "ui/queue/bulkpreview.h"

#include <QRegularExpression>
#include <QTest>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;

class TestBulkPreview : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void saysHowManyChangeAndHowManyAlreadyAre();
    void oneTicketStandsWithItsCase();
    void namesEachFailureByCase();
    void ownTicketsAlertOnceHoweverManyMoved();
    void othersTicketsDoNotAlert();
    void alertsOfPlaybooksAreOneNotice();

private:
    static views::QueueSnapshot snapshot(test::FakeDesk &desk) { return desk.loadQueue().result().value(); }
};

void TestBulkPreview::alertsOfPlaybooksAreOneNotice()
{
    QVERIFY(attentionFor(std::vector<views::StepAlert>{}).ticket.isNull());
    const TicketId first = TicketId::derived(test::worldTime(), {u"a"_s});
    const views::StepAlert one{first,   u"MSTR-1"_s,         u"Checkout fails"_s,
                               u"P0"_s, u"Alert the lead"_s, u"first_line"_s};
    QCOMPARE(attentionFor({one}).title, u"P0 MSTR-1: Alert the lead"_s);
    QCOMPARE(attentionFor({one}).text, u"Checkout fails\nFor: First line"_s);
    views::StepAlert other = one;
    other.ticket = TicketId::derived(test::worldTime(), {u"b"_s});
    other.caseNumber = u"MSTR-2"_s;
    QCOMPARE(attentionFor({one, other}).title, u"P0 MSTR-1: Alert the lead, and 1 more"_s);
    QCOMPARE(attentionFor({one, other}).text, u"MSTR-1, MSTR-2"_s);
    QCOMPARE(attentionFor({one, other}).ticket, first);
}

void TestBulkPreview::saysHowManyChangeAndHowManyAlreadyAre()
{
    test::FakeDesk desk(test::plainPolicy(), test::worldTime());
    test::fill(desk, 12);
    const views::QueueSnapshot queue = snapshot(desk);
    std::vector<CommandTarget> targets;
    int waiting = 0;
    for (const views::TicketRow &row : queue.rows) {
        targets.push_back(targetOf(row, queue.names));
        waiting += row.status == ticket::Status::Waiting ? 1 : 0;
    }
    QVERIFY(waiting > 0);
    const BulkPreview preview = previewBulk(ticket::ChangeStatus{ticket::Status::Waiting, {}}, targets, {});
    QCOMPARE(preview.same, waiting);
    QCOMPARE(preview.change, 12 - waiting);
    QCOMPARE(
        preview.sentence(),
        u"Set 12 tickets to Waiting on customer: %1 change, %2 already are"_s.arg(12 - waiting).arg(waiting));
}

void TestBulkPreview::oneTicketStandsWithItsCase()
{
    test::FakeDesk desk(test::plainPolicy(), test::worldTime());
    test::fill(desk, 1);
    const views::QueueSnapshot queue = snapshot(desk);
    const BulkPreview preview =
        previewBulk(ticket::ChangePriority{u"P1"_s, {}}, {targetOf(queue.rows.front(), queue.names)}, {});
    QCOMPARE(preview.action, u"Give MSTR-7F3K-0001 priority P1"_s);
    QCOMPARE(preview.same, 1);
}

void TestBulkPreview::namesEachFailureByCase()
{
    views::Receipt receipt;
    receipt.saved = 2;
    receipt.failures.push_back({{}, u"MSTR-7F3K-0009"_s, {Fault::NotAllowed, u"It is merged."_s}});
    QCOMPARE(receiptSentence(u"Close 3 tickets"_s, receipt),
             u"Close 3 tickets: 2 changed, 1 not. MSTR-7F3K-0009: It is merged."_s);
}

void TestBulkPreview::ownTicketsAlertOnceHoweverManyMoved()
{
    test::FakeDesk desk(test::plainPolicy(), test::worldTime());
    test::fill(desk, 12);
    views::QueueModel model;
    model.tick(desk.time);
    model.load(snapshot(desk));
    std::vector<std::pair<TicketId, sla::ClockState>> edges;
    for (int row = 0; row < model.rowCount(); ++row)
        edges.emplace_back(model.rowAt(row)->id, sla::ClockState::Breached);
    const Attention many = attentionFor(edges, model, desk.me());
    QCOMPARE(many.title, u"3 of your tickets need you"_s);
    QVERIFY(!many.ticket.isNull());
}

void TestBulkPreview::othersTicketsDoNotAlert()
{
    test::FakeDesk desk(test::plainPolicy(), test::worldTime());
    test::fill(desk, 12);
    views::QueueModel model;
    model.tick(desk.time);
    model.load(snapshot(desk));
    std::vector<std::pair<TicketId, sla::ClockState>> edges;
    for (int row = 0; row < model.rowCount(); ++row)
        edges.emplace_back(model.rowAt(row)->id, sla::ClockState::Breached);
    QVERIFY(attentionFor(edges, model, PersonId::random(desk.time)).ticket.isNull());
    QVERIFY(attentionFor(edges, model, {}).ticket.isNull());
}

QTEST_GUILESS_MAIN(TestBulkPreview)
#include "tst_bulkpreview.moc"
