import { ChangedMeanwhile, command, Day, DivisionCode, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { EditUnits, LoadUnitsFile } from './permissions.ts'
import {
  AliasTaken,
  DivisionNotKnown,
  SameName,
  TransferBeforeStart,
  UnitCodeTaken,
  UnitEnded,
  UnitItself,
  UnitNameTaken,
  UnitsFileWrong,
  UnitUnknown,
} from './refusals.ts'
import { AliasKind, Unit, UnitId, UnitKind, UnitRecord, UnitsFile, UnitState } from './unit.ts'

/** Loads units, aliases and collective wordings from a file; loading it again changes nothing. Renamed units are told by their code. */
export const LoadUnits = command({
  name: 'orgs.load-units',
  title: { zh: '装载单位名录', en: 'Load units' },
  permission: LoadUnitsFile,
  input: z.object({ file: UnitsFile }),
  output: z.object({
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    aliases: z.number().int(),
    collectives: z.number().int(),
  }),
  refusals: [UnitsFileWrong],
  isolation: 'serializable',
  bodyLimit: 4 * 1024 * 1024,
})

export const ListUnits = query({
  name: 'orgs.list-units',
  title: { zh: '单位', en: 'Units' },
  permission: 'signed-in',
  input: z.object({
    on: Day.nullish().describe('names and units of this day; today when absent'),
    kind: UnitKind.nullish(),
    state: UnitState.nullish(),
    search: z.string().trim().max(100).nullish().describe('name or alias'),
  }),
  output: z.object({ on: Day, units: z.array(UnitRecord) }),
  refusals: [],
})

export const GetUnit = query({
  name: 'orgs.get-unit',
  title: { zh: '单位详情', en: 'Unit' },
  permission: 'signed-in',
  input: z.object({ id: UnitId }),
  output: UnitRecord,
  refusals: [UnitUnknown],
})

/**
 * Which units a wording of a document stands for. `found`: `one`; `many` (several units bear it, a person must choose);
 * `collective` (a wording for all units of some kinds); `none`. `heirs` are the units in force today for ended ones.
 */
export const FindUnit = query({
  name: 'orgs.find-unit',
  title: { zh: '按写法查单位', en: 'Find a unit by its wording' },
  permission: 'signed-in',
  input: z.object({ asWritten: z.string().trim().min(1).max(100), on: Day.nullish() }),
  output: z.object({ found: z.enum(['one', 'many', 'collective', 'none']), units: z.array(Unit), heirs: z.array(Unit) }),
  refusals: [],
})

export const CreateUnit = command({
  name: 'orgs.create-unit',
  title: { zh: '新增单位', en: 'Add a unit' },
  permission: EditUnits,
  input: z.object({
    code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
    name: z.string().trim().min(2).max(100),
    kind: UnitKind,
    divisionCode: DivisionCode.nullable(),
    validFrom: Day,
    source: z.string().trim().min(2).max(200),
  }),
  output: UnitRecord,
  refusals: [UnitCodeTaken, UnitNameTaken, DivisionNotKnown],
})

export const AddAlias = command({
  name: 'orgs.add-alias',
  title: { zh: '登记单位别名', en: 'Add an alias of a unit' },
  permission: EditUnits,
  input: z.object({ unitId: UnitId, alias: z.string().trim().min(2).max(100), kind: AliasKind, source: z.string().trim().min(2).max(200) }),
  output: UnitRecord,
  refusals: [UnitUnknown, AliasTaken],
})

/** Renames a unit from a day; the old name stays in its history and keeps finding it. */
export const RenameUnit = command({
  name: 'orgs.rename-unit',
  title: { zh: '单位更名', en: 'Rename a unit' },
  permission: EditUnits,
  input: z.object({
    unitId: UnitId,
    version: z.number().int(),
    name: z.string().trim().min(2).max(100),
    on: Day,
    basis: z.string().trim().min(2).max(200),
  }),
  output: UnitRecord,
  refusals: [UnitUnknown, UnitEnded, SameName, UnitNameTaken, TransferBeforeStart, ChangedMeanwhile],
  isolation: 'serializable',
})

/** Ends a unit from a day: its duties pass to another one, or to nobody (abolished, `intoUnitId` null). */
export const MergeUnit = command({
  name: 'orgs.merge-unit',
  title: { zh: '单位撤并', en: 'Merge or end a unit' },
  permission: EditUnits,
  input: z.object({
    unitId: UnitId,
    version: z.number().int(),
    intoUnitId: UnitId.nullable(),
    on: Day,
    basis: z.string().trim().min(2).max(200),
  }),
  output: UnitRecord,
  refusals: [UnitUnknown, UnitEnded, UnitItself, TransferBeforeStart, ChangedMeanwhile],
  isolation: 'serializable',
})

export const unitSignatures = [LoadUnits, ListUnits, GetUnit, FindUnit, CreateUnit, AddAlias, RenameUnit, MergeUnit]
