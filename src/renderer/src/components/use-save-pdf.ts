import { call } from '#renderer/app-api.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Input } from '#shared/contract/contract.ts'
import type { Word } from './Page.tsx'

/** Saves a paper as a PDF where the system's dialog says; what came of it in words, or null when the dialog was left. */
export function useSavePdf(): (paper: Input<'export.pdf'>['paper']) => Promise<Word | null> {
  const t = useText()
  const failureText = useFailureText()
  return async (paper) => {
    const answer = await call('export.pdf', { paper })
    if (!answer.ok) return { tone: 'bad', text: failureText(answer.failure) }
    return answer.value === null ? null : { tone: 'good', text: t('statement:exported', { file: answer.value.file }) }
  }
}
