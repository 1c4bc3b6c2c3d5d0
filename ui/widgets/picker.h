// SPDX-License-Identifier: GPL-3.0-or-later
// A small list to choose from by typing, laid over the page: Enter takes, Esc leaves, the focus goes back to
// where it was. No window of its own, nothing waits. Window thread; owned by the page it lies over.
#pragma once

#include "ui/widgets/overlayframe.h"

#include <QPointer>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace muster::ui {

class ToneLabel;

struct PickerEntry
{
    enum class Kind : quint8
    {
        Choice,
        Told ///< a sentence under the list: what is wrong, or what the choice will do
    };
    QString key;
    QString text;
    QString note = {};    ///< dim, behind or under the text
    bool current = false; ///< what holds now; told by a check mark
    Kind kind = Kind::Choice;
    bool operator==(const PickerEntry &) const = default;
};

/// The entries in which every typed word occurs; those that begin with the text come first.
std::vector<PickerEntry> matching(const std::vector<PickerEntry> &entries, const QString &typed);

class Picker final : public OverlayFrame
{
    Q_OBJECT
public:
    /// Entries for what was typed so far.
    using Source = std::function<std::vector<PickerEntry>(const QString &typed)>;
    using Taken = std::function<void(const QString &key)>;

    explicit Picker(QWidget *host);

    void open(const QString &title, std::vector<PickerEntry> entries, Taken taken);
    void open(const QString &title, Source source, Taken taken, const QString &hint = {});
    /// Asks the source again: it knows more now. What was chosen stays chosen where it is still there.
    void refresh();
    bool isOpen() const { return isVisible(); }
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refill();
    void place();
    void take();

    QWidget *m_host;
    ToneLabel *m_title;
    QLineEdit *m_edit;
    QListWidget *m_list;
    ToneLabel *m_told;
    Source m_source;
    Taken m_taken;
    QPointer<QWidget> m_before;
};

} // namespace muster::ui
