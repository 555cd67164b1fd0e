import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import type { Block, Table } from '../../src/model/document.ts'
import { reference } from '../support/reference.ts'

/** Whole reports of bodies that write in their own ways; their figures agree with their tables. */
export const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  county: {
    year: 2021,
    agency: '云岭省澄江市阳坪县人民政府',
    contact: '如对本报告有疑问，请联系阳坪县人民政府办公室（地址：阳坪县迎宾大道2号；邮编：653100；电话：0877-6811234）。',
    proactive: '2021年，全县政府系统主动公开政府信息3518条，其中政府网站2204条、政务新媒体1314条。召开新闻发布会6场，发布政策解读32篇。',
    on_request:
      '全年新收政府信息公开申请151件（自然人138件、商业企业9件、其他4件），上年结转3件，办结150件，结转下年度继续办理4件。予以公开96件，部分公开12件，不予公开20件，无法提供22件。',
    supervision: '将政务公开纳入年度考核，占比4%；开展社会评议1次，全年未发生责任追究情形。',
    table3: {
      new_received: [138, 9, 0, 0, 0, 4, 151],
      carried_in: [3, 0, 0, 0, 0, 0, 3],
      granted: [88, 6, 0, 0, 0, 2, 96],
      partial: [11, 1, 0, 0, 0, 0, 12],
      denied_internal_affairs: [18, 1, 0, 0, 0, 1, 20],
      unable_not_held: [20, 1, 0, 0, 0, 1, 22],
      carried_out: [4, 0, 0, 0, 0, 0, 4],
    },
  },
  township: {
    year: 2023,
    agency: '楚中市白河区柳林镇人民政府',
    contact: '联系柳林镇党政办公室（地址：柳林镇建设路66号；邮编：431800；电话：0724-4211288）。',
    proactive: '一年来，镇政府围绕惠农补贴、社会救助、村级财务等群众关心的事，公开各类信息214条，更新村务公开栏36期。',
    on_request: '本年度共收到群众提交的政府信息公开申请两件，均为自然人提出，已全部按期答复，予以公开两件，无结转下年办理的申请。',
    table3: { new_received: [2, 0, 0, 0, 0, 0, 2], granted: [2, 0, 0, 0, 0, 0, 2] },
  },
  bureau: {
    year: 2024,
    agency: '南屿市鹭江区市场监督管理局',
    contact: '有关问题请与我局办公室联系（地址：鹭江区湖滨中路9号；邮编：361004；电话：0592-2012345）。',
    proactive: '全年公开行政许可决定1260件、行政处罚决定85件，开展“双随机”抽查结果公示14批次，办理指南涉及登记、年报、消费维权等4类事项。',
    on_request:
      '2024年收到政府信息公开申请16件，较2023年减少3件；截至目前，自条例施行以来累计收到申请137件。其中信函申请5件，网络申请11件。办结17件，包括上年结转1件。',
    table2: { 'licensing/decisions': 1260, 'penalty/decisions': 85 },
    table3: {
      new_received: [14, 2, 0, 0, 0, 0, 16],
      carried_in: [1, 0, 0, 0, 0, 0, 1],
      granted: [10, 1, 0, 0, 0, 0, 11],
      unable_not_held: [3, 1, 0, 0, 0, 0, 4],
      not_processed_petition: [2, 0, 0, 0, 0, 0, 2],
    },
  },
  zone: {
    year: 2025,
    agency: '湘北高新技术产业开发区管理委员会',
    contact: '请与管委会党政综合部联系（地址：高新区创新大道1号；邮编：414000；电话：0730-8720001）。',
    proactive: '围绕招商引资、项目建设、营商环境，发布信息409条，回应企业关切27次，惠企政策“一张清单”上线3个专题。',
    on_request:
      '管委会本年新收政府信息公开申请七件，上年结转零件，其中自然人五件、商业企业两件，均已答复办结。行政复议、行政诉讼两类案件都没有发生。',
    supervision: '管委会把信息公开纳入部门年度考核，组织社会评议1次，本年没有被追责的情形。',
    table3: { new_received: [5, 2, 0, 0, 0, 0, 7], granted: [4, 2, 0, 0, 0, 0, 6], unable_needs_creation: [1, 0, 0, 0, 0, 0, 1] },
  },
  university: {
    year: 2022,
    agency: '江右理工职业大学',
    contact: '联系部门：学校办公室（地址：洪都市学府路168号；邮编：330013；电话：0791-87120000）。',
    proactive: '学校通过主页信息公开专栏发布招生、财务、人事等信息562条，印发校内简报18期，师生大会通报校情4次。',
    on_request: '本年度没有收到政府信息公开申请，也没有上年结转的申请。',
  },
  hospital: {
    year: 2024,
    agency: '晋东市第二人民医院',
    contact: '联系科室：院长办公室（地址：晋东市解放西街20号；邮编：045000；电话：0353-2021120）。',
    proactive: '医院通过官网、公众号和门诊大屏公开服务价格、出诊安排、采购结果等信息731条，处理12345热线转办的咨询58件。',
    on_request: '全年收到政府信息公开申请3件（均为自然人），予以公开2件，另有1件因本机关不掌握未能提供，全部在法定期限内办结。',
    table3: { new_received: [3, 0, 0, 0, 0, 0, 3], granted: [2, 0, 0, 0, 0, 0, 2], unable_not_held: [1, 0, 0, 0, 0, 0, 1] },
  },
}

/** How a text comes out of a mail, a converter or a page: its file ending and its bytes. */
interface Register {
  readonly ending: 'txt' | 'md'
  readonly write: (blocks: readonly Block[]) => string
}

const wrap = (text: string, width: number): string[] => text.match(new RegExp(`[^]{1,${width}}`, 'gu')) ?? []
const rowsOf = (table: Table): string[][] =>
  Array.from({ length: table.rows }, (_, row) => table.cells.filter((cell) => cell.row === row).map(({ text }) => text.replace(/\n/g, '')))

/** The title breaks before 工作年度报告; every other paragraph at a width. */
function wrapped(width: number): Register {
  return {
    ending: 'txt',
    write: (blocks) =>
      blocks
        .flatMap((block, index) => {
          if (block.kind === 'table') return rowsOf(block).map((row) => row.join('\t'))
          return index === 0 ? block.text.split(/(?=工作年度报告)/) : wrap(block.text, width)
        })
        .join('\n'),
  }
}

const plain = (joint: string): Register => ({
  ending: 'txt',
  write: (blocks) =>
    blocks.flatMap((block) => (block.kind === 'table' ? rowsOf(block).map((row) => row.join(joint)) : block.text)).join('\n'),
})

/** Marks of Markdown, in a file that says it is plain text. */
const marked = (ending: Register['ending']): Register => ({
  ending,
  write: (blocks) =>
    blocks
      .flatMap((block, index) => {
        if (block.kind === 'table') return rowsOf(block).map((row) => row.join('\t'))
        if (index === 0) return `# ${block.text}`
        return /^[一二三四五六]、/.test(block.text) ? `## ${block.text}` : block.text.replace(/^（[一二三四五]）[^。]{2,14}。/, '**$&**')
      })
      .join('\n\n'),
})

export const REGISTERS: Readonly<Record<string, Register>> = {
  'wrapped at 30': wrapped(30),
  'wrapped at 37': wrapped(37),
  'parted by tabs': plain('\t'),
  'text of a PDF': plain(' '),
  'Markdown as text': marked('txt'),
}

/** A body's report as a file of a register. */
export function writeRegister(body: string, register: string): { name: string; text: string } {
  const { ending, write } = REGISTERS[register] ?? REGISTERS['parted by tabs']!
  const { blocks } = sampleDocument(reference, SamplePatch.parse(BODIES[body]))
  return { name: `${body}.${ending}`, text: write(blocks) }
}
