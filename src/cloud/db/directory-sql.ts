/** The tables of `directory-schema.ts`. They are global: small, never spread over machines, and without row-level security, for nobody's books are in them. */
export const directorySql = `
  CREATE TABLE server_key (
    only_row smallint PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    public_key text NOT NULL,
    sealed_key bytea NOT NULL,
    made_at timestamptz NOT NULL
  );
  CREATE TABLE pairing (
    pair_id uuid PRIMARY KEY,
    code_hash bytea NOT NULL UNIQUE,
    device_key text NOT NULL,
    counter_name text NOT NULL,
    wanted_code text NOT NULL,
    app_version text NOT NULL,
    wrong_keys integer NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL,
    account_id uuid,
    device_no integer,
    counter_code text
  );
  CREATE INDEX pairing_by_end ON pairing (expires_at);
  CREATE TABLE attempt (
    subject text PRIMARY KEY,
    window_from timestamptz NOT NULL,
    tries integer NOT NULL
  );
  CREATE INDEX attempt_by_window ON attempt (window_from);
  CREATE TABLE login (
    login_id uuid PRIMARY KEY,
    address text NOT NULL UNIQUE,
    made_at timestamptz NOT NULL
  );
  CREATE TABLE login_account (
    login_id uuid NOT NULL REFERENCES login,
    account_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (login_id, account_id)
  );
  CREATE TABLE login_code (
    attempt_id uuid PRIMARY KEY,
    login_id uuid REFERENCES login,
    code_hash bytea NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX login_code_by_end ON login_code (expires_at);
  CREATE TABLE login_link (
    link_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX login_link_by_end ON login_link (expires_at);
  CREATE TABLE owner_session (
    session_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    login_id uuid REFERENCES login,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX owner_session_by_end ON owner_session (expires_at);
  CREATE TABLE hook_token (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    provider text NOT NULL,
    made_at timestamptz NOT NULL
  );
`
