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

    -- Every fact has a place in one chain: its number and SHA-256(hash before it, its op written in the one form). A fact
    -- whose row is never changed bears number and hash itself (entry, party, party_past), and its op is written again
    -- from the row. This table holds the ops of all others, word for word. The numbers run on through all of them.
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

    -- A party as it is now. What it was before goes to party_past of itself.
    CREATE TABLE party (
      party_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      kind TEXT NOT NULL CHECK (kind IN ('customer', 'supplier')),
      phone TEXT NOT NULL,
      place TEXT NOT NULL,
      alias TEXT NOT NULL,
      is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
      op_n INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE INDEX party_by_name ON party (name COLLATE NOCASE);
    CREATE TABLE party_past (
      op_n INTEGER PRIMARY KEY,
      party_no INTEGER NOT NULL REFERENCES party (party_no),
      id BLOB NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      phone TEXT NOT NULL,
      place TEXT NOT NULL,
      alias TEXT NOT NULL,
      is_archived INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;

    CREATE TABLE entry_kind (
      kind_no INTEGER PRIMARY KEY,
      kind TEXT NOT NULL UNIQUE
    ) STRICT;
    INSERT INTO entry_kind (kind_no, kind) VALUES (1, 'sale'), (2, 'sale-return'), (3, 'purchase'), (4, 'got'), (5, 'gave'),
      (6, 'expense'), (7, 'contra'), (8, 'opening'), (9, 'over-short'), (10, 'reversal');

    CREATE TABLE series (
      series_no INTEGER PRIMARY KEY,
      prefix TEXT NOT NULL,
      financial_year INTEGER NOT NULL,
      next_number INTEGER NOT NULL CHECK (next_number > 0),
      UNIQUE (prefix, financial_year)
    ) STRICT;

    -- One row holds the whole double entry: what it did to drawer, UPI, bank and party, and the one other account that
    -- takes the rest. The view posting shows them line by line. What is empty is null, which takes no room.
    CREATE TABLE entry (
      entry_no INTEGER PRIMARY KEY CHECK (entry_no > 0),
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL,
      kind_no INTEGER NOT NULL CHECK (kind_no BETWEEN 1 AND 10),
      series_no INTEGER REFERENCES series (series_no),
      number_no INTEGER,
      book_on INTEGER NOT NULL,
      occurred_on INTEGER,
      recorded_at INTEGER NOT NULL,
      offset_minutes INTEGER NOT NULL,
      person TEXT NOT NULL,
      party_no INTEGER REFERENCES party (party_no),
      account_no INTEGER REFERENCES account (account_no),
      text TEXT CHECK (text <> ''),
      note TEXT CHECK (note <> ''),
      lines TEXT CHECK (json_valid(lines)),
      amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
      cash_minor INTEGER NOT NULL,
      change_minor INTEGER NOT NULL CHECK (change_minor >= 0),
      upi_minor INTEGER NOT NULL,
      bank_minor INTEGER NOT NULL,
      credit_minor INTEGER NOT NULL,
      other_no INTEGER REFERENCES account (account_no),
      balance_minor INTEGER,
      reverses_no INTEGER REFERENCES entry (entry_no),
      reason TEXT CHECK (reason <> ''),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      CHECK ((kind_no = 10) = (reverses_no IS NOT NULL)),
      CHECK ((party_no IS NULL) = (balance_minor IS NULL)),
      CHECK ((series_no IS NULL) = (number_no IS NULL)),
      CHECK (party_no IS NOT NULL OR credit_minor = 0),
      -- Debit and credit are equal, and both are the amount: the rest is on the other account, or there is none.
      CHECK (CASE WHEN other_no IS NULL THEN cash_minor + upi_minor + bank_minor + credit_minor = 0
        ELSE abs(cash_minor + upi_minor + bank_minor + credit_minor) = amount_minor END)
    ) STRICT;
    CREATE INDEX entry_by_party ON entry (party_no, entry_no) WHERE party_no IS NOT NULL;
    -- An entry is undone at most once. Of the others, nearly all, the index holds nothing.
    CREATE UNIQUE INDEX entry_by_undone ON entry (reverses_no) WHERE reverses_no IS NOT NULL;

    -- The double entry, line by line: debit positive, credit negative. The lines of each entry sum to zero.
    CREATE VIEW posting (entry_no, line_no, account_no, party_no, amount_minor) AS
      SELECT entry_no, 1, (SELECT account_no FROM account WHERE code = 'cash'), NULL, cash_minor
        FROM entry WHERE cash_minor <> 0
      UNION ALL SELECT entry_no, 2, (SELECT account_no FROM account WHERE code = 'upi'), NULL, upi_minor
        FROM entry WHERE upi_minor <> 0
      UNION ALL SELECT entry_no, 3, (SELECT account_no FROM account WHERE code = 'bank'), NULL, bank_minor
        FROM entry WHERE bank_minor <> 0
      UNION ALL SELECT entry_no, 4, (SELECT account_no FROM account
          WHERE code = CASE party.kind WHEN 'customer' THEN 'debtors' ELSE 'creditors' END), party_no, credit_minor
        FROM entry JOIN party USING (party_no) WHERE credit_minor <> 0
      UNION ALL SELECT entry_no, 5, other_no, NULL, -(cash_minor + upi_minor + bank_minor + credit_minor)
        FROM entry WHERE other_no IS NOT NULL;

    -- Entries as a person reads them, for any tool.
    CREATE VIEW entry_in_words AS
      SELECT entry_no, entry_kind.kind, coalesce(prefix || '/' || printf('%02d-%02d/%05d', financial_year % 100,
          (financial_year + 1) % 100, number_no), '') AS number,
        book_on, occurred_on, recorded_at, offset_minutes, entry.person,
        (SELECT count(*) FROM closing WHERE last_entry_no < entry_no) + 1 AS period_no,
        entry.party_no, coalesce(party.name, '') AS party_name, coalesce(account.code, '') AS account_code,
        coalesce(text, '') AS text, coalesce(note, '') AS note, coalesce(lines, '[]') AS lines,
        amount_minor, cash_minor, change_minor, upi_minor, bank_minor, credit_minor, balance_minor,
        reverses_no, coalesce(reason, '') AS reason, lower(hex(entry.id)) AS id
      FROM entry JOIN entry_kind USING (kind_no) LEFT JOIN series USING (series_no)
        LEFT JOIN party ON party.party_no = entry.party_no LEFT JOIN account ON account.account_no = entry.account_no;

    -- Where each op of the chain stands.
    CREATE VIEW journal (n, stands_in, row_no, hash) AS
      SELECT n, 'journal_op', n, hash FROM journal_op
      UNION ALL SELECT op_n, 'entry', entry_no, hash FROM entry
      UNION ALL SELECT op_n, 'party', party_no, hash FROM party
      UNION ALL SELECT op_n, 'party_past', op_n, hash FROM party_past;

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
    -- What all parties together owe and are owed, and where the chain ends.
    CREATE TABLE control_total (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      get_minor INTEGER NOT NULL,
      give_minor INTEGER NOT NULL,
      party_count INTEGER NOT NULL,
      newest_op INTEGER NOT NULL,
      newest_time TEXT NOT NULL,
      newest_hash BLOB NOT NULL CHECK (length(newest_hash) = 32)
    ) STRICT;
    -- Between which entries those of a day of the book lie: narrower than an index, and as quick, for days follow each other.
    -- The day of the newest entry has no end yet, so that most entries change nothing here.
    CREATE TABLE book_day (
      book_on INTEGER PRIMARY KEY,
      first_entry_no INTEGER NOT NULL,
      last_entry_no INTEGER
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

    -- What came to be known of a UPI payment, one row a step; the last step of an entry is its state. It waits before that.
    CREATE TABLE upi_step (
      step_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      entry_no INTEGER NOT NULL REFERENCES entry (entry_no),
      state TEXT NOT NULL CHECK (state IN ('claimed', 'proved')),
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE INDEX upi_step_by_entry ON upi_step (entry_no, step_no);
    -- UPI payments that are not proved yet: a short list, kept.
    CREATE TABLE upi_open (
      entry_no INTEGER PRIMARY KEY REFERENCES entry (entry_no),
      period_no INTEGER NOT NULL,
      is_claimed INTEGER NOT NULL CHECK (is_claimed IN (0, 1)),
      amount_minor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX upi_open_by_period ON upi_open (period_no, is_claimed);

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
    CREATE TRIGGER party_past_keeps BEFORE DELETE ON party_past BEGIN SELECT RAISE(ABORT, 'append-only: party_past'); END;
    CREATE TRIGGER party_past_stays BEFORE UPDATE ON party_past BEGIN SELECT RAISE(ABORT, 'append-only: party_past'); END;
    CREATE TRIGGER party_stays BEFORE UPDATE ON party
      WHEN NEW.party_no <> OLD.party_no OR NEW.id <> OLD.id OR NEW.op_n <= OLD.op_n
      BEGIN SELECT RAISE(ABORT, 'append-only: party'); END;
    CREATE TRIGGER party_is_remembered BEFORE UPDATE ON party BEGIN
      INSERT INTO party_past (op_n, party_no, id, name, kind, phone, place, alias, is_archived, changed_at, person, hash)
      VALUES (OLD.op_n, OLD.party_no, OLD.id, OLD.name, OLD.kind, OLD.phone, OLD.place, OLD.alias, OLD.is_archived,
        OLD.changed_at, OLD.person, OLD.hash);
    END;
    CREATE TRIGGER entry_kind_keeps BEFORE DELETE ON entry_kind BEGIN SELECT RAISE(ABORT, 'append-only: entry_kind'); END;
    CREATE TRIGGER entry_kind_stays BEFORE UPDATE ON entry_kind BEGIN SELECT RAISE(ABORT, 'append-only: entry_kind'); END;
    -- An entry bears the next number of its series, which counts on with it: none is given twice or left out.
    CREATE TRIGGER entry_takes_its_number BEFORE INSERT ON entry WHEN NEW.number_no IS NOT NULL BEGIN
      SELECT RAISE(ABORT, 'a number is the next of its series')
        WHERE NEW.number_no IS NOT (SELECT next_number FROM series WHERE series_no = NEW.series_no);
      UPDATE series SET next_number = next_number + 1 WHERE series_no = NEW.series_no;
    END;
    CREATE TRIGGER series_keeps BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'append-only: series'); END;
    CREATE TRIGGER series_counts_up BEFORE UPDATE ON series WHEN NEW.next_number <> OLD.next_number + 1
      OR NEW.series_no <> OLD.series_no OR NEW.prefix <> OLD.prefix OR NEW.financial_year <> OLD.financial_year
      BEGIN SELECT RAISE(ABORT, 'a series counts up by one'); END;

    INSERT INTO control_total (only_row, get_minor, give_minor, party_count, newest_op, newest_time, newest_hash)
      VALUES (1, 0, 0, 0, 0, '', zeroblob(32));
  `
} as const
