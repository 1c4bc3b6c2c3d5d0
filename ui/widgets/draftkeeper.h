// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what is being typed to a setting of this desk, so that it is there again after kill -9. Window
// thread.
#pragma once

#include "models/views/desk.h"

#include <QTimer>

namespace muster::ui {

class DraftKeeper final : public QObject
{
    Q_OBJECT
public:
    /// Longest time that typed text is in memory only.
    static constexpr int kDelayMs = 150;

    DraftKeeper(views::Desk &desk, QObject *parent);
    ~DraftKeeper() override;

    /// From here on the draft of `key`; what is pending under the former key is written first.
    void setKey(const QString &key);
    const QString &key() const { return m_key; }
    QByteArray stored() const { return m_key.isEmpty() ? QByteArray() : m_desk.setting(m_key); }
    void change(const QByteArray &draft); ///< an empty draft takes the setting away
    void flush();
    void forget();

signals:
    void saved();
    void failed(const QString &sentence);

private:
    views::Desk &m_desk;
    QString m_key;
    std::optional<QByteArray> m_pending;
    QTimer m_timer;
};

} // namespace muster::ui
