import { type Decoded, type Decoder, unread } from './decoder.ts'
import { stampOf } from './read-clock.ts'
import { decimalOf } from './read-nmea.ts'
import { type Memory, numberOf, openText, places, positionOf } from './read-text.ts'
import { splitDelimited } from './split-delimited.ts'

/** `#GTXRP=imei,kind,time,lat,lon,altitude,speed,fix,satellites,hdop,time of fix,battery V,…` */
function read(text: string, memory: Memory): Decoded {
  const [, body] = /^#GTXRP=([^$]*)\$?\s*$/.exec(text.trim()) ?? []
  const [imei, , time, lat, lon, altitude, speed, fix, sat, hdop, , battery] = body?.split(',') ?? []
  if (imei === undefined || !/^\d{8,20}$/.test(imei)) return unread(memory.deviceId, 'not a message #GTXRP=imei')
  const position = positionOf(stampOf(time, 'yy'), fix === '1', decimalOf(lat), decimalOf(lon), {
    altitude: numberOf(altitude),
    speed: numberOf(speed),
    sat: numberOf(sat),
    hdop: numberOf(hdop),
    battery: numberOf(battery),
  })
  return places('location', [position], imei)
}

/** Insoles with GPS for people with dementia: `#GTXRP=…$`. */
export const smartsole: Decoder = {
  protocol: 'smartsole',
  title: { zh: '定位鞋垫', en: 'GPS insole' },
  splitter: () => splitDelimited({ ends: ['$', '\r', '\n'], starts: /#GTXRP=/ }),
  open: () => openText(read),
}
