// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/bootstrapband.h"

#include "models/views/linktext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kHeight = 36;
constexpr int kBar = 3; ///< along the foot: how much is done

} // namespace

BootstrapBand::BootstrapBand(QWidget *parent)
    : QWidget(parent), m_icon(new IconLabel(u"import"_s, 16, Ink::Blue, this)),
      m_text(new ElidedLabel({}, this)), m_meanwhile(new ElidedLabel({}, this))
{
    setObjectName(u"bootstrapBand"_s);
    setFixedHeight(kHeight);
    m_text->setObjectName(u"bootstrapText"_s);
    m_text->setFont(theme().uiBold);
    m_meanwhile->setText(tr("You can work meanwhile. Older cases appear as they arrive."));
    auto *row = rowLayout(this, Theme::gap);
    row->setContentsMargins(2 * Theme::gap, 0, 2 * Theme::gap, kBar);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addWidget(m_text, 3);
    row->addWidget(m_meanwhile, 2);
    hide();
}

void BootstrapBand::present(const views::LinkStatus &status)
{
    m_percent = std::clamp(status.percent, 0, 100);
    m_standsStill = !views::isLineUp(status.state);
    m_text->setText(views::bootstrapText(status));
    m_icon->setIcon(m_standsStill ? u"cloud-off"_s : u"import"_s, m_standsStill ? Ink::Amber : Ink::Blue);
    setAccessibleName(m_text->text());
    setAccessibleDescription(m_meanwhile->text());
    setVisible(status.isBootstrapping);
    update();
}

void BootstrapBand::paintEvent(QPaintEvent *)
{
    const Theme &look = theme();
    QPainter painter(this);
    painter.fillRect(rect(), m_standsStill ? look.amberFill : look.blueFill);
    painter.fillRect(0, height() - kBar, width(), kBar, look.line);
    painter.fillRect(0, height() - kBar, width() * m_percent / 100, kBar,
                     m_standsStill ? look.amber : look.blue);
}

} // namespace muster::ui
