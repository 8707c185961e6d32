import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { SyncCounter, SyncStatus } from '#shared/contract/sync-endpoints.ts'
import type { Result } from '#shared/kernel/result.ts'
import { AccountFacts } from './AccountFacts.tsx'
import './cloud-screen.css'
import { LanDialog } from './LanDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { LetInDialog } from './LetInDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { TrayDialog } from './TrayDialog.tsx'
import { useCounterColumns } from './use-counter-columns.tsx'

type Open =
  | { readonly does: 'letIn' | 'leave' | 'tray' | 'lan' }
  | { readonly does: 'revoke'; readonly counter: SyncCounter; readonly name: string }

/** An account that is on: its facts above, the counters below, and the keys that send, let in, take out and leave. */
export function AccountOn(props: { readonly status: SyncStatus; readonly onSaid: (word: Word | null) => void }) {
  const { status, onSaid } = props
  const t = useText()
  const failureText = useFailureText()
  const { columns, nameOf } = useCounterColumns()
  const list = useLive('sync.counters', {}, [])
  const [index, setIndex] = useState(0)
  const [dialog, setDialog] = useState<Open | null>(null)
  const counters = list.value ?? []
  const counter = counters[index]
  const isRevoked = status.state === 'revoked'
  const done = (text: string) => {
    setDialog(null)
    list.readAgain()
    onSaid({ tone: 'good', text })
  }
  const ask = async (asked: Promise<Result<SyncStatus>>, text: string) => {
    const answer = await asked
    if (!answer.ok) return onSaid({ tone: 'bad', text: failureText(answer.failure) })
    list.readAgain()
    const { trouble } = answer.value
    onSaid(trouble === null ? { tone: 'good', text } : { tone: 'bad', text: failureText(trouble as never) })
  }
  const isPaused = status.state === 'paused'
  const exchange = () => {
    void call('lan.now', {})
    void ask(call('sync.now', {}), t('cloud:nowDone'))
  }
  useCommand('cloud.now', exchange, !(isRevoked || isPaused))
  useCommand('cloud.letIn', () => setDialog({ does: 'letIn' }), !isRevoked)
  useCommand(
    'cloud.pause',
    () => void ask(call('sync.pause', { isPaused: !isPaused }), t(isPaused ? 'cloud:resumed' : 'cloud:pausedNow')),
    status.state === 'on' || isPaused
  )
  useCommand(
    'cloud.lean',
    () => void ask(call('sync.lean', { isLean: !status.isLean }), t(status.isLean ? 'cloud:leanOff' : 'cloud:leanOn'))
  )
  useCommand(
    'cloud.revoke',
    () => counter && setDialog({ does: 'revoke', counter, name: nameOf(counter) }),
    !isRevoked && counter !== undefined && counter.state === 'active' && !counter.isHere
  )
  useCommand('cloud.tray', () => setDialog({ does: 'tray' }), !isRevoked)
  useCommand('cloud.lan', () => setDialog({ does: 'lan' }), !isRevoked)
  useCommand('cloud.leave', () => setDialog({ does: 'leave' }))
  const close = () => setDialog(null)
  return (
    <>
      <AccountFacts status={status} />
      <DataTable
        className="cloud-counters"
        label={t('cloud:counters')}
        columns={columns}
        rows={counters}
        keyOf={(one) => String(one.deviceNo)}
        selectedIndex={counters.length === 0 ? -1 : Math.min(index, counters.length - 1)}
        onSelect={setIndex}
        empty={
          list.failure === null ? null : (
            <EmptyState title={t('cloud:noCounters')}>{failureText(list.failure)}</EmptyState>
          )
        }
      />
      <div className="dialog-buttons cloud-buttons">
        <CommandButton command="cloud.leave" tone="quiet" />
        <CommandButton command="cloud.tray" tone="quiet" isDisabled={isRevoked} />
        <CommandButton command="cloud.lan" tone="quiet" isDisabled={isRevoked} />
        <CommandButton command="cloud.letIn" tone="main" isDisabled={isRevoked} />
      </div>
      {dialog?.does === 'letIn' ? (
        <LetInDialog onClose={close} onDone={(name) => done(t('cloud:letIn.done', { name }))} />
      ) : null}
      {dialog?.does === 'revoke' ? (
        <RevokeDialog
          counter={dialog.counter}
          name={dialog.name}
          onClose={close}
          onDone={() => done(t('cloud:revoke.done', { name: dialog.name }))}
        />
      ) : null}
      {dialog?.does === 'tray' ? (
        <TrayDialog onClose={close} onDone={(text) => onSaid({ tone: 'good', text })} />
      ) : null}
      {dialog?.does === 'lan' ? <LanDialog onClose={close} onDone={done} /> : null}
      {dialog?.does === 'leave' ? (
        <LeaveDialog status={status} onClose={close} onDone={() => done(t('cloud:leave.done'))} />
      ) : null}
    </>
  )
}
