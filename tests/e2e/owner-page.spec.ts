import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { mintLoginLink } from '#cloud/app/owner-login.ts'
import { loginTools } from '#cloud/http/routes/login-routes.ts'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { makeOwner, type TestOwner } from '#tests/support/cloud-owner.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

/** Where the pictures go that a person looks at. */
const PICTURES = 'test-results/owner-page'
const PHONE = { width: 390, height: 844 }
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

let cloud: TestCloud
let owner: TestOwner
let partyId: string
let origin: string

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

test.beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  cloud = await openTestCloud({ settings: { publicUrl: origin } })
  await cloud.app.listen({ port, host: '127.0.0.1' })
  const book = await makeWholeBook()
  cloud.clock.ms = Date.UTC(2026, 10, 21, 9)
  owner = await makeOwner(cloud, opsOfFile(book.file))
  await owner.get('/owner')
  const parties = await cloud.database.withAccount(owner.accountId, (run) =>
    run.selectFrom('owner_party').select('party_id').orderBy('balance_minor', 'desc').execute()
  )
  partyId = parties[0]?.party_id ?? ''
  mkdirSync(PICTURES, { recursive: true })
})
test.afterAll(() => cloud.close())

/** A phone's browser; `textPercent` is what its owner set as the size of text. */
async function openPhone(
  options: { readonly scheme?: 'light' | 'dark'; readonly textPercent?: number; readonly language?: string } = {}
): Promise<{ readonly browser: Browser; readonly page: Page; readonly complaints: string[] }> {
  const fontSize = Math.round((16 * (options.textPercent ?? 100)) / 100)
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [`--blink-settings=defaultFontSize=${fontSize}`, '--no-sandbox']
  })
  const context = await browser.newContext({
    ...{ viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    ...{ colorScheme: options.scheme ?? 'light', locale: options.language ?? 'en' }
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => void complaints.push(String(error)))
  return { browser, page, complaints }
}

async function enter(page: Page): Promise<void> {
  const { url } = await mintLoginLink(loginTools(cloud.cloud), owner.accountId)
  await page.goto(url)
  await page.getByRole('button').click()
  await expect(page).toHaveURL(`${origin}/owner`)
}

const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

/** Nothing sticks out, nothing is unreadable or without a name, and the page is looked at. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
  expect(await fits(page), `${name} is wider than the phone`).toBe(true)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([])
}

const LOOKS = [
  { name: 'en-light', scheme: 'light', language: 'en', textPercent: 100 },
  { name: 'en-dark-200', scheme: 'dark', language: 'en', textPercent: 200 },
  { name: 'hi-dark', scheme: 'dark', language: 'hi', textPercent: 100 },
  { name: 'hi-light-200', scheme: 'light', language: 'hi', textPercent: 200 }
] as const

for (const { name, ...options } of LOOKS)
  test(`the owner's pages on a phone: ${name}`, async () => {
    await owner.post('/owner/choices', { language: options.language })
    const { browser, page, complaints } = await openPhone(options)
    await page.goto(`${origin}/owner`)
    await expect(page).toHaveURL(`${origin}/owner/enter`)
    await look(page, `${name}-door`)
    await enter(page)
    await page.goto(`${origin}/owner?day=2026-11-21`)
    await expect(page.locator('html')).toHaveAttribute('lang', options.language)
    await look(page, `${name}-day`)
    for (const place of ['parties', `parties/${partyId}`, 'closings', 'choices']) {
      await page.goto(`${origin}/owner/${place}`)
      await look(page, `${name}-${place.replace(/\/.*/, '-statement')}`)
    }
    expect(complaints).toEqual([])
    await browser.close()
  })

test('the owner finds a party, reads its account, walks through days and leaves, by touch and by keyboard', async () => {
  await owner.post('/owner/choices', { language: 'en' })
  const { browser, page, complaints } = await openPhone()
  await enter(page)
  await page.getByRole('link', { name: 'Who owes' }).tap()
  await page.getByLabel('Find a party').fill('ramesh')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'रमेश किराना' }).tap()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement of रमेश किराना')
  await page.getByRole('link', { name: 'Day', exact: true }).tap()
  await page.getByRole('link', { name: 'The day before' }).tap()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('20-11-2026')
  await page.getByRole('link', { name: 'The day after' }).tap()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Today, 21-11-2026')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Go to the content' })).toBeFocused()
  await page.getByRole('link', { name: 'Settings' }).tap()
  await page.getByLabel('Language of these pages').selectOption('hi')
  await page.getByRole('button', { name: 'Save' }).first().tap()
  await expect(page.getByRole('status')).toHaveText('सहेज लिया।')
  await page.getByRole('button', { name: 'बाहर निकलें' }).tap()
  await expect(page).toHaveURL(`${origin}/owner/enter`)
  await page.goto(`${origin}/owner`)
  await expect(page).toHaveURL(`${origin}/owner/enter`)
  expect(complaints).toEqual([])
  await browser.close()
})

for (const { name, ...options } of LOOKS)
  test(`a party's page on a phone: ${name}`, async () => {
    await owner.post('/owner/choices', { language: options.language })
    const made = await cloud.app.inject({
      ...{ method: 'POST', url: '/v1/links', headers: owner.device.headers },
      payload: {
        ...{ linkId: randomUUID(), kind: 'statement', partyId, amountMinor: null, reference: 'A1-26-27-7-S' },
        ...{ title: '', days: 30, isByGateway: false }
      }
    })
    const { url } = made.json() as { url: string }
    const { browser, page, complaints } = await openPhone(options)
    await page.goto(url)
    await expect(page.getByRole('img')).toHaveAttribute('aria-label', /sharma@examplebank/)
    const pay = page.locator('a.pay')
    expect(await pay.getAttribute('href')).toMatch(/^upi:\/\/pay\?pa=sharma@examplebank&.*am=\d+\.\d\d&cu=INR/)
    await look(page, `${name}-party`)
    expect(complaints).toEqual([])
    await browser.close()
  })
