import { z } from 'zod'
import type { Delivery, GatewayAnswer, SmsRequest } from '#main/ports/message-gateway.ts'
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

/**
 * What became of a message. Read at https://developer.exotel.com/docs/sms-api/api-reference/sms-details and
 * https://developer.exotel.com/docs/sms-support/sms-status-codes.
 */
export function exotelStatusRequest(
  reference: string,
  { account }: SmsGateway,
  key: string,
  origin: string
): Omit<PostRequest, 'timeoutMs' | 'body'> {
  const path = `/v1/Accounts/${encodeURIComponent(account)}/SMS/Messages/${encodeURIComponent(reference)}.json`
  return {
    url: new URL(path, origin),
    headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}`, accept: 'application/json' }
  }
}

const zDetails = z.object({ SMSMessage: z.object({ Status: z.string(), DetailedStatus: z.string().nullish() }) })

/** The handset's word alone is a delivery: `sent` says that the network took it. */
export function readExotelStatus(answer: PostAnswer): Delivery {
  if (answer.kind !== 'answered' || answer.status !== 200) return 'unknown'
  const read = zDetails.safeParse(jsonOf(answer.body))
  if (!read.success) return 'unknown'
  const { Status: status, DetailedStatus: detail } = read.data.SMSMessage
  if (status.toLowerCase() === 'delivered' || detail === 'DELIVERED_TO_HANDSET') return 'delivered'
  return NOT_SENT.includes(status.toLowerCase()) ? 'not-delivered' : 'unknown'
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
