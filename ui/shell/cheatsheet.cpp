// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/cheatsheet.h"

#include "ui/actions/actionregistry.h"
#include "ui/shell/palettedelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr size_t kColumns = 3;
constexpr size_t kHeadingLines = 2; ///< what a heading weighs when the columns are balanced

/// Keys as caps, one beside the other, at the right.
class KeyCaps final : public QWidget
{
public:
    KeyCaps(const QString &keys, QWidget *parent) : QWidget(parent), m_keys(keys)
    {
        setFixedSize(QFontMetrics(theme().uiSmall).horizontalAdvance(keys) + 14, 24);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawKeyCap(painter, m_keys, width(), height() / 2);
    }

private:
    QString m_keys;
};

QString keyList(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys)
        texts.append(key.toString(QKeySequence::NativeText));
    return texts.join(u"  or  "_s);
}

} // namespace

QString scopeTitle(Scope scope)
{
    switch (scope) {
    case Scope::Everywhere:
        return CheatSheet::tr("Everywhere");
    case Scope::Queue:
        return CheatSheet::tr("In the queue");
    case Scope::Page:
        return CheatSheet::tr("On this page");
    }
    return {};
}

std::vector<CheatSection> cheatSections(const ActionRegistry &registry)
{
    std::vector<CheatSection> sections;
    const std::vector<ActionSpec> specs = registry.all();
    // What holds on the page in front is what one looks for first.
    const auto rank = [&registry](const ActionSpec &spec) {
        return spec.scope == Scope::Everywhere ? 1 : registry.isInFront(spec.id) ? 0 : 2;
    };
    for (const int wanted : {0, 1, 2}) {
        for (const ActionSpec &spec : specs) {
            const QString keys = keyList(registry.keys(spec.id));
            if (rank(spec) != wanted || keys.isEmpty())
                continue;
            const QString title = spec.scope == Scope::Page && wanted == 2 ? CheatSheet::tr("On another page")
                                                                           : scopeTitle(spec.scope);
            auto at = std::find_if(sections.begin(), sections.end(), [&](const CheatSection &section) {
                return section.scope == title && section.group == spec.group;
            });
            if (at == sections.end())
                at = sections.insert(sections.end(), CheatSection{title, spec.group, {}});
            at->lines.push_back({QString(spec.text).remove(u'&'), keys});
        }
    }
    return sections;
}

CheatSheet::CheatSheet(QWidget *window, ActionRegistry &registry)
    : Overlay(window, Place::Middle, QSize(1080, 680), tr("Keyboard shortcuts")), m_registry(registry)
{
    setObjectName(u"cheatSheet"_s);
    auto *header = new SectionHeader(tr("Keyboard shortcuts"), this);
    header->setRemark(tr("Single keys rest while you type in a field"));
    QPushButton *edit = makeButton(tr("Change keys"), ButtonKind::Normal, u"cheatSheetEdit"_s, this);
    QPushButton *done = makeButton(tr("Close"), ButtonKind::Normal, u"cheatSheetClose"_s, this);
    header->addButton(edit);
    header->addButton(done);
    m_area = new QScrollArea(this);
    m_area->setObjectName(u"cheatSheetArea"_s);
    m_area->setAccessibleName(tr("Keyboard shortcuts"));
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::StrongFocus);
    column()->addWidget(header);
    column()->addWidget(m_area, 1);
    connect(done, &QPushButton::clicked, this, &CheatSheet::close);
    connect(edit, &QPushButton::clicked, this, [this] {
        close();
        m_registry.trigger(u"window.keys"_s);
    });
}

QWidget *CheatSheet::makeSection(const CheatSection &section, QWidget *parent) const
{
    auto *block = new QWidget(parent);
    block->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *rows = columnLayout(block, 2);
    auto *header = new SectionHeader(section.group, block);
    header->setRemark(section.scope);
    rows->addWidget(header);
    for (const CheatLine &line : section.lines) {
        auto *row = new QWidget(block);
        auto *cells = rowLayout(row, Theme::gap);
        auto *text = new ElidedLabel(line.text, row);
        text->setAccessibleName(line.text + u": "_s + line.keys);
        cells->addWidget(text, 1);
        cells->addWidget(new KeyCaps(line.keys, row));
        rows->addWidget(row);
    }
    rows->addSpacing(Theme::gap);
    return block;
}

QWidget *CheatSheet::prepare()
{
    const std::vector<CheatSection> sections = cheatSections(m_registry);
    size_t weight = 0;
    for (const CheatSection &section : sections)
        weight += section.lines.size() + kHeadingLines;
    auto *page = new QWidget;
    auto *columns = rowLayout(page, 4 * Theme::gap);
    size_t used = 0;
    QVBoxLayout *column = nullptr;
    for (const CheatSection &section : sections) {
        const size_t wanted = std::min(used * kColumns / std::max<size_t>(weight, 1), kColumns - 1);
        while (columns->count() <= int(wanted)) {
            column = new QVBoxLayout;
            column->setSpacing(Theme::gap);
            columns->addLayout(column, 1);
        }
        column->addWidget(makeSection(section, page));
        used += section.lines.size() + kHeadingLines;
    }
    for (int i = 0; i < columns->count(); ++i)
        static_cast<QVBoxLayout *>(columns->itemAt(i)->layout())->addStretch(1);
    m_area->setWidget(page);
    page->setAutoFillBackground(false); // the area has switched it on
    m_area->viewport()->setAutoFillBackground(false);
    return m_area;
}

void CheatSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Question)
        close();
    else
        Overlay::keyPressEvent(event);
}

} // namespace muster::ui
