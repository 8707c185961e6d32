import { parseAmount } from '#renderer/i18n/amounts.ts'
import { type Failure, ok } from '#shared/kernel/result.ts'
import { ZERO } from '#shared/money/money.ts'
import { parseUpiAddress } from '#shared/payment-qr/upi-address.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import type { ScreenSettingsChange, Settings } from '#shared/settings/settings.ts'
import { checkGstin } from '#shared/tax/gstin.ts'

/** Settings that are typed as a line of text, with the most letters that each may have. */
export const TEXT_LENGTHS = {
  shopName: 120,
  shopPlace: 120,
  shopAddress: 300,
  shopPhone: 40,
  shopGstin: 15,
  personName: 60,
  counterName: 40,
  upiAddress: 255,
  receiptFoot: 300,
  priceLevels: 340,
  customerMessage: 160,
  rolloverHour: 2,
  smallSaleLimitMinor: 12,
  creditDays: 4,
  creditLimitMinor: 18
} as const satisfies Partial<Record<keyof Settings, number>>
export type TextSetting = keyof typeof TEXT_LENGTHS

/** What is wrong with a typed setting: a text of this screen, or a coded failure of the domain. */
export type SettingFault =
  | { readonly text: 'hour' | 'levels' | 'days' }
  | { readonly text: 'long'; readonly count: number }
  | { readonly failure: Failure }
export type SettingReading =
  | { readonly ok: true; readonly change: ScreenSettingsChange }
  | { readonly ok: false; readonly fault: SettingFault }

/** Reads one typed setting into the change that stores it. What does not make sense is told and not stored. */
export function readSetting(name: TextSetting, typed: string): SettingReading {
  const text = typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (name === 'rolloverHour') return readHour(text)
  if (name === 'shopGstin') return readGstin(text)
  if (name === 'smallSaleLimitMinor') return readLimit(text)
  if (name === 'creditDays') return readDays(text)
  if (name === 'creditLimitMinor') return readCreditLimit(text)
  if (name === 'priceLevels') return readLevels(text)
  if (name === 'upiAddress' && text !== '') {
    const address = parseUpiAddress(text)
    if (!address.ok) return { ok: false, fault: { failure: address.failure } }
    return { ok: true, change: { upiAddress: address.value } }
  }
  const over = text.length - TEXT_LENGTHS[name]
  return over > 0 ? { ok: false, fault: { text: 'long', count: over } } : { ok: true, change: { [name]: text } }
}

/** An amount of money; nothing typed is none. */
function readLimit(text: string): SettingReading {
  const amount = text === '' ? ok(ZERO) : parseAmount(text)
  if (!amount.ok) return { ok: false, fault: { failure: amount.failure } }
  return { ok: true, change: { smallSaleLimitMinor: amount.value } }
}

/** What a party may owe at most; nothing typed is no limit. */
function readCreditLimit(text: string): SettingReading {
  if (text === '') return { ok: true, change: { creditLimitMinor: null } }
  const amount = parseAmount(text)
  if (!amount.ok) return { ok: false, fault: { failure: amount.failure } }
  return { ok: true, change: { creditLimitMinor: amount.value } }
}

const MOST_CREDIT_DAYS = 3_650

function readDays(text: string): SettingReading {
  const days = /^\d{1,4}$/.test(latinDigits(text)) ? Number(latinDigits(text)) : MOST_CREDIT_DAYS + 1
  return days <= MOST_CREDIT_DAYS ? { ok: true, change: { creditDays: days } } : { ok: false, fault: { text: 'days' } }
}

function readHour(text: string): SettingReading {
  const hour = /^\d{1,2}$/.test(latinDigits(text)) ? Number(latinDigits(text)) : -1
  return hour >= 0 && hour <= 11 ? { ok: true, change: { rolloverHour: hour } } : { ok: false, fault: { text: 'hour' } }
}

const MOST_LEVELS = 8
const LEVEL_LENGTH = 40

/** Names of levels of prices, with commas between them; one that stands twice counts once. */
function readLevels(text: string): SettingReading {
  const names = text.split(',').map((name) => name.trim())
  const priceLevels = [...new Set(names.filter((name) => name !== ''))]
  const isGood = priceLevels.length <= MOST_LEVELS && priceLevels.every((name) => name.length <= LEVEL_LENGTH)
  return isGood ? { ok: true, change: { priceLevels } } : { ok: false, fault: { text: 'levels' } }
}

function readGstin(text: string): SettingReading {
  if (text === '') return { ok: true, change: { shopGstin: '' } }
  const gstin = checkGstin(text)
  return gstin.ok ? { ok: true, change: { shopGstin: gstin.value } } : { ok: false, fault: { failure: gstin.failure } }
}

/** The steps of the text size, in percent. */
export const TEXT_SIZES = [80, 100, 125, 150, 175, 200] as const

/** The next larger or smaller step; the last ones stay. */
export function steppedSize(now: number, step: 1 | -1): number {
  const beyond = TEXT_SIZES.filter((size) => (step === 1 ? size > now : size < now))
  return (step === 1 ? beyond[0] : beyond.at(-1)) ?? now
}
