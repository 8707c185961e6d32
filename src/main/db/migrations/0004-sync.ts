/**
 * What a counter keeps of its account in the cloud and of the other counters of the shop (`docs/domain/sync.md`). Empty in a
 * shop without an account. Hashes are 32 bytes, instants milliseconds since 1970 UTC.
 */
export const sync = {
  version: 4,
  name: 'sync',
  sql: `
    -- The state of the account; it may be lost with the file and had again from the server.
    CREATE TABLE sync_account (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      server TEXT NOT NULL,
      server_key TEXT NOT NULL,
      account_id TEXT NOT NULL,
      device_no INTEGER NOT NULL,
      device_key TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      -- Up to where the shop's log was taken, and the log hash there, worked out here.
      cursor_seq INTEGER NOT NULL,
      cursor_log_hash BLOB NOT NULL CHECK (length(cursor_log_hash) = 32),
      -- The newest own number that the server is known to hold.
      acked_n INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('on', 'paused', 'revoked', 'reattach', 'fork', 'left')),
      joined_at INTEGER NOT NULL,
      synced_at INTEGER,
      -- Up to where of the own journal every fact is in an own chunk or came from another counter: op, time, newest entry, own number.
      own_n INTEGER NOT NULL,
      own_time TEXT NOT NULL,
      own_entry_no INTEGER NOT NULL,
      own_dev_n INTEGER NOT NULL
    ) STRICT;

    -- Counters of the shop. A key is trusted when an op of a trusted counter endorsed it.
    CREATE TABLE sync_device (
      device_no INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      counter_code TEXT NOT NULL,
      sign_key TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('active', 'lost', 'retired', 'sealed')),
      last_n INTEGER NOT NULL,
      last_hash BLOB CHECK (length(last_hash) = 32)
    ) STRICT;

    -- Every chunk, word for word: own ones from the moment they are made, with seq once the server took them.
    CREATE TABLE sync_chunk (
      device_no INTEGER NOT NULL,
      dev_to INTEGER NOT NULL,
      dev_from INTEGER NOT NULL,
      seq_from INTEGER,
      seq_to INTEGER,
      prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
      head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
      log_hash BLOB CHECK (length(log_hash) = 32),
      signature TEXT NOT NULL,
      received_at INTEGER,
      -- Of an own chunk: up to which op of the own journal it reaches, and the time and entry there, from where the next goes on.
      own_n INTEGER,
      own_time TEXT,
      own_entry_no INTEGER,
      codec INTEGER NOT NULL CHECK (codec IN (0, 1)),
      body BLOB NOT NULL,
      PRIMARY KEY (device_no, dev_to)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX sync_chunk_by_seq ON sync_chunk (seq_to) WHERE seq_to IS NOT NULL;

    -- Which op of the own journal came from another counter: whose number, the shop's seq, and the instant it was chained with.
    CREATE TABLE received (
      op_n INTEGER PRIMARY KEY,
      device_no INTEGER NOT NULL,
      dev_n INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (device_no, dev_n)
    ) STRICT;

    -- What was not taken: of a kind that this version does not know, or that could not be applied.
    CREATE TABLE sync_aside (
      device_no INTEGER NOT NULL,
      dev_n INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (device_no, dev_n)
    ) STRICT, WITHOUT ROWID;

    -- Which op last set a field of a party, an item, a setting: the newest by time, device and number stands.
    CREATE TABLE field_stamp (
      thing TEXT NOT NULL,
      id TEXT NOT NULL,
      field TEXT NOT NULL,
      time TEXT NOT NULL,
      device_no INTEGER NOT NULL,
      dev_n INTEGER NOT NULL,
      value TEXT NOT NULL CHECK (json_valid(value)),
      PRIMARY KEY (thing, id, field)
    ) STRICT, WITHOUT ROWID;

    -- What a person shall look at: an entry that came late, a field that two counters changed, a number that was given twice.
    CREATE TABLE sync_notice (
      notice_no INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      device_no INTEGER NOT NULL,
      dev_n INTEGER NOT NULL,
      at INTEGER NOT NULL,
      details TEXT NOT NULL CHECK (json_valid(details)),
      seen_at INTEGER,
      UNIQUE (kind, device_no, dev_n)
    ) STRICT;
    CREATE INDEX sync_notice_to_see ON sync_notice (notice_no) WHERE seen_at IS NULL;

    -- What another counter recorded of its own drawer, closings and shifts, and what does not count a second time.
    CREATE TABLE other_fact (
      op_n INTEGER PRIMARY KEY REFERENCES journal_op (n),
      device_no INTEGER NOT NULL,
      kind TEXT NOT NULL,
      time TEXT NOT NULL,
      person TEXT NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX other_fact_by_kind ON other_fact (kind, op_n);

    CREATE TRIGGER received_keeps BEFORE DELETE ON received BEGIN SELECT RAISE(ABORT, 'append-only: received'); END;
    CREATE TRIGGER received_stays BEFORE UPDATE ON received BEGIN SELECT RAISE(ABORT, 'append-only: received'); END;
  `
} as const
