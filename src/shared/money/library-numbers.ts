/**
 * The words of 0 to 99 as the package `to-words` knows them (`toWords` of one of its languages), asked for once.
 * `corrections` replaces what is spelled otherwise on bills. Only whole numbers are handed over: the package also takes
 * fractions, and those would be floats.
 */
export function libraryBelowHundred(
  toWords: (whole: number) => string,
  corrections: Readonly<Record<number, string>> = {}
): (value: number) => string {
  let words: readonly string[] | null = null
  return (value) => {
    words ??= Array.from({ length: 100 }, (_, number) => corrections[number] ?? toWords(number).normalize('NFC'))
    return words[value] ?? ''
  }
}
