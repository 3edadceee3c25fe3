import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Chance } from './chance.ts'
import type { Cipher } from './cipher.ts'
import type { EventType } from './contract/event.ts'
import { kernelRefusals } from './contract/refusals.ts'
import { roomOf, type Signature } from './contract/signature.ts'
import type { OwedAudit } from './owed-audit.ts'
import type { Body, Job, Listener, Room } from './room.ts'

/** All rooms of the program, checked and ready to be called. */
export interface Registry {
  readonly rooms: readonly Room[]
  readonly bodies: ReadonlyMap<string, Body>
  readonly listeners: ReadonlyMap<string, Listener>
  readonly listenersOf: ReadonlyMap<string, readonly Listener[]>
  readonly jobs: ReadonlyMap<string, Job>
}

/** What runs a use case: database, clock, keys, rooms. */
export interface Kernel {
  readonly pool: Pool
  readonly chance: Chance
  readonly cipher: Cipher
  readonly filesFolder: string
  readonly registry: Registry
  readonly log: Logger
  /** Absent: what looks at persons is refused while the disk is full. */
  readonly owed?: OwedAudit
  /** Division code of the district, the area of the program itself. */
  readonly area: string
}

/** The name under which listeners find an event: its room and type. */
export function eventName(event: EventType): string {
  return `${event.room}/${event.type}`
}

/**
 * Checks the rooms against one another. The program refuses to start when a signature has no body or two,
 * a name is in the wrong room, a role is unknown, or a refusal lacks a language.
 */
export function buildRegistry(rooms: readonly Room[], roles: ReadonlySet<string>): Registry {
  const faults: string[] = []
  const bodies = new Map<string, Body>()
  for (const room of rooms) {
    for (const body of room.bodies) {
      const { name } = body.signature
      if (roomOf(name) !== room.name) faults.push(`${name} lives in room ${room.name}`)
      if (bodies.has(name)) faults.push(`${name} has two bodies`)
      bodies.set(name, body)
    }
  }
  const declared = new Set<string>()
  for (const signature of rooms.flatMap((room) => room.signatures)) {
    if (declared.has(signature.name)) faults.push(`${signature.name} is declared twice`)
    declared.add(signature.name)
    if (bodies.get(signature.name)?.signature !== signature) faults.push(`${signature.name} has no body`)
    faults.push(...faultsOf(signature, roles))
  }
  for (const name of bodies.keys()) if (!declared.has(name)) faults.push(`${name} has a body but is not among its room's signatures`)
  const listeners = byName(
    rooms.flatMap((room) => room.listeners ?? []),
    (listener) => listener.name,
    faults,
  )
  const jobs = byName(
    rooms.flatMap((room) => room.jobs ?? []),
    (job) => job.type.name,
    faults,
  )
  if (faults.length > 0) throw new Error(`the rooms do not fit together:\n${faults.join('\n')}`)
  return { rooms, bodies, listeners, listenersOf: Map.groupBy(listeners.values(), (listener) => eventName(listener.event)), jobs }
}

function faultsOf(signature: Signature, roles: ReadonlySet<string>): string[] {
  const faults: string[] = []
  if (!/^[a-z]+\.[a-z]+(-[a-z]+)+$/.test(signature.name)) faults.push(`${signature.name} is not named room.verb-noun`)
  if (typeof signature.permission === 'object') {
    for (const role of signature.permission.roles) if (!roles.has(role)) faults.push(`${signature.name}: unknown role ${role}`)
    if (signature.permission.roles.length === 0) faults.push(`${signature.name}: no role may call it`)
  }
  for (const refused of [...signature.refusals, ...kernelRefusals]) {
    if (refused.zh.trim() === '' || refused.en.trim() === '' || !/[一-鿿]/.test(refused.zh))
      faults.push(`refusal ${refused.code} lacks a language`)
  }
  return faults
}

function byName<T>(things: readonly T[], name: (thing: T) => string, faults: string[]): Map<string, T> {
  const found = new Map<string, T>()
  for (const thing of things) {
    if (found.has(name(thing))) faults.push(`${name(thing)} exists twice`)
    found.set(name(thing), thing)
  }
  return found
}
