/** The role that requests run under: owner of nothing, and held by row-level security. */
export const APP_ROLE = 'counterbook_app'
/** The role of the jobs that pack and delete: held by row-level security as well, but it may take rows away. */
export const KEEPER_ROLE = 'counterbook_keeper'

/**
 * Makes a table one of the tenants': forced row-level security by the account of the transaction, and the rights of the app's role.
 * `nullif` matters: a pooled connection reads '' after its first local setting, not NULL.
 */
export const tenantTable = (name: string, rights: 'SELECT, INSERT' | 'SELECT, INSERT, UPDATE' | 'ALL'): string => `
  ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${name}_of_account ON ${name}
    USING (account_id = nullif(current_setting('app.account', true), '')::uuid)
    WITH CHECK (account_id = nullif(current_setting('app.account', true), '')::uuid);
  GRANT ${rights === 'ALL' ? 'SELECT, INSERT, UPDATE, DELETE' : rights} ON ${name} TO ${APP_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO ${KEEPER_ROLE};
`
