import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMAND_IDS } from '#renderer/commands/command-table.ts'
import { LANGUAGE_CODES } from '#renderer/i18n/languages.ts'
import { ERROR_CODES } from '#shared/kernel/error-codes.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES, type ReceiptScript } from '#shared/receipt/receipt-language.ts'
import { RECEIPT_TEXT_KEYS } from '#shared/receipt/receipt-texts.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'

const root = path.resolve(import.meta.dirname, '../..')
const localesFolder = path.join(root, 'locales')

/** The texts of one file, flat: `button.save` to its text. */
function flatTexts(value: unknown, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [name, inner] of Object.entries(value as Record<string, unknown>)) {
    const key = prefix === '' ? name : `${prefix}.${name}`
    if (typeof inner === 'string') texts.set(key, inner)
    else for (const [innerKey, text] of flatTexts(inner, key)) texts.set(innerKey, text)
  }
  return texts
}

const partsOf = (language: string): string[] =>
  readdirSync(path.join(localesFolder, language))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()

function textsOf(language: string, part: string): Map<string, string> {
  return flatTexts(JSON.parse(readFileSync(path.join(localesFolder, language, `${part}.json`), 'utf8')))
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([\w.-]+)/g)].map((match) => match[1] ?? '').sort()

/** Languages that papers are worded in and the screens are not. */
const PAPER_LANGUAGES = RECEIPT_LANGUAGES.filter((language) => !LANGUAGES.some((one) => one === language))

const SCRIPTS: Readonly<Record<ReceiptScript, RegExp>> = {
  latin: /\p{Script=Latin}/u,
  devanagari: /\p{Script=Devanagari}/u,
  gujarati: /\p{Script=Gujarati}/u,
  gurmukhi: /\p{Script=Gurmukhi}/u,
  bengali: /\p{Script=Bengali}/u,
  oriya: /\p{Script=Oriya}/u,
  tamil: /\p{Script=Tamil}/u,
  telugu: /\p{Script=Telugu}/u,
  kannada: /\p{Script=Kannada}/u,
  malayalam: /\p{Script=Malayalam}/u,
  arabic: /\p{Script=Arabic}/u,
  korean: /\p{Script=Hangul}/u
}
/** Signs, names that are the same everywhere, and the sample of another script. */
const IN_ANY_SCRIPT = new Set(
  (
    'titleWithNumber dateTime counterAndPerson gstin upi plus minus rupees dayNumbers dayPieces statementRow statementPeriod testSampleOther ' +
    'numberedLine reckoning ratePerUnit hsn headRate headPerUnit headAndCess percent mrp placeAndCode numberAndDay'
  ).split(' ')
)

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Source of the screens, and of the reports that they show, tests apart: what asks for `part:key`. */
const rendererSource = ['src/renderer/src', 'src/shared/reports', 'src/main/db/reports']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
  )
  .join('\n')

/** The parts that the screens read: those that the typed list names. */
const rendererParts = [
  ...readFileSync(path.join(root, 'src/renderer/src/i18n/locale-parts.ts'), 'utf8').matchAll(
    /#locales\/en\/([\w-]+)\.json/g
  )
].map((match) => match[1] ?? '')

const literalKeys = new Set(
  [...rendererSource.matchAll(/['"`]([a-z][\w-]*:[\w./-]+)['"`]/g)].map((match) => match[1] ?? '')
)
/** `errors:${code}`: every key that begins so is asked for; the compiler checks that each exists. */
const keyFamilies = [...rendererSource.matchAll(/`([a-z][\w-]*:[\w./-]*)\$\{/g)].map((match) => match[1] ?? '')

describe('the languages', () => {
  it('are those that a shop can choose', () => {
    expect(readdirSync(localesFolder).sort()).toEqual([...RECEIPT_LANGUAGES].sort())
    expect([...LANGUAGE_CODES].sort()).toEqual([...LANGUAGES].sort())
  })

  it.each(LANGUAGES)('%s has every part', (language) => {
    expect(partsOf(language)).toEqual(partsOf('en'))
  })

  it.each(PAPER_LANGUAGES)('%s, which only papers speak, has the words of papers and no other', (language) => {
    expect(partsOf(language)).toEqual(['receipt', 'report-paper'])
  })

  // Written one way or the other, a word is found in one place and not in the next.
  it('Hindi writes its words one way: a dot under ज, फ, ड and ढ, as papers print it, and under no other letter', () => {
    const dotted = partsOf('hi').flatMap((part) =>
      [...textsOf('hi', part)].filter(([, text]) => /(?![जफडढ])\p{L}\u093c/u.test(text.normalize('NFD')))
    )
    expect(dotted).toEqual([])
  })

  it('say every text of a paper', () => {
    expect([...textsOf('en', 'receipt').keys()].sort()).toEqual([...RECEIPT_TEXT_KEYS].sort())
  })

  it.each(PAPER_LANGUAGES)('%s says every word of a report on paper, none of them in another script', (language) => {
    const ledger = (part: string) =>
      [...textsOf('en', 'ledger').keys()].filter((key) => key.startsWith(`${part}.`)).map((key) => `ledger.${key}`)
    const wanted = [...textsOf('en', 'reports').keys(), ...['kind', 'account', 'head'].flatMap(ledger)]
    const texts = textsOf(language, 'report-paper')
    expect([...texts.keys()].sort()).toEqual(wanted.sort())
    for (const key of textsOf('en', 'reports').keys())
      expect(placeholders(texts.get(key) ?? ''), key).toEqual(placeholders(textsOf('en', 'reports').get(key) ?? ''))
    const script = SCRIPTS[RECEIPT_LANGUAGE_FACTS[language].script]
    const same = /^(?:UPI|GSTIN|CGST|SGST|UTGST|IGST|Cess|VAT|\{\{name\}\} ?: \{\{about\}\})$/u
    expect([...texts].filter(([, text]) => !same.test(text) && !script.test(text))).toEqual([])
  })

  it.each(PAPER_LANGUAGES)('%s says the words of a paper in its own script', (language) => {
    const script = SCRIPTS[RECEIPT_LANGUAGE_FACTS[language].script]
    const foreign = [...textsOf(language, 'receipt')].filter(
      ([key, text]) => !IN_ANY_SCRIPT.has(key) && !script.test(text)
    )
    expect(foreign).toEqual([])
  })

  it.each([
    ...LANGUAGES.flatMap((language) => partsOf('en').map((part) => [language, part] as const)),
    ...PAPER_LANGUAGES.map((language) => [language, 'receipt'] as const)
  ])('%s has the keys and the gaps of %s', (language, part) => {
    const pattern = textsOf('en', part)
    const texts = textsOf(language, part)
    const stems = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(PLURAL, '')))].sort()
    expect(stems(texts.keys())).toEqual(stems(pattern.keys()))
    for (const [key, text] of texts) {
      const same = pattern.get(key) ?? pattern.get(key.replace(PLURAL, '_other')) ?? ''
      expect(placeholders(text), `${language}/${part}: ${key}`).toEqual(placeholders(same))
      expect(text.trim(), `${language}/${part}: ${key} is empty`).not.toBe('')
    }
  })

  it.each(LANGUAGES)('%s says all plural forms that it needs', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const part of partsOf(language)) {
      const texts = textsOf(language, part)
      const stems = new Set([...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')))
      for (const stem of stems) {
        for (const form of forms)
          expect(texts.has(`${stem}_${form}`), `${language}/${part}: ${stem}_${form}`).toBe(true)
      }
    }
  })
})

describe('the keys', () => {
  it('that the screens ask for exist', () => {
    const missing = [...literalKeys].filter((key) => {
      const part = key.slice(0, key.indexOf(':'))
      if (!rendererParts.includes(part)) return false
      const texts = textsOf('en', part)
      const name = key.slice(part.length + 1)
      return !texts.has(name) && !texts.has(`${name}_other`)
    })
    expect(missing).toEqual([])
  })

  it.each(rendererParts)('of %s are all asked for', (part) => {
    const unused = [...textsOf('en', part).keys()].filter((key) => {
      const name = `${part}:${key.replace(PLURAL, '')}`
      return !literalKeys.has(name) && !keyFamilies.some((family) => name.startsWith(family))
    })
    expect(unused).toEqual([])
  })

  it('name every command, and none that does not exist', () => {
    expect([...textsOf('en', 'commands').keys()].sort()).toEqual([...COMMAND_IDS].sort())
  })
})

describe('the errors', () => {
  it.each(LANGUAGES)('have each its text in %s, and no other', (language) => {
    expect([...textsOf(language, 'errors').keys()].sort()).toEqual([...ERROR_CODES].sort())
  })

  it.each(LANGUAGES)('say in %s what happened and what to do', (language) => {
    for (const [code, text] of textsOf(language, 'errors')) {
      const sentences = text.split(/[.।?:](?:\s|$)/u).filter((part) => part.trim() !== '')
      expect(sentences.length, `${code}: ${text}`).toBeGreaterThanOrEqual(2)
    }
  })
})
