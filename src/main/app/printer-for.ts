import type { StoredEntry } from '#main/ports/ledger-store.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Settings } from '#shared/settings/settings.ts'

/** The printer that receipts come out of: the chosen one, or the first that is there when that one was taken away. */
export const receiptPrinterOf = (settings: Settings): string => printerFor(settings, settings.receiptPrinter)

/** The printer that the X and the Z come out of. */
export const closingPrinterOf = (settings: Settings): string =>
  settings.closingPrinter === '' ? receiptPrinterOf(settings) : printerFor(settings, settings.closingPrinter)

/** The printer that statements and the bills of a party come out of: that of the sheets, or the receipts' own when the shop has none. */
export const billPrinterOf = (settings: Settings): string =>
  settings.billPrinter === '' ? receiptPrinterOf(settings) : printerFor(settings, settings.billPrinter)

/** Goods that a party takes or brings back get a bill; what is paid on the spot without a name, and every payment, a receipt. */
export function entryPrinterOf(settings: Settings, { kind, partyId }: Pick<StoredEntry, 'kind' | 'partyId'>): string {
  const isBill = partyId !== null && (kind === 'sale' || kind === 'sale-return' || kind === 'purchase-return')
  return isBill ? billPrinterOf(settings) : receiptPrinterOf(settings)
}

/** The printer for a further copy: the one of the first paper while it is there. Without any printer it stays what it was. */
export function printerFor({ printers, receiptPrinter }: Settings, wanted: string): string {
  const has = (id: string) => printers.some((printer) => printer.id === id)
  return [wanted, receiptPrinter].find(has) ?? printers[0]?.id ?? wanted
}

/** A printer that somebody chose by name. Fails with `print/printer-unknown`. */
export const knownPrinter = ({ printers }: Settings, wanted: string): string =>
  printers.find((printer) => printer.id === wanted)?.id ?? refuse('print/printer-unknown')
