import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { ColumnMapping, DateOrder, ImportKind, ImportPlan, ImportResult } from '#shared/import/import-plan.ts'
import type { Failure } from '#shared/kernel/result.ts'

export type ImportStep =
  | { readonly name: 'start' }
  | { readonly name: 'plan'; readonly plan: ImportPlan }
  | { readonly name: 'done'; readonly result: ImportResult }

/** What a person says of a file; null is left to be guessed. */
interface Wishes {
  readonly kind: ImportKind | null
  readonly mapping: ColumnMapping | null
  readonly dateOrder: DateOrder | null
}
const NO_WISHES: Wishes = { kind: null, mapping: null, dateOrder: null }

/** A file from choosing it to the proof. Each change of what it holds is a new dry run; only `accept` writes. */
export function useImport() {
  const [step, setStep] = useState<ImportStep>({ name: 'start' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState<'reading' | 'writing' | null>(null)
  const fileToken = useRef<string | null>(null)
  const asked = useRef(0)
  /** One id for all tries of one plan, so that pressing twice writes once. */
  const commitId = useRef({ planId: '', id: '' })

  const plan = async (wishes: Wishes) => {
    const token = fileToken.current
    if (token === null) return
    asked.current += 1
    const mine = asked.current
    setBusy('reading')
    const answer = await call('import.plan', { fileToken: token, ...wishes })
    if (mine !== asked.current) return
    setBusy(null)
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setStep({ name: 'plan', plan: answer.value })
  }
  const choose = async () => {
    if (busy !== null) return
    const answer = await call('import.choose', {})
    if (!answer.ok) return setFailure(answer.failure)
    if (answer.value === null) return
    fileToken.current = answer.value.fileToken
    await plan(NO_WISHES)
  }
  const change = (wishes: Partial<Wishes>) => {
    if (step.name !== 'plan') return
    const { kind, mapping, dateOrder } = step.plan
    // What is changed shows at once; the dry run of it follows.
    setStep({ name: 'plan', plan: { ...step.plan, ...withoutGuesses(wishes) } })
    void plan({ kind, mapping, dateOrder, ...wishes })
  }
  const accept = async () => {
    if (step.name !== 'plan' || busy !== null) return
    const { planId } = step.plan
    if (commitId.current.planId !== planId) commitId.current = { planId, id: crypto.randomUUID() }
    setBusy('writing')
    const answer = await call('import.commit', { id: commitId.current.id, planId })
    setBusy(null)
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setStep({ name: 'done', result: answer.value })
  }
  return { step, failure, busy, choose, change, accept }
}

function withoutGuesses({ kind, mapping, dateOrder }: Partial<Wishes>): Partial<ImportPlan> {
  return { ...(kind ? { kind } : {}), ...(mapping ? { mapping } : {}), ...(dateOrder ? { dateOrder } : {}) }
}
