import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { type BadLedger, badLedgers, makeLedger } from './bad-input/bad-ledgers.ts'
import { CounterHand } from './bad-input/counter-hand.ts'
import { makeReadOnly, smallDisk } from './bad-input/disks.ts'
import { failureWords } from './bad-input/words.ts'
import { answerOpenDialog } from './launch.ts'

let folder = ''
let hand: CounterHand | null = null
const letGo: (() => void)[] = []

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-bad-'))
})
test.afterEach(async () => {
  await hand?.running.close().catch(() => {})
  hand = null
  for (const release of letGo.splice(0)) release()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const userData = () => path.join(folder, 'user data')
/** Read by another process: a look from this one would end the lock that this one holds on a file. */
const sumOf = (file: string) => (existsSync(file) ? execFileSync('cksum', [file], { encoding: 'utf8' }) : null)

/** Where the files of a test lie that no app shall change. */
function place(name: string): string {
  const made = path.join(folder, name)
  mkdirSync(made, { recursive: true })
  return made
}

async function everyBadLedger(language: (typeof LANGUAGES)[number]): Promise<readonly BadLedger[]> {
  const gone = path.join(folder, 'stick', 'gone.counterbook')
  const bad = await badLedgers(place('bad'), language)
  for (const one of bad) if (one.letGo) letGo.push(one.letGo)
  const missing: BadLedger[] = [
    {
      name: 'gone',
      file: path.join(folder, 'bad', 'gone.counterbook'),
      code: 'ledger/not-found',
      params: { file: path.join(folder, 'bad', 'gone.counterbook') }
    },
    { name: 'stick', file: gone, code: 'ledger/folder-missing', params: { folder: path.dirname(gone) } }
  ]
  const readOnlyFile = await makeLedger(path.join(place('disc'), 'disc.counterbook'), 'Disc', language)
  const readOnly = makeReadOnly(path.dirname(readOnlyFile))
  if (readOnly === null) {
    test.info().annotations.push({ type: 'left out', description: 'no read-only disk can be made here' })
    return [...bad, ...missing]
  }
  letGo.push(readOnly.release)
  const disc: BadLedger = {
    name: 'disc',
    file: readOnlyFile,
    code: 'ledger/read-only',
    params: { file: readOnlyFile },
    repair: readOnly.release
  }
  return [...bad, ...missing, disc]
}

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test('a last shop that cannot be opened is said at the start, with the keys that lead on', async () => {
      const good = await makeLedger(path.join(place('good'), 'good.counterbook'), 'Gupta Stores', language)
      for (const bad of await everyBadLedger(language)) {
        await test.step(bad.name, async () => {
          const before = sumOf(bad.file)
          hand = await CounterHand.start(path.join(folder, `start-${bad.name}`), language, [bad.file, good])
          const { page } = hand
          const said = failureWords(language, bad.code, bad.params)
          await expect(page.locator('.no-shop [role="alert"]')).toHaveText(said)
          await expect(page.locator('.no-shop')).toContainText(Object.values(bad.params)[0] ?? '')
          await expect(page.getByRole('listbox')).toBeFocused()
          await expect(page.locator('.shop-item').nth(1)).toContainText('Gupta Stores')
          await hand.press('F5')
          await expect(page.locator('.no-shop [role="alert"]')).toHaveText(said)
          await hand.picture(`start-${bad.name}`)
          expect(sumOf(bad.file)).toBe(before)
          if (bad.repair) {
            bad.repair()
            await hand.press('F5')
          } else {
            await hand.press('F10')
            await expect(page.locator('.first-run')).toBeVisible()
            await hand.press('Escape')
            await expect(page.getByRole('listbox')).toBeFocused()
            await hand.press('ArrowDown', 'Enter')
          }
          await hand.atCounter()
          const count = (await hand.entries()).length
          await hand.type('260')
          await hand.press('Enter', 'Enter')
          await expect.poll(async () => (await hand?.entries())?.length).toBe(count + 1)
          await hand.running.close()
        })
      }
    })

    test('a file that is chosen beside an open shop is refused in words, and the shop goes on', async () => {
      const bad = await everyBadLedger(language)
      hand = await CounterHand.withShop(userData(), language)
      await hand.type('half an ent')
      const dialog = hand.page.getByRole('dialog')
      for (const one of bad) {
        await test.step(one.name, async () => {
          if (hand === null) return
          const before = sumOf(one.file)
          await answerOpenDialog(hand.running.app, one.file)
          await hand.press('F3')
          await expect(dialog.getByRole('option')).toHaveCount(4)
          await hand.press('ArrowDown', 'Enter')
          await expect(dialog.getByRole('alert')).toHaveText(failureWords(language, one.code, one.params))
          await expect(dialog.getByRole('listbox')).toBeFocused()
          await hand.picture(`beside-${one.name}`)
          await hand.press('Escape')
          await expect(hand.field('party')).toBeFocused()
          await expect(hand.field('party')).toHaveValue('half an ent')
          expect(sumOf(one.file)).toBe(before)
        })
      }
      await hand.press('Escape')
      await hand.type('125')
      await hand.press('Enter', 'Enter')
      await expect.poll(async () => (await hand?.entries())?.length).toBe(1)
    })

    test('a ledger that is taken away takes nothing, says so, and goes on when it is back', async () => {
      hand = await CounterHand.withShop(userData(), language)
      await hand.type('260')
      await hand.press('Enter', 'Enter')
      await expect.poll(async () => (await hand?.entries())?.length).toBe(1)
      const { ledger } = await hand.ask<{ ledger: { file: string } }>('app.state', {})
      const aside = path.join(folder, 'aside.counterbook')
      await hand.type('Sunita 1250')
      renameSync(ledger.file, aside)
      const said = failureWords(language, 'ledger/file-gone', { file: ledger.file })
      await expect(hand.page.locator('.trouble')).toContainText(said)
      await hand.picture('gone-1-said')
      await hand.press('Alt+c', 'Enter')
      await expect(hand.field('party')).toHaveValue('Sunita 1250')
      await hand.picture('gone-2-new-party')
      await hand.press('Control+a')
      await hand.press('Escape', 'Escape')
      await hand.type('75')
      await hand.press('Enter', 'Enter')
      await expect(hand.field('amount')).toHaveValue('75')
      await hand.picture('gone-3-refused')
      await hand.press('F3')
      await hand.press('Enter')
      await expect(hand.page.getByRole('dialog').getByRole('alert')).toHaveText(
        failureWords(language, 'ledger/not-found', { file: ledger.file })
      )
      await hand.picture('gone-4-switch')
      await hand.press('Escape')
      renameSync(aside, ledger.file)
      await expect(hand.page.locator('.trouble')).toHaveCount(0)
      await hand.press('Control+a')
      await expect.poll(async () => (await hand?.entries())?.length).toBe(2)
      await hand.press('Alt+r')
      await expect(hand.field('party')).toHaveValue('Sunita 1250')
    })

    test('a full disk takes no entry and keeps what was typed; with room again Accept works', async () => {
      const disk = smallDisk(path.join(folder, 'small'), 6)
      if (disk === null) {
        test.info().annotations.push({ type: 'left out', description: 'no small disk can be made here' })
        return
      }
      letGo.push(disk.release)
      const file = await makeLedger(path.join(disk.folder, 'Sharma.counterbook'), 'Sharma Traders', language)
      hand = await CounterHand.start(userData(), language, [file])
      await hand.atCounter()
      await hand.type('Sunita 400')
      await hand.press('Alt+c')
      await expect(hand.field('text')).toBeFocused()
      disk.fill()
      await hand.press('Enter')
      const said = failureWords(language, 'ledger/disk-full')
      await expect(hand.page.locator('.entry')).toContainText(said)
      await expect(hand.field('amount')).toHaveValue('400')
      await hand.picture('full-refused')
      disk.free()
      await hand.press('Control+a')
      await expect.poll(async () => (await hand?.entries())?.length).toBe(1)
      await expect(hand.field('party')).toHaveValue('')
      expect(await hand.ask('ledger.verify', {})).toMatchObject({ isClean: true })
    })
  })
}
