import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouter, type Envelope } from '#main/ipc/router.ts'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { contract } from '#shared/contract/contract.ts'
import { ERROR_CODES } from '#shared/kernel/error-codes.ts'
import { firstRun, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'
import { BookWatch } from './book-watch.ts'
import { type Dice, throwDice } from './dice.ts'
import { hostileText, mutated } from './hostile.ts'
import { KnownThings } from './known-things.ts'
import { likelyRequest } from './likely-requests.ts'
import { makeInput } from './make-input.ts'

/** What came of a run of calls. */
export interface FuzzCounts {
  calls: number
  /** Calls that were answered. */
  answered: number
  /** Calls that were refused with a code of the closed list, by code. */
  readonly refused: Map<string, number>
  /** Endpoints, and how many calls of each passed its schema. */
  readonly passed: Map<string, number>
  entries: number
  looks: number
}

/** Those that copy, pack, prove or make whole files, and those that shut the others out: so much seldomer than the others. */
export const SELDOM: Partial<Record<Channel, number>> = {
  'shop.create': 0.01,
  'shop.trySample': 0.004,
  'shop.open': 0.2,
  'shop.list': 0.1,
  'ledger.verify': 0.05,
  'backup.make': 0.05,
  'backup.check': 0.05,
  'backup.look': 0.3,
  'backup.restore': 0.2,
  'backup.setPassphrase': 0.05,
  'person.turnOn': 0.02,
  'person.lock': 0.1,
  'report.run': 0.3,
  'report.export': 0.1,
  'receipt.preview': 0.2,
  'receipt.pagePreview': 0.2,
  'sync.turnOn': 0.2,
  'sync.join': 0.2
}
const WEIGHTED = CHANNELS.map((channel) => [SELDOM[channel] ?? 1, channel] as const)
const LOOKED_EVERY = 2_500
const codes: ReadonlySet<string> = new Set(ERROR_CODES)

/** An answer that no call may have: with it, what was asked, so that it can be asked again. */
export class FuzzFault extends Error {}

/**
 * Calls endpoints of the whole app, on a book of its own, through the gate that a page's calls go through. All of it
 * follows from the seed. Throws `FuzzFault` at the first answer that is neither a value nor a coded refusal, and an
 * error at the first look that finds a book that is not whole.
 */
export async function fuzz(seed: number, calls: number): Promise<FuzzCounts> {
  const dice = throwDice(seed)
  const counts: FuzzCounts = { calls: 0, answered: 0, refused: new Map(), passed: new Map(), entries: 0, looks: 0 }
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-fuzz-'))
  const world = openWorld(folder)
  try {
    await world.shop.call('shop.create', firstRun({ id: dice.id() }))
    await world.shop.call('settings.change', { printOnAccept: false })
    const watch = new BookWatch(folder)
    const asker = new Asker(dice, { ...world, watch }, counts)
    while (counts.calls < calls) {
      await asker.askOnce()
      if (counts.calls % LOOKED_EVERY === 0 || counts.calls === calls) counts.entries = watch.look()
    }
    counts.looks = watch.looks
    return counts
  } finally {
    await world.shop.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface World {
  readonly shop: TestApp
  call(channel: string, input: unknown, isTrusted: boolean): Promise<Envelope>
  /** What was noted as a fault of the program since the last call. */
  readonly faults: unknown[]
}

/** The app with no way out of this machine: no printer is looked for, and every address it knows is a closed port. */
function openWorld(folder: string): World {
  const shop = openTestApp({
    folder,
    keep: true,
    clock: testClock(),
    printerFinder: { find: async () => [] },
    facing: { gateways: { origins: { msg91: 'http://127.0.0.1:9', exotel: 'http://127.0.0.1:9' } } }
  })
  const faults: unknown[] = []
  const router = createRouter<boolean>(shop.app.handlers, {
    isTrustedSender: (isTrusted) => isTrusted,
    classify: (error) => shop.app.classify(error),
    log: { warn() {}, error: (event, cause, facts) => void faults.push(event, cause, facts) },
    elapsedMs: () => 0
  })
  return { shop, faults, call: (channel, input, isTrusted) => router.call(channel, isTrusted, input) }
}

class Asker {
  private readonly dice: Dice
  private readonly world: World & { readonly watch: BookWatch }
  private readonly counts: FuzzCounts
  private readonly known: KnownThings
  private mainKey = ''

  constructor(dice: Dice, world: World & { readonly watch: BookWatch }, counts: FuzzCounts) {
    this.dice = dice
    this.world = world
    this.counts = counts
    this.known = new KnownThings(dice)
  }

  async askOnce(): Promise<void> {
    const { dice, world, counts } = this
    this.passTime()
    await this.comeHome()
    const { channel, input, isTrusted } = this.question()
    const answer = await world.call(channel, input, isTrusted)
    counts.calls++
    const isKnown = Object.hasOwn(contract, channel)
    if (isKnown && contract[channel as Channel].input.safeParse(input).success)
      counts.passed.set(channel, (counts.passed.get(channel) ?? 0) + 1)
    if (answer.ok) {
      if (!isTrusted || !isKnown) throw this.fault('a stranger was answered', channel, input)
      counts.answered++
      if (channel === 'backup.restore') world.watch.forget()
      this.known.learnRequest(channel, input)
      if (dice.chance(0.5)) this.known.learnAnswer(answer.value)
      return
    }
    const { code } = answer.failure
    if (code === 'app/unexpected' || !codes.has(code)) throw this.fault(`answered ${code}`, channel, input)
    if ((!isTrusted || !isKnown) && code !== 'input/unknown-channel') throw this.fault('said too much', channel, input)
    counts.refused.set(code, (counts.refused.get(code) ?? 0) + 1)
  }

  private question(): { channel: string; input: unknown; isTrusted: boolean } {
    const { dice, known } = this
    if (dice.chance(0.01)) return { channel: this.strangeChannel(), input: {}, isTrusted: true }
    const isTrusted = !dice.chance(0.01)
    const likely = dice.chance(0.35) ? likelyRequest(dice, known) : null
    const channel = likely?.channel ?? dice.weighted(WEIGHTED)
    const asked = likely?.input ?? this.made(channel)
    return { channel, input: dice.chance(0.4) ? mutated(dice, asked) : asked, isTrusted }
  }

  /** An input that passes its schema, if one comes up in a few throws. */
  private made(channel: Channel): unknown {
    const { dice, known } = this
    const schema = contract[channel].input
    let input: unknown
    for (let tries = 0; tries < 4; tries++) {
      input = makeInput(schema, '', { dice, known, channel, today: this.today() })
      if (schema.safeParse(input).success) break
    }
    return input
  }

  private strangeChannel(): string {
    const near = `${this.dice.one(CHANNELS)}${this.dice.one([' ', '\u0000', '.', 'x'])}`
    return this.dice.one(['__proto__', 'constructor', 'toString', 'app', hostileText(this.dice), near])
  }

  private passTime(): void {
    const { dice, world } = this
    if (dice.chance(0.02)) world.shop.clock.advance(dice.whole(1, 90) * 60_000)
    if (dice.chance(0.0005)) world.shop.clock.advance(dice.one([-3, -1, 1, 2]) * 86_400_000)
  }

  /** Other shops are made and opened on the way; the one that grows is gone back to. */
  private async comeHome(): Promise<void> {
    const { dice, world } = this
    if (this.mainKey === '') {
      const [first] = await world.shop.call('shop.list', {})
      this.mainKey = first?.key ?? ''
    } else if (dice.chance(0.005)) await world.call('shop.open', { key: this.mainKey }, true)
    if (dice.chance(0.01)) await this.unlock()
  }

  /** A lock that no call happens to open would leave nothing to be asked but the lock. */
  private async unlock(): Promise<void> {
    const { people, isLocked } = await this.world.shop.call('person.state', {})
    const owner = people.find(({ role }) => role === 'owner')
    if (isLocked && owner)
      for (const pin of ['2468', '13579']) await this.world.call('person.unlock', { id: owner.id, pin }, true)
  }

  private today(): number {
    const { epochMs, offsetMinutes } = this.world.shop.clock.now()
    return Number(new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 10).replaceAll('-', ''))
  }

  private fault(what: string, channel: string, input: unknown): FuzzFault {
    const [event, cause] = this.world.faults
    const said = cause instanceof Error ? cause.stack : String(cause ?? '')
    return new FuzzFault(`${what}: call ${this.counts.calls} of ${channel} ${inWords(input)}\n${event ?? ''} ${said}`)
  }
}

/** What was asked, as far as it can be written down, and no longer than a page. */
function inWords(input: unknown): string {
  try {
    const text = JSON.stringify(input, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
    return String(text).slice(0, 3_000)
  } catch {
    return '(what cannot be written down)'
  }
}
