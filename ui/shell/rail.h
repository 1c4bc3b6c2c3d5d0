// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the left: one button a page, with the number of things that wait there. Knows keys and titles,
// no pages. Window thread; owned by the main window.
#pragma once

#include <QAbstractButton>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace muster::ui {

class RailButton final : public QAbstractButton
{
    Q_OBJECT
public:
    RailButton(const QString &key, const QString &title, const QString &icon, QWidget *parent);

    QString key() const { return m_key; }
    void setBadge(int count, bool urgent); ///< 0 hides it; above 99 it reads "99+"
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBadge(QPainter &painter) const;

    QString m_key, m_icon;
    int m_count = 0;
    bool m_urgent = false;
};

class Rail final : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget *parent = nullptr);

    void addPage(const QString &key, const QString &title, const QString &icon);
    void setCurrent(const QString &key);
    void setBadge(const QString &key, int count, bool urgent);
    void setKeysHint(const QString &key, const QString &hint); ///< tool tip: "Queue (Ctrl+1)"

signals:
    void chosen(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    RailButton *button(const QString &key) const;

    QVBoxLayout *m_column = nullptr;
    std::vector<RailButton *> m_buttons;
};

} // namespace muster::ui
