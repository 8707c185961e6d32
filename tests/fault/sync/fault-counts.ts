/** The long run of `npm run soak:sync`: counts as a year of bad days brings them. The short one is for every change of the project. */
export const IS_SOAK = Number(process.env.SOAK_SECONDS ?? 0) > 0

/** A count of the short run, and the one of the long run; a variable of that name says another. */
export function faultCount(name: string, short: number, long: number): number {
  const said = Number(process.env[name])
  return said > 0 ? said : IS_SOAK ? long : short
}

/** How long a test may take: the long run does much more of everything, and is bounded by the hours that somebody gives it. */
export const patience = (shortMs: number): number => (IS_SOAK ? Math.max(shortMs, 14_400_000) : shortMs)

/** Said in the name of each test, so that a failure can be played again. */
export const SEED = Number(process.env.FAST_CHECK_SEED)
