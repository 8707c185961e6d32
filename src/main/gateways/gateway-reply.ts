import type { GatewayAnswer } from '#main/ports/message-gateway.ts'
import type { PostAnswer } from './post.ts'

/**
 * What an answer's status alone says, or null when the body decides. Only a status that says that nothing was done is tried again:
 * a failing server may have done it all the same.
 */
export function byStatus(answer: PostAnswer): GatewayAnswer | null {
  if (answer.kind !== 'answered')
    return answer.kind === 'lost'
      ? { kind: 'unknown', code: 'message/gateway-silent' }
      : { kind: 'put-off', code: 'message/gateway-unreachable' }
  const { status } = answer
  if (status === 401 || status === 403) return { kind: 'refused', code: 'message/gateway-key' }
  if (status === 429 || status === 503) return { kind: 'put-off', code: 'message/gateway-busy' }
  if (status >= 500 || status === 409) return { kind: 'unknown', code: 'message/gateway-answer' }
  if (status >= 300) return { kind: 'refused', code: 'message/gateway-refused' }
  return null
}

export const NOT_UNDERSTOOD: GatewayAnswer = { kind: 'unknown', code: 'message/gateway-answer' }
export const REFUSED: GatewayAnswer = { kind: 'refused', code: 'message/gateway-refused' }

/** The JSON of a reply, or null. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
