/** What the name of a backup says. `localMs`: the shop's clock, as milliseconds since 1970 as if it were UTC. */
export interface BackupName {
  readonly shopName: string
  /** Whose book it is, by `shopMarkOf`. */
  readonly shopMark: string
  readonly localMs: number
  readonly isSealed: boolean
}

const two = (value: number) => String(value).padStart(2, '0')
const NAME = /^(.+) (\d{4})-(\d\d)-(\d\d) (\d\d)-(\d\d)-(\d\d) ([0-9a-f]{6}(?:-[0-9A-Z]+)?)\.counterbook\.gz(\.age)?$/u

/**
 * The last six hexadecimal letters of the shop's id and the code of the counter, as `3f09ab-K7`: several counters of a shop may put their
 * books into one folder, and none may take another's for an older one of its own.
 */
export const shopMarkOf = (shopId: string, counterCode: string): string =>
  `${shopId.replaceAll('-', '').slice(-6).toLowerCase()}-${counterCode}`

/** The bare file name of a backup. `shopName` is one that every system takes for a file. */
export function writeBackupName({ shopName, shopMark, localMs, isSealed }: BackupName): string {
  const at = new Date(localMs)
  const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
  const time = `${two(at.getUTCHours())}-${two(at.getUTCMinutes())}-${two(at.getUTCSeconds())}`
  return `${shopName} ${day} ${time} ${shopMark}.counterbook.gz${isSealed ? '.age' : ''}`
}

/** Null for a name that is not of a backup. */
export function readBackupName(name: string): BackupName | null {
  const found = NAME.exec(name)
  if (found === null) return null
  const [, shopName = '', year, month, day, hour, minute, second, shopMark = '', sealed] = found
  const localMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return { shopName, shopMark, localMs, isSealed: sealed !== undefined }
}
