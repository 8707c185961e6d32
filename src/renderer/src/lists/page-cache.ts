/** Rows of a long list, of which only some pages have been fetched. */
export interface PageCache<Row> {
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly Row[]>
}

/** Rows fetched at once: several screens full, and quick to send. */
export const PAGE_SIZE = 200
/** Pages kept: far more than the eye needs, far less than 100,000 rows. */
const MOST_PAGES = 40

export const emptyCache = <Row>(): PageCache<Row> => ({ total: 0, pages: new Map() })

/** The row at a place of the whole list, or null while its page is not here. */
export function rowAt<Row>(cache: PageCache<Row>, index: number): Row | null {
  return cache.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE] ?? null
}

/** The pages that rows `first` to `last` need and that are not here. */
export function missingPages(cache: PageCache<unknown>, first: number, last: number): readonly number[] {
  const missing: number[] = []
  const lastPage = Math.floor(Math.min(last, cache.total - 1) / PAGE_SIZE)
  for (let page = Math.floor(Math.max(0, first) / PAGE_SIZE); page <= lastPage; page += 1) {
    if (!cache.pages.has(page)) missing.push(page)
  }
  return missing
}

/** With a page put in; when there are too many, those farthest from it go. */
export function withPage<Row>(
  cache: PageCache<Row>,
  page: number,
  rows: readonly Row[],
  total: number
): PageCache<Row> {
  const pages = new Map(cache.pages).set(page, rows)
  const byDistance = [...pages.keys()].sort((left, right) => Math.abs(left - page) - Math.abs(right - page))
  for (const far of byDistance.slice(MOST_PAGES)) pages.delete(far)
  return { total, pages }
}
