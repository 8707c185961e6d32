import { z } from 'zod'
import type { GatewayAnswer, SmsRequest } from '#main/ports/message-gateway.ts'
import { GAPS } from '#shared/reminders/message-text.ts'
import type { SmsGateway } from '#shared/reminders/sms-gateway.ts'
import { byStatus, jsonOf, NOT_UNDERSTOOD, REFUSED } from './gateway-reply.ts'
import type { PostAnswer, PostRequest } from './post.ts'

export const MSG91_ORIGIN = 'https://control.msg91.com'

/**
 * MSG91, "Send SMS via flow": the provider holds the registered text, and is sent the values of its gaps by name.
 * Read at https://control.msg91.com/apidoc/textsms/send-sms-flow.php and
 * https://msg91.com/help/template/how-to-create-flow-id-to-send-sms-via-api. The page calls the template `flow_id`, newer ones `template_id`: both are the same
 * id, and the older name is sent beside for accounts that want it.
 */
export function msg91Request(
  request: SmsRequest,
  gateway: SmsGateway,
  key: string,
  origin: string
): Omit<PostRequest, 'timeoutMs'> {
  const values = Object.fromEntries(GAPS.map((gap) => [gap, request.values[gap]]))
  const template = request.gatewayTemplateId
  return {
    url: new URL('/api/v5/flow/', origin),
    headers: { authkey: key, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      ...{ template_id: template, flow_id: template, sender: gateway.header, short_url: '0' },
      ...{ DLT_TE_ID: request.dltTemplateId, unicode: request.isUnicode ? 1 : 0 },
      recipients: [{ mobiles: request.digits, ...values }]
    })
  }
}

const zReply = z.object({ type: z.string(), message: z.string() })

/** `type` says whether it was taken; `message` is the number of the request, or why not. */
export function readMsg91(answer: PostAnswer): GatewayAnswer {
  const known = byStatus(answer)
  const reply = answer.kind === 'answered' ? zReply.safeParse(jsonOf(answer.body)) : null
  // A refusal is told with any status; only the words say that it was the key.
  if (reply?.success && reply.data.type === 'error')
    return /auth/iu.test(reply.data.message) ? { kind: 'refused', code: 'message/gateway-key' } : (known ?? REFUSED)
  if (known !== null) return known
  if (!reply?.success || reply.data.type !== 'success') return NOT_UNDERSTOOD
  return { kind: 'taken', reference: reply.data.message }
}
