/** Titles of sections that hold tasks. */
export const taskSection = /任务|举措|措施|工程|行动|重点工作|工作内容|主要内容|具体内容|政策支持|支持政策|实施内容|建设内容|推进路径/

/** Titles of sections that hold none, whatever else they say. */
export const noTaskSection = /保障|总体|目标|指导思想|基本原则|工作原则|形势|背景|现状|基础|适用范围|附则|总则|前言|有关要求|工作要求|组织|步骤|进度|时间安排|定位|思路|原则|解释|说明|名词|重点方向|培育领域|重点领域|监督|定义|名单|情况/

/** Titles of sections that promise what will be reached. */
export const goalSection = /目标|总体要求|总体思路|总体考虑|愿景|阶段安排|实施步骤|进度安排|时间安排/
