import type { ErrorCode } from './error-codes.ts'

/** What fills the gaps of an error's text. Only plain values: they cross processes and are stored in logs. */
export type FailureParams = Readonly<Record<string, string | number>>

/** An expected failure: a code from the closed list, the field it belongs to when there is one, and the text's parameters. */
export interface Failure {
  readonly code: ErrorCode
  readonly params?: FailureParams
  readonly field?: string
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export function fail(code: ErrorCode, params?: FailureParams, field?: string): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, ...(params ? { params } : {}), ...(field === undefined ? {} : { field }) } }
}

/**
 * Carries a failure through code that cannot return one: it rolls a transaction back on its way out.
 * The IPC router and the CLI turn it into the envelope, the drawing thread hands it over; nothing else keeps it.
 */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/** The value, or the failure thrown. */
export function orThrow<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new FailureError(result.failure)
}

/** Throws a coded failure. */
export function refuse(code: ErrorCode, params?: FailureParams, field?: string): never {
  throw new FailureError(fail(code, params, field).failure)
}
