import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { asFilm, PLAIN_PHOTO, stickerPhoto } from '#tests/support/sticker-photo.ts'
import { accessFaults, ask, Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, launchApp, type RunningApp, removeUserData } from './launch.ts'

const STICKER = 'upi://pay?pa=paytmqr281005050101@paytm&pn=Sharma%20Traders&mc=5411&mode=02&purpose=00'

const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-sticker-'))
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

let running: RunningApp
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

/** Switches of the browser underneath: a camera that shows this code, as on a shelf before a webcam. */
function cameraShowing(name: string, text: string): readonly string[] {
  const file = path.join(folder, `${name}.y4m`)
  writeFileSync(file, asFilm(stickerPhoto(text, { ...PLAIN_PHOTO, side: 260, turnedDegrees: 9, blurDots: 0.8 })))
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`]
}

const picture = (name: string, text: string): string => {
  const file = path.join(folder, `${name}.jpg`)
  const photo = stickerPhoto(text, { width: 1600, height: 1200, side: 600, turnedDegrees: -14, blurDots: 1.5 })
  writeFileSync(file, photo.toBuffer('image/jpeg', 75))
  return file
}

const canUseCamera = (page: Page) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true }).catch(() => null)
    for (const track of stream?.getTracks() ?? []) track.stop()
    return stream !== null
  })

test('the camera reads the sticker in the settings, and Enter takes its address and category', async () => {
  running = await launchApp({ args: cameraShowing('shop', STICKER) })
  const { page } = running
  const hands = new Hands(page)
  await expect(page.locator('.first-run')).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('F10')
    await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 2000 })
  }).toPass()
  expect(await canUseCamera(page)).toBe(false)
  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
  await hands.press('F5')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('paytmqr281005050101@paytm', { timeout: 20_000 })
  await expect(dialog).toContainText('Sharma Traders')
  await expect(dialog).toContainText('5411')
  expect(await accessFaults(page)).toEqual([])
  // Read, the camera is let go of.
  await expect.poll(() => canUseCamera(page)).toBe(false)
  await hands.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByLabel('UPI address')).toHaveValue('paytmqr281005050101@paytm')
  expect(await ask(page, 'settings.read', {})).toMatchObject({
    upiAddress: 'paytmqr281005050101@paytm',
    paymentQr: { scheme: 'upi', merchant: { address: 'paytmqr281005050101@paytm', code: '5411' } }
  })
})

test('a code that is no payment is named, the camera goes on, and only pictures without sound are allowed', async () => {
  running = await launchApp({ args: cameraShowing('web', 'https://example.com/menu') })
  const { page } = running
  const hands = new Hands(page)
  await expect(page.locator('.first-run')).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('F10')
    await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
  await hands.press('F5')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('asks for no payment', { timeout: 20_000 })
  await expect(dialog.locator('[data-camera="showing"]')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  const others = await page.evaluate(async () => {
    const asked = [{ audio: true }, { video: true, audio: true }]
    const given = await Promise.allSettled(asked.map((one) => navigator.mediaDevices.getUserMedia(one)))
    return given.map((one) => one.status)
  })
  expect(others).toEqual(['rejected', 'rejected'])
  await hands.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect.poll(() => canUseCamera(page)).toBe(false)
  expect((await ask(page, 'settings.read', {})).upiAddress).toBe('')
})

test('without a camera a picture does: good ones are taken, others are named', async () => {
  const opened = await openNewShop()
  running = opened.running
  const { page, hands } = opened
  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
  await hands.press('F5')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('no camera', { timeout: 20_000 })
  for (const [name, text, words] of [
    ['wifi', 'WIFI:S:shop;T:WPA;P:secret;;', 'asks for no payment'],
    ['address', 'upi://pay?pa=sharma&pn=Sharma', 'not a UPI address'],
    ['pix', '0002010102112634', 'wrong or missing']
  ] as const) {
    await answerOpenDialog(running.app, picture(name, text))
    await hands.press('F6')
    await expect(dialog.getByRole('alert')).toContainText(words)
  }
  const text = path.join(folder, 'not-a-picture.png')
  writeFileSync(text, 'no picture')
  await answerOpenDialog(running.app, text)
  await hands.press('F6')
  await expect(dialog.getByRole('alert')).toContainText('cannot be read')
  await answerOpenDialog(running.app, picture('good', STICKER))
  await hands.press('F6')
  await expect(dialog).toContainText('paytmqr281005050101@paytm')
  // A look at another one before it is taken.
  const pix =
    '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D'
  await answerOpenDialog(running.app, picture('foreign', pix))
  await hands.press('F6')
  await expect(dialog).toContainText('Pix')
  await expect(dialog.getByRole('alert')).toContainText('INR')
  await hands.press('Enter')
  await expect(dialog).toContainText('no camera')
  expect((await ask(page, 'settings.read', {})).upiAddress).toBe('')
})

test('the first run reads the sticker too', async () => {
  running = await launchApp({ args: cameraShowing('first', STICKER) })
  const { page } = running
  const hands = new Hands(page)
  await expect(page.locator('.first-run')).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByText('Your UPI address', { exact: false }).first()).toBeVisible({ timeout: 700 })
  }).toPass()
  await hands.press('F5')
  await expect(page.getByRole('dialog')).toContainText('paytmqr281005050101@paytm', { timeout: 20_000 })
  await hands.press('Enter')
  await expect(page.getByRole('textbox')).toHaveValue('paytmqr281005050101@paytm')
  await hands.press('F10')
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  expect(await ask(page, 'settings.read', {})).toMatchObject({
    upiAddress: 'paytmqr281005050101@paytm',
    paymentQr: { merchant: { code: '5411' } }
  })
})

test('Bharat QR is chosen by keys, and its details are stored as each box is left', async () => {
  const opened = await openNewShop()
  running = opened.running
  const { page, hands } = opened
  const stored = async () => (await ask(page, 'settings.read', {})).paymentQr
  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
  await page.getByLabel('UPI address').focus()
  await hands.type('sharma@okaxis')
  await hands.press('Enter', 'ArrowRight', 'Enter')
  // Without its town there is no such code yet, and nothing is stored.
  await expect(page.getByLabel('Town')).toBeFocused()
  expect(await stored()).toMatchObject({ scheme: 'upi' })
  await hands.type('Indore')
  await hands.press('Enter')
  await hands.type('452001')
  await hands.press('Enter')
  await hands.type('4403 8478 0020 2706')
  await hands.press('Enter')
  const details = { scheme: 'bharat', city: 'Indore', postalCode: '452001', visa: '4403847800202706' }
  await expect.poll(stored).toMatchObject(details)
  expect(await accessFaults(page)).toEqual([])
})
