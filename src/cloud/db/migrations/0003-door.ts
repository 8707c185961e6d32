import { tenantTable } from './tenant-table.ts'

/** The audit log and the tray of retired counters; in the directory, which key founded which account. */
export const doorSql = `
  CREATE TABLE audit_log (
    account_id uuid NOT NULL,
    audit_id uuid NOT NULL,
    at timestamptz NOT NULL,
    device_no integer,
    event text NOT NULL,
    details jsonb NOT NULL,
    PRIMARY KEY (account_id, at, audit_id)
  );
  ${tenantTable('audit_log', 'SELECT, INSERT')}

  CREATE TABLE review_chunk (
    account_id uuid NOT NULL,
    device_no integer NOT NULL,
    dev_to bigint NOT NULL,
    dev_from bigint NOT NULL,
    prev_hash bytea NOT NULL,
    head_hash bytea NOT NULL,
    signature text NOT NULL,
    codec smallint NOT NULL,
    received_ms bigint NOT NULL,
    op_count integer NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (account_id, device_no, dev_to)
  );
  ALTER TABLE review_chunk ALTER COLUMN body SET STORAGE EXTERNAL;
  ${tenantTable('review_chunk', 'ALL')}

  -- The same key founds one account, however often it asks.
  CREATE TABLE founded (
    device_key text PRIMARY KEY,
    account_id uuid NOT NULL
  );
`
