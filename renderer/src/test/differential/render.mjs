// Reads Markdown texts, with a record separator after each, and writes what two other implementations make of them:
// commonmark.js, a unit separator, micromark, a record separator.
import { readFileSync, writeFileSync } from 'node:fs'
import { HtmlRenderer, Parser } from 'commonmark'
import { micromark } from 'micromark'

const [, , input, output] = process.argv
const parser = new Parser()
const writer = new HtmlRenderer()
const everything = { allowDangerousHtml: true, allowDangerousProtocol: true }
const texts = readFileSync(input, 'utf8').split('\x1e').slice(0, -1)
writeFileSync(output, texts
  .map((text) => writer.render(parser.parse(text)) + '\x1f' + micromark(text, everything) + '\x1e')
  .join(''))
