import { setTimeout as pause } from 'node:timers/promises'
import { newFolder, remove, runCli } from '../program.ts'
import { checkKept } from './check-kept.ts'
import { type Fault, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

/** Backs up while devices publish, restores into an empty folder, compares, and runs the program on it. */
export async function restoreDrill(stage: Stage): Promise<Seen[]> {
  const [backup, into] = [`${newFolder()}/backup`, `${newFolder()}/data`]
  const gateways = await stage.addGateways('rd', 5, 40)
  const crowd = openCrowd(stage, gateways, { mark: 'rd', rate: 200 })
  await pause(4000)
  const acked = [...crowd.acked]
  const saved = await runCli(stage.dataFolder, ['db', 'backup', backup, '--with-keys'])
  const during = crowd.acked.length - acked.length
  await crowd.settle(20)
  crowd.close()
  const restored = await runCli(stage.dataFolder, ['db', 'restore', backup, '--into', into])
  const seen: Seen[] = [
    {
      what: '运行中备份',
      promise: '成',
      seen: saved.code === 0 ? `成，其间又确认 ${during} 条` : saved.said.slice(0, 200),
      passed: saved.code === 0 && during > 0,
    },
    {
      what: '恢复并比对全部表的校验值',
      promise: '一致',
      seen: restored.said.split('\n').at(-1)?.slice(0, 200) ?? '',
      passed: restored.code === 0,
    },
  ]
  if (restored.code !== 0) return seen
  const again = await openStage({ dataFolder: into })
  try {
    await pause(3000)
    const kept = await checkKept(again, 'rd', acked)
    return [...seen, ...kept.map((one) => ({ ...one, what: `恢复后，备份前${one.what}` })), ...(await checkInvariants(again))]
  } finally {
    await again.close()
    await remove(into)
  }
}

export const restoreDrillFault: Fault = {
  name: 'restore',
  title: '恢复演练：运行中备份，恢复到空处',
  times: 1,
  async run() {
    const stage = await openStage()
    try {
      return await restoreDrill(stage)
    } finally {
      await stage.close()
    }
  },
}
