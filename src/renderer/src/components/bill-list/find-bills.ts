import { call } from '#renderer/app-api.ts'
import type { Input } from '#shared/contract/contract.ts'
import type { BillRow } from '#shared/contract/goods-views.ts'
import { ok, type Result } from '#shared/kernel/result.ts'

/** The newest paper that fits, however far back it lies; null: there is none. */
export async function findNewest(question: Omit<Input<'bill.find'>, 'limit'>): Promise<Result<BillRow | null>> {
  for (let { beforeBillId } = question; ; ) {
    const answer = await call('bill.find', { ...question, beforeBillId, limit: 1 })
    if (!answer.ok) return answer
    const [row] = answer.value.rows
    if (row !== undefined || answer.value.next === null) return ok(row ?? null)
    beforeBillId = answer.value.next
  }
}
