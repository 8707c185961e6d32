import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import type { Language } from '#shared/settings/settings.ts'

const folder = path.resolve(import.meta.dirname, '../../../locales')

/** A text of the locales by `part:path.of.key`, with its gaps filled. */
export function words(language: Language, key: string, params: Readonly<Record<string, string | number>> = {}): string {
  const [part = '', name = ''] = key.split(/:(.*)/s)
  const texts: unknown = JSON.parse(readFileSync(path.join(folder, language, `${part}.json`), 'utf8'))
  const direct = (texts as Record<string, unknown>)[name]
  const found =
    direct ??
    name.split('.').reduce<unknown>((now, step) => (now as Record<string, unknown> | undefined)?.[step], texts)
  if (typeof found !== 'string') throw new Error(`${language} has no text ${key}`)
  return found.replace(/\{\{(\w+)\}\}/g, (_gap, gap: string) => String(params[gap] ?? `no ${gap}`))
}

export const failureWords = (language: Language, code: ErrorCode, params: Readonly<Record<string, string>> = {}) =>
  words(language, `errors:${code}`, params)

/** What no person shall ever read: a gap that was not filled, or a code. */
export const RAW = /\{\{|\}\}|\b(?:ledger|money|party|entry|print|import|input|app|shop)\/[a-z-]+\b|undefined|\[object/
