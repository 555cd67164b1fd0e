const END = /[?？!！。；;\n]+|[,，\s]*(?:另外|顺便问一?下?|顺便|再问一?下?|还有(?:一个|个)?(?:问题|就是)[是：:,，]*)[,，：:]?/
const ASKS =
  /[吗么]$|什么|怎么|咋|啥|哪|多少|几[条件个号天月]|谁|为何|如何|是否|[能会要可用]不[能会要可用]|可以不|行不|中不|算不算|第.{1,3}条/
const SHORTEST = 5
const MOST = 3

/** Questions that stand beside each other in one message; one alone where what stands beside it is only its circumstances. */
export function splitQuestions(text: string): string[] {
  const parts = text
    .split(END)
    .map((part) => part.trim().replace(/^[,，、]+|[,，、]+$/g, ''))
    .filter((part) => part !== '')
  const several =
    parts.length > 1 && parts.length <= MOST && parts.every((part) => part.length >= SHORTEST && ASKS.test(part) && !LEANS.test(part))
  return several ? parts : [text]
}

/** Leans on what was said before it, and so is no question of its own. */
const LEANS = /^(那|这|它|还是|或者|要不|是不是|该|应该|又|都|就|也|不然|为什么|为啥|怎么|咋)/
