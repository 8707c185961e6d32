import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import { ROLES, type Role } from './role.ts'

/** The longest name of a person; that of an entry's person is as long. */
export const MOST_PERSON_NAME = 60

/** The kinds under which people and the rule of a counter stand among the definitions of a book. */
export const PERSON_KIND = 'person'
export const RULE_KIND = 'people-rule'

/** A person as the book has him; his id is the key. */
export const zPersonBody = z.strictObject({
  name: zLine(MOST_PERSON_NAME),
  role: z.enum(ROLES),
  /** He has left: his name stays with what he recorded, and is never given again. */
  isGone: z.boolean()
})

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** What proves a secret without telling it: salt and hash, both hexadecimal. */
export const zProof = z.strictObject({ salt: z.string(), hash: z.string() })
export type Proof = z.infer<typeof zProof>

export const MOST_LOCK_MINUTES = 240

/** How a counter of the shop deals with people; the key is its device id. */
export const zPeopleRule = z.strictObject({
  isOn: z.boolean(),
  /** After how many minutes without a key the app locks itself; 0: never. */
  lockMinutes: z.int().min(0).max(MOST_LOCK_MINUTES),
  recovery: zProof.nullable()
})
export type PeopleRule = z.infer<typeof zPeopleRule>
export const NO_PEOPLE: PeopleRule = { isOn: false, lockMinutes: 10, recovery: null }

/** Who stands at the counter: whoever comes where people are off, nobody while it is locked, or a known person. */
export type Present = 'anybody' | 'nobody' | Person
