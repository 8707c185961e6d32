import type { Generated } from 'kysely'
import type { WorkTables } from './link-schema.ts'

/**
 * The directory: what must be found before it is known whose it is. It has no row of a shop's books and no name of a party
 * or an item; whoever reads all of it learns which address belongs to which account, and no more. Secrets are in it as hashes.
 */
export interface DirectoryTables extends WorkTables {
  /** Which key founded which account: asking again after a lost answer founds no second one. */
  founded: { device_key: string; account_id: string }
  /** Which accounts there are. */
  account_place: {
    account_id: string
    made_at: Date
    delete_after: Generated<Date | null>
    packed_at: Generated<Date | null>
  }
  /** Accounts that were deleted, by a hash of their ids. */
  deleted_account: { id_hash: Buffer; deleted_at: Date }
  /** The server's own pair of keys, one row; the private key is sealed with the operator's secret. */
  server_key: { only_row: Generated<number>; public_key: string; sealed_key: Buffer; made_at: Date }
  /** A counter that wants to be let in. */
  pairing: {
    pair_id: string
    code_hash: Buffer
    device_key: string
    counter_name: string
    wanted_code: string
    app_version: string
    wrong_keys: Generated<number>
    expires_at: Date
    /** Set by the approval, together. */
    account_id: string | null
    device_no: number | null
    counter_code: string | null
  }
  /** How often somebody tried something within a stretch of time, across all servers. */
  attempt: { subject: string; window_from: Date; tries: number }
  /** Who may see which shop's page. */
  login: { login_id: string; address: string; made_at: Date }
  login_account: { login_id: string; account_id: string; made_at: Date }
  /** A code on its way by mail; without a login where the address is unknown, so that both cost and answer the same. */
  login_code: {
    attempt_id: string
    login_id: string | null
    code_hash: Buffer
    tries: Generated<number>
    expires_at: Date
  }
  /** A link to the owner's page that a counter made. */
  login_link: { link_hash: Buffer; account_id: string; expires_at: Date }
  owner_session: {
    session_hash: Buffer
    account_id: string
    login_id: string | null
    made_at: Date
    expires_at: Date
  }
  /** Which shop a hook of a payment gateway belongs to. */
  hook_token: { token_hash: Buffer; account_id: string; provider: string; made_at: Date }
}
