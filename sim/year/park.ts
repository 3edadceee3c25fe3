import {
  AddLease,
  AddSpace,
  AdoptGraph,
  CloseGap,
  CreatePark,
  GetChain,
  ListGaps,
  PlaceFirm,
  RecordContract,
} from '@yinqiao/industry/contract'
import type { MadeFirm } from './firms.ts'
import type { Scribe } from './scribe.ts'

/** A made park with units and leases: some rent-free, one sublet, one ended, two empty. */
export async function writePark(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const town = scribe.towns[0]
  const park = await scribe.run('group', 'park', CreatePark, {
    name: '合成产业园一号',
    kind: 'park',
    parentId: null,
    divisionCode: town.code,
    covers: scribe.towns.slice(1, 3).map(({ code }) => code),
    operatorUnitId: null,
    roles: [],
    state: 'operating',
    since: '2026-03-20',
    synthetic: true,
  })
  for (let n = 1; n <= 8; n++) {
    const areaDm2 = (200 + n * 25) * 100
    const unit = { building: '合成楼', number: `${100 + n}`, areaDm2, lettableFrom: '2026-03-20', lettableLastDay: null }
    const space = await scribe.run('group', `space/${n}`, AddSpace, { parkId: park.id, ...unit })
    const tenant = firms[n]
    if (n > 6 || tenant === undefined) continue
    const from = `2026-0${3 + (n % 4)}-25`
    const lease = await scribe.run('group', `lease/${n}`, AddLease, {
      spaceId: space.id,
      parentId: null,
      number: `HC-L${n}`,
      firmId: tenant.id,
      from,
      lastDay: n === 6 ? '2026-10-31' : '2028-12-31',
      rentFreeLastDay: n === 3 ? '2027-01-31' : '2026-07-31',
      areaDm2,
      monthlyFen: 3000 * (areaDm2 / 100),
    })
    const second = firms[20]
    if (n === 1 && second !== undefined)
      await scribe.run('group', 'sublet', AddLease, {
        spaceId: space.id,
        parentId: lease.id,
        number: 'HC-L1-1',
        firmId: second.id,
        from: '2026-06-01',
        lastDay: '2027-05-31',
        rentFreeLastDay: null,
        areaDm2: areaDm2 / 4,
        monthlyFen: null,
      })
  }
}

/** The graph in force, firms on its nodes, contracts between them, and a gap that a contract closes. */
export async function writeChain(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const { graph, versions } = await scribe.run('group', 'chain', GetChain, {})
  const draft = versions.find(({ state }) => state === 'draft')
  const inForce = graph?.state === 'in-force'
  if (!inForce && draft !== undefined) await scribe.run('group', 'adopt', AdoptGraph, { graphId: draft.id, on: '2026-01-15' })
  else if (!inForce) return
  const { nodes } = await scribe.run('group', 'chain', GetChain, {})
  const leaves = nodes.filter(({ leaf }) => leaf)
  const evidence = { evidence: '合成数据：实地核对', evidenceHash: null }
  for (const [n, node] of leaves.entries()) {
    if (n % 4 === 3) continue
    const firm = firms[n % firms.length]
    if (firm === undefined) continue
    const introducedBy = n % 5 === 4 ? (firms[0]?.id ?? null) : null
    await scribe.run('group', `node/${node.code}`, PlaceFirm, {
      nodeCode: node.code,
      firmId: firm.id,
      role: n % 3 === 0 ? 'leader' : 'member',
      from: `2026-0${2 + (n % 7)}-10`,
      introducedBy: introducedBy === firm.id ? null : introducedBy,
      ...evidence,
    })
  }
  for (let n = 1; n <= 6; n++) {
    const [buyer, seller, node] = [firms[n], firms[n + 8], leaves[n]]
    if (buyer === undefined || seller === undefined || node === undefined) continue
    await scribe.run('group', `supply/${n}`, RecordContract, {
      number: `HC-S${n}`,
      nodeCode: node.code,
      buyerId: buyer.id,
      sellerId: seller.id,
      signedOn: `2026-0${n + 2}-14`,
      lastDay: null,
      amountFen: 600_000_00 * n,
      evidenceHash: n % 2 === 0 ? 'a'.repeat(64) : null,
    })
  }
  const { gaps } = await scribe.run('group', 'gaps', ListGaps, {})
  const open = gaps.find(({ state, nodeCode }) => state === 'open' && leaves.some(({ code }) => code === nodeCode))
  const [buyer, seller] = [firms[15], firms[16]]
  if (open === undefined || buyer === undefined || seller === undefined || open.openedOn > scribe.today) return
  const contract = await scribe.run('group', 'supply/gap', RecordContract, {
    number: 'HC-S-gap',
    nodeCode: open.nodeCode,
    buyerId: buyer.id,
    sellerId: seller.id,
    signedOn: scribe.today,
    lastDay: null,
    amountFen: 1_000_000_00,
    evidenceHash: null,
  })
  await scribe.run('group', 'close-gap', CloseGap, { id: open.id, by: { kind: 'supply', contractId: contract.id }, on: scribe.today })
}
