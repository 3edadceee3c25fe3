import { type Actor, anonymous } from '@yinqiao/kernel/contract'
import type { Kernel } from '@yinqiao/kernel/server'
import { dice } from './dice.ts'
import { writeFirms } from './year/firms.ts'
import { writeInvestments } from './year/investments.ts'
import { visitCount, writeMarket, writePartners, writeVisits } from './year/market.ts'
import { writeChain, writePark } from './year/park.ts'
import { writeCases, writeDuties, writeMeetings, writeTargets } from './year/plan-acts.ts'
import { CutOff, type Hand, openScribe, type Scribe, type Town } from './year/scribe.ts'
import { writeDemonstrations, writeFacilities, writeResearch, writeScenes } from './year/works.ts'

export interface YearReport {
  readonly commands: number
  readonly seconds: number
  /** It was there already. */
  readonly there: boolean
  /** The program was to stop meanwhile; the next load goes on. */
  readonly cutOff: boolean
}

const firmCount = 40
// small classes of 养老产业统计分类（2020） that firms of the made year work in
const classCodes = ['0110', '0120', '0130'] as const

/**
 * The district lives through 2025 and 2026 as the plan sees it: firms, works, registers, papers and their acceptance, the
 * park, the chain, interpretations, targets, duties, meetings and cases, all by public commands of the demo accounts and
 * all marked 合成数据. The days lie in the past, what is known is known from now on. A load that was cut off goes on where
 * it was (keys of commands are kept for a week); a loaded year is left as it is.
 */
export async function loadPlanYear(kernel: Kernel, goOn: () => boolean = () => true, seed = 'yinqiao/year'): Promise<YearReport> {
  const began = performance.now()
  const { rows: done } = await kernel.pool.query<{ visits: number }>(
    `select count(*)::int as visits from records.record where kind = 'industry.firm-visit' and synthetic`,
  )
  if ((done[0]?.visits ?? 0) >= visitCount) return { commands: 0, seconds: 0, there: true, cutOff: false }
  const towns = await listTowns(kernel)
  const today = kernel.chance.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
  const cast = await findCast(kernel)
  const scribe = openScribe(kernel, cast, towns, today, goOn)
  const told = (cutOff: boolean) => ({ commands: scribe.sent(), seconds: (performance.now() - began) / 1000, there: false, cutOff })
  try {
    await writeYear(scribe, cast, seed)
  } catch (error) {
    if (error instanceof CutOff) return told(true)
    throw error
  }
  return told(false)
}

async function writeYear(scribe: Scribe, cast: Readonly<Record<Hand, Actor>>, seed: string): Promise<void> {
  const chance = dice(seed)
  const firms = await writeFirms(scribe, chance, firmCount, classCodes)
  await writeInvestments(scribe, firms)
  await writeFacilities(scribe)
  await writeDemonstrations(scribe, firms)
  await writeScenes(scribe, firms)
  await writeResearch(scribe, firms)
  await writeMarket(scribe, firms)
  await writePartners(scribe, firms)
  await writePark(scribe, firms)
  await writeChain(scribe, firms)
  await writeTargets(scribe)
  await writeDuties(scribe, cast.first.unitId)
  const units = [cast.group.unitId, cast.first.unitId].filter((id) => id !== null)
  const [unit, ...others] = units
  if (unit !== undefined) await writeMeetings(scribe, [unit, ...others])
  await writeCases(scribe)
  await writeVisits(scribe, firms)
}

/** The towns and streets of the district, each with the unit its records are scored to. */
async function listTowns(kernel: Kernel): Promise<readonly [Town, ...Town[]]> {
  const { rows } = await kernel.pool.query<Town>(
    `select t.code, t.name, (select u.id from orgs.pub_unit u where u.division_code = t.code order by u.code limit 1) as "unitId"
    from places.pub_division t where length(t.code) = 9 and t.code like $1 order by t.code`,
    [`${kernel.area}%`],
  )
  const [first, ...rest] = rows
  if (first === undefined) throw new Error('no towns are loaded')
  return [first, ...rest]
}

/** The posts of the demo accounts that act in the year. */
async function findCast(kernel: Kernel): Promise<Readonly<Record<Hand, Actor>>> {
  const { rows } = await kernel.pool.query<
    Pick<Actor, 'accountId' | 'postId' | 'role' | 'name' | 'unitId' | 'area'> & { username: string }
  >(
    `select a.id as "accountId", p.id as "postId", p.role, a.name, p.unit_id as "unitId", p.area, a.username
    from access.account a join access.post p on p.account_id = a.id where a.synthetic order by p.granted_at`,
  )
  const actor = (username: string): Actor => {
    const post = rows.find((row) => row.username === `demo-${username}`)
    if (post === undefined) throw new Error(`no demo account ${username}`)
    const { username: _, ...own } = post
    return { ...anonymous, ...own }
  }
  return {
    park: actor('park'),
    group: actor('group'),
    town: actor('town'),
    leader: actor('leader'),
    first: actor('department'),
    second: actor('statistician'),
  }
}
