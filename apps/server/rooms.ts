import { access, type AccessSettings } from '@yinqiao/access'
import { roles } from '@yinqiao/access/contract'
import { cases, type CasesSettings } from '@yinqiao/cases'
import { industry } from '@yinqiao/industry'
import { industryKinds, industryProjects } from '@yinqiao/industry/contract'
import type { Context, Room } from '@yinqiao/kernel'
import { noChannels, notices, type NoticesSettings } from '@yinqiao/notices'
import { findUnitRecord, orgs } from '@yinqiao/orgs'
import { UnitMerged } from '@yinqiao/orgs/contract'
import { people } from '@yinqiao/people'
import { ReadElders } from '@yinqiao/people/contract'
import { places } from '@yinqiao/places'
import { type AgendaSource, plan, type PlanSettings } from '@yinqiao/plan'
import { planCases, planRecords } from '@yinqiao/plan/contract'
import { listStalled, projects, type ProjectsSettings } from '@yinqiao/projects'
import { records, type RecordsSettings } from '@yinqiao/records'
import { series } from '@yinqiao/series'
import { deviceModelKind } from '@yinqiao/watch/contract'
import { usualWatch, watch, type WatchSettings, watchWords } from '@yinqiao/watch'

/** What the place a program runs in decides; the rest is the list of rooms. */
export type HouseSettings = AccessSettings &
  Pick<PlanSettings, 'decomposition'> & {
    /** Folder of readings that left the database; without one they all stay. */
    readonly seriesFolder?: string
    /** Times of the alarm path, and how people are reached outside the desk. */
    readonly watch?: WatchSettings
    /** How persons are told: mail, push, SMS, voice; without it no way is configured. */
    readonly notices?: NoticesSettings
  }

/** The rooms of the program, lowest floor first; nothing else grows here. */
export function rooms(settings: HouseSettings): readonly Room[] {
  const registers: RecordsSettings = { kinds: [...planRecords, ...industryKinds, deviceModelKind], references }
  const works: ProjectsSettings = { kinds: industryProjects, records: registers }
  const curves = series({ words: watchWords, folder: settings.seriesFolder ?? null })
  const engines = [
    records(registers),
    projects(works),
    cases({ kinds: [...planCases], roles, findUnit, unitEnded: UnitMerged }),
    curves,
    notices(settings.notices ?? noChannels),
  ]
  const below = [
    places,
    orgs,
    access(settings),
    people,
    ...engines,
    watch({ ...(settings.watch ?? usualWatch), curves: { words: watchWords, folder: settings.seriesFolder ?? null } }),
    industry({ records: registers }),
  ]
  return [
    ...below,
    plan({
      decomposition: settings.decomposition,
      synthetic: settings.district.synthetic,
      sources: new Map(below.flatMap((room) => room.sources ?? []).map((source) => [source.name, source])),
      measures: below.flatMap((room) => room.measures ?? []),
      agendaSources: [stalledWorks(works)],
      maySeePersons: (role) => ReadElders.roles.includes(role),
    }),
  ]
}

/** Works that stall ask for a place on the next agenda; a meeting has time for the worst. */
function stalledWorks(works: ProjectsSettings): AgendaSource {
  return async (ctx) =>
    (await listStalled(ctx, works)).slice(0, 12).map(({ id, kind, title, stage, days }) => ({
      kind: 'open-issue',
      id,
      title: `${kind}停滞：${title}`,
      why: `停在“${stage}” ${days} 天`,
    }))
}

/** Where fields of registers that point to things find their names. */
const references: RecordsSettings['references'] = {
  firm: { view: 'orgs.pub_firm', label: 'name', more: 'uscc' },
  unit: { view: 'orgs.pub_unit', label: 'name', more: 'code' },
  provider: { view: 'orgs.pub_provider', label: 'name', more: 'district_name' },
  site: { view: 'places.pub_site', label: 'name', more: 'address' },
}

async function findUnit(ctx: Context, id: string): ReturnType<CasesSettings['findUnit']> {
  const unit = await findUnitRecord(ctx.db, id, ctx.today)
  return unit?.state === 'in-force' ? unit : undefined
}
