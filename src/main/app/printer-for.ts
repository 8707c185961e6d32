import type { Settings } from '#shared/settings/settings.ts'

/** The printer that receipts come out of: the chosen one, or the first that is there when that one was taken away. */
export const receiptPrinterOf = (settings: Settings): string => printerFor(settings, settings.receiptPrinter)

/** The printer that the X and the Z come out of. */
export const closingPrinterOf = (settings: Settings): string =>
  settings.closingPrinter === '' ? receiptPrinterOf(settings) : printerFor(settings, settings.closingPrinter)

/** The printer that statements come out of: that of the sheets, or the receipts' own when the shop has none. */
export const billPrinterOf = (settings: Settings): string =>
  settings.billPrinter === '' ? receiptPrinterOf(settings) : printerFor(settings, settings.billPrinter)

/** The printer for a further copy: the one of the first paper while it is there. Without any printer it stays what it was. */
export function printerFor({ printers, receiptPrinter }: Settings, wanted: string): string {
  const has = (id: string) => printers.some((printer) => printer.id === id)
  return [wanted, receiptPrinter].find(has) ?? printers[0]?.id ?? wanted
}
