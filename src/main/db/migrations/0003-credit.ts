/**
 * Credit, proofs of payment, messages, shifts and whatever else the book remembers beside its entries. Frozen as those before it.
 *
 * None of these tables is a fact of its own: each row follows from ops that stand in the journal word for word, and is
 * written from them by the projections in `db/projections`. `verify` plays the ops again and compares row by row, so that
 * they need no guards. Money is in minor units, days are yyyymmdd, instants milliseconds since 1970 UTC.
 */
export const credit = {
  version: 3,
  name: 'credit',
  sql: `
    -- What is between a party and another account without money or goods: interest, discount, bad debt, a balance moved.
    INSERT INTO entry_kind (kind_no, kind) VALUES (12, 'journal');

    -- How a party is given credit, where it belongs, how it is spoken to. What is null is the shop's own rule.
    CREATE TABLE party_terms (
      party_no INTEGER PRIMARY KEY REFERENCES party (party_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      limit_minor INTEGER,
      credit_days INTEGER,
      party_group TEXT NOT NULL,
      route TEXT NOT NULL,
      language TEXT NOT NULL,
      consent TEXT NOT NULL,
      -- The whole of it as its newest op has it: tags, rule of interest, kind of supplier.
      details TEXT NOT NULL CHECK (json_valid(details))
    ) STRICT;
    CREATE INDEX party_terms_by_group ON party_terms (party_group) WHERE party_group <> '';
    CREATE INDEX party_terms_by_route ON party_terms (route) WHERE route <> '';

    -- When an entry falls due, if not by the party's days, and when payment was promised.
    CREATE TABLE entry_due (
      entry_no INTEGER PRIMARY KEY REFERENCES entry (entry_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      due_on INTEGER,
      promised_on INTEGER
    ) STRICT;
    CREATE INDEX entry_due_by_promise ON entry_due (promised_on) WHERE promised_on IS NOT NULL;

    -- What a payment was said to settle. A payment without a row here settles the oldest first.
    CREATE TABLE settlement (
      payment_no INTEGER NOT NULL REFERENCES entry (entry_no),
      charge_no INTEGER NOT NULL REFERENCES entry (entry_no),
      amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
      PRIMARY KEY (payment_no, charge_no)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX settlement_by_charge ON settlement (charge_no);
    CREATE TABLE settlement_way (
      payment_no INTEGER PRIMARY KEY REFERENCES entry (entry_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      party_no INTEGER NOT NULL REFERENCES party (party_no),
      way TEXT NOT NULL CHECK (way IN ('against', 'advance', 'on-account'))
    ) STRICT;
    CREATE INDEX settlement_way_by_party ON settlement_way (party_no, payment_no);

    -- What a party pays in parts, or the shop pays a supplier: what was paid since fills the parts from the first on.
    CREATE TABLE plan (
      plan_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      party_no INTEGER NOT NULL REFERENCES party (party_no),
      side TEXT NOT NULL CHECK (side IN ('get', 'give')),
      after_entry_no INTEGER NOT NULL,
      total_minor INTEGER NOT NULL CHECK (total_minor > 0),
      title TEXT NOT NULL,
      ended_op INTEGER REFERENCES journal_op (n)
    ) STRICT;
    CREATE INDEX plan_by_party ON plan (party_no) WHERE ended_op IS NULL;
    CREATE TABLE plan_part (
      plan_no INTEGER NOT NULL REFERENCES plan (plan_no),
      part_no INTEGER NOT NULL CHECK (part_no > 0),
      due_on INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
      PRIMARY KEY (plan_no, part_no)
    ) STRICT, WITHOUT ROWID;

    -- Kaccha: a name and an amount, until it is settled or becomes an entry. Positive: we get.
    CREATE TABLE slip (
      slip_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      name TEXT NOT NULL,
      amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
      book_on INTEGER NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'entered', 'dropped')),
      ended_op INTEGER REFERENCES journal_op (n),
      entry_no INTEGER REFERENCES entry (entry_no)
    ) STRICT;
    CREATE INDEX slip_open ON slip (slip_no) WHERE state = 'open';

    -- A photo or file that belongs to an entry. It lies beside the ledger under the name of its hash.
    CREATE TABLE attachment (
      attachment_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      entry_no INTEGER NOT NULL REFERENCES entry (entry_no),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      byte_count INTEGER NOT NULL,
      is_removed INTEGER NOT NULL CHECK (is_removed IN (0, 1))
    ) STRICT;
    CREATE INDEX attachment_by_entry ON attachment (entry_no);

    -- Two rows of parties that are one: entries stay where they were recorded, the balance was moved by two entries.
    CREATE TABLE party_merge (
      party_no INTEGER PRIMARY KEY REFERENCES party (party_no),
      into_no INTEGER NOT NULL REFERENCES party (party_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n)
    ) STRICT;
    CREATE INDEX party_merge_by_into ON party_merge (into_no);

    -- Statements of banks and UPI apps, line by line, and which payment each line proves.
    CREATE TABLE bank_statement (
      statement_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      source TEXT NOT NULL,
      file_name TEXT NOT NULL,
      from_on INTEGER NOT NULL,
      to_on INTEGER NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bank_line (
      line_no INTEGER PRIMARY KEY,
      statement_no INTEGER NOT NULL REFERENCES bank_statement (statement_no),
      -- What makes the line the same when another statement brings it again.
      fingerprint TEXT NOT NULL UNIQUE,
      on_day INTEGER NOT NULL,
      time_text TEXT NOT NULL,
      amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
      reference TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX bank_line_by_day ON bank_line (on_day);
    CREATE INDEX bank_line_by_reference ON bank_line (reference) WHERE reference <> '';
    CREATE TABLE proof (
      entry_no INTEGER PRIMARY KEY REFERENCES entry (entry_no),
      line_no INTEGER NOT NULL UNIQUE REFERENCES bank_line (line_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      reasons TEXT NOT NULL CHECK (json_valid(reasons)),
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;

    -- What a party was told or asked, and what came of it.
    CREATE TABLE message (
      message_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      party_no INTEGER NOT NULL REFERENCES party (party_no),
      channel TEXT NOT NULL,
      purpose TEXT NOT NULL,
      language TEXT NOT NULL,
      sent_to TEXT NOT NULL,
      text TEXT NOT NULL,
      amount_minor INTEGER NOT NULL,
      details TEXT NOT NULL CHECK (json_valid(details)),
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'dropped')),
      state_at INTEGER NOT NULL,
      outcome TEXT NOT NULL
    ) STRICT;
    CREATE INDEX message_by_party ON message (party_no, message_no);
    CREATE INDEX message_to_do ON message (message_no) WHERE state IN ('queued', 'sending');
    CREATE TABLE message_step (
      step_no INTEGER PRIMARY KEY,
      message_no INTEGER NOT NULL REFERENCES message (message_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      state TEXT NOT NULL,
      outcome TEXT NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE INDEX message_step_by_message ON message_step (message_no);

    -- Who had the drawer, from which entry on, what was in it when it was handed over.
    CREATE TABLE shift (
      shift_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      period_no INTEGER NOT NULL,
      person TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      after_entry_no INTEGER NOT NULL,
      float_minor INTEGER NOT NULL,
      ended_op INTEGER REFERENCES journal_op (n),
      ended_at INTEGER,
      last_entry_no INTEGER,
      -- The very JSON of its X: count, expected, over or short, totals.
      summary TEXT CHECK (summary IS NULL OR json_valid(summary))
    ) STRICT;
    CREATE INDEX shift_by_period ON shift (period_no);

    -- One invoice for the small sales of a day, and which bills it stands for.
    CREATE TABLE day_invoice (
      invoice_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      number TEXT NOT NULL UNIQUE,
      period_no INTEGER NOT NULL,
      book_on INTEGER NOT NULL,
      total_minor INTEGER NOT NULL,
      details TEXT NOT NULL CHECK (json_valid(details))
    ) STRICT;
    CREATE TABLE day_invoice_bill (
      bill_no INTEGER PRIMARY KEY REFERENCES bill (bill_no),
      invoice_no INTEGER NOT NULL REFERENCES day_invoice (invoice_no)
    ) STRICT;

    -- What the owner lays down by name: texts of messages, rules, recurring expenses, reports to be made, how a file is read.
    CREATE TABLE definition (
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      body TEXT NOT NULL CHECK (json_valid(body)),
      PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID;
  `
} as const
