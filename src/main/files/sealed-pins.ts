import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { PinStore } from '#main/ports/pin-store.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { type Proof, zProof } from '#shared/people/person.ts'
import { recoveryCodeOf } from '#shared/people/recovery-code.ts'
import { NO_TRIES } from '#shared/people/tries.ts'

const zKept = z.strictObject({
  pins: z.record(z.string(), zProof),
  tries: z.record(z.string(), z.strictObject({ count: z.int(), lastAt: z.int() }))
})
type Kept = z.infer<typeof zKept>

const NOTHING: Kept = { pins: {}, tries: {} }
/** Some fifty milliseconds and 16 MB for each guess on a counter PC. */
const COST: ScryptOptions = { N: 16_384, r: 8, p: 1 }
const HASH_BYTES = 32

/** PINs among the secrets of this install, one sealed text for each shop. A text that is damaged has no PINs: the recovery code sets them anew. */
export function createPinStore(secrets: Secrets): PinStore {
  const nameOf = (shopId: string): string => `people:${shopId}`
  function read(shopId: string): Kept {
    try {
      return zKept.parse(JSON.parse(secrets.read(nameOf(shopId)) ?? ''))
    } catch {
      return NOTHING
    }
  }
  function write(shopId: string, kept: Kept): void {
    try {
      secrets.write(nameOf(shopId), JSON.stringify(kept))
    } catch (error) {
      if (error instanceof FailureError) refuse('people/not-kept')
      throw error
    }
  }
  return {
    has: (shopId, personId) => Object.hasOwn(read(shopId).pins, personId),
    async put(shopId, personId, pin) {
      const proof = pin === null ? null : await prove(pin)
      const { pins, tries } = read(shopId)
      const { [personId]: _old, ...others } = pins
      const { [personId]: _tried, ...otherTries } = tries
      write(shopId, { pins: proof === null ? others : { ...others, [personId]: proof }, tries: otherTries })
    },
    async fits(shopId, personId, pin) {
      const proof = read(shopId).pins[personId]
      return proof !== undefined && (await isProvedBy(proof, pin))
    },
    tries: (shopId, whose) => read(shopId).tries[whose] ?? NO_TRIES,
    putTries(shopId, whose, tries) {
      const kept = read(shopId)
      const { [whose]: _old, ...others } = kept.tries
      write(shopId, { ...kept, tries: tries === null ? others : { ...others, [whose]: { ...tries } } })
    },
    newRecoveryCode: () => recoveryCodeOf(randomBytes(HASH_BYTES)),
    prove,
    isProvedBy
  }
}

async function prove(secret: string): Promise<Proof> {
  const salt = randomBytes(16)
  return { salt: salt.toString('hex'), hash: (await hashOf(secret, salt)).toString('hex') }
}

async function isProvedBy(proof: Proof, secret: string): Promise<boolean> {
  const wanted = Buffer.from(proof.hash, 'hex')
  const found = await hashOf(secret, Buffer.from(proof.salt, 'hex'))
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

function hashOf(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, COST, (error, hash) => (error === null ? resolve(hash) : reject(error)))
  })
}
