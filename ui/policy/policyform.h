// SPDX-License-Identifier: GPL-3.0-or-later
// A part of the policy as a form over its text: shows what the text says, and every change is one of the
// text. Window thread; owned by the policy's page.
#pragma once

#include "models/views/policyforms.h"

#include <QWidget>

class QBoxLayout;
class QPushButton;
class QScrollArea;

namespace muster::ui {

class FormTable;
class ToneLabel;

class PolicyForm final : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyForm(QWidget *parent = nullptr);

    /// One of views::policyFormKeys(); empty: none is shown, and none is read.
    void showForm(const QString &key, const QByteArray &text);
    QString key() const { return m_form.key; }
    void setText(const QByteArray &text); ///< reads the form that is shown anew
    void takeFocus();
    /// A person is at the parts of a cell, which lie above the form.
    bool isCellOpen() const;
    void addRow();    ///< to the table in hand
    void removeRow(); ///< the one in hand

signals:
    void changed(const QByteArray &text);
    void textWanted(int line); ///< to the text: the form is closed
    void undoWanted();
    void redoWanted();

private:
    struct Part
    {
        QWidget *whole = nullptr;
        ToneLabel *title = nullptr;
        FormTable *table = nullptr;
        QPushButton *add = nullptr, *remove = nullptr;
    };
    Part makePart(size_t index);
    void fill();
    void fillPart(Part &part, const views::FormTable &table);
    void take(const Result<QByteArray> &text);
    void showHint();
    void showWrong(const QString &sentence);

    views::PolicyForm m_form;
    QByteArray m_text;
    std::vector<Part> m_parts;
    ToneLabel *m_head = nullptr, *m_hint = nullptr;
    QPushButton *m_toText = nullptr;
    QScrollArea *m_scroll = nullptr;
    QBoxLayout *m_column = nullptr;
    size_t m_last = 0; ///< the table that had the focus last
};

} // namespace muster::ui
