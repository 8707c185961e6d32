import type { CommandId } from '#renderer/commands/command-table.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { BillRow } from '#shared/contract/goods-views.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { deedsOf, returnKindOf } from './bill-deeds.ts'

interface Deeds {
  readonly print: CommandId
  readonly printSheet: CommandId
  readonly giveBack: CommandId
  readonly makeBill: CommandId
  readonly copy: CommandId
  readonly cancel: CommandId
  readonly payLink: CommandId
}

/** What can be done with the paper that is looked at, by the same keys as in its list. */
export function BillKeys(props: {
  readonly row: BillRow
  readonly commands: Deeds
  /** On a printer by its id; null: where its first paper came out. */
  readonly onPrint: (printerId: string | null) => void
  readonly onBegin: (kind: BillKind, how: 'return' | 'bill' | 'copy') => void
  readonly onCancel: () => void
  readonly onPayLink: () => void
}) {
  const { row, commands } = props
  const deeds = deedsOf(row)
  const sheets = useSheetPrinter()
  useCommand(commands.print, () => props.onPrint(null))
  useCommand(commands.printSheet, () => props.onPrint(sheets), sheets !== null)
  useCommand(commands.giveBack, () => props.onBegin(returnKindOf(row), 'return'), deeds.canReturn)
  useCommand(commands.makeBill, () => props.onBegin('sale', 'bill'), deeds.canBill)
  useCommand(commands.copy, () => props.onBegin(row.kind, 'copy'))
  useCommand(commands.payLink, props.onPayLink, deeds.canAsk)
  useCommand(commands.cancel, props.onCancel, deeds.canCancel)
  return (
    <>
      <CommandButton command={commands.print} />
      {sheets === null ? null : <CommandButton command={commands.printSheet} />}
      {deeds.canReturn ? <CommandButton command={commands.giveBack} /> : null}
      {deeds.canBill ? <CommandButton command={commands.makeBill} /> : null}
      <CommandButton command={commands.copy} />
      {deeds.canAsk ? <CommandButton command={commands.payLink} /> : null}
      {deeds.canCancel ? <CommandButton command={commands.cancel} /> : null}
      <CommandButton command="dialog.back" />
    </>
  )
}

/** The printer of sheets, where the shop has one beside the roll. */
export function useSheetPrinter(): string | null {
  const { settings } = useShop()
  return settings === null || settings.billPrinter === '' ? null : settings.billPrinter
}
