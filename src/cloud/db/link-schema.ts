import type { GatewayState } from '#cloud/ports/payment-gateway.ts'

/** What the account gives beside its books: links for parties, payments on them, and what the owner chose. */
export interface LinkTables {
  /** A page for one party, or for one amount. Its secret is nowhere: it is worked out of the server's own, and found by its hash. */
  public_link: {
    account_id: string
    link_id: string
    kind: 'statement' | 'payment'
    party_id: string | null
    /** What is asked for; null where the page asks for the balance of the day. */
    amount_minor: number | null
    reference: string
    title: string
    device_no: number
    made_at: Date
    expires_at: Date
    revoked_at: Date | null
    /** The gateway that takes the money, or null: then it is paid by UPI, and only a bank's statement proves it. */
    provider: string | null
    provider_ref: string | null
    provider_url: string | null
    state: GatewayState
    paid_minor: number
    /** When the gateway is asked next; null when there is nothing more to ask. */
    poll_at: Date | null
    polls: number
  }
  /** The owner's own account at a gateway. `sealed_keys` is sealed with the operator's secret. */
  gateway_account: { account_id: string; provider: string; sealed_keys: Buffer; made_at: Date }
  hook_event: {
    account_id: string
    provider: string
    event_id: string
    raw: Buffer
    headers: string
    state: 'new' | 'done' | 'unmatched'
    tries: number
    next_at: Date
    received_at: Date
  }
  /**
   * A payment that was posted, once, whoever told of it. What became of it later has a row of its own (`return-key.ts`), so that it is
   * posted once too; its amount is what went back or is disputed.
   */
  gateway_payment: {
    account_id: string
    provider: string
    payment_id: string
    link_id: string
    party_id: string | null
    amount_minor: number
    fee_minor: number | null
    paid_ms: number
    told_by: 'hook' | 'poll'
    posted_at: Date
  }
  /** What the owner chose on his page. */
  owner_choice: {
    account_id: string
    language: string | null
    mail_to: string
    mail_every: 'daily' | 'weekly'
    mail_minute: number
    mailed_on: number | null
    mail_error: string | null
  }
}

/** Beside the directory: what is found before it is known whose it is, and what is due for whom. */
export interface WorkTables {
  link_token: { token_hash: Buffer; account_id: string; link_id: string; expires_at: Date }
  account_work: { kind: WorkKind; account_id: string; due_at: Date }
}

export const WORK_KINDS = ['hooks', 'links', 'report'] as const
export type WorkKind = (typeof WORK_KINDS)[number]

export const linkSql = `
  CREATE TABLE public_link (
    account_id uuid NOT NULL,
    link_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('statement', 'payment')),
    party_id uuid,
    amount_minor bigint CHECK (amount_minor > 0),
    reference text NOT NULL,
    title text NOT NULL,
    device_no integer NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    provider text,
    provider_ref text,
    provider_url text,
    state text NOT NULL CHECK (state IN ('open', 'partly', 'paid', 'expired', 'cancelled')),
    paid_minor bigint NOT NULL,
    poll_at timestamptz,
    polls integer NOT NULL,
    PRIMARY KEY (account_id, link_id)
  );
  CREATE INDEX public_link_to_poll ON public_link (account_id, poll_at) WHERE poll_at IS NOT NULL;
  CREATE TABLE gateway_account (
    account_id uuid NOT NULL,
    provider text NOT NULL,
    sealed_keys bytea NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, provider)
  );
  CREATE TABLE hook_event (
    account_id uuid NOT NULL,
    provider text NOT NULL,
    event_id text NOT NULL,
    raw bytea NOT NULL,
    headers text NOT NULL,
    state text NOT NULL CHECK (state IN ('new', 'done', 'unmatched')),
    tries integer NOT NULL,
    next_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, provider, event_id)
  );
  CREATE INDEX hook_event_to_do ON hook_event (account_id, next_at) WHERE state = 'new';
  CREATE TABLE gateway_payment (
    account_id uuid NOT NULL,
    provider text NOT NULL,
    payment_id text NOT NULL,
    link_id uuid NOT NULL,
    party_id uuid,
    amount_minor bigint NOT NULL,
    fee_minor bigint,
    paid_ms bigint NOT NULL,
    told_by text NOT NULL,
    posted_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, provider, payment_id)
  );
  CREATE INDEX gateway_payment_by_time ON gateway_payment (account_id, paid_ms);
  CREATE TABLE owner_choice (
    account_id uuid PRIMARY KEY,
    language text,
    mail_to text NOT NULL,
    mail_every text NOT NULL CHECK (mail_every IN ('daily', 'weekly')),
    mail_minute integer NOT NULL CHECK (mail_minute BETWEEN 0 AND 1439),
    mailed_on integer,
    mail_error text
  );
  CREATE TABLE link_token (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    link_id uuid NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX link_token_by_end ON link_token (expires_at);
  CREATE TABLE account_work (
    kind text NOT NULL,
    account_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (kind, account_id)
  );
  CREATE INDEX account_work_by_time ON account_work (due_at);
`
export const LINK_TABLES = [
  'public_link',
  'gateway_account',
  'hook_event',
  'gateway_payment',
  'owner_choice'
] as const satisfies readonly (keyof LinkTables)[]
