// SPDX-License-Identifier: GPL-3.0-or-later
// The policy's priorities with their definitions and examples in view, one to be chosen; and what the text
// speaks for, which a person accepts or leaves. Window thread; owned by the intake form.
#pragma once

#include "models/policy/policy.h"
#include "models/ticket/ticketcommands.h"

#include <QWidget>

class QButtonGroup;
class QFrame;
class QPushButton;
class QVBoxLayout;

namespace muster::ui {

class ToneLabel;

class PriorityChooser final : public QWidget
{
    Q_OBJECT
public:
    explicit PriorityChooser(QWidget *parent = nullptr);

    void setPolicy(const policy::Policy &policy);
    void setPriority(const QString &key); ///< empty: none chosen
    QString priority() const;
    void setSuggestion(const ticket::Suggestion &suggestion);

signals:
    void chosen(const QString &key);

private:
    void showSuggestion();

    QButtonGroup *m_group;
    QVBoxLayout *m_cards;
    QFrame *m_banner;
    ToneLabel *m_because;
    QPushButton *m_accept;
    QStringList m_keys;
    ticket::Suggestion m_suggestion;
};

} // namespace muster::ui
