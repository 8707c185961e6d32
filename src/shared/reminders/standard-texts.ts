import assamese from '#resources/messages/as.json' with { type: 'json' }
import bn from '#resources/messages/bn.json' with { type: 'json' }
import en from '#resources/messages/en.json' with { type: 'json' }
import fr from '#resources/messages/fr.json' with { type: 'json' }
import gu from '#resources/messages/gu.json' with { type: 'json' }
import hi from '#resources/messages/hi.json' with { type: 'json' }
import hiInLatin from '#resources/messages/hi-Latn.json' with { type: 'json' }
import kn from '#resources/messages/kn.json' with { type: 'json' }
import ko from '#resources/messages/ko.json' with { type: 'json' }
import ml from '#resources/messages/ml.json' with { type: 'json' }
import mr from '#resources/messages/mr.json' with { type: 'json' }
import odia from '#resources/messages/or.json' with { type: 'json' }
import pa from '#resources/messages/pa.json' with { type: 'json' }
import ta from '#resources/messages/ta.json' with { type: 'json' }
import te from '#resources/messages/te.json' with { type: 'json' }
import ur from '#resources/messages/ur.json' with { type: 'json' }
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Purpose } from './purpose.ts'

export type StandardTexts = Readonly<Record<Purpose, string>>

/** The texts that a shop begins with, in every language of papers. */
export const STANDARD_TEXTS: Readonly<Record<ReceiptLanguage, StandardTexts>> = {
  en,
  hi,
  'hi-Latn': hiInLatin,
  mr,
  gu,
  pa,
  bn,
  as: assamese,
  or: odia,
  ta,
  te,
  kn,
  ml,
  ur,
  fr,
  ko
}
