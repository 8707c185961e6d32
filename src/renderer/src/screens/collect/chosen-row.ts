/**
 * Where the chosen row stands in a list that grows at its head while it is looked at; the first row when none was chosen or it
 * is gone, -1 in an empty list.
 */
export function chosenRow(rows: readonly { readonly id: string }[], chosenId: string | null): number {
  const at = rows.findIndex(({ id }) => id === chosenId)
  return at === -1 && rows.length > 0 ? 0 : at
}
