// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window, declared once: menus, shortcuts, palette, cheat sheet and tests use the same
// ids. Keys can be changed by the person; conflicts are found here. What holds for keys in every
// window holds here, too: plain keys belong to a field that takes text, Enter presses a focused button.
// Window thread; owned by the main window.
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QKeyEvent;

namespace muster::ui {

/// Where a command's keys work. A single-key command never fires while a text field has the focus.
enum class Scope : quint8
{
    Everywhere,
    Queue,
    Page ///< one page other than the queue
};

struct ActionSpec
{
    QString id;               ///< "ticket.assign_to_me"
    QString text;             ///< "Assign to me", translated
    QString group;            ///< "Ticket": heading in menu, palette and cheat sheet
    QList<QKeySequence> keys; ///< shipped keys
    Scope scope = Scope::Everywhere;
    QString icon;         ///< name in resources/icons, may be empty
    QString help;         ///< one sentence
    bool repeats = false; ///< again and again while the key is held: for moving, not for doing
};

/// True where both are the same, or one begins the other: "Ctrl+K" would swallow "Ctrl+K, Ctrl+I".
bool keysClash(const QKeySequence &a, const QKeySequence &b);

class ActionRegistry final : public QObject
{
    Q_OBJECT
public:
    explicit ActionRegistry(QObject *parent = nullptr);
    ~ActionRegistry() override;

    /// Adds a command. Null, and a line in the log, where the id is taken: the first one stays.
    /// The QAction belongs to the registry; `context` is the widget whose focus (with its children) the scope
    /// needs.
    QAction *add(const ActionSpec &spec, QWidget *context, std::function<void()> run);
    QAction *action(const QString &id) const; ///< null where unknown
    const ActionSpec *spec(const QString &id) const;
    std::vector<ActionSpec> all() const; ///< in the order of adding
    bool trigger(const QString &id);     ///< false where unknown or disabled

    QList<QKeySequence> keys(const QString &id) const; ///< in force
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    void resetKeys(const QString &id);
    /// True where its keys work on what is in front: everywhere, or on a page that can be seen.
    bool isInFront(const QString &id) const;
    /// Ids of commands that would answer to `key`, or to its beginning or continuation, where one context
    /// lies inside the other: with two candidates Qt fires neither.
    QStringList conflicts(const QString &id, const QKeySequence &key) const;
    /// Changed keys as the setting "keys" (JSON), and back; unknown ids and damaged text are left out.
    /// Commands that are added later take their loaded keys when they are added.
    QByteArray saveKeys() const;
    void loadKeys(const QByteArray &json);

signals:
    void keysChanged();
    /// The first key of a chord was pressed: what comes next and what it does ("Ctrl+D once more: Declare an
    /// incident"). Empty when that is over.
    void chordBegun(const QString &hint);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry;
    enum class Chord : quint8
    {
        None,
        Pressed, ///< its first key is still down
        Awaited
    };
    void followChord(const QKeyEvent &key);
    QStringList chordHints(const QKeyEvent &key) const;
    void endChord();
    std::vector<std::shared_ptr<Entry>> m_entries;
    QHash<QString, std::shared_ptr<Entry>> m_byId;
    QHash<QString, QList<QKeySequence>> m_loaded;
    Chord m_chord = Chord::None;
};

} // namespace muster::ui
