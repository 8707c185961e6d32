import type { Kysely } from 'kysely'
import type { DirectoryTables } from '#cloud/db/directory-schema.ts'
import { type ServerKey, serverKeyOf } from './device-token.ts'
import { newKeyTexts } from './ed25519.ts'
import { openText, sealText } from './sealed-key.ts'

/** The stored key cannot be opened: `CLOUD_SECRET` is not the one that it was sealed with. */
export class WrongSecretError extends Error {
  override readonly name = 'WrongSecretError'
  constructor() {
    super(
      'CLOUD_SECRET is not the one that this database was set up with. Set the old one again. The page for operators says what to do where it is lost.'
    )
  }
}

/**
 * The server's pair of keys, made at the first start and the same for all servers of one database. Counters remember its public
 * half; so it is never made anew while there is one.
 */
export async function loadServerKey(
  directory: Kysely<DirectoryTables>,
  secret: string,
  nowMs: number
): Promise<ServerKey> {
  const made = newKeyTexts()
  await directory
    .insertInto('server_key')
    .values({ public_key: made.publicKey, sealed_key: sealText(secret, made.privateKey), made_at: new Date(nowMs) })
    .onConflict((conflict) => conflict.column('only_row').doNothing())
    .execute()
  const kept = await directory.selectFrom('server_key').selectAll().executeTakeFirstOrThrow()
  const privateKey = openText(secret, kept.sealed_key)
  if (privateKey === null) throw new WrongSecretError()
  return serverKeyOf({ publicKey: kept.public_key, privateKey })
}
