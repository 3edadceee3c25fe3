export { planReadRefusals, ReadBrokenDocx, ReadEmpty, ReadEncoding, ReadNotPlan, ReadNotText, ReadTooLarge } from './read-refusals.ts'
export {
  Comparison,
  PlanPhase,
  PlanQuantity,
  PlanSection,
  PlanStructure,
  PlanTarget,
  PlanTask,
  PlanTerm,
  PlanUnit,
  QuantityRole,
  UnitGroup,
  UnitRole,
  UnitRule,
  VerbClass,
} from './structure.ts'
