/**
 * How the texts of real reports say what a number counts. Tried in order; the first that fits names the measure.
 * `left` is what stands between the number before (or the sentence's start) and the number, `right` what stands
 * between its unit and the next stop or number. All on squeezed text.
 */
export interface MeasurePattern {
  readonly measure: string
  readonly left?: RegExp
  readonly right?: RegExp
  /** What must not stand in the clause. */
  readonly not?: RegExp
  /** What the sentence up to the number must hold. */
  readonly after?: RegExp
  /** Only in a sentence that speaks of this. */
  readonly within?: 'request' | 'normative' | 'review'
}

const requestEnd = String.raw`(?:(?:政府)?信息公开|依申请公开|公开)(?:政府)?(?:信息)?的?(?:书面)?申请(?:书|表|事项|案件|件)?(?:数量|总数|总量)?(?:[(（][^)）]{0,20}[)）])?(?:共|共计|总计|合计|累计|为|是|有|达|,)*`
const received = '(?:新收到?|新受理|新接收?|新增|共?收到并?受理|收到|接到|接收到?|接受|受理|收办|收悉|收)'
const foreign = /复议|诉讼|建议|提案|投诉(?!举报)|来信|来访|留言|咨询|热线|工单|许可|处罚|举报电话|信箱|培训|检查|意见征集|征求意见|好差评/
const carriedOutWords = String.raw`(?:结转|转结|转|顺延|延期|延续|滚动|移交)(?:至|到|入|为|往)?(?:下|次|明|20\d{2})(?:一个?)?年?(?:度)?(?:继续)?(?:办理|答复|处理|办结)?(?:数(?:量)?)?`
const carriedInWords = String.raw`(?:(?:上|去|前)(?:一|1)?年(?:度)?|20\d{2}年(?:度)?)(?:的)?(?:结转|转结|遗留|转入|接转|结余|未办结)(?:至本年|到本年|至今年|到今年)?|(?:结转|承接|接转)(?:上|去)(?:一)?年(?:度)?|上年(?:度)?转`

export const measurePatterns: readonly MeasurePattern[] = [
  // 结转
  {
    measure: 'requests/carried_out',
    left: new RegExp(`${carriedOutWords}(?:的)?(?:政府信息公开)?(?:申请)?(?:共|有|为|数量)*$`),
    not: /建议|提案|许可/,
  },
  {
    measure: 'requests/carried_out',
    right: new RegExp(`^(?:的)?(?:政府信息公开)?(?:申请)?(?:因[^,;。]{0,12})?(?:将|已|需|依法|按规定)?(?:${carriedOutWords})`),
    within: 'request',
  },
  {
    measure: 'requests/carried_out',
    left: /(?:正在办理(?:中)?|尚在办理(?:中)?|未办结|尚未办结|在办|未到期)(?:的)?(?:申请)?(?:有|共)?$/,
    within: 'request',
    not: foreign,
  },
  { measure: 'requests/carried_out', right: /^(?:申请)?(?:正在|尚在|仍在)(?:依法)?(?:办理|处理)/, within: 'request', not: foreign },
  {
    measure: 'requests/carried_in',
    left: new RegExp(`(?:${carriedInWords})(?:的)?(?:政府信息公开)?(?:依)?(?:申请)?(?:公开)?(?:件)?(?:共|有|为|数量)*$`),
    not: /建议|提案|许可/,
  },
  { measure: 'requests/carried_in', right: new RegExp(`^(?:的)?(?:申请)?(?:为|是|系|属于?)?(?:${carriedInWords})`), within: 'request' },
  // 复议诉讼
  {
    measure: 'review/both',
    left: /行政复议(?:案件|申请)?(?:、|和|及|与|以及|或)+(?:行政)?诉讼(?:的)?(?:案件|情况)?(?:共|共计|合计|为|各|均为|数量)*$/,
  },
  {
    measure: 'review/litigation_after_reconsideration',
    left: /复议后(?:又)?(?:提起)?(?:行政)?(?:诉讼|起诉)(?:的)?(?:案件)?(?:共|为|有)*$/,
  },
  { measure: 'review/litigation_direct', left: /未经复议(?:直接|而)?(?:提起)?(?:行政)?(?:诉讼|起诉)(?:的)?(?:案件)?(?:共|为|有)*$/ },
  { measure: 'review/litigation', left: /(?:行政诉讼|诉讼|应诉)(?:的)?(?:案件|案)?(?:数量)?(?:共计|共|合计|为|有)*$/ },
  { measure: 'review/reconsideration', left: /(?:行政复议|复议)(?:的)?(?:申请|案件|案)?(?:数量)?(?:共计|共|合计|为|有)*$/ },
  {
    measure: 'review/litigation',
    right: /^(?![、,和及与])(?:政府信息公开)?(?:[^,;。\d复]{0,20}?)(?:行政)?(?:诉讼|应诉)(?:案件)?(?:$|[、,])/,
  },
  {
    measure: 'review/reconsideration',
    right: /^(?![、,和及与])(?:政府信息公开)?(?:[^,;。\d诉]{0,20}?)(?:行政)?复议(?:申请|案件)?(?:$|[、,])/,
  },
  // 规范性文件、规章
  { measure: 'rules/issued', left: /(?:制发|制定|出台|印发|新制发|制订|颁布)(?:的)?(?:政府)?规章(?:共)?$/ },
  { measure: 'rules/repealed', left: /(?:废止|失效)(?:的)?(?:政府)?规章(?:共)?$/ },
  { measure: 'rules/in_force', left: /(?:现行有效|有效)(?:的)?(?:政府)?规章(?:共)?$/ },
  {
    measure: 'normative/issued',
    left: /(?:新?制发|新?制定|新?出台|新?印发|制订|制定出台|制定印发|制发出台)(?:了)?(?:并公开|并发布|公布)?(?:的)?(?:各类)?(?:行政)?规范性文件(?:共|共计|数|数量|为)*$/,
  },
  { measure: 'normative/repealed', left: /(?:废止|清理废止|宣布失效|废止失效|废止和失效)(?:的)?(?:行政)?规范性文件(?:共|共计|数|为)*$/ },
  { measure: 'normative/in_force', left: /(?:现行有效|依旧有效|继续有效|有效|保留)(?:的)?(?:行政)?规范性文件(?:共|共计|数|总数|为)*$/ },
  { measure: 'normative/issued', left: /(?:制发|制定|出台|新制发|印发)(?:数|数量|件数)?(?:共|为)*$/, within: 'normative' },
  { measure: 'normative/repealed', left: /(?:废止|清理废止|宣布失效)(?:数|数量|件数)?(?:共|为)*$/, within: 'normative' },
  { measure: 'normative/in_force', left: /(?:现行有效|继续有效|有效)(?:数|数量|件数)?(?:共|为)*$/, within: 'normative' },
  { measure: 'normative/issued', left: /其中(?:,)?(?:行政)?规范性文件(?:共)?$/, after: /印发|制发|出台|制定/, not: /公开|发布|解读/ },
  // 许可、处罚、强制
  {
    measure: 'decisions/licensing',
    left: /(?:办理|作出|做出|实施|办结|公示|公开|受理|许可)?(?:的)?行政许可(?:事项|决定|信息|结果|案件|件|类)?(?:共|共计|数量|为|合计|总数)*$/,
  },
  { measure: 'decisions/penalty', left: /行政处罚(?:决定|信息|结果|案件|案)?(?:共|共计|数量|为|合计)*$/, not: /强制|许可.{0,4}处罚/ },
  { measure: 'decisions/compulsion', left: /行政强制(?:措施|执行|决定|信息|案件)?(?:共|共计|数量|为)*$/ },
  // 申请人
  {
    measure: 'applicant/natural_person',
    left: /(?:自然人|公民)(?:提出的?|提交的?|个人)?(?:政府信息公开)?(?:的)?(?:申请|申请人)?(?:共|有|为|占)*$/,
    not: /复议|诉讼|法人/,
  },
  { measure: 'applicant/natural_person', right: /^(?:申请)?(?:全部|均|都|全)?(?:为|是|系|由)自然人/ },
  {
    measure: 'applicant/organisations',
    left: /(?:法人|单位)(?:或|和|及|、|与)?(?:其[他它])?(?:组织)?(?:提出的?|提交的?)?(?:政府信息公开)?(?:的)?(?:申请|申请人)?(?:共|有|为|占)*$/,
    not: /自然人.{0,3}法人|公民.{0,3}法人|复议|诉讼/,
    within: 'request',
  },
  { measure: 'applicant/commercial_enterprise', left: /商业企业(?:提出的?|提交的?)?(?:申请)?(?:共|有|为|占)*$/, not: /复议|诉讼/ },
  { measure: 'applicant/research_institution', left: /科研机构(?:提出的?|提交的?)?(?:申请)?(?:共|有|为)*$/ },
  { measure: 'applicant/public_welfare_org', left: /社会公益组织(?:提出的?|提交的?)?(?:申请)?(?:共|有|为)*$/ },
  { measure: 'applicant/legal_service_org', left: /法律服务机构(?:提出的?|提交的?)?(?:申请)?(?:共|有|为)*$/ },
  // 办理结果
  {
    measure: 'results/granted+partial',
    left: /(?:予以公开|公开|同意公开)(?:及|和|与|、|以及|或)部分(?:予以)?公开(?:的)?(?:有|共|为)*$/,
    within: 'request',
  },
  { measure: 'results/partial', left: /部分(?:予以)?公开(?:的)?(?:申请)?(?:有|共|为|答复|类)*$/, within: 'request' },
  { measure: 'results/denied', left: /(?:不予公开|不公开)(?:的)?(?:申请)?(?:有|共|为|答复|类)*$/, within: 'request', not: /复议|诉讼/ },
  {
    measure: 'results/granted',
    left: /(?<!不)(?:予以|同意|全部|给予|决定)公开(?:答复)?(?:的)?(?:申请)?(?:有|共|为|答复|类)*$/,
    within: 'request',
    not: /部分公开|复议|诉讼/,
  },
  { measure: 'results/granted', left: /(?:其中|[,、;:])公开(?:的)?$/, after: /申请/, within: 'request', not: /主动|复议|诉讼/ },
  { measure: 'results/unable', left: /(?:无法提供|不能提供|无法公开)(?:的)?(?:申请)?(?:有|共|为|答复|类)*$/, within: 'request' },
  { measure: 'results/not_processed', left: /不予处理(?:的)?(?:申请)?(?:有|共|为|答复|类)*$/, within: 'request' },
  {
    measure: 'results/other_handling',
    left: /(?:其[他它]处理|其[他它]方式处理)(?:的)?(?:情况|情形)?(?:申请)?(?:有|共|为|答复|类)*$/,
    within: 'request',
  },
  {
    measure: 'results/unable_not_held',
    left: /(?:本机关|本单位|我局|本行政机关)?不掌握(?:相关)?(?:政府)?信息?(?:的)?(?:有|共|为)*$/,
    within: 'request',
  },
  { measure: 'results/unable_needs_creation', left: /(?:没有|无)现成信息(?:[、,]?需要?另行制作)?(?:的)?(?:有|共|为)*$/, within: 'request' },
  { measure: 'results/unable_still_unclear', left: /补正后(?:申请)?(?:内容)?仍不明确(?:的)?(?:有|共|为)*$/, within: 'request' },
  { measure: 'results/not_processed_petition', left: /信访(?:、)?举报(?:、)?投诉类?(?:申请)?(?:的)?(?:有|共|为)*$/, within: 'request' },
  { measure: 'results/not_processed_repeat', left: /重复申请(?:的)?(?:有|共|为)*$/, within: 'request' },
  { measure: 'results/other_no_correction', left: /逾期(?:未|不)(?:进行)?补正(?:的)?(?:有|共|为)*$/, within: 'request' },
  { measure: 'results/other_no_correction', right: /^(?:申请)?(?:因|为)?(?:申请人)?(?:无正当理由)?逾期(?:未|不)补正/, within: 'request' },
  { measure: 'results/withdrawn', left: /(?:主动)?(?:撤回|撤销)(?:申请)?(?:的)?(?:有|共|为)*$/, within: 'request', not: /复议|诉讼|撤诉/ },
  { measure: 'results/withdrawn', right: /^(?:申请)?(?:为|由|因)?(?:申请人)?(?:主动)?(?:撤回|撤销)/, within: 'request', not: /复议|诉讼/ },
  { measure: 'results/partial', right: /^(?:申请)?(?:为|作出|属|属于)?(?:予以)?部分公开/, within: 'request' },
  { measure: 'results/denied', right: /^(?:申请)?(?:为|作出|属|属于)?不予公开/, within: 'request' },
  { measure: 'results/granted', right: /^(?:申请)?(?:为|作出|属|属于)?(?:予以|同意)公开(?!及|和|、)/, within: 'request' },
  { measure: 'results/unable', right: /^(?:申请)?(?:为|作出|属|属于)?无法提供/, within: 'request' },
  { measure: 'results/not_processed', right: /^(?:申请)?(?:为|作出|属|属于)?不予处理/, within: 'request' },
  // 信息处理费
  { measure: 'fee/collected', left: /信息处理费(?:用)?(?:共|共计|合计|金额|总金额|为|人民币)*$/ },
  { measure: 'fee/notices', left: /(?:发出|发送|送达)(?:信息处理费)?(?:收费|缴费)通知(?:书)?(?:共|共计)?$/ },
  // 建议提案
  {
    measure: 'motions/suggestion+proposal',
    left: /(?:建议|议案)(?:和|及|与|、|以及)(?:政协)?(?:委员)?提案(?:共|共计|合计|总数|为|办理)*$/,
  },
  { measure: 'motions/proposal', left: /(?:政协)?(?:委员)?提案(?:办理)?(?:件)?(?:共|共计|合计|总数|为)*$/ },
  { measure: 'motions/suggestion', left: /(?:人大|代表)(?:代表)?(?:议案)?(?:意见)?建议(?:办理)?(?:件)?(?:共|共计|合计|总数|为)*$/ },
  { measure: 'motions/suggestion', right: /^(?:[省市县区]?人大)?(?:代表)建议/ },
  { measure: 'motions/proposal', right: /^(?:[省市县区]?政协)(?:委员)?提案/ },
  // 申请的收、办
  {
    measure: 'requests/handled',
    left: /(?:依法|按时|按期|及时|均已|全部|已|共)*(?:办理答复|办结答复|答复办结|答复|办结|办复|办毕|回复|办理完毕|处理完毕|办理完结)(?:了)?(?:政府信息公开|依申请公开|信息公开)?(?:政府信息)?(?:申请|事项)?(?:共|共计|合计|总计|总数|数量|数|为|,)*$/,
    within: 'request',
    not: foreign,
  },
  {
    measure: 'requests/handled',
    right: /^(?:申请)?(?:均|全部|都|已|按时|按期|依法|依规|及时|在法定期限内|在规定期限内)*(?:办结|答复|办理完毕|办复)/,
    within: 'request',
    not: foreign,
  },
  {
    measure: 'requests/processed',
    left: new RegExp(`(?:办理|处理)(?:了|的)?(?:[^,;。\\d]{0,14}?)(?:${requestEnd}|依申请公开(?:事项|件)?(?:共)?)$`),
    not: foreign,
  },
  { measure: 'requests/new', left: new RegExp(`${received}(?:了|的)?(?:[^,;。\\d]{0,22}?)${requestEnd}$`), not: foreign },
  {
    measure: 'requests/new',
    left: new RegExp(
      `${received}(?:了)?(?:的)?(?:[^,;。\\d]{0,10}?)(?:申请公开|依申请公开(?:政府信息|信息|件|(?:办理)?事项|请求)?|依申请(?:公开)?(?:政府)?信息(?:公开)?(?:事项|件)?|公开申请|申请书?|依申请件)(?:共|共计|总数|总计|数量|为|有)*$`,
    ),
    within: 'request',
    not: foreign,
  },
  {
    measure: 'requests/new',
    left: new RegExp(`(?:我[局办委厅镇院]|本机关|本单位|本局)(?:共|实际)?(?:新)?${received}(?:了|共|共计)*$`),
    right: /^$|^,/,
    within: 'request',
    not: foreign,
  },
  {
    measure: 'requests/new',
    left: /(?:^|[,;。])(?:全年|本年度?|20\d{2}年(?:度)?,?)?(?:共)?依申请公开(?:共|总数)?$/,
    right: /^$/,
    within: 'request',
    not: foreign,
  },
  {
    measure: 'requests/new',
    left: new RegExp(`${received}(?:了|的|共|共计)*$`),
    right: /^(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:政府信息)?(?:的)?申请|^依申请公开/,
    not: foreign,
  },
  {
    measure: 'requests/new',
    left: /(?:政府信息公开申请|依申请公开|申请)(?:数量|总量|总数)(?:为|共|是)?$/,
    within: 'request',
    not: foreign,
  },
  { measure: 'requests/new', left: /^(?:本年|全年|20\d{2}年)?(?:度)?(?:,)?(?:共|新收|新收到)(?:到)?$/, within: 'request', not: foreign },
  // 主动公开
  {
    measure: 'published/total',
    left: /(?:主动公开|公开|发布|发布和公开|公开发布)(?:了)?(?:各类|各级|各项)?(?:政府|政务)?信息(?:总数|总量|数量)?(?:共|共计|总计|合计|累计|达|约|为)*$/,
    not: /(?:通过|利用|依托|在|网站|公众号|微博|平台|新媒体|其中|解读|领域|栏目|渠道)/,
  },
  {
    measure: 'published/total',
    left: /(?:主动公开|发布|公开)(?:共|共计|总计|累计)*$/,
    right: /^(?:政府|政务)?信息$/,
    not: /(?:利用|依托|网站|公众号|微博|新媒体|其中)/,
  },
  // 培训
  {
    measure: 'training/sessions',
    left: /(?:开展|组织|举办|召开)(?:了)?(?:全[市县区]|本局|局内|机关)?(?:政务公开|政府信息公开|信息公开|业务)(?:工作)?(?:业务)?(?:专题)?培训(?:会|班|活动)?(?:共|共计)?$/,
  },
]

/** Whether a sentence or the heading over it speaks of disclosure requests. */
export const requestContext = /依申请|公开申请|申请公开|信息公开.{0,4}申请|申请人|申请(?!行政复议)/
export const normativeContext = /规范性文件/
