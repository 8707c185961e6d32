import { useEffect, useState } from 'react'
import { listen } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { DATE_ORDERS, IMPORT_KINDS, type ImportPlan } from '#shared/import/import-plan.ts'
import { mappingFor } from './column-choice.ts'
import { Done } from './Done.tsx'
import { PlanView } from './PlanView.tsx'
import { newOnes } from './plan-facts.ts'
import { useImport } from './use-import.ts'
import './import.css'

/** Brings a book along: a file, a dry run that can be corrected, and only then the writing, with its proof. */
export function ImportScreen() {
  const t = useText()
  const failureText = useFailureText()
  const { step, failure, busy, choose, change, accept } = useImport()
  const progress = useProgress(busy === 'writing')
  const plan = step.name === 'plan' ? step.plan : null
  useCommand('import.choose', () => void choose(), busy === null)
  useCommand('import.kind', () => plan && change(otherKind(plan)), plan !== null)
  useCommand(
    'import.dateOrder',
    () => plan && change({ dateOrder: nextOf(DATE_ORDERS, plan.dateOrder) }),
    plan !== null
  )
  useCommand('import.accept', () => void accept(), plan !== null && canAccept(plan) && busy === null)

  const working = busy === null ? '' : busy === 'reading' ? t('import:reading') : t('import:writing', progress)
  const word: Word | null =
    failure === null ? { tone: 'plain', text: working } : { tone: 'bad', text: failureText(failure) }
  const about =
    plan === null
      ? ''
      : t('import:file', {
          name: plan.fileName,
          lines: groupWhole(plan.lineCount),
          encoding: plan.encoding.toUpperCase()
        })
  return (
    <Page title={t('import:title')} about={about} word={word}>
      {step.name === 'start' ? (
        <EmptyState title={t('import:start')}>
          <p>{t('import:startHint')}</p>
          <p className="import-start">
            <CommandButton command="import.choose" tone="main" />
          </p>
        </EmptyState>
      ) : null}
      {plan === null ? null : (
        <PlanView plan={plan} canAccept={canAccept(plan)} onMapping={(mapping) => change({ mapping })} />
      )}
      {step.name === 'done' ? <Done result={step.result} /> : null}
    </Page>
  )
}

/** Whether accepting the plan would add anything. */
const canAccept = (plan: ImportPlan): boolean => plan.missing.length === 0 && newOnes(plan) > 0

const nextOf = <Value,>(values: readonly Value[], now: Value): Value =>
  values[(values.indexOf(now) + 1) % values.length] ?? now

/** Another kind of file keeps the columns that mean something in it; when none is left, they are guessed anew. */
function otherKind(plan: ImportPlan) {
  const kind = nextOf(IMPORT_KINDS, plan.kind)
  const kept = mappingFor(plan.mapping, kind)
  return { kind, mapping: Object.keys(kept).length === 0 ? null : kept }
}

function useProgress(isOn: boolean): { readonly done: string; readonly total: string } {
  const [progress, setProgress] = useState({ done: 0, total: 0 })
  useEffect(() => {
    if (!isOn) return
    return listen('work.progress', (now) => now.work === 'import' && setProgress(now))
  }, [isOn])
  return { done: groupWhole(progress.done), total: groupWhole(progress.total) }
}
