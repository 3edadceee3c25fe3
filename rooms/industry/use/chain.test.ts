import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { ChangeFirmState } from '@yinqiao/orgs/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AdoptGraph,
  CloseGap,
  ConfirmFirm,
  ConfirmNode,
  GetChain,
  GetNode,
  GetRecord,
  GraphFile,
  LinkNodes,
  ListContracts,
  ListGaps,
  LoadGraph,
  PlaceFirm,
  RecordContract,
  SaveNode,
  StartGraph,
} from '../contract/index.ts'
import { activeFirm, newFirm, openIndustry } from '../fixtures/open-industry.ts'
import { leaveNodes } from '../listen.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openIndustry()
})
afterAll(() => t.close())
const group = () => t.actor({ role: 'working-group' })
const refusalOf = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'

const leaf = (code: string, stage: 'upstream' | 'midstream' | 'downstream' = 'midstream') => ({
  code,
  title: `环节${code}`,
  stage,
  parent: null,
  outward: null,
})
/** Puts a version with these nodes in force, on a later day each time. */
let day = 1
async function adopt(nodes: readonly ReturnType<typeof leaf>[], links: readonly { from: string; to: string }[] = []) {
  day += 1
  t.clock.set(`2026-04-${String(day).padStart(2, '0')}T01:00:00Z`)
  const graph = await t.done(StartGraph, { title: `合成图谱${day}`, source: '合成数据', copyOf: null }, group())
  for (const node of nodes) await t.done(SaveNode, { ...node, graphId: graph.id, isNew: true }, group())
  for (const link of links) await t.done(LinkNodes, { ...link, graphId: graph.id }, group())
  return await t.done(AdoptGraph, { graphId: graph.id, on: `2026-04-${String(day).padStart(2, '0')}` }, group())
}
const today = () => `2026-04-${String(day).padStart(2, '0')}`
const place = async (nodeCode: string, firmId: Awaited<ReturnType<typeof activeFirm>>['id'], of: object = {}) =>
  await t.done(
    PlaceFirm,
    { nodeCode, firmId, role: 'member', from: today(), introducedBy: null, evidence: '合成落户合同', evidenceHash: null, ...of },
    group(),
  )
const gapOf = async (code: string, kind: string) =>
  (await t.done(ListGaps, {})).gaps.find((gap) => gap.nodeCode === code && gap.kind === kind)

describe('a version of the graph', () => {
  test('refuses a circle of parents and takes a circle of supply', async () => {
    const graph = await t.done(StartGraph, { title: '合成图谱环', source: '合成数据', copyOf: null }, group())
    for (const code of ['a1', 'b1', 'c1']) await t.done(SaveNode, { ...leaf(code), graphId: graph.id, isNew: true }, group())
    const save = (code: string, parent: string) => t.run(SaveNode, { ...leaf(code), parent, graphId: graph.id, isNew: false }, group())
    expect(await refusalOf(save('b1', 'a1'))).toBe('done')
    expect(await refusalOf(save('c1', 'b1'))).toBe('done')
    expect(await save('a1', 'c1')).toMatchObject({ refusal: { refused: { code: 'industry.parent-cycle' }, field: 'parent' } })
    expect(await refusalOf(save('a1', 'a1'))).toBe('industry.parent-cycle')
    expect(await refusalOf(save('a1', 'zz'))).toBe('industry.node-unknown')
    for (const [from, to] of [
      ['a1', 'b1'],
      ['b1', 'a1'],
    ] as const)
      await t.done(LinkNodes, { graphId: graph.id, from, to }, group())
    expect(await refusalOf(t.run(LinkNodes, { graphId: graph.id, from: 'a1', to: 'b1' }, group()))).toBe('industry.link-taken')
    expect(await t.rows('select 1 from industry.node where graph_id = $1 and known_to is null', [graph.id])).toHaveLength(3)
  })
  test('in force is not edited; the next one takes its place from its day', async () => {
    const { graph } = await adopt([leaf('v1')])
    expect(await refusalOf(t.run(SaveNode, { ...leaf('v2'), graphId: graph.id, isNew: true }, group()))).toBe('industry.graph-not-draft')
    expect(await refusalOf(t.run(AdoptGraph, { graphId: graph.id, on: today() }, group()))).toBe('industry.graph-not-draft')
    const next = await adopt([leaf('v1'), leaf('v2')])
    const { versions, totals } = await t.done(GetChain, {})
    expect(totals).toMatchObject({ nodes: 2, covered: 0 })
    expect(versions.filter(({ state }) => state === 'in-force').map(({ id }) => id)).toEqual([next.graph.id])
    expect(versions.find(({ id }) => id === graph.id)).toMatchObject({ state: 'ended', since: today() })
    const empty = await t.done(StartGraph, { title: '空图谱', source: '合成数据', copyOf: null }, group())
    expect(await refusalOf(t.run(AdoptGraph, { graphId: empty.id, on: today() }, group()))).toBe('industry.graph-empty')
  })
  test('the shipped chain hangs together, loads as a draft, once', async () => {
    const file = GraphFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/xiangcheng-chain.json'), 'utf8')))
    const admin = t.actor({ role: 'system-admin' })
    expect(await t.done(LoadGraph, { file }, admin)).toEqual({ created: true, nodes: file.nodes.length })
    expect(await t.done(LoadGraph, { file }, admin)).toEqual({ created: false, nodes: 0 })
    const { versions } = await t.done(GetChain, {})
    expect(versions.find(({ title }) => title === file.title)).toMatchObject({ state: 'draft', nodes: file.nodes.length })
    const [first] = file.nodes
    if (first === undefined) throw new Error('no node')
    const wrong = { ...file, title: '坏文件', nodes: [...file.nodes, first] }
    expect(await refusalOf(t.run(LoadGraph, { file: wrong }, admin))).toBe('industry.graph-file-wrong')
  })
})

describe('a gap', () => {
  test('补 is closed only by who settles, and opens again by itself when the firm leaves', async () => {
    await adopt([leaf('g1')])
    expect(await gapOf('g1', 'fill')).toMatchObject({ state: 'open', openedOn: today(), closedOn: null })
    const firm = await activeFirm(t)
    const settled = await place('g1', firm.id)
    const gap = await gapOf('g1', 'fill')
    // a firm there silences the rule, but without a closing record the gap is not called closed
    expect(gap?.state).toBe('eased')
    if (gap === undefined) throw new Error('no gap')
    await t.done(CloseGap, { id: gap.id, by: { kind: 'settlement', onNodeId: settled.id }, on: today() }, group())
    expect(await gapOf('g1', 'fill')).toMatchObject({ state: 'closed', closedBy: firm.name })
    expect(await refusalOf(t.run(CloseGap, { id: gap.id, by: { kind: 'settlement', onNodeId: settled.id }, on: today() }, group()))).toBe(
      'industry.gap-closed',
    )
    await t.done(ConfirmFirm, { id: settled.id, version: 1, role: 'member', lastDay: today() }, group())
    day += 1
    t.clock.set(`${today()}T01:00:00Z`)
    expect((await gapOf('g1', 'fill'))?.state).toBe('reopened')
    expect((await t.done(GetNode, { code: 'g1' })).history.map(({ what }) => what)).toContain('left')
  })
  test('is open again when the firm is closed in the register, without anybody touching the chain', async () => {
    await adopt([leaf('g2')])
    const firm = await activeFirm(t)
    const settled = await place('g2', firm.id)
    const gap = await gapOf('g2', 'fill')
    if (gap === undefined) throw new Error('no gap')
    await t.done(CloseGap, { id: gap.id, by: { kind: 'settlement', onNodeId: settled.id }, on: today() }, group())
    await t.done(ChangeFirmState, { id: firm.id, version: firm.version, to: 'closed', reason: '合成注销' })
    expect((await gapOf('g2', 'fill'))?.state).toBe('reopened')
  })
  test('may be closed by a supply contract, while it runs', async () => {
    await adopt([leaf('g3')])
    const [buyer, seller] = [await activeFirm(t), await activeFirm(t)]
    const gap = await gapOf('g3', 'fill')
    if (gap === undefined) throw new Error('no gap')
    const contract = {
      number: `HT-${day}`,
      nodeCode: 'g3',
      buyerId: buyer.id,
      sellerId: seller.id,
      signedOn: today(),
      lastDay: '2026-05-31',
      amountFen: 1_000_000,
      evidenceHash: null,
    }
    const early = await t.done(RecordContract, { ...contract, number: '旧合同', signedOn: '2026-01-01' }, group())
    const by = (contractId: typeof early.id) => ({ kind: 'supply' as const, contractId })
    expect(await t.run(CloseGap, { id: gap.id, by: by(early.id), on: today() }, group())).toMatchObject({
      refusal: { refused: { code: 'industry.closing-unfit' } },
    })
    const signed = await t.done(RecordContract, contract, group())
    expect(signed.sellerLocal).toBe(true)
    const { title, versions } = await t.done(GetRecord, { kind: 'supply-contract', id: signed.id })
    expect(title).toBe(signed.number)
    expect(versions[0]?.facts).toContainEqual({ key: 'amount', value: '10000' })
    await t.done(CloseGap, { id: gap.id, by: by(signed.id), on: today() }, group())
    expect(await gapOf('g3', 'fill')).toMatchObject({ state: 'closed', closedBy: signed.number })
    t.clock.set('2026-06-01T01:00:00Z')
    expect((await gapOf('g3', 'fill'))?.state).toBe('reopened')
    t.clock.set(`${today()}T01:00:00Z`)
    expect((await t.done(ListContracts, { nodeCode: 'g3' })).total).toBe(2)
  })
  test('强 stays while the only firm is the one that stood already', async () => {
    await adopt([leaf('g4')])
    const settled = await place('g4', (await activeFirm(t)).id)
    const gap = await gapOf('g4', 'strengthen')
    if (gap === undefined) throw new Error('no gap')
    expect(await t.run(CloseGap, { id: gap.id, by: { kind: 'settlement', onNodeId: settled.id }, on: today() }, group())).toMatchObject({
      refusal: { refused: { code: 'industry.closing-unfit' }, facts: { problem: '按规则缺口仍然存在' } },
    })
    const leader = await place('g4', (await activeFirm(t)).id, { role: 'leader' })
    await t.done(CloseGap, { id: gap.id, by: { kind: 'settlement', onNodeId: leader.id }, on: today() }, group())
    expect((await gapOf('g4', 'strengthen'))?.state).toBe('closed')
  })
})

describe('firms', () => {
  test('on five nodes are one firm', async () => {
    const codes = ['f1', 'f2', 'f3', 'f4', 'f5']
    await adopt(codes.map((code) => leaf(code)))
    const firm = await activeFirm(t)
    for (const code of codes) await place(code, firm.id)
    expect((await t.done(GetChain, {})).totals).toMatchObject({ nodes: 5, covered: 5, firms: 1 })
    expect(
      await refusalOf(
        t.run(
          PlaceFirm,
          { nodeCode: 'f1', firmId: firm.id, role: 'member', from: today(), introducedBy: null, evidence: '又一次', evidenceHash: null },
          group(),
        ),
      ),
    ).toBe('industry.firm-on-node-taken')
  })
  test('known by name only do not cover a node; bad input leaves nothing', async () => {
    await adopt([leaf('f6')])
    await place('f6', (await newFirm(t)).id)
    expect((await t.done(GetChain, {})).totals).toMatchObject({ covered: 0, firms: 1 })
    const firm = await activeFirm(t)
    const input = {
      nodeCode: 'f6',
      firmId: firm.id,
      role: 'member' as const,
      from: today(),
      introducedBy: null,
      evidence: '合成',
      evidenceHash: null,
    }
    const before = await t.rows('select row_id from industry.on_node')
    for (const [wrong, code] of [
      [{ nodeCode: 'none' }, 'industry.node-unknown'],
      [{ from: '2099-01-01' }, 'industry.day-in-future'],
      [{ from: '2026-02-30' }, 'kernel.invalid-input'],
      [{ firmId: '018f0000-0000-7000-8000-000000000000' }, 'industry.firm-unknown'],
      [{ introducedBy: firm.id }, 'industry.same-party'],
      [{ evidence: '' }, 'kernel.invalid-input'],
    ] as const)
      expect(await refusalOf(t.run(PlaceFirm, { ...input, ...wrong }, group())), code).toBe(code)
    expect(await t.rows('select row_id from industry.on_node')).toEqual(before)
  })
})

test('a node nobody confirmed for 180 days is grey', async () => {
  await adopt([leaf('n1')])
  const grey = async () => (await t.done(GetChain, {})).nodes.find(({ code }) => code === 'n1')?.grey
  expect(await grey()).toBe(true)
  await t.done(ConfirmNode, { code: 'n1', note: '查无企业' }, group())
  expect(await grey()).toBe(false)
  const seen = Temporal.PlainDate.from(today())
  t.clock.set(`${seen.add({ days: 180 }).toString()}T01:00:00Z`)
  expect(await grey()).toBe(false)
  t.clock.set(`${seen.add({ days: 181 }).toString()}T01:00:00Z`)
  expect(await grey()).toBe(true)
})

test('a firm closed in the register leaves its nodes on that day, once however often it is told; what was known before stays', async () => {
  await adopt([leaf('l1')])
  const firm = await activeFirm(t)
  const settled = await place('l1', firm.id)
  day += 1
  t.clock.set(`${today()}T01:00:00Z`)
  await t.done(ChangeFirmState, { id: firm.id, version: firm.version, to: 'closed', reason: '合成注销' })
  const told = { data: { firmId: firm.id, from: 'active', to: 'closed' } }
  for (let times = 0; times < 2; times++) await asSystem(t.kernel, 'industry', (ctx) => leaveNodes.hear(ctx, told as never))
  expect(
    await t.rows('select version, valid_to::text as ended, known_to is null as now from industry.on_node where id = $1 order by version', [
      settled.id,
    ]),
  ).toEqual([
    { version: 1, ended: null, now: false },
    { version: 2, ended: today(), now: true },
  ])
  expect((await t.done(GetChain, {})).totals).toMatchObject({ covered: 0, firms: 0 })
  const record = await t.done(GetRecord, { kind: 'on-node', id: settled.id })
  expect(record.versions.map(({ version, knownTo }) => [version, knownTo === null])).toEqual([
    [2, true],
    [1, false],
  ])
})
