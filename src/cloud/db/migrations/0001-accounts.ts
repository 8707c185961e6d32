import { tenantTable } from './tenant-table.ts'

/** Accounts, devices, journal, packs and snapshots. Plain statements of PostgreSQL 15: no sequence, no trigger, no key that crosses accounts. */
export const accountsSql = `
  CREATE TABLE account (
    account_id uuid PRIMARY KEY,
    shop_name text NOT NULL,
    epoch integer NOT NULL,
    next_seq bigint NOT NULL CHECK (next_seq > 0),
    log_hash bytea NOT NULL CHECK (octet_length(log_hash) = 32),
    feature_level integer NOT NULL DEFAULT 0,
    bytes_used bigint NOT NULL,
    over_quota_at timestamptz,
    delete_after timestamptz,
    made_at timestamptz NOT NULL
  ) WITH (fillfactor = 70);
  ${tenantTable('account', 'SELECT, INSERT, UPDATE')}

  CREATE TABLE device (
    account_id uuid NOT NULL,
    device_no integer NOT NULL CHECK (device_no >= 0),
    sign_key text NOT NULL,
    counter_name text NOT NULL,
    counter_code text NOT NULL,
    app_version text NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'lost', 'retired', 'sealed')),
    revoked_at timestamptz,
    last_dev_seq bigint NOT NULL,
    last_hash bytea NOT NULL CHECK (octet_length(last_hash) = 32),
    pulled_seq bigint NOT NULL,
    last_seen_at timestamptz,
    challenge_at timestamptz,
    enrolled_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, device_no)
  ) WITH (fillfactor = 70);
  ${tenantTable('device', 'SELECT, INSERT, UPDATE')}

  CREATE TABLE series (
    account_id uuid NOT NULL,
    counter_code text NOT NULL,
    device_no integer NOT NULL,
    leased_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, counter_code)
  );
  ${tenantTable('series', 'SELECT, INSERT')}

  CREATE TABLE journal (
    account_id uuid NOT NULL,
    seq_to bigint NOT NULL,
    seq_from bigint NOT NULL CHECK (seq_from > 0 AND seq_from <= seq_to),
    device_no integer NOT NULL,
    dev_from bigint NOT NULL,
    dev_to bigint NOT NULL CHECK (dev_to - dev_from = seq_to - seq_from),
    prev_hash bytea NOT NULL,
    head_hash bytea NOT NULL,
    log_hash bytea NOT NULL,
    signature text NOT NULL,
    codec smallint NOT NULL,
    received_ms bigint NOT NULL,
    raw_bytes integer NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (account_id, seq_to),
    UNIQUE (account_id, device_no, dev_to)
  );
  ALTER TABLE journal ALTER COLUMN body SET STORAGE EXTERNAL;
  ${tenantTable('journal', 'SELECT, INSERT')}

  CREATE TABLE pack (
    account_id uuid NOT NULL,
    seq_to bigint NOT NULL,
    seq_from bigint NOT NULL,
    chunk_count integer NOT NULL,
    sha256 bytea NOT NULL,
    body bytea NOT NULL,
    packed_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, seq_to)
  );
  ALTER TABLE pack ALTER COLUMN body SET STORAGE EXTERNAL;
  ${tenantTable('pack', 'SELECT, INSERT')}

  CREATE TABLE snapshot (
    account_id uuid NOT NULL,
    snapshot_id uuid NOT NULL,
    device_no integer NOT NULL,
    seq bigint NOT NULL,
    log_hash bytea NOT NULL,
    schema_version integer NOT NULL,
    app_version text NOT NULL,
    byte_count bigint NOT NULL,
    sha256 bytea NOT NULL,
    part_hashes bytea NOT NULL,
    signature text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'done')),
    begun_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, snapshot_id)
  );
  ${tenantTable('snapshot', 'ALL')}

  CREATE TABLE snapshot_part (
    account_id uuid NOT NULL,
    snapshot_id uuid NOT NULL,
    part_no integer NOT NULL,
    byte_count integer NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (account_id, snapshot_id, part_no)
  );
  ALTER TABLE snapshot_part ALTER COLUMN body SET STORAGE EXTERNAL;
  ${tenantTable('snapshot_part', 'ALL')}

  -- Of the directory: which accounts there are, so that the jobs need not look through the tenants' tables.
  CREATE TABLE account_place (
    account_id uuid PRIMARY KEY,
    made_at timestamptz NOT NULL
  );
`
