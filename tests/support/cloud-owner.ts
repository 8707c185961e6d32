import { randomUUID } from 'node:crypto'
import { beginSession } from '#cloud/app/owner-session.ts'
import { makeAccount, type TestCloud, type TestDevice } from './cloud-account.ts'
import { putOps } from './cloud-journal.ts'
import { askSuper } from './cloud-tables.ts'

/** A shop's account with ops in its journal, and the owner's browser. */
export interface TestOwner {
  readonly device: TestDevice
  readonly accountId: string
  readonly cookie: string
  get(
    url: string
  ): Promise<{ readonly status: number; readonly body: string; readonly headers: Record<string, unknown> }>
  /** Sends a form as his browser does. */
  post(url: string, form: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: string }>
}

export async function makeOwner(cloud: TestCloud, ops: readonly string[] = []): Promise<TestOwner> {
  const device = await makeAccount(cloud.cloud)
  const { accountId } = device
  if (ops.length > 0) await putOps(cloud.cloud, accountId, 1, ops)
  const session = await beginSession(cloud.database.directory, { accountId, loginId: null }, cloud.clock.ms)
  const cookie = `counterbook=${session.secret}`
  return {
    ...{ device, accountId, cookie },
    async get(url) {
      const { statusCode, body, headers } = await cloud.app.inject({ url, headers: { cookie } })
      return { status: statusCode, body, headers }
    },
    async post(url, form) {
      const { statusCode, body } = await cloud.app.inject({
        ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
        headers: {
          ...{ cookie, origin: cloud.cloud.settings.publicUrl },
          'content-type': 'application/x-www-form-urlencoded'
        }
      })
      return { status: statusCode, body }
    }
  }
}

/** An op as a counter writes it. */
export const wireOp = (n: number, kind: string, body: object, atMs = Date.UTC(2026, 10, 22, 8)): string =>
  JSON.stringify({ b: 0, d: body, k: kind, n, t: `${atMs.toString(16).padStart(12, '0')}0000`, u: 'Ravi', v: 1 })

/** Sales on credit to a party, each in a chunk that claims to be large: the page takes one in at a time, and a request stops halfway. */
export async function putLargeSales(
  cloud: TestCloud,
  { accountId }: Pick<TestOwner, 'accountId'>,
  sales: { readonly partyId: string; readonly count: number; readonly firstN: number }
): Promise<void> {
  const { partyId: party, count, firstN } = sales
  const sale = { kind: 'sale', on: 20261122, at: Date.UTC(2026, 10, 22, 7), off: 330, amount: 100_00, credit: 100_00 }
  const ops = Array.from({ length: count }, (_, at) =>
    wireOp(firstN + at, 'entry.post', { ...sale, id: randomUUID(), party })
  )
  await putOps(cloud.cloud, accountId, 1, ops, 1)
  await askSuper(cloud.superUrl, 'update journal set raw_bytes = 5000000 where account_id = $1', [accountId])
}

/** A shop with one party that owes: what payments by link need. */
export function shopWithParty(partyId: string = randomUUID(), name = 'Ramesh Kirana', day = 20261122): string[] {
  const sale = {
    id: randomUUID(),
    kind: 'sale',
    number: 'A1/26-27/7',
    on: day,
    at: Date.UTC(2026, 10, 22, 7),
    off: 330
  }
  return [
    wireOp(1, 'shop.open', { counter: 'AA', currency: 'INR', id: randomUUID(), sample: false }),
    wireOp(2, 'settings.change', { shopName: 'Sharma Traders', upiAddress: 'sharma@examplebank', language: 'en' }),
    wireOp(3, 'party.add', { id: partyId, name, kind: 'customer', phone: '9876543210', place: 'Agra', alias: '' }),
    wireOp(4, 'entry.post', { ...sale, party: partyId, amount: 1_250_50, credit: 1_250_50, text: 'rice' })
  ]
}
