import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { type Figure, inMs, measured } from './figure.ts'
import { benchFolder } from './made-book.ts'

/** What somebody feels as a stop. */
const MOST_PAUSE_MS = 100
/** Beside the rows themselves: the file is never held. */
const MOST_MEMORY_MIB = 400
const AT_ONCE = 2_000

/** A file of Tally's vouchers of that size: read a piece at a time while others have their turn, and refused at its end when it is damaged there. */
export async function benchTally(megabytes: number): Promise<Figure[]> {
  mkdirSync(benchFolder, { recursive: true })
  const file = path.join(benchFolder, 'tally.xml')
  const at = `Tally XML of ${megabytes} MB`
  const vouchers = writeVouchers(file, megabytes * 1_000_000, '</ENVELOPE>')
  const whole = await watched(async () => (await fileTableReader.read(file)).rows.length - 1)
  if (whole.value !== vouchers) throw new Error(`of ${vouchers} vouchers ${whole.value} were read`)
  writeVouchers(file, megabytes * 1_000_000, '<VOUCHER VCHTYPE="Sales"><DATE>2026<b</ENVELOPE>')
  const damaged = await watched(() =>
    fileTableReader.read(file).then(
      () => 'read',
      (error: unknown) => (error instanceof FailureError ? error.failure.code : String(error))
    )
  )
  if (damaged.value !== 'import/tally-damaged') throw new Error(`a damaged file was answered by ${damaged.value}`)
  rmSync(file, { force: true })
  return [
    measured(`${at}, ${vouchers.toLocaleString('en')} vouchers, read`, whole.ms / 1_000, 's', null),
    measured(`${at}: longest time in which nobody else had a turn`, whole.pauseMs, 'ms', MOST_PAUSE_MS),
    measured(`${at}: memory while it is read, above what was`, whole.mebibytes, 'MiB', MOST_MEMORY_MIB),
    measured(
      `${at}, damaged at its end: refused with line and column`,
      damaged.ms / 1_000,
      's',
      null,
      `longest stop ${inMs(damaged.pauseMs)} ms`
    )
  ]
}

/** @returns how many vouchers were written */
function writeVouchers(file: string, bytes: number, foot: string): number {
  const of = (at: number) =>
    `<TALLYMESSAGE xmlns:UDF="TallyUDF"><VOUCHER REMOTEID="v-${at}" VCHTYPE="Sales" ACTION="Create"><DATE>202611${String(1 + (at % 28)).padStart(2, '0')}</DATE>` +
    `<VOUCHERTYPENAME>Sales</VOUCHERTYPENAME><VOUCHERNUMBER>S/${at}</VOUCHERNUMBER><PARTYLEDGERNAME>Party ${at % 5_000}</PARTYLEDGERNAME>` +
    `<BASICBUYERADDRESS.LIST TYPE="String">${'<BASICBUYERADDRESS>12 Long Street, near the old market, Indore</BASICBUYERADDRESS>'.repeat(8)}</BASICBUYERADDRESS.LIST>` +
    `<ALLLEDGERENTRIES.LIST><LEDGERNAME>Party ${at % 5_000}</LEDGERNAME><ISDEEMEDPOSITIVE>Yes</ISDEEMEDPOSITIVE><ISPARTYLEDGER>Yes</ISPARTYLEDGER><AMOUNT>-118.00</AMOUNT></ALLLEDGERENTRIES.LIST>` +
    '<ALLLEDGERENTRIES.LIST><LEDGERNAME>Sales</LEDGERNAME><ISDEEMEDPOSITIVE>No</ISDEEMEDPOSITIVE><AMOUNT>100.00</AMOUNT></ALLLEDGERENTRIES.LIST>' +
    '<ALLLEDGERENTRIES.LIST><LEDGERNAME>Output CGST</LEDGERNAME><AMOUNT>9.00</AMOUNT></ALLLEDGERENTRIES.LIST>' +
    '<ALLLEDGERENTRIES.LIST><LEDGERNAME>Output SGST</LEDGERNAME><AMOUNT>9.00</AMOUNT></ALLLEDGERENTRIES.LIST></VOUCHER></TALLYMESSAGE>\n'
  writeFileSync(file, '<ENVELOPE>\n')
  const count = Math.ceil(bytes / of(100_000).length)
  for (let at = 0; at < count; at += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, more) => of(at + more))
    writeFileSync(file, some.join(''), { flag: 'a' })
  }
  writeFileSync(file, foot, { flag: 'a' })
  return count
}

/** How long something took, the longest stop of the thread meanwhile, and how far memory grew. */
async function watched<Value>(work: () => Promise<Value>) {
  const before = process.memoryUsage().rss
  let [last, pauseMs, most] = [performance.now(), 0, before]
  const watch = setInterval(() => {
    const now = performance.now()
    pauseMs = Math.max(pauseMs, now - last)
    last = now
    most = Math.max(most, process.memoryUsage().rss)
  }, 1)
  const startedAt = performance.now()
  const value = await work()
  const ms = performance.now() - startedAt
  clearInterval(watch)
  return { value, ms, pauseMs: Math.max(pauseMs, performance.now() - last), mebibytes: (most - before) / 2 ** 20 }
}
