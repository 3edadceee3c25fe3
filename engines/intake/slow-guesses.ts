import { setTimeout as pause } from 'node:timers/promises'

export interface GuessLimits {
  /** Wrong sign-ins of an address, a name or a client id that are answered at once; 3 unless told. */
  readonly free?: number
  /** The wait of the one after them, doubled with each more (ms); 250 unless told. */
  readonly first?: number
  /** The longest wait (ms); 8 s unless told. */
  readonly slowest?: number
  /** Most wrong sign-ins of one address that wait at a time; 50 unless told. Those beyond are turned away unanswered, and cost nobody anything. */
  readonly waitingAtMost?: number
  /** How long a wrong sign-in is counted (ms), once to twice that; ten minutes unless told. */
  readonly forgetAfter?: number
}

/** A sign-in that got no answer because too many wrong ones of its address are waiting for theirs. */
export class TooManyGuesses extends Error {
  override readonly name = 'TooManyGuesses'
}

type Authenticate<A> = (
  clientId: string,
  user: string | undefined,
  password: Uint8Array | undefined,
  address: string,
) => A | null | Promise<A | null>

/**
 * Makes guessing slow without ever keeping a device out: the right secret comes in at once, whatever others tried under its name or from
 * its address (hundreds of homes share one behind a carrier's gateway); a wrong one waits for its answer, the longer the more there were.
 * Secrets are 32 bytes of chance that nobody guesses; what is limited is the processor, the connections and the quarantine.
 */
export function slowGuesses<A>(
  authenticate: Authenticate<A>,
  limits: GuessLimits = {},
): (...asked: Parameters<Authenticate<A>>) => Promise<A | null> {
  const { free = 3, first = 250, slowest = 8_000, waitingAtMost = 50, forgetAfter = 600_000 } = limits
  const counts = openCounts(forgetAfter)
  const waiting = new Map<string, number>()
  return async (clientId, user, password, address) => {
    const admission = await authenticate(clientId, user, password, address)
    if (admission !== null) return admission
    const tries = Math.max(...[`address ${address}`, `name ${user ?? ''}`, `client ${clientId}`].map(counts))
    const here = waiting.get(address) ?? 0
    if (here >= waitingAtMost) throw new TooManyGuesses(address)
    if (tries > free) {
      waiting.set(address, here + 1)
      await pause(Math.min(first * 2 ** Math.min(tries - free - 1, 20), slowest), undefined, { ref: false })
      const rest = (waiting.get(address) ?? 1) - 1
      if (rest === 0) waiting.delete(address)
      else waiting.set(address, rest)
    }
    return null
  }
}

/** Names of one generation: who invents new ones without end fills no memory. */
const namesAtMost = 50_000

/** Counts in two generations; the older is forgotten when the younger is old or full. */
function openCounts(forgetAfter: number): (name: string) => number {
  let young = new Map<string, number>()
  let old = new Map<string, number>()
  let turned = performance.now()
  return (name) => {
    const now = performance.now()
    if (now - turned >= forgetAfter || young.size >= namesAtMost) {
      old = young
      young = new Map()
      turned = now
    }
    const count = (young.get(name) ?? old.get(name) ?? 0) + 1
    young.set(name, count)
    return count
  }
}
