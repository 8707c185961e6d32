/** What the jobs go by, in the directory: when an account is to be deleted, and when its journal was packed last. */
export const jobsSql = `
  ALTER TABLE account_place ADD COLUMN delete_after timestamptz;
  ALTER TABLE account_place ADD COLUMN packed_at timestamptz;
  CREATE INDEX account_place_by_end ON account_place (delete_after) WHERE delete_after IS NOT NULL;
`
