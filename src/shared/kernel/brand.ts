/** A type that is its base at run time and something of its own to the compiler. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }
