// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/keychainsecrets.h"

#include <QThread>
#include <QUuid>
#include <qt6keychain/keychain.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;

namespace muster::secrets {
namespace {

/// What a job left, once it is done. Shared with the keychain's thread, for the caller may have given up.
struct Answer
{
    std::mutex mutex;
    std::condition_variable done;
    bool isDone = false;
    QKeychain::Error error = QKeychain::NoError;
    QString words;
    QByteArray value;
};

/// The library runs one job at a time, from the thread that asked first: so all of them come from this one.
class KeychainThread
{
public:
    KeychainThread()
    {
        m_thread->setObjectName(u"keychain"_s);
        m_home->moveToThread(m_thread);
        m_thread->start();
    }
    ~KeychainThread()
    {
        m_thread->quit();
        // One that hangs in the keychain ends with the program.
        if (m_thread->wait(1000)) {
            delete m_home;
            delete m_thread;
        }
    }
    Q_DISABLE_COPY_MOVE(KeychainThread)

    template <typename Work> void post(Work work) { QMetaObject::invokeMethod(m_home, std::move(work)); }

    std::atomic_bool isStuck = false;

private:
    QThread *m_thread = new QThread;
    QObject *m_home = new QObject;
};

KeychainThread &keychain()
{
    static KeychainThread thread;
    return thread;
}

Error unavailable(const QString &why)
{
    return {Fault::Unavailable, u"the system's keychain does not work here: %1"_s.arg(why)};
}

Error toError(const Answer &answer, const QString &key)
{
    switch (answer.error) {
    case QKeychain::EntryNotFound:
        return {Fault::NotFound, u"there is no secret \"%1\" in the system's keychain"_s.arg(key)};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {Fault::NotAllowed, u"the system's keychain does not give the secret: %1"_s.arg(answer.words)};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return unavailable(answer.words);
}

/// Runs a job to its end, or gives up. `prepare` sets its value, `collect` takes what it found.
template <typename Job, typename Prepare, typename Collect>
Result<QByteArray> run(const QString &service, const QString &key, std::chrono::milliseconds patience,
                       Prepare prepare, Collect collect)
{
    KeychainThread &thread = keychain();
    if (thread.isStuck)
        return unavailable(u"it did not answer before; start Muster again once it is unlocked"_s);
    const auto answer = std::make_shared<Answer>();
    thread.post([service, key, answer, prepare, collect] {
        auto *job = new Job(service);
        job->setKey(key);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, answer, collect] {
            const std::lock_guard guard(answer->mutex);
            answer->error = job->error();
            answer->words = job->errorString();
            answer->value = collect(*job);
            answer->isDone = true;
            answer->done.notify_one();
        });
        job->start();
    });
    std::unique_lock lock(answer->mutex);
    if (!answer->done.wait_for(lock, patience, [&] { return answer->isDone; })) {
        thread.isStuck = true;
        return unavailable(
            u"it has not answered for %1 seconds; it may be locked"_s.arg(patience.count() / 1000));
    }
    if (answer->error != QKeychain::NoError)
        return toError(*answer, key);
    return answer->value;
}

} // namespace

KeychainSecrets::KeychainSecrets(QString service, std::chrono::milliseconds patience)
    : m_service(std::move(service)), m_patience(patience)
{}

Result<QByteArray> KeychainSecrets::read(const QString &key)
{
    if (const auto checked = checkKey(key); !checked)
        return checked.error();
    // As text, for not every keychain keeps bytes.
    return run<QKeychain::ReadPasswordJob>(
        m_service, key, m_patience, [](QKeychain::ReadPasswordJob &) {},
        [](QKeychain::ReadPasswordJob &job) { return QByteArray::fromBase64(job.textData().toLatin1()); });
}

Result<void> KeychainSecrets::write(const QString &key, const QByteArray &value)
{
    if (auto checked = checkKey(key); !checked)
        return checked;
    if (value.size() > kLongestSecret)
        return Error{
            Fault::BadInput,
            u"a secret has at most %1 bytes; this one has %2"_s.arg(kLongestSecret).arg(value.size())};
    const QString text = QString::fromLatin1(value.toBase64());
    const auto written = run<QKeychain::WritePasswordJob>(
        m_service, key, m_patience, [text](QKeychain::WritePasswordJob &job) { job.setTextData(text); },
        [](QKeychain::WritePasswordJob &) { return QByteArray(); });
    return written ? Result<void>() : written.error();
}

Result<void> KeychainSecrets::remove(const QString &key)
{
    if (auto checked = checkKey(key); !checked)
        return checked;
    const auto removed = run<QKeychain::DeletePasswordJob>(
        m_service, key, m_patience, [](QKeychain::DeletePasswordJob &) {},
        [](QKeychain::DeletePasswordJob &) { return QByteArray(); });
    if (!removed && removed.error().fault != Fault::NotFound)
        return removed.error();
    return {};
}

Result<void> KeychainSecrets::tryOut()
{
    // Its own name each time: two programs that start at once must not take each other's away.
    const QString key = u"muster-try-out-"_s + QUuid::createUuid().toString(QUuid::Id128);
    const QByteArray value("tried");
    if (auto written = write(key, value); !written)
        return written;
    const auto read = this->read(key);
    if (!read)
        return read.error();
    if (*read != value)
        return unavailable(u"it gives back something else than was put in"_s);
    return remove(key);
}

} // namespace muster::secrets
