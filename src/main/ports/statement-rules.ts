import type { StatementRule } from '#shared/payments/statement-rule.ts'

/** How the statements of banks and apps look. Fails with `statement/rules-unreadable`. */
export type StatementRules = () => readonly StatementRule[]
