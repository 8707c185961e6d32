/** The tables that the projections write, as queries see them. */
export interface ProjectedSchema {
  party_terms: PartyTermsRow
  entry_due: { entry_no: number; op_n: number; due_on: number | null; promised_on: number | null }
  settlement: { payment_no: number; charge_no: number; amount_minor: number }
  settlement_way: { payment_no: number; op_n: number; party_no: number; way: string }
  plan: PlanRow
  plan_part: { plan_no: number; part_no: number; due_on: number; amount_minor: number }
  slip: SlipRow
  attachment: AttachmentRow
  party_merge: { party_no: number; into_no: number; op_n: number }
  bank_statement: BankStatementRow
  bank_line: BankLineRow
  proof: ProofRow
  message: MessageRow
  message_step: MessageStepRow
  shift: ShiftRow
  day_invoice: DayInvoiceRow
  day_invoice_bill: { bill_no: number; invoice_no: number }
  definition: { kind: string; key: string; op_n: number; body: string }
}

export interface PartyTermsRow {
  party_no: number
  op_n: number
  limit_minor: number | null
  credit_days: number | null
  party_group: string
  route: string
  language: string
  consent: string
  details: string
}

export interface PlanRow {
  plan_no: number
  id: Uint8Array
  op_n: number
  party_no: number
  side: string
  after_entry_no: number
  total_minor: number
  title: string
  ended_op: number | null
}

export interface SlipRow {
  slip_no: number
  id: Uint8Array
  op_n: number
  name: string
  amount_minor: number
  book_on: number
  at: number
  person: string
  state: string
  ended_op: number | null
  entry_no: number | null
}

export interface AttachmentRow {
  attachment_no: number
  id: Uint8Array
  op_n: number
  entry_no: number
  sha256: string
  name: string
  media_type: string
  byte_count: number
  is_removed: 0 | 1
}

export interface BankStatementRow {
  statement_no: number
  id: Uint8Array
  op_n: number
  source: string
  file_name: string
  from_on: number
  to_on: number
  at: number
  person: string
}

export interface BankLineRow {
  line_no: number
  statement_no: number
  fingerprint: string
  on_day: number
  time_text: string
  amount_minor: number
  reference: string
  text: string
}

export interface ProofRow {
  entry_no: number
  line_no: number
  op_n: number
  reasons: string
  at: number
  person: string
}

export interface MessageRow {
  message_no: number
  id: Uint8Array
  op_n: number
  party_no: number
  channel: string
  purpose: string
  language: string
  sent_to: string
  text: string
  amount_minor: number
  details: string
  at: number
  person: string
  state: string
  state_at: number
  outcome: string
}

export interface MessageStepRow {
  step_no: number
  message_no: number
  op_n: number
  state: string
  outcome: string
  at: number
  person: string
}

export interface ShiftRow {
  shift_no: number
  id: Uint8Array
  op_n: number
  period_no: number
  person: string
  opened_at: number
  after_entry_no: number
  float_minor: number
  ended_op: number | null
  ended_at: number | null
  last_entry_no: number | null
  summary: string | null
}

export interface DayInvoiceRow {
  invoice_no: number
  id: Uint8Array
  op_n: number
  number: string
  period_no: number
  book_on: number
  total_minor: number
  details: string
}
