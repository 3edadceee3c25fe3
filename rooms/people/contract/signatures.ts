import { ChangedMeanwhile, command, Day, DivisionCode, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Answer, ElderId, ElderInput, ElderRecord, ElderRow, ElderVersion, Sex } from './elder.ts'
import { LifeChangeId, LifeRecord, LifeStateName } from './life-state.ts'
import { EditElders, ReadElders, SetLifeStates } from './permissions.ts'
import {
  BirthDayDiffers,
  BirthDayImpossible,
  ChangeNotLast,
  ChangeUndone,
  ChangeUnknown,
  ElderUnknown,
  IdInvalid,
  IdNeedsKind,
  IdNeedsNumber,
  IdOld,
  IdTaken,
  LaterStates,
  OutsideArea,
  PhoneInvalid,
  SearchUnclear,
  SexDiffers,
  SiteNotFound,
  StateAfterDeath,
  StateBeforeBirth,
  StateEndNotAllowed,
  StateFuture,
  StateOverlaps,
  StateRangeEmpty,
  StateSame,
  VillageUnknown,
} from './refusals.ts'

const factRefusals = [
  IdInvalid,
  IdOld,
  IdTaken,
  IdNeedsNumber,
  IdNeedsKind,
  BirthDayDiffers,
  SexDiffers,
  BirthDayImpossible,
  PhoneInvalid,
  VillageUnknown,
  SiteNotFound,
  OutsideArea,
]

/**
 * Elders within the post's area by one search text: a name or its beginning (or of the given name), pinyin or
 * initials, a whole phone or its last 4 digits, a whole id number. Keyset paging by name; `total` on the first page.
 */
export const ListElders = query({
  name: 'people.list-elders',
  title: { zh: '检索老人', en: 'Search elders' },
  permission: ReadElders,
  input: PageInput.extend({
    search: z.string().trim().max(60).nullish(),
    under: DivisionCode.nullish(),
    lifeState: z
      .union([LifeStateName, z.literal('unknown')])
      .nullish()
      .describe('the state of today'),
    livesAlone: Answer.nullish(),
    sex: Sex.nullish(),
    ageFrom: z.number().int().min(0).max(130).nullish(),
    ageTo: z.number().int().min(0).max(130).nullish().describe('full years, inclusive'),
  }),
  output: pageOf(ElderRow),
  refusals: [SearchUnclear],
  readsPersons: true,
})

/** The record; number, phone, notes and contacts in clear only for posts that may (people.elder.read-clear). Each view is audited. */
export const GetElder = query({
  name: 'people.get-elder',
  title: { zh: '老人档案', en: 'Record of an elder' },
  permission: ReadElders,
  input: z.object({ id: ElderId }),
  output: ElderRecord,
  refusals: [ElderUnknown],
  readsPersons: true,
})

export const CreateElder = command({
  name: 'people.create-elder',
  title: { zh: '新建老人档案', en: 'Create the record of an elder' },
  permission: EditElders,
  input: ElderInput.extend({ lifeState: z.object({ state: LifeStateName, from: Day }).nullable().default(null) }),
  output: z.object({ id: ElderId, version: z.number().int() }),
  refusals: [...factRefusals, StateFuture, StateBeforeBirth],
})

/** Saves the whole record as a new version; the version before stays in the history. */
export const EditElder = command({
  name: 'people.edit-elder',
  title: { zh: '修改老人档案', en: 'Edit the record of an elder' },
  permission: EditElders,
  input: ElderInput.extend({ id: ElderId, version: z.number().int().min(1) }),
  output: z.object({ id: ElderId, version: z.number().int(), changed: z.array(z.string()) }),
  refusals: [ElderUnknown, ChangedMeanwhile, ...factRefusals],
})

/** Who changed what and when; sensitive values in clear only for posts that may. */
export const ListElderVersions = query({
  name: 'people.list-elder-versions',
  title: { zh: '档案历史', en: 'History of a record' },
  permission: ReadElders,
  input: z.object({ id: ElderId }),
  output: z.object({ versions: z.array(ElderVersion) }),
  refusals: [ElderUnknown],
  readsPersons: true,
})

/** Reads a citizen id number as typed: what is wrong with it, or birth day and sex; a 15-digit one is converted, for a person to confirm. */
export const CheckIdNumber = query({
  name: 'people.check-id-number',
  title: { zh: '核对身份证号', en: 'Check a citizen id number' },
  permission: EditElders,
  input: z.object({ idNumber: z.string().trim().min(1).max(40) }),
  output: z.object({
    number: z.string(),
    converted: z.boolean(),
    birthDay: Day,
    sex: Sex,
    recorded: z.boolean().describe('a record you may see has this number'),
  }),
  refusals: [IdInvalid],
  readsPersons: true,
})

export const GetLifeStates = query({
  name: 'people.get-life-states',
  title: { zh: '生活状态', en: 'Life states' },
  permission: ReadElders,
  input: z.object({ elderId: ElderId }),
  output: LifeRecord,
  refusals: [ElderUnknown],
  readsPersons: true,
})

/**
 * Records a state from a day (also in the past) until further notice (`to` null) or up to a day (exclusive).
 * It may start or lie inside the state that still holds, which is then cut around it; overlap with any other
 * recorded state is refused. `seen` = id of the last change on the screen.
 */
export const SetLifeState = command({
  name: 'people.set-life-state',
  title: { zh: '登记生活状态', en: 'Record a life state' },
  permission: SetLifeStates,
  input: z.object({
    elderId: ElderId,
    seen: LifeChangeId.nullable(),
    state: LifeStateName,
    from: Day,
    to: Day.nullable(),
    note: z.string().trim().max(300).nullable(),
  }),
  output: LifeRecord,
  refusals: [
    ElderUnknown,
    ChangedMeanwhile,
    StateOverlaps,
    StateSame,
    StateAfterDeath,
    StateFuture,
    StateBeforeBirth,
    StateRangeEmpty,
    StateEndNotAllowed,
    LaterStates,
  ],
})

/** Takes the latest entry back: the states before it hold again, and both entries stay in the history. */
export const UndoLifeState = command({
  name: 'people.undo-life-state',
  title: { zh: '撤销生活状态登记', en: 'Take back a life state' },
  permission: SetLifeStates,
  input: z.object({ elderId: ElderId, changeId: LifeChangeId, reason: z.string().trim().min(2).max(300) }),
  output: LifeRecord,
  refusals: [ElderUnknown, ChangeUnknown, ChangeNotLast, ChangeUndone],
})

export const peopleSignatures = [
  ListElders,
  GetElder,
  CreateElder,
  EditElder,
  ListElderVersions,
  CheckIdNumber,
  GetLifeStates,
  SetLifeState,
  UndoLifeState,
]
