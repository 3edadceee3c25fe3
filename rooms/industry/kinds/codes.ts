import type { Code } from '@yinqiao/records/contract'
import classes from '../data/silver-classes.json' with { type: 'json' }

const list = (...rows: readonly (readonly [code: string, zh: string, en: string])[]): readonly Code[] =>
  rows.map(([code, zh, en]) => ({ code, title: { zh, en } }))

/** Small classes of 养老产业统计分类（2020）, 国家统计局令第30号: 78 of 79, see the file's confidence. */
export const silverClasses: readonly Code[] = classes.small.map(({ code, name, en }) => ({
  code,
  title: { zh: `${code} ${name}`, en: `${code} ${en}` },
}))

/** Field tags: the three the plan puts first (rehab, finance, anti-ageing) and those its tasks name besides. */
export const fieldTags = list(
  ['ai', '人工智能', 'Artificial intelligence'],
  ['rehab', '高端康复辅助器具', 'High-end assistive devices'],
  ['finance', '养老金融', 'Pension finance'],
  ['anti-ageing', '抗衰老', 'Anti-ageing'],
  ['smart-care', '智慧健康养老', 'Smart health and care'],
  ['biomedicine', '生物医药', 'Biomedicine'],
)
/** Directions of tasks 1 to 6. */
export const directions = list(
  ['goods', '养老用品和相关产品制造', 'Goods for the old'],
  ['finance', '养老金融', 'Pension finance'],
  ['anti-ageing', '抗衰老', 'Anti-ageing'],
  ['care', '养老照护服务', 'Care services'],
  ['health', '老年健康促进与社会参与', 'Health and participation'],
  ['education', '养老教育培训和人力资源服务', 'Education and human resources'],
)
export const chainPositions = list(
  ['upstream', '上游', 'Upstream'],
  ['midstream', '中游', 'Midstream'],
  ['downstream', '下游', 'Downstream'],
)
export const scenes = list(['institution', '机构', 'Institution'], ['community', '社区', 'Community'], ['home', '居家', 'Home'])
export const investors = list(
  ['central', '央企', 'Central state firm'],
  ['state', '国企（地方）', 'Local state firm'],
  ['private', '民企', 'Private firm'],
  ['foreign', '外资', 'Foreign'],
  ['hmt', '港澳台', 'Hong Kong, Macao, Taiwan'],
)
/** ISO 3166-1 alpha-2. */
export const countries = list(
  ['CN', '中国', 'China'],
  ['HK', '中国香港', 'Hong Kong, China'],
  ['MO', '中国澳门', 'Macao, China'],
  ['TW', '中国台湾', 'Taiwan, China'],
  ['JP', '日本', 'Japan'],
  ['KR', '韩国', 'Korea'],
  ['SG', '新加坡', 'Singapore'],
  ['DE', '德国', 'Germany'],
  ['FR', '法国', 'France'],
  ['GB', '英国', 'United Kingdom'],
  ['NL', '荷兰', 'Netherlands'],
  ['CH', '瑞士', 'Switzerland'],
  ['DK', '丹麦', 'Denmark'],
  ['SE', '瑞典', 'Sweden'],
  ['IT', '意大利', 'Italy'],
  ['US', '美国', 'United States'],
  ['CA', '加拿大', 'Canada'],
  ['AU', '澳大利亚', 'Australia'],
)
/** The five kinds of platform firms of task 7. */
export const platformFirms = list(
  ['nursing', '医养看护平台', 'Medical and nursing platform'],
  ['leisure', '老年文体休闲服务平台', 'Culture, sport and leisure platform'],
  ['education', '老年教育培训平台', 'Education platform'],
  ['smart-health', '智慧健康服务平台', 'Smart health platform'],
  ['smart-care', '智慧养老服务平台', 'Smart care platform'],
)
/** The four platforms of part four (2). */
export const platforms = list(
  ['industry', '产业平台', 'Industry platform'],
  ['innovation', '创新平台', 'Innovation platform'],
  ['open', '开放平台', 'Opening platform'],
  ['capital', '资本平台', 'Capital platform'],
)
/** What a recognition says; which of them make a firm well known is set by the interpretation, not here. */
export const criteria = list(
  ['well-known', '知名', 'Well known'],
  ['head', '头部', 'Head firm'],
  ['leader', '龙头', 'Leader'],
  ['little-giant', '专精特新“小巨人”', 'Little giant'],
  ['listed', '上市公司', 'Listed'],
  ['ranked', '榜单入围', 'Ranked'],
  ['high-end', '高端产品', 'High-end product'],
  ['quality-service', '优质服务', 'Quality service'],
  ['brand', '知名品牌', 'Well-known brand'],
)
export const sizes = list(['large', '大型', 'Large'], ['medium', '中型', 'Medium'], ['small', '小型', 'Small'], ['micro', '微型', 'Micro'])
/** The district's two bases that task 11 names. */
export const bases = list(['furniture', '家居', 'Furniture'], ['biomedicine', '生物医药', 'Biomedicine'])
export const needs = list(['clothing', '衣', 'Clothing'], ['food', '食', 'Food'], ['home', '住', 'Home'], ['travel', '行', 'Travel'])
/** The five classes of daily products of task 1. */
export const dailyClasses = list(
  ['furniture', '适老化家具', 'Furniture for the old'],
  ['bathing', '洗浴装置', 'Bathing devices'],
  ['health-goods', '老年保健用品', 'Health goods'],
  ['medicine', '老年药品', 'Medicines'],
  ['device', '老年医疗器械', 'Medical devices'],
)
export const foodLines = list(['green', '绿色健康食品', 'Green food'], ['longevity', '长寿食品', 'Longevity food'])
export const partnerSorts = list(
  ['institute', '科研院所', 'Research institute'],
  ['academician', '院士专家团队', 'Team of an academician'],
  ['university', '高校', 'University'],
  ['firm', '企业', 'Firm'],
  ['association', '行业组织', 'Association'],
)
/** What a paper promised, whether it came. */
export const dueStates = list(
  ['pending', '未交付', 'Not delivered'],
  ['done', '已交付', 'Delivered'],
  ['waived', '经双方取消', 'Waived by both'],
)
export const standardLevels = list(
  ['national', '国家标准', 'National'],
  ['industry', '行业标准', 'Of an industry'],
  ['local', '地方标准', 'Local'],
  ['group', '团体标准', 'Of an association'],
  ['enterprise', '企业标准', 'Of a firm'],
)
export const resultSorts = list(
  ['joint', '合作研发成果', 'Joint result'],
  ['patent', '专利', 'Patent'],
  ['software', '软件著作权', 'Software right'],
  ['device-licence', '医疗器械注册证', 'Device licence'],
  ['new-product', '新产品', 'New product'],
  ['prize', '奖项', 'Prize'],
)
export const replicable = list(
  ['standard', '标准', 'Standard'],
  ['product', '科技产品', 'Product'],
  ['service', '专业服务', 'Service'],
  ['model', '经营模式', 'Business model'],
)
export const aiSubjects = list(
  ['firm', '企业', 'Firm'],
  ['product', '产品', 'Product'],
  ['project', '项目', 'Project'],
  ['site', '点位', 'Site'],
)
export const aiProofs = list(['filing', '备案', 'Filing'], ['test', '测试报告', 'Test report'], ['deployment', '部署证明', 'Deployment'])
export const importSorts = list(['service', '服务', 'Service'], ['technology', '技术', 'Technology'])
export const eventSorts = list(
  ['matching', '产业对接会', 'Matching meeting'],
  ['alliance', '全国国有企业养老联盟交流', 'Exchange of the alliance'],
  ['fair', '展会', 'Fair'],
)
export const hostSorts = list(
  ['association', '行业协会', 'Association'],
  ['leader', '龙头企业', 'Leading firm'],
  ['authority', '政府部门', 'Authority'],
)
export const dealSorts = list(['intended', '意向', 'Intended'], ['signed', '合同', 'Contract'])
export const channels = list(
  ['online', '网络', 'Online'],
  ['broadcast', '广播电视报刊', 'Broadcast and press'],
  ['outdoor', '户外', 'Outdoor'],
  ['fair', '展会', 'Fair'],
)
export const trialDecisions = list(['adopt', '转为正式采用', 'Adopt'], ['stop', '停止', 'Stop'], ['extend', '延长试用', 'Extend'])
export const cultivated = list(['industry', '优势产业', 'Industry'], ['firm', '龙头企业', 'Leading firm'], ['park', '产业园区', 'Park'])
export const cultivationSteps = list(
  ['listed', '入库', 'Listed'],
  ['cultivating', '培育', 'Cultivated'],
  ['recognised', '认定', 'Recognised'],
)
export const testSorts = list(
  ['food', '食品', 'Food'],
  ['device', '医疗器械与辅具', 'Devices'],
  ['goods', '日用品', 'Goods'],
  ['system', '智慧养老产品', 'Smart care products'],
)
export const contactWays = list(
  ['visit', '登门', 'Visit'],
  ['meeting', '会谈', 'Meeting'],
  ['remote', '线上', 'Remote'],
  ['letter', '函件', 'Letter'],
)
export const facilitySorts = list(
  ['show-centre', '展览展示中心', 'Show centre'],
  ['rd-centre', '产品研发中心', 'Product development centre'],
  ['training-centre', '人才培训中心', 'Training centre'],
  ['industry-centre', '产业中心', 'Industry centre'],
  ['park', '产业园', 'Park'],
  ['institute', '银发经济研究院', 'Institute'],
  ['product-service', '产品服务中心', 'Product-service centre'],
  ['medical-show', '医疗健康展示中心', 'Medical show centre'],
  ['integration-centre', '集成产业中心', 'Integrated industry centre'],
  ['headquarters', '制造业总部', 'Manufacturing headquarters'],
  ['care-complex', '康养一体化机构或综合体', 'Care complex'],
  ['operating-team', '园区运营团队', 'Operating team'],
)
export const researchTechnologies = list(
  ['gene', '基因技术', 'Gene technology'],
  ['regeneration', '再生医学', 'Regenerative medicine'],
  ['laser', '激光射频', 'Laser and radio frequency'],
  ['gene-test', '基因检测', 'Gene testing'],
  ['molecular', '分子诊断', 'Molecular diagnosis'],
  ['stem-cell', '干细胞治疗', 'Stem cell therapy'],
  ['orthosis', '智能矫形器', 'Smart orthosis'],
  ['exoskeleton', '可穿戴式外骨骼机器人', 'Wearable exoskeleton'],
  ['other', '其他', 'Other'],
)
export const registeredForms = list(['legal-person', '法人', 'Legal person'], ['branch', '分支机构', 'Branch'], ['other', '其他', 'Other'])
