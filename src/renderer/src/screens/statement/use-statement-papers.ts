import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { Word } from '#renderer/components/Page.tsx'
import { useSavePdf } from '#renderer/components/use-save-pdf.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { Result } from '#shared/kernel/result.ts'

/** Prints and exports of one statement, and what came of the last one. */
export function useStatementPapers(partyId: string) {
  const t = useText()
  const failureText = useFailureText()
  const [word, setWord] = useState<Word | null>(null)
  const say = (text: string) => setWord({ tone: 'good', text })
  const tell = (answer: Result<unknown>, text: string) =>
    answer.ok ? say(text) : setWord({ tone: 'bad', text: failureText(answer.failure) })
  const printStatement = async () => {
    tell(await call('print.statement', { id: crypto.randomUUID(), partyId }), t('statement:printed'))
  }
  const printEntry = async (entry: EntryView) => {
    tell(await call('print.entry', { id: crypto.randomUUID(), entryId: entry.id }), t('statement:entryPrinted'))
  }
  const exportStatement = async () => {
    const answer = await call('export.statement', { partyId })
    // A dialog that was left is no event: nothing was written, and nothing is said.
    if (answer.ok && answer.value === null) return
    tell(answer, t('statement:exported', { file: answer.ok ? (answer.value?.file ?? '') : '' }))
  }
  const saveAsPdf = useSavePdf()
  const savePdf = async () => setWord(await saveAsPdf({ type: 'statement', partyId }))
  return { word, say, printStatement, printEntry, exportStatement, savePdf }
}
