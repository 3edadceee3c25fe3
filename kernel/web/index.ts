export { useConfirm, useTell } from './acts.tsx'
export { Answer, useParam } from './Answer.tsx'
export { AnnouncerProvider, useAnnounce } from './Announcer.tsx'
export { call, newKey, routeOf, signedOut } from './call.ts'
export { Chart } from './Chart.tsx'
export type { ChartKind, ChartSeries } from './chart-option.ts'
export { type ConflictField, ConflictView } from './ConflictView.tsx'
export { csvText, saveBytes, saveFile } from './csv.ts'
export { DataList } from './DataList.tsx'
export type { Column } from './list-column.ts'
export { DayField } from './DayField.tsx'
export { todayHere, useDays } from './days.ts'
export { DraftForm } from './DraftForm.tsx'
export { useDraftPlace } from './drafts.ts'
export { DrillNumber } from './DrillNumber.tsx'
export { FilterSelect } from './FilterSelect.tsx'
export { FileDrop } from './FileDrop.tsx'
export { useAllRows, useCommand, useQuery } from './hooks.ts'
export { issueSentence } from './issue-sentence.ts'
export { forgetKept, useKept } from './kept.ts'
export { LanguageProvider, type Say, useLanguage, useSay, useWords, type WordsLike } from './language.tsx'
export { type Page, type PageSignature, readAllPages } from './list-pages.ts'
export { Facts, PageFrame, Sheet } from './PageFrame.tsx'
export { onDemand } from './on-demand.tsx'
export {
  type DivisionFieldProps,
  type Names,
  NamesProvider,
  type Picked,
  type PickerProps,
  type Pickers,
  PickersProvider,
  useNames,
  usePickers,
} from './pickers.tsx'
export { ProgressLine } from './ProgressLine.tsx'
export { mergeMine } from './merge-mine.ts'
export { NetworkError, RefusalError } from './refusal-error.ts'
export type { Panel, Screen } from './screen.ts'
export { type GoTo, Shortcuts } from './shortcuts.tsx'
export { StateShape, StateTag, type Tone } from './StateTag.tsx'
export { SyntheticRibbon } from './SyntheticRibbon.tsx'
export { Empty, ErrorView, Loading, NoPermission, OldAnswer, useProblemSentence } from './states.tsx'
export { everySecond } from './steady-clock.ts'
export { theme } from './theme.ts'
export { layTokens } from './lay-tokens.ts'
export { tokens } from './tokens.ts'
export { type LiveState, useLive } from './use-live.ts'
export { useMay, useViewer, type Viewer, ViewerProvider } from './viewer.tsx'
export { en as kernelEn } from './en.ts'
export { zh as kernelZh } from './zh.ts'
