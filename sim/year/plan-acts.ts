import { RaiseCase } from '@yinqiao/cases/contract'
import {
  AcceptDuty,
  CallMeeting,
  DecideDuty,
  DecideItem,
  DraftMeeting,
  HoldMeeting,
  InterpretClause,
  ListDuties,
  ListTargets,
  SetMeetingRule,
  SetTarget,
  SignMinutes,
  WriteMinutes,
} from '@yinqiao/plan/contract'
import type { Scribe } from './scribe.ts'

const decided = { decidedBy: '合成演示', decidedOn: '2026-01-20' }

/** What the targets are taken to mean; one is left open on purpose, so that 口径未定 is seen. */
const meanings: Readonly<Record<string, string>> = {
  '2.1a': '（合成演示）与科研院所或院士专家团队签有协议、在区内有落地地点且落地证明获认定的成果',
  '2.1b': '（合成演示）以名单、上市或排名认定的头部企业，领域为人工智能、康复辅具、智慧养老',
  '2.1c': '（合成演示）机构、社区、居家三个场景各有一个验收并在运行的示范项目',
  '2.1d': '（合成演示）筹建成功指场地、人员、经费齐备并于期限前获认定',
  '2.2a': '（合成演示）高水平指已投运且入驻率随附公布的产业园',
  '2.2b': '（合成演示）知名企业指上市、榜单入围、专精特新“小巨人”或名单所列企业，在区内注册法人',
  '2.2c': '（合成演示）全面落地指每个镇（街道、区）的三个场景近30天都有使用记录',
  '2.3a': '（合成演示）龙头企业以发布名单为准，认定在有效期内',
  '2.3b': '（合成演示）知名品牌指商标有效且有认定文件',
  '2.3c': '（合成演示）创新成果按编号去重，凭证书认定',
  '2.3d': '（合成演示）复制推广指在原创点之外被采用并有证明',
}
/** Values set by decision where the plan gives none. */
const values: Readonly<Record<string, number>> = {
  '2.1a': 1,
  '2.1b': 1,
  '2.1d': 3,
  '2.2a': 1,
  '2.2c': 1,
  '2.3a': 3,
  '2.3b': 5,
  '2.3c': 10,
  '2.3d': 4,
}

/** Interpretations and target values, both as decisions of the demonstration. */
export async function writeTargets(scribe: Scribe): Promise<void> {
  const { rows } = await scribe.run('group', 'targets', ListTargets, {})
  for (const { code, clauseId, whole } of rows) {
    const text = code === null ? undefined : meanings[code]
    if (code === null || text === undefined) continue
    if (whole === null)
      await scribe.run('group', `interpret/${code}`, InterpretClause, {
        clauseId,
        term: null,
        text,
        ...decided,
        paper: '合成演示纪要',
        validFrom: '2025-01-01',
      })
    const value = values[code]
    if (value !== undefined)
      await scribe.run('group', `target/${code}`, SetTarget, { rowCode: code, code, op: '>=', value, paper: '合成演示纪要', ...decided })
  }
}

/** Leads set by decision, duties taken on by their units, one disputed role left as the plan says. */
export async function writeDuties(scribe: Scribe, ownUnit: string | null): Promise<void> {
  const { rows } = await scribe.run('group', 'duties', ListDuties, {})
  const seen = new Set<string>()
  const taken = new Map<string, number>()
  for (const { id, clauseId, unitId, role, version } of rows) {
    if (unitId === null || seen.has(clauseId) || role !== 'named' || seen.size >= 12) continue
    seen.add(clauseId)
    const { version: next } = await scribe.run('group', `lead/${id}`, DecideDuty, {
      dutyId: id,
      version,
      role: 'lead',
      outcome: 'keep',
      text: '（合成演示）明确牵头',
      ...decided,
    })
    taken.set(id, next)
  }
  // some stay open: a year in which everything is accepted shows nobody what is still to answer
  const own = rows.filter((row) => row.unitId !== null && row.unitId === ownUnit)
  for (const { id, version } of own.slice(0, Math.min(8, own.length - 2)))
    await scribe.run('first', `accept/${id}`, AcceptDuty, { dutyId: id, version: taken.get(id) ?? version })
}

/** A meeting rule, a held meeting with minutes and decisions (one late by now), and one to come. */
export async function writeMeetings(scribe: Scribe, unitIds: readonly [string, ...string[]]): Promise<void> {
  const rule = { from: '2026-01-01', until: '2026-12-31', everyMonths: 3, basis: '合成演示纪要', decidedBy: '合成演示', synthetic: true }
  await scribe.run('group', 'rule', SetMeetingRule, { kind: '推进会', ...rule })
  const held = await scribe.run('group', 'meeting/1', DraftMeeting, {
    kind: '推进会',
    title: '（合成演示）第三季度推进会',
    place: '合成会议室',
    when: { kind: 'time', day: '2026-09-18', from: '14:00', to: '16:00' },
  })
  const { meetingId } = held
  const called = await scribe.run('group', 'meeting/1/call', CallMeeting, { meetingId, version: held.version, unitIds: [...unitIds] })
  await scribe.run('group', 'meeting/1/hold', HoldMeeting, {
    meetingId,
    version: called.version,
    attendance: unitIds.map((unitId) => ({ unitId, state: 'present' as const })),
  })
  const minutes = await scribe.run('group', 'meeting/1/minutes', WriteMinutes, {
    meetingId,
    seen: 0,
    body: '（合成演示）会议听取了各单位进展，明确了两项待办。',
  })
  await scribe.run('group', 'meeting/1/sign', SignMinutes, { meetingId, version: minutes.version })
  const [owner, other = owner] = unitIds
  await scribe.run('group', 'meeting/1/decide/1', DecideItem, {
    meetingId,
    text: '（合成演示）补齐头部企业的领域标签',
    ownerUnitId: owner,
    due: '2026-10-31',
  })
  await scribe.run('group', 'meeting/1/decide/2', DecideItem, {
    meetingId,
    text: '（合成演示）未覆盖场景的镇提出安排',
    ownerUnitId: other,
    due: '2027-01-31',
  })
  await scribe.run('group', 'meeting/2', DraftMeeting, {
    kind: '推进会',
    title: '（合成演示）第四季度推进会',
    when: { kind: 'day', from: '2026-12-18', to: '2026-12-18' },
  })
}

/** A problem a town cannot solve alone, and an objection to rows: that number says 有争议 until it is settled. */
export async function writeCases(scribe: Scribe): Promise<void> {
  await scribe.run('town', 'case/issue', RaiseCase, {
    kind: 'plan.issue',
    title: '（合成演示）场景设备进场受阻',
    values: { help: '请协调物业与供电', row: '2.2c' },
    files: [],
  })
  await scribe.run('park', 'case/objection', RaiseCase, {
    kind: 'plan.objection',
    title: '（合成演示）对接会次数有异议',
    values: { measure: '4.10.1', rows: '合成活动4', why: '（合成演示）该场为参观，不是对接会' },
    subject: { kind: 'measure', id: '4.10.1', title: '产业对接会' },
    files: [],
  })
}
