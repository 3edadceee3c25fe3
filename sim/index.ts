export { loadSyntheticDistrict, type LoadReport } from './load-district.ts'
export { population } from './population.ts'
