/** Words of the fields' inputs and values, shared by all screens made from kinds. */
export const zh = {
  yes: '是',
  no: '否',
  unknown: '未知',
  yuan: '元',
  wan: '万元',
  moneyUnit: '金额单位',
  chooseOne: '请选择',
  chooseMany: '可多选',
} as const

export const en = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Unknown',
  yuan: 'yuan',
  wan: '10,000 yuan',
  moneyUnit: 'Unit of the amount',
  chooseOne: 'Choose',
  chooseMany: 'One or more',
} as const
