import type { Decoder } from './decoder.ts'
import { eelink } from './eelink.ts'
import { gps103 } from './gps103.ts'
import { gt06 } from './gt06.ts'
import { h02 } from './h02.ts'
import { jt808 } from './jt808.ts'
import { laipac } from './laipac.ts'
import { minifinder } from './minifinder.ts'
import { minifinder2 } from './minifinder2.ts'
import { pt60 } from './pt60.ts'
import { smartsole } from './smartsole.ts'
import { topin } from './topin.ts'
import { trv } from './trv.ts'
import { watch } from './watch.ts'
import { wristband } from './wristband.ts'
import { xexun2 } from './xexun2.ts'

/** All protocols of terminals the platform understands. */
export const decoders: readonly Decoder[] = [
  watch,
  minifinder2,
  jt808,
  gt06,
  h02,
  pt60,
  trv,
  wristband,
  smartsole,
  laipac,
  topin,
  gps103,
  eelink,
  minifinder,
  xexun2,
]

export const findDecoder = (protocol: string): Decoder | undefined => decoders.find((decoder) => decoder.protocol === protocol)
