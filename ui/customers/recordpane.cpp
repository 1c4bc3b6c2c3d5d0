// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordpane.h"

#include "ui/customers/recorddelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster::ui {

RecordPane::RecordPane(views::Desk &desk, const RecordTexts &texts, QWidget *parent)
    : QWidget(parent), m_texts(texts), m_model(texts.columns, texts.numeric)
{
    setObjectName(texts.name + u".pane"_s);
    auto *whole = columnLayout(this, 0);
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(buildList());
    m_form = new RecordForm(desk, texts.name, this);
    m_form->setMinimumWidth(400);
    auto *nothing = new EmptyState(texts.icon, tr("Nothing chosen"),
                                   tr("Choose a line at the left, or make a new one with N."), this);
    m_formStack = new QStackedWidget(this);
    m_formStack->addWidget(nothing);
    m_formStack->addWidget(m_form);
    m_split->addWidget(m_formStack);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({680, 510});
    whole->addWidget(m_split);
    connectParts();
    showList();
}

QWidget *RecordPane::buildList()
{
    auto *list = new QWidget(this);
    auto *column = columnLayout(list, Theme::gap, Theme::gap);
    list->setMinimumWidth(380);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    m_filter = new SearchField(m_texts.filterHint, 0, list);
    m_filter->setObjectName(m_texts.name + u".filter"_s);
    m_count = makeDimLabel({}, TextKind::Normal, list);
    m_count->setObjectName(m_texts.name + u".count"_s);
    m_count->setWordWrap(false);
    QPushButton *fresh =
        makeButton(m_texts.newTitle, ButtonKind::Normal, m_texts.name + u".newButton"_s, list);
    connect(fresh, &QPushButton::clicked, this, &RecordPane::makeNew);
    row->addWidget(m_filter, 1);
    row->addWidget(m_count);
    row->addWidget(fresh);
    m_table = new QTableView(list);
    m_table->setObjectName(m_texts.name + u".table"_s);
    m_table->setAccessibleName(m_texts.columns.value(0));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int each = 1; each < m_model.columnCount(); ++each)
        header->resizeSection(each, m_texts.widths.value(each - 1, 100));
    m_table->setItemDelegate(new RecordDelegate(0, m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_empty = new EmptyState(m_texts.icon, {}, {}, list);
    m_listStack = new QStackedWidget(list);
    m_listStack->addWidget(m_empty);
    m_listStack->addWidget(m_table);
    column->addLayout(row);
    column->addWidget(m_listStack, 1);
    return list;
}

void RecordPane::connectParts()
{
    m_table->installEventFilter(this);
    connect(m_filter, &SearchField::searchChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        showList();
    });
    connect(m_filter, &SearchField::confirmed, this, &RecordPane::backToList);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordPane::followCurrent);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_choosing = true; // the form keeps its record although the list was laid out anew
        const int row = m_model.rowOf(m_form->id());
        if (row >= 0)
            m_table->setCurrentIndex(m_model.index(row, 0));
        m_choosing = false;
    });
    connect(m_table, &QTableView::doubleClicked, this, &RecordPane::enterForm);
    connect(m_form, &RecordForm::left, this, &RecordPane::backToList);
    connect(m_form, &RecordForm::draftsChanged, this, &RecordPane::markUnsaved);
}

void RecordPane::setRecords(std::vector<Record> records)
{
    const bool first = !std::exchange(m_isLoaded, true);
    const bool waits = first && window()->focusWidget() == m_empty;
    m_failure.clear();
    m_model.setRecords(std::move(records));
    showList();
    markUnsaved();
    if (!m_wanted.isEmpty() && m_model.record(m_wanted) != nullptr)
        choose(std::exchange(m_wanted, QString()));
    else if (m_formStack->currentWidget() == m_form && !m_form->isNew())
        present(m_form->id());
    else if (m_formStack->currentWidget() != m_form && m_model.rowCount() > 0)
        choose(m_model.recordAt(0)->id);
    if (waits)
        backToList(); // where the focus would be, had the list been there
}

void RecordPane::setFailed(const QString &sentence)
{
    m_failure = sentence;
    showList();
}

void RecordPane::showList()
{
    m_count->setVisible(m_isLoaded && m_model.total() > 0);
    m_count->setText(m_model.rowCount() == m_model.total()
                         ? QString::number(m_model.total())
                         : tr("%1 of %2").arg(m_model.rowCount()).arg(m_model.total()));
    if (m_model.rowCount() > 0 && m_failure.isEmpty())
        return m_listStack->setCurrentWidget(m_table);
    m_empty->clearSteps();
    if (!m_failure.isEmpty()) {
        m_empty->setContent(u"alert"_s, tr("The list could not be read"),
                            tr("%1 Nothing was changed.").arg(m_failure));
        m_empty->addStep(tr("Read again"), m_texts.name + u".again"_s, [this] { emit reloadWanted(); });
    } else if (!m_isLoaded) {
        m_empty->setContent(m_texts.icon, tr("Reading"), tr("The list comes in a moment."));
    } else if (m_model.total() == 0) {
        m_empty->setContent(m_texts.icon, m_texts.emptyTitle, m_texts.emptySentence);
        m_empty->addStep(m_texts.newTitle, m_texts.name + u".first"_s, [this] { makeNew(); });
    } else {
        m_empty->setContent(u"search"_s, tr("Nothing fits “%1”").arg(m_filter->text()),
                            tr("All words must stand in one line. Esc in the filter clears it."));
        m_empty->addStep(tr("Clear the filter"), m_texts.name + u".clear"_s, [this] { m_filter->clear(); });
    }
    m_listStack->setCurrentWidget(m_empty);
}

void RecordPane::followCurrent()
{
    const Record *record = m_model.recordAt(m_table->currentIndex().row());
    if (record != nullptr && !m_choosing)
        present(record->id);
}

void RecordPane::present(const QString &id)
{
    const Record *record = m_model.record(id);
    if (record == nullptr)
        return;
    m_formStack->setCurrentWidget(m_form);
    m_form->present(record->id, record->title, record->values);
    markUnsaved();
    emit shown(id);
}

void RecordPane::choose(const QString &id)
{
    if (m_model.record(id) == nullptr) {
        m_wanted = id;
        return;
    }
    if (m_model.rowOf(id) < 0)
        m_filter->clear();
    m_table->setCurrentIndex(m_model.index(m_model.rowOf(id), 0));
    present(id);
}

void RecordPane::saved(const QString &id)
{
    m_form->takeSaved();
    m_wanted = id;
    emit reloadWanted();
}

void RecordPane::makeNew()
{
    m_formStack->setCurrentWidget(m_form);
    m_table->clearSelection();
    m_form->present({}, m_texts.newTitle, m_texts.fresh);
    emit shown({});
    m_form->takeFocus();
}

void RecordPane::filter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

void RecordPane::enterForm()
{
    if (m_formStack->currentWidget() != m_form)
        return;
    m_form->takeFocus();
}

void RecordPane::backToList()
{
    if (m_listStack->currentWidget() == m_table) {
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model.index(0, 0));
        else if (m_form->isNew())
            followCurrent();
        m_table->setFocus(Qt::OtherFocusReason);
    } else if (auto *step = m_empty->findChild<QPushButton *>()) {
        step->setFocus(Qt::OtherFocusReason);
    } else {
        m_empty->setFocus(Qt::OtherFocusReason); // still reading: what is typed meanwhile goes nowhere
    }
}

void RecordPane::markUnsaved()
{
    const QStringList ids = m_form->unsaved();
    m_model.setUnsaved(QSet<QString>(ids.begin(), ids.end()));
}

bool RecordPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            enterForm();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
