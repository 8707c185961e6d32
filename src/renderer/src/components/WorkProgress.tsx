import type { CommandId } from '#renderer/commands/command-table.ts'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { CommandKey } from './Key.tsx'
import './work-progress.css'

/** How far work that takes a while has come, and the key that ends it. Nothing while nothing goes on. A total of 0 is not known yet. */
export function WorkProgress({
  progress,
  stop
}: {
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly stop: CommandId
}) {
  const t = useText()
  if (progress === null) return null
  const { done, total } = progress
  return (
    <div className="work-progress" role="status">
      <progress max={total === 0 ? undefined : total} value={total === 0 ? undefined : done} />
      <span>
        {total === 0
          ? t('report-screen:working')
          : t('report-screen:progress', { done: groupWhole(done), total: groupWhole(total) })}
      </span>
      <CommandKey command={stop} />
    </div>
  )
}
