import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import type { RecordsSettings } from '@yinqiao/records'
import { industrySignatures } from './contract/index.ts'
import { leaveNodes } from './listen.ts'
import { industryMeasures, industrySources } from './measures.ts'
import { addLease } from './use/add-lease.ts'
import { addSpace } from './use/add-space.ts'
import { adoptGraph } from './use/adopt-graph.ts'
import { changeSpace } from './use/change-space.ts'
import { closeGap } from './use/close-gap.ts'
import { confirmFirm } from './use/confirm-firm.ts'
import { confirmNode } from './use/confirm-node.ts'
import { createPark } from './use/create-park.ts'
import { editPark } from './use/edit-park.ts'
import { endLease } from './use/end-lease.ts'
import { getChain } from './use/get-chain.ts'
import { getNode } from './use/get-node.ts'
import { getPark } from './use/get-park.ts'
import { getRecord } from './use/get-record.ts'
import { linkNodes } from './use/link-nodes.ts'
import { listContracts } from './use/list-contracts.ts'
import { listGaps } from './use/list-gaps.ts'
import { listLeadReports } from './use/list-lead-reports.ts'
import { listParks } from './use/list-parks.ts'
import { loadGraph } from './use/load-graph.ts'
import { loadNamed } from './use/load-named.ts'
import { loadWorks } from './use/load-works.ts'
import { moveParkState } from './use/move-park-state.ts'
import { placeFirm } from './use/place-firm.ts'
import { recordContract } from './use/record-contract.ts'
import { reportLead } from './use/report-lead.ts'
import { saveNode } from './use/save-node.ts'
import { splitLease } from './use/split-lease.ts'
import { startGraph } from './use/start-graph.ts'
import { transferLead } from './use/transfer-lead.ts'
import { voidLease } from './use/void-lease.ts'

/** What the roof hands to the room: the registers it writes leads and named works to. */
export interface IndustrySettings {
  readonly records: RecordsSettings
}

/** The room of parks and leases, the industry chain, and the registers and works of the industry. */
export const industry = ({ records }: IndustrySettings): Room => ({
  name: 'industry',
  signatures: industrySignatures,
  bodies: [
    addLease,
    addSpace,
    adoptGraph,
    changeSpace,
    closeGap,
    confirmFirm,
    confirmNode,
    createPark,
    editPark,
    endLease,
    getChain,
    getNode,
    getPark,
    getRecord,
    linkNodes,
    listContracts,
    listGaps,
    listLeadReports,
    listParks,
    loadGraph,
    loadNamed,
    loadWorks(records),
    moveParkState,
    placeFirm,
    recordContract,
    reportLead(records),
    saveNode,
    splitLease,
    startGraph,
    transferLead(records),
    voidLease,
  ],
  listeners: [leaveNodes],
  sources: industrySources,
  measures: industryMeasures,
  tables: join(import.meta.dirname, 'tables'),
})
