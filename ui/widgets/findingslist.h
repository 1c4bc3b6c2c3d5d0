// SPDX-License-Identifier: GPL-3.0-or-later
// What the check found in a message: a list under the text, the places marked in it, and a way from the one
// to the other. Hidden where nothing was found. Window thread; owned by the form.
#pragma once

#include "models/comms/check.h"

#include <QListWidget>

class QLineEdit;
class QPlainTextEdit;

namespace muster::ui {

class FindingsList final : public QListWidget
{
    Q_OBJECT
public:
    FindingsList(QLineEdit *subject, QPlainTextEdit *text, QWidget *parent);

    void present(std::vector<comms::Finding> findings);
    const std::vector<comms::Finding> &findings() const { return m_findings; }
    QStringList held() const; ///< names of the findings that hold the message, each once
    /// Chooses the first words of the text that are still to be written, so that typing takes their place.
    void goToPlaceholder();

private:
    void mark();
    void jumpTo(int row);

    QLineEdit *m_subject;
    QPlainTextEdit *m_text;
    std::vector<comms::Finding> m_findings;
};

} // namespace muster::ui
