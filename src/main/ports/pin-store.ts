import type { Proof } from '#shared/people/person.ts'
import type { Tries } from '#shared/people/tries.ts'

/** Keeps PINs of the people of a shop on this install, sealed and outside of every ledger. Nothing of it tells a PIN. */
export interface PinStore {
  has(shopId: string, personId: string): boolean
  /** Null forgets it. Fails with `people/not-kept`. */
  put(shopId: string, personId: string, pin: string | null): Promise<void>
  fits(shopId: string, personId: string, pin: string): Promise<boolean>
  /** Of a person, or of the recovery code, by any name for it. */
  tries(shopId: string, whose: string): Tries
  /** Fails with `people/not-kept`. */
  putTries(shopId: string, whose: string, tries: Tries | null): void
  newRecoveryCode(): string
  prove(secret: string): Promise<Proof>
  isProvedBy(proof: Proof, secret: string): Promise<boolean>
}
