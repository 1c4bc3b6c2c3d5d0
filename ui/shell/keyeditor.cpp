// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keyeditor.h"

#include "ui/actions/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/sectionheader.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster::ui {

KeyEditor::KeyEditor(QWidget *window, ActionRegistry &registry)
    : Overlay(window, Place::Middle, QSize(880, 640), tr("Change keys")), m_registry(registry),
      m_model(registry)
{
    setObjectName(u"keyEditor"_s);
    auto *header = new SectionHeader(tr("Change keys"), this);
    QPushButton *all = makeButton(tr("Reset all"), ButtonKind::Normal, u"keysResetAll"_s, this);
    QPushButton *done = makeButton(tr("Close"), ButtonKind::Normal, u"keysClose"_s, this);
    header->addButton(all);
    header->addButton(done);
    m_filter = new SearchField(tr("Find a command or a key"), 0, this);
    m_filter->setObjectName(u"keysFilter"_s);
    column()->addWidget(header);
    column()->addWidget(m_filter);
    column()->addWidget(makeTable(), 1);
    column()->addWidget(makeRecorder());
    connect(all, &QPushButton::clicked, this, &KeyEditor::resetAll);
    connect(done, &QPushButton::clicked, this, &KeyEditor::close);
    connect(m_filter, &SearchField::searchChanged, this, [this] { reload(currentId()); });
    connect(m_filter, &SearchField::confirmed, m_table, [this] { m_table->setFocus(); });
    connect(m_filter, &SearchField::left, this, &KeyEditor::close);
}

QWidget *KeyEditor::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"keysTable"_s);
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {250, 120, 120, 150};
    for (int i = 0; i < 4; ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &KeyEditor::showCurrent);
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_keys->setFocus(); });
    return m_table;
}

QWidget *KeyEditor::makeRecorder()
{
    auto *box = new QWidget(this);
    auto *rows = columnLayout(box, Theme::gap);
    m_command = makeLabel({}, TextKind::Bold, box);
    auto *line = new QWidget(box);
    auto *cells = rowLayout(line, Theme::gap);
    m_keys = new QKeySequenceEdit(line);
    m_keys->setObjectName(u"keysRecorder"_s);
    m_keys->setAccessibleName(tr("New key"));
    m_keys->installEventFilter(this);
    m_take = makeButton(tr("Use this key"), ButtonKind::Primary, u"keysTake"_s, line);
    m_remove = makeButton(tr("No key"), ButtonKind::Normal, u"keysRemove"_s, line);
    m_reset = makeButton(tr("Reset"), ButtonKind::Normal, u"keysReset"_s, line);
    cells->addWidget(m_keys, 1);
    cells->addWidget(m_take);
    cells->addWidget(m_remove);
    cells->addWidget(m_reset);
    m_conflict = makeDimLabel({}, TextKind::Normal, box);
    m_conflict->setObjectName(u"keysConflict"_s);
    rows->addWidget(m_command);
    rows->addWidget(line);
    rows->addWidget(m_conflict);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &KeyEditor::showConflicts);
    connect(m_keys, &QKeySequenceEdit::editingFinished, this, [this] {
        if (m_take->isEnabled())
            m_take->setFocus(); // so that Enter takes what was pressed
    });
    connect(m_take, &QPushButton::clicked, this, &KeyEditor::take);
    connect(m_remove, &QPushButton::clicked, this, &KeyEditor::removeKeys);
    connect(m_reset, &QPushButton::clicked, this, &KeyEditor::resetCurrent);
    for (QPushButton *button : {m_take, m_remove, m_reset})
        button->setAutoDefault(true);
    return box;
}

QString KeyEditor::currentId() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? current.data(KeysModel::IdRole).toString() : QString();
}

QWidget *KeyEditor::prepare()
{
    m_filter->clear();
    reload({});
    return m_filter;
}

void KeyEditor::reload(const QString &id)
{
    m_model.reload(m_filter->text());
    const int row = std::max(m_model.rowOf(id), 0);
    m_table->setCurrentIndex(m_model.index(row, 0));
    showCurrent();
}

void KeyEditor::showCurrent()
{
    const ActionSpec *spec = m_registry.spec(currentId());
    const bool any = spec != nullptr;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_keys), static_cast<QWidget *>(m_remove), static_cast<QWidget *>(m_reset)})
        widget->setEnabled(any);
    m_command->setText(any ? QString(spec->text).remove(u'&') : tr("No command has that name or key"));
    m_keys->clear();
    showConflicts();
}

void KeyEditor::showConflicts()
{
    const QKeySequence key = m_keys->keySequence();
    const QStringList others = m_registry.conflicts(currentId(), key);
    QStringList names;
    for (const QString &other : others)
        names.append(QString(m_registry.spec(other)->text).remove(u'&'));
    m_take->setEnabled(!key.isEmpty() && !currentId().isEmpty());
    if (!names.isEmpty()) {
        m_conflict->setText(
            tr("%1 also answers to this key, or begins with it. Using it takes it away there.")
                .arg(names.join(u", "_s)));
        m_take->setText(tr("Use this key anyway"));
        return;
    }
    m_take->setText(tr("Use this key"));
    m_conflict->setText(key.isEmpty() ? tr("Press Enter on a command, then the new key. Up to four strokes.")
                                      : tr("Nothing else answers to this key."));
}

void KeyEditor::take()
{
    const QString id = currentId();
    const QKeySequence key = m_keys->keySequence();
    if (id.isEmpty() || key.isEmpty())
        return;
    for (const QString &other : m_registry.conflicts(id, key)) {
        QList<QKeySequence> left = m_registry.keys(other);
        left.removeIf([&](const QKeySequence &k) { return keysClash(k, key); });
        m_registry.setKeys(other, left);
    }
    m_registry.setKeys(id, {key});
    reload(id);
    m_table->setFocus();
}

void KeyEditor::removeKeys()
{
    const QString id = currentId();
    m_registry.setKeys(id, {});
    reload(id);
}

void KeyEditor::resetCurrent()
{
    const QString id = currentId();
    m_registry.resetKeys(id);
    reload(id);
}

void KeyEditor::resetAll()
{
    const QString id = currentId();
    for (const ActionSpec &spec : m_registry.all())
        m_registry.resetKeys(spec.id);
    reload(id);
}

bool KeyEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return Overlay::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    const int key = press->key();
    if (watched == m_table && (key == Qt::Key_Return || key == Qt::Key_Enter) && m_keys->isEnabled()) {
        m_keys->setFocus();
        return true;
    }
    // The recorder would take these for keys to record; a person needs a way out of it.
    if (watched == m_keys && press->modifiers() == Qt::NoModifier &&
        (key == Qt::Key_Escape || key == Qt::Key_Tab)) {
        m_keys->clear();
        m_table->setFocus();
        return true;
    }
    return Overlay::eventFilter(watched, event);
}

} // namespace muster::ui
