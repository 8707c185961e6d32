/**
 * The first shape of a ledger file. Frozen: it is never edited again, a later migration changes what must change.
 * Money is in minor units, days of the book are integers yyyymmdd, instants are milliseconds since 1970 UTC.
 */
export const ledger = {
  version: 1,
  name: 'ledger',
  sql: `
    CREATE TABLE shop (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      id TEXT NOT NULL,
      currency TEXT NOT NULL,
      is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE device (
      device_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      counter_code TEXT NOT NULL UNIQUE CHECK (length(counter_code) = 2),
      genesis_hash BLOB NOT NULL CHECK (length(genesis_hash) = 32),
      created_at INTEGER NOT NULL
    ) STRICT;

    -- What happened, in the order in which this device recorded it: the exact bytes that the chain is made of.
    CREATE TABLE journal_op (
      n INTEGER PRIMARY KEY CHECK (n > 0),
      bytes TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;

    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value)),
      op_n INTEGER NOT NULL REFERENCES journal_op (n)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account (
      account_no INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
      name TEXT NOT NULL,
      op_n INTEGER NOT NULL REFERENCES journal_op (n)
    ) STRICT;

    CREATE TABLE party (
      party_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      kind TEXT NOT NULL CHECK (kind IN ('customer', 'supplier')),
      phone TEXT NOT NULL,
      place TEXT NOT NULL,
      alias TEXT NOT NULL,
      is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
      op_n INTEGER NOT NULL REFERENCES journal_op (n)
    ) STRICT;
    CREATE INDEX party_by_name ON party (name COLLATE NOCASE);

    CREATE TABLE entry (
      entry_no INTEGER PRIMARY KEY CHECK (entry_no > 0),
      id TEXT NOT NULL UNIQUE,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      kind TEXT NOT NULL CHECK (kind IN ('sale', 'sale-return', 'purchase', 'got', 'gave', 'expense', 'contra', 'opening',
        'over-short', 'reversal')),
      number TEXT NOT NULL,
      book_on INTEGER NOT NULL,
      occurred_on INTEGER,
      recorded_at INTEGER NOT NULL,
      offset_minutes INTEGER NOT NULL,
      person TEXT NOT NULL,
      period_no INTEGER NOT NULL CHECK (period_no > 0),
      party_no INTEGER REFERENCES party (party_no),
      account_no INTEGER REFERENCES account (account_no),
      text TEXT NOT NULL,
      note TEXT NOT NULL,
      lines TEXT NOT NULL CHECK (json_valid(lines)),
      amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
      cash_minor INTEGER NOT NULL,
      change_minor INTEGER NOT NULL CHECK (change_minor >= 0),
      upi_minor INTEGER NOT NULL,
      bank_minor INTEGER NOT NULL,
      credit_minor INTEGER NOT NULL,
      balance_minor INTEGER,
      reverses_no INTEGER REFERENCES entry (entry_no),
      reason TEXT NOT NULL,
      CHECK ((kind = 'reversal') = (reverses_no IS NOT NULL)),
      CHECK ((party_no IS NULL) = (balance_minor IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX entry_by_number ON entry (number) WHERE number <> '';
    CREATE INDEX entry_by_party ON entry (party_no, entry_no) WHERE party_no IS NOT NULL;
    CREATE INDEX entry_by_day ON entry (book_on);
    -- An entry is undone at most once. Of the others, nearly all, the index holds nothing.
    CREATE UNIQUE INDEX entry_by_undone ON entry (reverses_no) WHERE reverses_no IS NOT NULL;

    CREATE TABLE posting (
      entry_no INTEGER NOT NULL REFERENCES entry (entry_no),
      line_no INTEGER NOT NULL CHECK (line_no > 0),
      account_no INTEGER NOT NULL REFERENCES account (account_no),
      party_no INTEGER REFERENCES party (party_no),
      amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
      PRIMARY KEY (entry_no, line_no)
    ) STRICT, WITHOUT ROWID;

    -- Kept figures: changed in the transaction of the entry that changes them, and recomputed by verify.
    CREATE TABLE account_balance (
      account_no INTEGER PRIMARY KEY REFERENCES account (account_no),
      balance_minor INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE party_balance (
      party_no INTEGER PRIMARY KEY REFERENCES party (party_no),
      balance_minor INTEGER NOT NULL,
      entry_count INTEGER NOT NULL,
      last_entry_no INTEGER,
      last_entry_on INTEGER
    ) STRICT;
    CREATE INDEX party_balance_by_amount ON party_balance (balance_minor);
    CREATE TABLE control_total (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      get_minor INTEGER NOT NULL,
      give_minor INTEGER NOT NULL,
      party_count INTEGER NOT NULL
    ) STRICT;
    -- Totals between two closings, by what the entries were.
    CREATE TABLE period_total (
      period_no INTEGER NOT NULL,
      bucket TEXT NOT NULL,
      entry_count INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL,
      cash_minor INTEGER NOT NULL,
      dues_cash_minor INTEGER NOT NULL,
      upi_minor INTEGER NOT NULL,
      bank_minor INTEGER NOT NULL,
      credit_minor INTEGER NOT NULL,
      PRIMARY KEY (period_no, bucket)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE series (
      prefix TEXT NOT NULL,
      financial_year INTEGER NOT NULL,
      next_number INTEGER NOT NULL CHECK (next_number > 0),
      PRIMARY KEY (prefix, financial_year)
    ) STRICT, WITHOUT ROWID;

    -- What is known of each UPI payment, one row a step; the last step of an entry is its state.
    CREATE TABLE upi_step (
      step_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      entry_no INTEGER NOT NULL REFERENCES entry (entry_no),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'proved')),
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE INDEX upi_step_by_entry ON upi_step (entry_no, step_no);
    -- UPI payments that are not proved yet: a short list, kept.
    CREATE TABLE upi_open (
      entry_no INTEGER PRIMARY KEY REFERENCES entry (entry_no),
      period_no INTEGER NOT NULL,
      state TEXT NOT NULL,
      amount_minor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX upi_open_by_period ON upi_open (period_no, state);

    CREATE TABLE cash_count (
      count_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      period_no INTEGER NOT NULL,
      last_entry_no INTEGER NOT NULL,
      counted_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      count TEXT NOT NULL CHECK (json_valid(count)),
      counted_minor INTEGER NOT NULL,
      expected_minor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX cash_count_by_period ON cash_count (period_no);

    -- A Z: numbered without gaps, frozen. The summary is the very JSON that was printed.
    CREATE TABLE closing (
      z_no INTEGER PRIMARY KEY CHECK (z_no > 0),
      id TEXT NOT NULL UNIQUE,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      book_on INTEGER NOT NULL,
      last_entry_no INTEGER NOT NULL,
      closed_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      next_float_minor INTEGER NOT NULL,
      summary TEXT NOT NULL CHECK (json_valid(summary))
    ) STRICT;

    -- What the book keeps beside its entries: warnings, clock jumps, reprints, imports.
    CREATE TABLE audit_event (
      event_no INTEGER PRIMARY KEY,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      entry_no INTEGER REFERENCES entry (entry_no),
      details TEXT NOT NULL CHECK (json_valid(details))
    ) STRICT;
    CREATE INDEX audit_event_by_kind ON audit_event (kind);

    -- The printer's queue: not part of the books, so it may be changed and cleared.
    CREATE TABLE print_job (
      job_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      entry_no INTEGER REFERENCES entry (entry_no),
      closing_no INTEGER REFERENCES closing (z_no),
      title TEXT NOT NULL,
      party_name TEXT NOT NULL,
      copy_no INTEGER NOT NULL CHECK (copy_no > 0),
      printer_id TEXT NOT NULL,
      document TEXT CHECK (document IS NULL OR json_valid(document)),
      state TEXT NOT NULL CHECK (state IN ('queued', 'checking', 'sending', 'printed', 'sent', 'sent-unconfirmed',
        'blocked', 'failed', 'dropped')),
      attempt INTEGER NOT NULL,
      failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
      created_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX print_job_by_entry ON print_job (entry_no, kind, copy_no) WHERE entry_no IS NOT NULL;
    CREATE UNIQUE INDEX print_job_by_closing ON print_job (closing_no, kind, copy_no) WHERE closing_no IS NOT NULL;
    CREATE INDEX print_job_to_do ON print_job (printer_id, job_no)
      WHERE state IN ('queued', 'checking', 'sending', 'blocked', 'sent-unconfirmed', 'failed');
    CREATE INDEX print_job_with_paper ON print_job (changed_at)
      WHERE document IS NOT NULL AND state IN ('printed', 'sent', 'dropped');

    CREATE TRIGGER shop_keeps BEFORE DELETE ON shop BEGIN SELECT RAISE(ABORT, 'append-only: shop'); END;
    CREATE TRIGGER shop_stays BEFORE UPDATE ON shop BEGIN SELECT RAISE(ABORT, 'append-only: shop'); END;
    CREATE TRIGGER device_keeps BEFORE DELETE ON device BEGIN SELECT RAISE(ABORT, 'append-only: device'); END;
    CREATE TRIGGER device_stays BEFORE UPDATE ON device BEGIN SELECT RAISE(ABORT, 'append-only: device'); END;
    CREATE TRIGGER journal_op_keeps BEFORE DELETE ON journal_op BEGIN SELECT RAISE(ABORT, 'append-only: journal_op'); END;
    CREATE TRIGGER journal_op_stays BEFORE UPDATE ON journal_op BEGIN SELECT RAISE(ABORT, 'append-only: journal_op'); END;
    CREATE TRIGGER entry_keeps BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
    CREATE TRIGGER posting_keeps BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;
    CREATE TRIGGER posting_stays BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;
    CREATE TRIGGER upi_step_keeps BEFORE DELETE ON upi_step BEGIN SELECT RAISE(ABORT, 'append-only: upi_step'); END;
    CREATE TRIGGER upi_step_stays BEFORE UPDATE ON upi_step BEGIN SELECT RAISE(ABORT, 'append-only: upi_step'); END;
    CREATE TRIGGER cash_count_keeps BEFORE DELETE ON cash_count BEGIN SELECT RAISE(ABORT, 'append-only: cash_count'); END;
    CREATE TRIGGER cash_count_stays BEFORE UPDATE ON cash_count BEGIN SELECT RAISE(ABORT, 'append-only: cash_count'); END;
    CREATE TRIGGER closing_keeps BEFORE DELETE ON closing BEGIN SELECT RAISE(ABORT, 'append-only: closing'); END;
    CREATE TRIGGER closing_stays BEFORE UPDATE ON closing BEGIN SELECT RAISE(ABORT, 'append-only: closing'); END;
    CREATE TRIGGER audit_event_keeps BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'append-only: audit_event'); END;
    CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'append-only: audit_event'); END;
    CREATE TRIGGER account_keeps BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'append-only: account'); END;
    CREATE TRIGGER party_keeps BEFORE DELETE ON party BEGIN SELECT RAISE(ABORT, 'append-only: party'); END;
    CREATE TRIGGER series_keeps BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'append-only: series'); END;
    CREATE TRIGGER series_counts_up BEFORE UPDATE ON series WHEN NEW.next_number <> OLD.next_number + 1
      BEGIN SELECT RAISE(ABORT, 'a series counts up by one'); END;

    INSERT INTO control_total (only_row, get_minor, give_minor, party_count) VALUES (1, 0, 0, 0);
  `
} as const
