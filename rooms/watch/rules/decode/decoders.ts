import type { Decoder } from './decoder.ts'
import { jt808 } from './jt808.ts'
import { gt06 } from './gt06.ts'
import { topin } from './topin.ts'
import { eelink } from './eelink.ts'
import { xexun2 } from './xexun2.ts'
import { minifinder2 } from './minifinder2.ts'
import { gps103 } from './gps103.ts'
import { h02 } from './h02.ts'
import { laipac } from './laipac.ts'
import { minifinder } from './minifinder.ts'
import { pt60 } from './pt60.ts'
import { smartsole } from './smartsole.ts'
import { trv } from './trv.ts'
import { watch } from './watch.ts'
import { wristband } from './wristband.ts'

/** All protocols of terminals the platform understands. */
export const decoders: readonly Decoder[] = [
  watch,
  h02,
  gps103,
  trv,
  pt60,
  wristband,
  smartsole,
  laipac,
  minifinder,
  jt808,
  gt06,
  topin,
  eelink,
  xexun2,
  minifinder2,
]

export const findDecoder = (protocol: string): Decoder | undefined => decoders.find((decoder) => decoder.protocol === protocol)
