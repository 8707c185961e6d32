import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { CounterSummary, EntryView } from '#shared/contract/views.ts'
import type { Language } from '#shared/settings/settings.ts'
import { launchApp, type RunningApp } from '../launch.ts'
import { RAW } from './words.ts'

const ENVIRONMENT: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { LANGUAGE: 'en', LC_ALL: 'en_IN.UTF-8' },
  hi: { LANGUAGE: 'hi', LC_ALL: 'hi_IN.UTF-8' }
}

type Answer = { readonly ok: boolean; readonly value: unknown }
type Bridge = Record<string, Record<string, (input: unknown) => Promise<Answer | string>>>

/** The app in one language, driven by keys alone. */
export class CounterHand {
  readonly running: RunningApp
  readonly language: Language
  constructor(running: RunningApp, language: Language) {
    this.running = running
    this.language = language
  }

  /** Starts the app; `shops` are in its list, the first one opened last. */
  static async start(userData: string, language: Language, shops: readonly string[] = []): Promise<CounterHand> {
    if (shops.length > 0) {
      mkdirSync(userData, { recursive: true })
      const list = shops.map((file, at) => ({ file, lastOpenedAt: 1_000 - at }))
      writeFileSync(path.join(userData, 'shops.json'), JSON.stringify(list))
    }
    return new CounterHand(await launchApp({ userData, env: ENVIRONMENT[language] }), language)
  }

  /** Starts the app and takes every default, so that a shop is open. */
  static async withShop(userData: string, language: Language): Promise<CounterHand> {
    const hand = await CounterHand.start(userData, language)
    await expect(hand.page.locator('.first-run')).toBeVisible()
    await hand.press('F10')
    await hand.atCounter()
    return hand
  }

  get page() {
    return this.running.page
  }
  field(name: string) {
    return this.page.locator(`[data-field="${name}"]`)
  }
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key)
      await this.page.waitForTimeout(45)
    }
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 45 })
  }
  /** Puts a text into the field in hand as the clipboard would, in one piece. */
  async paste(text: string): Promise<void> {
    await this.page.keyboard.insertText(text)
  }
  async atCounter(): Promise<void> {
    await expect(this.field('party')).toBeFocused()
    await expect(this.page.locator('.header-date')).toBeVisible()
  }

  /** What the book holds, past the screen. */
  async ask<Value>(channel: string, input: unknown): Promise<Value> {
    const answer = await this.page.evaluate(
      async ([name, question]) => {
        const [group = '', method = ''] = String(name).split('.')
        const { counterbook } = window as unknown as { counterbook: Bridge }
        const said = await counterbook[group]?.[method]?.(question)
        return typeof said === 'string' ? (JSON.parse(said) as Answer) : said
      },
      [channel, input] as const
    )
    expect(answer?.ok).toBe(true)
    return answer?.value as Value
  }
  entries = () => this.ask<EntryView[]>('entry.recent', { beforeEntryNo: null, limit: 50 })
  summary = () => this.ask<CounterSummary>('counter.summary', {})

  /** A picture of the screen for the report, and a look that nothing raw stands on it. */
  async picture(name: string): Promise<void> {
    const text = await this.page.evaluate(() => document.body.innerText)
    expect(text.match(RAW)?.[0] ?? '').toBe('')
    await this.page.screenshot({
      path: path.join(test.info().project.outputDir, 'bad-input', `${this.language}-${name}.png`)
    })
  }
}
