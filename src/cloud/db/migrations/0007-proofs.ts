/** Which word on the proof of a payment is the newest, so that one that comes late does not undo it. */
export const proofsSql = `
  ALTER TABLE owner_entry ADD COLUMN proof_stamp text NOT NULL DEFAULT '';
`
