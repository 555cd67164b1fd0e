import { readSources } from './test/support/parse-source.ts'
import { writeFileSync } from 'node:fs'
const han=(t:string)=>/\p{Script=Han}/u.test(t.replace(/\\u\{?([0-9a-f]{4,6})\}?/gi,(_,c)=>String.fromCodePoint(parseInt(c,16))))
const f=readSources(process.cwd()+'/src').filter(s=>!s.file.startsWith('language/')&&s.literals.some(han)).map(s=>s.file)
writeFileSync('test/still-chinese.json',JSON.stringify(f,null,2)+'\n'); console.log(f.length)
