/** The numbers of one series that a month gave out. */
export interface SeriesRange {
  /** What stands before the running part. */
  readonly prefix: string
  readonly from: string
  readonly to: string
  readonly totalCount: number
  readonly cancelledCount: number
  /** Whether every number between the first and the last was met. */
  readonly isWhole: boolean
}

interface Range {
  readonly numbers: Map<number, string>
  cancelledCount: number
}

/** Gathers numbers such as `KMB/26-27/00012` by what stands before their running part. */
export class SeriesRanges {
  private readonly ranges = new Map<string, Range>()

  /** Without a number there is nothing to count. */
  take(number: string, isCancelled: boolean): void {
    const [, prefix = '', running = ''] = /^(.*?)(\d+)$/u.exec(number) ?? []
    if (running === '') return
    const range = this.ranges.get(prefix) ?? { numbers: new Map(), cancelledCount: 0 }
    range.numbers.set(Number(running), number)
    if (isCancelled) range.cancelledCount++
    this.ranges.set(prefix, range)
  }

  all(): SeriesRange[] {
    return [...this.ranges].map(([prefix, { numbers, cancelledCount }]) => {
      const order = [...numbers.keys()].toSorted((left, right) => left - right)
      const [first = 0, last = 0] = [order[0], order.at(-1)]
      return {
        prefix,
        from: numbers.get(first) ?? '',
        to: numbers.get(last) ?? '',
        totalCount: order.length,
        cancelledCount,
        isWhole: last - first + 1 === order.length
      }
    })
  }
}
