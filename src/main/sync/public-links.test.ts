import { expect, test } from 'vitest'
import { silentLog } from '#main/ports/log.ts'
import type { PublicLinkAsk } from '#main/ports/public-links.ts'
import type { SyncStore } from '#main/ports/sync-store.ts'
import { minor } from '#shared/money/money.ts'
import type { LinkAsk } from '#shared/sync/link-wire.ts'
import { createPublicLinks } from './public-links.ts'
import type { SignedIn } from './signed-in.ts'

const ASK: PublicLinkAsk = {
  ...{ kind: 'statement', partyId: '0b8f7c3e-3f4c-4a3b-9a53-0d8a31c7f0cc', amountMinor: minor(100_00) },
  ...{ reference: '', title: '' }
}
const DAY_MS = 86_400_000

/** A server that answers, fails or says nothing, and a clock that the test turns. */
function world() {
  const asked: LinkAsk[] = []
  const awaited: boolean[] = []
  const alarms: { at: number; work: () => void }[] = []
  const line = { does: 'answers' as 'answers' | 'fails' | 'hangs', waitingOps: 0, hasAccount: true, sent: 0 }
  let [elapsed, epochMs, ids] = [0, 0, 0]
  const makeLink = async (_token: string, ask: LinkAsk) => {
    asked.push(ask)
    if (line.does === 'fails') throw new Error('no line')
    if (line.does === 'hangs') return new Promise<never>(() => {})
    const view = { linkId: ask.linkId, url: `https://x/p/${asked.length}`, expiresAt: epochMs + ask.days * DAY_MS }
    return { ...view, isRevoked: false, gatewayState: 'open' as const, paidMinor: 0 }
  }
  const server = { remote: { makeLink }, ask: (work: (token: string) => unknown) => work('t') } as unknown as SignedIn
  const links = createPublicLinks({
    store: {
      account: () => (line.hasAccount ? { state: 'on' } : null),
      counts: () => ({ waitingOps: line.waitingOps })
    } as unknown as SyncStore,
    clock: { now: () => ({ epochMs, offsetMinutes: 330 }) },
    timer: {
      elapsedMs: () => elapsed,
      after(delayMs, work) {
        const alarm = { at: elapsed + delayMs, work }
        alarms.push(alarm)
        return () => void alarms.splice(alarms.indexOf(alarm), alarms.includes(alarm) ? 1 : 0)
      }
    },
    randomness: { newId: () => `id-${++ids}` } as never,
    log: silentLog,
    asks: async () => server,
    send: async () => void line.sent++,
    awaiting: (isAwaiting) => void awaited.push(isAwaiting)
  })
  const pass = async (ms: number) => {
    elapsed += ms
    epochMs += ms
    for (const alarm of [...alarms]) if (alarm.at <= elapsed) alarms.splice(alarms.indexOf(alarm), 1)[0]?.work()
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return { asked, awaited, line, links, pass }
}

test('the same is asked for once, under one id, and is known at once from then on', async () => {
  const { asked, links, pass } = world()
  expect(links.known(ASK)).toBe(null)
  expect(await Promise.all([links.make(ASK), links.make(ASK)])).toEqual(['https://x/p/1', 'https://x/p/1'])
  expect(links.known(ASK)).toBe('https://x/p/1')
  expect(links.known({ ...ASK, amountMinor: minor(100_01) })).toBe(null)
  // Shortly before it ends there is a new one.
  await pass(29.5 * DAY_MS)
  expect(await links.make(ASK)).toBe('https://x/p/2')
  expect(asked.map(({ linkId, isByGateway }) => [linkId, isByGateway])).toEqual([
    ['id-1', true],
    ['id-2', true]
  ])
})

test('a server that says nothing keeps nobody waiting, and one that fails is left alone for a while', async () => {
  const { asked, line, links, pass } = world()
  line.does = 'hangs'
  const making = links.make(ASK)
  await pass(2_000)
  expect(await making).toBe(null)
  line.does = 'fails'
  const other = { ...ASK, amountMinor: minor(5_00) }
  expect(await links.make(other)).toBe(null)
  expect(await links.make(other)).toBe(null)
  expect(asked).toHaveLength(2)
  await pass(30_000)
  line.does = 'answers'
  expect(await links.make(other)).toBe('https://x/p/3')
  expect(asked[2]?.linkId).toBe(asked[1]?.linkId)
})

test('nothing is asked for without an account, nor before all that was recorded is sent', async () => {
  const { asked, line, links } = world()
  line.hasAccount = false
  expect(await links.make(ASK)).toBe(null)
  line.hasAccount = true
  line.waitingOps = 3
  expect(await links.make(ASK)).toBe(null)
  expect([asked, line.sent]).toEqual([[], 1])
})

test('a payment is waited for while somebody looks, and ten minutes at most', async () => {
  const { awaited, links, pass } = world()
  links.watch(true)
  links.watch(true)
  links.watch(false)
  expect(awaited.at(-1)).toBe(true)
  links.watch(false)
  expect(awaited.at(-1)).toBe(false)
  links.watch(false)
  links.watch(true)
  expect(awaited.at(-1)).toBe(true)
  await pass(10 * 60_000)
  expect(awaited.at(-1)).toBe(false)
})
