/**
 * Where a command can be given. `app` is everywhere but inside a dialog; a screen's commands are given on that screen;
 * `dialog` inside one. Two commands that can be given at the same moment never share a key: a test holds this.
 */
export const SCOPES = [
  'app',
  'dialog',
  'first-run',
  'shops',
  'counter',
  'bill',
  'bills',
  'parties',
  'items',
  'stock',
  'statement',
  'day-book',
  'reports',
  'report',
  'closing',
  'slips',
  'collect',
  'print-queue',
  'settings',
  'receipt-layout',
  'import',
  'exchange',
  'payments',
  'cloud',
  'people',
  'edit-log',
  'lock',
  'backups'
] as const
export type Scope = (typeof SCOPES)[number]
