import { Day, DivisionCode, id } from '@yinqiao/kernel/contract'
import { z } from 'zod'

export const UnitId = id('Unit')
export type UnitId = z.infer<typeof UnitId>

/**
 * Kind of a unit: `department` 区级部门, `vertical` 垂直管理部门 (分局), `block` 板块管委会, `town` 镇政府或街道办事处,
 * `state-company` 区直属公司, `working-group` 专项工作组, `society` 学会、研究机构, `other`.
 */
export const UnitKind = z.enum(['department', 'vertical', 'block', 'town', 'state-company', 'working-group', 'society', 'other'])
export type UnitKind = z.infer<typeof UnitKind>

/** `in-force` or `ended` (merged into others, or abolished); an ended unit keeps its history. */
export const UnitState = z.enum(['in-force', 'ended'])

/** Why a text stands for a unit: as a document writes it, short, variant spelling, or a name of earlier days. */
export const AliasKind = z.enum(['as-written', 'short', 'variant', 'former'])

export const UnitAlias = z.object({ alias: z.string(), kind: AliasKind, source: z.string() })

/** A name the unit bore (`validTo` exclusive, null = still). */
export const UnitName = z.object({ name: z.string(), validFrom: Day, validTo: Day.nullable() })

/** A unit in a list; `name` is the one it bore on the day asked for. */
export const Unit = z.object({
  id: UnitId,
  version: z.number().int(),
  code: z.string(),
  name: z.string(),
  kind: UnitKind,
  state: UnitState,
  divisionCode: DivisionCode.nullable(),
  parentId: UnitId.nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
  source: z.string(),
})
export type Unit = z.infer<typeof Unit>

/** A dated passing-on: renamed (same unit), merged into another, or abolished without heir. */
export const UnitTransfer = z.object({
  kind: z.enum(['renamed', 'merged', 'abolished']),
  fromUnitId: UnitId,
  fromName: z.string(),
  toUnitId: UnitId.nullable(),
  toName: z.string().nullable(),
  on: Day,
  basis: z.string(),
})
export type UnitTransfer = z.infer<typeof UnitTransfer>

export const UnitRecord = Unit.extend({
  aliases: z.array(UnitAlias),
  names: z.array(UnitName),
  transfers: z.array(UnitTransfer),
})
export type UnitRecord = z.infer<typeof UnitRecord>

/** A wording that stands for all units of some kinds: 各镇（街道、区）, 国资公司. */
export const Collective = z.object({ asWritten: z.string().min(1), kinds: z.array(UnitKind).min(1), source: z.string().min(1) })

/** Units as a file: what another district replaces (`rooms/orgs/data/*.json`). `code` is the key that stays. */
export const UnitsFile = z.object({
  title: z.string().min(1),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.string().min(1),
  /** The day from which units and names are known to hold. */
  asOf: Day,
  units: z
    .array(
      z.object({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
        name: z.string().trim().min(1).max(100),
        kind: UnitKind,
        divisionCode: DivisionCode.nullish(),
        source: z.string().min(1),
        aliases: z.array(UnitAlias).default([]),
      }),
    )
    .max(5000),
  collectives: z.array(Collective).default([]),
})
export type UnitsFile = z.infer<typeof UnitsFile>
