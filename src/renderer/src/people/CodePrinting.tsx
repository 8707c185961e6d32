import { useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'

/** The key that prints a recovery code while its dialog shows it, and what came of it. */
export function CodePrinting({ print }: { readonly print: (id: string) => Promise<Result<Output<'print.entry'>>> }) {
  const t = useText()
  const failureText = useFailureText()
  const [said, setSaid] = useState<{ readonly printer: string } | { readonly failure: Failure } | null>(null)
  // Pressed twice in haste it is one paper; pressed again when that was answered, another.
  const id = useRef(crypto.randomUUID())
  useCommand('dialog.print', () => {
    void print(id.current).then((answer) => {
      id.current = crypto.randomUUID()
      setSaid(answer.ok ? { printer: answer.value.printerName } : { failure: answer.failure })
    })
  })
  if (said === null) return null
  return 'failure' in said ? (
    <Notice tone="bad">{failureText(said.failure)}</Notice>
  ) : (
    <p role="status">{t('people:code.printing', { printer: said.printer })}</p>
  )
}
