/** Accounts that were deleted, by a hash of their random id: nothing of a shop is kept, and its counters can still be told what became of it. */
export const deletedSql = `
  CREATE TABLE deleted_account (id_hash bytea PRIMARY KEY, deleted_at timestamptz NOT NULL);
`
