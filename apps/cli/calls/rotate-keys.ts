import { fileKeyStore, rotateKeys, StartProblem, transact, withClient } from '@yinqiao/kernel/server'
import { systemActor } from '@yinqiao/kernel/contract'
import { join } from 'node:path'
import type { Answer, Arguments } from '../answer.ts'
import { valueOf } from '../arguments.ts'
import { Misuse } from '../misuse.ts'
import { origin, withPlatform } from '../with-platform.ts'

/** `keys rotate [--algorithm sm4|aes]`: also while the program runs; run again after a cut it goes on where it was. */
export async function run(args: Arguments): Promise<Answer> {
  const algorithm = valueOf(args, 'algorithm') ?? 'sm4'
  if (algorithm !== 'sm4' && algorithm !== 'aes') throw new Misuse('--algorithm 只能是 sm4 或 aes (sm4 or aes)')
  return withPlatform(
    async ({ kernel, server, config }) => {
      const columns = kernel.registry.rooms.flatMap((room) => room.encrypted ?? [])
      const keys = fileKeyStore(join(config.dataFolder, 'keys.json'))
      const report = await withClient(server.url('yinqiao_owner'), (owner) =>
        rotateKeys(owner, keys, columns, { algorithm }).catch(oneLine),
      )
      await transact(
        kernel,
        { actor: systemActor(kernel.area), room: 'kernel', audited: 'kernel.rotate-keys', origin: origin() },
        async (ctx) => {
          ctx.note({ kind: 'key', id: report.key, after: { algorithm: report.algorithm, columns: report.columns } })
        },
      )
      return { data: report, notes: report.resumed ? ['上次轮换未完成，已接着做完 (went on with a rotation that was cut off)'] : [] }
    },
    { loads: false },
  )
}

function oneLine(error: Error): never {
  throw new StartProblem(`密钥轮换未完成，已换的仍可读，请再次运行：${error.message} (rotation not finished; run it again)`)
}
