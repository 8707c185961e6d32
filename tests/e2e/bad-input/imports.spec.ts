import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { answerOpenDialog } from '../launch.ts'
import { CounterHand } from './counter-hand.ts'
import { failureWords, words } from './words.ts'

let folder = ''
let hand: CounterHand
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-import-'))
})
test.afterEach(async () => {
  await hand.running.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const BALANCES = 'Name,Phone,Balance\r\nरमेश किराना,9414012345,1250.50\r\nSunita,,300\r\nTotal,,1550.50\r\n'
const WITH_SEMICOLONS = BALANCES.replaceAll(',', ';')
const UTF16 = Buffer.from(`\ufeff${BALANCES}`, 'utf16le')

/** Tables as other programs write them; each holds the same two parties, and a total. */
const TABLES: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['plain.csv', BALANCES],
  ['utf-16-le.csv', UTF16],
  ['utf-16-be.csv', Buffer.from(UTF16).swap16()],
  ['bom.csv', `\ufeff${BALANCES}`],
  ['semicolons.csv', WITH_SEMICOLONS],
  ['bom-semicolons.csv', `\ufeff${WITH_SEMICOLONS}`],
  ['tabs.txt', BALANCES.replaceAll(',', '\t')]
]

const NO_TABLES: readonly (readonly [name: string, content: string | Uint8Array, code: ErrorCode])[] = [
  ['empty.csv', '', 'import/empty'],
  [
    'picture.csv',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49]),
    'import/not-a-csv-or-xlsx'
  ],
  ['broken.xlsx', Buffer.from('PK\u0003\u0004 and then nothing that could be unpacked'), 'import/unreadable']
]

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test('a table is understood in whatever form it was saved, and its total is left out by name', async () => {
      hand = await CounterHand.withShop(path.join(folder, 'app'), language)
      await hand.press('Alt+o')
      for (const [name, content] of TABLES) {
        await test.step(name, async () => {
          await answerOpenDialog(hand.running.app, written(name, content))
          await hand.press('F5')
          await expect(hand.page.locator('.page-about')).toContainText(name)
          const remarks = hand.page.locator('.plan-remarks')
          await expect(remarks).toContainText(words(language, 'import:remark.total-row'))
          await expect(remarks).toContainText('1550.50')
          await expect(hand.page.locator('.plan-accept')).toBeVisible()
          await expect(hand.page.locator('.plan-result')).toContainText('1,550.50')
          await hand.picture(`import-${name}`)
        })
      }
      await hand.press('Control+a')
      await expect(hand.page.locator('.page')).toContainText(words(language, 'import:done.proved'))
      await hand.picture('import-done')
      expect(await hand.ask('party.search', { text: 'ramesh', limit: 5 })).toMatchObject([
        { name: 'रमेश किराना', balanceMinor: 1250_50 }
      ])
    })

    test('a file that is no table is refused in words, and another can be chosen', async () => {
      hand = await CounterHand.withShop(path.join(folder, 'app'), language)
      await hand.press('Alt+o')
      for (const [name, content, code] of NO_TABLES) {
        await test.step(name, async () => {
          await answerOpenDialog(hand.running.app, written(name, content))
          await hand.press('F5')
          await expect(hand.page.getByRole('alert')).toHaveText(failureWords(language, code))
          await hand.picture(`import-${name}`)
        })
      }
      await answerOpenDialog(hand.running.app, path.join(folder, 'gone.csv'))
      await hand.press('F5')
      await expect(hand.page.getByRole('alert')).toHaveText(failureWords(language, 'import/unreadable'))
      await answerOpenDialog(hand.running.app, written('good.csv', BALANCES))
      await hand.press('F5')
      await expect(hand.page.locator('.plan-accept')).toBeVisible()
      await hand.press('Escape')
      await hand.atCounter()
    })
  })
}
