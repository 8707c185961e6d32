import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { PickList } from '#renderer/components/PickList.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { FoundPrinterView } from '#shared/contract/printer-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { DraftReach, PrinterWay } from './printer-draft.ts'
import { useDiscovery } from './use-discovery.ts'

interface Row {
  readonly key: string
  readonly text: string
  readonly detail: string
  readonly choose: () => DraftReach | null | Promise<DraftReach | null>
}

export function reachedText(t: Translate, way: PrinterWay, place: string): string {
  return way === 'virtual' ? t('printers:list.virtual') : t(`printers:list.${way}`, { place })
}

/** What was found around this PC, and the ways by hand below it. Enter takes one, F5 searches the network. */
export function FindPrinter(props: {
  readonly title: string
  readonly onClose: () => void
  readonly onChosen: (reach: DraftReach) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const discovery = useDiscovery()
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const chooseFile = async (): Promise<DraftReach | null> => {
    const answer = await call('printer.chooseFile', {})
    if (!answer.ok) setFailure(answer.failure)
    return answer.ok && answer.value !== null ? reachOf(answer.value) : null
  }
  const rows: readonly Row[] = [
    ...discovery.found.map((one) => ({
      key: one.token,
      text: reachedText(t, one.way, one.label),
      detail: detailOf(t, one),
      choose: () => reachOf(one)
    })),
    {
      key: 'address',
      text: t('printers:find.byAddress'),
      detail: '',
      choose: () => ({ way: 'network', place: '', by: null })
    },
    { key: 'file', text: t('printers:find.byFile'), detail: t('printers:find.byFileHint'), choose: chooseFile },
    {
      key: 'screen',
      text: t('printers:find.onScreen'),
      detail: '',
      choose: () => ({ way: 'virtual', place: t('printers:find.onScreen'), by: null })
    }
  ]
  const index = Math.max(
    0,
    rows.findIndex((row) => row.key === chosenKey)
  )
  const take = async (row: Row) => {
    const reach = await row.choose()
    if (reach) props.onChosen(reach)
  }
  return (
    <Dialog title={props.title} onClose={props.onClose} className="find-printer">
      <SearchKey onSearch={discovery.searchNetwork} />
      <PickList
        label={t('printers:find.label')}
        className="find-list"
        items={rows}
        keyOf={(row) => row.key}
        draw={(row) => (
          <>
            <strong>{row.text}</strong> <span className="shop-file">{row.detail}</span>
          </>
        )}
        index={index}
        onMove={(next) => setChosenKey(rows[next]?.key ?? null)}
        onTake={(row) => void take(row)}
      />
      <Notice tone={failure === null && discovery.failure === null ? 'plain' : 'bad'}>
        {sayState(t, discovery, failure ?? discovery.failure, failureText)}
      </Notice>
      <div className="dialog-buttons">
        <CommandButton command="settings.searchNetwork" />
        <CommandButton command="dialog.back" />
      </div>
    </Dialog>
  )
}

function sayState(
  t: Translate,
  { isSearching, progress, found }: ReturnType<typeof useDiscovery>,
  failure: Failure | null,
  failureText: (failure: Failure) => string
): string {
  if (failure !== null) return failureText(failure)
  if (progress !== null && progress.total > 0) return t('printers:find.network', { ...progress })
  return isSearching ? t('printers:find.searching') : t('printers:find.found', { count: found.length })
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function SearchKey({ onSearch }: { readonly onSearch: () => void }) {
  useCommand('settings.searchNetwork', onSearch)
  return null
}

const reachOf = ({ way, label, token }: FoundPrinterView): DraftReach => ({
  way,
  place: label,
  by: { type: 'found', token }
})

function detailOf(t: Translate, { answer, detail, usedBy }: FoundPrinterView): string {
  const said = answer === 'unasked' ? '' : t(`printers:find.${answer}`)
  const used = usedBy === '' ? '' : t('printers:find.usedBy', { name: usedBy })
  return [detail, said, used].filter((word) => word !== '').join(', ')
}
