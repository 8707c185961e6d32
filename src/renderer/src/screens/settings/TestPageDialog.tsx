import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { usePrinterViews } from '#renderer/components/PrinterStates.tsx'
import { conditionText, pressing } from '#renderer/components/printer-state.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { Failure } from '#shared/kernel/result.ts'
import { TEST_CODE_PAGES } from '#shared/printing/test-code-pages.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { draftOfPrinter, readPrinter } from './printer-draft.ts'
import { type SeenPaper, taughtBy } from './seen-paper.ts'

/** After a test page: what came out of the printer? The answers become the printer's settings. */
export function TestPageDialog(props: {
  readonly printer: PrinterSettings
  readonly settings: Settings
  readonly onClose: () => void
  readonly onSaid: (word: Word) => void
}) {
  const { printer, settings } = props
  const t = useText()
  const failureText = useFailureText()
  const { takeSettings } = useShop()
  const view = usePrinterViews().find((one) => one.printerId === printer.id)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [seen, setSeen] = useState<SeenPaper>({
    ruler: 'both',
    wasCut: printer.hasCutter,
    drawerOpened: printer.hasDrawer,
    page: printer.codePage === undefined ? 'none' : String(printer.codePage.number)
  })
  const set = (change: Partial<SeenPaper>) => setSeen((now) => ({ ...now, ...change }))
  const accept = async () => {
    const taught = taughtBy(draftOfPrinter(printer, settings), seen, view?.conditions ?? [])
    const read = readPrinter(taught, printer.id)
    if (!read.ok) return
    const answer = await call('printer.change', read.request)
    if (!answer.ok) return setFailure(answer.failure)
    takeSettings(answer.value)
    props.onSaid({ tone: 'good', text: t('printers:test.taught', { name: printer.name }) })
    props.onClose()
  }
  const title = t('printers:test.title', { name: printer.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void accept()} className="printer-dialog">
      <p>{t('printers:test.intro')}</p>
      <p role="status">{t('printers:test.status', { what: conditionText(t, pressing(view)) })}</p>
      <div className="printer-form">
        <FormWalk onDone={() => void accept()} label={title} className="printer-walk">
          <Questions seen={seen} set={set} />
        </FormWalk>
      </div>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

function Questions(props: { readonly seen: SeenPaper; readonly set: (change: Partial<SeenPaper>) => void }) {
  const { seen, set } = props
  const t = useText()
  const numbers = [...new Set(TEST_CODE_PAGES.map((page) => String(page.number)))]
  return (
    <>
      <Choice
        label={t('printers:test.ruler')}
        isFirstFocus
        options={[
          { value: 'both', label: t('printers:test.rulerBoth') },
          { value: 'cut', label: t('printers:test.rulerCut') },
          { value: 'spare', label: t('printers:test.rulerSpare') }
        ]}
        value={seen.ruler}
        onChange={(ruler) => set({ ruler })}
      />
      <Choice
        label={t('printers:test.cut')}
        options={[
          { value: 'yes', label: t('printers:test.cutYes') },
          { value: 'no', label: t('printers:test.cutNo') }
        ]}
        value={seen.wasCut ? 'yes' : 'no'}
        onChange={(was) => set({ wasCut: was === 'yes' })}
      />
      <Choice
        label={t('printers:test.drawer')}
        options={[
          { value: 'yes', label: t('printers:test.drawerYes') },
          { value: 'no', label: t('printers:test.drawerNo') }
        ]}
        value={seen.drawerOpened ? 'yes' : 'no'}
        onChange={(opened) => set({ drawerOpened: opened === 'yes' })}
      />
      <Choice
        label={t('printers:test.pages')}
        options={[
          ...numbers.map((number) => ({ value: number, label: t('printers:test.pageLine', { number }) })),
          { value: 'none', label: t('printers:test.pageNone') }
        ]}
        value={seen.page}
        onChange={(page) => set({ page })}
      />
    </>
  )
}
