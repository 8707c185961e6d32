import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Figure, inMs, measured } from './figure.ts'
import { benchFolder } from './made-book.ts'

/** What somebody feels as a stop. */
const MOST_PAUSE_MS = 100
/** Beside the rows themselves: the file is never held. */
const MOST_MEMORY_MIB = 400
const AT_ONCE = 2_000

/** A file of Tally's vouchers of that size: read a piece at a time while others have their turn, and refused at its end when it is damaged there. */
export function benchTally(megabytes: number): Figure[] {
  mkdirSync(benchFolder, { recursive: true })
  const file = path.join(benchFolder, 'tally.xml')
  const at = `Tally XML of ${megabytes} MB`
  const vouchers = writeVouchers(file, megabytes * 1_000_000, '</ENVELOPE>')
  const whole = watched(file)
  if (whole.value !== vouchers) throw new Error(`of ${vouchers} vouchers ${whole.value} were read`)
  writeVouchers(file, megabytes * 1_000_000, '<VOUCHER VCHTYPE="Sales"><DATE>2026<b</ENVELOPE>')
  const damaged = watched(file)
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

interface Watched {
  /** How many vouchers were read, or the code of the failure. */
  readonly value: number | string
  readonly ms: number
  readonly pauseMs: number
  readonly mebibytes: number
}

/** In a process of its own: what the measurements before it left in memory, and the sweeping of it, are not the reader's. */
function watched(file: string): Watched {
  const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'watch-tally.ts'), file], {
    encoding: 'utf8'
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}
