import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { PrinterView } from '#shared/contract/views.ts'
import { type PrinterCondition, STOPPING_CONDITIONS } from '#shared/printing/printer-status.ts'
import type { StatusTone } from './StatusDot.tsx'

/** What decides when several things are wrong at once: the one to put right first comes first. */
const MOST_PRESSING: readonly PrinterCondition[] = [
  'unplugged',
  'unreachable',
  'cover-open',
  'paper-out',
  'cutter-jammed',
  'overheated',
  'error',
  'offline',
  'paper-near-end',
  'silent',
  'ready'
]

/** The condition to speak of, or null when nobody has looked yet. */
export const pressing = (printer: Pick<PrinterView, 'conditions'> | undefined): PrinterCondition | null =>
  MOST_PRESSING.find((condition) => printer?.conditions.includes(condition)) ?? null

/** Something that a person should go and see to. */
export type Trouble = Exclude<PrinterCondition, 'ready' | 'silent'>

export function troubleOf(printer: Pick<PrinterView, 'conditions'> | undefined): Trouble | null {
  const condition = pressing(printer)
  return condition === null || condition === 'ready' || condition === 'silent' ? null : condition
}

export const isStopped = (condition: PrinterCondition | null): boolean =>
  condition !== null && STOPPING_CONDITIONS.has(condition)

export function printerTone(condition: PrinterCondition | null): StatusTone {
  if (condition === 'ready') return 'good'
  if (condition === null || condition === 'silent') return 'off'
  return isStopped(condition) ? 'bad' : 'warn'
}

export const conditionText = (t: Translate, condition: PrinterCondition | null): string =>
  condition === null ? t('printers:condition.unknown') : t(`printers:condition.${condition}`)
