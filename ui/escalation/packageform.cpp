// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/packageform.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "ui/escalation/packagefields.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/pdffile.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QListWidget>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPathKey = "path"_L1; ///< of a draft, beside its sections
constexpr int kMissingHeight = 26;

} // namespace

PackageForm::PackageForm(views::Desk &desk, views::EscalationDesk &escalations, QWidget *host)
    : OverlayFrame(host), m_desk(desk), m_escalations(escalations), m_host(host),
      m_keeper(new DraftKeeper(desk, this)),
      m_title(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Title, this)),
      m_restricted(new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, this)),
      m_complete(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this)),
      m_note(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)), m_path(new QComboBox(this)),
      m_missing(new QListWidget(this)), m_fields(new PackageFields(this))
{
    setObjectName(u"package"_s);
    build();
    m_host->installEventFilter(this);
    connect(m_fields, &PackageFields::changed, this, &PackageForm::changed);
    connect(m_fields, &PackageFields::left, this, &PackageForm::close);
    connect(m_path, &QComboBox::activated, this, &PackageForm::changed);
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) { say(sentence, true); });
    connect(&m_escalations, &views::EscalationDesk::escalationChanged, this, &PackageForm::take);
    hide();
}

void PackageForm::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_saveButton->setVisible(dialogs != nullptr);
    m_dialogs = std::move(dialogs);
}

void PackageForm::open(const views::LedEscalation &led, const views::TicketDetail &detail,
                       const views::KnownCase &known, const views::PersonNameOf &nameOf)
{
    if (!isVisible())
        m_before = m_host->window()->focusWidget();
    m_led = led;
    m_nameOf = nameOf;
    m_caseNumber = detail.ticket.caseNumber;
    ++m_opened;
    m_isBusy = false;
    m_start = views::packageStart(led, detail, known, m_desk.now(), fixedWhen);
    const policy::EscalationRules &rules = led.rules();
    m_title->setText(tr("Package of %1: %2").arg(detail.ticket.caseNumber, detail.ticket.subject));
    m_path->clear();
    m_path->addItem(tr("No path yet"), QString());
    for (const policy::EscalationPath &each : rules.paths)
        m_path->addItem(each.name, each.key);
    m_path->setCurrentIndex(std::max(0, m_path->findData(views::pathOf(led, detail))));
    showRestriction();
    m_fields->build(rules.package, m_desk.now());
    m_fields->setSeverityNote(views::severityText(rules.package, m_start.severity));
    m_keeper->setKey(u"draft.escalation.%1.package"_s.arg(led.escalation.id.toString()));
    restore();
    place();
    show();
    raise();
    const auto lacks = escalation::completeness(m_fields->content(), rules, path());
    m_fields->jumpTo(lacks.isComplete() ? rules.package.sections.front().key : lacks.missing.front().section);
}

void PackageForm::restore()
{
    m_isFilling = true;
    const auto draft = parseJsonObject(m_keeper->stored());
    const escalation::Package &kept = m_led.escalation.package;
    m_fields->setContent(kept.version > 0 ? kept.content : m_start.fromTicket);
    if (draft) {
        m_fields->setTyped(*draft);
        m_path->setCurrentIndex(std::max(0, m_path->findData(draft->value(kPathKey).toString())));
    }
    m_isFilling = false;
    const QString at = views::utcAndLocal(kept.at, m_desk.now(), localZone());
    say(draft              ? tr("Your draft goes on. It is kept in the record with Ctrl+Enter.")
        : kept.version > 0 ? tr("As %1 kept it, %2.").arg(m_nameOf(kept.by), at)
                           : tr("Filled from the ticket. It is kept in the record with Ctrl+Enter."),
        false);
    showMissing();
}

void PackageForm::changed()
{
    if (m_isFilling)
        return;
    QJsonObject draft = m_fields->typed();
    draft.insert(kPathKey, path());
    m_keeper->change(canonicalJson(draft));
    showMissing();
}

void PackageForm::showMissing()
{
    const policy::EscalationRules &rules = m_led.rules();
    const auto lacks = escalation::completeness(m_fields->content(), rules, path());
    m_complete->setTone(lacks.isComplete() ? ToneLabel::Tone::Green : ToneLabel::Tone::Amber);
    m_complete->setText(views::completenessText(lacks, rules.path(path())));
    m_fields->markMissing(lacks);
    const QString chosen =
        m_missing->currentItem() ? m_missing->currentItem()->data(Qt::UserRole).toString() : QString();
    m_missing->clear();
    for (const escalation::MissingSection &each : lacks.missing) {
        auto *item = new QListWidgetItem(each.name, m_missing);
        item->setData(Qt::UserRole, each.section);
        item->setToolTip(each.what);
        item->setIcon(theme().icon(u"alert"_s, theme().amber));
        item->setSizeHint(QSize(0, kMissingHeight));
        if (each.section == chosen)
            m_missing->setCurrentItem(item);
    }
}

/// The first one behind where one types, else the first of all.
void PackageForm::jumpToNext()
{
    const auto lacks = escalation::completeness(m_fields->content(), m_led.rules(), path());
    if (lacks.isComplete())
        return say(tr("Nothing is missing."), false);
    const auto &sections = m_led.rules().package.sections;
    const auto placeOf = [&sections](const QString &key) {
        return std::ranges::find(sections, key, &policy::PackageSection::key) - sections.begin();
    };
    const QString here = m_fields->focused();
    const auto next = std::ranges::find_if(lacks.missing, [&](const escalation::MissingSection &each) {
        return !here.isEmpty() && placeOf(each.section) > placeOf(here);
    });
    m_fields->jumpTo(next == lacks.missing.end() ? lacks.missing.front().section : next->section);
}

void PackageForm::take(const views::LedEscalation &changed)
{
    if (!isVisible() || changed.escalation.id != m_led.escalation.id)
        return;
    const int before = m_led.escalation.package.version;
    m_led = changed;
    if (!changed.isReadable()) {
        close();
        return emit told(tr("This escalation is restricted now. What you typed is kept on this desk."));
    }
    showRestriction();
    const escalation::Package &kept = changed.escalation.package;
    if (kept.version != before && !m_isBusy)
        say(tr("%1 has just kept another version; yours would take its place.").arg(m_nameOf(kept.by)), true);
}

void PackageForm::fill()
{
    const auto filled = [this, opened = m_opened](const Result<views::TicketDetail> &detail) {
        if (opened != m_opened)
            return;
        if (!detail)
            return say(views::sentence(detail.error().detail), true);
        m_learn(*detail, [this, opened, detail = *detail](const views::KnownCase &known) {
            if (opened == m_opened)
                fillFrom(detail, known);
        });
    };
    whenAnswered(m_desk.loadTicket(m_led.escalation.raised.ticket), this, filled);
}

void PackageForm::fillFrom(const views::TicketDetail &detail, const views::KnownCase &known)
{
    m_start = views::packageStart(m_led, detail, known, m_desk.now(), fixedWhen);
    m_fields->setSeverityNote(views::severityText(m_led.rules().package, m_start.severity));
    m_fields->setContent(escalation::refilled(m_fields->content(), m_start.fromTicket));
    say(tr("What was empty is filled from the ticket; promised times and the last word are as of now."),
        false);
}

void PackageForm::keep()
{
    if (m_isBusy)
        return;
    if (const QString wrong = m_fields->wrong(); !wrong.isEmpty())
        return say(wrong, true);
    m_isBusy = true;
    m_keeper->flush();
    const escalation::EscalationOrder order{m_led.escalation.id, m_fields->content(), std::nullopt};
    whenAnswered(m_escalations.submit(order), this,
                 [this, opened = m_opened](const Result<views::EscalationReceipt> &receipt) {
                     if (opened != m_opened)
                         return;
                     m_isBusy = false;
                     if (!receipt)
                         return say(views::sentence(receipt.error().detail), true);
                     const QString state = m_complete->text();
                     close(); // a time is put down in full when one leaves it: the draft goes after that
                     m_keeper->forget();
                     emit told(tr("The package is in the record. %1.").arg(state));
                 });
}

void PackageForm::give(Give how)
{
    if (const QString wrong = m_fields->wrong(); !wrong.isEmpty())
        return say(wrong, true);
    whenAnswered(m_escalations.loadEscalation(m_led.escalation.id), this,
                 [this, how, opened = m_opened](const Result<views::LedEscalation> &led) {
                     if (opened != m_opened || !isVisible())
                         return;
                     if (led && led->isReadable())
                         (this->*how)();
                     else
                         say(led ? tr("This escalation is restricted: you may not give it away.")
                                 : views::sentence(led.error().detail),
                             true);
                 });
}

void PackageForm::copy()
{
    QGuiApplication::clipboard()->setText(
        escalation::packageChat(m_fields->content(), m_led.rules(), path(), fixedWhen));
    say(tr("Copied as a text for a chat."), false);
    noteGiven(u"chat"_s);
}

/// Who gave what away stands in the escalation's record.
void PackageForm::noteGiven(const QString &form)
{
    const escalation::Package &kept = m_led.escalation.package;
    const escalation::PackageWritten given = m_fields->content();
    escalation::PackageGiven fact{form, {}, given == kept.content ? kept.version : 0};
    for (const auto &[section, text] : given.texts)
        fact.sections += section;
    whenAnswered(m_escalations.submit({m_led.escalation.id, std::move(fact), std::nullopt}), this,
                 [this, opened = m_opened](const Result<views::EscalationReceipt> &receipt) {
                     if (!receipt && opened == m_opened)
                         say(tr("That it was given away is not in the record: %1")
                                 .arg(views::sentence(receipt.error().detail)),
                             true);
                 });
}

void PackageForm::save()
{
    if (m_dialogs)
        m_dialogs->saveFile(
            {m_title->text(), {}, tr("PDF (*.pdf);;Markdown (*.md)"), tr("%1-package.pdf").arg(m_caseNumber)},
            [this](const QString &path) {
                if (!path.isEmpty())
                    writeFile(path);
            });
}

void PackageForm::writeFile(const QString &path)
{
    const bool isText = path.endsWith(u".md"_s, Qt::CaseInsensitive);
    const auto written = [this, path, isText, opened = m_opened](const QString &problem) {
        say(problem.isEmpty() ? tr("It is in %1.").arg(path) : problem, !problem.isEmpty());
        if (problem.isEmpty() && opened == m_opened)
            noteGiven(isText ? u"markdown"_s : u"pdf"_s);
    };
    const QString text =
        escalation::packageMarkdown(m_fields->content(), m_led.rules(), this->path(), fixedWhen);
    if (isText)
        return m_files.write(path, text.toUtf8(), written);
    say(tr("Writing."), false);
    m_files.write(path, pdfOf(text, m_title->text()), written);
}

QString PackageForm::path() const
{
    return m_path->currentData().toString();
}

void PackageForm::say(const QString &sentence, bool isWrong)
{
    m_note->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_note->setText(sentence);
}

void PackageForm::close()
{
    m_keeper->flush();
    ++m_opened;
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void PackageForm::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        return keep();
    if (event->key() == Qt::Key_Escape)
        return close();
    if (event->key() == Qt::Key_F8)
        return jumpToNext();
    OverlayFrame::keyPressEvent(event);
}

bool PackageForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
