import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '#locales/en/owner.json' with { type: 'json' }
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { escapeHtml, html } from './html.ts'
import { ownerTexts } from './owner-texts.ts'
import { partiesBody } from './parties-page.ts'

const root = path.resolve(import.meta.dirname, '../../..')

describe('html', () => {
  it('escapes every text, in elements and in attributes, and lets through what it made itself', () => {
    const evil = `<script>alert(1)</script>"'&`
    const page = html`<p title="${evil}">${evil}${[html`<b>${evil}</b>`]}${null}${false}${7}</p>`.text
    const safe = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;'
    expect(page).toBe(`<p title="${safe}">${safe}<b>${safe}</b>7</p>`)
    expect(escapeHtml(evil)).toBe(safe)
  })
})

describe('the words', () => {
  it('take the plural of the language and fill the gaps', () => {
    expect(ownerTexts('en').t('parties.count', { count: 1 })).toBe('1 party')
    expect(ownerTexts('hi').t('parties.count', { count: 3 })).toBe('3 खाते')
    expect(ownerTexts('hi').kind('sale')).toBe('बिक्री')
  })

  it('are all said somewhere', () => {
    const folder = path.join(root, 'src/cloud')
    const source = sources(folder).join('\n')
    const keys = flat(en).map((key) => key.replace(/_(one|other)$/, ''))
    const families = [...source.matchAll(/`([a-z][\w.]*\.)\$\{/g)].map((match) => match[1] ?? '')
    const isSaid = (key: string) => source.includes(`'${key}'`) || families.some((family) => key.startsWith(family))
    expect(keys.filter((key) => !isSaid(key))).toEqual([])
  })
})

describe('the style', () => {
  it('has the values of the tokens of the app, light and dark', () => {
    const [own, app] = ['src/cloud/pages/owner.css', 'src/renderer/src/styles/tokens.css'].map((file) =>
      readFileSync(path.join(root, file), 'utf8')
    )
    const [light, dark] = (own ?? '').split('prefers-color-scheme: dark')
    const [appLight, appDark] = (app ?? '').split('prefers-color-scheme: dark')
    for (const [mine, theirs] of [
      [light, appLight],
      [dark?.split('prefers-contrast')[0], appDark?.split('data-theme')[0]]
    ])
      for (const [name, value] of tokens(mine ?? ''))
        expect(`${name}: ${value}`).toBe(`${name}: ${tokens(theirs ?? '').get(name)}`)
  })
})

it('a party whose name is a script is only text', () => {
  const name = '<img src=x onerror=alert(1)>'
  const shop = {
    name,
    place: name,
    currency: 'INR',
    currencyCode: 'INR',
    today: 20261121 as BookDate,
    asOf: null,
    isBuilding: false
  } as const
  const party = { id: 'p', name, place: name, balanceMinor: minor(5), lastOn: null }
  const view = {
    ...{ asked: { find: name, sort: 'amount', isWithSettled: false, page: 1 } as const, parties: [party], count: 1 },
    ...{ getMinor: minor(5), giveMinor: minor(0), hasMore: true }
  }
  expect(partiesBody(view, shop, ownerTexts('en')).text).not.toContain('<img')
})

const tokens = (css: string): Map<string, string> =>
  new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']))

function flat(tree: object, before = ''): string[] {
  return Object.entries(tree).flatMap(([name, inner]: [string, string | object]) =>
    typeof inner === 'string' ? [before + name] : flat(inner, `${before}${name}.`)
  )
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
