// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/updateform.h"

#include "models/base/json.h"
#include "models/comms/fill.h"
#include "models/views/casetext.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSaveFile>

namespace muster::ui {

using namespace Qt::StringLiterals;
using comms::Finding;

namespace {

constexpr int kRestMs = 150;

QString findingText(const Finding &finding)
{
    return finding.what + u' ' + finding.mend;
}

} // namespace

UpdateForm::UpdateForm(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_keeper(new DraftKeeper(desk, this))
{
    setObjectName(u"update"_s);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kRestMs);
    connect(&m_wait, &QTimer::timeout, this, &UpdateForm::check);
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) { say(sentence, true); });
    build();
}

UpdateForm::~UpdateForm() = default;

void UpdateForm::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_dialogs = std::move(dialogs);
    m_save->setVisible(m_dialogs != nullptr);
}

void UpdateForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap);
    m_title = new ToneLabel(tr("Write an update"), ToneLabel::Tone::Text, ToneLabel::Face::Title, this);
    column->addWidget(m_title);
    m_audience = new QComboBox(this);
    m_audience->setObjectName(u"update.audience"_s);
    m_audience->setAccessibleName(tr("Audience"));
    m_template = new QComboBox(this);
    m_template->setObjectName(u"update.template"_s);
    m_template->setAccessibleName(tr("Template"));
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_when = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
    m_when->setWordWrap(true);
    m_subject = new QLineEdit(this);
    m_subject->setObjectName(u"update.subject"_s);
    m_subject->setAccessibleName(tr("Subject"));
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"update.text"_s);
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(120);
    m_promise = new WhenField(u"update.promise"_s, tr("Next update by"), views::WhenSide::Future, this);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::gap * 2);
    form->addRow(tr("To"), m_audience);
    form->addRow(tr("Template"), m_template);
    form->addRow(QString(), m_when);
    form->addRow(tr("Subject"), m_subject);
    column->addLayout(form);
    column->addWidget(m_text, 3);
    column->addWidget(m_promise);
    buildFoot(*column);
    connect(m_audience, &QComboBox::activated, this, &UpdateForm::chooseAudience);
    connect(m_template, &QComboBox::activated, this, &UpdateForm::useTemplate);
    connect(m_subject, &QLineEdit::textEdited, this, &UpdateForm::typed);
    connect(m_text, &QPlainTextEdit::textChanged, this, &UpdateForm::typed);
    connect(m_promise, &WhenField::changed, this, &UpdateForm::typed);
    connect(m_promise, &WhenField::left, this, &UpdateForm::close);
    for (QWidget *each : std::initializer_list<QWidget *>{m_text, m_subject, m_audience, m_template, m_list})
        each->installEventFilter(this);
}

void UpdateForm::buildFoot(QBoxLayout &column)
{
    m_list = new QListWidget(this);
    m_list->setObjectName(u"update.findings"_s);
    m_list->setAccessibleName(tr("What the check found"));
    m_list->setWordWrap(true);
    m_list->setMaximumHeight(150);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column.addWidget(m_list, 1);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(u"update.reason"_s);
    m_reason->setAccessibleName(tr("Why it goes out all the same"));
    m_reason->setPlaceholderText(tr("Mend it, or write why it goes out all the same"));
    m_reason->installEventFilter(this);
    column.addWidget(m_reason);
    m_approved = new QCheckBox(this);
    m_approved->setObjectName(u"update.approved"_s);
    column.addWidget(m_approved);
    m_told = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
    m_told->setObjectName(u"update.told"_s);
    m_told->setWordWrap(true);
    column.addWidget(m_told);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *later = makeButton(tr("Later"), ButtonKind::Quiet, u"update.later"_s, this);
    m_save = makeButton(tr("Save as file"), ButtonKind::Normal, u"update.file"_s, this);
    m_copy = makeButton(tr("Copy"), ButtonKind::Normal, u"update.copy"_s, this);
    m_record = makeButton(tr("Copy and record as sent"), ButtonKind::Primary, u"update.send"_s, this);
    m_record->setToolTip(tr("Ctrl+Enter"));
    for (QPushButton *button : {later, m_save, m_copy, m_record})
        row->addWidget(button);
    column.addLayout(row);
    m_save->hide();
    connect(later, &QPushButton::clicked, this, &UpdateForm::close);
    connect(m_copy, &QPushButton::clicked, this, &UpdateForm::copy);
    connect(m_save, &QPushButton::clicked, this, &UpdateForm::saveFile);
    connect(m_record, &QPushButton::clicked, this, [this] { send(u"copied"_s); });
    connect(m_list, &QListWidget::itemActivated, this, [this] { jumpTo(m_list->currentRow()); });
    connect(m_list, &QListWidget::itemClicked, this, [this] { jumpTo(m_list->currentRow()); });
}

void UpdateForm::open(const RoomView &view, const QString &audience, const QString &text)
{
    m_open = true;
    m_saving = false;
    m_incident = view.incident();
    m_policy = view.led.policy;
    m_nameOf = view.nameOf;
    m_now = view.now;
    m_audience->clear();
    for (const policy::Audience &each : view.rules().audiences)
        m_audience->addItem(each.name, each.key);
    m_audience->setCurrentIndex(std::max(0, m_audience->findData(audience)));
    m_promise->setNow(m_now);
    m_reason->clear();
    say({}, false);
    chooseAudience();
    if (!text.isEmpty())
        m_text->appendPlainText(text);
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->moveCursor(QTextCursor::End);
    check();
    // What is still to be written stands marked: typing takes its place.
    const auto open = std::ranges::find(m_findings, comms::FindingKind::Placeholder, &Finding::kind);
    if (text.isEmpty() && open != m_findings.end() && open->part == comms::Part::Text)
        jumpTo(int(open - m_findings.begin()));
}

void UpdateForm::present(const RoomView &view)
{
    if (!m_open || view.incident().id != m_incident.id)
        return;
    m_now = view.now;
    m_promise->setNow(m_now);
    if (view.incident() == m_incident)
        return;
    m_incident = view.incident();
    check();
}

void UpdateForm::chooseAudience()
{
    const policy::Audience *chosen = m_policy->policy().incidents.audience(audience());
    const bool needsApproval = chosen && chosen->needsApproval && leader() != m_desk.me();
    m_approved->setVisible(needsApproval);
    m_approved->setChecked(false);
    m_approved->setEnabled(!leader().isNull());
    m_approved->setText(leader().isNull() ? tr("It needs the approval of who leads, and nobody does yet")
                                          : tr("%1, who leads, has approved it").arg(m_nameOf(leader())));
    fillTemplates();
    m_keeper->setKey(u"draft.incident.%1.update.%2"_s.arg(m_incident.id.toString(), audience()));
    if (!restore())
        useTemplate();
}

void UpdateForm::fillTemplates()
{
    m_offered.clear();
    m_template->clear();
    for (const comms::Template &each : comms::shippedTemplates()) {
        if (!each.audiences.contains(audience()))
            continue;
        m_offered.push_back(&each);
        m_template->addItem(each.name);
    }
    m_template->addItem(tr("No template"));
    // The first one begins, the second goes on; a resolved incident has its own.
    const bool isFirst = std::ranges::none_of(
        m_incident.updates, [this](const incident::SentUpdate &sent) { return sent.audience == audience(); });
    const QString wanted = !incident::isRunning(m_incident.status) ? u"resol"_s
                           : isFirst                               ? QString()
                                                                   : u"progress"_s;
    for (size_t i = 0; !wanted.isEmpty() && i < m_offered.size(); ++i) {
        if (m_offered[i]->key.contains(wanted)) {
            m_template->setCurrentIndex(int(i));
            return;
        }
    }
    m_template->setCurrentIndex(0);
}

void UpdateForm::useTemplate()
{
    const auto chosen = size_t(std::max(0, m_template->currentIndex()));
    m_when->setText(chosen < m_offered.size() ? m_offered[chosen]->when : QString());
    suggestPromise();
    if (chosen >= m_offered.size())
        return typed();
    comms::RecordFrame frame;
    frame.audience = audience();
    frame.time = time();
    frame.nameOf = m_nameOf;
    frame.nextBy = promise();
    frame.customers = m_customers;
    frame.sender = m_nameOf(m_desk.me());
    const comms::Draft draft =
        comms::fill(*m_offered[chosen], comms::recordOf(m_incident, m_policy->policy().incidents, frame));
    m_filling = true;
    m_subject->setText(draft.subject);
    m_text->setPlainText(draft.body);
    m_filling = false;
    typed();
}

void UpdateForm::suggestPromise()
{
    const auto every = m_policy->policy().incidents.cadenceFor(audience(), m_incident.severity,
                                                               incident::statusName(m_incident.status));
    const bool isRunning = incident::isRunning(m_incident.status);
    if (!every || !isRunning)
        return m_promise->setText({});
    // On the minute: nobody promises seconds.
    const Instant by = std::chrono::floor<std::chrono::minutes>(m_now + *every);
    m_promise->setText(fixedWhen(by));
}

void UpdateForm::typed()
{
    if (m_filling)
        return;
    keep();
    m_wait.start();
}

void UpdateForm::check()
{
    m_wait.stop();
    if (!m_open)
        return;
    const comms::CheckContext context{m_incident, m_policy->policy().incidents, time(), m_people,
                                      m_customers};
    m_findings = comms::check({audience(), m_subject->text(), m_text->toPlainText(), promise()}, context);
    showFindings();
}

void UpdateForm::showFindings()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Finding &finding : m_findings) {
        auto *item = new QListWidgetItem(findingText(finding), m_list);
        const bool holds = finding.weight == comms::Weight::Hold;
        item->setIcon(theme().icon(holds ? u"alert"_s : u"info"_s, holds ? theme().red : theme().amber));
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_list->setVisible(!m_findings.empty());
    m_reason->setVisible(!held().isEmpty());
    markFindings();
    if (!m_saving)
        say(m_findings.empty() ? tr("The check found nothing to mend.") : QString(), false);
}

void UpdateForm::markFindings()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const Finding &finding : m_findings) {
        if (finding.part != comms::Part::Text || finding.length == 0)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_text->textCursor();
        mark.cursor.setPosition(int(finding.begin));
        mark.cursor.setPosition(int(finding.begin + finding.length), QTextCursor::KeepAnchor);
        const QColor ink = finding.weight == comms::Weight::Hold ? theme().red : theme().amber;
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(ink);
        mark.format.setBackground(finding.weight == comms::Weight::Hold ? theme().redFill
                                                                        : theme().amberFill);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
}

void UpdateForm::jumpTo(int row)
{
    if (row < 0 || size_t(row) >= m_findings.size())
        return;
    const Finding &finding = m_findings[size_t(row)];
    if (finding.part == comms::Part::Subject) {
        m_subject->setFocus(Qt::OtherFocusReason);
        return m_subject->setSelection(int(finding.begin), int(finding.length));
    }
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(finding.length == 0 ? int(m_text->toPlainText().size()) : int(finding.begin));
    cursor.setPosition(cursor.position() + int(finding.length), QTextCursor::KeepAnchor);
    m_text->setTextCursor(cursor);
    m_text->setFocus(Qt::OtherFocusReason);
}

void UpdateForm::keep()
{
    m_keeper->change(canonicalJson({{u"subject"_s, m_subject->text()},
                                    {u"text"_s, m_text->toPlainText()},
                                    {u"promise"_s, m_promise->fixedText()}}));
}

bool UpdateForm::restore()
{
    const auto draft = parseJsonObject(m_keeper->stored());
    if (!draft || draft->value(u"text"_s).toString().isEmpty())
        return false;
    m_filling = true;
    m_subject->setText(draft->value(u"subject"_s).toString());
    m_text->setPlainText(draft->value(u"text"_s).toString());
    m_filling = false;
    const QString promised = draft->value(u"promise"_s).toString();
    m_promise->setText(promised);
    if (!promised.isEmpty() && !promise())
        suggestPromise(); // its time has passed since
    check();
    return true;
}

std::optional<Instant> UpdateForm::promise() const
{
    if (m_promise->isEmpty())
        return std::nullopt;
    const auto at = m_promise->at();
    return at ? std::optional(*at) : std::nullopt;
}

comms::TimeFrame UpdateForm::time() const
{
    return {m_now, localZone()};
}

QString UpdateForm::audience() const
{
    return m_audience->currentData().toString();
}

PersonId UpdateForm::leader() const
{
    for (const policy::IncidentRole &role : m_policy->policy().incidents.roles) {
        if (role.isLeading && !incident::holderOf(m_incident, role.key).isNull())
            return incident::holderOf(m_incident, role.key);
    }
    return {};
}

QStringList UpdateForm::held() const
{
    QStringList names;
    for (const Finding &finding : m_findings) {
        const QString name = comms::findingName(finding.kind);
        if (finding.weight == comms::Weight::Hold && !names.contains(name))
            names += name;
    }
    return names;
}

std::optional<incident::UpdateSent> UpdateForm::update(const QString &via)
{
    check();
    if (!m_promise->isEmpty() && !promise()) {
        say(views::sentence(m_promise->at().error().detail), true);
        return std::nullopt;
    }
    const QStringList names = held();
    const QString reason = m_reason->text().simplified();
    if (!names.isEmpty() && reason.isEmpty()) {
        say(tr("It is held: mend what is marked, or write why it goes out all the same."), true);
        m_reason->setFocus(Qt::OtherFocusReason);
        return std::nullopt;
    }
    incident::UpdateSent sent;
    sent.audience = audience();
    sent.subject = m_subject->text().simplified();
    sent.text = m_text->toPlainText().trimmed();
    sent.nextBy = promise();
    sent.via = via;
    if (leader() == m_desk.me() || m_approved->isChecked())
        sent.approvedBy = leader();
    for (const QString &name : names)
        sent.waivers.push_back({name, reason});
    return sent;
}

void UpdateForm::send(const QString &via)
{
    if (m_saving)
        return;
    const auto sending = update(via);
    if (!sending)
        return;
    if (via == u"copied"_s)
        copy();
    m_saving = true;
    m_keeper->flush();
    emit sent(*sending);
}

void UpdateForm::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    say(tr("Copied."), false);
}

void UpdateForm::saveFile()
{
    if (m_saving || !update(u"file"_s))
        return;
    const QString name = u"%1-%2.txt"_s.arg(m_incident.number, audience());
    m_dialogs->saveFile({tr("Save the update"), {}, tr("Text (*.txt)"), name}, [this](const QString &path) {
        if (path.isEmpty())
            return;
        QSaveFile file(path);
        const QByteArray content = (m_subject->text() + u"\n\n"_s + m_text->toPlainText() + u'\n').toUtf8();
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
            return say(tr("%1 cannot be written: %2. The text is still here.").arg(path, file.errorString()),
                       true);
        send(u"file"_s);
    });
}

void UpdateForm::fail(const QString &sentence)
{
    m_saving = false;
    say(sentence, true);
}

void UpdateForm::done()
{
    m_saving = false;
    m_keeper->forget();
    m_filling = true;
    m_text->clear();
    m_subject->clear();
    m_filling = false;
    m_open = false;
    emit closed();
}

void UpdateForm::close()
{
    m_keeper->flush();
    m_open = false;
    emit closed();
}

void UpdateForm::say(const QString &sentence, bool isWrong)
{
    m_told->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_told->setText(sentence);
}

bool UpdateForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
        send(u"copied"_s);
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
