import type { BackupMaker, CheckedBackup } from '#main/ports/backup-maker.ts'
import type { BackupPlaces } from '#main/ports/backup-places.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import { shopMarkOf } from '#shared/backup/backup-name.ts'
import type { BackupSource } from '#shared/contract/backup-endpoints.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'
import { PASSPHRASE } from './keep-backups.ts'

export interface RestoreParts {
  readonly book: () => Book | null
  readonly places: BackupPlaces
  readonly maker: BackupMaker
  readonly secrets: Secrets
  readonly clock: Clock
  /** The file that a dialog chose, by its token; null for one that nobody chose. */
  readonly chosen: (token: string) => string | null
  /** Where the book of a shop that this PC does not have is put. */
  readonly placeFor: (shopName: string) => string
  readonly closeShop: () => Promise<void>
  readonly openShop: (file: string) => void
}

type Asked = Pick<Parsed<'backup.restore'>, 'source' | 'passphrase'>

/** Proves a backup and says what the open book has that it has not. Fails with `backup/not-found`. */
export async function lookAtBackup(parts: RestoreParts, asked: Asked): Promise<Output<'backup.look'>> {
  const { checked, isOpenShop } = await lookInto(parts, asked)
  const { shopName, entryCount, newestAt } = checked.point
  return { shopName, entryCount, newestAt, fault: checked.fault, isOpenShop, missingEntries: checked.missingEntries }
}

async function lookInto(parts: RestoreParts, { source, passphrase }: Asked) {
  const open = parts.book()
  const job = { backup: await fileOf(parts, source), passphrase: passphraseFor(parts, passphrase) }
  const checked = await parts.maker.check({ ...job, ledger: open?.store.file ?? null })
  const isOpenShop = open !== null && open.shop().shopId === checked.point.shopId
  // A shop that is not the open one is no fault of the backup: it is restored beside it.
  const fault = checked.fault === 'other-shop' ? null : checked.fault
  return { job, open, checked: { ...checked, fault }, isOpenShop }
}

async function fileOf(parts: RestoreParts, source: BackupSource): Promise<string> {
  if ('token' in source) return parts.chosen(source.token) ?? refuse('backup/not-found')
  const open = parts.book() ?? refuse('ledger/none-open')
  const folder = parts.places.folders(open.store.file).find(({ key }) => key === source.place)
  const { shopId, counterCode } = open.shop()
  if (folder === undefined) refuse('backup/not-found')
  const { held } = await parts.places.look(folder, shopMarkOf(shopId, counterCode))
  return held.find(({ name }) => name === source.name)?.path ?? refuse('backup/not-found')
}

/** What was typed, or what this PC seals its own with. */
const passphraseFor = ({ secrets }: RestoreParts, typed: string | null): string | null =>
  typed === null || typed === '' ? secrets.read(PASSPHRASE) : typed

/**
 * Opens the book of a backup. Fails with `backup/would-lose-entries` where the open book of the same shop knows more and nobody has agreed, and
 * with `backup/unreadable`, `backup/wrong-passphrase` or `backup/not-clean`; nothing is changed then.
 */
export async function restoreBackup(
  parts: RestoreParts,
  asked: Parsed<'backup.restore'>
): Promise<Output<'backup.restore'>> {
  const entriesBefore = parts.book()?.store.entries.lastNo() ?? 0
  const { job, open, checked, isOpenShop } = await lookInto(parts, asked)
  refuseFault(checked)
  const missing = checked.missingEntries
  if (isOpenShop && missing > 0 && !asked.losesEntries) refuse('backup/would-lose-entries', { count: missing })
  if (open === null || !isOpenShop) {
    const file = parts.placeFor(checked.point.shopName)
    await parts.maker.restore({ ...job, to: file })
    parts.openShop(file)
    return { file, aside: null }
  }
  return putInPlace(parts, { open, entriesBefore, job })
}

interface InPlace {
  readonly open: Book
  /** How many entries the open book had when the backup was held against it. */
  readonly entriesBefore: number
  readonly job: { readonly backup: string; readonly passphrase: string | null }
}

/** Whatever fails, the shop is open afterwards: with the book of the backup, or with the one it had. */
async function putInPlace(
  parts: RestoreParts,
  { open, entriesBefore, job }: InPlace
): Promise<Output<'backup.restore'>> {
  const { places } = parts
  const { file } = open.store
  const beside = `${file}.restored`
  // What a run that was killed left there is a copy of a backup, and would refuse every later one its place.
  places.discard(beside)
  try {
    await parts.maker.restore({ ...job, to: beside })
    if (parts.book()?.store !== open.store) refuse('ledger/none-open')
    const since = open.store.entries.lastNo() - entriesBefore
    // Nobody has agreed to do without what was recorded while the backup was unpacked.
    if (since > 0) refuse('backup/would-lose-entries', { count: since })
    await parts.closeShop()
    let aside: string
    try {
      const { epochMs, offsetMinutes } = parts.clock.now()
      aside = places.swap(file, beside, epochMs + offsetMinutes * 60_000)
    } finally {
      parts.openShop(file)
    }
    return { file, aside }
  } catch (error) {
    places.discard(beside)
    throw error
  }
}

function refuseFault({ fault }: CheckedBackup): void {
  if (fault === 'unreadable') refuse('backup/unreadable')
  if (fault === 'wrong-passphrase') refuse('backup/wrong-passphrase')
  if (fault === 'not-clean') refuse('backup/not-clean')
}
