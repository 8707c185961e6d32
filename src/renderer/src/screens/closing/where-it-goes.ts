import { parseAmount } from '#renderer/i18n/amounts.ts'
import { type Failure, fail, ok } from '#shared/kernel/result.ts'
import { type Minor, subtract, ZERO } from '#shared/money/money.ts'

/** What stays in the drawer and what leaves it, as typed. */
export interface WhereDraft {
  /** Tomorrow's float; blank means that everything stays. */
  readonly float: string
  /** What goes to the bank; blank is nothing. The rest goes to the owner. */
  readonly bank: string
}

export interface WhereReading {
  readonly floatMinor: Minor
  readonly toBankMinor: Minor
  readonly toOwnerMinor: Minor
  readonly faults: { readonly float?: Failure; readonly bank?: Failure }
}

/**
 * Splits the counted cash: the float is what one wants to find tomorrow, so that is what is asked for, and the owner
 * takes the rest. The three parts always add up to what was counted; more than that is a fault of the box that asks it.
 */
export function readWhere(draft: WhereDraft, countedMinor: Minor): WhereReading {
  const float = draft.float.trim() === '' ? null : parseAmount(draft.float)
  const bank = draft.bank.trim() === '' ? ok(ZERO) : parseAmount(draft.bank)
  const floatFault = float === null || float.ok ? null : float.failure
  const bankFault = bank.ok ? null : bank.failure
  const stays = { floatMinor: countedMinor, toBankMinor: ZERO, toOwnerMinor: ZERO }
  if (floatFault || bankFault) {
    return { ...stays, faults: { ...(floatFault && { float: floatFault }), ...(bankFault && { bank: bankFault }) } }
  }
  const toBankMinor = bank.ok ? bank.value : ZERO
  if (toBankMinor > countedMinor) return { ...stays, faults: { bank: tooMuch() } }
  const rest = subtract(countedMinor, toBankMinor)
  const floatMinor = float?.ok ? float.value : rest
  if (floatMinor > rest) return { ...stays, faults: { float: tooMuch() } }
  return { floatMinor, toBankMinor, toOwnerMinor: subtract(rest, floatMinor), faults: {} }
}

const tooMuch = () => fail('closing/float-exceeds-count').failure
