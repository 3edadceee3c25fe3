import { ChangedMeanwhile, command, DivisionCode, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Firm, FirmId, FirmInput, FirmKind, FirmState } from './firm.ts'
import { EditFirms } from './permissions.ts'
import { DivisionNotKnown, FirmUnknown, MoveIllegal, OutsideYourArea, UsccInvalid, UsccMissing, UsccTaken } from './refusals.ts'

export const ListFirms = query({
  name: 'orgs.list-firms',
  title: { zh: '企业', en: 'Firms' },
  permission: 'signed-in',
  input: PageInput.extend({
    search: z.string().trim().max(120).nullish().describe('part of the name, its pinyin or initials, or a credit code'),
    kind: FirmKind.nullish(),
    state: FirmState.nullish(),
    under: DivisionCode.nullish(),
  }),
  output: pageOf(Firm),
  refusals: [],
})

export const GetFirm = query({
  name: 'orgs.get-firm',
  title: { zh: '企业详情', en: 'Firm' },
  permission: 'signed-in',
  input: z.object({ id: FirmId }),
  output: Firm,
  refusals: [FirmUnknown],
})

/** With a valid credit code the firm is active at once, without one it is pending. */
export const CreateFirm = command({
  name: 'orgs.create-firm',
  title: { zh: '新增企业', en: 'Add a firm' },
  permission: EditFirms,
  /** `synthetic` 合成数据: shown as such wherever the firm appears. */
  input: FirmInput.extend({ synthetic: z.boolean().default(false) }),
  output: Firm,
  refusals: [UsccInvalid, UsccTaken, DivisionNotKnown, OutsideYourArea],
})

export const EditFirm = command({
  name: 'orgs.edit-firm',
  title: { zh: '修改企业', en: 'Edit a firm' },
  permission: EditFirms,
  input: FirmInput.extend({ id: FirmId, version: z.number().int() }),
  output: Firm,
  refusals: [FirmUnknown, UsccInvalid, UsccTaken, UsccMissing, DivisionNotKnown, OutsideYourArea, ChangedMeanwhile],
})

export const ChangeFirmState = command({
  name: 'orgs.change-firm-state',
  title: { zh: '变更企业状态', en: 'Change the state of a firm' },
  permission: EditFirms,
  input: z.object({ id: FirmId, version: z.number().int(), to: FirmState, reason: z.string().trim().min(2).max(200) }),
  output: Firm,
  refusals: [FirmUnknown, MoveIllegal, UsccMissing, OutsideYourArea, ChangedMeanwhile],
})

export const firmSignatures = [ListFirms, GetFirm, CreateFirm, EditFirm, ChangeFirmState]
