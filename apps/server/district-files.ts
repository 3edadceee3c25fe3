import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GraphFile, SitesFile, WorksFile } from '@yinqiao/industry/contract'
import { StartProblem } from '@yinqiao/kernel/server'
import { UnitsFile } from '@yinqiao/orgs/contract'
import { DistrictFile, OutlineFile } from '@yinqiao/places/contract'
import { Decomposition } from '@yinqiao/plan/contract'
import type { z } from 'zod'
import { root } from './config.ts'

/** The data of the district this installation is for; all that another district replaces. */
export interface DistrictData {
  readonly district: DistrictFile
  readonly outline: OutlineFile | null
  readonly units: UnitsFile | null
  readonly decomposition: Decomposition | null
  readonly sites: SitesFile | null
  readonly chain: GraphFile | null
  readonly works: WorksFile | null
}

const shipped = {
  divisions: join(root, 'rooms/places/data/xiangcheng.json'),
  outline: join(root, 'rooms/places/data/xiangcheng-outline.json'),
  units: join(root, 'rooms/orgs/data/xiangcheng-units.json'),
  planRows: join(root, 'rooms/plan/data/xiangcheng-rows.json'),
  sites: join(root, 'rooms/industry/data/xiangcheng-sites.json'),
  chain: join(root, 'rooms/industry/data/xiangcheng-chain.json'),
  works: join(root, 'rooms/industry/data/xiangcheng-works.json'),
}

/**
 * Reads the district's files: those shipped, or of a folder (YINQIAO_DISTRICT) with divisions.json and,
 * where there are such, outline.json, units.json, plan-rows.json, sites.json, chain.json, works.json; what the folder lacks is not taken from another district.
 */
export function readDistrict(folder: string | undefined): DistrictData {
  const files =
    folder === undefined
      ? shipped
      : {
          divisions: join(folder, 'divisions.json'),
          outline: join(folder, 'outline.json'),
          units: join(folder, 'units.json'),
          planRows: join(folder, 'plan-rows.json'),
          sites: join(folder, 'sites.json'),
          chain: join(folder, 'chain.json'),
          works: join(folder, 'works.json'),
        }
  const district = readOne(files.divisions, DistrictFile)
  if (district === null) throw new StartProblem(`找不到区划文件 ${files.divisions} (no such file of divisions)`)
  return {
    district,
    outline: readOne(files.outline, OutlineFile),
    units: readOne(files.units, UnitsFile),
    decomposition: readOne(files.planRows, Decomposition),
    sites: readOne(files.sites, SitesFile),
    chain: readOne(files.chain, GraphFile),
    works: readOne(files.works, WorksFile),
  }
}

function readOne<S extends z.ZodType>(file: string, schema: S): z.output<S> | null {
  if (!existsSync(file)) return null
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new StartProblem(`${file} 不是有效的 JSON (not valid JSON)`)
  }
  const read = schema.safeParse(content)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new StartProblem(`${file} 有误：${issue?.path.join('.')} ${issue?.message} (the file is not as its schema wants it)`)
}
