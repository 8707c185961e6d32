import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { FindPrinter } from './FindPrinter.tsx'
import { PrinterFields } from './PrinterFields.tsx'
import { type DraftReach, draftOfPrinter, newPrinter, type PrinterDraft, readPrinter } from './printer-draft.ts'

/** One printer: how it is reached, what it can do, its paper, and what comes out of it. */
export function PrinterDialog(props: {
  /** A printer to change, or how the new one is reached. */
  readonly printer: PrinterSettings | DraftReach
  readonly settings: Settings
  readonly onClose: () => void
  readonly onSaid: (word: Word) => void
}) {
  const { printer, settings } = props
  const known = 'id' in printer ? printer : null
  const t = useText()
  const failureText = useFailureText()
  const { takeSettings } = useShop()
  const profiles = useLive('printer.profiles', {}).value ?? []
  const [id] = useState(() => known?.id ?? crypto.randomUUID())
  const [draft, setDraft] = useState<PrinterDraft>(() =>
    'id' in printer ? draftOfPrinter(printer, settings) : newPrinter(printer)
  )
  const [isFinding, setFinding] = useState(false)
  const [tries, setTries] = useState(0)
  const form = useRef<HTMLDivElement>(null)
  // The box that is wrong is where the hand goes next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try that failed moves the focus once.
  useEffect(() => focusField(form.current?.querySelector<HTMLElement>('input[aria-invalid="true"]')), [tries])
  const [failure, setFailure] = useState<Failure | null>(null)
  const read = readPrinter(draft, id)
  const finish = async (asking: Promise<Result<Settings>>, said: string) => {
    const answer = await asking
    if (!answer.ok) return setFailure(answer.failure)
    takeSettings(answer.value)
    props.onSaid({ tone: 'good', text: said })
    props.onClose()
  }
  const accept = () => {
    if (!read.ok) return setTries((now) => now + 1)
    const { request } = read
    const channel = known === null ? 'printer.add' : 'printer.change'
    void finish(call(channel, request), t('printers:form.saved', { name: request.name }))
  }
  const remove = () =>
    void finish(call('printer.remove', { id }), t('printers:form.removed', { name: known?.name ?? '' }))
  const canRemove = known !== null && settings.printers.length > 1
  const title = known === null ? t('printers:form.addTitle') : t('printers:form.changeTitle', { name: known.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={accept} className="printer-dialog">
      <DialogKeys onRemove={remove} canRemove={canRemove} onFind={() => setFinding(true)} />
      <div ref={form} className="printer-form">
        <FormWalk onDone={accept} label={title} className="printer-walk">
          <PrinterFields
            draft={draft}
            onChange={setDraft}
            profiles={profiles}
            faults={read.ok || tries === 0 ? {} : read.faults}
          />
        </FormWalk>
      </div>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <div className="dialog-buttons">
        {canRemove ? <CommandButton command="settings.removePrinter" /> : null}
        <CommandButton command="settings.findPrinter" />
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.accept" tone="main" />
      </div>
      {isFinding ? (
        <FindPrinter
          title={t('printers:find.changeTitle', { name: draft.name })}
          onClose={() => setFinding(false)}
          onChosen={(reach) => {
            setDraft((now) => ({ ...now, reach, address: reach.by === null ? now.address : '' }))
            setFinding(false)
          }}
        />
      ) : null}
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function DialogKeys(props: {
  readonly onRemove: () => void
  readonly canRemove: boolean
  readonly onFind: () => void
}) {
  useCommand('settings.removePrinter', props.onRemove, props.canRemove)
  useCommand('settings.findPrinter', props.onFind)
  return null
}
