import file from '../../data/fall-model.json' with { type: 'json' }
import { FallModel } from './model.ts'

/** The model as it was frozen by bench/falls/train-falls.ts; refuses to start with features that are not those of the code. */
export const fallModel: FallModel = FallModel.parse(file)
