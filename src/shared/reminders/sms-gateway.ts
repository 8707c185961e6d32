import { z } from 'zod'

/** The gateways that are spoken to. Empty: none is set up, and no SMS leaves the machine. */
export const SMS_PROVIDERS = ['', 'msg91', 'exotel'] as const
export type SmsProvider = Exclude<(typeof SMS_PROVIDERS)[number], ''>

/** Where Exotel keeps an account. */
export const EXOTEL_REGIONS = ['mumbai', 'singapore'] as const

/** What is public of the shop's gateway. Its key is kept elsewhere. */
export const zSmsGateway = z.strictObject({
  provider: z.enum(SMS_PROVIDERS),
  /** What the phone shows as the sender: the registered header. */
  header: z.string().regex(/^[A-Za-z0-9]{0,11}$/u),
  /** The shop's id at the registrar of India. */
  entityId: z.string().regex(/^\d{0,30}$/u),
  /** The account's name at the provider, where its address has it. */
  account: z.string().regex(/^[A-Za-z0-9_-]{0,60}$/u),
  region: z.enum(EXOTEL_REGIONS),
  /** What one part costs, in minor units of the book; the shop writes it down itself. */
  partPriceMinor: z.int().min(0).max(100_00)
})
export type SmsGateway = z.infer<typeof zSmsGateway>

export const NO_GATEWAY: SmsGateway = {
  ...{ provider: '', header: '', entityId: '', account: '', region: 'mumbai', partPriceMinor: 0 }
}
