import type { Room } from '@yinqiao/kernel'
import type { Signature } from '@yinqiao/kernel/contract'
import { rooms } from '../../server/rooms.ts'
import type { Answer } from '../answer.ts'

/** All rooms of the program, without a database. */
export function allRooms(): readonly Room[] {
  return rooms({ district: { code: '', name: '', synthetic: false }, oidc: null, permissionsOf: () => [], keptHead: () => null, decomposition: null, measuresOf: () => [] })
}

/** The signature of a name, if there is one. */
export function findSignature(name: string): Signature | undefined {
  return allRooms().flatMap((room) => room.signatures).find((signature) => signature.name === name)
}

/** `calls list` */
export async function run(): Promise<Answer> {
  return { data: allRooms().flatMap((room) => room.signatures).map(({ name, kind, title }) => ({ name, kind, title: title.zh })) }
}
