import { type ScryptOptions, scrypt, scryptSync } from 'node:crypto'
import { KEY_BYTES } from './ledger-keys.ts'

/**
 * The code is random, so its key needs no salt: the same code opens every copy of the book, on any PC, and nothing but the code has to be
 * kept with it. The cost makes each guess at a code half a second and 128 MB more.
 */
const SALT = 'counterbook ledger key 1'
const COST: ScryptOptions = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1_048_576 }

/** The 32 bytes that a recovery code stands for. `signs` as `readBookCode` answers them. */
export function keyOfBookCode(signs: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(signs, SALT, KEY_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

/** The same, for a command line that has nothing else to do meanwhile. */
export const keyOfBookCodeNow = (signs: string): Buffer => scryptSync(signs, SALT, KEY_BYTES, COST)
