import { useEffect, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Result } from '#shared/kernel/result.ts'

/** Reads the whole ledger again and says in words whether it is whole. */
export function VerifyDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [answer, setAnswer] = useState<Result<Output<'ledger.verify'>> | null>(null)
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  useEffect(() => {
    let isWanted = true
    const stop = listen('work.progress', (now) => now.work === 'verify' && setProgress(now))
    void call('ledger.verify', {}).then((read) => isWanted && setAnswer(read))
    return () => {
      isWanted = false
      stop()
    }
  }, [])
  const figure = (count: number) => groupWhole(count)
  return (
    <Dialog title={t('settings:book.verify.title')} onClose={onClose}>
      {answer === null ? (
        <div aria-live="polite">
          <p>{t('settings:book.verify.working')}</p>
          <p className="number verify-progress">
            {progress === null
              ? ''
              : t('settings:book.verify.progress', { done: figure(progress.done), total: figure(progress.total) })}
          </p>
        </div>
      ) : null}
      {answer?.ok === false ? <Notice tone="bad">{failureText(answer.failure)}</Notice> : null}
      {answer?.ok ? <Verdict verdict={answer.value} /> : null}
    </Dialog>
  )
}

function Verdict({ verdict }: { readonly verdict: Output<'ledger.verify'> }) {
  const t = useText()
  const { firstFault } = verdict
  if (firstFault === null) {
    const counts = { entries: groupWhole(verdict.entryCount), ops: groupWhole(verdict.opCount) }
    return (
      <>
        <Notice tone="good">{t('settings:book.verify.clean')}</Notice>
        <p>{t('settings:book.verify.cleanDetail', counts)}</p>
      </>
    )
  }
  const { table, row, detail } = firstFault
  return (
    <>
      <Notice tone="bad">{t('settings:book.verify.broken')}</Notice>
      <p className="verify-fault">{t('settings:book.verify.brokenDetail', { table, row, detail })}</p>
      <p>{t('settings:book.verify.brokenNext')}</p>
    </>
  )
}
