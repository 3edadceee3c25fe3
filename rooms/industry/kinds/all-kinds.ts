import type { ProjectKind } from '@yinqiao/projects/contract'
import type { RecordKind } from '@yinqiao/records/contract'
import { adoptionKind } from './adoption.ts'
import { aiEvidenceKind } from './ai-evidence.ts'
import { brandKind } from './brand.ts'
import { campaignKind } from './campaign.ts'
import { certificateKind } from './certificate.ts'
import { cooperationKind } from './cooperation.ts'
import { cultivationKind } from './cultivation.ts'
import { deliverableKind } from './deliverable.ts'
import { demoAcceptanceKind } from './demo-acceptance.ts'
import { demonstrationKind } from './demonstration.ts'
import { enterpriseKind } from './enterprise.ts'
import { eventDealKind } from './event-deal.ts'
import { eventKind } from './event.ts'
import { exportKind } from './export.ts'
import { facilityKind } from './facility.ts'
import { firmVisitKind } from './firm-visit.ts'
import { importContractKind } from './import-contract.ts'
import { investmentKind } from './investment.ts'
import { milestoneKind } from './milestone.ts'
import { platformActivityKind } from './platform-activity.ts'
import { platformEntryKind } from './platform-entry.ts'
import { productKind } from './product.ts'
import { qualityTestKind } from './quality-test.ts'
import { recallKind } from './recall.ts'
import { recognitionKind } from './recognition.ts'
import { researchKind } from './research.ts'
import { resultKind } from './result.ts'
import { sceneCellKind } from './scene-cell.ts'
import { sceneUsageKind } from './scene-usage.ts'
import { sceneKind } from './scene.ts'
import { serviceModelKind } from './service-model.ts'
import { standardKind } from './standard.ts'
import { targetContactKind } from './target-contact.ts'
import { targetFirmKind } from './target-firm.ts'
import { trialKind } from './trial.ts'
import { upgradeKind } from './upgrade.ts'

/** Works in stages of this room. */
export const industryProjects: readonly ProjectKind[] = [investmentKind, facilityKind, demonstrationKind, researchKind]

/** Registers of this room, those of its works among them: for the records engine. */
export const industryKinds: readonly RecordKind[] = [
  adoptionKind,
  aiEvidenceKind,
  brandKind,
  campaignKind,
  certificateKind,
  cooperationKind,
  cultivationKind,
  deliverableKind,
  demoAcceptanceKind,
  enterpriseKind,
  eventDealKind,
  eventKind,
  exportKind,
  firmVisitKind,
  importContractKind,
  milestoneKind,
  platformActivityKind,
  platformEntryKind,
  productKind,
  qualityTestKind,
  recallKind,
  recognitionKind,
  resultKind,
  sceneCellKind,
  sceneUsageKind,
  sceneKind,
  serviceModelKind,
  standardKind,
  targetContactKind,
  targetFirmKind,
  trialKind,
  upgradeKind,
  ...industryProjects.map(({ record }) => record),
]
