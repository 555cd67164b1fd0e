/** Traditional characters in use in our field, each followed by its simplified one; none that simplified text uses too. */
const PAIRS =
  '條条為为爲为麼么麽么過过這这個个箇个說说請请問问報报錯错誤误應应該该開开關关於于資资訊讯處处理理費费結结轉转數数據据總总計计與与對对類类別别欄栏題题標标準准規规則则範范圍围圖图書书發发佈布門门戶户網网機机構构單单縣县鄉乡鎮镇區区廳厅務务員员責责辦办議议訴诉訟讼復复複复審审維维糾纠銷销駁驳執执許许罰罚強强徵征稅税項项頁页號号幾几兩两樣样還还嗎吗寫写無无沒没從从來来後后時时間间統统補补預预動动態态眾众義义實实際际點点擇择傳传檔档檢检驗验證证電电話话郵邮編编繫系係系聯联絡络須须給给讓让裡里裏里邊边稱称簽签貼贴達达續续繼继參参見见現现舊旧廢废製制訂订頒颁黨党國国學学衛卫農农業业財财會会環环變变優优較较減减長长億亿萬万圓圆塊块錢钱繳缴納纳帳账賬账歸归屬属僅仅隨随當当選选適适術术語语詞词簡简體体漢汉讀读試试隱隐護护權权歷历曆历歲岁觀观確确認认謝谢啟启閉闭滿满調调離离雙双遲迟運运違违擬拟擴扩獲获獨独獎奖異异盡尽監监盤盘礎础積积種种穩稳筆笔節节級级約约紙纸細细終终組组絕绝經经綜综線线縮缩績绩職职聲声臨临舉举視视覽览觸触託托討讨訓训記记設设註注評评詢询詳详誰谁課课談谈論论講讲識识貴贵買买質质購购賠赔載载輯辑輸输連连進进週周遺遗鄰邻釋释鍵键錄录鏈链閱阅隊队階阶陽阳難难雜杂響响頂顶順顺領领頭头頻频額额願愿顯显風风飛飞餘余館馆魚鱼齊齐擔担採采捨舍換换揮挥損损敗败斷断暫暂東东極极樓楼決决況况淨净爭争狀状畢毕療疗礙碍禮礼純纯紅红緩缓織织習习腦脑臺台興兴蓋盖藥药虛虚衆众裝装親亲訪访誠诚誌志諮咨謂谓譽誉豐丰貨货賣卖賴赖車车軍军輕轻轄辖辯辩邏逻醫医銀银鎖锁閒闲陳陈陸陆雖虽靈灵顧顾駐驻麗丽嚴严隻只併并佔占內内誇夸擾扰歎叹籤签'

/** Characters of a text by the one in front of each: the first to the second, the third to the fourth … */
export const mapPairs = (pairs: string): ReadonlyMap<string, string> =>
  new Map(Array.from(pairs.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]))

const simplified = mapPairs(PAIRS)

/** Reads `第3條為什麼不過` as `第3条为什么不过`. What is simplified already stays as it is. */
export const simplifyCharacters = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character)
