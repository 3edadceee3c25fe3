/** Milliseconds: a home is not looked at again sooner, nor left longer, than this. */
const least = 10 * 60_000
const most = 2 * 3_600_000
const minute = 60_000

/**
 * When a home has to be looked at again: the first minute at which the answer would be another if nothing happened till then. `answer` is
 * the rules themselves at a later moment, so the look comes when they change their mind, and a quiet home costs a look in two hours.
 */
export function nextLook(now: number, answer: (at: number) => string): number {
  const today = answer(now)
  for (let at = now + least; at <= now + most; at += least) {
    if (answer(at) === today) continue
    for (let fine = at - least + minute; fine < at; fine += minute) if (answer(fine) !== today) return fine
    return at
  }
  return now + most
}
