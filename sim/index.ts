export { loadSyntheticDistrict, type LoadReport } from './load-district.ts'
export { population } from './population.ts'
export { loadPlanYear, type YearReport } from './plan-year.ts'
