import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import type { ItemRecord, ItemStore } from '#main/ports/goods-store.ts'
import type { OpNumber } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Item, itemFact } from '#shared/items/item.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Rate } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import { prepareItemPages } from './item-pages.ts'
import { type ItemDetails, itemOf, selectItem } from './item-reads.ts'

/** Items that are kept in memory at once, at most. */
const MOST_REMEMBERED = 10_000

/** Items as the file has them: each row holds the whole item as its newest op has it. */
export function createItemStore(db: Sqlite.Database, memory: Memory): ItemStore {
  const reads = prepareReads(db)
  const writes = prepareWrites(db)
  const prices = preparePrices(db)
  const knownById = memory.keepMany<string, ItemRecord>(MOST_REMEMBERED)
  const knownByNo = memory.keepMany<number, ItemRecord>(MOST_REMEMBERED)
  const readGroups = () => reads.groups.all({}).map((row) => row.item_group)
  const groups = memory.keep(readGroups)
  const count = memory.keep(() => reads.count.first({})?.total ?? 0)
  const inUse = memory.keep(() => reads.countInUse.first({})?.total ?? 0)

  function remember(record: ItemRecord): ItemRecord {
    knownById.put(record.item.id, record)
    knownByNo.put(record.itemNo, record)
    return record
  }

  function find(id: string): ItemRecord | null {
    const row = knownById.get(id) ?? reads.byId.first({ id: uuidBytes(id) })
    if (row === undefined) return null
    return 'item' in row ? row : remember(itemOf(row))
  }

  const all = (rows: ItemDetails[]): ItemRecord[] => rows.map(itemOf)

  function writeBarcodes(itemNo: number, { barcodes }: Item): void {
    for (const barcode of barcodes) writes.addBarcode.run({ barcode, itemNo })
  }

  return {
    byId: find,
    byNo(itemNo) {
      const known = knownByNo.get(itemNo)
      if (known !== undefined) return known
      const row = reads.byNo.first({ itemNo })
      return row === undefined ? null : remember(itemOf(row))
    },
    byBarcode: (code) => all(reads.byBarcode.all({ code })),
    sameCode: (code) => all(reads.sameCode.all({ code })),
    sameName: (name) => all(reads.sameName.all({ name })),
    add(item, op) {
      const kept = groups.get()
      const [before, used] = [count.get(), inUse.get()]
      writes.insert.run(rowOf(item, op))
      const itemNo = reads.newest.first({})?.item_no
      assert(itemNo, 'an item that was added is there')
      writeBarcodes(itemNo, item)
      groups.put(withGroup(kept, item.group))
      count.put(before + 1)
      inUse.put(used + (item.isArchived ? 0 : 1))
      return remember({ itemNo, item })
    },
    change(item, op) {
      const before = find(item.id)
      assert(before, 'an item that is changed is there')
      const used = inUse.get()
      writes.update.run(rowOf(item, op))
      for (const barcode of before.item.barcodes) writes.dropBarcode.run({ barcode, itemNo: before.itemNo })
      writeBarcodes(before.itemNo, item)
      inUse.put(used + Number(before.item.isArchived) - Number(item.isArchived))
      if (before.item.group !== item.group || before.item.isArchived !== item.isArchived) groups.put(readGroups())
      remember({ itemNo: before.itemNo, item })
    },
    page: prepareItemPages(db, inUse.get),
    groups: groups.get,
    forSearch: (after, limit) => all(reads.slice.all({ after, limit })),
    changedAfter: (op) => all(reads.changed.all({ op })),
    usedLast: (limit) => all(reads.usedLast.all({ limit })),
    usesInNewest: (bills) =>
      reads.uses.all({ bills }).map((row) => ({
        itemNo: row.item_no,
        uses: row.uses,
        lastUsedOn: row.last_used_on as BookDate
      })),
    written(text, limit, isArchived) {
      const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
      return all(reads.written.all({ like, limit, isArchived: isArchived ? 1 : 0 }))
    },
    count: count.get,
    agreedPrice(partyNo, itemNo) {
      const row = prices.agreed.first({ partyNo, itemNo })
      return row?.rate == null ? null : { unit: row.unit as UnitCode, rate: row.rate as Rate }
    },
    setPrice: (partyNo, itemNo, { unit, rate }, op) => void prices.set.run({ partyNo, itemNo, unit, rate, op })
  }
}

function withGroup(groups: string[], group: string): string[] {
  return group === '' || groups.includes(group) ? groups : [...groups, group].sort()
}

const rowOf = (item: Item, op: OpNumber) => ({
  id: uuidBytes(item.id),
  op,
  name: item.name,
  code: item.code,
  group: item.group,
  keepsStock: item.keepsStock ? (1 as const) : (0 as const),
  lowStock: item.lowStock,
  isArchived: item.isArchived ? (1 as const) : (0 as const),
  details: canonicalJson(itemFact(item))
})

function prepareReads(db: Sqlite.Database) {
  const inUse = () => selectItem().where('item.is_archived', '=', 0)
  return {
    byId: prepare<{ id: Uint8Array }, ItemDetails>(db, (slot) => selectItem().where('item.id', '=', slot('id'))),
    byNo: prepare<{ itemNo: number }, ItemDetails>(db, (slot) =>
      selectItem().where('item.item_no', '=', slot('itemNo'))
    ),
    newest: prepare<Record<never, never>, { item_no: number }>(db, () =>
      build.selectFrom('item').select('item_no').orderBy('item_no', 'desc').limit(1)
    ),
    byBarcode: prepare<{ code: string }, ItemDetails>(db, (slot) =>
      inUse().where(
        sql<boolean>`item.item_no in (select item_no from item_barcode where barcode = ${slot('code')}
          union select item_no from item where code <> '' and code = ${slot('code')} collate nocase)`
      )
    ),
    sameCode: prepare<{ code: string }, ItemDetails>(db, (slot) =>
      inUse()
        .where(sql<boolean>`item.code <> ''`)
        .where(sql<boolean>`item.code = ${slot('code')} collate nocase`)
        .limit(20)
    ),
    sameName: prepare<{ name: string }, ItemDetails>(db, (slot) =>
      inUse()
        // By the index, which knows no capitals, and then to the letter.
        .where(sql<boolean>`item.name = ${slot('name')} collate nocase`)
        .where('item.name', '=', slot('name'))
        .limit(20)
    ),
    slice: prepare<{ after: number; limit: number }, ItemDetails>(db, (slot) =>
      selectItem().where('item.item_no', '>', slot('after')).orderBy('item.item_no').limit(slot('limit'))
    ),
    changed: prepare<{ op: number }, ItemDetails>(db, (slot) => selectItem().where('item.op_n', '>', slot('op'))),
    groups: prepare<Record<never, never>, { item_group: string }>(db, () =>
      build
        .selectFrom('item')
        .select('item_group')
        .distinct()
        .where('item_group', '<>', '')
        .where('is_archived', '=', 0)
        .orderBy('item_group')
    ),
    count: prepare<Record<never, never>, { total: number }>(db, () =>
      build.selectFrom('item').select(sql<number>`count(*)`.as('total'))
    ),
    countInUse: prepare<Record<never, never>, { total: number }>(db, () =>
      build.selectFrom('item').select(sql<number>`count(*)`.as('total')).where('is_archived', '=', 0)
    ),
    written: prepare<{ like: string; limit: number; isArchived: number }, ItemDetails>(db, (slot) =>
      selectItem()
        .where(sql<boolean>`item.is_archived = ${slot('isArchived')}`)
        .where(
          // Of columns before the details: a row is not read to its end for it.
          sql<boolean>`item.name || ' ' || item.code like ${slot('like')} escape '\\'`
        )
        .orderBy('item.item_no', 'desc')
        .limit(slot('limit'))
    ),
    ...prepareUses(db)
  }
}

/** So many of the newest bills name the items that a shop deals with just now. */
const USED_LAST_AMONG = 100

function prepareUses(db: Sqlite.Database) {
  return {
    usedLast: prepare<{ limit: number }, ItemDetails>(db, (slot) =>
      selectItem()
        .innerJoin(
          build
            .selectFrom('bill_line')
            .select(['bill_line.item_no', sql<number>`max(bill_line.bill_no)`.as('last_bill_no')])
            .where('bill_line.item_no', 'is not', null)
            .where(sql<boolean>`bill_line.bill_no > (select max(bill_no) from bill) - ${sql.lit(USED_LAST_AMONG)}`)
            .groupBy('bill_line.item_no')
            .as('used'),
          'used.item_no',
          'item.item_no'
        )
        .where('item.is_archived', '=', 0)
        .orderBy('used.last_bill_no', 'desc')
        .limit(slot('limit'))
    ),
    uses: prepare<{ bills: number }, { item_no: number; uses: number; last_used_on: number }>(db, (slot) =>
      build
        .selectFrom('bill_line')
        .innerJoin('bill', 'bill.bill_no', 'bill_line.bill_no')
        .select([
          sql<number>`bill_line.item_no`.as('item_no'),
          sql<number>`count(*)`.as('uses'),
          sql<number>`max(bill.book_on)`.as('last_used_on')
        ])
        .where('bill_line.item_no', 'is not', null)
        .where(sql<boolean>`bill.bill_no > (select max(bill_no) from bill) - ${slot('bills')}`)
        .groupBy('bill_line.item_no')
    )
  }
}

function prepareWrites(db: Sqlite.Database) {
  type Fields = ReturnType<typeof rowOf>
  return {
    insert: prepare<Fields>(db, (slot) =>
      build.insertInto('item').values({
        item_no: null as unknown as number,
        id: slot('id'),
        op_n: slot('op'),
        name: slot('name'),
        code: slot('code'),
        item_group: slot('group'),
        keeps_stock: slot('keepsStock'),
        low_stock: slot('lowStock'),
        is_archived: slot('isArchived'),
        details: slot('details')
      })
    ),
    update: prepare<Fields>(db, (slot) =>
      build
        .updateTable('item')
        .set({
          op_n: slot('op'),
          name: slot('name'),
          code: slot('code'),
          item_group: slot('group'),
          keeps_stock: slot('keepsStock'),
          low_stock: slot('lowStock'),
          is_archived: slot('isArchived'),
          details: slot('details')
        })
        .where('id', '=', slot('id'))
    ),
    addBarcode: prepare<{ barcode: string; itemNo: number }>(db, (slot) =>
      build.insertInto('item_barcode').values({ barcode: slot('barcode'), item_no: slot('itemNo') })
    ),
    dropBarcode: prepare<{ barcode: string; itemNo: number }>(db, (slot) =>
      build.deleteFrom('item_barcode').where('barcode', '=', slot('barcode')).where('item_no', '=', slot('itemNo'))
    )
  }
}

function preparePrices(db: Sqlite.Database) {
  return {
    agreed: prepare<{ partyNo: number; itemNo: number }, { unit: string; rate: number | null }>(db, (slot) =>
      build
        .selectFrom('party_price')
        .select(['unit', 'rate'])
        .where('party_no', '=', slot('partyNo'))
        .where('item_no', '=', slot('itemNo'))
    ),
    set: prepare<{ partyNo: number; itemNo: number; unit: string; rate: number | null; op: number }>(db, (slot) =>
      build
        .insertInto('party_price')
        .values({
          party_no: slot('partyNo'),
          item_no: slot('itemNo'),
          op_n: slot('op'),
          unit: slot('unit'),
          rate: slot('rate')
        })
        .onConflict((clash) =>
          clash.columns(['party_no', 'item_no']).doUpdateSet({
            op_n: sql`excluded.op_n`,
            unit: sql`excluded.unit`,
            rate: sql`excluded.rate`
          })
        )
    )
  }
}
