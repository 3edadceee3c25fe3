import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { DeviceId } from '@yinqiao/watch/contract'
import { sql } from 'kysely'
import { readSecrets, renewSyntheticSecret, writeSecrets } from './load-homes.ts'

/** A synthetic device as the simulator speaks for it. */
export interface LiveDevice {
  readonly id: string
  readonly version: number
  readonly source: string
  readonly protocol: string
  readonly serial: string
  readonly kind: string
  readonly homeId: string
  readonly elderId: string | null
  readonly divisionCode: string
  /** Source of the gateway it speaks through. */
  readonly gateway: string | null
  readonly hasSecret: boolean
  readonly secret: string | null
}

/** The synthetic devices in use of the first homes, with their secrets; lost ones are renewed through the public command. */
export async function readLiveDevices(kernel: Kernel, homes: number, secretsFile: string): Promise<readonly LiveDevice[]> {
  const { rows } = await asSystem(kernel, 'watch', ({ db }) =>
    sql<
      Omit<LiveDevice, 'secret'>
    >`select d.id, d.version, d.source, d.protocol, d.serial, d.kind, b.home_id as "homeId", b.elder_id as "elderId",
        b.division_code as "divisionCode", g.source as gateway, d.secret_hash is not null as "hasSecret"
      from watch.device d join watch.binding b on b.device_id = d.id and b.valid_to is null left join watch.device g on g.id = d.gateway_id
      where d.synthetic and d.model like '合成-%' and d.state = 'in-use'
        and b.home_id in (select id from watch.home where synthetic order by created_at, id limit ${homes})
      order by d.source`.execute(db),
  )
  const secrets = readSecrets(secretsFile)
  const lost = rows.filter(({ source, hasSecret }) => hasSecret && !secrets.has(source))
  for (const device of lost) {
    const secret = await renewSyntheticSecret(kernel, { id: DeviceId.parse(device.id), version: device.version })
    if (secret !== null) secrets.set(device.source, secret)
  }
  if (lost.length > 0) writeSecrets(secretsFile, secrets)
  return rows.map((device) => ({ ...device, secret: secrets.get(device.source) ?? null }))
}
