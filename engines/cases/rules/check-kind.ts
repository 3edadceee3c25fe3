import type { CaseKind, CaseState } from '../contract/case-kind.ts'

// values are kept in clear: what the house encrypts must not enter a form
const inClear = /(id_?number|citizen|phone|mobile|health|birth)/i

/** What is wrong with a kind, in sentences for who wrote it; empty when it holds. Promise 1: every open state has an owner, a deadline and a way out. */
export function faultsOfKind(kind: CaseKind, roles?: ReadonlySet<string>): string[] {
  return [
    ...faultsOfNames(kind),
    ...kind.states.flatMap((state) => faultsOfState(kind, state)),
    ...faultsOfMoves(kind),
    ...faultsOfReach(kind),
    ...faultsOfRoles(kind, roles),
  ].map((fault) => `${kind.code}: ${fault}`)
}

/** The same over all kinds of a program: none may share a code or a prefix. */
export function faultsOfKinds(kinds: readonly CaseKind[], roles?: ReadonlySet<string>): string[] {
  return [
    ...twice(kinds.map(({ code }) => code)).map((code) => `${code}: declared twice`),
    ...twice(kinds.map(({ prefix }) => prefix)).map((prefix) => `prefix ${prefix}: used twice`),
    ...kinds.flatMap((kind) => faultsOfKind(kind, roles)),
  ]
}

function faultsOfNames({ code, prefix, states, moves, fields }: CaseKind): string[] {
  return [
    ...(/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(code) ? [] : ['code is not room.thing']),
    ...(/^[A-Z]{2,4}$/.test(prefix) ? [] : ['prefix is not two to four capital letters']),
    ...twice(states.map((state) => state.code)).map((state) => `state ${state} twice`),
    ...twice(moves.map((move) => move.code)).map((move) => `move ${move} twice`),
    ...twice(fields.map(({ key }) => key)).map((key) => `field ${key} twice`),
    ...fields.flatMap(({ key, type, codes }) => [
      ...(/^[a-z][A-Za-z0-9]*$/.test(key) ? [] : [`field ${key} is not named in camel case`]),
      ...(inClear.test(key) ? [`field ${key} must not be kept in clear`] : []),
      ...((type === 'code' || type === 'codes') && (codes ?? []).length === 0 ? [`field ${key} has no codes`] : []),
    ]),
  ]
}

function faultsOfState({ moves, raisers }: CaseKind, state: CaseState): string[] {
  if (state.final !== undefined)
    return state.owner !== undefined || state.limit !== undefined || state.escalatesTo !== undefined
      ? [`final state ${state.code} has an owner, a limit or a ladder`]
      : []
  const { limit, owner } = state
  const length = limit === undefined ? 0 : 'hours' in limit ? limit.hours : limit.workingDays
  // every role that can come to own the state needs a way out of it
  const out = (owner === 'raiser' ? raisers : [owner ?? '']).every((role) =>
    moves.some(
      ({ from, to, by, who }) =>
        from.includes(state.code) && to !== state.code && who.includes(role) && (by !== 'raiser' || owner === 'raiser'),
    ),
  )
  return [
    ...(owner === undefined ? [`state ${state.code} has no owner`] : []),
    ...(moves.filter(({ from, main }) => main === true && from.includes(state.code)).length > 1
      ? [`state ${state.code} has two main moves`]
      : []),
    ...(Number.isSafeInteger(length) && length >= 1 && length <= 400 ? [] : [`state ${state.code} has no limit`]),
    ...((state.escalatesTo ?? []).length === 0 ? [`state ${state.code} goes up to nobody`] : []),
    ...(out ? [] : [`state ${state.code} cannot be left by its owner`]),
  ]
}

function faultsOfMoves({ states, moves, objection }: CaseKind): string[] {
  const open = new Set(states.filter(({ final }) => final === undefined).map(({ code }) => code))
  const all = new Set(states.map(({ code }) => code))
  const made = new Set(['raise', ...moves.map(({ code }) => code)])
  return [
    ...moves.flatMap((move) => [
      ...(move.from.length > 0 && move.from.every((code) => open.has(code)) ? [] : [`move ${move.code} does not come from open states`]),
      ...(all.has(move.to) ? [] : [`move ${move.code} leads to no state`]),
      ...(move.who.length > 0 ? [] : [`move ${move.code} is for nobody`]),
      ...(['raise', 'escalate', 'reassign', 'object'].includes(move.code) ? [`move ${move.code} has a name of the engine`] : []),
      ...(move.otherThan ?? []).filter((code) => !made.has(code)).map((code) => `move ${move.code} names an unknown move ${code}`),
    ]),
    ...(objection === undefined || open.has(objection.opens) ? [] : ['objection opens no open state']),
    ...(objection === undefined || (Number.isSafeInteger(objection.workingDays) && objection.workingDays >= 1)
      ? []
      : ['objection has no limit']),
  ]
}

/** Every state is reached from the first, and from every open state an end is reached. */
function faultsOfReach({ states, moves, first, objection }: CaseKind): string[] {
  const start = states.find(({ code }) => code === first)
  if (start === undefined || start.final !== undefined) return ['first state is not an open state']
  const finals = states.filter(({ final }) => final !== undefined).map(({ code }) => code)
  const ways = [
    ...moves.flatMap(({ from, to }) => from.map((code) => [code, to] as const)),
    ...(objection === undefined
      ? []
      : states
          .filter(({ final }) => final !== undefined && objection.of.includes(final))
          .map(({ code }) => [code, objection.opens] as const)),
  ]
  const reached = spread([first], ways)
  const ending = spread(
    finals,
    ways.map(([from, to]) => [to, from] as const),
  )
  return [
    ...states.filter(({ code }) => !reached.has(code)).map(({ code }) => `state ${code} cannot be reached`),
    ...states.filter(({ code, final }) => final === undefined && !ending.has(code)).map(({ code }) => `from state ${code} there is no end`),
  ]
}

function faultsOfRoles({ states, moves, raisers, readers, assigners }: CaseKind, roles: ReadonlySet<string> | undefined): string[] {
  const named = [
    ...states.flatMap(({ owner, escalatesTo }) => [...(owner === undefined || owner === 'raiser' ? [] : [owner]), ...(escalatesTo ?? [])]),
    ...moves.flatMap(({ who }) => who),
    ...raisers,
    ...readers,
    ...assigners,
  ]
  return [
    ...(raisers.length === 0 ? ['nobody may raise it'] : []),
    ...(roles === undefined ? [] : [...new Set(named)].filter((role) => !roles.has(role)).map((role) => `unknown role ${role}`)),
  ]
}

function spread(from: readonly string[], ways: readonly (readonly [string, string])[]): Set<string> {
  const reached = new Set(from)
  for (let size = -1; size !== reached.size; ) {
    size = reached.size
    for (const [start, end] of ways) if (reached.has(start)) reached.add(end)
  }
  return reached
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}
