import type Sqlite from 'better-sqlite3'
import type { OtherClosing, ShopClosings } from '#main/ports/closing-store.ts'
import { zDayFigures } from '#shared/closing/day-figures.ts'
import { zClosingView } from '#shared/contract/views.ts'

interface Row {
  readonly device_no: number | null
  readonly view: string
}

/** Another counter may be of a newer release: what this one does not know of its Z is left out, and the rest is read. */
const zOthers = zClosingView.extend({ figures: zDayFigures.strip() }).strip()

/** The Zs of all counters: the own ones, and those that others recorded. A Z that came by two ways is one. */
const OTHERS = `select device_no, op_n, json_extract(body, '$.view.id') as id, json_extract(body, '$.view.closedAt') as at,
    json_extract(body, '$.view.bookOn') as book_on
  from other_fact where kind = 'day.close'
    and json_extract(body, '$.view.id') not in (select id from closing)`
const ALL = `select null as device_no, op_n, id, closed_at as at, book_on from closing union all
  select device_no, min(op_n), id, at, book_on from (${OTHERS}) group by id`
const VIEW = `coalesce((select summary from closing where closing.id = found.id and found.device_no is null),
  (select json_extract(other_fact.body, '$.view') from other_fact where other_fact.op_n = found.op_n))`
const read = (where: string) =>
  `select device_no, ${VIEW} as view from (select * from (${ALL}) where ${where}) as found`

export function createShopClosings(db: Sqlite.Database): ShopClosings {
  let made: ReturnType<typeof statements> | null = null
  const all = () => {
    made ??= statements(db)
    return made
  }
  return {
    page: (before, limit) =>
      all()
        .page.all({ at: before?.closedAt ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? '', limit })
        .flatMap(closingIn),
    ofDay: (bookOn) => all().ofDay.all({ bookOn }).flatMap(closingIn),
    byId: (id) => all().one.all({ id }).flatMap(closingIn)[0] ?? null
  }
}

/** Prepared at their first use: a shop of one counter asks for none but the page. */
function statements(db: Sqlite.Database) {
  return {
    page: db.prepare<{ at: number; id: string; limit: number }, Row>(
      read('at < :at or (at = :at and id < :id) order by at desc, id desc limit :limit')
    ),
    ofDay: db.prepare<{ bookOn: number }, Row>(read('book_on = :bookOn order by at, id')),
    one: db.prepare<{ id: string }, Row>(read('id = :id'))
  }
}

/** What cannot be read as a Z is none: it stays in the chain, word for word. */
function closingIn({ device_no, view }: Row): OtherClosing[] {
  const read = zOthers.safeParse(JSON.parse(view))
  return read.success ? [{ deviceNo: device_no, closing: read.data }] : []
}
