// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/dutylease.h"

#include "models/base/json.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr auto kSubject = "$KV.DUTY.holder";
constexpr Millis kAnswer{2'000};

} // namespace

DutyLease::DutyLease(nats::Client &client, DeviceId device, std::function<Millis()> monotonic,
                     Millis patience, QObject *parent)
    : QObject(parent), m_client(client), m_patience(patience), m_device(device.toString().toLatin1()),
      m_now(std::move(monotonic)), m_askAt(patience > kRenew ? m_now() + patience : Millis{})
{}

void DutyLease::tick(bool mayAsk)
{
    const Millis now = m_now();
    if (m_isHeld && now >= m_until)
        setHeld(false);
    if (mayAsk && !m_isStopped && !m_isAsking && now >= m_askAt && m_client.isUp())
        ask();
}

void DutyLease::ask()
{
    m_isAsking = true;
    const Millis asked = m_now();
    m_askAt = asked + (m_isHeld ? kRenew : m_patience);
    // Nobody's (the last one has run out), or the one that we wrote: anything else is refused.
    const QByteArray expected = QByteArray::number(m_sequence);
    m_client.request(kSubject, m_device, {{"Nats-Expected-Last-Subject-Sequence", expected}}, kAnswer,
                     [this, asked](const std::optional<nats::Message> &answer, const QString &) {
                         m_isAsking = false;
                         answered(asked, answer);
                     });
}

void DutyLease::answered(Millis asked, const std::optional<nats::Message> &answer)
{
    if (!answer || m_isStopped)
        return; // it may have been written all the same; what is held runs out by itself
    const auto read = parseJsonObject(answer->body);
    const double sequence = read ? read->value(u"seq"_s).toDouble() : 0;
    if (sequence < 1) {
        m_sequence = 0;
        setHeld(false);
        return;
    }
    m_sequence = quint64(sequence);
    m_until = asked + kSafe;
    m_askAt = std::min(m_askAt, asked + kRenew);
    if (m_now() < m_until)
        setHeld(true);
}

void DutyLease::stop()
{
    m_isStopped = true;
    setHeld(false);
}

void DutyLease::goOn(Millis patience)
{
    if (!std::exchange(m_isStopped, false))
        return;
    m_patience = patience;
    m_askAt = patience > kRenew ? m_now() + patience : Millis{};
}

void DutyLease::setHeld(bool isHeld)
{
    if (m_isHeld == isHeld)
        return;
    m_isHeld = isHeld;
    emit changed(isHeld);
}

} // namespace muster::app
