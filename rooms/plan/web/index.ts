import type { Panel, Screen } from '@yinqiao/kernel/web'
import { readFlags } from '../contract/flags.ts'
import { importPlan, readMeasures, readPlanText } from '../contract/permissions.ts'

const read = readPlanText.code

export const screens: readonly Screen[] = [
  {
    path: '/plan/duties',
    title: { zh: '我的职责', en: 'My duties' },
    group: 'mine',
    order: 10,
    permission: read,
    shortcut: 'd',
    load: async () => (await import('./DutiesScreen.tsx')).DutiesScreen,
  },
  {
    path: '/plan/board',
    title: { zh: '方案看板', en: 'Plan board' },
    group: 'plan',
    order: 5,
    permission: read,
    shortcut: 'k',
    load: async () => (await import('./BoardScreen.tsx')).BoardScreen,
  },
  {
    path: '/plan/measures',
    title: { zh: '指标', en: 'Measures' },
    group: 'plan',
    order: 35,
    permission: readMeasures.code,
    load: async () => (await import('./MeasuresScreen.tsx')).MeasuresScreen,
  },
  {
    path: '/plan/measures/$code',
    title: { zh: '指标', en: 'Measure' },
    permission: readMeasures.code,
    load: async () => (await import('./MeasureScreen.tsx')).MeasureScreen,
  },
  {
    path: '/plan/burden',
    title: { zh: '填报负担', en: 'Burden of forms' },
    group: 'plan',
    order: 70,
    permission: readMeasures.code,
    load: async () => (await import('./BurdenScreen.tsx')).BurdenScreen,
  },
  {
    path: '/plan',
    title: { zh: '方案文本', en: 'Plan text' },
    group: 'plan',
    order: 10,
    permission: read,
    shortcut: 'p',
    load: async () => (await import('./PlanScreen.tsx')).PlanScreen,
  },
  {
    path: '/plan/cover',
    title: { zh: '覆盖页', en: 'Cover page' },
    group: 'plan',
    order: 20,
    permission: read,
    shortcut: 'c',
    load: async () => (await import('./CoverScreen.tsx')).CoverScreen,
  },
  {
    path: '/plan/targets',
    title: { zh: '阶段目标', en: 'Phase targets' },
    group: 'plan',
    order: 30,
    permission: read,
    shortcut: 'm',
    load: async () => (await import('./TargetsScreen.tsx')).TargetsScreen,
  },
  {
    path: '/plan/interpretations',
    title: { zh: '释义', en: 'Interpretations' },
    group: 'plan',
    order: 40,
    permission: read,
    load: async () => (await import('./InterpretationsScreen.tsx')).InterpretationsScreen,
  },
  {
    path: '/plan/versions',
    title: { zh: '版本', en: 'Versions' },
    group: 'plan',
    order: 50,
    permission: read,
    load: async () => (await import('./VersionsScreen.tsx')).VersionsScreen,
  },
  {
    path: '/plan/versions/$id',
    title: { zh: '方案版本', en: 'Version' },
    permission: read,
    load: async () => (await import('./VersionScreen.tsx')).VersionScreen,
  },
  {
    path: '/plan/meetings',
    title: { zh: '会议', en: 'Meetings' },
    group: 'plan',
    order: 60,
    permission: read,
    load: async () => (await import('./MeetingsScreen.tsx')).MeetingsScreen,
  },
  {
    path: '/plan/meetings/$id',
    title: { zh: '会议', en: 'Meeting' },
    permission: read,
    load: async () => (await import('./MeetingScreen.tsx')).MeetingScreen,
  },
  {
    path: '/plan/decisions',
    title: { zh: '决议', en: 'Decisions' },
    group: 'plan',
    order: 61,
    permission: read,
    load: async () => (await import('./DecisionsScreen.tsx')).DecisionsScreen,
  },
  {
    path: '/plan/decisions/$id',
    title: { zh: '决议', en: 'Decision' },
    permission: read,
    load: async () => (await import('./DecisionsScreen.tsx')).DecisionsScreen,
  },
  {
    path: '/plan/rounds',
    title: { zh: '阶段评估', en: 'Evaluation rounds' },
    group: 'plan',
    order: 65,
    permission: read,
    load: async () => (await import('./RoundsScreen.tsx')).RoundsScreen,
  },
  {
    path: '/plan/rounds/$id',
    title: { zh: '评估轮次', en: 'Evaluation round' },
    permission: read,
    load: async () => (await import('./RoundScreen.tsx')).RoundScreen,
  },
  {
    path: '/plan/flags',
    title: { zh: '存疑提示', en: 'Flags' },
    group: 'plan',
    order: 70,
    permission: readFlags.code,
    load: async () => (await import('./FlagsScreen.tsx')).FlagsScreen,
  },
  {
    path: '/plan/import',
    title: { zh: '导入方案', en: 'Import a plan' },
    permission: importPlan.code,
    load: async () => (await import('./ImportPlanScreen.tsx')).ImportPlanScreen,
  },
]

export const panels: readonly Panel[] = [
  { name: 'plan.duties', order: 10, permission: read, load: async () => (await import('./DutiesPanel.tsx')).DutiesPanel },
  { name: 'plan.meetings', order: 15, permission: read, load: async () => (await import('./MeetingsPanel.tsx')).MeetingsPanel },
  { name: 'plan.rounds', order: 16, permission: read, load: async () => (await import('./RoundsPanel.tsx')).RoundsPanel },
  { name: 'plan.board', order: 5, permission: read, load: async () => (await import('./BoardPanel.tsx')).BoardPanel },
]

/** The wall and the public page stand outside the desk; the roof gives them their routes. */
export type { TownMapProps } from './WallTowns.tsx'
export type { WallPage } from './WallScreen.tsx'
export const wallPermission = read
export const loadWall = async () => (await import('./WallScreen.tsx')).WallScreen
export const loadPublic = async () => (await import('./PublicPage.tsx')).PublicPage
