import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { PartyHit } from '#shared/contract/views.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { CounterHand } from './counter-hand.ts'
import { failureWords } from './words.ts'

let folder = ''
let hand: CounterHand
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-typed-'))
})
test.afterEach(async () => {
  await hand.running.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const parties = () => hand.ask<PartyHit[]>('party.search', { text: '', limit: 50 })
const count = async () => (await hand.entries()).length

/** Steps back until the line is empty; what was typed is put aside. */
async function freshLine(): Promise<void> {
  await hand.press('Escape', 'Escape')
  await expect(hand.field('party')).toHaveValue('')
  await expect(hand.field('party')).toBeFocused()
}

const BAD_AMOUNTS: readonly (readonly [typed: string, code: ErrorCode])[] = [
  ['0', 'money/zero'],
  ['1e20', 'money/not-a-number'],
  ['100000000000000000000', 'money/too-large'],
  ['12.345', 'money/too-many-decimals'],
  ['250+', 'money/not-a-number'],
  ['-5', 'money/negative'],
  ['10/3', 'money/not-a-number'],
  ['अआ', 'money/not-a-number'],
  [' ', 'money/zero']
]

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test('an amount that is none is said under the amount, and stays to be corrected', async () => {
      hand = await CounterHand.withShop(folder, language)
      for (const [typed, code] of BAD_AMOUNTS) {
        await test.step(typed, async () => {
          await hand.press('Enter')
          await expect(hand.field('amount')).toBeFocused()
          await hand.type(typed)
          await hand.press('Enter')
          await expect(hand.page.locator('.line-amount')).toContainText(failureWords(language, code))
          await hand.press('Control+a')
          await expect(hand.page.locator('.line-amount')).toContainText(failureWords(language, code))
          await expect(hand.field('amount')).toBeFocused()
          await expect(hand.field('amount')).toHaveValue(typed)
          await hand.picture(`amount-${encodeURIComponent(typed)}`)
          // Typing goes over what is marked, and the words go.
          await hand.type('75')
          await expect(hand.page.locator('.line-amount')).not.toContainText(failureWords(language, code))
          await freshLine()
        })
      }
      expect(await count()).toBe(0)
    })

    test('a name of any length and any signs is taken as a name or refused in words', async () => {
      hand = await CounterHand.withShop(folder, language)
      await test.step('10,000 letters', async () => {
        await hand.paste('क'.repeat(10_000))
        await hand.press('Alt+c')
        await expect(hand.page.locator('.line-party')).toContainText(failureWords(language, 'party/name-too-long'))
        await expect(hand.field('party')).toHaveValue('क'.repeat(10_000))
        await hand.picture('name-long')
        await freshLine()
      })
      await test.step('blanks', async () => {
        for (const blanks of ['   ', '\u00a0\u2003\u200b']) {
          await hand.paste(blanks)
          await hand.press('Alt+c')
          await expect(hand.page.locator('.line-party')).toContainText(failureWords(language, 'party/name-empty'))
          await hand.picture('name-blank')
          await hand.press('Escape', 'Escape')
          await hand.field('party').press('Backspace')
        }
        expect(await parties()).toHaveLength(0)
        await freshLine()
      })
      await test.step('emoji', async () => {
        await hand.paste('👨‍👩‍👧 🧵 Threads 🪡')
        await hand.press('Alt+c')
        await hand.type('350')
        await hand.press('Enter', 'Enter')
        await expect.poll(count).toBe(1)
        expect((await hand.entries())[0]?.partyName).toBe('👨‍👩‍👧 🧵 Threads 🪡')
        await hand.picture('name-emoji')
      })
      await test.step('a name that would turn the line around', async () => {
        await hand.paste('\u202eRamesh\u202c \u2067Shah')
        await hand.press('Alt+c')
        await hand.type('125')
        await hand.press('Enter', 'Enter')
        await expect.poll(count).toBe(2)
        expect((await hand.entries())[0]?.partyName).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u)
        await hand.picture('name-turned')
      })
      expect(await hand.ask('ledger.verify', {})).toMatchObject({ isClean: true })
    })
  })
}
