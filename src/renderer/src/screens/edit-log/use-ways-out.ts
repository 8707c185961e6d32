import { useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { LogFilter } from '#shared/contract/edit-log-endpoints.ts'

interface Progress {
  readonly done: number
  readonly total: number
}

/** How the log leaves the screen: as a file, which may take its time, or on the roll. */
export function useWaysOut(tell: (word: Word | null) => void) {
  const t = useText()
  const failureText = useFailureText()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [isTaking, setIsTaking] = useState(false)
  const isOwn = useRef(false)
  useEffect(
    () =>
      listen('work.progress', ({ work, done, total }) => {
        if (work !== 'edit-log') return
        // What an earlier visit of this screen began ends without a word here.
        setProgress(isOwn.current || done < total ? { done, total } : null)
      }),
    []
  )
  return {
    /** Null while nothing is written, and while the person is asked where to. */
    progress,
    isTaking: isTaking || progress !== null,
    async take(filter: LogFilter, format: 'csv' | 'pdf') {
      tell(null)
      setIsTaking(true)
      isOwn.current = true
      const answer = await call('editLog.export', { filter, format })
      isOwn.current = false
      setIsTaking(false)
      setProgress(null)
      if (!answer.ok) tell({ tone: 'bad', text: failureText(answer.failure) })
      else if (answer.value !== null) tell({ tone: 'good', text: t('people:log.saved', { file: answer.value.file }) })
    },
    stop: () => call('editLog.stopExport', {}),
    async print(filter: LogFilter) {
      const answer = await call('editLog.print', { id: crypto.randomUUID(), filter })
      const paper = t(`people:log.paper.${filter.group}`)
      if (answer.ok) tell({ tone: 'good', text: t('people:log.printing', { paper }) })
      else tell({ tone: 'bad', text: failureText(answer.failure) })
    }
  }
}
