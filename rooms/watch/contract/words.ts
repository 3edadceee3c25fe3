import type { Missing, Why } from './cause.ts'
import type { Metric, SignalKind } from './heard.ts'
import type { Trust } from './trust.ts'

/** A word in both languages. */
export interface BothWords {
  readonly zh: string
  readonly en: string
}
const both = (zh: string, en: string): BothWords => ({ zh, en })

/** Why a rule answered as it did. */
export const whyWords: Readonly<Record<Why, BothWords>> = {
  heard: both('设备这样说', 'the device said so'),
  'heard-late': both('设备离线时存下，事后送到', 'the device had kept it while out of reach'),
  'beyond-critical': both('超出危急界限', 'beyond the critical limit'),
  'beyond-twice': both('连续两次超出提醒界限', 'beyond the attention limit twice in a row'),
  'quiet-too-long': both('安静的时间超过平常', 'quiet for longer than usual'),
  'not-back': both('离床未归', 'out of bed and not back'),
  outside: both('应在家而最近所知在外', 'should be inside; last known outside'),
  'not-opened': both('药盒未打开', 'the medicine box was not opened'),
  'gateway-silent': both('网关失联', 'the gateway is silent'),
  'all-behind-silent': both('网关在线，其后设备全部失联', 'the gateway is there; nothing comes through it'),
  'device-silent': both('设备失联', 'a device is silent'),
  'home-silent': both('整户没有任何消息', 'nothing at all was heard of the home'),
  'fires-on-everything': both('规则到处触发', 'the rule fires on everything'),
  'draft-holds': both('自定规则的条件成立', 'the condition of a drafted rule holds'),
  'within-limits': both('在界限内', 'within the limits'),
  'beyond-once': both('超出一次，等下一次读数', 'beyond once; waits for the next reading'),
  'not-at-home': both('登记为不在家', 'recorded as not at home'),
  'active-enough': both('近来有活动', 'active of late'),
  'not-night': both('不在夜间时段', 'it is not night'),
  'in-bed': both('在床', 'in bed'),
  'not-to-bed-yet': both('尚未就寝', 'not to bed yet'),
  'back-soon': both('离床不久', 'out of bed for a short while'),
  'not-these-hours': both('不在应在家的时段', 'not in the hours agreed'),
  inside: both('最近所知在家', 'last known inside'),
  'opened-in-time': both('按时打开', 'opened in time'),
  'opened-late': both('迟后打开', 'opened late'),
  'opened-early': both('提前打开', 'opened early'),
  'window-open': both('服药时段未过', 'the time for it is not over'),
  'never-stopped': both('事关生命，从不停用', 'concerns life; never stopped'),
  'stopped-already': both('已停用', 'stopped already'),
  few: both('触发不多', 'it fired for few'),
  'small-share': both('占守护住处的比例小', 'for a small share of the homes'),
  'not-trusted': both('读数不可信', 'the reading is not trusted'),
  'sensor-silent': both('传感器没有声音', 'the sensor is silent'),
  'never-active': both('从未有过活动记录', 'no activity was ever seen'),
  'never-heard': both('从未收到消息', 'never heard'),
  'partly-unseen': both('有一段时间没有看到', 'part of the time nobody saw'),
  'place-never-known': both('从不知道位置', 'the place was never known'),
  'place-too-old': both('所知位置过旧', 'the place known is too old'),
  'box-silent': both('药盒没有声音', 'the medicine box is silent'),
  'share-unknown': both('不知道守护了多少住处', 'it is not known how many homes are watched'),
}

/** What an answer was missing. */
export const missingWords: Readonly<Record<Missing, BothWords>> = {
  'trusted-reading': both('可信的读数', 'a trusted reading'),
  'doctor-critical-limits': both('医生定的危急界限', "a doctor's critical limits"),
  'doctor-attention-limits': both('医生定的提醒界限', "a doctor's attention limits"),
  sensor: both('能看到活动的传感器的消息', 'word of the sensors that see activity'),
  'activity-history': both('活动记录', 'a history of activity'),
  baseline: both('个人活动基线（需十四天）', 'a personal baseline (takes fourteen days)'),
  'bed-sensor': both('床垫的消息', 'word of the bed sensor'),
  position: both('位置', 'a position'),
  'home-position': both('住处的定位', 'where the home is'),
  'medicine-box': both('药盒的消息', 'word of the medicine box'),
  'contracted-interval': both('约定的静默上限', 'a contracted interval'),
  'homes-watched': both('守护住处的数目', 'the number of homes watched'),
}

/** Why a reading is not trusted. */
export const trustWords: Readonly<Record<Trust, BothWords>> = {
  trusted: both('可信', 'trusted'),
  'device-unbound': both('设备未绑定', 'the device is bound to nobody'),
  duplicate: both('重复', 'a repeat'),
  'null-value': both('没有数值', 'no number'),
  'offline-repeat': both('设备离线，平台重复旧值', 'old values of an absent device'),
  'clock-1970': both('设备时钟未设', 'the clock was never set'),
  'clock-future': both('设备时钟超前', 'the clock runs ahead'),
  'too-late': both('迟到超过八天', 'over eight days late'),
  'unit-guessed': both('疑为其他单位', 'looks like another unit'),
  'out-of-range': both('不可能的数值', 'no living body or room has it'),
  spike: both('突跳', 'cannot follow from the value before'),
  late: both('迟到', 'late'),
  'unknown-unit': both('单位不认识', 'a unit nobody knows'),
}

/** What an operator has to see on an alarm of a person who should be elsewhere, and why others were muted. */
export const markWords: Readonly<Record<string, BothWords>> = {
  'pressed-while-elsewhere': both('登记为不在家，仍有人按下', 'recorded as elsewhere, yet somebody pressed'),
  'home-may-be-let': both('住户登记为已迁出或去世，可能另有人住', 'the person moved or died; somebody else may live there'),
  'state-unknown': both('生活状态未登记', 'where the person lives is not recorded'),
  'muted-away': both('外出，不报', 'away: muted'),
  'muted-hospital': both('住院，不报', 'in hospital: muted'),
  'muted-institution': both('入住机构，不报', 'in a home for the aged: muted'),
  'muted-moved': both('已迁出，不报', 'moved: muted'),
  'muted-dead': both('已去世，不报', 'dead: muted'),
}

/** Names of quantities. */
export const metricWords: Readonly<Record<Metric, BothWords>> = {
  'heart-rate': both('心率（次/分）', 'heart rate (a minute)'),
  systolic: both('收缩压（mmHg）', 'systolic pressure (mmHg)'),
  diastolic: both('舒张压（mmHg）', 'diastolic pressure (mmHg)'),
  spo2: both('血氧（%）', 'oxygen saturation (%)'),
  glucose: both('血糖（mmol/L）', 'glucose (mmol/L)'),
  'body-temperature': both('体温（°C）', 'body temperature (°C)'),
  respiration: both('呼吸（次/分）', 'respiration (a minute)'),
  steps: both('步数', 'steps'),
  weight: both('体重（kg）', 'weight (kg)'),
  'room-temperature': both('室温（°C）', 'room temperature (°C)'),
  humidity: both('湿度（%）', 'humidity (%)'),
  battery: both('电量（%）', 'battery (%)'),
  signal: both('信号（dBm）', 'signal (dBm)'),
  motion: both('移动（1 有）', 'motion (1 = moved)'),
  presence: both('有人（1 有）', 'presence (1 = somebody)'),
  door: both('门（1 开）', 'door (1 = open)'),
  bed: both('在床（1 在）', 'bed (1 = in bed)'),
  smoke: both('烟雾（1 有）', 'smoke (1 = smoke)'),
  gas: both('燃气（1 有）', 'gas (1 = gas)'),
  water: both('水浸（1 有）', 'water (1 = water)'),
  power: both('功率（W）', 'power (W)'),
  mains: both('市电（1 有）', 'mains (1 = there)'),
  illuminance: both('照度（lx）', 'illuminance (lx)'),
  latitude: both('纬度', 'latitude'),
  longitude: both('经度', 'longitude'),
  speed: both('速度（km/h）', 'speed (km/h)'),
  co: both('一氧化碳（1 有）', 'carbon monoxide (1 = there)'),
  dose: both('药格（1 打开）', 'dose (1 = opened)'),
}

/** Names of signals. */
export const signalWords: Readonly<Record<SignalKind, BothWords>> = {
  sos: both('一键呼叫', 'SOS'),
  fall: both('跌倒', 'fall'),
  'fall-cleared': both('跌倒解除', 'fall taken back'),
  stay: both('滞留', 'stay'),
  inactivity: both('设备报无活动', 'device misses activity'),
  smoke: both('烟雾', 'smoke'),
  gas: both('燃气', 'gas'),
  co: both('一氧化碳', 'carbon monoxide'),
  water: both('水浸', 'water'),
  'smoke-cleared': both('烟雾解除', 'smoke cleared'),
  'gas-cleared': both('燃气解除', 'gas cleared'),
  'co-cleared': both('一氧化碳解除', 'carbon monoxide cleared'),
  'water-cleared': both('水浸解除', 'water cleared'),
  vital: both('设备报体征危险', 'device calls a vital sign dangerous'),
  'leave-bed': both('离床', 'out of bed'),
  'geofence-left': both('出围栏', 'left the area'),
  'geofence-entered': both('回围栏', 'came back into the area'),
  removed: both('摘下', 'taken off'),
  tamper: both('被拆', 'tampered with'),
  'battery-low': both('电量低', 'battery low'),
  'power-lost': both('断电', 'power lost'),
  'power-back': both('来电', 'power back'),
  fault: both('故障', 'fault'),
  'medicine-taken': both('已取药', 'medicine taken'),
  'medicine-missed': both('未取药', 'medicine missed'),
  'test-call': both('测试呼叫', 'test call'),
}
