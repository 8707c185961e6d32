import enLedger from '#locales/en/ledger.json' with { type: 'json' }
import en from '#locales/en/owner.json' with { type: 'json' }
import hiLedger from '#locales/hi/ledger.json' with { type: 'json' }
import hi from '#locales/hi/owner.json' with { type: 'json' }
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { LANGUAGES, type Language } from '#shared/settings/settings.ts'

type Paths<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string ? Name : `${Name}.${Paths<Tree[Name]>}`
}[keyof Tree & string]
type Stem<Key extends string> = Key extends `${infer Word}_${'one' | 'other'}` ? Word : Key
/** A key of `owner.json`. */
export type OwnerKey = Stem<Paths<typeof en>>
export type Gaps = Readonly<Record<string, string | number>>

/** The words of the owner's pages, of the public page and of the mails, in one language. */
export interface OwnerTexts {
  readonly language: Language
  /** With `count` in the gaps the plural form of it is taken where there is one. */
  t(key: OwnerKey, gaps?: Gaps): string
  kind(kind: EntryKind): string
}

const WORDS = { en: { owner: en, kinds: enLedger.kind }, hi: { owner: hi, kinds: hiLedger.kind } } as const

export function ownerTexts(language: Language): OwnerTexts {
  const { owner, kinds } = WORDS[language]
  const flat = flatten(owner)
  const plurals = new Intl.PluralRules(language)
  return {
    language,
    kind: (kind) => kinds[kind],
    t(key, gaps = {}) {
      const plural = typeof gaps.count === 'number' ? flat.get(`${key}_${plurals.select(gaps.count)}`) : undefined
      const text = plural ?? flat.get(key) ?? flat.get(`${key}_other`) ?? key
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(gaps[name] ?? ''))
    }
  }
}

/** The language that was chosen, else the shop's, else English. */
export const languageOf = (...wishes: readonly unknown[]): Language =>
  LANGUAGES.find((language) => language === wishes.find((wish) => LANGUAGES.some((one) => one === wish))) ?? 'en'

function flatten(tree: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, inner]: [string, string | object]) =>
      typeof inner === 'string' ? [[before + name, inner] as const] : [...flatten(inner, `${before}${name}.`)]
    )
  )
}
