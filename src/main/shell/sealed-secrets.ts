import { safeStorage } from 'electron'
import type { Secrets } from '#main/ports/secrets.ts'

const SEAL = 'sealed:'

/**
 * Seals what is kept with the system's own safe, so that a copied file opens nothing. A system without a safe keeps the text, in a file
 * that only this user may read. What was sealed elsewhere is none: the key is entered again.
 */
export function sealSecrets(kept: Secrets): Secrets {
  return {
    read(name) {
      const value = kept.read(name)
      if (value === null || !value.startsWith(SEAL)) return value
      try {
        return safeStorage.decryptString(Buffer.from(value.slice(SEAL.length), 'base64'))
      } catch {
        return null
      }
    },
    write(name, value) {
      const isSafe = value !== null && safeStorage.isEncryptionAvailable()
      kept.write(name, isSafe ? SEAL + safeStorage.encryptString(value).toString('base64') : value)
    }
  }
}
