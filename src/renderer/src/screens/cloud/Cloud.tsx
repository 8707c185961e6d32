import { useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { JoinDialog } from '#renderer/components/cloud/JoinDialog.tsx'
import { LateDialog } from '#renderer/components/cloud/LateDialog.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { AccountOn } from './AccountOn.tsx'
import { NoticesDialog } from './NoticesDialog.tsx'
import { TurnOnForm } from './TurnOnForm.tsx'

/** The account in the cloud: how it stands, which counters there are, and how it is turned on and left. */
export function Cloud() {
  const t = useText()
  const failureText = useFailureText()
  const { value: status, failure, readAgain } = useLive('sync.status', {}, ['sync.changed', 'ledger.changed'])
  const [word, setWord] = useState<Word | null>(null)
  const [dialog, setDialog] = useState<'join' | 'notices' | 'late' | null>(null)
  const isOn = status !== null && status.state !== 'off' && status.state !== 'left'
  const close = () => setDialog(null)
  useCommand('cloud.join', () => setDialog('join'))
  useCommand('cloud.notices', () => setDialog('notices'), isOn)
  useCommand('cloud.late', () => setDialog('late'), isOn)
  const say = (said: Word | null) => {
    setWord(said)
    readAgain()
  }
  const toSee = [
    ...(status?.noticeCount ? [t('cloud:noticeCount', counted(status.noticeCount))] : []),
    ...(status?.lateCount ? [t('cloud:late.count', counted(status.lateCount))] : [])
  ]
  return (
    <Page
      title={t('cloud:title')}
      about={toSee.length === 0 ? t('cloud:about') : toSee.join(' · ')}
      word={failure === null ? word : { tone: 'bad', text: failureText(failure) }}
    >
      {status === null ? null : isOn ? <AccountOn status={status} onSaid={say} /> : <TurnOnForm onSaid={say} />}
      {dialog === 'join' ? <JoinDialog onClose={close} /> : null}
      {dialog === 'late' ? (
        <LateDialog
          onClose={close}
          onDone={(text) => {
            close()
            say({ tone: 'good', text })
          }}
        />
      ) : null}
      {dialog === 'notices' ? <NoticesDialog onClose={close} /> : null}
    </Page>
  )
}
