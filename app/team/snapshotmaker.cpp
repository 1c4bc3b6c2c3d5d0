// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/snapshotmaker.h"

#include "models/store/workspace.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

struct Made
{
    sync::Manifest manifest;
    std::vector<QByteArray> parts;
    QString trouble;
};

Made read(const QString &file, const ledger::DeviceKey &key, const Clock &clock, const std::stop_token &stop)
{
    Made made;
    const auto workspace = store::Workspace::open(file, store::OpenMode::ReadOnly, clock);
    const auto ready = workspace ? (*workspace)->bringKey(key) : Result<void>(workspace.error());
    if (!ready) {
        made.trouble = ready.error().detail;
        return made;
    }
    made.manifest.key = key.publicKey();
    made.manifest.madeAt = clock.now();
    made.manifest.place = (*workspace)->hubPlace(); // before the facts: what comes meanwhile is there twice
    const auto done = (*workspace)->forEachSnapshotPart([&](sync::Stage stage, QByteArray message) {
        made.manifest.parts.push_back({stage, ledger::sha256(message)});
        made.parts.push_back(std::move(message));
        return !stop.stop_requested() && made.parts.size() < sync::kMostParts;
    });
    if (!done)
        made.trouble = done.error().detail;
    return made;
}

} // namespace

SnapshotMaker::SnapshotMaker(sync::NatsHub &hub, const Clock &clock, QObject *parent)
    : QObject(parent), m_hub(hub), m_clock(clock)
{}

SnapshotMaker::~SnapshotMaker()
{
    if (m_reading.joinable()) {
        m_reading.request_stop();
        m_reading.join();
    }
}

void SnapshotMaker::make(const QString &file, const ledger::DeviceKey &key)
{
    if (m_isBusy || m_isReading)
        return;
    m_isBusy = m_isReading = true;
    m_key = key;
    m_reading = std::jthread([this, file, key, line = m_line](const std::stop_token &stop) {
        auto made = std::make_shared<Made>(read(file, key, m_clock, stop));
        QMetaObject::invokeMethod(
            this,
            [this, made, line] {
                m_isReading = false;
                if (line != m_line)
                    return; // it was given up
                if (!made->trouble.isEmpty())
                    return end(made->trouble);
                m_manifest = std::move(made->manifest);
                m_parts = std::move(made->parts);
                m_next = 0;
                chooseSlot();
            },
            Qt::QueuedConnection);
    });
}

void SnapshotMaker::lineDown()
{
    ++m_line;
    if (m_isBusy)
        end(u"the line went"_s);
}

/// The one that the snapshot at the hub does not use: somebody may be reading that.
void SnapshotMaker::chooseSlot()
{
    m_hub.fetchPart(sync::manifestSubject(m_manifest.maker()),
                    [this, line = m_line](const Result<sync::HubMessage> &message) {
                        if (line != m_line)
                            return;
                        if (!message && message.error().fault != Fault::NotFound)
                            return end(message.error().detail);
                        const auto before = message ? sync::decodeManifest(message->body)
                                                    : Result<sync::Manifest>(message.error());
                        m_manifest.slot =
                            before && before->maker() == m_manifest.maker() ? before->slot ^ 1 : 0;
                        publishNext();
                    });
}

/// One after another: a snapshot never stands in the way of an entry.
void SnapshotMaker::publishNext()
{
    const bool isLast = m_next == m_parts.size();
    const QByteArray subject = isLast ? sync::manifestSubject(m_manifest.maker())
                                      : sync::partSubject(m_manifest.maker(), m_manifest.slot, m_next);
    const QByteArray body = isLast ? sync::encode(m_manifest, *m_key) : m_parts[m_next];
    m_hub.publishPart(subject, body, [this, line = m_line, isLast](const sync::Published &fate) {
        if (line != m_line)
            return;
        if (fate.fate != sync::Published::Fate::Stored)
            return end(fate.why);
        if (isLast)
            return end({});
        ++m_next;
        publishNext();
    });
}

void SnapshotMaker::end(const QString &trouble)
{
    m_isBusy = false;
    m_parts.clear();
    emit made(trouble.isEmpty() ? m_manifest.place.sequence : 0, trouble);
}

} // namespace muster::app
