import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { LinkTables } from '#cloud/db/link-schema.ts'

export type OwnerChoice = LinkTables['owner_choice']

/** At nine in the evening the day is over, and the owner still awake. */
const USUAL_MINUTE = 21 * 60

/** What the owner chose on his page, or what stands before he chose. */
export async function choiceOf(run: AccountTransaction, accountId: string): Promise<OwnerChoice> {
  const known = await run.selectFrom('owner_choice').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  return (
    known ?? {
      ...{ account_id: accountId, language: null, mail_to: '', mail_every: 'daily', mail_minute: USUAL_MINUTE },
      ...{ mailed_on: null, mail_error: null }
    }
  )
}

export async function keepChoice(
  run: AccountTransaction,
  accountId: string,
  change: Partial<Omit<OwnerChoice, 'account_id'>>
): Promise<OwnerChoice> {
  const choice = { ...(await choiceOf(run, accountId)), ...change }
  await run
    .insertInto('owner_choice')
    .values(choice)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(change))
    .execute()
  return choice
}
