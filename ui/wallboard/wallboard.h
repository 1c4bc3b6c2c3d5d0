// SPDX-License-Identifier: GPL-3.0-or-later
// The state of the desk on a shared screen, to be read at three metres: running incidents with what is due,
// how many tickets are breached, at risk and unassigned, UTC and local time. No names of people or customers.
// Says so when what it shows is old, or when nothing of the team comes in. A window of its own; F11 or Esc
// closes it.
#pragma once

#include "models/base/time.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <vector>

namespace muster::ui {

struct WallIncident
{
    QString severity; ///< "SEV-1"
    QString badge;    ///< a channel of Theme::badge
    QString title;
    QString elapsed; ///< "T+ 1:04:12"
    QString due;     ///< "Customers in 04:12"; empty where nothing is
    QString missing; ///< "2 roles empty"; empty where none is
    enum class Level : quint8
    {
        Calm,
        Warning,
        Alarm
    };
    Level level = Level::Calm;
    bool operator==(const WallIncident &) const = default;
};

struct WallCount
{
    QString name; ///< "Breached"
    int count = 0;
    bool isAlarm = false; ///< red where it is not zero
    bool operator==(const WallCount &) const = default;
};

class Wallboard final : public QWidget
{
    Q_OBJECT
public:
    /// What is shown older than this is said to be old.
    static constexpr qint64 kOldMs = 10'000;

    explicit Wallboard(QWidget *parent = nullptr);

    void present(const std::vector<WallIncident> &incidents, const std::vector<WallCount> &counts,
                 Instant now);
    /// Where the exchange with the team stands still: "As of 14:05 UTC · offline"; empty where it goes on.
    /// What this desk knows itself is shown all the same.
    void setStale(const QString &sentence);
    bool isOld() const;
    void setOldAfter(qint64 milliseconds) { m_oldAfter = milliseconds; } ///< for tests

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    int paintHead(QPainter &painter, QRect box) const;
    int paintStale(QPainter &painter, QRect box, int top) const; ///< where the next part begins
    void paintIncidents(QPainter &painter, QRect box) const;
    void paintIncident(QPainter &painter, QRect box, const WallIncident &incident) const;
    void paintCounts(QPainter &painter, QRect box) const;
    QFont font(double share, bool bold) const; ///< of the window's height

    std::vector<WallIncident> m_incidents;
    std::vector<WallCount> m_counts;
    QString m_stale;
    Instant m_now{};
    qint64 m_oldAfter = kOldMs;
    QElapsedTimer m_since;
    QTimer m_look; ///< whether it grew old meanwhile
};

} // namespace muster::ui
