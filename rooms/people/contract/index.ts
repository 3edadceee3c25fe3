export { Answer, ElderId, ElderInput, ElderRecord, ElderRow, ElderVersion, EmergencyContact, HouseholdId, IdKind, Origin, Sex, VillageCode } from './elder.ts'
export { ElderCreated, ElderEdited, LifeStateChanged } from './events.ts'
export { LifeChange, LifeChangeId, LifeRecord, LifeState, LifeStateName } from './life-state.ts'
export { EditElders, ReadElderClear, ReadElders, SetLifeStates } from './permissions.ts'
export {
  BirthDayDiffers, BirthDayImpossible, ChangeNotLast, ChangeUndone, ChangeUnknown, ElderUnknown, IdInvalid, IdNeedsKind, IdNeedsNumber, IdOld, IdTaken,
  LaterStates, OutsideArea, peopleRefusals, PhoneInvalid, SearchUnclear, SexDiffers, SiteNotFound, StateAfterDeath, StateBeforeBirth,
  StateEndNotAllowed, StateFuture, StateOverlaps, StateRangeEmpty, StateSame, VillageUnknown,
} from './refusals.ts'
export {
  CheckIdNumber, CreateElder, EditElder, GetElder, GetLifeStates, ListElders, ListElderVersions, peopleSignatures, SetLifeState, UndoLifeState,
} from './signatures.ts'
