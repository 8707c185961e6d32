import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { makeWorkbook } from '#tests/fixtures/import/make-workbook.ts'
import {
  ERRORS,
  rowsOf,
  SHAPES,
  type ShapeName,
  type True,
  typedOf
} from '#tests/fixtures/statements/made-statements.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

let shop: TestApp
let folder: string
let chosen = ''
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-statement-'))
  const dialogs = { ...noDialogs, chooseImportFile: async () => chosen }
  shop = openTestApp({ clock: testClock(20260401, '08:00'), facing: { dialogs } })
  await shop.call('shop.create', firstRun())
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const AMOUNTS = [500_00, 1_249_50, 500_00, 2_000_00, 750_00]

/** A week of the counter: every error, each way to be known again. */
const week: readonly True[] = Array.from({ length: 33 }, (_, no) => ({
  no,
  name: 'Ramesh Gupta',
  // Money that nobody entered is of amounts that nobody else paid.
  amountMinor: ERRORS[no % ERRORS.length] === 'entry-lost' ? 1_111_00 + no : (AMOUNTS[no % AMOUNTS.length] ?? 0),
  day: Math.trunc(no / 7),
  minute: 600 + (no % 7) * 37,
  utr: String(609_112_345_007 + no * 113),
  knownBy: (['code', 'digits', 'nothing'] as const)[Math.trunc(no / ERRORS.length) % 3] ?? 'code',
  error: ERRORS[no % ERRORS.length] ?? 'none'
}))

interface Kept {
  readonly entryId: string
  readonly number: string
}

/** Keeps the book of that week, as its errors have it. */
async function keepBook(): Promise<Map<number, Kept>> {
  const kept = new Map<number, Kept>()
  for (const one of week) {
    if (one.error === 'entry-lost') continue
    const hour = String(Math.trunc(one.minute / 60)).padStart(2, '0')
    shop.clock.set(20260401 + one.day, `${hour}:${String(one.minute % 60).padStart(2, '0')}`)
    const amount = one.error === 'other-amount' ? one.amountMinor + 100 : one.amountMinor
    const note = one.knownBy === 'digits' ? `UTR ${typedOf(one)}` : ''
    const { entry } = await shop.call('entry.record', { ...ask.sale(null, amount, { upiMinor: amount }), note })
    kept.set(one.no, { entryId: entry.id, number: entry.number })
  }
  return kept
}

function write(name: string, content: string | Uint8Array): void {
  chosen = path.join(folder, name)
  writeFileSync(chosen, content)
}

const asText = (rows: readonly (readonly string[])[], mark: string) =>
  rows.map((row) => row.map((cell) => (cell.includes(mark) ? `"${cell}"` : cell)).join(mark)).join('\r\n')

/** The three files: CSV with old Windows letters, tab-separated UTF-16 that calls itself .xls, and a real workbook. */
const WRITERS: Record<ShapeName, (rows: readonly string[][]) => void> = {
  hdfc: (rows) => write('hdfc-april.csv', Buffer.from(asText(rows, ','), 'latin1')),
  sbi: (rows) => write('sbi-april.xls', Buffer.from(`\ufeff${asText(rows, '\t')}`, 'utf16le')),
  phonepe: (rows) => write('phonepe.xlsx', makeWorkbook(rows))
}

async function plan() {
  const file = await shop.call('statement.choose', {})
  return shop.call('statement.plan', { fileToken: file?.fileToken ?? '', columns: null, dateOrder: null })
}

describe.each(Object.keys(SHAPES) as ShapeName[])('a statement as %s writes it, with seeded errors', (shape) => {
  test('matched, unsure and missing are counted, no match is false, and the book proves it', async () => {
    const kept = await keepBook()
    shop.clock.set(20260406, '09:00')
    WRITERS[shape](SHAPES[shape](rowsOf(week, ({ no }) => kept.get(no)?.number ?? `XX/26-27/${no}`)))
    const dryRun = await plan()
    expect(dryRun).toMatchObject({
      ruleId: shape === 'phonepe' ? 'phonepe-business' : shape,
      missing: [],
      matched: { count: 12 },
      fromOn: 20260401,
      toOn: 20260406
    })
    expect(dryRun.counts).toMatchObject({ in: 27, out: 3, duplicate: 3, leftOut: 0 })
    expect([dryRun.unsure.count, dryRun.missingPayments.count, dryRun.missingLines.count]).toEqual([16, 2, 3])

    const result = await shop.call('statement.take', { id: newId(), planId: dryRun.planId })
    expect(result).toMatchObject({ outcome: 'recorded', proved: { count: 12 }, taken: { count: 27 }, isProved: true })

    const proved = await shop.call('payment.list', { filter: 'proved', offset: 0, limit: 500 })
    const truthOf = new Map(week.map((one) => [kept.get(one.no)?.entryId, one]))
    expect(proved.payments.length).toBe(12)
    for (const payment of proved.payments)
      expect(payment.proved?.line.reference).toBe(truthOf.get(payment.entryId)?.utr)
    expect(proved.waiting.count).toBe(kept.size - 12)
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })

    const again = await plan()
    expect(again).toMatchObject({ known: { count: 27 }, fresh: { count: 0 }, matched: { count: 0 } })
    expect(await shop.failure('statement.take', { id: newId(), planId: again.planId })).toMatchObject({
      code: 'import/nothing-to-import'
    })
  })
})

test('a statement that no server would take is refused before a line of it is recorded', async () => {
  const HEAD = ['Date', 'Narration', 'Chq./Ref.No.', 'Value Dt', 'Withdrawal Amt.', 'Deposit Amt.', 'Closing Balance']
  const rows = Array.from({ length: 16_000 }, (_, no) => {
    const reference = String(609_112_345_007 + no)
    // Three bytes a letter, and one in the length that is looked at first.
    return ['01/04/26', `UPI ${reference} ${'\u0930\u093e\u092e '.repeat(80)}`, reference, '01/04/26', '', '500.00', '']
  })
  write('wide.xlsx', makeWorkbook([HEAD, ...rows]))
  const { planId } = await plan()
  const before = (await shop.call('ledger.verify', {})).opCount
  expect(await shop.failure('statement.take', { id: newId(), planId })).toEqual({
    code: 'journal/fact-too-large',
    params: { most: 8 }
  })
  expect((await shop.call('ledger.verify', {})).opCount).toBe(before)
}, 120_000)

describe('one payment', () => {
  const HDFC = ['Date', 'Narration', 'Chq./Ref.No.', 'Value Dt', 'Withdrawal Amt.', 'Deposit Amt.', 'Closing Balance']
  const take = async (rows: readonly string[][]) => {
    write(`hdfc-${newId()}.csv`, asText([HDFC, ...rows], ','))
    const { planId } = await plan()
    return shop.call('statement.take', { id: newId(), planId })
  }
  const sale = async (note = '') =>
    (await shop.call('entry.record', { ...ask.sale(null, 500_00, { upiMinor: 500_00 }), note })).entry
  const row = (reference: string) => ['01/04/26', 'UPI', reference, '01/04/26', '', '500.00', '']
  const stateOf = async (entryId: string) => (await shop.call('entry.get', { entryId })).upiState

  test('waiting, claimed, proved and back: each with who and when', async () => {
    const entry = await sale('609112345678')
    expect(await stateOf(entry.id)).toBe('waiting')
    await shop.call('upi.mark', { id: newId(), entryId: entry.id, state: 'claimed' })
    await take([row('609112345678')])
    expect(await stateOf(entry.id)).toBe('proved')
    expect((await shop.call('counter.summary', {})).upiUnprovedCount).toBe(0)
    expect(await shop.failure('upi.mark', { id: newId(), entryId: entry.id, state: 'claimed' })).toMatchObject({
      code: 'upi/state-backwards'
    })
    const { payments } = await shop.call('payment.list', { filter: 'proved', offset: 0, limit: 10 })
    expect(payments[0]).toMatchObject({
      state: 'proved',
      entered: { personName: 'Ravi' },
      claimed: { personName: 'Ravi' },
      proved: { personName: 'Ravi', reasons: ['reference', 'amount', 'same-day'] }
    })
    const doubted = await shop.call('payment.doubt', { entryId: entry.id, reason: 'the other Ramesh' })
    expect(doubted.payment).toMatchObject({ state: 'claimed', proved: null })
    expect((await shop.call('counter.summary', {})).upiUnprovedCount).toBe(1)
    expect(await shop.failure('payment.doubt', { entryId: entry.id, reason: 'x' })).toMatchObject({
      code: 'payment/not-proved'
    })
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('a proof that was taken back is not given again by the next statement', async () => {
    const entry = await sale('609112345678')
    await take([row('609112345678')])
    await shop.call('payment.doubt', { entryId: entry.id, reason: 'never came' })
    const next = await take([row('609112345678'), row('609112345690')])
    expect(next).toMatchObject({ proved: { count: 0 } })
    expect(await stateOf(entry.id)).toBe('waiting')
    const review = await shop.call('payment.review', {})
    const lines = review.unsure.flatMap(({ candidates }) => candidates.map(({ line }) => line.reference))
    expect(lines).toEqual(['609112345690'])
    // The person who took it back may be wrong as well: said by hand, the line proves it again.
    const proofs = [{ entryId: entry.id, fingerprint: 'utr:609112345678:50000' }]
    expect(await shop.call('payment.prove', { proofs })).toMatchObject({ provedCount: 1 })
    expect(await shop.call('payment.doubt', { entryId: entry.id, reason: 'again' })).toMatchObject({
      payment: { state: 'waiting' }
    })
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('money of a proved line that a later statement shows going out again is said', async () => {
    const entry = await sale('609112345678')
    await take([row('609112345678'), row('609112345690')])
    const back = (reference: string) => ['03/04/26', 'REVERSAL', reference, '03/04/26', '500.00', '', '']
    const late = await sale('609112345690')
    write('hdfc-back.csv', asText([HDFC, back('609112345678'), back('609112345690')], ','))
    const dryRun = await plan()
    expect(dryRun.remarks).toEqual([
      { line: 2, column: '', remark: 'proof-taken-back', isLeftOut: true, value: entry.number },
      { line: 3, column: '', remark: 'taken-back', isLeftOut: true, value: '609112345690' }
    ])
    // A line whose money went out again proves nothing.
    expect(dryRun.matched.count).toBe(0)
    expect(await stateOf(late.id)).toBe('waiting')
    write('hdfc-both.csv', asText([HDFC, row('609112345678'), back('609112345678')], ','))
    expect((await plan()).remarks.map(({ remark, value }) => [remark, value])).toContainEqual([
      ...['proof-taken-back', entry.number]
    ])
  })

  test('the same number and amount in a statement of another month is another line', async () => {
    const narrated = (on: string) => [on, 'SETTLEMENT 123456789012', '', on, '', '500.00', '']
    await take([narrated('01/04/26')])
    expect(await take([narrated('03/04/26'), row('609112345678')])).toMatchObject({ taken: { count: 1 } })
    expect(await take([narrated('01/05/26')])).toMatchObject({ taken: { count: 1 } })
    write('again.csv', asText([HDFC, narrated('01/05/26')], ','))
    expect(await plan()).toMatchObject({ known: { count: 1 }, fresh: { count: 0 } })
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('what is not sure is asked, said by hand, and not asked again once refused', async () => {
    const [first, second] = [await sale(), await sale()]
    await take([row('609112345678')])
    const review = await shop.call('payment.review', {})
    expect(review.unsure.length).toBe(2)
    expect(review.unsure[0]?.candidates[0]?.reasons).toContain('more-payments')
    const fingerprint = review.unsure[0]?.candidates[0]?.line.fingerprint ?? ''
    expect(await shop.call('payment.refuse', { entryId: first.id, fingerprint })).toEqual({ outcome: 'recorded' })
    expect(await shop.call('payment.refuse', { entryId: first.id, fingerprint })).toEqual({ outcome: 'exists' })
    const after = await shop.call('payment.review', {})
    expect(after.unsure.map(({ payment }) => payment.entryId)).toEqual([second.id])
    const proofs = [{ entryId: second.id, fingerprint }]
    expect(await shop.call('payment.prove', { proofs })).toEqual({ outcome: 'recorded', provedCount: 1 })
    expect(await shop.call('payment.prove', { proofs })).toEqual({ outcome: 'exists', provedCount: 0 })
    const other = { proofs: [{ entryId: first.id, fingerprint }] }
    expect(await shop.failure('payment.prove', other)).toMatchObject({ code: 'payment/line-taken' })
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('a line whose entry was undone proves the one that was entered again', async () => {
    const wrong = await sale('609112345678')
    await take([row('609112345678')])
    await shop.call('entry.reverse', { id: newId(), entryId: wrong.id, reason: 'wrong party' })
    const right = await sale('609112345678')
    const review = await shop.call('payment.review', {})
    expect(review.unsure).toMatchObject([{ payment: { entryId: right.id }, candidates: [{ isLikely: true }] }])
    const fingerprint = review.unsure[0]?.candidates[0]?.line.fingerprint ?? ''
    await shop.call('payment.prove', { proofs: [{ entryId: right.id, fingerprint }] })
    expect(await stateOf(right.id)).toBe('proved')
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('another amount, an unknown line, no UPI: refused, and nothing is written', async () => {
    const entry = await sale()
    await take([['01/04/26', 'UPI', '609112345678', '', '', '499.00', '']])
    const line = 'utr:609112345678:49900'
    const cash = (await shop.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))).entry
    const failed = async (entryId: string, fingerprint: string) =>
      (await shop.failure('payment.prove', { proofs: [{ entryId, fingerprint }] }))?.code
    expect(await failed(entry.id, line)).toBe('payment/amount-differs')
    expect(await failed(entry.id, 'utr:1:1')).toBe('payment/line-unknown')
    expect(await failed(cash.id, line)).toBe('payment/not-found')
    expect(await failed(newId(), line)).toBe('payment/not-found')
  })

  test('a payment that waits can be asked for again, with the reference of its paper', async () => {
    const { id, number } = await sale()
    const asked = await shop.call('payment.ask', { of: { type: 'payment', entryId: id } })
    expect(asked).toMatchObject({ payTo: 'sharma@examplebank', amountMinor: 500_00, isPersonal: true })
    expect(asked.link).toContain(`tr=${number.replaceAll('/', '-')}`)
    expect(asked.qr?.length).toBeGreaterThan(20)
    expect(await shop.failure('payment.ask', { of: { type: 'payment', entryId: newId() } })).toMatchObject({
      code: 'payment/not-found'
    })
    await shop.call('settings.change', { upiAddress: '' })
    expect(await shop.failure('payment.ask', { of: { type: 'payment', entryId: id } })).toMatchObject({
      code: 'payment/no-address'
    })
  })

  test('a plan that the book has passed is not written', async () => {
    await sale('609112345678')
    write('hdfc.csv', asText([HDFC, row('609112345678')], ','))
    const dryRun = await plan()
    await sale('609112345678')
    expect(await shop.failure('statement.take', { id: newId(), planId: dryRun.planId })).toMatchObject({
      code: 'import/plan-stale'
    })
    expect((await shop.call('payment.list', { filter: 'unproved', offset: 0, limit: 10 })).payments.length).toBe(2)
  })

  test('what was recorded since the dry run and changes nothing of it does not stop it', async () => {
    await sale('609112345678')
    write('hdfc.csv', asText([HDFC, row('609112345678')], ','))
    const dryRun = await plan()
    await shop.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))
    const taken = await shop.call('statement.take', { id: newId(), planId: dryRun.planId })
    expect(taken).toMatchObject({ outcome: 'recorded', proved: { count: 1 } })
  })

  test('the counter records while payments are held against lines', async () => {
    await sale('609112345678')
    await take([row('609112345690')])
    let isAnswered = false
    const review = shop.call('payment.review', {}).then((answer) => {
      isAnswered = true
      return answer
    })
    await sale()
    expect(isAnswered).toBe(false)
    expect((await review).unsure.length).toBeGreaterThan(0)
  })

  test('what is not proved stands in the Z, with party, amount and time', async () => {
    const asha = (await shop.call('party.add', ask.party('Asha Sweets'))).party.id
    const { entry } = await shop.call('entry.record', ask.got(asha, { upiMinor: 75_00 }))
    await shop.call('upi.mark', { id: newId(), entryId: entry.id, state: 'claimed' })
    const proved = await sale('609112345678')
    await take([row('609112345678')])
    const waiting = await sale()
    const count = { id: newId(), count: ask.count({ loose: 2_000_00 }) }
    await shop.call('closing.count', count)
    const close = { id: newId(), countId: count.id, reason: '', toOwnerMinor: 0, toBankMinor: 0 }
    const { closing } = await shop.call('closing.close', close)
    expect(closing.unproved).toEqual({
      payments: [
        { number: entry.number, partyName: 'Asha Sweets', amountMinor: 75_00, time: '08:00', state: 'claimed' },
        { number: waiting.number, partyName: '', amountMinor: 500_00, time: '08:00', state: 'waiting' }
      ],
      moreCount: 0
    })
    const [job] = await shop.call('print.queue', { limit: 1 })
    const paper = await shop.call('print.paper', { jobId: job?.id ?? '' })
    expect(paper.png.length).toBeGreaterThan(0)
    if (process.env.PICTURES !== undefined) writeFileSync(path.join(process.env.PICTURES, 'z.png'), paper.png)
    expect(closing.unproved?.payments.map(({ number }) => number)).not.toContain(proved.number)
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('columns that a person set right are known the next time', async () => {
    const rows = [
      ['Kiosk', 'When', 'How much', 'Number'],
      ['7', '01-04-2026', '500.00', '609112345678']
    ]
    write('kiosk.csv', asText(rows, ','))
    const file = await shop.call('statement.choose', {})
    const fileToken = file?.fileToken ?? ''
    const first = await shop.call('statement.plan', { fileToken, columns: null, dateOrder: null })
    expect(first.missing).toEqual(['date', 'credit'])
    expect(await shop.failure('statement.take', { id: newId(), planId: first.planId })).toMatchObject({
      code: 'import/columns-missing'
    })
    const columns = { date: 1, amount: 2, reference: 3 }
    const set = await shop.call('statement.plan', { fileToken, columns, dateOrder: null })
    await shop.call('statement.take', { id: newId(), planId: set.planId })
    const [head = [], body = []] = rows
    write('kiosk-may.csv', asText([head, body.with(3, '609112345679')], ','))
    expect(await plan()).toMatchObject({ isLearned: true, missing: [], fresh: { count: 1 } })
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test.each<[string, string, Uint8Array]>([
    ['a PDF', 'import/not-a-csv-or-xlsx', Buffer.from('%PDF-1.7 statement')],
    ['an old binary .xls', 'import/not-a-csv-or-xlsx', Buffer.from('d0cf11e0a1b11ae1'.repeat(40), 'hex')],
    ['a page of the web that calls itself .xls', 'import/not-a-csv-or-xlsx', Buffer.from('<html><table></table>')],
    ['an empty file', 'import/empty', Buffer.alloc(0)],
    ['a quote that never ends', 'import/unreadable', Buffer.from('Date,Credit\n"01-04-2026,5\n')],
    ['200 MB', 'import/too-large', Buffer.alloc(0)]
  ])('%s is refused before anything is written', async (what, code, bytes) => {
    write('statement.xls', bytes)
    if (what === '200 MB') {
      const { truncateSync } = await import('node:fs')
      truncateSync(chosen, 200_000_000)
    }
    const file = await shop.call('statement.choose', {})
    const asked = { fileToken: file?.fileToken ?? '', columns: null, dateOrder: null }
    expect((await shop.failure('statement.plan', asked))?.code).toBe(code)
  })
})
