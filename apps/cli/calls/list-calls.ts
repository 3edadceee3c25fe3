import type { Signature } from '@yinqiao/kernel/contract'
import { idleRooms } from '../../server/platform.ts'
import type { Answer } from '../answer.ts'

/** The signature of a name, if there is one. */
export function findSignature(name: string): Signature | undefined {
  return idleRooms()
    .flatMap((room) => room.signatures)
    .find((signature) => signature.name === name)
}

/** `calls list` */
export async function run(): Promise<Answer> {
  return {
    data: idleRooms()
      .flatMap((room) => room.signatures)
      .map(({ name, kind, title }) => ({ name, kind, title: title.zh })),
  }
}
