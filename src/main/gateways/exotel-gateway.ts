import { z } from 'zod'
import type { GatewayAnswer, SmsRequest } from '#main/ports/message-gateway.ts'
import type { SmsGateway } from '#shared/reminders/sms-gateway.ts'
import { byStatus, jsonOf, NOT_UNDERSTOOD, REFUSED } from './gateway-reply.ts'
import type { PostAnswer, PostRequest } from './post.ts'

export const EXOTEL_ORIGINS = { mumbai: 'https://api.in.exotel.com', singapore: 'https://api.exotel.com' } as const

/**
 * Exotel, "Send SMS": the whole text goes, with the ids of entity and template. The key is `<api key>:<api token>`.
 * Read at https://developer.exotel.com/docs/sms-api/api-reference/send-sms and
 * https://developer.exotel.com/docs/sms-support/sms-api-errors. A path that ends in `.json` is answered in JSON.
 */
export function exotelRequest(
  request: SmsRequest,
  gateway: SmsGateway,
  key: string,
  origin: string
): Omit<PostRequest, 'timeoutMs'> {
  const form = new URLSearchParams({
    From: gateway.header,
    To: `+${request.digits}`,
    Body: request.text,
    EncodingType: request.isUnicode ? 'unicode' : 'plain',
    SmsType: request.isPromotional ? 'promotional' : 'transactional',
    CustomField: request.id
  })
  if (gateway.entityId !== '') form.set('DltEntityId', gateway.entityId)
  if (request.dltTemplateId !== '') form.set('DltTemplateId', request.dltTemplateId)
  return {
    url: new URL(`/v1/Accounts/${encodeURIComponent(gateway.account)}/Sms/send.json`, origin),
    headers: {
      authorization: `Basic ${Buffer.from(key).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      accept: 'application/json'
    },
    body: form.toString()
  }
}

const zReply = z.object({ SMSMessage: z.object({ Sid: z.string(), Status: z.string() }) })
const NOT_SENT: readonly string[] = ['failed', 'failed-dnd', 'failed_dnd', 'expired', 'undelivered']

/** The number of a message that was taken, unless it says at once that it went nowhere. */
export function readExotel(answer: PostAnswer): GatewayAnswer {
  const known = byStatus(answer)
  if (known !== null) return known
  const reply = answer.kind === 'answered' ? zReply.safeParse(jsonOf(answer.body)) : null
  if (!reply?.success) return NOT_UNDERSTOOD
  const { Sid: reference, Status: status } = reply.data.SMSMessage
  return NOT_SENT.includes(status.toLowerCase()) ? REFUSED : { kind: 'taken', reference }
}
