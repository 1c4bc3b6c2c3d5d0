// SPDX-License-Identifier: GPL-3.0-or-later
// What a list shows when it is empty, loading or broken: an icon, a title, a sentence, and the next steps as
// buttons.
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QHBoxLayout;
class QPushButton;

namespace muster::ui {

class IconLabel;

class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(const QString &icon, const QString &title, const QString &sentence,
                        QWidget *parent = nullptr);

    void setContent(const QString &icon, const QString &title, const QString &sentence);
    /// The first step is the primary one. `objectName` is what tests look for.
    QPushButton *addStep(const QString &text, const QString &objectName, std::function<void()> run);
    void clearSteps();

private:
    IconLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
    QHBoxLayout *m_steps = nullptr;
};

} // namespace muster::ui
