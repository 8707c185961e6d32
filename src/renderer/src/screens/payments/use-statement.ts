import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { StatementPlan, StatementResult } from '#shared/contract/statement-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { StatementColumns } from '#shared/payments/statement-rule.ts'

interface Wishes {
  readonly columns: StatementColumns | null
  readonly dateOrder: StatementPlan['dateOrder'] | null
}

/** A statement from choosing it to what it proves. Each change of its columns is a new dry run; only `take` writes. */
export function useStatement(onTaken: (result: StatementResult) => void) {
  const [plan, setPlan] = useState<StatementPlan | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const fileToken = useRef('')
  const wishes = useRef<Wishes>({ columns: null, dateOrder: null })
  const asked = useRef(0)
  /** One id for all tries of one plan, so that pressing twice writes once. */
  const takeId = useRef({ key: '', id: '' })

  const read = async (change: Partial<Wishes>) => {
    wishes.current = { ...wishes.current, ...change }
    asked.current += 1
    const mine = asked.current
    setIsBusy(true)
    const answer = await call('statement.plan', { fileToken: fileToken.current, ...wishes.current })
    if (mine !== asked.current) return
    setIsBusy(false)
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setPlan(answer.value)
  }
  return {
    plan,
    failure,
    isBusy,
    async choose() {
      const answer = await call('statement.choose', {})
      if (!answer.ok) return setFailure(answer.failure)
      if (answer.value === null) return
      fileToken.current = answer.value.fileToken
      wishes.current = { columns: null, dateOrder: null }
      await read({})
    },
    setColumns: (columns: StatementColumns) => {
      // What is changed shows at once; the dry run of it follows.
      setPlan((now) => (now === null ? null : { ...now, columns }))
      void read({ columns })
    },
    setDateOrder: (dateOrder: StatementPlan['dateOrder']) => void read({ dateOrder }),
    async take(doubted: readonly string[]) {
      if (plan === null || isBusy) return
      // Another answer to what went back is another request.
      const key = [plan.planId, ...doubted].join(' ')
      if (takeId.current.key !== key) takeId.current = { key, id: crypto.randomUUID() }
      setIsBusy(true)
      const answer = await call('statement.take', {
        ...{ id: takeId.current.id, planId: plan.planId },
        doubted: [...doubted]
      })
      setIsBusy(false)
      setFailure(answer.ok ? null : answer.failure)
      if (!answer.ok) return
      setPlan(null)
      onTaken(answer.value)
    },
    leave() {
      asked.current += 1
      setIsBusy(false)
      setFailure(null)
      setPlan(null)
    }
  }
}
