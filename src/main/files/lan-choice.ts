import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LAN_PORT } from '#shared/sync/lan-wire.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zChoice = z.object({
  accountId: z.string().catch(''),
  isOn: z.boolean().catch(false),
  port: z.int().min(1_024).max(65_535).catch(LAN_PORT),
  addresses: z.array(z.string().max(60)).max(16).catch([])
})
export type KeptLanChoice = Omit<z.infer<typeof zChoice>, 'accountId'>

const OFF: KeptLanChoice = { isOn: false, port: LAN_PORT, addresses: [] }

/** What was laid down on this PC for the local network of one account; off for another one, and when the file is missing or damaged. */
export function readLanChoice(file: string, accountId: string | null): KeptLanChoice {
  try {
    const { accountId: of, ...choice } = zChoice.parse(JSON.parse(readFileSync(file, 'utf8')))
    return of === accountId ? choice : OFF
  } catch {
    return OFF
  }
}

/** Keeps the choice. A disk that takes nothing is no reason to stop anything: it is off again at the next start. */
export function writeLanChoice(file: string, accountId: string, choice: KeptLanChoice): void {
  try {
    writeFileDurably(file, `${JSON.stringify({ accountId, ...choice }, null, 2)}\n`)
  } catch {
    return
  }
}
