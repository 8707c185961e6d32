import { expect, type Locator, type Page } from '@playwright/test'
import english from '#locales/en/counter.json' with { type: 'json' }

/** An entry as the list of today shows it. */
export interface ListedEntry {
  readonly who: string
  readonly number: string
  readonly amount: string
}

/** What a person reads on the counter screen. Reading only: whatever is done there is typed. */
export class CounterScreen {
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }

  get entries(): Locator {
    return this.#page.getByRole('grid', { name: english.today.label })
  }

  get partyField(): Locator {
    return this.#page.getByRole('region', { name: english.line.label }).getByRole('combobox')
  }

  /** The number of entries since the last close. */
  async count(): Promise<number> {
    return Number(await this.entries.getAttribute('aria-rowcount')) - 1
  }

  /** Waits until one entry more than `before` stands in the list: only then it is said to be in the book. */
  async acknowledged(before: number): Promise<void> {
    await expect(this.entries).toHaveAttribute('aria-rowcount', String(before + 2))
  }

  /** The newest entry of the list. */
  async newest(): Promise<ListedEntry> {
    const titles = await this.entries.getByRole('columnheader').allInnerTexts()
    const cells = this.entries.getByRole('rowgroup').getByRole('row').first().getByRole('gridcell')
    const read = async (title: string) => (await cells.nth(titles.indexOf(title)).innerText()).trim()
    const { who, number, amount } = english.column
    return { who: await read(who), number: await read(number), amount: await read(amount) }
  }

  /** Ready for the next entry: the line is empty and the cursor stands at its beginning. */
  async isReady(): Promise<void> {
    await expect(this.partyField).toBeFocused()
    await expect(this.partyField).toHaveValue('')
  }
}
