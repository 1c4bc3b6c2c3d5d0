// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the page stand.
#include "ui/knowledge/knowledgepage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/knownlist.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tonelabel.h"

#include <QSplitter>
#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

void KnowledgePage::build()
{
    auto *left = new QWidget(this);
    auto *rows = columnLayout(left, Theme::gap, Theme::gap);
    m_search = new SearchField(tr("Words of a known issue"), 0, left);
    m_search->setObjectName(u"knowledge.search"_s);
    auto *record = makeButton(tr("Record known issue"), ButtonKind::Primary, u"knowledge.record"_s, left);
    auto *head = new QHBoxLayout;
    head->addWidget(m_search, 1);
    head->addWidget(record);
    m_list = new KnownList(left);
    m_list->setObjectName(u"knowledge.list"_s);
    m_list->setAccessibleName(tr("Known issues"));
    rows->addLayout(head);
    rows->addWidget(m_list, 1);
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(left);
    m_split->addWidget(buildDetail());
    left->setMinimumWidth(420);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({3000, 2000}); // shares of what there is
    auto *empty = new EmptyState(
        u"knowledge"_s, tr("No known issues yet"),
        tr("What goes wrong more than once is recorded here with the way round it; tickets in its words are "
           "pointed to it while they are written. From a ticket or an incident: Ctrl+Shift+K."),
        this);
    empty->setObjectName(u"knowledge.empty"_s);
    empty->addStep(tr("Record known issue"), u"knowledge.recordFirst"_s, [this] { this->record({}); });
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_split);
    m_stack->addWidget(empty);
    columnLayout(this, 0)->addWidget(m_stack);
    connect(record, &QPushButton::clicked, this, [this] { this->record({}); });
    connect(m_search, &SearchField::searchChanged, this, [this](const QString &text) {
        m_words = text.simplified().toCaseFolded();
        present();
    });
    connect(m_search, &SearchField::confirmed, this, &KnowledgePage::takeFocus);
    connect(m_search, &SearchField::left, this, &KnowledgePage::takeFocus);
    connect(m_list, &KnownList::moved, this, &KnowledgePage::presentChosen);
    connect(m_tickets, &KnownList::opened, this, &KnowledgePage::openTicket);
    connect(m_tickets, &KnownList::left, this, &KnowledgePage::takeFocus);
}

QWidget *KnowledgePage::buildDetail()
{
    auto *side = new QWidget(this);
    side->setMinimumWidth(380);
    auto *column = columnLayout(side, Theme::gap, Theme::gap * 2);
    const auto label = [&](const char16_t *name, ToneLabel::Tone tone, ToneLabel::Face face) {
        auto *made = new ToneLabel(tone, face, side);
        made->setObjectName(QString::fromUtf16(name));
        made->setWordWrap(true);
        made->setTextFormat(Qt::PlainText);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(made);
        return made;
    };
    m_title = label(u"knowledge.title", ToneLabel::Tone::Text, ToneLabel::Face::Title);
    m_state = label(u"knowledge.state", ToneLabel::Tone::Blue, ToneLabel::Face::Ui);
    m_workaround = label(u"knowledge.workaround", ToneLabel::Tone::Text, ToneLabel::Face::Ui);
    m_symptoms = label(u"knowledge.symptoms", ToneLabel::Tone::Dim, ToneLabel::Face::Ui);
    m_origin = label(u"knowledge.origin", ToneLabel::Tone::Dim, ToneLabel::Face::Small);
    auto *row = new QHBoxLayout;
    m_change = makeButton(tr("Change"), ButtonKind::Normal, u"knowledge.change"_s, side);
    m_close = makeButton(tr("It is fixed"), ButtonKind::Normal, u"knowledge.close"_s, side);
    m_toOrigin = makeButton(tr("Where it came from"), ButtonKind::Normal, u"knowledge.toOrigin"_s, side);
    for (QPushButton *button : {m_change, m_close, m_toOrigin})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    m_counts = label(u"knowledge.counts", ToneLabel::Tone::Text, ToneLabel::Face::Bold);
    m_tickets = new KnownList(side);
    m_tickets->setObjectName(u"knowledge.tickets"_s);
    m_tickets->setAccessibleName(tr("Tickets of this known issue"));
    column->addWidget(m_tickets, 1);
    connect(m_change, &QPushButton::clicked, this, [this] {
        withChosen([this](const knowledge::KnownIssue &issue) {
            form().open(
                changeAsk(issue, [this](const auto &wanted, const auto &done) { order(wanted, done); }));
        });
    });
    connect(m_close, &QPushButton::clicked, this, &KnowledgePage::turnState);
    connect(m_toOrigin, &QPushButton::clicked, this, &KnowledgePage::openOrigin);
    return side;
}

} // namespace muster::ui
