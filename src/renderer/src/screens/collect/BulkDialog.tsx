import { useEffect, useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { currencySign, formatAmount, groupWhole } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { minor } from '#shared/money/money.ts'
import { RECEIPT_LANGUAGE_FACTS } from '#shared/receipt/receipt-language.ts'
import { smsSize } from '#shared/reminders/sms-size.ts'

/** So many go in one request. */
const AT_ONCE = 500

interface BulkProps {
  readonly channel: 'sms' | 'slip'
  readonly partyIds: readonly string[]
  readonly onClose: () => void
  readonly onSent: (made: number) => void
}

/** Shows what many would get, with parts and cost of an SMS each and in all, before it goes; afterwards who could not be reached. */
export function BulkDialog(props: BulkProps) {
  const { channel } = props
  const t = useText()
  const failureText = useFailureText()
  const preview = usePreview(props)
  const { done, failure, accept } = useSending(props)
  const shown = failure ?? preview.failure
  return (
    <Dialog
      title={t(`collect:bulk.${channel}`)}
      onClose={props.onClose}
      onAccept={() => void accept()}
      className="collect-bulk"
    >
      <p tabIndex={-1}>
        {done === null
          ? t('collect:bulk.to', counted(props.partyIds.length))
          : t('collect:bulk.made', counted(done.made))}
      </p>
      {done === null ? (
        <Preview lines={preview.lines} isSms={channel === 'sms'} />
      ) : (
        <ul className="collect-left">
          {done.left.map((one) => (
            <li key={one.partyId}>
              <strong>{one.partyName}</strong> {failureText(one.failure as Failure)}
            </li>
          ))}
        </ul>
      )}
      <Notice tone="bad">{shown === null ? '' : failureText(shown)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

type Line = Output<'message.previewMany'>['lines'][number]

/** What each would get; all of them together below. */
function Preview({ lines, isSms }: { readonly lines: readonly Line[]; readonly isSms: boolean }) {
  const t = useText()
  const failureText = useFailureText()
  const { settings } = useShop()
  const priceMinor = settings?.smsGateway.partPriceMinor ?? 0
  const [at, setAt] = useState(0)
  const chosen = lines[Math.min(at, lines.length - 1)]
  const table = useRef<HTMLDivElement>(null)
  const isThere = lines.length > 0
  useEffect(() => {
    if (isThere) table.current?.focus()
  }, [isThere])
  const columns = useBulkColumns(isSms, priceMinor)
  const sent = lines.filter(({ shut }) => shut === null)
  const parts = sent.reduce((sum, { text }) => sum + smsSize(text).parts, 0)
  const cost = priceMinor === 0 ? '' : costText(parts, priceMinor)
  return (
    <>
      <DataTable
        ref={table}
        label={t('collect:bulk.preview')}
        columns={columns}
        rows={lines}
        keyOf={({ partyId }) => partyId}
        selectedIndex={Math.min(at, lines.length - 1)}
        onSelect={setAt}
      />
      <p
        className="collect-sent-text"
        dir={chosen === undefined ? 'ltr' : RECEIPT_LANGUAGE_FACTS[chosen.language].direction}
      >
        {chosen === undefined ? '' : chosen.shut === null ? chosen.text : failureText({ code: chosen.shut })}
      </p>
      {isSms ? (
        <p className="collect-cost" aria-live="polite">
          {[
            t('collect:bulk.goes', counted(sent.length)),
            t('collect:bulk.parts', counted(parts)),
            cost,
            lines.length === sent.length ? '' : t('collect:bulk.stays', counted(lines.length - sent.length))
          ]
            .filter((word) => word !== '')
            .join(' · ')}
        </p>
      ) : null}
    </>
  )
}

const costText = (parts: number, priceMinor: number): string =>
  `${currencySign()} ${formatAmount(minor(parts * priceMinor))}`

function useBulkColumns(isSms: boolean, priceMinor: number): readonly Column<Line>[] {
  const t = useText()
  return useMemo(() => {
    const who: Column<Line> = {
      ...{ id: 'who', header: t('collect:column.who'), width: 'minmax(9rem, 2fr)' },
      draw: ({ partyName }) => partyName
    }
    const text: Column<Line> = {
      ...{ id: 'text', header: t('collect:write.text'), width: 'minmax(10rem, 4fr)' },
      draw: (one) => (one.shut === null ? one.text : t('collect:bulk.nothing'))
    }
    const parts: Column<Line> = {
      ...{ id: 'parts', header: t('collect:bulk.partsHead'), width: '5rem', align: 'right' },
      draw: (one) => (one.shut === null ? groupWhole(smsSize(one.text).parts) : '')
    }
    const cost: Column<Line> = {
      ...{ id: 'cost', header: t('collect:bulk.cost'), width: '7rem', align: 'right' },
      draw: (one) => (one.shut === null ? costText(smsSize(one.text).parts, priceMinor) : '')
    }
    if (!isSms) return [who, text]
    return priceMinor === 0 ? [who, parts, text] : [who, parts, cost, text]
  }, [t, isSms, priceMinor])
}

/** The texts, read in lots, so that long lists come as they are made. */
function usePreview({ partyIds, channel }: BulkProps) {
  const [lines, setLines] = useState<readonly Line[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    let isGone = false
    const read = async () => {
      for (let at = 0; at < partyIds.length && !isGone; at += AT_ONCE) {
        const some = partyIds.slice(at, at + AT_ONCE)
        const answer = await call('message.previewMany', { partyIds: [...some], channel, purpose: null })
        if (isGone) return
        if (!answer.ok) return setFailure(answer.failure)
        setLines((before) => [...before, ...answer.value.lines])
      }
    }
    setLines([])
    void read()
    return () => {
      isGone = true
    }
  }, [partyIds, channel])
  return { lines, failure }
}

/** Sends in lots, each message under an id of its own: trying again after a failure sends nothing twice. */
function useSending({ partyIds, channel, onSent }: BulkProps) {
  const items = useRef(partyIds.map((partyId) => ({ id: v7(), partyId })))
  const isAsking = useRef(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [done, setDone] = useState<Output<'message.sendMany'> | null>(null)
  const send = async () => {
    let all: Output<'message.sendMany'> = { made: 0, left: [] }
    for (let at = 0; at < items.current.length; at += AT_ONCE) {
      const some = items.current.slice(at, at + AT_ONCE)
      const answer = await call('message.sendMany', { items: some, channel, purpose: null })
      if (!answer.ok) return setFailure(answer.failure)
      all = { made: all.made + answer.value.made, left: [...all.left, ...answer.value.left] }
    }
    if (all.left.length === 0) onSent(all.made)
    else setDone(all)
  }
  const accept = async () => {
    if (done !== null) return onSent(done.made)
    if (isAsking.current) return
    isAsking.current = true
    setFailure(null)
    await send()
    isAsking.current = false
  }
  return { done, failure, accept }
}
