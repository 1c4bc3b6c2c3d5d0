// SPDX-License-Identifier: GPL-3.0-or-later
// Asks what an order needs, before anything is written: a few fields, beside them what follows from what was
// entered, and what the check of updates finds in what is
// said. Lies over the window. Ctrl+Enter gives the order, Esc puts it off; what was typed is kept as a
// draft until the order is in the record. Window thread.
#pragma once

#include "models/comms/check.h"
#include "models/views/desk.h"
#include "ui/widgets/overlayframe.h"

#include <QHash>
#include <QPointer>

#include <functional>

class QFormLayout;
class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class DraftKeeper;
class FindingsList;
class ToneLabel;

struct AskField
{
    enum class Kind : quint8
    {
        Choice,
        Line,
        Text,
        When, ///< a time to come
        Ticks ///< several of `choices`
    };
    QString key, label;
    Kind kind = Kind::Line;
    std::vector<std::pair<QString, QString>> choices = {}; ///< key and text
    QString value = {}, hint = {};
    int lines = 4; ///< of a Text
};

/// What stands in the fields. A choice is its key; ticks are keys.
struct AskAnswers
{
    QHash<QString, QString> texts;
    QHash<QString, QStringList> ticks;
    QHash<QString, Instant> times; ///< those that are understood
    QStringList held;              ///< names of what the check found and what holds the text
    QString wrong;                 ///< a time that is not, as a sentence; empty where all are
    QString text(const QString &key) const { return texts.value(key).trimmed(); }
    std::optional<Instant> time(const QString &key) const;
};

/// What follows from the answers.
struct AskTold
{
    QString text;            ///< above the fields
    QString leftTitle, left; ///< side by side beneath it; both empty: nothing is shown
    QString rightTitle, right;
    QString result; ///< beneath the fields: what will be written
};

struct Ask
{
    QString key; ///< names the draft: one for each order on each subject
    QString title;
    QString yes; ///< the verb
    std::vector<AskField> fields;
    std::function<AskTold(const AskAnswers &)> told = {};
    /// What the other fields make of the field "text": it follows them until somebody writes into it.
    std::function<QString(const AskAnswers &)> compose = {};
    /// What the check finds in the field "text"; where that holds it back, the field "reason" is shown.
    std::function<std::vector<comms::Finding>(const AskAnswers &)> check = {};
    /// Gives the order; `done` is called with why it was refused, or empty.
    std::function<void(const AskAnswers &, std::function<void(const QString &refusal)> done)> order;
};

class AskForm final : public OverlayFrame
{
    Q_OBJECT
public:
    AskForm(views::Desk &desk, QWidget *host);

    void open(Ask ask);
    bool isOpen() const { return isVisible(); }
    void close();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void fillFields();
    QWidget *addField(const AskField &field, const QString &kept, const QStringList &ticked);
    QWidget *edit(const AskField &field) const;
    AskAnswers answers() const;
    // askformcheck.cpp
    QPlainTextEdit *checkedText() const; ///< the field "text"
    void addFindings();
    void compose();
    void check();
    void changed();
    void tell();
    void submit();
    void place();

    views::Desk &m_desk;
    QWidget *m_host;
    DraftKeeper *m_keeper;
    Ask m_ask;
    ToneLabel *m_title, *m_text, *m_leftTitle, *m_left, *m_rightTitle, *m_right, *m_result, *m_note;
    QWidget *m_sides, *m_fields = nullptr;
    QFormLayout *m_form = nullptr;
    std::vector<QWidget *> m_edits;     ///< by field
    FindingsList *m_findings = nullptr; ///< where something is checked
    QString m_composed;                 ///< what compose made last
    QPushButton *m_yes;
    QPointer<QWidget> m_before;
    quint64 m_opened = 0; ///< counts: an answer to a form that is gone says nothing
    bool m_isBusy = false;
};

} // namespace muster::ui
