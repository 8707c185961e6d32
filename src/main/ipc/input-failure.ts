import type { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from '#shared/kernel/error-codes.ts'
import type { Failure } from '#shared/kernel/result.ts'

const codes: ReadonlySet<string> = new Set(ERROR_CODES)
const isErrorCode = (text: string): text is ErrorCode => codes.has(text)

/**
 * The coded failure for an input that its schema refused: the first thing that is wrong, with the path of its field
 * (`tender.cashMinor`, `lines.3.text`). A schema may name the code itself by giving it as its message.
 */
export function inputFailure(error: z.ZodError): Failure {
  const issue = error.issues[0]
  if (!issue) return { code: 'input/invalid' }
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  const field = path.map(String).join('.')
  return { code: isErrorCode(issue.message) ? issue.message : 'input/invalid', ...(field ? { field } : {}) }
}
