import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { draftOfPrinter, newPrinter, type PrinterDraft, readPrinter } from './printer-draft.ts'

type Store = (printers: readonly PrinterSettings[], receiptPrinter: string) => Promise<Failure | null>

/** One printer: how it is reached, its paper, and whether the receipts go there. */
export function PrinterDialog(props: {
  readonly printer: PrinterSettings | null
  readonly settings: Settings
  readonly store: Store
  readonly onClose: () => void
  readonly onSaid: (word: Word) => void
}) {
  const { printer, settings } = props
  const t = useText()
  const failureText = useFailureText()
  const [id] = useState(() => printer?.id ?? crypto.randomUUID())
  const [draft, setDraft] = useState<PrinterDraft>(() => (printer === null ? newPrinter() : draftOfPrinter(printer)))
  const [isForReceipts, setForReceipts] = useState(printer === null || settings.receiptPrinter === printer.id)
  const [tries, setTries] = useState(0)
  const form = useRef<HTMLDivElement>(null)
  // The box that is wrong is where the hand goes next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try that failed moves the focus once.
  useEffect(() => focusField(form.current?.querySelector<HTMLElement>('input[aria-invalid="true"]')), [tries])
  const [failure, setFailure] = useState<Failure | null>(null)
  const read = readPrinter(draft, id)
  const set = (change: Partial<PrinterDraft>) => setDraft((now) => ({ ...now, ...change }))
  const others = settings.printers.filter((one) => one.id !== id)
  const finish = async (printers: readonly PrinterSettings[], receiptPrinter: string, said: string) => {
    const refused = await props.store(printers, receiptPrinter)
    if (refused !== null) return setFailure(refused)
    props.onSaid({ tone: 'good', text: said })
    props.onClose()
  }
  const accept = () => {
    if (!read.ok) return setTries((now) => now + 1)
    const place = settings.printers.findIndex((one) => one.id === id)
    const printers = place === -1 ? [...others, read.printer] : settings.printers.with(place, read.printer)
    const elsewhere = settings.receiptPrinter === id ? (others[0]?.id ?? id) : settings.receiptPrinter
    void finish(printers, isForReceipts ? id : elsewhere, t('settings:printer.saved', { name: read.printer.name }))
  }
  const remove = () => {
    const receiptPrinter = settings.receiptPrinter === id ? (others[0]?.id ?? '') : settings.receiptPrinter
    void finish(others, receiptPrinter, t('settings:printer.removed', { name: printer?.name ?? '' }))
  }
  const faults = read.ok || tries === 0 ? {} : read.faults
  const title =
    printer === null ? t('settings:printer.addTitle') : t('settings:printer.changeTitle', { name: printer.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={accept} className="printer-dialog">
      <RemoveKey onRemove={remove} isEnabled={printer !== null && others.length > 0} />
      <div ref={form}>
        <FormWalk onDone={accept} label={title} className="printer-walk">
          <Field
            label={t('settings:printer.name')}
            value={draft.name}
            onChange={(name) => set({ name })}
            error={faults.name ? t(`settings:printer.fault.${faults.name}`) : null}
          />
          <Choice
            label={t('settings:printer.type')}
            options={(['network', 'file', 'virtual'] as const).map((value) => ({
              value,
              label: t(`settings:printer.${value}`)
            }))}
            value={draft.type}
            onChange={(type) => set({ type })}
          />
          {draft.type === 'network' ? (
            <Field
              label={t('settings:printer.address')}
              value={draft.address}
              onChange={(address) => set({ address })}
              hint={t('settings:printer.addressHint')}
              error={faults.address ? t(`settings:printer.fault.${faults.address}`) : null}
            />
          ) : null}
          {draft.type === 'file' ? (
            <Field
              label={t('settings:printer.path')}
              value={draft.path}
              onChange={(path) => set({ path })}
              hint={t('settings:printer.pathHint')}
              error={faults.path ? t(`settings:printer.fault.${faults.path}`) : null}
            />
          ) : null}
          <div className="printer-choices">
            <Choice
              label={t('settings:printer.width')}
              options={[
                { value: '384', label: t('settings:printers.paper58') },
                { value: '576', label: t('settings:printers.paper80') }
              ]}
              value={draft.widthDots === 384 ? '384' : '576'}
              onChange={(width) => set({ widthDots: width === '384' ? 384 : 576 })}
            />
            <YesNo
              label={t('settings:printer.cutter')}
              isYes={draft.hasCutter}
              onChange={(hasCutter) => set({ hasCutter })}
            />
            <YesNo
              label={t('settings:printer.drawer')}
              isYes={draft.hasDrawer}
              onChange={(hasDrawer) => set({ hasDrawer })}
            />
            <YesNo label={t('settings:printer.receipts')} isYes={isForReceipts} onChange={setForReceipts} />
          </div>
        </FormWalk>
      </div>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <div className="dialog-buttons">
        {printer !== null && others.length > 0 ? <CommandButton command="settings.removePrinter" /> : null}
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function RemoveKey({ onRemove, isEnabled }: { readonly onRemove: () => void; readonly isEnabled: boolean }) {
  useCommand('settings.removePrinter', onRemove, isEnabled)
  return null
}

function YesNo(props: {
  readonly label: string
  readonly isYes: boolean
  readonly onChange: (isYes: boolean) => void
}) {
  const t = useText()
  return (
    <Choice
      label={props.label}
      options={[
        { value: 'yes', label: t('settings:printer.yes') },
        { value: 'no', label: t('settings:printer.no') }
      ]}
      value={props.isYes ? 'yes' : 'no'}
      onChange={(value) => props.onChange(value === 'yes')}
    />
  )
}
