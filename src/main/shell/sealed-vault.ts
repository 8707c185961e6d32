import { safeStorage } from 'electron'
import type { KeyVault, Secrets } from '#main/ports/secrets.ts'

const SEAL = 'sealed-key:'

/**
 * Seals keys with the system's own safe, by the calls that do not hold up the counter while a key ring is unlocked. Runtimes before 42
 * have only the others. A system without a safe keeps the text, in a file that only this user may read, and the screen says so.
 */
export function sealVault(kept: Secrets): KeyVault {
  return {
    async read(name) {
      const value = kept.read(name)
      if (value === null || !value.startsWith(SEAL)) return value
      try {
        return await open(Buffer.from(value.slice(SEAL.length), 'base64'))
      } catch {
        return null
      }
    },
    async write(name, value) {
      const isSafe = value !== null && (await isGuarded())
      kept.write(name, isSafe ? SEAL + (await seal(value)).toString('base64') : value)
    },
    isGuarded
  }
}

const hasAsync = (): boolean => typeof safeStorage.encryptStringAsync === 'function'

async function isGuarded(): Promise<boolean> {
  // Linux without a key ring would seal with a key that everybody knows.
  const isBasic = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  if (isBasic) return false
  return hasAsync() ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
}

const seal = async (value: string): Promise<Buffer> =>
  hasAsync() ? safeStorage.encryptStringAsync(value) : safeStorage.encryptString(value)

async function open(sealed: Buffer): Promise<string> {
  if (!hasAsync()) return safeStorage.decryptString(sealed)
  const { result } = await safeStorage.decryptStringAsync(sealed)
  return result
}
