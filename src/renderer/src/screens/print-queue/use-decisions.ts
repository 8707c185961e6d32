import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { PrintJobView } from '#shared/contract/views.ts'
import type { PrintDecision } from '#shared/printing/print-job.ts'
import { jobName } from './job-words.ts'

/** Sends decisions about a job to main, one at a time, and says what came of the last one. */
export function useDecisions(job: PrintJobView | undefined) {
  const t = useText()
  const failureText = useFailureText()
  const { settings } = useShop()
  const [word, setWord] = useState<Word | null>(null)
  const isAsking = useRef(false)
  const decide = async (decision: PrintDecision) => {
    if (job === undefined || isAsking.current) return
    isAsking.current = true
    const answer = await call('print.decide', { id: crypto.randomUUID(), jobId: job.id, decision })
    isAsking.current = false
    const done = () => t(`print-queue:done.${decision}`, { what: jobName(t, job) })
    setWord(answer.ok ? { tone: 'good', text: done() } : { tone: 'bad', text: failureText(answer.failure) })
  }
  const move = async (printer: { readonly id: string; readonly name: string }) => {
    if (job === undefined || isAsking.current) return
    isAsking.current = true
    const answer = await call('print.move', { id: crypto.randomUUID(), jobId: job.id, printerId: printer.id })
    isAsking.current = false
    setWord(
      answer.ok
        ? { tone: 'good', text: t('print-queue:moved', { what: jobName(t, answer.value), printer: printer.name }) }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  const printTestPage = async () => {
    const printerId = settings?.receiptPrinter ?? ''
    const answer = await call('print.testPage', { id: crypto.randomUUID(), printerId })
    setWord(
      answer.ok
        ? { tone: 'good', text: t('print-queue:testSent', { printer: answer.value.printerName }) }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  useCommand('print-queue.testPage', () => void printTestPage())
  return { decide, move, word }
}
