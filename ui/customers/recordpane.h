// SPDX-License-Identifier: GPL-3.0-or-later
// A list of records with a filter at the left, the form of the chosen one at the right. Reads, saves and
// makes new ones through the functions it is given. Window thread; owned by the page.
#pragma once

#include "models/base/result.h"
#include "ui/customers/recordform.h"
#include "ui/customers/recordmodel.h"

class QLabel;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace muster::ui {

class EmptyState;
class SearchField;

struct RecordTexts
{
    QString name;        ///< "customer": begins object names and drafts
    QString icon;        ///< of the empty list
    QStringList columns; ///< the first is what a record is called
    QList<int> widths;   ///< of the columns after the first, in pixels
    QList<int> numeric;  ///< columns that stand at the right
    QString filterHint;  ///< "Filter customers"
    QString newTitle;    ///< "New customer"
    QString emptyTitle;  ///< "No customers yet"
    QString emptySentence;
    Values fresh; ///< what a new record's form begins with
};

class RecordPane final : public QWidget
{
    Q_OBJECT
public:
    RecordPane(views::Desk &desk, const RecordTexts &texts, QWidget *parent = nullptr);

    RecordForm &form() { return *m_form; }
    const RecordModel &model() const { return m_model; }
    QSplitter &splitter() { return *m_split; }

    void setRecords(std::vector<Record> records);
    void setFailed(const QString &sentence); ///< the list could not be read
    void makeNew();
    void filter(); ///< goes to the filter
    void enterForm();
    void backToList();
    void takeFocus() { backToList(); }
    void choose(const QString &id); ///< shows this record, also when the filter hides it
    /// After a save: the record has this id; it is chosen once the list holds it.
    void saved(const QString &id);

signals:
    /// Another record came into the form; empty for a new one.
    void shown(const QString &id);
    void reloadWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildList();
    void connectParts();
    void followCurrent();
    void present(const QString &id);
    void showList();
    void markUnsaved();

    RecordTexts m_texts;
    RecordModel m_model;
    QString m_wanted; ///< to be chosen when the list holds it
    QString m_failure;
    bool m_isLoaded = false;
    bool m_choosing = false;
    QSplitter *m_split = nullptr;
    SearchField *m_filter = nullptr;
    QLabel *m_count = nullptr;
    QStackedWidget *m_listStack = nullptr, *m_formStack = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    RecordForm *m_form = nullptr;
};

} // namespace muster::ui
