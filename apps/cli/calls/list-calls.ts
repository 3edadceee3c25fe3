import type { Signature } from '@yinqiao/kernel/contract'
import { rooms } from '../../server/rooms.ts'
import type { Answer } from '../answer.ts'

/** All signatures of the program, without a database. */
function signatures(): readonly Signature[] {
  const nowhere = { district: { code: '', name: '', synthetic: false }, oidc: null, permissionsOf: () => [], keptHead: () => null }
  return rooms(nowhere).flatMap((room) => room.signatures)
}

/** The signature of a name, if there is one. */
export async function findSignature(name: string): Promise<Signature | undefined> {
  return signatures().find((signature) => signature.name === name)
}

/** `calls list` */
export async function run(): Promise<Answer> {
  return { data: signatures().map(({ name, kind, title }) => ({ name, kind, title: title.zh })) }
}
