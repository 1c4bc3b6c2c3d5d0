// SPDX-License-Identifier: GPL-3.0-or-later
// What opens over a cell of a policy's form where one line is not enough: several of a list, words one a
// line, level and time. Enter keeps what was entered if it is right, Esc leaves it. Window thread.
#pragma once

#include "models/views/policyforms.h"

#include <QFrame>

class QBoxLayout;

namespace muster::ui {

class ToneLabel;

class FormEditor : public QFrame
{
    Q_OBJECT
public:
    FormEditor(views::FormField field, QWidget *parent);

    virtual QStringList value() const = 0;
    virtual void setValue(const QStringList &value) = 0;

signals:
    void left(bool keeps);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// Takes keys for Enter and Esc; the first one has the focus.
    void watch(QWidget *part, const QString &name);
    void finish(); ///< puts the line for mistakes below all
    void say(const QString &wrong);
    /// False where Enter belongs to the part itself.
    virtual bool isDone(const QKeyEvent &key) const;

    const views::FormField m_field;
    QBoxLayout *m_column = nullptr;

private:
    void followFocus(const QWidget *now);
    void leave(bool keeps);
    ToneLabel *m_wrong = nullptr;
    bool m_hasLeft = false;
};

/// For Choices, Words and Step; null for a field that takes one line.
FormEditor *makeFormEditor(const views::FormField &field, QWidget *parent);

} // namespace muster::ui
