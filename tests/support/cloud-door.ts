import type { z } from 'zod'
import { type KeyTexts, newKeyTexts, privateKeyOf, signText } from '#cloud/app/ed25519.ts'
import { enrolText, tokenText } from '#shared/sync/chain.ts'
import { zEnrolled, zPairStarted, zPairState, type zToken } from '#shared/sync/wire.ts'
import type { TestCloud } from './cloud-account.ts'

/** A counter that comes through the door as a real one does: over HTTP, with keys of its own. */
export interface DoorDevice {
  readonly keys: KeyTexts
  readonly accountId: string
  readonly deviceNo: number
  readonly counterCode: string
}

/** A request, with whatever of it a test wants other. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
  readonly from?: string
}

/** An answer: its status and what it says. */
export async function ask({ app }: TestCloud, { method, url, body, headers, from }: Asked) {
  const answer = await app.inject({
    method,
    url,
    ...(body === undefined ? {} : { payload: body }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(from === undefined ? {} : { remoteAddress: from })
  })
  const said: Record<string, unknown> = answer.body.startsWith('{') ? answer.json() : {}
  return { status: answer.statusCode, said, headers: answer.headers }
}

export const sign = (keys: KeyTexts, text: string): string => signText(text, privateKeyOf(keys))

/** The body by which a key founds an account. */
export const foundBody = (keys: KeyTexts, more: object = {}) => ({
  shopName: 'Sharma Traders',
  counterName: 'Front',
  counterCode: 'KM',
  deviceKey: keys.publicKey,
  signature: sign(keys, enrolText('found', keys.publicKey, 'KM')),
  owner: '',
  appVersion: '0.1.0',
  ...more
})

export const pairBody = (keys: KeyTexts, more: object = {}) => ({
  deviceKey: keys.publicKey,
  counterName: 'Back',
  wantedCode: 'KM',
  appVersion: '0.1.0',
  signature: sign(keys, enrolText('pair', keys.publicKey, 'KM')),
  ...more
})

/** Founds an account; from an address of its own, for one address founds few. */
export async function found(cloud: TestCloud, from: string, more: object = {}): Promise<DoorDevice> {
  const keys = newKeyTexts()
  const { said } = await ask(cloud, { method: 'POST', url: '/v1/accounts', body: foundBody(keys, more), from })
  return { keys, ...zEnrolled.parse(said) }
}

/** The answer to a challenge that this device signed. */
export async function askToken(cloud: TestCloud, { accountId, deviceNo, keys }: DoorDevice) {
  // Each challenge of a device is later than the one before, and the clock of the tests stands still.
  cloud.clock.ms++
  const challenged = await ask(cloud, { method: 'POST', url: '/v1/token/challenge', body: { accountId, deviceNo } })
  const challenge = String(challenged.said.challenge)
  const signature = sign(keys, tokenText(accountId, deviceNo, challenge))
  const body = { accountId, deviceNo, challenge, signature }
  return { ...(await ask(cloud, { method: 'POST', url: '/v1/token', body })), body }
}

/** What a request of this device says of itself, with a fresh token. */
export async function bearer(cloud: TestCloud, device: DoorDevice): Promise<{ authorization: string }> {
  const { said } = await askToken(cloud, device)
  const { token } = said as z.output<typeof zToken>
  return { authorization: `Bearer ${token}` }
}

/** Pairs a further counter with the account of `by`. */
export async function pair(cloud: TestCloud, by: DoorDevice, from: string, keys = newKeyTexts()): Promise<DoorDevice> {
  const headers = await bearer(cloud, by)
  const started = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: pairBody(keys), from })
  const { pairId, code } = zPairStarted.parse(started.said)
  await ask(cloud, { method: 'POST', url: '/v1/pair/look', body: { code }, headers, from })
  const body = { pairId, deviceKey: keys.publicKey }
  await ask(cloud, { method: 'POST', url: '/v1/pair/approve', body, headers, from })
  const state = await ask(cloud, { method: 'GET', url: `/v1/pair/${pairId}`, from })
  const { enrolled } = zPairState.parse(state.said)
  if (enrolled === null) throw new Error('the pairing was not approved')
  return { keys, ...enrolled }
}
