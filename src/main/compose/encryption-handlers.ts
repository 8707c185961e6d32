import { randomBytes } from 'node:crypto'
import { stampOf } from '#main/app/book.ts'
import { noteSecurity, stampAs } from '#main/app/people-of-book.ts'
import { printCode } from '#main/app/print-recovery-code.ts'
import { hasCipherEngine } from '#main/db/cipher-engine.ts'
import { keyOfBookCode, keyOfBookCodeNow } from '#main/db/key-of-book-code.ts'
import {
  giveLedgerKey,
  isKeyOfOther,
  KEY_BYTES,
  keyIdOf,
  type LedgerKeyId,
  lookForLedgerKeys,
  notedKeyId
} from '#main/db/ledger-keys.ts'
import type { Log } from '#main/ports/log.ts'
import type { KeyVault, Secrets } from '#main/ports/secrets.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { EncryptionState } from '#shared/contract/encryption-endpoints.ts'
import { bookCodeOf, readBookCode } from '#shared/encryption/book-code.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import type { ShopKeeper } from './shop-keeper.ts'

interface Parts {
  readonly keeper: ShopKeeper
  readonly secrets: Secrets
  readonly vault: Pick<KeyVault, 'isGuarded'>
  readonly log: Log
  /** Makes a backup now; answers whether the open book is safe in one. */
  backUp(): Promise<boolean>
  /** Lets go of the open book in every thread that reads it. */
  letGo(): Promise<void>
  /** Puts an encrypted copy in a book's place, or with null a plain one. */
  switchCipher(ledger: string, keyId: LedgerKeyId | null): Promise<void>
}

const nameOf = (id: LedgerKeyId): string => `ledger-key:${id}`

/**
 * Where the keys of this install lie: sealed by the system, by the id that stands in the file which wants them.
 *
 * @param recoveryCode what the command line was given, which has no key store.
 */
export function openLedgerKeys(secrets: Secrets, recoveryCode: () => string | null = () => null): { close(): void } {
  const close = lookForLedgerKeys((id) => {
    const kept = Buffer.from(secrets.read(nameOf(id)) ?? '', 'base64')
    if (kept.length === KEY_BYTES) return kept
    const signs = readBookCode(recoveryCode() ?? '')
    return signs === null ? null : keyOfBookCodeNow(signs)
  })
  return { close }
}

/** The encryption of the open book, and the recovery code that opens one whose key this PC does not have. */
export function createEncryptionHandlers(
  parts: Parts
): Pick<Handlers, Extract<keyof Handlers, `encryption.${string}`>> {
  const { keeper, log } = parts
  /** The code that was shown and not typed back yet, and whose book it is for. */
  let begun: { readonly file: string; readonly code: string; readonly signs: string } | null = null
  let isSwitching = false

  const file = (): string => keeper.book().store.file
  const state = async (): Promise<EncryptionState> => ({
    isPossible: hasCipherEngine(),
    isOn: keeper.info() !== null && notedKeyId(file()) !== null,
    isKeyGuarded: await parts.vault.isGuarded(),
    isSwitching
  })

  async function switchTo(keyId: LedgerKeyId | null): Promise<EncryptionState> {
    const ledger = file()
    const { person } = stampOf(keeper.book())
    isSwitching = true
    try {
      if (!(await parts.backUp())) refuse('ledger/no-backup')
      if (keeper.info()?.file !== ledger) refuse('ledger/none-open')
      await parts.letGo()
      keeper.hold(ledger)
      try {
        await keeper.close()
        await parts.switchCipher(ledger, keyId)
        log.info('ledger switched', { isEncrypted: keyId !== null })
      } finally {
        keeper.hold(null)
        keeper.open(ledger)
      }
      const book = keeper.book()
      // In the chain of the book as it is now; whoever asked for it may have to type his PIN anew.
      const kind = keyId === null ? 'encryption-off' : 'encryption-on'
      book.store.transact(() => noteSecurity(book, kind, {}, stampAs(book, person)))
    } finally {
      isSwitching = false
    }
    return state()
  }

  function refuseWhileSwitching(): void {
    if (isSwitching) refuse('ledger/switching')
  }

  return {
    'encryption.state': state,
    'encryption.begin': () => {
      refuseWhileSwitching()
      const ledger = file()
      if (!hasCipherEngine()) refuse('ledger/no-cipher', { file: ledger })
      if (notedKeyId(ledger) !== null) refuse('ledger/encrypted-already')
      const recoveryCode = bookCodeOf(randomBytes(KEY_BYTES))
      begun = { file: ledger, code: recoveryCode, signs: readBookCode(recoveryCode) ?? '' }
      return { recoveryCode }
    },
    'encryption.printCode': ({ id }) => {
      refuseWhileSwitching()
      if (begun === null || begun.file !== file()) refuse('ledger/wrong-code', {}, 'code')
      return printCode(keeper.book(), keeper.printing(), { id, code: begun.code, of: 'book' })
    },
    'encryption.turnOn': async ({ code }) => {
      refuseWhileSwitching()
      const ledger = file()
      if (notedKeyId(ledger) !== null) refuse('ledger/encrypted-already')
      const signs = readBookCode(code)
      if (begun === null || begun.file !== ledger || signs !== begun.signs) refuse('ledger/wrong-code', {}, 'code')
      isSwitching = true
      try {
        const key = await keyOfBookCode(begun.signs)
        keep(parts.secrets, key)
        giveLedgerKey(key)
        const after = await switchTo(keyIdOf(key))
        begun = null
        return after
      } finally {
        isSwitching = false
      }
    },
    'encryption.turnOff': () => {
      refuseWhileSwitching()
      if (notedKeyId(file()) === null) refuse('ledger/not-encrypted')
      return switchTo(null)
    },
    'encryption.enterCode': async ({ code }) => {
      const signs = readBookCode(code) ?? refuse('ledger/wrong-code', {}, 'code')
      const key = await keyOfBookCode(signs)
      // A slip of the pen is told by the code itself; this one is of another book.
      if (isKeyOfOther(keyIdOf(key))) refuse('ledger/wrong-code', {}, 'code')
      keep(parts.secrets, key)
      giveLedgerKey(key)
      if (keeper.info() === null) keeper.openLast()
      return {}
    }
  }
}

/** A key that is not surely kept would lose the book at the next start. */
function keep(secrets: Secrets, key: Buffer): void {
  const [name, value] = [nameOf(keyIdOf(key)), key.toString('base64')]
  try {
    secrets.write(name, value)
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
  }
  if (secrets.read(name) !== value) refuse('ledger/key-not-kept')
}
