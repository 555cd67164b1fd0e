/** What of the last answer a half sentence asks for; `all` of it where it only says that it was not understood. */
export type AnswerPart = 'fix' | 'why' | 'basis' | 'value' | 'all'

const LEAD = '^(?:那|那么|所以|嗯|好的?|这个?|这条|那条|它|你说的|你)*(?:数|数字)?(?:我)?(?:该|要|应该|具体|到底|究竟|又)*'
const TAIL = '(?:的|呢|啊|呀|吗|嘛|吧|才对|才行|[?？。!！~])*$'

const parts: readonly (readonly [AnswerPart, RegExp])[] = [
  ['fix', part('怎么改|怎么办|怎么弄|怎么处理|怎么解决|咋改|咋办|咋弄|如何改|改哪里|改哪儿|往哪改|怎么改才能过')],
  [
    'basis',
    part(
      '依据|(?:有)?(?:什么|啥|法律|文件|政策)依据|依据(?:是什么|是啥|在哪|是哪条|是哪一条|是哪个文件)|根据(?:什么|是什么|呢)|哪一?条规定|哪里规定|谁规定|出处(?:在哪|是哪)?|凭什么|凭啥',
    ),
  ],
  [
    'why',
    part(
      '为什么|为啥|为何|为什么不过|为啥不过|为什么不行|为什么不对|为什么错|什么意思|啥意思|是什么意思|是啥意思|错在哪里?|哪里?错了?|哪儿错了?',
    ),
  ],
  [
    'value',
    part(
      '(?:应|应该|该|要)?(?:是|填|写|改成|改为|等于)?(?:多少|几)|差多少|差几(?:件|条|个)|(?:改|写|填)成?什么|正确的?(?:是|应该是)?(?:什么|多少)',
    ),
  ],
  ['all', part('详细点|详细说说|再说一遍|没看懂|看不懂|不懂|举个例子|怎么填|具体|然后|说清楚点')],
]

function part(words: string): RegExp {
  return new RegExp(`${LEAD}(?:${words})${TAIL}`)
}

/** “那怎么改”, “依据呢”, “为什么”, “应该是多少”: says nothing of its own and so is about what was said last. Null where it is no such. */
export function askedPart(bare: string): AnswerPart | null {
  if (bare.length > 14) return null
  return parts.find(([, pattern]) => pattern.test(bare))?.[0] ?? null
}
