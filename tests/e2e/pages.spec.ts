import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { addParty, ask, entry, type Hands, openNewShop } from './at-the-counter.ts'
import { answerSaveDialog, type RunningApp, removeUserData } from './launch.ts'
import { readPdf } from './read-pdf.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const A4 = [595, 842]
const placeFor = (name: string) => path.join(running.userData, name)

async function savedPdf(name: string, press: () => Promise<void>) {
  const file = placeFor(name)
  await answerSaveDialog(running.app, file)
  await press()
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
  return readPdf(file)
}

/** What `statement-a4.png` of the docs was made of: looked at, not compared. */
const keep = (name: string): void => {
  const wanted = process.env.KEEP_PDF
  if (wanted) copyFileSync(placeFor(name), path.join(wanted, name))
}

test('an account of 200 lines in Hindi: every line once, the head on every page, every font inside', async () => {
  await ask(page, 'settings.change', {
    language: 'hi',
    shopName: 'शर्मा ट्रेडर्स',
    shopPlace: 'करोल बाग़, दिल्ली',
    shopPhone: '98100 12345',
    upiAddress: 'sharma@examplebank'
  })
  const party = await addParty(page, 'रमेश किराना <& Sons>')
  const numbers: string[] = []
  for (let line = 1; line <= 200; line++) {
    const text = `माल पंक्ति ${String(line).padStart(3, '0')}`
    numbers.push((await ask(page, 'entry.record', entry.creditSale(party, 100 + line, text))).entry.number)
  }
  const pdf = await savedPdf('statement.pdf', async () => {
    await ask(page, 'export.pdf', { paper: { type: 'statement', partyId: party } })
  })
  keep('statement.pdf')
  expect(pdf.size.map(Math.round)).toEqual(A4)
  expect(pdf.pages.length).toBeGreaterThan(3)
  expect(pdf.isEveryFontInside).toBe(true)
  expect(pdf.fontNames.every((name) => name.includes('Noto') || name === '[none]')).toBe(true)
  const all = pdf.pages.join('\n')
  for (const number of numbers) expect(all.split(number).length - 1, number).toBe(1)
  for (const [at, words] of pdf.pages.entries()) {
    expect(words).toContain(`${at + 1} / ${pdf.pages.length}`)
    // Every page that has lines has the head above them.
    const firstLine = words.split('\n').findIndex((text) => numbers.some((number) => text.includes(number)))
    const head = words.split('\n').findIndex((text) => text.includes('तारी') && text.includes('बा'))
    if (firstLine !== -1) expect(head).toBeGreaterThanOrEqual(0)
    if (firstLine !== -1) expect(head).toBeLessThan(firstLine)
  }
  expect(all).toContain('<& Sons>')
})

test('a bill and the closed day as PDF; a folder that cannot be written is said', async () => {
  await ask(page, 'settings.change', { shopName: 'Sharma Traders', upiAddress: 'sharma@examplebank' })
  const party = await addParty(page, 'Ramesh Kirana')
  const { entry: sale } = await ask(page, 'entry.record', entry.creditSale(party, 1250, 'Rice'))
  const bill = await savedPdf('bill.pdf', async () => {
    await ask(page, 'export.pdf', { paper: { type: 'entry', entryId: sale.id } })
  })
  keep('bill.pdf')
  const sample = {
    layout: (await ask(page, 'settings.read', {})).receiptLayout,
    logo: null,
    kind: 'bill' as const,
    words: { party: 'Ramesh', place: 'Delhi', items: ['Rice', 'Sugar'] }
  }
  const sheet = await ask(page, 'receipt.pagePreview', { ...sample, sheet: 'a4' })
  if (process.env.KEEP_PDF) writeFileSync(path.join(process.env.KEEP_PDF, 'sheet.png'), sheet.png)
  expect([sheet.width, sheet.height]).toEqual([794, 1123])
  expect(new Set(sheet.png).size).toBeGreaterThan(100)
  expect(bill.pages).toHaveLength(1)
  expect(bill.isEveryFontInside).toBe(true)
  for (const words of ['Sharma Traders', 'Ramesh Kirana', sale.number, '1,250.00', 'Page 1 of 1'])
    expect(bill.pages[0]).toContain(words)

  await answerSaveDialog(running.app, '/nowhere/at/all.pdf')
  const refused = await page.evaluate(
    (id) =>
      (
        window as unknown as { counterbook: Record<string, Record<string, (input: unknown) => Promise<unknown>>> }
      ).counterbook.export?.pdf?.({ paper: { type: 'entry', entryId: id } }),
    sale.id
  )
  expect(refused).toMatchObject({ ok: false, failure: { code: 'export/not-writable' } })
  expect(readFileSync(placeFor('bill.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
})

test('from right to left, with a second language beside it, from the same fonts everywhere', async () => {
  await ask(page, 'settings.change', {
    shopName: 'شرما ٹریڈرز',
    upiAddress: 'sharma@examplebank',
    receiptLanguage: 'ur',
    receiptSecondLanguage: 'hi'
  })
  const party = await addParty(page, 'Ramesh Kirana')
  const { entry: sale } = await ask(page, 'entry.record', entry.creditSale(party, 1250, 'چاول 25 kg'))
  const bill = await savedPdf('urdu.pdf', async () => {
    await ask(page, 'export.pdf', { paper: { type: 'entry', entryId: sale.id } })
  })
  keep('urdu.pdf')
  expect(bill.pages).toHaveLength(1)
  expect(bill.isEveryFontInside).toBe(true)
  for (const face of ['NotoSansArabic', 'NotoSansDevanagari', 'NotoSans-'])
    expect(bill.fontNames.some((name) => name.includes(face))).toBe(true)
  for (const words of ['Ramesh Kirana', sale.number, '1,250.00']) expect(bill.pages[0]).toContain(words)
})

test('Alt+S saves what is in sight: the account, the entry in its dialog, the day that was closed', async () => {
  await ask(page, 'settings.change', { shopName: 'Sharma Traders' })
  const party = await addParty(page, 'Ramesh Kirana')
  const { entry: sale } = await ask(page, 'entry.record', entry.creditSale(party, 1250, 'Rice'))
  await hands.press('Alt+l', 'Enter')
  await expect(page.locator('[data-screen="statement"]')).toBeVisible()
  await expect(page.locator('[data-screen="statement"]')).toContainText('Rice')
  const account = await savedPdf('account.pdf', () => hands.press('Alt+s'))
  expect(account.pages[0]).toContain('Ramesh Kirana')
  await expect(page.locator('[data-screen="statement"] .page-word')).toContainText('account.pdf')
  await hands.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(sale.number)
  const bill = await savedPdf('bill-of-dialog.pdf', () => hands.press('Alt+s'))
  expect(bill.pages[0]).toContain(sale.number)
  await expect(page.getByRole('dialog')).toContainText('bill-of-dialog.pdf')
  await hands.press('Escape')

  const countId = crypto.randomUUID()
  const count = { notes: [], coins: [], looseCoinsMinor: 0, tornMinor: 0, chequesMinor: 0, vouchersMinor: 0 }
  await ask(page, 'closing.count', { id: countId, count })
  await ask(page, 'closing.close', { id: crypto.randomUUID(), countId, reason: '', toOwnerMinor: 0, toBankMinor: 0 })
  await hands.press('Alt+z', 'F7', 'Enter')
  const z = await savedPdf('z.pdf', async () => {
    await expect(page.getByRole('dialog').last()).toContainText('1,250.00')
    await hands.press('Alt+s')
  })
  keep('z.pdf')
  expect(z.pages).toHaveLength(1)
  expect(z.pages[0]).toContain('1,250.00')
})

test('a printer of sheets gets its jobs by the queue: a PDF, looked at as a sheet', async () => {
  const file = placeFor('sheets.pdf')
  const { printers } = await ask(page, 'settings.read', {})
  await answerSaveDialog(running.app, file)
  const found = await ask(page, 'printer.chooseFile', {})
  await ask(page, 'printer.add', {
    id: 'office',
    name: 'Office',
    widthDots: 576,
    hasCutter: false,
    hasDrawer: false,
    profile: 'generic',
    paper: 'a5',
    words: 'auto',
    codePage: null,
    status: null,
    fence: null,
    reach: { type: 'found', token: found?.token ?? '' },
    roles: { receipts: false, closing: false, bills: true }
  })
  const party = await addParty(page, 'Ramesh Kirana')
  const { entry: sale } = await ask(page, 'entry.record', entry.creditSale(party, 1250, 'Rice'))
  await expect
    .poll(async () => (await ask(page, 'entry.get', { entryId: sale.id })).printState, { timeout: 30_000 })
    .toBe('printed')
  const bill = readPdf(file)
  expect(bill.size.map(Math.round)).toEqual([420, 595])
  expect(bill.pages.join()).toContain(sale.number)
  const { printJobId } = await ask(page, 'entry.get', { entryId: sale.id })
  const paper = await ask(page, 'print.paper', { jobId: printJobId ?? '' })
  expect([paper.widthDots, paper.heightDots]).toEqual([559, 794])
  // What nobody put a name to stays on the roll.
  const { entry: cash } = await ask(page, 'entry.record', entry.cashSale(260))
  const [job] = await ask(page, 'print.queue', { limit: 1 })
  expect(job).toMatchObject({ printerName: printers[0]?.name })
  expect(cash.number).not.toBe('')
})

test('a bill of 300 lines as PDF: each once, the head on every sheet, the sums once at the end; twelve lines fill one sheet', async () => {
  await ask(page, 'settings.change', {
    shopName: 'Sharma Traders',
    shopAddress: '2114 Katra Ishwar Bhawan, Khari Baoli, Delhi 110006',
    shopGstin: '07AAACR5055K1Z9',
    shopState: '07',
    upiAddress: 'sharma@examplebank',
    printOnAccept: false
  })
  const party = await addParty(page, 'Ramesh Kirana')
  const lineOf = (at: number) => ({
    itemId: null,
    text: `Goods ${String(at + 1).padStart(3, '0')}`,
    hsn: ['340111', '853952', '190531'][at % 3] ?? '',
    taxRule: at % 2 === 0 ? 'gst-18' : 'gst-5',
    said: [{ count: (at + 1) * 1000, unit: 'PCS' as const }],
    rate: 12_500,
    rateUnit: 'PCS' as const,
    amountMinor: 1_250 * (at + 1),
    discount: null
  })
  const saved = async (name: string, count: number) => {
    const id = crypto.randomUUID()
    const { bill } = await ask(page, 'bill.record', {
      kind: 'sale',
      id,
      partyId: party,
      bookOn: null,
      occurredOn: null,
      lines: Array.from({ length: count }, (_, at) => lineOf(at)),
      tender: { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
    })
    const pdf = await savedPdf(name, async () => {
      await ask(page, 'export.pdf', { paper: { type: 'entry', entryId: id } })
    })
    keep(name)
    return { pdf, number: bill.row.number }
  }
  const long = await saved('bill-300.pdf', 300)
  const all = long.pdf.pages.join('\n')
  for (let at = 0; at < 300; at++) expect(all.split(lineOf(at).text)).toHaveLength(2)
  expect(long.pdf.pages.length).toBeGreaterThan(5)
  for (const [at, words] of long.pdf.pages.entries()) {
    expect(words).toContain(`Page ${at + 1} of ${long.pdf.pages.length}`)
    if (words.includes('Goods ')) expect(words).toMatch(/Item\s+HSN\s+Qty\s+Rate/)
  }
  expect(all.split('Taxable value')).toHaveLength(2)
  expect(all.split('Authorised signatory')).toHaveLength(2)
  const short = await saved('bill-12.pdf', 12)
  expect(short.pdf.pages).toHaveLength(1)
  expect(short.pdf.isEveryFontInside).toBe(true)
  for (const words of [
    'Tax Invoice',
    short.number,
    '07AAACR5055K1Z9',
    'Original for recipient',
    'Authorised signatory'
  ])
    expect(short.pdf.pages[0]).toContain(words)
})
