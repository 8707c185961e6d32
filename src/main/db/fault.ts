/** The first row that is not as it must be, in words of the file. */
export interface Fault {
  readonly check: string
  readonly table: string
  readonly row: string
  readonly detail: string
}

export const fault = (check: string, table: string, row: string | number, detail: string): Fault => ({
  check,
  table,
  row: String(row),
  detail
})
