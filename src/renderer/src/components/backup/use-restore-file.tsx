import { type ReactNode, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { RestoreDialog } from './RestoreDialog.tsx'

/** A backup from any place: the system's dialog chooses it, ours proves and opens it. `dialog` is to be drawn. */
export function useRestoreFile(heard: {
  readonly onRestored: (aside: string | null) => void
  readonly onFailure: (failure: Failure) => void
}): { readonly choose: () => Promise<void>; readonly dialog: ReactNode } {
  const t = useText()
  const [file, setFile] = useState<{ readonly token: string; readonly name: string } | null>(null)
  const choose = async () => {
    const answer = await call('backup.chooseFile', {})
    if (!answer.ok) heard.onFailure(answer.failure)
    else setFile(answer.value)
  }
  const dialog =
    file === null ? null : (
      <RestoreDialog
        source={{ token: file.token }}
        title={t('backups:restore.titleFile', { name: file.name })}
        onClose={() => setFile(null)}
        onRestored={(aside) => {
          setFile(null)
          heard.onRestored(aside)
        }}
      />
    )
  return { choose, dialog }
}
