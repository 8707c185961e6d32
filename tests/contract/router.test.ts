import { describe, expect, it } from 'vitest'
import { createRouter, type RouterOptions, SLOW_CALL_MS } from '#main/ipc/router.ts'
import { CHANNELS } from '#shared/contract/channels.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'

const PARTY_ID = '6a1f8f5e-3a41-4a57-9a68-1d5f1f0f9c11'
type Line = { event: string; facts: object; cause?: unknown }

/** Handlers that were never meant to be reached, but for those given. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const rest = Object.fromEntries(CHANNELS.map((channel) => [channel, () => refuse('entry/not-found')]))
  return { ...rest, ...some } as Handlers
}

function routerWith(some: Partial<Handlers>, options: Partial<RouterOptions<string>> = {}) {
  const lines: Line[] = []
  const router = createRouter<string>(handlersWith(some), {
    isTrustedSender: (sender) => sender === 'app',
    classify: () => null,
    elapsedMs: () => 0,
    log: {
      warn: (event, facts) => lines.push({ event, facts }),
      error: (event, cause, facts) => lines.push({ event, facts, cause })
    },
    ...options
  })
  return { router, lines }
}

describe('the router', () => {
  it('answers with the value of the use case', async () => {
    const { router, lines } = routerWith({ 'shop.list': () => [] })
    expect(await router.call('shop.list', 'app', {})).toEqual({ ok: true, value: [] })
    expect(lines).toEqual([])
  })

  it('waits for a use case that takes its time', async () => {
    const { router } = routerWith({ 'import.choose': async () => ({ fileToken: 't', fileName: 'a.csv' }) })
    expect(await router.call('import.choose', 'app', {})).toEqual({
      ok: true,
      value: { fileToken: 't', fileName: 'a.csv' }
    })
  })

  it.each(CHANNELS)('%s is reachable, and refuses a field that it does not know', async (channel) => {
    const { router } = routerWith({})
    expect(await router.call(channel, 'app', { sql: 1 })).toMatchObject({ ok: false })
    expect(await router.call(channel, 'app', { sql: 1 })).not.toMatchObject({
      failure: { code: 'input/unknown-channel' }
    })
  })

  it.each(CHANNELS)('%s answers no stranger, and does not run', async (channel) => {
    const { router } = routerWith(handlersWith({}))
    expect(await router.call(channel, 'stranger', {})).toEqual({
      ok: false,
      failure: { code: 'input/unknown-channel' }
    })
  })

  it.each(['', 'app', 'app.quit', 'constructor', '__proto__', 'toString'])(
    'does not know the channel %j',
    async (channel) => {
      const { router, lines } = routerWith({})
      expect(await router.call(channel, 'app', {})).toEqual({ ok: false, failure: { code: 'input/unknown-channel' } })
      expect(JSON.stringify(lines)).not.toContain(channel || '""')
    }
  )

  it('does not run a use case with a wrong input, and names the field', async () => {
    const inputs: unknown[] = []
    const { router } = routerWith({ 'shop.open': (input) => inputs.push(input) as never })
    expect(await router.call('shop.open', 'app', { key: 7 })).toEqual({
      ok: false,
      failure: { code: 'input/invalid', field: 'key' }
    })
    expect(inputs).toEqual([])
  })

  it('gives the use case the input with its defaults', async () => {
    const inputs: unknown[] = []
    const { router } = routerWith({ 'party.add': (input) => inputs.push(input) as never })
    await router.call('party.add', 'app', { id: PARTY_ID, name: 'Ramesh', kind: 'customer' })
    expect(inputs).toEqual([{ id: PARTY_ID, name: 'Ramesh', kind: 'customer', phone: '', place: '', alias: '' }])
  })

  it('hands out no answer that breaks the contract', async () => {
    const { router, lines } = routerWith({ 'shop.list': () => [{ key: 'a', secret: 'b' }] as never })
    expect(await router.call('shop.list', 'app', {})).toEqual({ ok: false, failure: { code: 'app/unexpected' } })
    expect(lines).toMatchObject([{ event: 'wrong answer', facts: { channel: 'shop.list', field: '0.name' } }])
  })

  it('passes an expected failure on as it is, thrown at once or later', async () => {
    const failure = { code: 'party/name-too-long', params: { max: 120 }, field: 'name' } as const
    const asked = { id: PARTY_ID, name: 'x', kind: 'customer' }
    const atOnce = routerWith({ 'party.add': () => refuse(failure.code, failure.params, failure.field) })
    const later = routerWith({ 'party.add': () => Promise.reject(new FailureError(failure)) })
    expect(await atOnce.router.call('party.add', 'app', asked)).toEqual({ ok: false, failure })
    expect(await later.router.call('party.add', 'app', asked)).toEqual({ ok: false, failure })
    expect([...atOnce.lines, ...later.lines]).toEqual([])
  })

  it('gives an error of the system the code that it is classified as', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    const { router, lines } = routerWith(
      { 'shop.list': () => Promise.reject(full) },
      { classify: (error) => (error === full ? { code: 'ledger/disk-full' } : null) }
    )
    expect(await router.call('shop.list', 'app', {})).toEqual({ ok: false, failure: { code: 'ledger/disk-full' } })
    expect(lines).toEqual([{ event: 'call failed', facts: { channel: 'shop.list', code: 'ledger/disk-full' } }])
  })

  it.each([new Error('bug'), 'bug', null, undefined])(
    'turns a bug (%s) into a failure and notes it',
    async (thrown) => {
      const { router, lines } = routerWith({ 'shop.list': () => Promise.reject(thrown) })
      expect(await router.call('shop.list', 'app', {})).toEqual({ ok: false, failure: { code: 'app/unexpected' } })
      expect(lines).toEqual([{ event: 'call failed', cause: thrown, facts: { channel: 'shop.list' } }])
    }
  )

  it('stays up when the classification itself fails', async () => {
    const classify = () => {
      throw new Error('bug in the classification')
    }
    const { router, lines } = routerWith({ 'shop.list': () => Promise.reject(new Error('bug')) }, { classify })
    expect(await router.call('shop.list', 'app', {})).toEqual({ ok: false, failure: { code: 'app/unexpected' } })
    expect(lines.map((line) => line.event)).toEqual(['classification failed', 'call failed'])
  })

  it('notes a call that a person has to wait for', async () => {
    let elapsed = 0
    const { router, lines } = routerWith({ 'shop.list': () => [] }, { elapsedMs: () => (elapsed += SLOW_CALL_MS) })
    await router.call('shop.list', 'app', {})
    expect(lines).toEqual([{ event: 'slow call', facts: { channel: 'shop.list', durationMs: SLOW_CALL_MS } }])
  })
})
