// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actionregistry.h"

#include "models/base/log.h"
#include "ui/actions/textfield.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QPointer>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace muster::ui {

struct ActionRegistry::Entry
{
    ActionSpec spec;
    QList<QKeySequence> keys;
    QPointer<QAction> action;
    QPointer<QWidget> context;
};

namespace {

constexpr qsizetype kMostKeys = 4; ///< for one command, from a settings file

/// True where a key press could belong to both: one context is inside the other.
bool overlap(const QWidget *a, Scope scopeA, const QWidget *b, Scope scopeB)
{
    if (scopeA == Scope::Everywhere || scopeB == Scope::Everywhere)
        return true;
    if (a == nullptr || b == nullptr)
        return scopeA == scopeB;
    return a == b || a->isAncestorOf(b) || b->isAncestorOf(a);
}

void showKeys(QAction &action, const ActionSpec &spec, const QList<QKeySequence> &keys)
{
    action.setShortcuts(keys);
    const QString title = QString(spec.text).remove(u'&');
    action.setToolTip(
        keys.isEmpty() ? title : u"%1 (%2)"_s.arg(title, keys.first().toString(QKeySequence::NativeText)));
}

QList<QKeySequence> readKeys(const QJsonArray &texts)
{
    QList<QKeySequence> keys;
    for (const auto &text : texts) {
        const QKeySequence key = QKeySequence::fromString(text.toString(), QKeySequence::PortableText);
        if (text.isString() && !key.isEmpty() && key[0].key() != Qt::Key_unknown && keys.size() < kMostKeys)
            keys.append(key);
    }
    return keys;
}

bool isEnter(const QKeyEvent &key)
{
    return (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) &&
           (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

/// Enter presses a button as Space does; Qt does so in dialogs only. False where `watched` is none.
bool pressButton(QObject *watched, const QKeyEvent &key)
{
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (button == nullptr || !button->isEnabled())
        return false;
    if (!key.isAutoRepeat())
        button->click();
    return true;
}

} // namespace

bool keysClash(const QKeySequence &a, const QKeySequence &b)
{
    const int shared = std::min(a.count(), b.count());
    for (int i = 0; i < shared; ++i) {
        if (a[uint(i)] != b[uint(i)])
            return false;
    }
    return shared > 0;
}

ActionRegistry::ActionRegistry(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

ActionRegistry::~ActionRegistry() = default;

QAction *ActionRegistry::add(const ActionSpec &spec, QWidget *context, std::function<void()> run)
{
    if (m_byId.contains(spec.id)) {
        log::error(u"the command %1 was added twice; the first one stays"_s.arg(spec.id));
        return nullptr;
    }
    auto entry = std::make_shared<Entry>(Entry{spec, m_loaded.value(spec.id, spec.keys), nullptr, context});
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setStatusTip(spec.help);
    action->setWhatsThis(spec.help);
    action->setAutoRepeat(spec.repeats);
    if (!spec.icon.isEmpty())
        action->setIcon(theme().icon(spec.icon));
    // Those of a page hold wherever the focus is while the page is in front: keys of what cannot be seen are
    // dead by themselves. The queue has lists of its own in it.
    action->setShortcutContext(spec.scope == Scope::Queue ? Qt::WidgetWithChildrenShortcut
                                                          : Qt::WindowShortcut);
    showKeys(*action, spec, entry->keys);
    connect(action, &QAction::triggered, this, [this, call = std::move(run)] {
        endChord();
        call();
    });
    // Everywhere is the window's: keys of a page that is not in front are dead otherwise.
    if (context != nullptr)
        (spec.scope == Scope::Everywhere ? context->window() : context)->addAction(action);
    entry->action = action;
    m_entries.push_back(entry);
    m_byId.insert(spec.id, entry);
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    const auto entry = m_byId.value(id);
    return entry ? entry->action.data() : nullptr;
}

const ActionSpec *ActionRegistry::spec(const QString &id) const
{
    const auto entry = m_byId.value(id);
    return entry ? &entry->spec : nullptr;
}

std::vector<ActionSpec> ActionRegistry::all() const
{
    std::vector<ActionSpec> specs;
    specs.reserve(m_entries.size());
    for (const auto &entry : m_entries)
        specs.push_back(entry->spec);
    return specs;
}

bool ActionRegistry::trigger(const QString &id)
{
    QAction *found = action(id);
    if (found == nullptr || !found->isEnabled())
        return false;
    found->trigger();
    return true;
}

QList<QKeySequence> ActionRegistry::keys(const QString &id) const
{
    const auto entry = m_byId.value(id);
    return entry ? entry->keys : QList<QKeySequence>();
}

void ActionRegistry::setKeys(const QString &id, const QList<QKeySequence> &keys)
{
    const auto entry = m_byId.value(id);
    if (!entry || entry->keys == keys)
        return;
    entry->keys = keys;
    if (entry->action != nullptr)
        showKeys(*entry->action, entry->spec, keys);
    emit keysChanged();
}

void ActionRegistry::resetKeys(const QString &id)
{
    if (const auto entry = m_byId.value(id))
        setKeys(id, entry->spec.keys);
}

bool ActionRegistry::isInFront(const QString &id) const
{
    const auto entry = m_byId.value(id);
    if (!entry)
        return false;
    const QWidget *context = entry->context.data();
    return entry->spec.scope == Scope::Everywhere || (context != nullptr && context->isVisible());
}

QStringList ActionRegistry::conflicts(const QString &id, const QKeySequence &key) const
{
    const auto mine = m_byId.value(id);
    QStringList ids;
    if (!mine || key.isEmpty())
        return ids;
    for (const auto &other : m_entries) {
        if (other == mine ||
            !overlap(mine->context.data(), mine->spec.scope, other->context.data(), other->spec.scope))
            continue;
        if (std::any_of(other->keys.cbegin(), other->keys.cend(),
                        [&](const auto &k) { return keysClash(k, key); }))
            ids.append(other->spec.id);
    }
    return ids;
}

QByteArray ActionRegistry::saveKeys() const
{
    QJsonObject changed;
    for (const auto &entry : m_entries) {
        if (entry->keys == entry->spec.keys)
            continue;
        QJsonArray texts;
        for (const QKeySequence &key : entry->keys)
            texts.append(key.toString(QKeySequence::PortableText));
        changed.insert(entry->spec.id, texts);
    }
    return QJsonDocument(changed).toJson(QJsonDocument::Compact);
}

void ActionRegistry::loadKeys(const QByteArray &json)
{
    m_loaded.clear();
    const QJsonObject changed = QJsonDocument::fromJson(json).object();
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        const QList<QKeySequence> keys = readKeys(it.value().toArray());
        // An empty list is a choice (no key); a list of which nothing could be read is damage.
        if (it.value().isArray() && (!keys.isEmpty() || it.value().toArray().isEmpty()))
            m_loaded.insert(it.key(), keys);
    }
    for (const auto &entry : m_entries)
        setKeys(entry->spec.id, m_loaded.value(entry->spec.id, entry->spec.keys));
}

/// Qt tells nobody that a chord goes on, nor that it came to nothing: its second key is seen when it is let
/// go.
void ActionRegistry::followChord(const QKeyEvent &key)
{
    constexpr int kModifierKeys[] = {Qt::Key_Control, Qt::Key_Shift, Qt::Key_Alt, Qt::Key_Meta,
                                     Qt::Key_AltGr};
    if (key.isAutoRepeat() || std::ranges::find(kModifierKeys, key.key()) != std::end(kModifierKeys))
        return;
    if (key.type() == QEvent::KeyRelease) {
        if (m_chord == Chord::Awaited)
            endChord();
        else if (m_chord == Chord::Pressed)
            m_chord = Chord::Awaited;
        return;
    }
    endChord();
    const QStringList hints = chordHints(key);
    if (hints.isEmpty())
        return;
    m_chord = Chord::Pressed;
    emit chordBegun(hints.join(u" · "_s));
}

QStringList ActionRegistry::chordHints(const QKeyEvent &key) const
{
    QStringList hints;
    for (const auto &entry : m_entries) {
        for (const QKeySequence &keys : entry->keys) {
            if (keys.count() < 2 || keys[0] != key.keyCombination() || !isInFront(entry->spec.id))
                continue;
            const QString what = QString(entry->spec.text).remove(u'&');
            const auto name = [&keys](uint at) {
                return QKeySequence(keys[at]).toString(QKeySequence::NativeText);
            };
            hints += keys[0] == keys[1] ? tr("%1 once more: %2").arg(name(0), what)
                                        : tr("%1, then %2: %3").arg(name(0), name(1), what);
        }
    }
    return hints;
}

void ActionRegistry::endChord()
{
    if (m_chord == Chord::None)
        return;
    m_chord = Chord::None;
    emit chordBegun({});
}

bool ActionRegistry::eventFilter(QObject *watched, QEvent *event)
{
    // Not again for each of its parents.
    if ((event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyRelease) &&
        watched == QApplication::focusWidget())
        followChord(*static_cast<QKeyEvent *>(event));
    // Qt asks the focused widget before a shortcut fires. Fields that take text claim plain keys here, so
    // that the rule holds for every kind of field and not only for those that claim them by themselves.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isPlainKey(*key) && takesText(qobject_cast<QWidget *>(watched))) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && isEnter(*static_cast<QKeyEvent *>(event)))
        return pressButton(watched, *static_cast<QKeyEvent *>(event)) || QObject::eventFilter(watched, event);
    return QObject::eventFilter(watched, event);
}

} // namespace muster::ui
