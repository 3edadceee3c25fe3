/** The call itself is wrong (unknown noun, missing argument): one line, exit 2. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}

/** The call is right and what it was given is not: one line, exit 1. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}
