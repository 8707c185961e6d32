import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { StatusDot } from '#renderer/components/StatusDot.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { ERROR_CODES } from '#shared/kernel/error-codes.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { RECEIPT_LANGUAGE_FACTS } from '#shared/receipt/receipt-language.ts'
import { ASKED } from '#shared/reminders/outcome.ts'
import { chosenRow } from './chosen-row.ts'
import { messageTone, messageTruth } from './message-words.ts'

const MOST = 200

/** What was written to a party, or to all, and what came of it. Of one that did not go by itself a person decides. */
export function LogDialog(props: {
  readonly party: { readonly id: string; readonly name: string } | null
  readonly onClose: () => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const log = useLive('message.log', { partyId: props.party?.id ?? null, beforeNo: null, limit: MOST })
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const table = useRef<HTMLDivElement>(null)
  useEffect(() => table.current?.focus(), [])
  const messages = log.value ?? []
  // A newer message comes in above: who has read one, be it the first, decides about that one.
  if (chosenId === null && messages[0] !== undefined) setChosenId(messages[0].id)
  const at = chosenRow(messages, chosenId)
  const message = messages[at]
  const columns = useLogColumns(props.party === null)
  const decide = async (decision: 'went' | 'again' | 'drop') => {
    if (message === undefined) return
    const answer = await call('message.decide', { messageId: message.id, decision })
    setFailure(answer.ok ? null : answer.failure)
  }
  const can = decisionsOf(message)
  const { word, forget, exportAll } = useWholeLog(props.party)
  const [isForgetting, setForgetting] = useState(false)
  useCommand('collect.went', () => void decide('went'), can.went)
  useCommand('collect.again', () => void decide('again'), can.again)
  useCommand('collect.drop', () => void decide('drop'), can.drop)
  const why = ERROR_CODES.find((code) => code === message?.outcome)
  const shown = failure ?? log.failure ?? (why === undefined ? null : { code: why })
  const title = props.party === null ? t('collect:log.all') : t('collect:log.title', { name: props.party.name })
  return (
    <Dialog title={title} onClose={props.onClose} className="collect-log">
      <DataTable
        ref={table}
        label={title}
        columns={columns}
        rows={messages}
        keyOf={(one) => one.id}
        selectedIndex={at}
        onSelect={(index) => setChosenId(messages[index]?.id ?? null)}
        empty={log.value === null ? null : <EmptyState title={t('collect:log.empty')} />}
      />
      <p
        className="collect-sent-text"
        dir={message === undefined ? 'ltr' : RECEIPT_LANGUAGE_FACTS[message.language].direction}
      >
        {message?.text ?? ''}
      </p>
      <Notice tone={shown === null ? (word?.tone ?? 'plain') : 'bad'}>
        {shown === null ? word?.text : failureText(shown)}
      </Notice>
      {isForgetting && props.party !== null ? (
        <ForgetDialog
          name={props.party.name}
          onClose={() => setForgetting(false)}
          onForget={() => {
            setForgetting(false)
            void forget()
          }}
        />
      ) : null}
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        {props.party === null || messages.length === 0 ? null : (
          <>
            <WholeLogKeys onForget={() => setForgetting(true)} onExport={() => void exportAll()} />
            <CommandButton command="collect.forget" />
            <CommandButton command="dialog.save" />
          </>
        )}
        {can.drop ? <CommandButton command="collect.drop" /> : null}
        {can.again ? <CommandButton command="collect.again" /> : null}
        {can.went ? <CommandButton command="collect.went" tone="main" /> : null}
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function WholeLogKeys(props: { readonly onForget: () => void; readonly onExport: () => void }) {
  useCommand('collect.forget', props.onForget)
  useCommand('dialog.save', props.onExport)
  return null
}

/** All that was written to one party: into a file, or out of the book. */
function useWholeLog(party: { readonly id: string; readonly name: string } | null) {
  const t = useText()
  const failureText = useFailureText()
  const [word, setWord] = useState<Word | null>(null)
  const tell = (answer: Result<unknown>, text: string) =>
    setWord(answer.ok ? { tone: 'good', text } : { tone: 'bad', text: failureText(answer.failure) })
  return {
    word,
    async exportAll() {
      if (party === null) return
      const answer = await call('message.export', { partyId: party.id })
      // A dialog that was left is no event.
      if (answer.ok && answer.value === null) return
      tell(answer, t('collect:log.exported', { file: answer.ok ? (answer.value?.file ?? '') : '' }))
    },
    async forget() {
      if (party === null) return
      const answer = await call('message.forget', { partyId: party.id })
      tell(answer, t('collect:log.forgotten', { name: party.name }))
    }
  }
}

/** Asks once more: it cannot be taken back. */
function ForgetDialog(props: { readonly name: string; readonly onClose: () => void; readonly onForget: () => void }) {
  const t = useText()
  return (
    <Dialog
      title={t('collect:log.forgetTitle', { name: props.name })}
      onClose={props.onClose}
      onAccept={props.onForget}
    >
      <p tabIndex={-1}>{t('collect:log.forgetWhat')}</p>
      <p className="second">{t('collect:log.forgetKeeps')}</p>
      <DialogButtons />
    </Dialog>
  )
}

/** What a person may say of a message; main checks it again. */
function decisionsOf(message: MessageView | undefined) {
  if (message === undefined) return { went: false, again: false, drop: false }
  const { state, outcome, channel } = message
  const isAsked = state === 'sending' && outcome === ASKED
  return {
    went: isAsked,
    again: channel === 'sms' && (isAsked || state === 'failed' || state === 'dropped'),
    drop: isAsked || state === 'failed' || state === 'queued'
  }
}

function useLogColumns(hasParty: boolean): readonly Column<MessageView>[] {
  const t = useText()
  const party: Column<MessageView> = {
    ...{ id: 'party', header: t('collect:column.who'), width: 'minmax(7rem, 2fr)' },
    draw: (one) => one.partyName
  }
  return [
    { id: 'at', header: t('collect:log.at'), width: '7rem', draw: (one) => dayAndClockText(one.at) },
    ...(hasParty ? [party] : []),
    {
      ...{ id: 'channel', header: t('collect:log.channel'), width: 'minmax(6rem, 1fr)' },
      draw: (one) => t(`collect:channel.${one.channel}`)
    },
    {
      ...{ id: 'purpose', header: t('collect:write.purpose'), width: 'minmax(8rem, 1.4fr)' },
      draw: (one) => (one.isByRule ? t('collect:log.byRule') : t(`collect:purpose.${one.purpose}`))
    },
    {
      ...{ id: 'truth', header: t('collect:log.truth'), width: 'minmax(9rem, 1.8fr)' },
      draw: (one) => <StatusDot tone={messageTone(one)} label={messageTruth(t, one)} />
    }
  ]
}
