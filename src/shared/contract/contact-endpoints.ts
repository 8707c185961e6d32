import { z } from 'zod'
import { CONTACT_REASONS, CONTACT_STATES } from '#shared/contacts/plan-contacts.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { PARTY_KINDS } from '#shared/parties/party.ts'
import { command } from './endpoint.ts'

export const zContactView = z.strictObject({
  line: z.int(),
  state: z.enum(CONTACT_STATES),
  reason: z.enum(CONTACT_REASONS),
  sameAs: z.string(),
  name: z.string(),
  phone: z.string(),
  place: z.string(),
  group: z.string()
})
export type ContactView = z.infer<typeof zContactView>

/** Contacts of a telephone or a mailbox, from a file to parties. The plan lives in memory and writes nothing. */
export const contactEndpoints = {
  /** Asks for a file by the system's own dialog and says what would become of it; null when the dialog was left. */
  'contacts.choose': command(
    z.strictObject({}),
    z
      .strictObject({
        planId: zId,
        fileName: z.string(),
        contacts: z.array(zContactView),
        /** Lines that could not be read, the first ones. */
        faults: z.array(z.strictObject({ line: z.int(), fault: z.enum(['not-ended', 'no-name', 'not-a-card-line']) })),
        faultCount: z.int()
      })
      .nullable()
  ),
  /** Adds those that were chosen, by their places in the plan, all or none. The same plan again adds nothing. */
  'contacts.add': command(
    z.strictObject({ planId: zId, places: z.array(z.int().min(0)).max(20_001), kind: z.enum(PARTY_KINDS) }),
    z.strictObject({ outcome: z.enum(['recorded', 'exists']), added: z.int() })
  )
}
