import type { Book } from './book.ts'

/** Names of the shop's counters by their numbers, or their two letters where nobody named them; empty for one that is not known. */
export function counterNames(book: Book): (deviceNo: number) => string {
  const devices = book.store.sync.devices()
  const names = new Map(devices.map(({ deviceNo, name, counterCode }) => [deviceNo, name || counterCode]))
  return (deviceNo) => names.get(deviceNo) ?? ''
}
