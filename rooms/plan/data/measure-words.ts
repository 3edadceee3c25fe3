/** Units of time. */
export const timeUnits: readonly string[] = ['个工作日', '工作日', '个自然日', '个月', '个季度', '年', '天', '日', '周', '小时', '分钟', '秒钟', '秒', '学时', '课时', '学年', '学期', '个小时', '个学时', '个课时', '周年', '个星期', '星期']

/** Units of money. */
export const moneyUnits: readonly string[] = ['元', '美元', '人民币', '港元', '欧元', '日元', '元人民币', '块']

/** Other units and measure words, any order. */
export const countUnits: readonly string[] = [
  '平方米', '平方公里', '平方千米', '公里', '千米', '米', '厘米', '毫米', '亩', '公顷', '吨标准煤', '吨', '公斤', '千克', '克', '升', '立方米', '㎡', 'm2', 'm²', 'km', '千瓦时', '千瓦', '兆瓦', '度电', '度', '卡时', 'kWh', 'kW', 'MW', 'GW', 'kV',
  '微克/立方米', '毫克/升', 'PFLOPS', 'EFLOPS', 'PFlops', 'EFlops', 'P算力', 'TB', 'PB', 'GB', 'EB', 'Gbps', 'Mbps', '人次', '人天', '家次', '批次', '场次', '车次', '班次', '架次', '标箱', 'TEU', '张床位', '个百分点', '百分点',
  '%', '‰', '个', '家', '名', '人', '户', '项', '所', '处', '座', '张', '间', '套', '台', '辆', '架', '条', '件', '批', '次', '场', '期', '篇', '部', '册', '支', '只', '头', '株', '棵', '种', '类', '门', '岁', '周岁', '倍', '成', '折', '床', '例', '单', '笔', '份', '宗', '对',
  '组', '队', '班', '分', '位', '级', '款', '艘', '栋', '幢', '片', '块', '盏', '根', '口', '眼', '枚', '颗', '股', '项次', '站', '幅', '首', '集', '本', '讲', '课', '堂', '席', '人份', '单位', '村', '镇', '县', '城市', '街道', '社区', '户次', '团', '层', '批项目', '大', '方面', '维度', '环节', '行业', '领域', '国家', '地区',
]

/** Measure words that may follow a Chinese numeral without being part of a set phrase. */
export const afterChinese = /^(?:个工作日|工作日|个月|个百分点|百分点|平方米|平方公里|公里|公顷|亩|吨|人次|批次|场次|元|美元|户|家|名|人|个|项|所|处|座|张|间|套|台|辆|条|件|次|场|期|支|种|类|门|岁|倍|成|年|天|周|小时|分钟|张床位|大|级|米|户次|例|笔|份|组|款|栋|届|轮|只|部|篇|度)/

/** Comparing words before a number; those with a gap may stand some words away from it. */
export const before: readonly { readonly form: RegExp; readonly comparison: '>=' | '>' | '<=' | '<' | '~' | '='; readonly gap: boolean }[] = [
  { form: /不(?:得|应|能)?(?:低|少|小)于|不(?:低|少)过/g, comparison: '>=', gap: true },
  { form: /不(?:得|应|能)?(?:高|多|大|晚)于|不(?:得|应|能)?(?:超过|超出|超)|至多|最高|最多|最长|最大|上限|封顶|以内控制在/g, comparison: '<=', gap: true },
  { form: /至少|最少/g, comparison: '>=', gap: true },
  { form: /最低|>=|≥|达到|达|不下/g, comparison: '>=', gap: false },
  { form: /<=|≤|控制在|压缩(?:至|到|在)|降(?:至|到|低至|低到)|缩短(?:至|到)|压减(?:至|到)/g, comparison: '<=', gap: false },
  { form: /超过|超出|超|突破|高于|大于|多于|逾|>/g, comparison: '>', gap: false },
  { form: /低于|小于|少于|不足|不到|</g, comparison: '<', gap: false },
  { form: /大约|约|近|接近|将近/g, comparison: '~', gap: false },
]

/** Comparing words after a number. 以上 and 以下 include the number (usage of law: 民法典 art. 1259). */
export const after: readonly (readonly [RegExp, '>=' | '<=' | '<' | '~' | '>'])[] = [
  [/^(?:\(含\))?(?:及以上|或以上|以上|及其以上)(?:\(含[^)]*\))?/, '>='],
  [/^(?:\(含\))?(?:及以下|或以下|以下|以内|之内)(?:\(含[^)]*\))?/, '<='],
  [/^(?:左右|上下|前后)/, '~'],
]

/** Words of support: sums in such sentences are what somebody may get, not what the plan promises. */
export const supportWords = /给予|补贴|补助|奖励|奖补|资助|扶持|贴息|贷款|补偿|额度|优惠|租金|免租|费用|担保|兑付|资金支持|支持额|支持金额|减免|券|融资|授信|初创|投资$|报销|奖金|工资|津贴|保费|收费|缴纳|申领/
