/**
 * Every kind of definition that this version writes. The list is closed, so that none is laid down that the edit log has no words for; a
 * kind is never renamed, for old journals are read for ever.
 */
export const DEFINITION_KINDS = [
  'person',
  'people-rule',
  'reminder-rule',
  'message-text',
  'import-mapping',
  'statement-mapping',
  'payer-reference',
  'payment-returned',
  'not-the-payment',
  'recurring-expense',
  'recurring-done',
  'report',
  'report-made',
  'counter-key',
  'late-entries'
] as const
export type DefinitionKind = (typeof DEFINITION_KINDS)[number]
