// SPDX-License-Identifier: GPL-3.0-or-later
// What a hostile server may send. The first byte says to whom: 'g' the parser before its greeting, 'w' the
// WebSocket below it, anything else the parser after a greeting; the second in which pieces the rest comes.
#include "models/nats/parser.h"
#include "models/nats/servererror.h"
#include "models/nats/websocket.h"
#include "tests/fuzz/driver.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

using namespace muster::nats;
using muster::fuzz::check;

namespace {

constexpr QByteArrayView kGreeting("INFO {\"headers\":true,\"nonce\":\"abc\"}\r\n");
constexpr qint64 kLargest = 32 * 1024;

std::vector<QByteArrayView> pieces(QByteArrayView bytes, qsizetype size)
{
    std::vector<QByteArrayView> all;
    for (; bytes.size() > size; bytes = bytes.sliced(size))
        all.push_back(bytes.first(size));
    all.push_back(bytes);
    return all;
}

/// Which words a failure has depends on how much of the bytes had come.
Event withoutWords(Event event)
{
    if (auto *failure = std::get_if<Failure>(&event))
        failure->detail.clear();
    return event;
}

void checkMessage(const Message &message)
{
    check(!message.subject.isEmpty(), "a message has a subject");
    check(message.body.size() <= kLargest, "a message is no larger than agreed");
    check(message.status == 0 || (message.status >= 100 && message.status <= 999),
          "a status has three digits");
    check(!message.hasBadHeader || message.hasDoubled("Nats-"), "bad headers count as forged");
    for (const Header &header : message.headers) {
        check(!header.name.isEmpty() && !header.name.contains('\n'), "a header has a name of one line");
        check(!header.value.contains('\n') && !header.value.contains('\r'), "a value has one line");
        check(message.headers.size() > 100 || !message.header(header.name).isNull(),
              "a header is found by its name");
    }
}

std::vector<Event> parse(const std::vector<QByteArrayView> &parts, bool isGreeted)
{
    Parser parser;
    std::vector<Event> events;
    if (isGreeted) {
        parser.feed(kGreeting);
        check(parser.next().has_value(), "a greeting is read");
    }
    parser.setLargestMessage(kLargest);
    for (const QByteArrayView part : parts) {
        parser.feed(part);
        while (auto event = parser.next()) {
            if (const auto *message = std::get_if<Message>(&*event))
                checkMessage(*message);
            if (const auto *error = std::get_if<ServerError>(&*event))
                readServerError(error->text);
            events.push_back(withoutWords(std::move(*event)));
        }
        check(parser.heldBytes() <= std::max<qint64>(Parser::kLongestInfo, kLargest + 2),
              "what is held has a bound");
    }
    const auto isFailure = [](const Event &event) { return std::holds_alternative<Failure>(event); };
    const auto failure = std::ranges::find_if(events, isFailure);
    check(failure == events.end() || failure + 1 == events.end(), "a failure is the last event");
    return events;
}

QByteArray agreementWith(const WebSocket &socket)
{
    const QByteArray request = socket.request("hub", "/");
    const qsizetype at = request.indexOf("Key: ") + 5;
    const QByteArray key = request.sliced(at, request.indexOf('\r', at) - at);
    return "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
           QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
               .toBase64() +
           "\r\n\r\n";
}

std::pair<QByteArray, Trouble> hear(const std::vector<QByteArrayView> &parts, bool isOpen)
{
    WebSocket socket;
    if (isOpen)
        socket.take(agreementWith(socket));
    check(socket.isOpen() == isOpen, "a WebSocket opens by its answer");
    std::pair<QByteArray, Trouble> heard;
    for (const QByteArrayView part : parts) {
        const WebSocket::Taken taken = socket.take(part);
        check(heard.second == Trouble::None || (taken.data.isEmpty() && !taken.failure),
              "nothing follows a failure");
        check(socket.isOpen() || taken.data.isEmpty(), "nothing is said before the answer");
        heard.first += taken.data;
        if (taken.failure)
            heard.second = taken.failure->trouble;
    }
    return heard;
}

} // namespace

std::span<const std::string_view> muster::fuzz::words()
{
    static constexpr std::array<std::string_view, 24> kWords{"\r\n",
                                                             "INFO {",
                                                             "MSG ",
                                                             "HMSG ",
                                                             "PING\r\n",
                                                             "PONG\r\n",
                                                             "+OK\r\n",
                                                             "-ERR '",
                                                             "NATS/1.0",
                                                             " 503\r\n",
                                                             "\r\n\r\n",
                                                             "Nats-",
                                                             ": ",
                                                             "999999999",
                                                             "4294967296",
                                                             "\"nonce\":\"",
                                                             "\"ldm\":true",
                                                             "  ",
                                                             "a.b 1 0\r\n\r\n",
                                                             "\x82\x7e",
                                                             "\x82\x7f",
                                                             "HTTP/1.1 101 ",
                                                             "\"max_payload\":",
                                                             "\x89"};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(data + 2, qsizetype(size - 2));
    const std::vector<QByteArrayView> parts = pieces(bytes, 1 + data[1]);
    if (data[0] == 'w') {
        for (const bool isOpen : {false, true})
            check(hear({bytes}, isOpen) == hear(parts, isOpen), "a WebSocket says the same for every cut");
        return 0;
    }
    const bool isGreeted = data[0] != 'g';
    check(parse({bytes}, isGreeted) == parse(parts, isGreeted), "the events are the same for every cut");
    return 0;
}
