// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/csvreader.h"
#include "models/intake/sourceform.h"
#include "models/intake/ticketmaker.h"
#include "models/sla/zonetable.h"

#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

QHash<QString, QList<qsizetype>> columnPlaces(const QStringList &header)
{
    QHash<QString, QList<qsizetype>> places;
    for (qsizetype i = 0; i < header.size(); ++i) {
        if (!header[i].trimmed().isEmpty())
            places[columnKey(header[i])] += i;
    }
    return places;
}

class CsvTickets final : public TicketReader
{
public:
    CsvTickets(std::unique_ptr<QIODevice> device, const SourceForm &form, TicketMaker maker)
        : m_device(std::move(device)), m_source(*m_device, form.encoding),
          m_rows(m_source, form.encoding, form.separator), m_maker(std::move(maker))
    {
        if (form.hasSeparatorLine)
            (void)m_rows.next();
    }

    /// Reads the header: a sentence where it is not usable.
    QString open(const FieldMap &map)
    {
        const auto header = m_rows.next();
        if (!header || !header->problem.isEmpty())
            return header ? u"its first row is not a header: %1"_s.arg(header->problem)
                          : u"it has no header row"_s;
        m_columns = columnPlaces(header->cells);
        m_width = header->cells.size();
        for (const auto field : {"subject"_L1, "created_at"_L1}) {
            if (!hasColumn(map.fields.value(field)))
                return u"it has no column for \"%1\"; the map looks for %2, the file has %3"_s.arg(
                    field, wanted(map.fields.value(field)), header->cells.mid(0, 30).join(u", "_s).left(500));
        }
        return {};
    }

    Incoming next() override
    {
        for (;;) {
            const auto row = m_rows.next();
            if (!row)
                return EndOfInput{};
            if (!row->problem.isEmpty())
                return RejectedRow{row->line, {}, row->problem, row->text};
            if (!row->damage.isEmpty())
                return RejectedRow{row->line, {}, row->damage, row->text};
            const auto isEmpty = [](const QString &cell) { return cell.trimmed().isEmpty(); };
            if (!std::ranges::all_of(row->cells, isEmpty))
                return fromRow(*row);
        }
    }
    qint64 bytesRead() const override { return m_source.bytesRead(); }

private:
    Incoming fromRow(const CsvRow &row) const
    {
        const bool isWide =
            std::any_of(row.cells.begin() + std::min(row.cells.size(), m_width), row.cells.end(),
                        [](const QString &cell) { return !cell.trimmed().isEmpty(); });
        if (row.cells.size() < m_width || isWide)
            return RejectedRow{
                row.line,
                {},
                u"the row has %1 columns, the header has %2; a separator inside a text needs quotes round it"_s
                    .arg(row.cells.size())
                    .arg(m_width),
                row.text};
        return m_maker.make(Record::fromCells(m_columns, row.cells), row.line, row.text);
    }
    bool hasColumn(const QJsonValue &names) const
    {
        const QJsonArray all = names.isArray() ? names.toArray() : QJsonArray{names};
        return std::ranges::any_of(
            all, [&](const QJsonValue &name) { return m_columns.contains(columnKey(name.toString())); });
    }
    static QString wanted(const QJsonValue &names) { return u'"' + textOf(names) + u'"'; }

    std::unique_ptr<QIODevice> m_device;
    ByteSource m_source;
    CsvReader m_rows;
    TicketMaker m_maker;
    QHash<QString, QList<qsizetype>> m_columns;
    qsizetype m_width = 0;
};

class JsonTickets final : public TicketReader
{
public:
    JsonTickets(std::unique_ptr<QIODevice> device, const SourceForm &form, TicketMaker maker)
        : m_device(std::move(device)), m_source(*m_device, form.encoding),
          m_elements(m_source, form.encoding, form.json.value_or(JsonShape::Lines)), m_maker(std::move(maker))
    {}

    Incoming next() override
    {
        const auto element = m_elements.next();
        if (!element)
            return EndOfInput{};
        if (!element->problem.isEmpty())
            return RejectedRow{element->line, {}, element->problem, element->text};
        return m_maker.make(Record::fromObject(element->object), element->line, element->text);
    }
    qint64 bytesRead() const override { return m_source.bytesRead(); }

private:
    std::unique_ptr<QIODevice> m_device;
    ByteSource m_source;
    JsonElements m_elements;
    TicketMaker m_maker;
};

} // namespace

Millis sampleShift(Instant now)
{
    using namespace std::chrono;
    constexpr Instant base = sys_days(year(2026) / November / 20) + 12h;
    return floor<minutes>(now) - base;
}

Result<std::unique_ptr<TicketReader>> openTickets(const QString &file, const FieldMap &map,
                                                  const ReaderContext &context)
{
    auto device = openFile(file);
    if (!device)
        return device.error();
    const auto form = detectForm(**device, file);
    if (!form)
        return form.error();
    if (!sla::ZoneTable::load(map.zone))
        return Error{Fault::BadInput,
                     u"the map %1 has the zone \"%2\", which is no time zone"_s.arg(map.key, map.zone)};
    TicketMaker maker(EntryRules{map, context, QTimeZone(map.zone.toLatin1())});
    if (form->json)
        return std::unique_ptr<TicketReader>(
            std::make_unique<JsonTickets>(std::move(*device), *form, std::move(maker)));
    auto rows = std::make_unique<CsvTickets>(std::move(*device), *form, std::move(maker));
    if (const QString problem = rows->open(map); !problem.isEmpty())
        return Error{Fault::BadInput,
                     u"%1 cannot be read with the map \"%2\": %3"_s.arg(file, map.key, problem)};
    return std::unique_ptr<TicketReader>(std::move(rows));
}

} // namespace muster::intake
