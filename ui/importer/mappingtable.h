// SPDX-License-Identifier: GPL-3.0-or-later
// The mapping as a table: our field, the file's column to choose, and what stands there in the first rows.
// Window thread; owned by the import page.
#pragma once

#include "ui/importer/boxtable.h"
#include "ui/importer/importmap.h"

namespace muster::ui {

class MappingTable final : public BoxTable
{
    Q_OBJECT
public:
    explicit MappingTable(QWidget *parent = nullptr);
    void setMapping(const intake::Peek &peek, std::vector<MappedField> fields);
    void focusMissing(); ///< to the first needed field without a column
    const std::vector<MappedField> &mapping() const { return m_fields; }

signals:
    void changed();

private:
    QString sampleOf(const QString &column) const;
    void showSample(int row);

    intake::Peek m_peek;
    std::vector<MappedField> m_fields;
};

} // namespace muster::ui
