/**
 * What the owner's page reads: worked out of the journal alone, so all of it may be deleted and made again at any time. Money is in
 * minor units, days are yyyymmdd, instants of counters are milliseconds since 1970.
 */
export interface OwnerTables {
  /** Up to where the journal has been taken in, and by which version of the rules. */
  owner_head: {
    account_id: string
    seq: number
    version: number
    currency: string | null
    offset_minutes: number | null
    received_at: Date | null
    skipped: number
  }
  owner_setting: { account_id: string; name: string; value: string; time: string; device_no: number; n: number }
  owner_party_version: {
    account_id: string
    party_id: string
    seq: number
    base_seq: number
    device_no: number
    n: number
    time: string
    fields: string
  }
  owner_party: {
    account_id: string
    party_id: string
    name: string
    kind: string
    place: string
    is_archived: boolean
    search_text: string
    balance_minor: number
    entry_count: number
    last_on: number | null
  }
  owner_entry: {
    account_id: string
    entry_id: string
    seq: number
    device_no: number
    kind: string
    number: string
    book_on: number
    occurred_on: number | null
    recorded_at: number
    offset_minutes: number
    party_id: string | null
    text: string
    note: string
    reason: string
    person: string
    amount_minor: number
    cash_minor: number
    change_minor: number
    upi_minor: number
    bank_minor: number
    credit_minor: number
    undoes_id: string | null
    places: string
    upi_mark: string
    is_proved: boolean
    /** Time, counter and number of the newest word on its proof; empty before the first. */
    proof_stamp: string
    is_undone: boolean
  }
  /** What entries add up to, by day, counter and kind (`ledger/period-bucket.ts`). */
  owner_sum: {
    account_id: string
    book_on: number
    device_no: number
    bucket: string
    count: number
    amount_minor: number
    cash_minor: number
    dues_cash_minor: number
    upi_minor: number
    bank_minor: number
    credit_minor: number
  }
  owner_drawer: { account_id: string; device_no: number; cash_minor: number }
  owner_closing: {
    account_id: string
    closing_id: string
    seq: number
    device_no: number
    book_on: number
    closed_at: number
    view: string
  }
  owner_skip: { account_id: string; seq: number; reason: string }
}

export const OWNER_TABLES = [
  'owner_head',
  'owner_setting',
  'owner_party_version',
  'owner_party',
  'owner_entry',
  'owner_sum',
  'owner_drawer',
  'owner_closing',
  'owner_skip'
] as const satisfies readonly (keyof OwnerTables)[]

const money = (...names: readonly string[]): string => names.map((name) => `${name}_minor bigint NOT NULL`).join(', ')

/** The tables, without their row-level security, which every table of a tenant gets alike. */
export const ownerSql = `
  CREATE TABLE owner_head (
    account_id uuid PRIMARY KEY,
    seq bigint NOT NULL,
    version integer NOT NULL,
    currency text,
    offset_minutes integer,
    received_at timestamptz,
    skipped integer NOT NULL
  );
  CREATE TABLE owner_setting (
    account_id uuid NOT NULL, name text NOT NULL, value text NOT NULL, time text NOT NULL, device_no integer NOT NULL, n bigint NOT NULL,
    PRIMARY KEY (account_id, name)
  );
  CREATE TABLE owner_party_version (
    account_id uuid NOT NULL, party_id uuid NOT NULL, seq bigint NOT NULL, base_seq bigint NOT NULL, device_no integer NOT NULL,
    n bigint NOT NULL, time text NOT NULL, fields text NOT NULL,
    PRIMARY KEY (account_id, party_id, seq)
  );
  CREATE TABLE owner_party (
    account_id uuid NOT NULL, party_id uuid NOT NULL, name text NOT NULL, kind text NOT NULL, place text NOT NULL,
    is_archived boolean NOT NULL, search_text text NOT NULL, ${money('balance')}, entry_count integer NOT NULL, last_on integer,
    PRIMARY KEY (account_id, party_id)
  );
  CREATE INDEX owner_party_by_balance ON owner_party (account_id, balance_minor);
  CREATE TABLE owner_entry (
    account_id uuid NOT NULL, entry_id uuid NOT NULL, seq bigint NOT NULL, device_no integer NOT NULL, kind text NOT NULL,
    number text NOT NULL, book_on integer NOT NULL, occurred_on integer, recorded_at bigint NOT NULL, offset_minutes integer NOT NULL,
    party_id uuid, text text NOT NULL, note text NOT NULL, reason text NOT NULL, person text NOT NULL,
    ${money('amount', 'cash', 'change', 'upi', 'bank', 'credit')},
    undoes_id uuid, places text NOT NULL, upi_mark text NOT NULL, is_proved boolean NOT NULL, is_undone boolean NOT NULL,
    PRIMARY KEY (account_id, entry_id)
  );
  CREATE INDEX owner_entry_by_day ON owner_entry (account_id, book_on, seq);
  CREATE INDEX owner_entry_by_party ON owner_entry (account_id, party_id, seq) WHERE party_id IS NOT NULL;
  CREATE TABLE owner_sum (
    account_id uuid NOT NULL, book_on integer NOT NULL, device_no integer NOT NULL, bucket text NOT NULL, count integer NOT NULL,
    ${money('amount', 'cash', 'dues_cash', 'upi', 'bank', 'credit')},
    PRIMARY KEY (account_id, book_on, device_no, bucket)
  );
  CREATE TABLE owner_drawer (
    account_id uuid NOT NULL, device_no integer NOT NULL, ${money('cash')},
    PRIMARY KEY (account_id, device_no)
  );
  CREATE TABLE owner_closing (
    account_id uuid NOT NULL, closing_id uuid NOT NULL, seq bigint NOT NULL, device_no integer NOT NULL, book_on integer NOT NULL,
    closed_at bigint NOT NULL, view text NOT NULL,
    PRIMARY KEY (account_id, closing_id)
  );
  CREATE INDEX owner_closing_by_seq ON owner_closing (account_id, seq);
  CREATE TABLE owner_skip (
    account_id uuid NOT NULL, seq bigint NOT NULL, reason text NOT NULL,
    PRIMARY KEY (account_id, seq)
  );
`
