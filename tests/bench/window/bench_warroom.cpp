// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the war room, each as a JSON line: from Enter to a painted war room, from Enter on the entry
// line to the line on disk and painted with 10,000 others, and the linking of 1,000 tickets. Not a test:
// times depend on the machine; the baseline of each is the same on a small incident in the same run.
#include "app/systemclock.h"
#include "app/wiring.h"
#include "models/policy/policyreader.h"
#include "tests/bench/store/madetickets.h"
#include "tests/bench/support/figures.h"
#include "ui/incident/timelineview.h"

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace muster;
using namespace muster::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLong = 10'000, kShort = 10, kEntries = 200, kTickets = 1'000, kDeclarations = 20;

/// Counts the paints of a widget.
class Paints final : public QObject
{
public:
    explicit Paints(QWidget *watched) : QObject(watched) { watched->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
    int count = 0;
};

void waitFor(const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        if (timer.elapsed() > 30'000)
            qFatal("it does not come");
    }
}

struct Room
{
    QTemporaryDir folder;
    app::SystemClock clock{std::nullopt};
    app::Console console;
    std::vector<TicketId> tickets;

    explicit Room(int entries)
    {
        const QString file = folder.filePath(u"room.muster"_s);
        fill(file, entries);
        console.desk = std::make_unique<app::DeskService>(clock);
        if (const auto started = console.desk->start(file, store::OpenMode::ReadWrite); !started)
            qFatal("%s", qPrintable(started.error().detail));
        app::buildConsole(console, {});
        console.window->resize(1280, 800);
        console.window->show();
        console.window->showPage(u"warroom"_s);
        waitFor([this] { return console.warRoom->timeline().lines().rowCount() >= 1; });
        QTest::qWait(500);
    }
    void fill(const QString &file, int entries)
    {
        auto workspace = must(store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock));
        if (const auto adopted = workspace->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s)); !adopted)
            qFatal("%s", qPrintable(adopted.error().detail));
        people::PersonChanged person;
        person.name = u"Bench"_s;
        person.role = u"lead"_s;
        if (const auto kept = workspace->setMe(must(workspace->savePerson(std::nullopt, person))); !kept)
            qFatal("%s", qPrintable(kept.error().detail));
        bench::MadeTickets reader(kTickets, kTickets, clock.now());
        (void)must(workspace->importTickets(reader, QString(), kTickets, {}));
        for (const views::TicketRow &row : must(workspace->loadQueue()).rows)
            tickets.push_back(row.id);
        incident::Declare declare;
        declare.fields.title = u"Checkout is down"_s;
        declare.fields.severity = u"SEV-1"_s;
        const IncidentId id = must(workspace->submit({{}, declare, {}})).incident;
        for (int i = 0; i < entries; ++i) {
            incident::EntryWritten entry;
            entry.kind = incident::EntryKind(i % 4);
            entry.text =
                u"Entry %1: the error rate of the gateway in eu-west went to %2 per minute"_s.arg(i).arg(i %
                                                                                                         97);
            (void)must(workspace->submit({id, entry, {}}));
        }
    }

    std::vector<double> writeEntries()
    {
        ui::TimelineView &view = console.warRoom->timeline();
        const Paints paints(view.viewport());
        auto *line = console.window->findChild<QLineEdit *>(u"incident.entry"_s);
        std::vector<double> took;
        for (int i = 0; i < kEntries; ++i) {
            line->setText(u"/action entry %1 of the bench, written by hand"_s.arg(i));
            std::optional<int> inserted; // paints until the line was there
            QObject context;
            QObject::connect(&view.lines(), &QAbstractItemModel::rowsInserted, &context,
                             [&] { inserted = paints.count; });
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(line, Qt::Key_Return);
            waitFor([&] { return inserted && paints.count > *inserted && line->text().isEmpty(); });
            took.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        return took;
    }
    double link() const
    {
        QElapsedTimer timer;
        timer.start();
        bool done = false;
        const auto future =
            console.incidents->submit({console.warRoom->current(), incident::TicketsLinked{tickets, {}}, {}});
        waitFor([&] { return done || (done = future.isFinished()); });
        return double(timer.nsecsElapsed()) / 1e6;
    }
    std::vector<double> declareAgain() const
    {
        std::vector<double> took;
        ui::TimelineView &view = console.warRoom->timeline();
        const Paints paints(view.viewport());
        for (int i = 0; i < kDeclarations; ++i) {
            console.window->registry().trigger(u"incident.declare"_s);
            auto *title = console.window->findChild<QLineEdit *>(u"declare.title"_s);
            title->setText(u"Declared %1"_s.arg(i));
            std::optional<int> inserted;
            QObject context;
            QObject::connect(&view.lines(), &QAbstractItemModel::rowsInserted, &context,
                             [&] { inserted = paints.count; });
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(title, Qt::Key_Return);
            waitFor([&] { return inserted && paints.count > *inserted; });
            took.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        return took;
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    app::prepareApplication(application);
    Room small(kShort);
    const auto few = small.writeEntries();
    Room large(kLong);
    const auto many = large.writeEntries();
    print({u"entry saved and painted, 10,000 entries, median"_s, share(many, 0.5), u"ms"_s, u"-"_s,
           u"the same with 10"_s, share(few, 0.5)});
    print({u"entry saved and painted, 10,000 entries, p99"_s, share(many, 0.99), u"ms"_s, u"50"_s,
           u"the same with 10"_s, share(few, 0.99)});
    print({u"1,000 tickets linked in one stroke"_s, large.link(), u"ms"_s, u"200"_s,
           u"one entry saved and painted"_s, share(few, 0.5)});
    const auto declared = small.declareAgain();
    print({u"declared to painted war room, worst of 20"_s, share(declared, 1), u"ms"_s, u"-"_s,
           u"their median"_s, share(declared, 0.5)});
    return 0;
}
