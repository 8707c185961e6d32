/**
 * Bills: items, tax, stock. Frozen as the one before it.
 *
 * Quantities are thousandths of an item's base unit, rates thousandths of the currency's unit, percentages hundredths of a
 * percent. A bill's op (`bill.post`) stands in the journal word for word; `bill`, `bill_line` and `bill_tax` repeat of it what is asked
 * for. The table of entries is made anew, because one kind more may stand in it; the migrator turns foreign keys off for that.
 */
export const bills = {
  version: 2,
  name: 'bills',
  rebuildsTables: true,
  sql: `
    DROP VIEW posting;
    DROP VIEW entry_in_words;
    DROP VIEW journal;

    INSERT INTO entry_kind (kind_no, kind) VALUES (11, 'purchase-return');

    CREATE TABLE entry_new (
      entry_no INTEGER PRIMARY KEY CHECK (entry_no > 0),
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL,
      kind_no INTEGER NOT NULL REFERENCES entry_kind (kind_no),
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
    INSERT INTO entry_new SELECT * FROM entry;
    DROP TABLE entry;
    ALTER TABLE entry_new RENAME TO entry;
    CREATE INDEX entry_by_party ON entry (party_no, entry_no) WHERE party_no IS NOT NULL;
    -- An entry is undone at most once. Of the others, nearly all, the index holds nothing.
    CREATE UNIQUE INDEX entry_by_undone ON entry (reverses_no) WHERE reverses_no IS NOT NULL;
    CREATE TRIGGER entry_keeps BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
    CREATE TRIGGER entry_takes_its_number BEFORE INSERT ON entry WHEN NEW.number_no IS NOT NULL BEGIN
      SELECT RAISE(ABORT, 'a number is the next of its series')
        WHERE NEW.number_no IS NOT (SELECT next_number FROM series WHERE series_no = NEW.series_no);
      UPDATE series SET next_number = next_number + 1 WHERE series_no = NEW.series_no;
    END;

    -- Further accounts of an entry, after the one in its row, which takes the rest: tax by head, freight, rounding.
    CREATE TABLE entry_part (
      entry_no INTEGER NOT NULL REFERENCES entry (entry_no),
      part_no INTEGER NOT NULL CHECK (part_no > 0),
      account_no INTEGER NOT NULL REFERENCES account (account_no),
      amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
      PRIMARY KEY (entry_no, part_no)
    ) STRICT, WITHOUT ROWID;

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
          - (SELECT coalesce(sum(part.amount_minor), 0) FROM entry_part AS part WHERE part.entry_no = entry.entry_no)
        FROM entry WHERE other_no IS NOT NULL
      UNION ALL SELECT entry_no, 5 + part_no, account_no, NULL, amount_minor FROM entry_part;

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

    -- How a party stands to the tax, and at which level of prices it buys. What is empty is not in its op.
    ALTER TABLE party ADD COLUMN address TEXT NOT NULL DEFAULT '';
    ALTER TABLE party ADD COLUMN state TEXT NOT NULL DEFAULT '';
    ALTER TABLE party ADD COLUMN gstin TEXT NOT NULL DEFAULT '';
    ALTER TABLE party ADD COLUMN tax_kind TEXT NOT NULL DEFAULT '';
    ALTER TABLE party ADD COLUMN price_level TEXT NOT NULL DEFAULT '';
    ALTER TABLE party_past ADD COLUMN address TEXT NOT NULL DEFAULT '';
    ALTER TABLE party_past ADD COLUMN state TEXT NOT NULL DEFAULT '';
    ALTER TABLE party_past ADD COLUMN gstin TEXT NOT NULL DEFAULT '';
    ALTER TABLE party_past ADD COLUMN tax_kind TEXT NOT NULL DEFAULT '';
    ALTER TABLE party_past ADD COLUMN price_level TEXT NOT NULL DEFAULT '';
    DROP TRIGGER party_is_remembered;
    CREATE TRIGGER party_is_remembered BEFORE UPDATE ON party BEGIN
      INSERT INTO party_past (op_n, party_no, id, name, kind, phone, place, alias, is_archived, changed_at, person, hash,
        address, state, gstin, tax_kind, price_level)
      VALUES (OLD.op_n, OLD.party_no, OLD.id, OLD.name, OLD.kind, OLD.phone, OLD.place, OLD.alias, OLD.is_archived,
        OLD.changed_at, OLD.person, OLD.hash, OLD.address, OLD.state, OLD.gstin, OLD.tax_kind, OLD.price_level);
    END;

    -- An item as it is now; details is the whole of it, as its newest op has it. Earlier versions stand in the journal.
    CREATE TABLE item (
      item_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      code TEXT NOT NULL,
      item_group TEXT NOT NULL,
      keeps_stock INTEGER NOT NULL CHECK (keeps_stock IN (0, 1)),
      low_stock INTEGER,
      is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
      details TEXT NOT NULL CHECK (json_valid(details))
    ) STRICT;
    CREATE INDEX item_by_name ON item (name COLLATE NOCASE);
    CREATE INDEX item_by_code ON item (code COLLATE NOCASE) WHERE code <> '';
    CREATE TABLE item_barcode (
      barcode TEXT NOT NULL,
      item_no INTEGER NOT NULL REFERENCES item (item_no),
      PRIMARY KEY (barcode, item_no)
    ) STRICT, WITHOUT ROWID;
    -- What a party pays for an item, by agreement.
    CREATE TABLE party_price (
      party_no INTEGER NOT NULL REFERENCES party (party_no),
      item_no INTEGER NOT NULL REFERENCES item (item_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      unit TEXT NOT NULL,
      rate INTEGER CHECK (rate >= 0),
      PRIMARY KEY (party_no, item_no)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE bill_kind (
      kind_no INTEGER PRIMARY KEY,
      kind TEXT NOT NULL UNIQUE
    ) STRICT;
    INSERT INTO bill_kind (kind_no, kind) VALUES (1, 'sale'), (2, 'sale-return'), (3, 'purchase'), (4, 'purchase-return'),
      (5, 'quotation'), (6, 'challan');

    CREATE TABLE bill (
      bill_no INTEGER PRIMARY KEY CHECK (bill_no > 0),
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      kind_no INTEGER NOT NULL REFERENCES bill_kind (kind_no),
      entry_no INTEGER UNIQUE REFERENCES entry (entry_no),
      -- Of a quotation or a challan. A bill that posts bears the number of its entry.
      series_no INTEGER REFERENCES series (series_no),
      number_no INTEGER,
      book_on INTEGER NOT NULL,
      recorded_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      party_no INTEGER REFERENCES party (party_no),
      of_bill_no INTEGER REFERENCES bill (bill_no),
      line_count INTEGER NOT NULL CHECK (line_count > 0),
      taxable_minor INTEGER NOT NULL,
      total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
      CHECK ((kind_no > 4) = (entry_no IS NULL)),
      CHECK ((series_no IS NULL) = (number_no IS NULL))
    ) STRICT;
    CREATE INDEX bill_by_party ON bill (party_no, bill_no) WHERE party_no IS NOT NULL;
    CREATE INDEX bill_by_origin ON bill (of_bill_no) WHERE of_bill_no IS NOT NULL;
    -- A quotation or challan that was called off. A bill that posts is undone by the reversal of its entry.
    CREATE TABLE bill_cancel (
      bill_no INTEGER PRIMARY KEY REFERENCES bill (bill_no),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bill_line (
      bill_no INTEGER NOT NULL REFERENCES bill (bill_no),
      line_no INTEGER NOT NULL CHECK (line_no > 0),
      item_no INTEGER REFERENCES item (item_no),
      quantity INTEGER NOT NULL,
      rate INTEGER,
      rate_unit TEXT,
      is_tax_in_price INTEGER NOT NULL CHECK (is_tax_in_price IN (0, 1)),
      -- As typed, before discounts: what returns go by.
      amount_minor INTEGER NOT NULL,
      taxable_minor INTEGER NOT NULL,
      rate_bp INTEGER NOT NULL,
      tax_minor INTEGER NOT NULL,
      total_minor INTEGER NOT NULL,
      of_line INTEGER,
      PRIMARY KEY (bill_no, line_no)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bill_line_by_item ON bill_line (item_no, bill_no) WHERE item_no IS NOT NULL;
    CREATE TABLE bill_tax (
      bill_no INTEGER NOT NULL REFERENCES bill (bill_no),
      rate_bp INTEGER NOT NULL,
      nature TEXT NOT NULL,
      taxable_minor INTEGER NOT NULL,
      cgst_minor INTEGER NOT NULL,
      sgst_minor INTEGER NOT NULL,
      utgst_minor INTEGER NOT NULL,
      igst_minor INTEGER NOT NULL,
      cess_minor INTEGER NOT NULL,
      vat_minor INTEGER NOT NULL,
      PRIMARY KEY (bill_no, rate_bp, nature)
    ) STRICT, WITHOUT ROWID;

    -- Opening stock, and what a count, breakage or own use changed.
    CREATE TABLE stock_adjustment (
      adjustment_no INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      op_n INTEGER NOT NULL REFERENCES journal_op (n),
      item_no INTEGER NOT NULL REFERENCES item (item_no),
      book_on INTEGER NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      reason TEXT NOT NULL,
      note TEXT NOT NULL,
      quantity INTEGER NOT NULL CHECK (quantity <> 0),
      -- What it is worth when it comes in; null: at the average.
      value_minor INTEGER,
      batch TEXT NOT NULL,
      expires_on INTEGER
    ) STRICT;
    -- Every move of goods, in order: by a line of a bill, by the entry that undoes a bill, by a cancelled challan, by an adjustment.
    -- Signed: in positive, out negative, value alike.
    CREATE TABLE stock_move (
      move_no INTEGER PRIMARY KEY CHECK (move_no > 0),
      item_no INTEGER NOT NULL REFERENCES item (item_no),
      book_on INTEGER NOT NULL,
      bill_no INTEGER REFERENCES bill (bill_no),
      line_no INTEGER,
      is_undone INTEGER NOT NULL CHECK (is_undone IN (0, 1)),
      adjustment_no INTEGER REFERENCES stock_adjustment (adjustment_no),
      quantity INTEGER NOT NULL CHECK (quantity <> 0),
      value_minor INTEGER NOT NULL,
      -- What goods that came in from outside cost; null for every other move.
      cost_minor INTEGER,
      batch TEXT NOT NULL,
      expires_on INTEGER,
      CHECK ((bill_no IS NULL) <> (adjustment_no IS NULL)),
      CHECK ((bill_no IS NULL) = (line_no IS NULL))
    ) STRICT;
    CREATE INDEX stock_move_by_item ON stock_move (item_no, move_no);
    CREATE INDEX stock_move_by_bill ON stock_move (bill_no) WHERE bill_no IS NOT NULL;

    -- Kept figures: changed in the transaction that changes them, worked out again by verify.
    CREATE TABLE stock_on_hand (
      item_no INTEGER PRIMARY KEY REFERENCES item (item_no),
      quantity INTEGER NOT NULL,
      value_minor INTEGER NOT NULL,
      -- Of the newest goods that came in and cost something: cost and quantity, for goods that are out of stock.
      cost_minor INTEGER NOT NULL,
      cost_quantity INTEGER NOT NULL,
      last_move_no INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE stock_batch (
      item_no INTEGER NOT NULL REFERENCES item (item_no),
      batch TEXT NOT NULL,
      expires_on INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      PRIMARY KEY (item_no, batch, expires_on)
    ) STRICT, WITHOUT ROWID;
    -- What a party was asked for an item the last time (bill_side 1: sold to it, 2: bought from it).
    CREATE TABLE last_price (
      party_no INTEGER NOT NULL REFERENCES party (party_no),
      item_no INTEGER NOT NULL REFERENCES item (item_no),
      bill_side INTEGER NOT NULL CHECK (bill_side IN (1, 2)),
      bill_no INTEGER NOT NULL REFERENCES bill (bill_no),
      line_no INTEGER NOT NULL,
      PRIMARY KEY (party_no, item_no, bill_side)
    ) STRICT, WITHOUT ROWID;
    -- How much of a line has come back, or of a challan or quotation has become a bill.
    CREATE TABLE returned_line (
      bill_no INTEGER NOT NULL REFERENCES bill (bill_no),
      line_no INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL,
      PRIMARY KEY (bill_no, line_no)
    ) STRICT, WITHOUT ROWID;

    -- Bills that wait on the counter: not part of the books, so they may be changed and thrown away.
    CREATE TABLE held_bill (
      held_no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      held_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      draft TEXT NOT NULL CHECK (json_valid(draft))
    ) STRICT;

    CREATE TRIGGER entry_part_keeps BEFORE DELETE ON entry_part BEGIN SELECT RAISE(ABORT, 'append-only: entry_part'); END;
    CREATE TRIGGER entry_part_stays BEFORE UPDATE ON entry_part BEGIN SELECT RAISE(ABORT, 'append-only: entry_part'); END;
    CREATE TRIGGER item_keeps BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'append-only: item'); END;
    CREATE TRIGGER item_stays BEFORE UPDATE ON item WHEN NEW.item_no <> OLD.item_no OR NEW.id <> OLD.id OR NEW.op_n <= OLD.op_n
      BEGIN SELECT RAISE(ABORT, 'append-only: item'); END;
    CREATE TRIGGER party_price_keeps BEFORE DELETE ON party_price BEGIN SELECT RAISE(ABORT, 'append-only: party_price'); END;
    CREATE TRIGGER party_price_stays BEFORE UPDATE ON party_price WHEN NEW.op_n <= OLD.op_n
      BEGIN SELECT RAISE(ABORT, 'append-only: party_price'); END;
    CREATE TRIGGER bill_kind_keeps BEFORE DELETE ON bill_kind BEGIN SELECT RAISE(ABORT, 'append-only: bill_kind'); END;
    CREATE TRIGGER bill_kind_stays BEFORE UPDATE ON bill_kind BEGIN SELECT RAISE(ABORT, 'append-only: bill_kind'); END;
    CREATE TRIGGER bill_keeps BEFORE DELETE ON bill BEGIN SELECT RAISE(ABORT, 'append-only: bill'); END;
    CREATE TRIGGER bill_stays BEFORE UPDATE ON bill BEGIN SELECT RAISE(ABORT, 'append-only: bill'); END;
    CREATE TRIGGER bill_cancel_keeps BEFORE DELETE ON bill_cancel BEGIN SELECT RAISE(ABORT, 'append-only: bill_cancel'); END;
    CREATE TRIGGER bill_cancel_stays BEFORE UPDATE ON bill_cancel BEGIN SELECT RAISE(ABORT, 'append-only: bill_cancel'); END;
    CREATE TRIGGER bill_line_keeps BEFORE DELETE ON bill_line BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;
    CREATE TRIGGER bill_line_stays BEFORE UPDATE ON bill_line BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;
    CREATE TRIGGER bill_tax_keeps BEFORE DELETE ON bill_tax BEGIN SELECT RAISE(ABORT, 'append-only: bill_tax'); END;
    CREATE TRIGGER bill_tax_stays BEFORE UPDATE ON bill_tax BEGIN SELECT RAISE(ABORT, 'append-only: bill_tax'); END;
    CREATE TRIGGER stock_adjustment_keeps BEFORE DELETE ON stock_adjustment
      BEGIN SELECT RAISE(ABORT, 'append-only: stock_adjustment'); END;
    CREATE TRIGGER stock_adjustment_stays BEFORE UPDATE ON stock_adjustment
      BEGIN SELECT RAISE(ABORT, 'append-only: stock_adjustment'); END;
    CREATE TRIGGER stock_move_keeps BEFORE DELETE ON stock_move BEGIN SELECT RAISE(ABORT, 'append-only: stock_move'); END;
    CREATE TRIGGER stock_move_stays BEFORE UPDATE ON stock_move BEGIN SELECT RAISE(ABORT, 'append-only: stock_move'); END;
    -- As an entry does: the next number of its series, none twice or left out.
    CREATE TRIGGER bill_takes_its_number BEFORE INSERT ON bill WHEN NEW.number_no IS NOT NULL BEGIN
      SELECT RAISE(ABORT, 'a number is the next of its series')
        WHERE NEW.number_no IS NOT (SELECT next_number FROM series WHERE series_no = NEW.series_no);
      UPDATE series SET next_number = next_number + 1 WHERE series_no = NEW.series_no;
    END;
  `
} as const
