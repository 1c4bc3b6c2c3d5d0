// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/requests.h"

#include "app/declaring.h"
#include "models/views/casetext.h"
#include "ui/actions/textfield.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/toast.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

/// Who leads an incident, or is typing, is not torn out of it: the new one's chip is there, and a line that
/// says so.
void showDeclared(Console &console, IncidentId incident, const QString &number)
{
    const bool isBusy = ui::takesText(console.window->focusWidget()) || console.warRoom->isVisible();
    if (isBusy && console.window->isActiveWindow() && !console.warRoom->current().isNull())
        return console.window->toast().showText(
            ui::WarRoomPage::tr("%1 was declared from a terminal. Its chip is above; Esc and ] go to it.")
                .arg(number));
    console.window->showPage(console.warRoom->pageKey());
    console.warRoom->openIncident(incident);
    console.window->showNormal();
    console.window->raise();
    console.window->activateWindow();
}

void submit(Console &console, const incident::IncidentOrder &order, const Instance::Answer &answer)
{
    ui::whenAnswered(console.incidents->submit(order), console.window.get(),
                     [&console, answer](const Result<views::IncidentReceipt> &receipt) {
                         if (!receipt)
                             return answer(kRefused + receipt.error().detail.toUtf8());
                         answer(kDone + receipt->number.toUtf8());
                         showDeclared(console, receipt->incident, receipt->number);
                     });
}

} // namespace

void takeRequest(Console &console, const QByteArray &request, const Instance::Answer &answer)
{
    if (!request.startsWith(kDeclareRequest))
        return answer(kRefused + "the window does not know what that means");
    const auto declaration = declarationFrom(request.mid(kDeclareRequest.size()));
    if (!declaration)
        return answer(kRefused + declaration.error().detail.toUtf8());
    ui::whenAnswered(
        console.desk->policyInForce(), console.window.get(),
        [&console, answer, declared = *declaration](const Result<views::PolicyInForce> &inForce) {
            if (!inForce || !inForce->policy)
                return answer(kRefused + "there is no policy yet; choose one on the page Policy");
            const auto order = orderOf(declared, inForce->policy->policy().incidents, console.desk->me(),
                                       [&console](const QString &number) {
                                           const views::TicketRow *row =
                                               console.queue->model().findCase(number);
                                           return row ? std::optional(row->id) : std::nullopt;
                                       });
            if (!order)
                return answer(kRefused + order.error().detail.toUtf8());
            submit(console, *order, answer);
        });
}

} // namespace muster::app
