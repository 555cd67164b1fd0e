import { hasText } from '../clean-text.ts'
import { attributeOf, hasAttribute, isElement, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'

/** A shadow root that the page declares stands for its host's content, with that in its slots. */
export function openShadow(host: HtmlElement): void {
  const template = host.childNodes.find(isShadow)
  if (!template || !('content' in template)) return
  const light = host.childNodes.filter((child) => child !== template)
  const shadow = (template.content as { childNodes: HtmlNode[] }).childNodes
  host.childNodes = fillSlots(shadow, light, host)
}

const isShadow = (node: HtmlNode): node is HtmlElement =>
  isElement(node) && node.tagName === 'template' && (hasAttribute(node, 'shadowrootmode') || hasAttribute(node, 'shadowmode'))

function fillSlots(nodes: readonly HtmlNode[], light: readonly HtmlNode[], parent: HtmlElement): HtmlNode[] {
  return nodes.flatMap((node) => {
    node.parentNode = parent
    if (!isElement(node)) return [node]
    if (node.tagName === 'slot') {
      const name = attributeOf(node, 'name') ?? ''
      const own = light.filter((child) => (isElement(child) ? (attributeOf(child, 'slot') ?? '') : '') === name)
      for (const child of own) child.parentNode = parent
      return own.some((child) => isElement(child) || hasText(textIn(child) ?? '')) ? own : node.childNodes
    }
    node.childNodes = fillSlots(node.childNodes, light, node)
    return [node]
  })
}
